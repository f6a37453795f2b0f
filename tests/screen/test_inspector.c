/* test_inspector.c - looking into equations with keys and the mouse, on
 * tests/data/screen/inspect.md.
 */
#include "screen/stage.h"

#include <stdio.h>
#include <stdlib.h>

#include "draw/canvas.h"
#include "draw/target.h"
#include "lab/lab.h"
#include "lesson/catalogue.h"

static void open_file(struct stage *stage, const char *name, int cols, int rows)
{
    static char path[512];

    snprintf(path, sizeof path, "%s/data/screen/%s", getenv("LIKELY_TESTS"),
             name);
    stage_open(stage, (struct stage_options){
                          .section = path, .cols = cols, .rows = rows });
}

static void open_lesson(struct stage *stage, int cols, int rows)
{
    open_file(stage, "inspect.md", cols, rows);
}

/* Whether the cursor stands in a cell: that one is underlined, since a block
 * cursor turns it round. */
static bool at_cursor(struct stage *stage, int r, int c)
{
    int row, col;

    return canvas_cursor_at(stage->canvas, &row, &col) && r == row && c == col;
}

/* The cells of the text's side that carry a role and an attribute, in the rows
 * before `to`, a bar after each row that has some. */
static const char *cells(struct stage *stage, uint8_t role, uint8_t attr,
                         int to)
{
    static struct strbuf out;

    strbuf_clear(&out);
    stage_text(stage);
    for (int r = 2; r < to; r++) {
        size_t before = out.len;

        for (int c = 0; c < 52; c++) {
            const struct cell *cell = canvas_cell(stage->canvas, r, c);

            if ((cell->role == role && (cell->attr & attr) == attr) ||
                (role == ROLE_FOCUS && at_cursor(stage, r, c)))
                strbuf_rune(&out, cell->rune);
        }
        if (out.len > before)
            strbuf_putc(&out, '|');
    }
    return strbuf_text(&out);
}

static const char *lit(struct stage *stage)
{
    return cells(stage, ROLE_FOCUS, 0, 30);
}

static void enter_opens_what_is_marked_and_escape_leaves(void **state)
{
    struct stage stage;

    (void)state;
    open_lesson(&stage, 100, 30);
    assert_shows(&stage, "e formula");
    stage_keys(&stage, "e");
    assert_shows(&stage, "\xe2\x96\xb8 L");
    assert_shows(&stage, "enter inspect");
    stage_keys(&stage, "e");
    assert_shows(&stage, "\xe2\x96\xb8 H(");
    stage_keys(&stage, "E enter");
    assert_shows(&stage, "part 1 of 2");
    assert_string_equal(lit(&stage), "L|");
    stage_keys(&stage, "esc");
    assert_false(stage_shows(&stage, "part 1 of 2"));
    assert_shows(&stage, "\xe2\x96\xb8 L");
    stage_keys(&stage, "esc");
    assert_false(stage_shows(&stage, "\xe2\x96\xb8 L"));
    assert_shows(&stage, "The likelihood");
    /* Without a mark Enter reads on, as before. */
    stage_keys(&stage, "enter esc");
    stage_close(&stage);
}

static void arrows_walk_the_parts_as_they_are_drawn(void **state)
{
    struct stage stage;
    int row, col;

    (void)state;
    open_lesson(&stage, 100, 30);
    stage_act(&stage, "inspect 2");
    stage_keys(&stage, "right");
    assert_string_equal(lit(&stage), "K|\xe2\x88\x92 \xe2\x88\x91  y    log "
                                     "\xc5\xb7|k=1  i,k      i,k|");
    stage_keys(&stage, "down down down");
    assert_string_equal(lit(&stage), "y|i,k|");
    assert_true(canvas_cursor_at(stage.canvas, &row, &col));
    assert_int_equal(canvas_cell(stage.canvas, row, col)->rune, 'y');
    stage_keys(&stage, "right down");
    assert_string_equal(lit(&stage), "\xc5\xb7|i,k|");
    stage_keys(&stage, "right");
    assert_string_equal(app_message(stage.app),
                        "this is the last part here; up leads out");
    assert_true(stage.verdict.bell);
    stage_keys(&stage, "up up up");
    assert_shows(&stage, "= 1.0 log 0.5");
    stage_close(&stage);
}

