/* test_params.c - parameters are levers: by key, typed, by mouse. */
#include "screen/stage.h"

#include <stdio.h>
#include <stdlib.h>

#include "lab/lab.h"

static void open_values(struct stage *stage, char *path, size_t size)
{
    snprintf(path, size, "%s/data/screen/values.md", getenv("LIKELY_TESTS"));
    stage_open(stage, (struct stage_options){
                          .section = path, .cols = 100, .rows = 30 });
}

static double theta(struct stage *stage)
{
    return lab_param(stage_lab(stage), 0).value;
}

static void arrows_move_the_slider(void **state)
{
    struct stage stage;
    char path[512];

    (void)state;
    open_values(&stage, path, sizeof path);
    stage_keys(&stage, "tab down down down");
    assert_shows(&stage, "θ ▸1");
    stage_keys(&stage, "right right");
    assert_true(theta(&stage) == 1.2);
    stage_keys(&stage, "left");
    assert_true(theta(&stage) == 1.1);
    stage_keys(&stage, "+");
    assert_true(theta(&stage) == 1.2);
    stage_keys(&stage, ".");
    assert_true(theta(&stage) == 1.21);
    stage_keys(&stage, "up");
    stage_keys(&stage, "+");
    assert_true(theta(&stage) == 1.21);
    assert_true(lab_scores(stage_lab(&stage), 2)[0] == 0.55);
    stage_close(&stage);
}

/* By hand: at theta 2 the product is 0.64/0.68 squared times one half. */
static void a_typed_value_reaches_panel_and_equations(void **state)
{
    struct stage stage;
    char path[512];

    (void)state;
    open_values(&stage, path, sizeof path);
    stage_keys(&stage, "tab end enter 2 enter");
    assert_true(theta(&stage) == 2.0);
    assert_shows(&stage, "likelihood     0.4429");
    assert_shows(&stage, "−0.8144 nats ✓");
    stage_keys(&stage, "enter 9 enter");
    assert_shows(&stage, "0 to 4 would do");
    assert_true(theta(&stage) == 2.0);
    stage_close(&stage);
}

static void keys_of_rows_are_refused_there(void **state)
{
    struct stage stage;
    struct err err;
    char path[512];

    (void)state;
    open_values(&stage, path, sizeof path);
    stage_keys(&stage, "tab end");
    assert_false(stage_try(&stage, "label . +", &err));
    assert_non_null(strstr(err.text, "on a parameter"));
    assert_false(stage_try(&stage, "lock . .", &err));
    stage_close(&stage);
}

static void the_mouse_drags_the_slider_in_one_step(void **state)
{
    struct stage stage;
    char path[512];
    int row, col;

    (void)state;
    open_values(&stage, path, sizeof path);
    assert_true(stage_find(&stage, "0 ━", &row, &col));
    stage_mouse(&stage, MOUSE_PRESS, row, col + 2);
    assert_true(theta(&stage) == 0.0);
    stage_mouse(&stage, MOUSE_DRAG, row, col + 12);
    stage_mouse(&stage, MOUSE_DRAG, row, col + 22);
    stage_mouse(&stage, MOUSE_RELEASE, row, col + 22);
    assert_true(theta(&stage) == 4.0);
    stage_act(&stage, "undo");
    assert_true(theta(&stage) == 1.0);
    stage_close(&stage);
}

static void a_value_is_that_of_the_row_at_the_cursor(void **state)
{
    struct stage stage;
    char path[512];

    (void)state;
    open_values(&stage, path, sizeof path);
    stage_act(&stage, "reveal");
    stage_act(&stage, "bottom");
    assert_shows(&stage, "i=1: 0.8 ✓");
    stage_keys(&stage, "tab down down");
    assert_shows(&stage, "i=3: 0.5 ✓");
    stage_close(&stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arrows_move_the_slider),
        cmocka_unit_test(a_typed_value_reaches_panel_and_equations),
        cmocka_unit_test(keys_of_rows_are_refused_there),
        cmocka_unit_test(the_mouse_drags_the_slider_in_one_step),
        cmocka_unit_test(a_value_is_that_of_the_row_at_the_cursor),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
