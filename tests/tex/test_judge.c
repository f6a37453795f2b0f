/* Chains of an equation: which links are judged, against what, and what is
 * said of those that fail. Numbers are those of lab A: L = .7 * .3 * .6 =
 * 0.126, its logarithm -2.0715, its cross-entropy 0.6905. */
#include <string.h>

#include "support/errata_labs.h"
#include "support/test.h"
#include "tex/judged.h"

/* The worst truth of a formula; `says` a part of the last link's words. */
static void check(const char *define, const char *lab, enum format format,
                  const char *tex, enum truth truth, const char *says)
{
    struct judge_options options = { .eval = { .format = format } };
    struct judged judged;
    enum truth worst = TRUTH_NONE;
    bool said = *says == '\0';

    judged_open(&judged, define, tex, errata_lab(lab), &options);
    for (size_t i = 0; i < judged.count; i++) {
        const struct judgement *j = &judged.at[i];

        worst = j->truth > worst ? j->truth : worst;
        for (size_t k = 0; k < j->side_count; k++) {
            said = said || strstr(j->links[k].says, says);
            if (!said && truth != worst)
                print_error("%s\n", j->links[k].says);
        }
    }
    if (worst != truth || !said)
        fail_msg("%s is judged %d: '%s'", tex, (int)worst,
                 judged.last->links[judged.last->side_count - 1].says);
    judged_close(&judged);
}

#define HOLDS(tex)                                                             \
    check(JUDGED_FILMS, "A", FORMAT_FLOAT64, tex, TRUTH_HOLDS, "")
#define FALSE(tex, says)                                                       \
    check(JUDGED_FILMS, "A", FORMAT_FLOAT64, tex, TRUTH_FALSE, says)
#define NOT_JUDGED(tex)                                                        \
    check(JUDGED_FILMS, "A", FORMAT_FLOAT64, tex, TRUTH_NONE, "")

static void a_relation_that_is_true_holds(void **state)
{
    (void)state;
    HOLDS("L = \\prod_{i=1}^N P(y_i \\mid x_i; \\theta) = 0.126");
    HOLDS("\\log L = \\sum_{i=1}^N \\log P(y_i \\mid x_i; \\theta)");
    HOLDS("0 < L < 1 \\leq N \\neq 4");
    HOLDS("L \\equiv e^{\\log L}");
    HOLDS("N = 3 > 2 \\geq 2");
}

/* -2.0715 - 0.126 is -2.1975. */
static void a_relation_that_is_false_says_by_how_much(void **state)
{
    (void)state;
    FALSE("L = \\log L", "off by 2.197");
    FALSE("\\log L = -\\log L", "off by 4.143: the sign is turned");
    FALSE("-\\log L = -\\frac{1}{N} \\log L", "off by 1.381: 1/3 of it");
    FALSE("-\\frac{1}{N} \\log L = -\\log L", "off by 1.381: 3 times as much");
    FALSE("N < K", "3 is not less than 3");
    FALSE("L > 1", "0.126 is not greater than 1");
    FALSE("L \\geq 1", "0.126 is less than 1");
    FALSE("N \\leq 2", "3 is greater than 2");
    FALSE("N \\neq K", "both are 3");
    FALSE("L = 0.127", "off by 0.001");
}

static void every_link_is_compared_with_the_side_before_it(void **state)
{
    struct judge_options options = { .eval = { .format = FORMAT_FLOAT64 } };
    struct judged judged;

    (void)state;
    judged_open(&judged, JUDGED_FILMS, "L = 0.126 = 0.2 = 0.20",
                errata_lab("A"), &options);
    assert_int_equal(judged.last->side_count, 4);
    assert_int_equal(judged.last->links[1].truth, TRUTH_HOLDS);
    assert_int_equal(judged.last->links[2].truth, TRUTH_FALSE);
    assert_int_equal(judged.last->links[3].truth, TRUTH_HOLDS);
    assert_int_equal(judged.last->truth, TRUTH_FALSE);
    assert_near(judged.last->links[2].left.x, 0.126, 1e-12);
    assert_near(judged.last->links[2].right.x, 0.2, 1e-12);
    judged_close(&judged);
}

