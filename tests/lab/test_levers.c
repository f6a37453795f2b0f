#include "support/test.h"

#include "base/err.h"
#include "lab/labs.h"

static void a_fixed_lever_says_that_the_section_keeps_it(void **state)
{
    struct lab_spec spec = labs_films();
    struct lab *lab;
    struct err err;

    (void)state;
    spec.levers = LAB_LEVER_PREDICTED | LAB_LEVER_UNIT;
    lab = lab_create(&spec, NULL);
    assert_true(lab_set(lab, 0, 0, 0.5, &err));
    assert_true(lab_set_unit(lab, UNIT_BITS, &err));
    assert_false(lab_set_label(lab, 0, 1, &err));
    assert_string_equal(err.text, "this section keeps the labels fixed");
    assert_false(lab_soften(lab, 0, 0.1, &err));
    assert_string_equal(err.text, "this section keeps the softness fixed");
    assert_false(lab_examples(lab, 9, &err));
    assert_string_equal(err.text,
                        "this section keeps the number of examples fixed");
    assert_false(lab_set_format(lab, FORMAT_FLOAT16, &err));
    assert_string_equal(err.text, "this section keeps the format fixed");
    lab_destroy(lab);
}

static void a_model_refuses_the_other_models_levers(void **state)
{
    struct lab_spec spec = labs_films();
    struct lab *lab = lab_create(&spec, NULL);
    struct err err;

    (void)state;
    assert_int_equal(lab_levers(lab), LAB_LEVER_ALL & ~LAB_LEVER_LOGITS &
                                          ~LAB_LEVER_TEMPERATURE);
    assert_false(lab_set_temperature(lab, 2.0, &err));
    assert_string_equal(err.text,
                        "these predictions are given, not a softmax: they "
                        "have no logits and no temperature");
    lab_destroy(lab);
    spec = labs_logits();
    lab = lab_create(&spec, NULL);
    assert_int_equal(lab_levers(lab), LAB_LEVER_ALL & ~LAB_LEVER_PREDICTED);
    assert_false(lab_may(lab, LAB_LEVER_PREDICTED, &err));
    assert_string_equal(err.text,
                        "these predictions are a softmax: move a logit");
    lab_destroy(lab);
}

static void a_parameter_may_be_a_lever_by_its_name(void **state)
{
    const struct slice moving[] = { { "theta", 5 } };
    struct lab_spec spec = labs_bernoulli();
    struct lab *lab;
    struct err err;

    (void)state;
    spec.levers = 0;
    spec.param_levers = moving;
    spec.param_lever_count = 1;
    lab = lab_create(&spec, NULL);
    assert_true(lab_let(lab, slice_of("theta"), 0.5, &err));
    assert_false(lab_let(lab, slice_of("p"), 0.5, &err));
    assert_string_equal(err.text, "this section keeps 'p' fixed");
    lab_lock_levers(lab, LAB_LEVER_ALL, "question 'q'");
    assert_false(lab_let(lab, slice_of("theta"), 0.7, &err));
    assert_string_equal(err.text, "question 'q' holds the parameters until "
                                  "you have answered it");
    lab_destroy(lab);
}

/* Undo and redo are refused where they would move it, and only there. */
static void a_question_may_hold_one_parameter(void **state)
{
    struct lab_spec spec = labs_bernoulli();
    struct lab *lab = lab_create(&spec, NULL);
    int theta = lab_find_param(lab, slice_of("theta"));
    struct err err;

    (void)state;
    assert_true(lab_let(lab, slice_of("theta"), 0.5, NULL));
    assert_true(lab_let(lab, slice_of("p"), 0.2, NULL));
    lab_lock_levers(lab, lab_lever_of((size_t)theta), "question 'q'");
    assert_false(lab_let(lab, slice_of("theta"), 0.6, &err));
    assert_string_equal(err.text, "question 'q' holds 'theta' until you have "
                                  "answered it");
    assert_false(lab_step_param(lab, (size_t)theta, 1, false, NULL));
    assert_true(lab_let(lab, slice_of("p"), 0.3, NULL));
    assert_true(lab_undo(lab, NULL));
    assert_true(lab_undo(lab, NULL));
    assert_false(lab_undo(lab, &err));
    assert_string_equal(err.text, "question 'q' holds 'theta' until you have "
                                  "answered it, and undo would move that");
    assert_true(lab_redo(lab, NULL));
    assert_false(lab_reset(lab, NULL));
    lab_unlock_levers(lab, NULL);
    assert_true(lab_undo(lab, NULL));
    assert_true(lab_undo(lab, NULL));
    lab_lock_levers(lab, lab_lever_of((size_t)theta), "question 'q'");
    assert_false(lab_redo(lab, &err));
    assert_string_equal(err.text, "question 'q' holds 'theta' until you have "
                                  "answered it, and redo would move that");
    lab_destroy(lab);
}

