/* test_locks.c - a prediction comes before the lever, whichever way the lever
 * is reached for. Section 1.1 holds examples and format until 'bet'. */
#include "screen/stage.h"

#include <stdio.h>
#include <stdlib.h>

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

/* In 4.8 the descent is free, and Newton's method waits for the bet on it. */
static void one_method_of_a_fit(void **state)
{
    struct stage stage;
    struct err err;

    (void)state;
    stage_open(&stage,
               (struct stage_options){ .section = "4.8", .real = true });
    stage_act(&stage, "reveal");
    stage_act(&stage, "fit step");
    assert_false(stage_try(&stage, "fit by newton", &err));
    assert_string_equal(err.text, "question 'newton' holds 'fit by newton' "
                                  "until you have answered it");
    stage_act(&stage, "answer newton 1");
    stage_act(&stage, "fit by newton");
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

/* On tests/data/lessons/locks.md: 'bet' holds theta, not tau, the plot above
 * it, not the first one, the sample and the fit. */
static void open_locks(struct stage *stage)
{
    char path[512];

    snprintf(path, sizeof path, "%s/data/lessons/locks.md",
             getenv("LIKELY_TESTS"));
    stage_open(stage, (struct stage_options){
                          .section = path, .cols = 100, .rows = 30 });
}

static void held(struct stage *stage, const char *line, const char *what)
{
    struct err err = { .line = 0 };
    char text[200];

    snprintf(text, sizeof text,
             "question 'bet' holds %s until you have answered it", what);
    assert_false(stage_try(stage, line, &err));
    assert_string_equal(err.text, text);
}

static double param(struct stage *stage, size_t index)
{
    return lab_param(stage_lab(stage), index).value;
}

static void one_parameter_is_held_by_name(void **state)
{
    struct stage stage;
    int row, col;

    (void)state;
    open_locks(&stage);
    held(&stage, "let \"\\theta\" 2", "'\\theta'");
    stage_act(&stage, "let \"\\tau\" 3");
    stage_act(&stage, "set 1 heads 0.5");
    stage_keys(&stage, "tab down right");
    assert_true(stage.verdict.bell);
    stage_keys(&stage, "enter 2 enter");
    assert_shows(&stage, "question 'bet' holds");
    stage_keys(&stage, "esc");
    assert_true(stage_find(&stage, "0 ━", &row, &col));
    stage_mouse(&stage, MOUSE_PRESS, row, col + 12);
    assert_true(stage.verdict.bell);
    assert_true(param(&stage, 0) == 1.0);
    assert_true(param(&stage, 1) == 3.0);

    stage_act(&stage, "answer bet 1");
    stage_act(&stage, "let \"\\theta\" 2");
    assert_true(param(&stage, 0) == 2.0);
    stage_close(&stage);
}

static void figures_are_held_by_kind(void **state)
{
    struct stage stage;

    (void)state;
    open_locks(&stage);
    stage_act(&stage, "figure 1");
    stage_act(&stage, "cursor 2");
    stage_act(&stage, "figure 2");
    held(&stage, "cursor 2", "the plot");
    stage_act(&stage, "figure 3");
    held(&stage, "cursor -", "the sample");
    stage_keys(&stage, "left");
    assert_true(stage.verdict.bell);
    held(&stage, "fit step", "the fit");
    held(&stage, "fit run", "the fit");
    stage_keys(&stage, "f");
    assert_true(stage.verdict.bell);

    stage_act(&stage, "answer bet 2");
    stage_act(&stage, "figure 2");
    stage_act(&stage, "cursor 2");
    stage_act(&stage, "fit step 2");
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
        cmocka_unit_test(one_method_of_a_fit),
        cmocka_unit_test(giving_up_frees_them_too),
        cmocka_unit_test(one_parameter_is_held_by_name),
        cmocka_unit_test(figures_are_held_by_kind),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
