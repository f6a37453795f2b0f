/* What is true exactly and lost in a format. The data of each case are
 * reckoned beside it. */
#include <string.h>

#include "support/errata_labs.h"
#include "support/test.h"
#include "tex/judged.h"

static const char *const FLIPS =
    "domain i = 1..n\n"
    "data x_i, n\n"
    "param \\theta = 0.5 in [0, 1] step 0.001\n"
    "L := \\prod_{i=1}^n \\theta^{x_i} (1 - \\theta)^{1 - x_i}\n"
    "l := \\sum_{i=1}^n (x_i \\log \\theta + (1 - x_i) \\log(1 - \\theta))\n";

/* Heads where 7 i mod 10 < 7, i from 0: 280 of 400. */
static void flips(double *x, size_t count)
{
    for (size_t i = 0; i < count; i++)
        x[i] = 7 * i % 10 < 7;
}

static void check(const char *define, const struct eval_data *data,
                  enum format format, const char *tex, enum truth truth,
                  const char *says)
{
    struct judge_options options = { .eval = { .format = format } };
    struct judged judged;
    const struct judged_link *link;

    judged_open(&judged, define, tex, data, &options);
    link = &judged.last->links[judged.last->side_count - 1];
    if (link->truth != truth || !strstr(link->says, says))
        fail_msg("%s in %s is judged %d: '%s'", tex, format_name(format),
                 (int)link->truth, link->says);
    judged_close(&judged);
}

/* 10,000,000 films: 0.126^3333333 * 0.7 is 1.974e-2998765, and every format
 * but the exact one has 0. */
static void a_product_that_underflows_is_lost(void **state)
{
    const char *tex = "L = \\prod_{i=1}^N P(y_i \\mid x_i; \\theta)";
    const struct eval_data *many = errata_lab("N");

    (void)state;
    check(JUDGED_FILMS, many, FORMAT_FLOAT32, tex, TRUTH_LOST,
          "float32 holds 0 here; exactly 1.974e-2998765");
    check(JUDGED_FILMS, many, FORMAT_FLOAT64, tex, TRUTH_LOST,
          "float64 holds 0 here; exactly 1.974e-2998765");
    check(JUDGED_FILMS, many, FORMAT_EXACT, tex, TRUTH_HOLDS, "");
    check(JUDGED_FILMS, errata_lab("A"), FORMAT_FLOAT16, tex, TRUTH_HOLDS, "");
}

/* The logarithm of a product that is 0 is -inf. */
static void the_logarithm_of_nothing_is_lost(void **state)
{
    (void)state;
    check(JUDGED_FILMS, errata_lab("N"), FORMAT_FLOAT32,
          "\\log \\prod_{i=1}^N P(y_i \\mid x_i; \\theta) = \\sum_{i=1}^N "
          "\\log P(y_i \\mid x_i; \\theta)",
          TRUTH_LOST, "float32 holds -inf here; exactly -6.905e+06");
}

/* A float16 stops adding where a term is less than half an ulp: -2048 has
 * ulps of 2, and -0.6 is dropped. */
static void a_sum_that_has_stuck_is_lost(void **state)
{
    (void)state;
    check(JUDGED_FILMS, errata_lab("N"), FORMAT_FLOAT16,
          "\\sum_{i=1}^N \\log P(y_i \\mid x_i; \\theta) = \\log L", TRUTH_LOST,
          "float16 holds -");
    check(JUDGED_FILMS, errata_lab("N"), FORMAT_FLOAT64,
          "\\sum_{i=1}^N \\log P(y_i \\mid x_i; \\theta) = -3333333 \\cdot "
          "2.0714733720306588 + \\log 0.7",
          TRUTH_HOLDS, "");
}

