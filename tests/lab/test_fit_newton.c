/* test_fit_newton.c - Newton's method, and whether there is a minimum. */
#include "support/test.h"

#include "lab/fit_newton.h"
#include "lab/fit_sets.h"

/* By hand: at 0 the gradient is -1/4 and the second derivative 1/4, so that
 * the first step goes to w = 1. The minimum is where the odds are 3 to 1:
 * w = log 3, and the loss is the entropy of (3/4, 1/4). */
static void the_odds_are_solved_as_by_hand(void **state)
{
    struct fit_data *odds = fit_set_odds();
    struct fit_model model;
    double w[2] = { 0.0 }, g[2], d[2];
    double entropy = -0.75 * log(0.75) - 0.25 * log(0.25);

    (void)state;
    fit_model_init(&model, odds, true, 0.0);
    assert_near(fit_newton_direction(&model, w, g, d), -0.25, 1e-15);
    assert_near(g[0], -0.25, 1e-15);
    assert_near(d[0], 1.0, 1e-14);
    assert_true(fit_newton_step(&model, w));
    assert_near(w[0], 1.0, 1e-14);
    for (int i = 0; i < 6; i++)
        fit_newton_step(&model, w);
    assert_near(w[0], log(3.0), 1e-14);
    assert_near(w[1], 0.0, 1e-14);
    assert_near(fit_objective(&model, w), entropy, 1e-15);
    fit_model_finish(&model);
    fit_data_destroy(odds);
}

/* Law: the least loss does not depend on how the model is written down, and
 * the rows of a softmax stay centred: each half of the logistic one's. */
static void softmax_goes_to_the_same_minimum(void **state)
{
    struct fit_data *odds = fit_set_odds();
    struct fit_model model;
    double w[4] = { 0.0 };

    (void)state;
    fit_model_init(&model, odds, false, 0.0);
    for (int i = 0; i < 6; i++)
        fit_newton_step(&model, w);
    assert_near(w[0], -0.5 * log(3.0), 1e-14);
    assert_near(w[2], 0.5 * log(3.0), 1e-14);
    fit_model_finish(&model);
    fit_data_destroy(odds);
}

static enum fit_separation separation(struct fit_data *data, bool logistic)
{
    struct fit_model model;
    enum fit_separation found;
    double v[FIT_SIZE_MAX], least, most;

    fit_model_init(&model, data, logistic, 0.0);
    found = fit_separation(&model, v);
    fit_margins(&model, v, &least, &most);
    if (found == FIT_COMPLETE)
        assert_true(least > 0.0);
    if (found == FIT_QUASI)
        assert_true(least >= -1e-9);
    if (found == FIT_COMPLETE || found == FIT_QUASI)
        assert_near(most, 1.0, 1e-12);
    fit_model_finish(&model);
    fit_data_destroy(data);
    return found;
}

/* By hand: on a line, classes overlap, meet in a point, or lie apart. */
static void a_line_is_told_by_where_its_classes_lie(void **state)
{
    (void)state;
    assert_int_equal(separation(fit_set_odds(), true), FIT_OVERLAPS);
    assert_int_equal(
        separation(fit_set_text("x,class\n1,a\n3,b\n2,a\n4,b\n", 1), true),
        FIT_COMPLETE);
    assert_int_equal(
        separation(fit_set_text("x,class\n1,a\n3,a\n2,b\n4,b\n", 1), true),
        FIT_OVERLAPS);
    assert_int_equal(
        separation(fit_set_text("x,class\n1,a\n2,a\n2,b\n3,b\n", 1), true),
        FIT_QUASI);
    assert_int_equal(separation(fit_set_text("x,class\n1,a\n2,b\n3,c\n", 1),
                                false),
                     FIT_COMPLETE);
}

/* By a linear programme over the same data, elsewhere: setosa lies apart, the
 * other two overlap; so do they by two measures of the petals. */
static void setosa_lies_apart_and_the_others_mix(void **state)
{
    (void)state;
    assert_int_equal(separation(fit_set_iris(), false), FIT_QUASI);
    assert_int_equal(separation(fit_set_irises("setosa", "versicolor",
                                               "petal length", "petal width"),
                                true),
                     FIT_COMPLETE);
    assert_int_equal(separation(fit_set_irises("versicolor", "virginica",
                                               "petal length", "petal width"),
                                true),
                     FIT_OVERLAPS);
    assert_int_equal(separation(fit_set_penguins(), false), FIT_OVERLAPS);
}

/* Features that say the same leave the Hessian singular, and there is a
 * minimum all the same (a whole line of them). */
static void features_that_agree_do_no_harm(void **state)
{
    struct fit_data *data =
        fit_set_text("x,y,class\n1,2,a\n3,6,a\n2,4,b\n4,8,b\n0,0,b\n", 2);
    struct fit_data *once =
        fit_set_text("x,class\n1,a\n3,a\n2,b\n4,b\n0,b\n", 1);
    struct fit_model both, one;
    double w[3] = { 0.0 }, v[2] = { 0.0 };

    (void)state;
    fit_model_init(&both, data, true, 0.0);
    fit_model_init(&one, once, true, 0.0);
    for (int i = 0; i < 20; i++) {
        fit_newton_step(&both, w);
        fit_newton_step(&one, v);
    }
    assert_near(fit_objective(&both, w), fit_objective(&one, v), 1e-12);
    fit_model_finish(&both);
    fit_model_finish(&one);
    fit_data_destroy(once);
    assert_int_equal(separation(data, true), FIT_OVERLAPS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_odds_are_solved_as_by_hand),
        cmocka_unit_test(softmax_goes_to_the_same_minimum),
        cmocka_unit_test(a_line_is_told_by_where_its_classes_lie),
        cmocka_unit_test(setosa_lies_apart_and_the_others_mix),
        cmocka_unit_test(features_that_agree_do_no_harm),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