static void keys_step_the_index(void **state)
{
    struct stage stage;
    struct err err;

    (void)state;
    open_lesson(&stage, 100, 30);
    stage_act(&stage, "inspect 2");
    stage_keys(&stage, "right down down down right down");
    assert_shows(&stage, "i = 1, \xe2\x96\xb8k = 1");
    stage_keys(&stage, "+");
    assert_shows(&stage, "i = 1, \xe2\x96\xb8k = 2");
    stage_keys(&stage, "i +");
    assert_shows(&stage, "\xe2\x96\xb8i = 2, k = 2");
    assert_shows(&stage, "= 0.75");
    stage_act(&stage, "index k 1");
    assert_shows(&stage, "= 0.25");
    stage_keys(&stage, "home");
    assert_shows(&stage, "\xe2\x96\xb8i = 1, k = 1");
    assert_false(stage_try(&stage, "index k 3", &err));
    assert_string_equal(err.text, "k runs from 1 to 2 here");
    assert_false(stage_try(&stage, "index", &err));
    assert_false(stage_try(&stage, "part sideways", &err));
    stage_act(&stage, "close");
    assert_false(stage_try(&stage, "part in", &err));
    assert_non_null(strstr(err.text, "inspect N"));
    stage_close(&stage);
}

/* A click selects the smallest part at the cell, another equation's too. */
static void the_mouse_selects_parts_and_terms(void **state)
{
    struct stage stage;
    int row, col;

    (void)state;
    open_lesson(&stage, 100, 34);
    assert_true(stage_find(&stage, "log \xc5\xb7", &row, &col));
    stage_mouse(&stage, MOUSE_PRESS, row, col + 4);
    assert_string_equal(lit(&stage), "\xc5\xb7|i,k|");
    assert_true(stage_find(&stage, "\xe2\x88\x91", &row, &col));
    stage_mouse(&stage, MOUSE_PRESS, row, col);
    assert_shows(&stage, "sum so far");
    assert_true(stage_find(&stage, "0.0 log 0.5  ", &row, &col));
    stage_mouse(&stage, MOUSE_PRESS, row, col);
    assert_shows(&stage, "\xe2\x96\xb8k = 2");
    stage_mouse(&stage, MOUSE_WHEEL_UP, row, col);
    assert_shows(&stage, "\xe2\x96\xb8k = 1");
    /* The text above it is only text. */
    assert_true(stage_find(&stage, "The cross-entropy", &row, &col));
    stage_mouse(&stage, MOUSE_PRESS, row, col);
    assert_shows(&stage, "sum so far");
    stage_close(&stage);
}

/* By the definitions: P(y_i | x_i) at i = 2 reads the truth of coin 2 and
 * what was predicted for its class. */
static void the_lab_shows_what_a_part_reads(void **state)
{
    struct stage stage;
    int row, col;

    (void)state;
    open_lesson(&stage, 100, 30);
    stage_act(&stage, "inspect 1");
    stage_keys(&stage, "right down");
    stage_act(&stage, "index i 2");
    assert_true(stage_find(&stage, "0.750", &row, &col));
    assert_true(canvas_cell(stage.canvas, row, col)->attr & ATTR_UNDERLINE);
    assert_true(stage_find(&stage, "0.250", &row, &col));
    assert_false(canvas_cell(stage.canvas, row, col)->attr & ATTR_UNDERLINE);
    /* The 0 of the truth is read too, to find which class is largest. */
    assert_true(stage_find(&stage, "coin 2 \xc2\xb7", &row, &col));
    assert_true(canvas_cell(stage.canvas, row, col + 7)->attr & ATTR_UNDERLINE);
    assert_false(stage_shows(&stage, "coin 1 \xc2\xb7"));
    stage_close(&stage);
}

static void a_cell_of_the_lab_lights_the_parts_that_read_it(void **state)
{
    struct stage stage;

    (void)state;
    open_lesson(&stage, 100, 30);
    assert_string_equal(cells(&stage, ROLE_ACCENT, ATTR_UNDERLINE, 10), "");
    stage_keys(&stage, "tab right");
    assert_string_equal(cells(&stage, ROLE_ACCENT, ATTR_UNDERLINE, 10),
                        "LP(y  | x )|i    i|");
    stage_close(&stage);
}

