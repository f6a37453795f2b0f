#include "support/test.h"

#include <math.h>
#include <string.h>

#include "base/err.h"
#include "lab/lab.h"
#include "lab/readings.h"
#include "lab/labs.h"

static const struct lab_param theta = { .name = { "\\theta", 6 },
                                        .value = 1.0,
                                        .from = 0.0,
                                        .to = 5.0,
                                        .step = 0.001 };

static struct lab *films(void)
{
    struct lab_spec spec = labs_films();
    struct lab *lab = lab_create(&spec, NULL);

    assert_non_null(lab);
    return lab;
}

static double value_of(const struct lab *lab)
{
    return lab_param(lab, (size_t)lab_find_param(lab, theta.name)).value;
}

static void a_declared_parameter_can_be_moved_and_undone(void **state)
{
    struct lab *lab = films();
    struct err err;

    (void)state;
    assert_true(lab_set(lab, 0, 0, 0.5, NULL));
    assert_true(lab_save(lab, slice_of("before"), NULL));
    lab_declare(lab, &theta);
    assert_true(value_of(lab) == 1.0);
    assert_true(lab_let(lab, theta.name, 2.5, NULL));
    assert_false(lab_let(lab, theta.name, 6.0, &err));
    assert_non_null(strstr(err.text, "0 to 5 would do"));
    assert_true(lab_undo(lab, NULL));
    assert_true(value_of(lab) == 1.0);
    assert_true(lab_undo(lab, NULL));
    assert_true(lab_redo(lab, NULL));
    assert_true(lab_redo(lab, NULL));
    assert_true(value_of(lab) == 2.5);
    assert_true(lab_restore(lab, slice_of("before"), NULL));
    assert_true(value_of(lab) == 1.0);
    assert_true(lab_reset(lab, NULL));
    assert_false(lab_dirty(lab));
    lab_destroy(lab);
}

static void declaring_again_keeps_the_value_within_the_new_range(void **state)
{
    struct lab_param narrow = theta;
    struct lab *lab = films();

    (void)state;
    narrow.to = 2.0;
    lab_declare(lab, &theta);
    assert_true(lab_let(lab, theta.name, 4.0, NULL));
    lab_declare(lab, &theta);
    assert_true(value_of(lab) == 4.0);
    lab_declare(lab, &narrow);
    assert_true(value_of(lab) == 2.0);
    assert_int_equal(lab_params(lab), 1);
    lab_destroy(lab);
}

/* By hand: a fortieth of 5 is 0.125, the round step below it 0.1. */
static void steps_land_on_their_own_grid(void **state)
{
    struct lab *lab = films();
    struct err err;

    (void)state;
    lab_declare(lab, &theta);
    assert_true(lab_step_param(lab, 0, 1, false, NULL));
    assert_true(value_of(lab) == 1.1);
    assert_true(lab_step_param(lab, 0, 1, true, NULL));
    assert_true(value_of(lab) == 1.101);
    assert_true(lab_step_param(lab, 0, 1, false, NULL));
    assert_true(value_of(lab) == 1.2);
    for (int i = 0; i < 12; i++)
        assert_true(lab_step_param(lab, 0, -1, false, NULL));
    assert_true(value_of(lab) == 0.0);
    assert_false(lab_step_param(lab, 0, -1, false, &err));
    assert_non_null(strstr(err.text, "0 already, the least there is"));
    lab_destroy(lab);
}

static void a_list_of_levers_may_name_a_parameter(void **state)
{
    struct slice named[] = { { "\\theta", 6 } };
    struct lab_spec spec = labs_films();
    struct lab *lab;

    (void)state;
    spec.levers = LAB_LEVER_LABEL;
    lab = lab_create(&spec, NULL);
    lab_declare(lab, &theta);
    assert_false(lab_let(lab, theta.name, 2.0, NULL));
    lab_destroy(lab);
    spec.param_levers = named;
    spec.param_lever_count = 1;
    lab = lab_create(&spec, NULL);
    lab_declare(lab, &theta);
    assert_true(lab_let(lab, theta.name, 2.0, NULL));
    lab_destroy(lab);
}

/* Each row to the power of theta, summing to 1 again. */
static bool sharpen(const void *context, const struct lab *lab, double *out)
{
    size_t k = lab_classes(lab);
    double power = value_of(lab);

    (void)context;
    for (size_t i = 0; i < lab_rows(lab); i++) {
        const double *s = lab_base_prediction(lab, i);
        double sum = 0.0;

        for (size_t j = 0; j < k; j++)
            sum += pow(s[j], power);
        for (size_t j = 0; j < k; j++)
            out[i * k + j] = pow(s[j], power) / sum;
    }
    return true;
}

static bool refuse(const void *context, const struct lab *lab, double *out)
{
    (void)context;
    (void)lab;
    out[0] = 42.0;
    return false;
}

/* By hand: 0.7^2 / (0.49 + 0.04 + 0.01) = 0.49 / 0.54. The products of
 * likelihoods follow: 49/54 * 9/38 * 36/46. */
static void readings_follow_a_redefined_prediction(void **state)
{
    struct lab *lab = films();
    struct readings now;
    int mine = 0;

    (void)state;
    lab_declare(lab, &theta);
    lab_redefine(lab, sharpen, &mine);
    assert_false(lab_is_redefined(lab));
    assert_true(lab_let(lab, theta.name, 2.0, NULL));
    assert_true(lab_is_redefined(lab));
    assert_false(lab_is_afresh(lab));
    lab_redefine_afresh(lab);
    assert_true(lab_is_afresh(lab));
    assert_false(lab_is_redefined(lab));
    lab_redefine(lab, sharpen, &mine);
    assert_false(lab_is_afresh(lab));
    assert_true(lab_is_redefined(lab));
    assert_near(lab_prediction(lab, 0)[0], 0.49 / 0.54, 1e-15);
    assert_true(lab_base_prediction(lab, 0)[0] == 0.7);
    assert_true(lab_scores(lab, 0)[0] == 0.7);
    lab_readings(lab, &now);
    assert_near(now.log_likelihood, log(49.0 / 54.0 * 9.0 / 38.0 * 36.0 / 46.0),
                1e-14);
    assert_true(lab_set(lab, 0, 0, 1.0, NULL));
    assert_true(lab_prediction(lab, 0)[0] == 1.0);
    lab_redefine(lab, refuse, NULL);
    assert_true(lab_prediction(lab, 1)[0] == 0.5);
    lab_redefine(lab, sharpen, &mine);
    lab_redefine(lab, NULL, NULL);
    assert_near(lab_prediction(lab, 1)[0], 0.25 / 0.38, 1e-15);
    lab_redefine(lab, NULL, &mine);
    assert_true(lab_prediction(lab, 1)[0] == 0.5);
    lab_destroy(lab);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_declared_parameter_can_be_moved_and_undone),
        cmocka_unit_test(declaring_again_keeps_the_value_within_the_new_range),
        cmocka_unit_test(steps_land_on_their_own_grid),
        cmocka_unit_test(a_list_of_levers_may_name_a_parameter),
        cmocka_unit_test(readings_follow_a_redefined_prediction),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