static void a_question_holds_levers_undo_and_redo(void **state)
{
    struct lab_spec spec = labs_films();
    struct lab *lab = lab_create(&spec, NULL);
    struct err err;

    (void)state;
    assert_true(lab_examples(lab, 3000, NULL));
    assert_true(lab_set(lab, 0, 0, 0.5, NULL));
    assert_true(lab_undo(lab, NULL));
    lab_lock_levers(lab, LAB_LEVER_ALL, "question 'underflow'");
    assert_false(lab_set(lab, 0, 0, 0.5, &err));
    assert_string_equal(err.text, "question 'underflow' holds the predictions "
                                  "until you have answered it");
    assert_false(lab_undo(lab, &err));
    assert_string_equal(err.text,
                        "question 'underflow' holds the number of examples "
                        "until you have answered it, and undo would move that");
    assert_false(lab_redo(lab, &err));
    assert_string_equal(err.text,
                        "question 'underflow' holds the predictions until you "
                        "have answered it, and redo would move that");
    assert_false(lab_reset(lab, &err));
    assert_int_equal(lab_example_count(lab), 3000);
    lab_unlock_levers(lab, "question 'underflow'");
    assert_int_equal(lab_locked_levers(lab), 0);
    assert_true(lab_redo(lab, NULL));
    assert_true(lab_reset(lab, NULL));
    lab_destroy(lab);
}

static void what_a_question_does_not_hold_still_moves(void **state)
{
    struct lab_spec spec = labs_films();
    struct lab *lab = lab_create(&spec, NULL);

    (void)state;
    assert_true(lab_save(lab, slice_of("s"), NULL));
    lab_lock_levers(lab, LAB_LEVER_EXAMPLES, "question 'a'");
    assert_true(lab_set(lab, 0, 0, 0.5, NULL));
    assert_true(lab_undo(lab, NULL));
    assert_true(lab_redo(lab, NULL));
    assert_true(lab_restore(lab, slice_of("s"), NULL));
    assert_false(lab_examples(lab, 4, NULL));
    lab_destroy(lab);
}

static void two_questions_each_hold_their_own(void **state)
{
    struct lab_spec spec = labs_films();
    struct lab *lab = lab_create(&spec, NULL);

    (void)state;
    lab_lock_levers(lab, LAB_LEVER_EXAMPLES, "question 'a'");
    lab_lock_levers(lab, LAB_LEVER_EXAMPLES | LAB_LEVER_UNIT, "question 'b'");
    lab_unlock_levers(lab, "question 'a'");
    assert_false(lab_examples(lab, 4, NULL));
    lab_lock_levers(lab, LAB_LEVER_UNIT, "question 'b'");
    assert_true(lab_examples(lab, 4, NULL));
    lab_unlock_levers(lab, NULL);
    assert_true(lab_set_unit(lab, UNIT_BANS, NULL));
    lab_destroy(lab);
}

/* A saved state differs in the predictions and in N: a question that holds
 * one of them would be answered by its return. */
static void a_question_holds_what_restore_and_reset_would_move(void **state)
{
    struct lab_spec spec = labs_films();
    struct lab *lab = lab_create(&spec, NULL);
    struct err err;

    (void)state;
    assert_true(lab_examples(lab, 3000, NULL));
    assert_true(lab_save(lab, slice_of("many"), NULL));
    assert_true(lab_examples(lab, 30, NULL));
    lab_lock_levers(lab, LAB_LEVER_EXAMPLES, "question 'underflow'");
    assert_false(lab_restore(lab, slice_of("many"), &err));
    assert_string_equal(err.text,
                        "question 'underflow' holds the number of examples "
                        "until you have answered it, and restore would move "
                        "that");
    assert_false(lab_reset(lab, &err));
    assert_int_equal(lab_example_count(lab), 30);
    lab_unlock_levers(lab, NULL);
    assert_true(lab_restore(lab, slice_of("many"), NULL));
    assert_int_equal(lab_example_count(lab), 3000);
    lab_destroy(lab);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_fixed_lever_says_that_the_section_keeps_it),
        cmocka_unit_test(a_model_refuses_the_other_models_levers),
        cmocka_unit_test(a_parameter_may_be_a_lever_by_its_name),
        cmocka_unit_test(a_question_may_hold_one_parameter),
        cmocka_unit_test(a_question_holds_levers_undo_and_redo),
        cmocka_unit_test(what_a_question_does_not_hold_still_moves),
        cmocka_unit_test(two_questions_each_hold_their_own),
        cmocka_unit_test(a_question_holds_what_restore_and_reset_would_move),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
