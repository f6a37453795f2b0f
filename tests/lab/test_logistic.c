/* test_logistic.c - a lab whose predictions are made from features.
 *
 * The data of the errata's lab C: x = (1,2), (0,1), (2,0), (-1,1); w = (.8,
 * -.5), b = .1.
 */
#include "support/test.h"

#include <string.h>

#include "base/arena.h"
#include "base/err.h"
#include "lab/lab.h"
#include "support/same_lab.h"

static const double x[4][2] = { { 1, 2 }, { 0, 1 }, { 2, 0 }, { -1, 1 } };
static const double w[2] = { 0.8, -0.5 }, b = 0.1;
static const int y[4] = { 1, 0, 1, 1 };

struct parts {
    struct slice classes[2];
    struct lab_row rows[4];
    struct lab_data data[2];
    struct lab_spec spec;
};

static void fill(struct parts *parts)
{
    memset(parts, 0, sizeof *parts);
    parts->classes[0] = slice_of("0");
    parts->classes[1] = slice_of("1");
    for (int i = 0; i < 4; i++)
        parts->rows[i] = (struct lab_row){ .label = y[i],
                                           .features = x[i],
                                           .feature_count = 2 };
    parts->data[0] = (struct lab_data){ slice_of("w"), 1, 1, 2, w };
    parts->data[1] = (struct lab_data){ slice_of("b"), 0, 1, 1, &b };
    parts->spec = (struct lab_spec){ .classes = parts->classes,
                                     .class_count = 2,
                                     .rows = parts->rows,
                                     .row_count = 4,
                                     .data = parts->data,
                                     .data_count = 2,
                                     .model = LAB_LOGISTIC,
                                     .levers = LAB_LEVER_ALL };
}

static struct lab *make(void)
{
    struct parts parts;
    struct err err = { 0 };
    struct lab *lab;

    fill(&parts);
    lab = lab_create(&parts.spec, &err);
    if (!lab)
        fail_msg("%s", err.text);
    return lab;
}

static double sigmoid(double z)
{
    return 1.0 / (1.0 + exp(-z));
}

/* By hand: z = .8 - 1 + .1 = -.1, -.5 + .1 = -.4, 1.6 + .1 = 1.7, -.8 - .5 +
 * .1 = -1.2. */
static void predicts_by_weights_and_bias(void **state)
{
    static const double z[4] = { -0.1, -0.4, 1.7, -1.2 };
    struct lab *lab = make();

    (void)state;
    for (size_t i = 0; i < 4; i++) {
        assert_near(lab_prediction(lab, i)[1], sigmoid(z[i]), 1e-15);
        assert_near(lab_prediction(lab, i)[0], sigmoid(-z[i]), 1e-15);
    }
    lab_destroy(lab);
}

static void a_weight_moves_all_predictions_and_the_list(void **state)
{
    struct lab *lab = make();
    struct err err;

    (void)state;
    assert_int_equal(lab_params(lab), 3);
    assert_true(lab_let(lab, slice_of("w_1"), -1.0, &err));
    assert_near(lab_prediction(lab, 2)[1], sigmoid(-1.9), 1e-15);
    assert_near(lab_find_array(lab, slice_of("w"))->values[0], -1.0, 0.0);
    assert_near(lab_find_array(lab, slice_of("w"))->values[1], -0.5, 0.0);
    assert_true(lab_let(lab, slice_of("b"), 0.0, &err));
    assert_near(lab_prediction(lab, 2)[1], sigmoid(-2.0), 1e-15);
    assert_true(lab_undo(lab, &err));
    assert_true(lab_undo(lab, &err));
    assert_near(lab_prediction(lab, 2)[1], sigmoid(1.7), 1e-15);
    assert_false(lab_dirty(lab));
    lab_destroy(lab);
}

/* What a define block declares may move the parameters in memory. */
static void a_declared_parameter_leaves_the_weights(void **state)
{
    struct lab *lab = make();
    struct err err;

    (void)state;
    lab_declare(lab, &(struct lab_param){ slice_of("t"), 1, 0, 5, 0 });
    assert_near(lab_find_array(lab, slice_of("w"))->values[1], -0.5, 0.0);
    assert_true(lab_let(lab, slice_of("w_2"), 2.0, &err));
    assert_near(lab_find_array(lab, slice_of("w"))->values[1], 2.0, 0.0);
    assert_near(lab_prediction(lab, 1)[1], sigmoid(2.1), 1e-15);
    lab_destroy(lab);
}

static void a_snapshot_makes_the_same_lab(void **state)
{
    struct lab *lab = make(), *again;
    struct arena *arena = arena_create();
    struct lab_spec spec;
    struct err err;

    (void)state;
    assert_true(lab_let(lab, slice_of("w_2"), 0.25, &err));
    spec = lab_snapshot(lab, arena);
    again = lab_create(&spec, &err);
    assert_non_null(again);
    assert_true(same_lab(lab, again));
    for (size_t i = 0; i < 4; i++)
        assert_near(lab_prediction(again, i)[1], lab_prediction(lab, i)[1],
                    0.0);
    lab_destroy(again);
    lab_destroy(lab);
    arena_destroy(arena);
}

static void predictions_are_moved_by_parameters_only(void **state)
{
    struct lab *lab = make();
    struct err err;

    (void)state;
    assert_false(lab_set(lab, 0, 1, 0.5, &err));
    assert_non_null(strstr(err.text, "move a weight or the bias"));
    assert_false(lab_set_temperature(lab, 2.0, &err));
    assert_true(lab_set_label(lab, 1, 1, &err));
    lab_destroy(lab);
}

static void refuses(struct parts *parts, const char *says)
{
    struct err err = { 0 };

    assert_null(lab_create(&parts->spec, &err));
    if (!strstr(err.text, says))
        fail_msg("'%s' says nothing of '%s'", err.text, says);
    fill(parts);
}

static void what_is_missing_is_said(void **state)
{
    struct parts parts;

    (void)state;
    fill(&parts);
    parts.spec.data_count = 1;
    refuses(&parts, "wants a number 'b'");
    parts.spec.data = parts.data + 1;
    parts.spec.data_count = 1;
    refuses(&parts, "wants a list 'w' of 2 numbers");
    parts.data[0].cols = 1;
    refuses(&parts, "wants a list 'w' of 2 numbers");
    parts.rows[2].features = NULL;
    refuses(&parts, "row 3: 2 features would do");
    parts.spec.class_count = 1;
    refuses(&parts, "has two classes, not 1");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(predicts_by_weights_and_bias),
        cmocka_unit_test(a_weight_moves_all_predictions_and_the_list),
        cmocka_unit_test(a_declared_parameter_leaves_the_weights),
        cmocka_unit_test(a_snapshot_makes_the_same_lab),
        cmocka_unit_test(predictions_are_moved_by_parameters_only),
        cmocka_unit_test(what_is_missing_is_said),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