/* log L and P depend on theta by their definitions, N does not. */
static void a_parameter_lights_what_depends_on_it(void **state)
{
    struct stage stage;

    (void)state;
    open_file(&stage, "values.md", 100, 30);
    stage_keys(&stage, "tab end");
    assert_string_equal(cells(&stage, ROLE_ACCENT, ATTR_UNDERLINE, 6),
                        "LP(y  | x ; \xce\xb8)|i    i|");
    stage_close(&stage);
}

static void the_lab_is_edited_while_a_part_is_looked_at(void **state)
{
    struct stage stage;

    (void)state;
    open_lesson(&stage, 100, 30);
    stage_act(&stage, "inspect 1");
    stage_keys(&stage, "right");
    assert_shows(&stage, "= 0.375");
    stage_keys(&stage, "tab +");
    assert_near(lab_prediction(stage_lab(&stage), 0)[0], 0.55, 1e-15);
    assert_shows(&stage, "= 0.4125");
    assert_shows(&stage, "part 2 of 2");
    stage_keys(&stage, "tab f f");
    assert_shows(&stage, "exact 0.4125");
    stage_act(&stage, "copy 1");
    assert_string_equal(stage.verdict.copy,
                        "L = \\prod_{i=1}^{N} P(y_i \\mid x_i) \\tag{1}");
    stage_close(&stage);
}

static void reading_on_leaves_it(void **state)
{
    struct stage stage;

    (void)state;
    open_lesson(&stage, 80, 24);
    stage_act(&stage, "inspect 1");
    stage_act(&stage, "forward");
    assert_false(stage_shows(&stage, "part 1 of 2"));
    stage_act(&stage, "inspect 3");
    stage_act(&stage, "map");
    stage_close(&stage);
}

static void the_example_is_the_row_of_the_lab(void **state)
{
    struct stage stage;

    (void)state;
    open_lesson(&stage, 100, 30);
    stage_keys(&stage, "tab down");
    stage_act(&stage, "inspect 2");
    assert_shows(&stage, "i = 2");
    stage_keys(&stage, "tab up");
    assert_shows(&stage, "i = 1");
    stage_keys(&stage, "tab +");
    assert_shows(&stage, "i = 2");
    /* Beside the equation stands the same: log 0.75. */
    assert_shows(&stage, "0.2877 nats");
    stage_close(&stage);
}

/* At 40 columns (4) of section 1.4 has no margin for the mark: its first sign
 * is a minus, and stays. */
static void the_mark_hides_nothing(void **state)
{
    struct stage stage;

    (void)state;
    stage_open(&stage,
               (struct stage_options){
                   .section = "1.4", .real = true, .cols = 40, .rows = 12 });
    stage_act(&stage, "reveal");
    stage_act(&stage, "equation 4");
    assert_shows(&stage, "\xe2\x88\x92 \xe2\x94\x80 log L");
    stage_close(&stage);
}

static void a_wide_line_scrolls(void **state)
{
    struct stage stage;

    (void)state;
    open_lesson(&stage, 40, 24);
    stage_act(&stage, "inspect 3");
    stage_keys(&stage, "right");
    assert_shows(&stage, "= \xe2\x88\x92"
                         "1/2");
    assert_false(stage_shows(&stage, "1.0 log 0.75)"));
    stage_keys(&stage, ". . . . .");
    assert_shows(&stage, "1.0 log 0.75)");
    stage_act(&stage, "aside 0");
    assert_shows(&stage, "= \xe2\x88\x92"
                         "1/2");
    stage_close(&stage);
}

/* Every part of every equation, at every size: the cursor stays on the
 * screen, the part is lit, and walking ends. */