/* An unbound letter has no value, and what stands around it is compared. */
static void a_side_without_a_value_is_passed_over(void **state)
{
    (void)state;
    HOLDS("L = A = 0.126");
    FALSE("L = A = 0.2", "off by 0.074");
    HOLDS("\\text{Likelihood} = L = 0.126");
    NOT_JUDGED("A = L");
    /* From L < A and A = 0.126 nothing follows. */
    NOT_JUDGED("L < A = 0.126");
}

static void definitions_and_arrows_are_not_judged(void **state)
{
    (void)state;
    NOT_JUDGED("L := \\log L");
    NOT_JUDGED("L \\rightarrow \\log L");
    NOT_JUDGED("\\theta \\in \\mathbb{R}");
    HOLDS("L := 0.126 = L");
}

static void a_leading_relation_goes_on_from_the_statement_before(void **state)
{
    (void)state;
    HOLDS("\\begin{align} L &= 0.126 \\\\ &= \\prod_i P(y_i \\mid x_i; "
          "\\theta) \\end{align}");
    FALSE("\\begin{align} L &= 0.126 \\\\ &= \\log L \\end{align}",
          "off by 2.197");
    HOLDS("\\begin{align} \\hat{\\theta} &= \\arg\\max_{\\theta} L \\\\ &= "
          "\\arg\\max_{\\theta} \\log L \\\\ &= \\arg\\min_{\\theta} "
          "-\\frac{1}{N} \\log L \\end{align}");
    FALSE("\\begin{align} \\hat{\\theta} &= \\arg\\max_{\\theta} L \\\\ &= "
          "\\arg\\min_{\\theta} \\log L \\end{align}",
          "argmin 0 (edge), not 2.025");
    /* The side before has no value, the one before that has. */
    HOLDS("\\begin{align} L &= 0.126 \\\\ &= A \\\\ &= 0.1260 \\end{align}");
    /* Nothing goes on behind an arrow but what stands there. */
    HOLDS("\\begin{align} L &\\rightarrow 0.2 \\\\ &= 0.20 \\end{align}");
}

static void written_numbers_have_the_digits_they_have(void **state)
{
    (void)state;
    HOLDS("\\log L = -2.0715");
    HOLDS("\\log L = -2.07");
    FALSE("\\log L = -2.0714", "off by");
    HOLDS("P(y_1 \\mid x_1; \\theta) = 70\\%");
    HOLDS("L = 12.6\\%");
    HOLDS("L = 1.26 \\times 10^{-1}");
    FALSE("L = 1.27 \\times 10^{-1}", "off by");
    FALSE("\\log L = -2", "off by 0.07147");
    HOLDS("\\log L \\approx -2.06");
    FALSE("\\log L \\approx -2.2", "off by");
    HOLDS("\\hat{y}_1 = (0.7, 0.2, 0.10)");
}

static void a_vector_is_compared_entry_by_entry(void **state)
{
    (void)state;
    HOLDS("\\hat{y}_2 = [0.5, 0.3, 0.2]");
    FALSE("\\hat{y}_2 = [0.5, 0.4, 0.2]", "entry 2: off by 0.1");
    FALSE("\\hat{y}_1 = P(y_1 \\mid x_1; \\theta)",
          "(0.7, 0.2, 0.1) is not 0.7: a vector of 3 against a number");
    FALSE("\\hat{y}_1 = (0.7, 0.3)", "a vector of 3 against a vector of 2");
}

static void a_member_is_looked_for(void **state)
{
    (void)state;
    HOLDS("y_{1,1} \\in \\{0, 1\\}");
    HOLDS("y_{i,k} \\in \\{0, 1\\}");
    FALSE("\\hat{y}_{1,1} \\in \\{0, 1\\}", "0.7 is not in it");
    HOLDS("k_2 \\in \\{1, ..., K\\}");
    FALSE("4 \\in \\{1, ..., K\\}", "4 is not in it");
    FALSE("1.5 \\in \\{1, ..., K\\}", "1.5 is not in it");
    HOLDS("\\hat{y}_{i,k} \\in [0, 1]");
    FALSE("\\log L \\in [0, 1]", "-2.071 is not in it");
}

