#include "support/test.h"

#include <float.h>

#include "base/err.h"
#include "lab/labs.h"

static struct lab *films(void)
{
    struct lab_spec spec = labs_films();
    struct lab *lab = lab_create(&spec, NULL);

    assert_non_null(lab);
    return lab;
}

static void expect_row(const struct lab *lab, size_t row, double a, double b,
                       double c)
{
    const double *p = lab_scores(lab, row);

    assert_near(p[0], a, 4e-16);
    assert_near(p[1], b, 4e-16);
    assert_near(p[2], c, 4e-16);
}

/* By hand: .2 : .1 shares 1 - .4 = .6 as .4 : .2. */
static void setting_an_entry_keeps_the_others_ratios(void **state)
{
    struct lab *lab = films();

    (void)state;
    assert_true(lab_set(lab, 0, 0, 0.4, NULL));
    assert_true(lab_scores(lab, 0)[0] == 0.4);
    expect_row(lab, 0, 0.4, 0.4, 0.2);
    assert_true(lab_set(lab, 0, 0, 1.0, NULL));
    expect_row(lab, 0, 1.0, 0.0, 0.0);
    lab_destroy(lab);
}

/* By hand: nothing to keep the ratio of, so .5 is halved. */
static void zero_neighbours_share_equally(void **state)
{
    struct lab *lab = films();

    (void)state;
    assert_true(lab_set(lab, 0, 0, 1.0, NULL));
    assert_true(lab_set(lab, 0, 0, 0.5, NULL));
    expect_row(lab, 0, 0.5, 0.25, 0.25);
    lab_destroy(lab);
}

static void a_locked_entry_keeps_its_value(void **state)
{
    struct lab *lab = films();
    struct err err;

    (void)state;
    assert_true(lab_lock(lab, 0, 1, NULL));
    assert_true(lab_set(lab, 0, 0, 0.5, NULL));
    assert_true(lab_scores(lab, 0)[1] == 0.2);
    expect_row(lab, 0, 0.5, 0.2, 0.3);
    assert_false(lab_set(lab, 0, 1, 0.3, &err));
    assert_string_equal(err.text,
                        "'Neutral' of 'film 1' is locked: unlock it first");
    assert_false(lab_set(lab, 0, 0, 0.9, &err));
    assert_string_equal(err.text, "'0.9' is too much: the locked entries of "
                                  "'film 1' leave 0.8 at most");
    assert_true(lab_unlock(lab, 0, 1, NULL));
    assert_true(lab_set(lab, 0, 1, 0.3, &err));
    lab_destroy(lab);
}

static void a_rest_that_nobody_can_take_is_refused(void **state)
{
    struct lab *lab = films();
    struct err err;

    (void)state;
    assert_true(lab_lock(lab, 0, 1, NULL));
    assert_true(lab_lock(lab, 0, 2, NULL));
    assert_false(lab_set(lab, 0, 0, 0.5, &err));
    assert_string_equal(err.text,
                        "'0.5' leaves 0.2 that no unlocked entry of 'film 1' "
                        "can take: 0.7 would do");
    assert_true(lab_set(lab, 0, 0, 0.7, &err));
    lab_destroy(lab);
}

/* The locked .7 + .2 add up to a hair less than .9: .1 must still go in. */
static void rounding_of_the_locked_sum_refuses_nothing(void **state)
{
    struct lab *lab = films();

    (void)state;
    assert_true(lab_lock(lab, 2, 1, NULL));
    assert_true(lab_lock(lab, 2, 2, NULL));
    assert_true(lab_set(lab, 2, 0, 0.1, NULL));
    assert_true(lab_set(lab, 2, 0, 1.0 - 0.3 - 0.6, NULL));
    lab_destroy(lab);
}