static void every_part_can_be_reached_at_every_size(void **state)
{
    static const int sizes[][2] = { { 40, 12 }, { 60, 16 },  { 80, 24 },
                                    { 80, 40 }, { 100, 30 }, { 160, 45 } };
    static const char *const formulas[] = { "inspect 1", "inspect 2",
                                            "inspect 3" };

    (void)state;
    for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++)
        for (size_t f = 0; f < 3; f++) {
            struct stage stage;
            struct err err;
            int row, col, steps = 0;

            open_lesson(&stage, sizes[s][0], sizes[s][1]);
            stage_act(&stage, formulas[f]);
            do {
                assert_shows(&stage, "part ");
                assert_true(canvas_cursor_at(stage.canvas, &row, &col));
                assert_int_equal(canvas_cell(stage.canvas, row, col)->role,
                                 ROLE_ACCENT);
                assert_true(++steps < 200);
            } while (stage_try(&stage, "part in", &err) ||
                     stage_try(&stage, "part next", &err) ||
                     (stage_try(&stage, "part out", &err) &&
                      stage_try(&stage, "part next", &err)));
            assert_true(steps > 2);
            stage_close(&stage);
        }
}

static void the_prompt_completes_ways_and_letters(void **state)
{
    struct stage stage;

    (void)state;
    open_lesson(&stage, 100, 30);
    stage_act(&stage, "inspect 1");
    stage_keys(&stage, ":");
    stage_type(&stage, "part ne");
    stage_keys(&stage, "tab enter");
    assert_shows(&stage, "part 2 of 2");
    stage_keys(&stage, ":");
    stage_type(&stage, "index ");
    stage_keys(&stage, "tab");
    stage_type(&stage, "2");
    stage_keys(&stage, "enter");
    assert_shows(&stage, "i = 2");
    stage_close(&stage);
}

/* One step of a walk through all parts, in the order of the source; false at
 * its end. */
static bool walk_on(struct stage *stage)
{
    struct err err;

    if (stage_try(stage, "part in", &err) ||
        stage_try(stage, "part next", &err))
        return true;
    while (stage_try(stage, "part out", &err))
        if (stage_try(stage, "part next", &err))
            return true;
    return false;
}

/* The course itself: whatever is looked into has a value, or a reason why it
 * has none. */
static void every_part_of_the_course_says_something(void **state)
{
    struct stage stage;
    const struct catalogue *catalogue;
    int parts = 0;

    (void)state;
    stage_open(&stage, (struct stage_options){ .real = true });
    catalogue = stage.catalogue;
    for (size_t i = 0; i < catalogue->section_count; i++) {
        char line[64];
        struct err err;

        snprintf(line, sizeof line, "go %s", catalogue->sections[i].id);
        stage_act(&stage, line);
        stage_try(&stage, "reveal", &err);
        stage_act(&stage, "top");
        while (stage_try(&stage, "equation +", &err)) {
            if (!stage_try(&stage, "inspect", &err))
                continue;
            do {
                const char *text = stage_text(&stage);

                if (strstr(text, "has no value\n\n"))
                    fail_msg("no reason in\n%s", text);
                assert_non_null(strstr(text, "part "));
                parts++;
            } while (walk_on(&stage));
            stage_act(&stage, "close");
        }
    }
    assert_true(parts > 500);
    stage_close(&stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(enter_opens_what_is_marked_and_escape_leaves),
        cmocka_unit_test(arrows_walk_the_parts_as_they_are_drawn),
        cmocka_unit_test(keys_step_the_index),
        cmocka_unit_test(the_mouse_selects_parts_and_terms),
        cmocka_unit_test(the_lab_shows_what_a_part_reads),
        cmocka_unit_test(a_cell_of_the_lab_lights_the_parts_that_read_it),
        cmocka_unit_test(a_parameter_lights_what_depends_on_it),
        cmocka_unit_test(the_lab_is_edited_while_a_part_is_looked_at),
        cmocka_unit_test(reading_on_leaves_it),
        cmocka_unit_test(the_example_is_the_row_of_the_lab),
        cmocka_unit_test(the_mark_hides_nothing),
        cmocka_unit_test(a_wide_line_scrolls),
        cmocka_unit_test(the_prompt_completes_ways_and_letters),
        cmocka_unit_test(every_part_of_the_course_says_something),
        cmocka_unit_test(every_part_can_be_reached_at_every_size),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