/* Film 2 has .3 on its label, the others have .7 and .6. */
static void a_free_letter_is_judged_for_every_row(void **state)
{
    struct judge_options options = { .eval = { .format = FORMAT_FLOAT64 } };
    struct eval_binding second = { slice_of("i"), 2 };
    struct judged judged;

    (void)state;
    HOLDS("P(y_i \\mid x_i; \\theta) = \\hat{y}_{i,k_i}");
    FALSE("P(y_i \\mid x_i; \\theta) > 0.5",
          "i = 2: 0.3 is not greater than 0.5");
    FALSE("\\hat{y}_{i,k} = y_{i,k}", "i = 1, k = 1: off by 0.3");
    options.shown = &second;
    options.shown_count = 1;
    judged_open(&judged, JUDGED_FILMS, "P(y_i \\mid x_i; \\theta) \\leq 0.7",
                errata_lab("A"), &options);
    assert_int_equal(judged.last->truth, TRUTH_HOLDS);
    assert_int_equal(judged.last->free_count, 1);
    assert_near(judged.last->free[0].value, 2.0, 0.0);
    assert_near(real_double(judged.last->sides[0].value.number), 0.3, 1e-15);
    judged_close(&judged);
}

/* 2,000 rows in several rounds; one of them is wrong, by 0.25. */
static void one_wrong_row_of_many_is_found(void **state)
{
    struct judge_options options = { .eval = { .format = FORMAT_FLOAT16 } };
    static double a[2000], b[2000];
    double n = 2000;
    struct eval_array arrays[] = {
        { .key = slice_of("a"), .rank = 1, 2000, 1, 0, a, 0 },
        { .key = slice_of("b"), .rank = 1, 2000, 1, 0, b, 0 },
        { .key = slice_of("n"), .rank = 0, 1, 1, 0, &n, 0 },
    };
    struct eval_data data = { arrays, 3 };
    struct judged judged;

    (void)state;
    for (size_t i = 0; i < 2000; i++)
        a[i] = b[i] = (double)(i % 4) + 0.5;
    for (int wrong = 0; wrong < 2; wrong++) {
        b[1792] += 0.25 * wrong;
        judged_open(&judged, "domain i = 1..n\ndata a_i, b_i, n\n", "a_i = b_i",
                    &data, &options);
        assert_int_equal(judged.last->truth, wrong ? TRUTH_FALSE : TRUTH_HOLDS);
        if (wrong)
            assert_string_equal(judged.last->links[1].says,
                                "i = 1793: off by 0.25");
        judged_close(&judged);
    }
}

/* Of ten million rows three are different, and only they are valued. */
static void repeated_rows_are_judged_once(void **state)
{
    struct judge_options options = { .eval = { .format = FORMAT_FLOAT64,
                                               .steps_max = 1e5 } };
    struct judged judged;

    (void)state;
    judged_open(&judged, JUDGED_FILMS,
                "P(y_i \\mid x_i; \\theta) = \\hat{y}_{i,k_i}", errata_lab("N"),
                &options);
    assert_int_equal(judged.last->truth, TRUTH_HOLDS);
    judged_close(&judged);
}

static void what_has_two_readings_is_valued_in_both(void **state)
{
    struct judge_options options = { .eval = { .format = FORMAT_FLOAT64 } };
    struct judged judged;

    (void)state;
    /* log(4) is 1.3863, its square 1.9218, log 16 2.7726. */
    judged_open(&judged, JUDGED_FILMS, "\\log(4)^2 = 1", errata_lab("A"),
                &options);
    assert_int_equal(judged.last->truth, TRUTH_REFUSED);
    assert_non_null(strstr(judged.last->says, "; it is 2.7726 nats or 1.9218"));
    judged_close(&judged);
    judged_open(&judged, JUDGED_FILMS, "\\log(4)^2", errata_lab("A"), &options);
    assert_non_null(strstr(judged.last->says, "; it is 2.7726 nats or 1.9218"));
    judged_close(&judged);
}

