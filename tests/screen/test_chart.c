/* test_chart.c - figures in a section: drawn, marked, read off, moved. */
#include "screen/stage.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/strbuf.h"
#include "course/course.h"
#include "course/figure.h"
#include "lab/lab.h"

/* The figures of tests/data/screen/figures.md, in order. */
enum { ENTROPY, CROSS, LIKELIHOOD, LARGE_NUMBERS };

static void open_figures(struct stage *stage, int cols, int rows)
{
    char path[512];

    snprintf(path, sizeof path, "%s/data/screen/figures.md",
             getenv("LIKELY_TESTS"));
    stage_open(stage, (struct stage_options){
                          .section = path, .cols = cols, .rows = rows });
    app_settle(stage->app);
}

static const struct figure *figure(struct stage *stage, size_t index)
{
    return figures_get(app_section(stage->app)->figures, index);
}

static double param(struct stage *stage, size_t index)
{
    return lab_param(stage_lab(stage), index).value;
}

static void a_figure_stands_in_the_text(void **state)
{
    struct stage stage;

    (void)state;
    open_figures(&stage, 100, 40);
    assert_shows(&stage, "The entropy of a coin");
    assert_shows(&stage, "max 0.6931 nats at p = 0.5");
    assert_shows(&stage, "entropy (nats)");
    stage_close(&stage);
}

/* The key of equations stops at figures; arrows then move the cursor. */
static void keys_read_values_off(void **state)
{
    struct stage stage;

    (void)state;
    open_figures(&stage, 100, 40);
    stage_keys(&stage, "e");
    assert_shows(&stage, "read values off");
    stage_keys(&stage, "right");
    assert_shows(&stage, "at p = 0.5");
    stage_keys(&stage, "left left");
    assert_near(figure(&stage, ENTROPY)->at, 0.46, 0.0);
    /* H(0.46) by hand, to four places: 0.6899. */
    assert_shows(&stage, "0.6899 nats");
    stage_keys(&stage, ".");
    assert_near(figure(&stage, ENTROPY)->at, 0.462, 0.0);
    stage_keys(&stage, "]");
    assert_near(figure(&stage, ENTROPY)->at, 1.0, 0.0);
    stage_keys(&stage, "esc");
    assert_false(figure(&stage, ENTROPY)->cursor);
    assert_shows(&stage, "The entropy of a coin");
    stage_close(&stage);
}

static void enter_gives_the_parameter_the_place(void **state)
{
    struct stage stage;
    struct err err;

    (void)state;
    open_figures(&stage, 100, 40);
    assert_false(stage_try(&stage, "adopt", &err));
    stage_act(&stage, "figure 2");
    stage_act(&stage, "cursor 0.75");
    assert_near(param(&stage, 1), 0.4, 0.0);
    stage_keys(&stage, "enter");
    assert_near(param(&stage, 1), 0.75, 0.0);
    assert_near(figure(&stage, CROSS)->marks[0].x, 0.75, 0.0);
    stage_act(&stage, "undo");
    assert_near(param(&stage, 1), 0.4, 0.0);
    stage_act(&stage, "figure 4");
    assert_false(stage_try(&stage, "adopt", &err));
    assert_non_null(strstr(err.text, "no parameter"));
    assert_false(stage_try(&stage, "figure 9", &err));
    assert_non_null(strstr(err.text, "4 figures"));
    stage_close(&stage);
}

/* A sample is gone through: up to its cursor, and not further. */
static void a_sample_is_seen_to_settle(void **state)
{
    struct stage stage;

    (void)state;
    open_figures(&stage, 100, 40);
    stage_act(&stage, "figure 4");
    assert_shows(&stage, "at n = 1,000,000");
    stage_keys(&stage, "[");
    assert_shows(&stage, "at n = 1");
    assert_near(figure(&stage, LARGE_NUMBERS)->at, 1.0, 0.0);
    for (int i = 0; i < 10; i++)
        stage_keys(&stage, "right");
    assert_true(figure(&stage, LARGE_NUMBERS)->at > 10.0);
    stage_close(&stage);
}

static void the_mouse_puts_and_drags_the_cursor(void **state)
{
    struct stage stage;
    int row, col;

    (void)state;
    open_figures(&stage, 100, 40);
    assert_true(stage_find(&stage, "0.4 \xE2\x94\xA4", &row, &col));
    stage_mouse(&stage, MOUSE_PRESS, row, col + 20);
    assert_true(figure(&stage, ENTROPY)->cursor);
    assert_true(figure(&stage, ENTROPY)->at > 0.2 &&
                figure(&stage, ENTROPY)->at < 0.6);
    stage_mouse(&stage, MOUSE_DRAG, row, col + 8);
    assert_true(figure(&stage, ENTROPY)->at < 0.2);
    stage_mouse(&stage, MOUSE_RELEASE, row, col + 8);
    stage_mouse(&stage, MOUSE_DRAG, row, col + 30);
    assert_true(figure(&stage, ENTROPY)->at < 0.2);
    stage_close(&stage);
}

/* A mark that is scrolled away is gone, and its cursor with it. */
static void what_scrolls_away_loses_the_keys(void **state)
{
    struct stage stage;

    (void)state;
    open_figures(&stage, 80, 24);
    stage_act(&stage, "figure 1");
    stage_keys(&stage, "right");
    stage_act(&stage, "bottom");
    assert_null(app_figure(stage.app));
    assert_false(figure(&stage, ENTROPY)->cursor);
    stage_close(&stage);
}

static void edits_move_the_curves(void **state)
{
    struct stage stage;

    (void)state;
    open_figures(&stage, 100, 44);
    stage_act(&stage, "figure 2");
    assert_shows(&stage, "min 0.5623 nats at");
    stage_act(&stage, "let p 0.5");
    app_settle(stage.app);
    assert_shows(&stage, "min 0.6931 nats at");
    stage_act(&stage, "unit bits");
    app_settle(stage.app);
    assert_shows(&stage, "min 1.0000 bits at");
    stage_close(&stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_figure_stands_in_the_text),
        cmocka_unit_test(keys_read_values_off),
        cmocka_unit_test(enter_gives_the_parameter_the_place),
        cmocka_unit_test(a_sample_is_seen_to_settle),
        cmocka_unit_test(the_mouse_puts_and_drags_the_cursor),
        cmocka_unit_test(what_scrolls_away_loses_the_keys),
        cmocka_unit_test(edits_move_the_curves),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
