/* test_fit.c - regressions fitted step by step. */
#include "support/test.h"

#include <string.h>

#include "base/err.h"
#include "lab/fit.h"
#include "lab/fit_sets.h"

static struct fit *start(struct fit_data *data, struct fit_options options)
{
    struct err err = { 0 };
    struct fit *fit = fit_create(data, &options, &err);

    if (!fit)
        print_error("%s\n", err.text);
    assert_non_null(fit);
    return fit;
}

static void run(struct fit *fit)
{
    struct err err = { 0 };

    assert_true(fit_run(fit, &err));
    assert_true(fit_work(fit, NULL, NULL));
    assert_false(fit_running(fit));
}

static const struct fit_point *last(const struct fit *fit)
{
    return fit_point(fit, fit_steps(fit));
}

/* Each against the others; and the objective against another program's
 * (a dense Newton of 14 digits; scikit-learn 1.2 with C = 1 says 31.378768 of
 * the sum, too). */
static void the_optimizers_agree_on_the_irises(void **state)
{
    struct fit *fits[FIT_OPTIMIZERS];

    (void)state;
    for (int o = 0; o < FIT_OPTIMIZERS; o++) {
        fits[o] = start(fit_set_iris(),
                        (struct fit_options){
                            .optimizer = o, .rate = 1.0, .l2 = 1.0 / 150.0 });
        run(fits[o]);
        assert_int_equal(fit_state(fits[o]), FIT_CONVERGED);
        assert_near(150.0 * last(fits[o])->objective, 31.3787682607965, 1e-11);
        for (size_t i = 0; i < 15; i++)
            assert_near(fit_weights(fits[o])[i], fit_weights(fits[0])[i], 1e-6);
    }
    for (int o = 0; o < FIT_OPTIMIZERS; o++)
        fit_destroy(fits[o]);
}

/* The greatest log-likelihood of these two species by all four measures is
 * known from R's glm: -5.9492733957; by petals alone it is less. Law: the
 * least cross-entropy and the greatest likelihood are at the same step. */
static void least_loss_is_greatest_likelihood(void **state)
{
    struct fit *fit = start(fit_set_irises("versicolor", "virginica",
                                           "petal length", "petal width"),
                            (struct fit_options){ .logistic = true,
                                                  .optimizer = FIT_NEWTON });

    (void)state;
    run(fit);
    assert_int_equal(fit_state(fit), FIT_CONVERGED);
    assert_true(last(fit)->log_likelihood < -5.9492733957);
    assert_near(last(fit)->log_likelihood, -100.0 * last(fit)->cross_entropy,
                1e-12);
    assert_int_equal(fit_least_step(fit), fit_likeliest_step(fit));
    assert_int_equal(last(fit)->right, 94);
    fit_destroy(fit);
}

/* Without a penalty the loss has no least value, and each method says so;
 * none says that it converged. The infimum of all three species is that of
 * the two that mix: 5.9492733957 over 150. */
static void separable_is_told_from_converged(void **state)
{
    (void)state;
    for (int o = 0; o < FIT_OPTIMIZERS; o++) {
        struct fit *fit =
            start(fit_set_iris(),
                  (struct fit_options){ .optimizer = o, .rate = 1.0 });

        run(fit);
        assert_int_equal(fit_state(fit), FIT_SEPARABLE);
        assert_int_equal(fit_separable(fit), FIT_QUASI);
        assert_true(last(fit)->cross_entropy > 5.9492733957 / 150.0);
        fit_destroy(fit);
    }
}

/* By hand: of classes that lie apart the loss goes to 0 while the weights
 * grow; steps may go on, and the state stays. */
static void apart_the_loss_falls_for_ever(void **state)
{
    struct fit *fit =
        start(fit_set_text("x,class\n1,a\n2,a\n3,b\n4,b\n", 1),
              (struct fit_options){
                  .logistic = true, .optimizer = FIT_GRADIENT, .rate = 1.0 });
    double before, weight;

    (void)state;
    run(fit);
    assert_int_equal(fit_state(fit), FIT_SEPARABLE);
    assert_int_equal(fit_separable(fit), FIT_COMPLETE);
    before = last(fit)->cross_entropy;
    weight = fit_weights(fit)[0];
    run(fit);
    assert_int_equal(fit_state(fit), FIT_SEPARABLE);
    assert_true(last(fit)->cross_entropy < 0.01 * before);
    assert_true(fit_weights(fit)[0] > 2.0 * weight);
    fit_destroy(fit);
}

/* Law: a penalty makes a minimum of anything. */
static void a_penalty_lets_the_separable_converge(void **state)
{
    struct err err;
    struct fit *fit =
        start(fit_set_iris(), (struct fit_options){ .optimizer = FIT_NEWTON });

    (void)state;
    run(fit);
    assert_int_equal(fit_state(fit), FIT_SEPARABLE);
    assert_true(fit_set_l2(fit, 0.01, &err));
    assert_int_equal(fit_steps(fit), 0);
    run(fit);
    assert_int_equal(fit_state(fit), FIT_CONVERGED);
    fit_reset(fit);
    assert_int_equal(fit_options(fit).l2 == 0.0, 1);
    assert_int_equal(fit_state(fit), FIT_START);
    fit_destroy(fit);
}