/* Three films are too few for any format to lose more than roundings. */
static void a_few_roundings_lose_nothing(void **state)
{
    const enum format formats[] = { FORMAT_FLOAT64, FORMAT_FLOAT32,
                                    FORMAT_FLOAT16, FORMAT_BFLOAT16,
                                    FORMAT_FLOAT32_FTZ };

    (void)state;
    for (size_t f = 0; f < sizeof formats / sizeof *formats; f++) {
        check(JUDGED_FILMS, errata_lab("A"), formats[f],
              "\\log L = \\sum_{i=1}^N \\log P(y_i \\mid x_i; \\theta)",
              TRUTH_HOLDS, "");
        check(JUDGED_FILMS, errata_lab("A"), formats[f],
              "L = \\prod_{i=1}^N P(y_i \\mid x_i; \\theta)", TRUTH_HOLDS, "");
        check(JUDGED_FILMS, errata_lab("A"), formats[f],
              "-\\frac{1}{N} \\log L = \\frac{1}{N} \\sum_i H(y_i, \\hat{y}_i)",
              TRUTH_HOLDS, "");
    }
}

/* 400 flips in float32: every candidate's product is 0, so the first of them
 * is as good as any; the sum of logarithms still finds 0.7. */
static void an_optimum_of_nothing_but_ties_is_lost(void **state)
{
    double x[400], n = 400;
    struct eval_array arrays[] = {
        { .key = slice_of("x"), .rank = 1, 400, 1, 0, x, 0 },
        { .key = slice_of("n"), .rank = 0, 1, 1, 0, &n, 0 },
    };
    struct eval_data data = { arrays, 2 };

    (void)state;
    flips(x, 400);
    check(FLIPS, &data, FORMAT_FLOAT32,
          "\\arg\\max_{\\theta} \\log L = \\arg\\max_{\\theta} L", TRUTH_LOST,
          "candidates are equally good; exactly 0.7");
    check(FLIPS, &data, FORMAT_FLOAT64,
          "\\arg\\max_{\\theta} l = \\arg\\max_{\\theta} L", TRUTH_HOLDS, "");
    check(FLIPS, &data, FORMAT_FLOAT64, "\\arg\\max_{\\theta} l = 0.7",
          TRUTH_HOLDS, "");
    check(FLIPS, &data, FORMAT_FLOAT32, "\\arg\\max_{\\theta} l = 0.700",
          TRUTH_HOLDS, "");
}

/* 400 factors .05, .7, .7 in turn: their product is 0 from factor 13 in
 * float16 and 85 in float32; the sums of logarithms are -484.5, -496.305 and
 * -496.304 (math.md 4.5). */
static void a_sum_of_logarithms_loses_less_than_a_product(void **state)
{
    const char *define = "domain i = 1..n\ndata p_i, n\n";
    double p[400], n = 400;
    struct eval_array arrays[] = {
        { .key = slice_of("p"), .rank = 1, 400, 1, 0, p, 0 },
        { .key = slice_of("n"), .rank = 0, 1, 1, 0, &n, 0 },
    };
    struct eval_data data = { arrays, 2 };

    (void)state;
    for (size_t i = 0; i < 400; i++)
        p[i] = i % 3 == 0 ? 0.05 : 0.7;
    check(define, &data, FORMAT_FLOAT16, "\\sum_i \\log p_i = -496.304",
          TRUTH_LOST, "float16 holds -484.5 here; exactly -496.3");
    check(define, &data, FORMAT_FLOAT32, "\\sum_i \\log p_i = -496.304",
          TRUTH_HOLDS, "");
    check(define, &data, FORMAT_FLOAT32,
          "\\log \\prod_i p_i = \\sum_i \\log p_i", TRUTH_LOST,
          "float32 holds -inf here");
    check(define, &data, FORMAT_FLOAT64,
          "\\log \\prod_i p_i = \\sum_i \\log p_i = -496.304", TRUTH_HOLDS, "");
    check(define, &data, FORMAT_FLOAT32, "\\prod_{m=1}^{84} p_m > 0",
          TRUTH_HOLDS, "");
    check(define, &data, FORMAT_FLOAT32, "\\prod_{m=1}^{85} p_m > 0",
          TRUTH_LOST, "float32 holds 0 here");
    check(define, &data, FORMAT_FLOAT16, "\\prod_{m=1}^{12} p_m > 0",
          TRUTH_HOLDS, "");
    check(define, &data, FORMAT_FLOAT16, "\\prod_{m=1}^{13} p_m > 0",
          TRUTH_LOST, "float16 holds 0 here");
}