static void entries_too_small_to_divide_keep_their_ratio(void **state)
{
    double p[] = { 1.0, 5e-324, 1.5e-323 };
    struct lab_row row = { .label = 0, .predicted = p };
    struct lab_spec spec = labs_films();
    struct lab *lab;

    (void)state;
    spec.rows = &row;
    spec.row_count = 1;
    lab = lab_create(&spec, NULL);
    assert_true(lab_set(lab, 0, 0, 0.2, NULL));
    expect_row(lab, 0, 0.2, 0.2, 0.6);
    lab_destroy(lab);
}

static void what_is_no_probability_is_refused(void **state)
{
    const double bad[] = { -0.1, 1.5, NAN, INFINITY };
    const char *const text[] = { "-0.1", "1.5", "nan", "inf" };
    struct lab *lab = films();
    char want[128];
    struct err err;

    (void)state;
    for (size_t i = 0; i < 4; i++) {
        assert_false(lab_set(lab, 0, 0, bad[i], &err));
        snprintf(want, sizeof want,
                 "'%s' is no probability: a number from 0 to 1 would do",
                 text[i]);
        assert_string_equal(err.text, want);
    }
    assert_false(lab_dirty(lab));
    assert_false(lab_can_undo(lab));
    lab_destroy(lab);
}

static void a_row_or_class_that_is_not_there_is_refused(void **state)
{
    struct lab *lab = films();
    struct err err;

    (void)state;
    assert_false(lab_set(lab, 3, 0, 0.5, &err));
    assert_string_equal(err.text, "there is no row 4: 1 to 3 would do");
    assert_false(lab_set(lab, 0, 7, 0.5, &err));
    assert_string_equal(err.text, "there is no class 8: 1 to 3 would do");
    assert_false(lab_soften(lab, 9, 0.5, &err));
    assert_string_equal(err.text, "there is no row 10: 1 to 3 would do");
    lab_destroy(lab);
}

/* Added up in floating point, 0.7 + 20 x 0.01 is 0.9000000000000001. */
static void nudges_land_on_decimals(void **state)
{
    struct lab *lab = films();

    (void)state;
    for (int i = 0; i < 20; i++)
        assert_true(lab_nudge(lab, 0, 0, 0.01, NULL));
    assert_true(lab_scores(lab, 0)[0] == 0.9);
    for (int i = 0; i < 90; i++)
        assert_true(lab_nudge(lab, 0, 0, -0.01, NULL));
    assert_true(lab_scores(lab, 0)[0] == 0.0);
    assert_true(lab_nudge(lab, 0, 0, 1e-15, NULL));
    assert_true(lab_scores(lab, 0)[0] == 1e-15);
    lab_destroy(lab);
}

static void nudges_stop_at_the_ends_and_say_so(void **state)
{
    struct lab *lab = films();
    struct err err;

    (void)state;
    assert_true(lab_nudge(lab, 0, 0, 0.5, NULL));
    assert_true(lab_scores(lab, 0)[0] == 1.0);
    assert_false(lab_nudge(lab, 0, 0, 0.01, &err));
    assert_string_equal(err.text, "'Positive' of 'film 1' is at 1, the most "
                                  "that its row leaves");
    assert_false(lab_nudge(lab, 0, 1, -0.01, &err));
    assert_string_equal(err.text,
                        "'Neutral' of 'film 1' is at 0, the least there is");
    lab_destroy(lab);
}

/* By hand: (1 - .3) + .3/3 = .8, .3/3 = .1. */
static void softening_and_labelling_keep_each_other(void **state)
{
    struct lab *lab = films();
    const double *y;

    (void)state;
    assert_true(lab_soften(lab, 0, 0.3, NULL));
    y = lab_truth(lab, 0);
    assert_near(y[0], 0.8, 1e-15);
    assert_near(y[1], 0.1, 1e-15);
    assert_true(lab_set_label(lab, 0, 2, NULL));
    assert_true(lab_softness(lab, 0) == 0.3);
    assert_int_equal(lab_class(lab, 0), 2);
    y = lab_truth(lab, 0);
    assert_near(y[0], 0.1, 1e-15);
    assert_near(y[2], 0.8, 1e-15);
    assert_true(lab_soften(lab, 0, 0.0, NULL));
    y = lab_truth(lab, 0);
    assert_true(y[0] == 0.0 && y[1] == 0.0 && y[2] == 1.0);
    assert_true(lab_soften(lab, 0, 1.0, NULL));
    y = lab_truth(lab, 0);
    assert_true(y[0] == y[1] && y[1] == y[2]);
    lab_destroy(lab);
}