/* By hand: with penalty l, far out, a step takes w to (1 - rate l) w: at 3 its
 * size doubles each time. */
static void a_rate_too_large_diverges(void **state)
{
    struct err err;
    struct fit *fit =
        start(fit_set_odds(), (struct fit_options){ .logistic = true,
                                                    .optimizer = FIT_GRADIENT,
                                                    .rate = 3.0,
                                                    .l2 = 1.0 });

    (void)state;
    run(fit);
    assert_int_equal(fit_state(fit), FIT_DIVERGED);
    assert_false(fit_step(fit, &err));
    assert_non_null(strstr(err.text, "diverged"));
    fit_destroy(fit);
}

/* By hand: the odds' loss curves by at most 1/4, so that a rate up to 8 goes
 * down; its minimum curves by 3/16, and 2 over that is 10.7: a rate of 30 never
 * settles. Bounded slopes keep it from running away. */
static void a_large_rate_swings(void **state)
{
    struct err err;
    struct fit *fit =
        start(fit_set_odds(), (struct fit_options){ .logistic = true,
                                                    .optimizer = FIT_GRADIENT,
                                                    .rate = 30.0 });

    (void)state;
    assert_true(fit_step(fit, &err));
    assert_int_equal(fit_state(fit), FIT_RISING);
    run(fit);
    assert_int_equal(fit_state(fit), FIT_SWINGS);
    fit_reset(fit);
    assert_true(fit_set_rate(fit, 8.0, &err));
    run(fit);
    assert_int_equal(fit_state(fit), FIT_CONVERGED);
    for (size_t i = 1; i <= fit_steps(fit); i++)
        assert_true(fit_point(fit, i)->objective <=
                    fit_point(fit, i - 1)->objective + 1e-15);
    fit_destroy(fit);
}

static bool at_once(void *context)
{
    ++*(int *)context;
    return true;
}

static void a_run_is_interrupted_and_goes_on(void **state)
{
    struct fit *fit =
        start(fit_set_iris(), (struct fit_options){ .optimizer = FIT_GRADIENT,
                                                    .rate = 1.0,
                                                    .l2 = 0.1 });
    struct err err;
    int asked = 0;

    (void)state;
    assert_true(fit_run(fit, &err));
    assert_false(fit_work(fit, at_once, &asked));
    assert_false(fit_work(fit, at_once, &asked));
    assert_int_equal(asked, 2);
    assert_int_equal(fit_steps(fit), 2);
    assert_true(fit_running(fit));
    fit_pause(fit);
    assert_true(fit_work(fit, at_once, &asked));
    assert_int_equal(fit_steps(fit), 2);
    run(fit);
    assert_int_equal(fit_state(fit), FIT_CONVERGED);
    assert_false(fit_run(fit, &err));
    assert_non_null(strstr(err.text, "converged"));
    fit_destroy(fit);
}

/* The way of L-BFGS is taken whole and shown by steps: the first one leaves
 * the others for later. */
static void lbfgs_is_replayed_step_by_step(void **state)
{
    struct fit *fit = start(fit_set_penguins(),
                            (struct fit_options){ .optimizer = FIT_LBFGS });
    struct err err;

    (void)state;
    assert_true(fit_step(fit, &err));
    assert_int_equal(fit_steps(fit), 1);
    assert_int_equal(fit_state(fit), FIT_MOVING);
    assert_true(last(fit)->objective < log(3.0));
    run(fit);
    assert_int_equal(fit_state(fit), FIT_CONVERGED);
    assert_true(fit_steps(fit) > 10);
    fit_set_optimizer(fit, FIT_NEWTON);
    assert_int_equal(fit_steps(fit), 0);
    fit_destroy(fit);
}

static void what_cannot_be_is_refused(void **state)
{
    struct fit_options logistic = { .logistic = true };
    struct fit *fit = start(fit_set_odds(), logistic);
    struct err err;

    (void)state;
    assert_false(fit_set_rate(fit, 0.0, &err));
    assert_false(fit_set_rate(fit, NAN, &err));
    assert_false(fit_set_l2(fit, -1.0, &err));
    assert_null(fit_create(fit_set_iris(), &logistic, &err));
    assert_non_null(strstr(err.text, "3 classes are too many"));
    fit_destroy(fit);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_optimizers_agree_on_the_irises),
        cmocka_unit_test(least_loss_is_greatest_likelihood),
        cmocka_unit_test(separable_is_told_from_converged),
        cmocka_unit_test(apart_the_loss_falls_for_ever),
        cmocka_unit_test(a_penalty_lets_the_separable_converge),
        cmocka_unit_test(a_rate_too_large_diverges),
        cmocka_unit_test(a_large_rate_swings),
        cmocka_unit_test(a_run_is_interrupted_and_goes_on),
        cmocka_unit_test(lbfgs_is_replayed_step_by_step),
        cmocka_unit_test(what_cannot_be_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