/* 1 - 0.9999 in float16, where 0.9999 is 1. */
static void a_difference_that_cancels_is_lost(void **state)
{
    (void)state;
    check("", errata_lab("A"), FORMAT_FLOAT16, "10000 \\cdot (1 - 0.9999) = 1",
          TRUTH_LOST, "float16 holds 0 here; exactly 1");
}

/* An inequality is lost where it fails in the format, and only there. */
static void an_order_is_lost_where_it_turns(void **state)
{
    (void)state;
    check(JUDGED_FILMS, errata_lab("N"), FORMAT_FLOAT64, "L > 0", TRUTH_LOST,
          "float64 holds 0");
    check(JUDGED_FILMS, errata_lab("N"), FORMAT_FLOAT64, "L < 1", TRUTH_HOLDS,
          "");
}

/* What the page shows would be no reason: 0 = 0. The exact number is. */
static void a_false_link_speaks_of_exact_numbers(void **state)
{
    (void)state;
    /* 0.5^30 is 9.313e-10, and 0 in float16. */
    check("", errata_lab("A"), FORMAT_FLOAT16, "\\prod_{m=1}^{30} 0.5 = 0",
          TRUTH_FALSE, "exactly 9.313e-10, not 0");
    check(JUDGED_FILMS, errata_lab("N"), FORMAT_FLOAT64, "L = 0.126",
          TRUTH_FALSE, "exactly 1.974e-2998765, not 0.126");
}

/* 3,000 flips' sum in float64 finds 0.7 to some 1e-7, which is no loss. */
static void a_place_is_found_as_finely_as_it_can_be(void **state)
{
    double x[3000], n = 3000;
    struct eval_array arrays[] = {
        { .key = slice_of("x"), .rank = 1, 3000, 1, 0, x, 0 },
        { .key = slice_of("n"), .rank = 0, 1, 1, 0, &n, 0 },
    };
    struct eval_data data = { arrays, 2 };

    (void)state;
    flips(x, 3000);
    check(FLIPS, &data, FORMAT_FLOAT64,
          "\\arg\\max_{\\theta} l = \\arg\\min_{\\theta} -\\frac{1}{n} l",
          TRUTH_HOLDS, "");
}

/* -inf against -2.07 nats in bits is 2.99 bits off: -2.0715 / log 2. */
static void differences_are_said_in_the_unit(void **state)
{
    struct judge_options options = { .eval = { .format = FORMAT_FLOAT64 },
                                     .unit = UNIT_BITS };
    struct judged judged;

    (void)state;
    judged_open(&judged, JUDGED_FILMS, "\\log L = 2 \\log L", errata_lab("A"),
                &options);
    assert_int_equal(judged.last->truth, TRUTH_FALSE);
    assert_string_equal(judged.last->links[1].says,
                        "off by 2.989 bits: 2 times as much");
    judged_close(&judged);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_product_that_underflows_is_lost),
        cmocka_unit_test(the_logarithm_of_nothing_is_lost),
        cmocka_unit_test(a_sum_that_has_stuck_is_lost),
        cmocka_unit_test(a_few_roundings_lose_nothing),
        cmocka_unit_test(an_optimum_of_nothing_but_ties_is_lost),
        cmocka_unit_test(a_sum_of_logarithms_loses_less_than_a_product),
        cmocka_unit_test(a_difference_that_cancels_is_lost),
        cmocka_unit_test(an_order_is_lost_where_it_turns),
        cmocka_unit_test(a_false_link_speaks_of_exact_numbers),
        cmocka_unit_test(a_place_is_found_as_finely_as_it_can_be),
        cmocka_unit_test(differences_are_said_in_the_unit),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
