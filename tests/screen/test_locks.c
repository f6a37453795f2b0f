/* test_locks.c - a prediction comes before the lever, whichever way the lever
 * is reached for. Section 1.1 holds examples and format until 'bet'. */
#include "screen/stage.h"

#include "lab/lab.h"

static void refused(struct stage *stage)
{
    assert_true(stage->verdict.bell);
    assert_non_null(strstr(app_message(stage->app), "bet"));
    assert_int_equal(lab_example_count(stage_lab(stage)), 2);
}

static void by_key(void **state)
{
    struct stage stage;

    (void)state;
    stage_open(&stage, (struct stage_options){ .section = "1.1" });
    stage_keys(&stage, "tab ]");
    refused(&stage);
    stage_keys(&stage, "f");
    refused(&stage);
    stage_keys(&stage, "b");
    assert_false(stage.verdict.bell);
    stage_close(&stage);
}

static void by_prompt(void **state)
{
    struct stage stage;

    (void)state;
    stage_open(&stage, (struct stage_options){ .section = "1.1" });
    stage_type(&stage, ":examples 100");
    stage_keys(&stage, "enter");
    refused(&stage);
    /* The line stays to be mended. */
    assert_shows(&stage, ":examples 100");
    stage_keys(&stage, "esc");
    stage_close(&stage);
}

static void by_script(void **state)
{
    struct stage stage;
    struct err err;

    (void)state;
    stage_open(&stage, (struct stage_options){ .section = "1.1" });
    assert_false(stage_try(&stage, "examples 100", &err));
    assert_non_null(strstr(err.text, "bet"));
    stage_close(&stage);
}

/* In 1.2 nothing asks; back in 1.1 the way back is a lever like another. */
static void by_undo_and_redo(void **state)
{
    struct stage stage;

    (void)state;
    stage_open(&stage, (struct stage_options){ .section = "1.2" });
    stage_act(&stage, "examples 100");
    stage_act(&stage, "go 1.1");
    stage_keys(&stage, "tab u");
    assert_true(stage.verdict.bell);
    assert_int_equal(lab_example_count(stage_lab(&stage)), 100);
    stage_act(&stage, "go 1.2");
    stage_act(&stage, "undo");
    stage_act(&stage, "go 1.1");
    stage_keys(&stage, "tab U");
    refused(&stage);
    stage_close(&stage);
}

/* A click on a format's line, or on a bar of a held table. */
static void by_mouse(void **state)
{
    struct stage stage;
    int row, col;

    (void)state;
    stage_open(&stage, (struct stage_options){
                           .section = "1.1", .cols = 100, .rows = 30 });
    assert_true(stage_find(&stage, "float64 ", &row, &col));
    stage_mouse(&stage, MOUSE_PRESS, row, col);
    assert_int_equal(lab_format(stage_lab(&stage)), FORMAT_FLOAT64);
    stage_close(&stage);
    stage_open(&stage,
               (struct stage_options){
                   .section = "1.1", .real = true, .cols = 100, .rows = 30 });
    assert_true(stage_find(&stage, "██", &row, &col));
    stage_mouse(&stage, MOUSE_PRESS, row, col + 1);
    assert_true(stage.verdict.bell);
    assert_false(lab_dirty(stage_lab(&stage)));
    stage_close(&stage);
}

static void an_answer_frees_them(void **state)
{
    struct stage stage;

    (void)state;
    stage_open(&stage, (struct stage_options){
                           .section = "1.1", .cols = 100, .rows = 30 });
    assert_shows(&stage, "predict first");
    stage_keys(&stage, "down enter");
    stage_wait(&stage);
    assert_string_equal(app_message(stage.app), "right; the lab shows it");
    assert_int_equal(lab_example_count(stage_lab(&stage)), 3000);
    assert_shows(&stage, "The exact value is near 1e-639");
    stage_keys(&stage, "tab [");
    assert_int_equal(lab_example_count(stage_lab(&stage)), 1000);
    stage_close(&stage);
}

static void giving_up_frees_them_too(void **state)
{
    struct stage stage;

    (void)state;
    stage_open(&stage, (struct stage_options){ .section = "1.1" });
    stage_act(&stage, "solution bet");
    assert_shows(&stage, "The exact value is near 1e-639");
    stage_act(&stage, "examples 10");
    stage_close(&stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(by_key),
        cmocka_unit_test(by_prompt),
        cmocka_unit_test(by_script),
        cmocka_unit_test(by_undo_and_redo),
        cmocka_unit_test(by_mouse),
        cmocka_unit_test(an_answer_frees_them),
        cmocka_unit_test(giving_up_frees_them_too),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