static void a_given_truth_has_no_class_until_it_is_labelled(void **state)
{
    const double truth[] = { 0.5, 0.25, 0.25 }, p[] = { 0.2, 0.3, 0.5 };
    struct lab_row row = { .label = -1, .truth = truth, .predicted = p };
    struct lab_spec spec = labs_films();
    struct lab *lab;
    struct err err;

    (void)state;
    spec.rows = &row;
    spec.row_count = 1;
    lab = lab_create(&spec, NULL);
    assert_int_equal(lab_class(lab, 0), -1);
    assert_false(lab_soften(lab, 0, 0.5, &err));
    assert_string_equal(err.text,
                        "'row 1' has no label to soften: label it first");
    assert_true(lab_set_label(lab, 0, 1, NULL));
    assert_true(lab_truth(lab, 0)[1] == 1.0);
    assert_true(lab_undo(lab, NULL));
    assert_true(lab_truth(lab, 0)[0] == 0.5);
    assert_int_equal(lab_class(lab, 0), -1);
    lab_destroy(lab);
}

static void a_softness_is_from_0_to_1(void **state)
{
    struct lab *lab = films();
    struct err err;

    (void)state;
    assert_false(lab_soften(lab, 0, 1.5, &err));
    assert_string_equal(err.text,
                        "'1.5' is no softness: a number from 0 to 1 would do");
    assert_false(lab_soften(lab, 0, NAN, &err));
    lab_destroy(lab);
}

/* By hand: 8 examples of 3 rows are 2 rounds and rows 1, 2. */
static void rows_are_taken_in_turn(void **state)
{
    struct lab *lab = films();
    struct err err;

    (void)state;
    assert_true(lab_examples(lab, 8, NULL));
    assert_int_equal(lab_row_count(lab, 0), 3);
    assert_int_equal(lab_row_count(lab, 1), 3);
    assert_int_equal(lab_row_count(lab, 2), 2);
    assert_true(lab_examples(lab, 1, NULL));
    assert_int_equal(lab_row_count(lab, 2), 0);
    assert_true(lab_examples(lab, 10000000, NULL));
    assert_int_equal(lab_row_count(lab, 0), 3333334);
    assert_false(lab_examples(lab, 0, &err));
    assert_string_equal(err.text, "'0' examples cannot be: a whole number "
                                  "from 1 to 10000000 would do");
    assert_false(lab_examples(lab, 10000001, &err));
    lab_destroy(lab);
}

/* z + c has the softmax of z; a logit moves without the others. */
static void a_logit_moves_alone(void **state)
{
    struct lab_spec spec = labs_logits();
    struct lab *lab = lab_create(&spec, NULL);
    double before[3], sum = 0.0;
    struct err err;

    (void)state;
    for (size_t j = 0; j < 3; j++)
        before[j] = lab_prediction(lab, 0)[j];
    for (size_t j = 0; j < 3; j++)
        assert_true(lab_set(lab, 0, j, lab_scores(lab, 0)[j] + 3.0, NULL));
    assert_true(lab_scores(lab, 0)[1] == 3.5);
    for (size_t j = 0; j < 3; j++) {
        assert_near(lab_prediction(lab, 0)[j], before[j], 1e-15);
        sum += lab_prediction(lab, 0)[j];
    }
    assert_near(sum, 1.0, 3 * DBL_EPSILON);
    assert_true(lab_lock(lab, 0, 1, NULL));
    assert_false(lab_nudge(lab, 0, 1, 0.5, &err));
    assert_true(lab_nudge(lab, 0, 0, -0.5, &err));
    assert_true(lab_scores(lab, 0)[0] == 4.5);
    assert_false(lab_set(lab, 0, 0, 1e7, &err));
    assert_string_equal(err.text, "'10000000' is no logit: a number from "
                                  "-1000000 to 1000000 would do");
    lab_destroy(lab);
}

