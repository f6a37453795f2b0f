#include "support/test.h"

#include "base/err.h"
#include "lab/labs.h"
#include "support/same_lab.h"

static struct lab *films(void)
{
    struct lab_spec spec = labs_films();

    return lab_create(&spec, NULL);
}

static void undo_and_redo_restore_the_bits(void **state)
{
    struct lab *lab = films(), *first = films(), *last;
    struct err err;

    (void)state;
    assert_true(lab_set(lab, 0, 0, 0.123456789, NULL));
    assert_true(lab_soften(lab, 1, 0.1, NULL));
    assert_true(lab_examples(lab, 1000, NULL));
    last = films();
    assert_true(lab_set(last, 0, 0, 0.123456789, NULL));
    assert_true(lab_soften(last, 1, 0.1, NULL));
    assert_true(lab_examples(last, 1000, NULL));
    assert_true(same_lab(lab, last));
    for (int i = 0; i < 3; i++)
        assert_true(lab_undo(lab, NULL));
    assert_true(same_lab(lab, first));
    assert_false(lab_dirty(lab));
    assert_false(lab_undo(lab, &err));
    assert_string_equal(err.text, "nothing to undo");
    for (int i = 0; i < 3; i++)
        assert_true(lab_redo(lab, NULL));
    assert_true(same_lab(lab, last));
    assert_false(lab_redo(lab, &err));
    assert_string_equal(err.text, "nothing to redo");
    lab_destroy(lab);
    lab_destroy(first);
    lab_destroy(last);
}

static void an_edit_after_undo_drops_what_was_undone(void **state)
{
    struct lab *lab = films();

    (void)state;
    assert_true(lab_set(lab, 0, 0, 0.5, NULL));
    assert_true(lab_set(lab, 0, 0, 0.6, NULL));
    assert_true(lab_undo(lab, NULL));
    assert_true(lab_can_redo(lab));
    assert_true(lab_set(lab, 1, 0, 0.6, NULL));
    assert_false(lab_can_redo(lab));
    assert_true(lab_undo(lab, NULL));
    assert_true(lab_scores(lab, 0)[0] == 0.5);
    lab_destroy(lab);
}

static void an_edit_that_changes_nothing_is_no_step(void **state)
{
    struct lab *lab = films();
    uint64_t revision = lab_revision(lab);

    (void)state;
    assert_true(lab_set(lab, 0, 0, 0.7, NULL));
    assert_true(lab_set_label(lab, 0, 0, NULL));
    assert_true(lab_examples(lab, 3, NULL));
    assert_true(lab_set_unit(lab, UNIT_NATS, NULL));
    assert_true(lab_unlock(lab, 0, 0, NULL));
    assert_true(lab_reset(lab, NULL));
    assert_false(lab_can_undo(lab));
    assert_true(lab_revision(lab) == revision);
    lab_destroy(lab);
}

static void reset_keeps_locks_and_can_be_undone(void **state)
{
    struct lab *lab = films();

    (void)state;
    assert_true(lab_set(lab, 0, 0, 0.4, NULL));
    assert_true(lab_lock(lab, 0, 0, NULL));
    assert_true(lab_set_unit(lab, UNIT_BITS, NULL));
    assert_true(lab_reset(lab, NULL));
    assert_true(lab_scores(lab, 0)[0] == 0.7);
    assert_true(lab_unit(lab) == UNIT_NATS);
    assert_true(lab_locked(lab, 0, 0));
    assert_true(lab_undo(lab, NULL));
    assert_true(lab_scores(lab, 0)[0] == 0.4);
    assert_true(lab_unit(lab) == UNIT_BITS);
    lab_destroy(lab);
}

static void a_saved_state_comes_back_in_one_step(void **state)
{
    struct lab *lab = films();
    struct err err;

    (void)state;
    assert_false(lab_restore(lab, slice_of("x"), &err));
    assert_string_equal(err.text,
                        "no state is saved as 'x': none is saved yet");
    assert_true(lab_set(lab, 0, 0, 0.4, NULL));
    assert_true(lab_save(lab, slice_of("mine"), NULL));
    assert_true(lab_save(lab, slice_of("other"), NULL));
    assert_true(lab_reset(lab, NULL));
    assert_true(lab_examples(lab, 50, NULL));
    assert_true(lab_restore(lab, slice_of("mine"), NULL));
    assert_true(lab_scores(lab, 0)[0] == 0.4);
    assert_int_equal(lab_example_count(lab), 3);
    assert_true(lab_undo(lab, NULL));
    assert_int_equal(lab_example_count(lab), 50);
    assert_false(lab_restore(lab, slice_of("x"), &err));
    assert_string_equal(err.text,
                        "no state is saved as 'x': 'mine', 'other' would do");
    assert_false(lab_save(lab, slice_of(""), &err));
    lab_destroy(lab);
}

static void saving_again_replaces(void **state)
{
    struct lab *lab = films();

    (void)state;
    assert_true(lab_save(lab, slice_of("a"), NULL));
    assert_true(lab_set(lab, 2, 2, 0.25, NULL));
    assert_true(lab_save(lab, slice_of("a"), NULL));
    assert_true(lab_reset(lab, NULL));
    assert_true(lab_restore(lab, slice_of("a"), NULL));
    assert_true(lab_scores(lab, 2)[2] == 0.25);
    lab_destroy(lab);
}

/* The softmax is not state, so it must follow the logits back. */
static void undo_brings_the_softmax_back(void **state)
{
    struct lab_spec spec = labs_logits();
    struct lab *lab = lab_create(&spec, NULL);
    double first = lab_prediction(lab, 1)[2];

    (void)state;
    assert_true(lab_set(lab, 1, 2, 5.0, NULL));
    assert_true(lab_set_temperature(lab, 2.0, NULL));
    assert_true(lab_prediction(lab, 1)[2] != first);
    assert_true(lab_undo(lab, NULL) && lab_undo(lab, NULL));
    assert_true(lab_prediction(lab, 1)[2] == first);
    lab_destroy(lab);
}

/* Rows that were given a truth have neither class nor softness to tell them
 * apart. */
static void given_truths_are_compared(void **state)
{
    const double truths[] = { 0.5, 0.25, 0.25, 0.5 };
    const double p[] = { 0.2, 0.3, 0.5 };
    struct lab_row row = { .label = -1, .truth = truths, .predicted = p };
    struct lab_spec spec = labs_films();
    struct lab *a, *b;

    (void)state;
    spec.rows = &row;
    spec.row_count = 1;
    a = lab_create(&spec, NULL);
    row.truth = truths + 1;
    b = lab_create(&spec, NULL);
    assert_true(same_lab(a, a));
    assert_false(same_lab(a, b));
    lab_destroy(a);
    lab_destroy(b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(undo_and_redo_restore_the_bits),
        cmocka_unit_test(an_edit_after_undo_drops_what_was_undone),
        cmocka_unit_test(an_edit_that_changes_nothing_is_no_step),
        cmocka_unit_test(reset_keeps_locks_and_can_be_undone),
        cmocka_unit_test(a_saved_state_comes_back_in_one_step),
        cmocka_unit_test(saving_again_replaces),
        cmocka_unit_test(undo_brings_the_softmax_back),
        cmocka_unit_test(given_truths_are_compared),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
