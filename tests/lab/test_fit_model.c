/* test_fit_model.c - the objective of a regression and its slopes. */
#include "support/test.h"

#include "lab/fit_model.h"
#include "lab/fit_sets.h"
#include "num/rng.h"

static void shake(double *w, size_t size, uint64_t seed)
{
    struct rng rng;

    rng_seed(&rng, seed);
    for (size_t i = 0; i < size; i++)
        w[i] = 2.0 * rng_uniform(&rng) - 1.0;
}

/* Law: a derivative is the limit of central differences; with h = 1e-5 their
 * error is some 1e-10. */
static void check_slopes(const struct fit_model *model, uint64_t seed)
{
    const double step = 1e-5;
    size_t m = model->size;
    double w[FIT_SIZE_MAX], g[FIT_SIZE_MAX], up[FIT_SIZE_MAX];
    double down[FIT_SIZE_MAX], h[64 * 64];

    shake(w, m, seed);
    fit_hessian(model, w, h);
    assert_near(fit_gradient(model, w, g), fit_objective(model, w), 0.0);
    for (size_t i = 0; i < m; i++) {
        double keep = w[i], above, below;

        w[i] = keep + step;
        above = fit_gradient(model, w, up);
        w[i] = keep - step;
        below = fit_gradient(model, w, down);
        w[i] = keep;
        assert_near((above - below) / (2.0 * step), g[i], 1e-8);
        for (size_t j = 0; j < m; j++)
            assert_near((up[j] - down[j]) / (2.0 * step), h[j * m + i], 1e-8);
    }
}

static void slopes_are_those_of_the_objective(void **state)
{
    struct fit_data *iris = fit_set_iris();
    struct fit_data *two = fit_set_irises("versicolor", "virginica",
                                          "petal length", "petal width");
    struct fit_model model;

    (void)state;
    for (uint64_t seed = 1; seed <= 3; seed++) {
        fit_model_init(&model, iris, false, seed == 1 ? 0.0 : 0.3);
        check_slopes(&model, seed);
        fit_model_finish(&model);
        fit_model_init(&model, two, true, seed == 1 ? 0.0 : 0.3);
        check_slopes(&model, seed);
        fit_model_finish(&model);
    }
    fit_data_destroy(iris);
    fit_data_destroy(two);
}

/* By hand: with all weights 0 every class has 1/3, the loss is log 3. */
static void at_0_every_class_is_as_likely(void **state)
{
    struct fit_data *iris = fit_set_iris();
    struct fit_model model;
    double w[FIT_SIZE_MAX] = { 0.0 }, p[3], x[] = { 5, 3, 4, 1 };

    (void)state;
    fit_model_init(&model, iris, false, 1.0);
    assert_int_equal(model.size, 15);
    assert_near(fit_objective(&model, w), log(3.0), 1e-15);
    assert_near(fit_log_likelihood(&model, w), -150.0 * log(3.0), 1e-12);
    assert_int_equal(fit_right(&model, w), 50);
    fit_chances(&model, w, x, p);
    assert_near(p[2], 1.0 / 3.0, 1e-15);
    fit_model_finish(&model);
    fit_data_destroy(iris);
}

/* Law: a logistic model is the softmax of two classes, one of whose rows is
 * 0. */
static void logistic_is_softmax_of_two(void **state)
{
    struct fit_data *two = fit_set_irises("versicolor", "virginica",
                                          "petal length", "petal width");
    struct fit_model one, both;
    double w[6] = { 0.0, 0.0, 0.0, 1.5, -0.7, 0.2 }, x[] = { 5.0, 1.5 };
    double p[2], q[2];

    (void)state;
    fit_model_init(&one, two, true, 0.0);
    fit_model_init(&both, two, false, 0.0);
    assert_near(fit_objective(&one, w + 3), fit_objective(&both, w), 1e-15);
    fit_chances(&one, w + 3, x, p);
    fit_chances(&both, w, x, q);
    assert_near(p[1], q[1], 1e-15);
    fit_model_finish(&one);
    fit_model_finish(&both);
    fit_data_destroy(two);
}

/* Law: log L is -n times the mean cross-entropy, also where a probability is
 * too small for a double. */
static void likelihood_mirrors_cross_entropy(void **state)
{
    struct fit_data *iris = fit_set_iris();
    struct fit_model model;
    double w[FIT_SIZE_MAX];

    (void)state;
    fit_model_init(&model, iris, false, 0.0);
    shake(w, model.size, 7);
    for (double scale = 1.0; scale < 1e6; scale *= 100.0) {
        for (size_t i = 0; i < model.size; i++)
            w[i] *= scale;
        assert_near(fit_log_likelihood(&model, w) /
                        (-150.0 * fit_cross_entropy(&model, w)),
                    1.0, 1e-13);
    }
    fit_model_finish(&model);
    fit_data_destroy(iris);
}

/* By hand: of the odds at 0 the Hessian is 1/4 of the unit matrix, that of a
 * softmax of two has the eigenvalue 1/2. */
static void sharpness_is_the_greatest_eigenvalue(void **state)
{
    struct fit_data *odds = fit_set_odds();
    struct fit_model model;
    double w[4] = { 0.0 };

    (void)state;
    fit_model_init(&model, odds, true, 0.0);
    assert_near(fit_sharpness(&model, w), 0.25, 1e-9);
    fit_model_finish(&model);
    fit_model_init(&model, odds, false, 0.0);
    assert_near(fit_sharpness(&model, w), 0.5, 1e-9);
    fit_model_finish(&model);
    fit_data_destroy(odds);
}

/* By hand: z = w x for yes, 0 for no; at x = 1 `yes` has the margin 2 and the
 * one `no` has -2. */
static void margins_say_who_is_on_the_wrong_side(void **state)
{
    struct fit_data *odds = fit_set_odds();
    struct fit_model model;
    double w[2] = { 2.0, 0.0 }, least, most;

    (void)state;
    fit_model_init(&model, odds, true, 0.0);
    fit_margins(&model, w, &least, &most);
    assert_near(least, -2.0, 1e-15);
    assert_near(most, 2.0, 1e-15);
    assert_int_equal(fit_right(&model, w), 6);
    fit_model_finish(&model);
    fit_data_destroy(odds);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(slopes_are_those_of_the_objective),
        cmocka_unit_test(at_0_every_class_is_as_likely),
        cmocka_unit_test(logistic_is_softmax_of_two),
        cmocka_unit_test(likelihood_mirrors_cross_entropy),
        cmocka_unit_test(sharpness_is_the_greatest_eigenvalue),
        cmocka_unit_test(margins_say_who_is_on_the_wrong_side),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
