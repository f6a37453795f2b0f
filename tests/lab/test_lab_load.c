/* test_lab_load.c - what a reader hands over, as a lab. */
#include "support/test.h"

#include "base/err.h"
#include "lab/lab.h"
#include "lab/lab_load.h"

static const struct slice two[] = { { "no", 2 }, { "yes", 3 } };

static void hand_over(struct lab_loader *loader, bool logits)
{
    struct prediction_sink sink = lab_loader_sink(loader);
    struct prediction_set set = { two, 2, true, logits, true };
    double p[] = { 0.25, 0.75, 1.0, 0.0 };
    int32_t labels[] = { 1, 0 };
    struct slice text[] = { { "first", 5 }, { "", 0 } };
    struct prediction_batch batch = {
        .n = 2, .label = labels, .scores = p, .text = text
    };

    assert_true(sink.begin(sink.context, &set, NULL));
    assert_true(sink.take(sink.context, &batch, NULL));
    assert_true(sink.take(sink.context, &batch, NULL));
}

static void rows_keep_their_order_names_and_numbers(void **state)
{
    struct lab_loader *loader = lab_loader_create();
    struct lab *lab;
    char room[LAB_ROW_NAME];

    (void)state;
    hand_over(loader, false);
    lab = lab_loader_finish(loader, slice_of("mine"), NULL);
    assert_non_null(lab);
    assert_string_equal(lab_title(lab), "mine");
    assert_int_equal(lab_rows(lab), 4);
    assert_int_equal(lab_example_count(lab), 4);
    assert_int_equal(lab_model(lab), LAB_GIVEN);
    assert_string_equal(lab_class_name(lab, 1), "yes");
    assert_string_equal(lab_row_name(lab, 2, room), "first");
    assert_string_equal(lab_row_name(lab, 3, room), "row 4");
    assert_int_equal(lab_class(lab, 2), 1);
    assert_true(lab_truth(lab, 2)[1] == 1.0 && lab_truth(lab, 2)[0] == 0.0);
    assert_true(lab_prediction(lab, 2)[0] == 0.25);
    assert_false(lab_dirty(lab));
    assert_true(lab_set_label(lab, 2, 0, NULL));
    assert_true(lab_may(lab, LAB_LEVER_PREDICTED, NULL));
    lab_destroy(lab);
}

/* By hand: equal logits are one half each. */
static void logits_have_a_temperature(void **state)
{
    struct lab_loader *loader = lab_loader_create();
    struct lab *lab;

    (void)state;
    hand_over(loader, true);
    lab = lab_loader_finish(loader, slice_of("z"), NULL);
    assert_int_equal(lab_model(lab), LAB_SOFTMAX);
    assert_true(lab_set(lab, 0, 0, 0.75, NULL));
    assert_true(lab_prediction(lab, 0)[0] == 0.5);
    assert_true(lab_set_temperature(lab, 2.0, NULL));
    lab_destroy(lab);
}

static void no_rows_make_no_lab(void **state)
{
    struct err err = { 0 };

    (void)state;
    assert_null(lab_loader_finish(lab_loader_create(), slice_of("x"), &err));
    assert_string_equal(err.text, "there is no row: one or more would do");
    lab_loader_destroy(lab_loader_create());
    lab_loader_destroy(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_keep_their_order_names_and_numbers),
        cmocka_unit_test(logits_have_a_temperature),
        cmocka_unit_test(no_rows_make_no_lab),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
