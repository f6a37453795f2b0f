/* test_fits_told.c - what sections 4.8 and 4.9 say of their regressions.
 *
 * `likely check` proves the numbers beside formulas; a sentence such as "after
 * 319 steps it converges" it cannot. Here the fits themselves are asked, with
 * the words of the lessons in the comments. The optima have a second witness:
 * three methods that have little in common end at them.
 */
#include "support/test.h"

#include <math.h>
#include <stdlib.h>

#include "base/err.h"
#include "course/course.h"
#include "course/fits.h"
#include "lesson/catalogue.h"

struct told {
    struct catalogue *catalogue;
    struct course *course;
    struct section *section;
};

static struct told tell(const char *id)
{
    struct err err = { .line = 0 };
    struct told told = { NULL, NULL, NULL };

    told.catalogue = catalogue_open(getenv("LIKELY_LESSONS"), &err);
    assert_non_null(told.catalogue);
    told.course = course_create(told.catalogue, NULL);
    told.section = course_open(told.course, id, &err);
    if (!told.section)
        fail_msg("%s", err.text);
    return told;
}

static void hush(struct told told)
{
    section_close(told.section);
    course_destroy(told.course);
    catalogue_destroy(told.catalogue);
}

static struct fit *fit_of(struct told told, size_t index)
{
    struct fit *fit = fits_get(told.section->fits, index)->fit;

    assert_non_null(fit);
    return fit;
}

static size_t run(struct fit *fit)
{
    if (fit_run(fit, NULL))
        fit_work(fit, NULL, NULL);
    return fit_steps(fit);
}

static double loss(const struct fit *fit)
{
    return fit_point(fit, fit_steps(fit))->cross_entropy;
}

/* "After 319 steps it reports converged ... least and greatest at one step";
 * "about five" by Newton's method. All methods find one minimum. */
static void the_penguins_converge_by_every_method(void **state)
{
    struct told told = tell("4.8");
    struct fit *fit = fit_of(told, 0);
    double least;

    (void)state;
    assert_int_equal(run(fit), 319);
    assert_int_equal(fit_state(fit), FIT_CONVERGED);
    assert_int_equal(fit_least_step(fit), fit_likeliest_step(fit));
    least = loss(fit);
    fit_set_optimizer(fit, FIT_NEWTON);
    assert_int_equal(run(fit), 5);
    assert_int_equal(fit_state(fit), FIT_CONVERGED);
    assert_near(loss(fit), least, 1e-12);
    fit_set_optimizer(fit, FIT_LBFGS);
    assert_true(run(fit) < 319);
    assert_near(loss(fit), least, 1e-12);
    hush(told);
}

/* "fit rate 20 ... The first one already ends above log 2"; in the notes: 8
 * swings, 100 ends above 6, and with a penalty the rate 30 leaves all bounds:
 * by hand, 1 - 30 x 0.1 = -2 doubles the weights each step. */
static void a_rate_that_is_too_large_never_settles(void **state)
{
    struct told told = tell("4.8");
    struct fit *fit = fit_of(told, 0);

    (void)state;
    assert_true(fit_set_rate(fit, 20.0, NULL));
    assert_true(fit_step(fit, NULL));
    assert_true(loss(fit) > log(2.0));
    fit_reset(fit);
    assert_true(fit_set_rate(fit, 8.0, NULL));
    run(fit);
    assert_int_equal(fit_state(fit), FIT_SWINGS);
    fit_reset(fit);
    assert_true(fit_set_rate(fit, 100.0, NULL));
    run(fit);
    assert_int_equal(fit_state(fit), FIT_SWINGS);
    assert_true(loss(fit) > 6.0);
    assert_true(fit_set_l2(fit, 0.1, NULL));
    assert_true(fit_set_rate(fit, 30.0, NULL));
    run(fit);
    assert_int_equal(fit_state(fit), FIT_DIVERGED);
    hush(told);
}

/* "After the run twelve penguins of 342 lie on a wrong side"; in the notes:
 * 36 steps of L-BFGS, 11 of Newton's, more than ten thousand of descent. */
static void three_species_are_fitted_with_twelve_mistakes(void **state)
{
    struct told told = tell("4.8");
    struct fit *fit = fit_of(told, 1);

    (void)state;
    assert_int_equal(run(fit), 36);
    assert_int_equal(fit_state(fit), FIT_CONVERGED);
    assert_int_equal(fit_point(fit, 36)->right, 342 - 12);
    fit_set_optimizer(fit, FIT_NEWTON);
    assert_int_equal(run(fit), 11);
    assert_int_equal(fit_state(fit), FIT_CONVERGED);
    fit_set_optimizer(fit, FIT_GRADIENT);
    assert_true(fit_set_rate(fit, 1.0, NULL));
    assert_int_equal(run(fit), 10000);
    assert_int_equal(fit_state(fit), FIT_MOVING);
    hush(told);
}

/* "Make a step, and it says so at once"; "after 1,000 steps the
 * log-likelihood near -1/7, after 10,000 eight times nearer to 0"; with
 * fit l2 0.01 "converged", with 0.1 the weights "end closer to 0", and the rate
 * 30 is "out of bounds within ten steps". */
static void separated_irises_have_no_maximum_but_by_a_penalty(void **state)
{
    struct told told = tell("4.9");
    struct fit *fit = fit_of(told, 0);
    double weight;

    (void)state;
    assert_true(fit_step(fit, NULL));
    assert_int_equal(fit_state(fit), FIT_SEPARABLE);
    while (fit_steps(fit) < 10000)
        assert_true(fit_step(fit, NULL));
    assert_near(fit_point(fit, 1000)->log_likelihood, -1.0 / 7.0, 0.01);
    assert_near(fit_point(fit, 1000)->log_likelihood /
                    fit_point(fit, 10000)->log_likelihood,
                8.0, 0.5);
    assert_true(fit_set_l2(fit, 0.01, NULL));
    run(fit);
    assert_int_equal(fit_state(fit), FIT_CONVERGED);
    weight = fit_weights(fit)[0];
    assert_true(fit_set_l2(fit, 0.1, NULL));
    run(fit);
    assert_int_equal(fit_state(fit), FIT_CONVERGED);
    assert_true(fabs(fit_weights(fit)[0]) < fabs(weight));
    assert_int_equal(fit_point(fit, fit_steps(fit))->right, 100);
    fit_reset(fit);
    assert_true(fit_set_l2(fit, 0.1, NULL));
    assert_true(fit_set_rate(fit, 30.0, NULL));
    assert_true(run(fit) <= 10);
    assert_int_equal(fit_state(fit), FIT_DIVERGED);
    hush(told);
}

/* "Some examples get surer without end, and there is no maximum either." */
static void three_irises_are_separable_in_part(void **state)
{
    struct told told = tell("4.9");
    struct fit *fit = fit_of(told, 1);

    (void)state;
    run(fit);
    assert_int_equal(fit_state(fit), FIT_SEPARABLE);
    assert_int_not_equal(fit_separable(fit), FIT_COMPLETE);
    hush(told);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_penguins_converge_by_every_method),
        cmocka_unit_test(a_rate_that_is_too_large_never_settles),
        cmocka_unit_test(three_species_are_fitted_with_twelve_mistakes),
        cmocka_unit_test(separated_irises_have_no_maximum_but_by_a_penalty),
        cmocka_unit_test(three_irises_are_separable_in_part),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