/* Sources' notation: softmax(z/T); T large makes it flat, T = 1 is back. */
static void temperature_flattens_a_softmax(void **state)
{
    struct lab_spec spec = labs_logits();
    struct lab *lab = lab_create(&spec, NULL);
    double first = lab_prediction(lab, 2)[1];
    struct err err;

    (void)state;
    assert_true(lab_set_temperature(lab, 1000.0, NULL));
    assert_near(lab_prediction(lab, 2)[1], 1.0 / 3.0, 1e-3);
    assert_true(lab_set_temperature(lab, 1.0, NULL));
    assert_true(lab_prediction(lab, 2)[1] == first);
    assert_false(lab_set_temperature(lab, 0.0, &err));
    assert_string_equal(err.text, "'0' is no temperature: a number from "
                                  "0.001 to 1000 would do");
    lab_destroy(lab);
}

static void let_moves_a_parameter_within_its_range(void **state)
{
    struct lab_spec spec = labs_bernoulli();
    struct lab *lab = lab_create(&spec, NULL);
    struct err err;

    (void)state;
    assert_int_equal(lab_params(lab), 2);
    assert_true(lab_let(lab, slice_of("theta"), 0.75, NULL));
    assert_true(lab_param(lab, 0).value == 0.75);
    assert_true(lab_find_array(lab, slice_of("theta"))->values[0] == 0.75);
    assert_true(lab_find_array(lab, slice_of("x"))->values[1] == 0.0);
    assert_true(lab_let(lab, slice_of("p"), -4.0, NULL));
    assert_false(lab_let(lab, slice_of("theta"), 1.5, &err));
    assert_string_equal(err.text,
                        "'1.5' is out of range for 'theta': 0 to 1 would do");
    assert_false(lab_let(lab, slice_of("x"), 1.5, &err));
    assert_string_equal(err.text,
                        "there is no parameter 'x': 'theta', 'p' would do");
    assert_false(lab_let(lab, slice_of("p"), NAN, &err));
    assert_true(lab_undo(lab, NULL) && lab_undo(lab, NULL));
    assert_true(lab_find_array(lab, slice_of("theta"))->values[0] == 0.6);
    assert_false(lab_dirty(lab));
    lab_destroy(lab);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(setting_an_entry_keeps_the_others_ratios),
        cmocka_unit_test(zero_neighbours_share_equally),
        cmocka_unit_test(a_locked_entry_keeps_its_value),
        cmocka_unit_test(a_rest_that_nobody_can_take_is_refused),
        cmocka_unit_test(rounding_of_the_locked_sum_refuses_nothing),
        cmocka_unit_test(entries_too_small_to_divide_keep_their_ratio),
        cmocka_unit_test(what_is_no_probability_is_refused),
        cmocka_unit_test(a_row_or_class_that_is_not_there_is_refused),
        cmocka_unit_test(nudges_land_on_decimals),
        cmocka_unit_test(nudges_stop_at_the_ends_and_say_so),
        cmocka_unit_test(softening_and_labelling_keep_each_other),
        cmocka_unit_test(a_given_truth_has_no_class_until_it_is_labelled),
        cmocka_unit_test(a_softness_is_from_0_to_1),
        cmocka_unit_test(rows_are_taken_in_turn),
        cmocka_unit_test(a_logit_moves_alone),
        cmocka_unit_test(temperature_flattens_a_softmax),
        cmocka_unit_test(let_moves_a_parameter_within_its_range),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
