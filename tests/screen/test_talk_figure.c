/* test_talk_figure.c - a figure that has the keys before a class.
 *
 * To see it fail: take the question for talk_figure() out of talk_look(), or
 * the one for the lab.
 */
#include "screen/stage.h"

#include "course/course.h"
#include "course/figure.h"
#include "draw/canvas.h"
#include "draw/target.h"
#include "screen/actions.h"
#include "screen/app_state.h"
#include "screen/present.h"

/* The graph of section 2.1: the entropy of a coin over p. */
static void begin(struct stage *stage)
{
    stage_open(stage, (struct stage_options){ .section = "2.1",
                                              .cols = 100,
                                              .rows = 30,
                                              .real = true,
                                              .talk = true });
    for (int i = 0; i < 40 && !stage_shows(stage, "the entropy of a coin"); i++)
        stage_keys(stage, "space");
    assert_shows(stage, "the entropy of a coin");
}

static const struct figure *figure(struct stage *stage)
{
    return figures_get(stage->app->section->figures, 0);
}

static void arrows_read_values_off(void **state)
{
    struct stage stage;
    double x;

    (void)state;
    begin(&stage);
    stage_keys(&stage, "e");
    assert_int_equal(app_where(stage.app), WHERE_TALK_FIGURE);
    stage_keys(&stage, "right");
    assert_true(figure(&stage)->cursor);
    x = figure(&stage)->at;
    stage_keys(&stage, "right");
    assert_true(figure(&stage)->at > x);
    stage_keys(&stage, "left left");
    assert_true(figure(&stage)->at < x);
    stage_close(&stage);
}

static void enter_gives_the_lab_the_value(void **state)
{
    struct stage stage;

    (void)state;
    begin(&stage);
    stage_keys(&stage, "e");
    stage_act(&stage, "cursor 0.25");
    stage_keys(&stage, "enter");
    assert_shows(&stage, "p  0.25");
    stage_keys(&stage, "esc 0");
    assert_false(stage_shows(&stage, "p  0.25"));
    stage_close(&stage);
}

/* The deck goes on by the keys of a remote, whatever has the arrows. */
static void a_step_takes_the_keys_back(void **state)
{
    struct stage stage;
    size_t step;

    (void)state;
    begin(&stage);
    stage_keys(&stage, "e right");
    step = stage.app->talk->step;
    stage_keys(&stage, "page-down page-down");
    assert_int_equal(stage.app->talk->step, step + 2);
    while (!stage_shows(&stage, "the entropy of a coin") &&
           stage.app->talk->step > 0)
        stage_keys(&stage, "page-up");
    stage_keys(&stage, "e");
    stage_act(&stage, "slide 1");
    stage_text(&stage);
    assert_int_equal(app_where(stage.app), WHERE_TALK);
    for (int i = 0; i < 40 && !stage_shows(&stage, "the entropy of a coin");
         i++)
        stage_keys(&stage, "space");
    stage_keys(&stage, "e right esc");
    assert_int_equal(app_where(stage.app), WHERE_TALK);
    assert_false(figure(&stage)->cursor);
    step = stage.app->talk->step;
    stage_keys(&stage, "left");
    assert_int_equal(stage.app->talk->step, step - 1);
    stage_close(&stage);
}

static void a_slide_without_it_takes_them_too(void **state)
{
    struct stage stage;

    (void)state;
    begin(&stage);
    stage_keys(&stage, "e right");
    assert_int_equal(app_where(stage.app), WHERE_TALK_FIGURE);
    stage_act(&stage, "slide 1");
    assert_false(stage_shows(&stage, "the entropy of a coin"));
    assert_int_equal(app_where(stage.app), WHERE_TALK);
    assert_false(figure(&stage)->cursor);
    stage_close(&stage);
}

/* Behind the last figure none has the keys; without one, that is said. */
static void the_key_goes_round(void **state)
{
    struct stage stage;

    (void)state;
    begin(&stage);
    stage_keys(&stage, "e e");
    assert_int_equal(app_where(stage.app), WHERE_TALK);
    stage_keys(&stage, "e tab");
    assert_int_equal(app_where(stage.app), WHERE_LAB | WHERE_TALK_LAB);
    stage_keys(&stage, "esc home e");
    assert_shows(&stage, "no figure is on this slide");
    stage_close(&stage);
}

/* In large mode a figure that has the keys is to be seen. */
static void a_figure_in_use_is_in_sight(void **state)
{
    struct stage stage;

    (void)state;
    begin(&stage);
    stage_act(&stage, "large");
    stage_keys(&stage, "e");
    assert_shows(&stage, "the entropy of a coin");
    stage_close(&stage);
}

/* The rows above and below it are dimmed; it is as it was, but for bold. */
static void the_spotlight_is_on_it(void **state)
{
    struct stage stage;
    struct talk_split split;
    int row, col, title;

    (void)state;
    begin(&stage);
    stage_keys(&stage, "e s");
    split = talk_split(stage.app);
    assert_true(stage_find(&stage, "the entropy of a coin", &title, &col));
    for (row = split.text.row; row < title; row++)
        for (col = split.text.col; col < split.text.col + split.text.cols;
             col++)
            assert_true(canvas_cell(stage.canvas, row, col)->rune == ' ' ||
                        canvas_cell(stage.canvas, row, col)->role ==
                            ROLE_FAINT);
    assert_int_not_equal(canvas_cell(stage.canvas, title, split.text.col)->role,
                         ROLE_FAINT);
    stage_close(&stage);
}

/* Its top left cell. */
static void find_figure(struct stage *stage, int *row, int *col)
{
    struct hit hit = { .target = { 0, 0, 0 } };

    stage_text(stage);
    for (int at = 0; at < 30 * 100 && hit.target.kind != TARGET_FIGURE; at++)
        app_hit(stage->app, at / 100, at % 100, &hit);
    assert_int_equal(hit.target.kind, TARGET_FIGURE);
    *row = hit.region.row;
    *col = hit.region.col;
}

/* Red when the page's mouse does not ask talk_press_figure() first: then a
 * click is a step. */
static void a_click_reads_off_where_it_meets_the_curve(void **state)
{
    struct stage stage;
    size_t step;
    double x;
    int row, col;

    (void)state;
    begin(&stage);
    step = stage.app->talk->step;
    find_figure(&stage, &row, &col);
    stage_mouse(&stage, MOUSE_PRESS, row + 4, col + 20);
    assert_int_equal(stage.app->talk->step, step);
    assert_int_equal(app_where(stage.app), WHERE_TALK_FIGURE);
    assert_true(figure(&stage)->cursor);
    x = figure(&stage)->at;
    stage_mouse(&stage, MOUSE_DRAG, row + 4, col + 26);
    assert_true(figure(&stage)->at > x);
    stage_mouse(&stage, MOUSE_RELEASE, row + 4, col + 26);
    stage_mouse(&stage, MOUSE_DRAG, row + 4, col + 10);
    assert_true(figure(&stage)->at > x);
    stage_mouse(&stage, MOUSE_PRESS, 2, 4);
    assert_int_equal(stage.app->talk->step, step + 1);
    stage_close(&stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arrows_read_values_off),
        cmocka_unit_test(enter_gives_the_lab_the_value),
        cmocka_unit_test(a_step_takes_the_keys_back),
        cmocka_unit_test(a_slide_without_it_takes_them_too),
        cmocka_unit_test(the_key_goes_round),
        cmocka_unit_test(a_click_reads_off_where_it_meets_the_curve),
        cmocka_unit_test(a_figure_in_use_is_in_sight),
        cmocka_unit_test(the_spotlight_is_on_it),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