static void what_does_not_read_or_fit_is_refused(void **state)
{
    struct judge_options options = { .eval = { .format = FORMAT_FLOAT64 } };
    struct judged judged;

    (void)state;
    judged_open(&judged, JUDGED_FILMS, "L = f(2)", errata_lab("A"), &options);
    assert_int_equal(judged.last->truth, TRUTH_REFUSED);
    judged_close(&judged);
    judged_open(&judged, JUDGED_FILMS, "L = \\hat{y}_1 + N", errata_lab("A"),
                &options);
    assert_int_equal(judged.last->truth, TRUTH_REFUSED);
    assert_int_equal(judged.last->sides[1].status, EVAL_REFUSED);
    assert_true(strlen(judged.last->links[1].says) > 0);
    judged_close(&judged);
}

static void three_free_letters_are_too_many(void **state)
{
    (void)state;
    check("domain i = 1..N ; k = 1..K ; m = 1..K\ndata N, K\n", "A",
          FORMAT_FLOAT64, "i + k + m = 1", TRUTH_REFUSED, "");
}

static bool stop_at_once(void *context)
{
    ++*(int *)context;
    return true;
}

static void stopping_leaves_nothing_known(void **state)
{
    int asked = 0;
    struct judge_options options = { .eval = { .format = FORMAT_FLOAT32,
                                               .stop = stop_at_once,
                                               .stop_context = &asked } };
    struct judged judged;

    (void)state;
    judged_open(&judged, JUDGED_FILMS, "\\sum_{m=1}^{1000000} \\log m = 1",
                errata_lab("A"), &options);
    assert_true(asked > 0);
    assert_true(judged.last->stopped);
    assert_int_equal(judged.last->truth, TRUTH_NONE);
    judged_close(&judged);
}

/* KL(p || p) is 0 but for rounding: entropies of 1 are subtracted. */
static void what_cancels_is_no_difference(void **state)
{
    (void)state;
    HOLDS("KL(s_1 \\| s_1) = H(s_1, s_1) - H(s_1)");
    HOLDS("0.1 + 0.2 - 0.3 = 0");
    HOLDS("\\sum_k (s_{2,k} - s_{2,k}^2 / s_{2,k}) = 0");
    FALSE("0.1 + 0.2 - 0.3 = 1 - 0.9999999999", "off by 1e-10");
}

static void infinities_hold(void **state)
{
    (void)state;
    HOLDS("\\log 0 = -\\infty");
    HOLDS("-\\log 0 > 1");
    FALSE("\\log 0 = \\infty", "-inf against inf");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_relation_that_is_true_holds),
        cmocka_unit_test(a_relation_that_is_false_says_by_how_much),
        cmocka_unit_test(every_link_is_compared_with_the_side_before_it),
        cmocka_unit_test(a_side_without_a_value_is_passed_over),
        cmocka_unit_test(definitions_and_arrows_are_not_judged),
        cmocka_unit_test(a_leading_relation_goes_on_from_the_statement_before),
        cmocka_unit_test(written_numbers_have_the_digits_they_have),
        cmocka_unit_test(a_vector_is_compared_entry_by_entry),
        cmocka_unit_test(a_member_is_looked_for),
        cmocka_unit_test(a_free_letter_is_judged_for_every_row),
        cmocka_unit_test(one_wrong_row_of_many_is_found),
        cmocka_unit_test(repeated_rows_are_judged_once),
        cmocka_unit_test(what_has_two_readings_is_valued_in_both),
        cmocka_unit_test(what_does_not_read_or_fit_is_refused),
        cmocka_unit_test(three_free_letters_are_too_many),
        cmocka_unit_test(stopping_leaves_nothing_known),
        cmocka_unit_test(what_cancels_is_no_difference),
        cmocka_unit_test(infinities_hold),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
