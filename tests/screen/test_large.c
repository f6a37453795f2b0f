/* test_large.c - the talk in large signs, for the last row of a room.
 *
 * To see it fail: have equation_of() in room_panel.c forget what is covered,
 * or let draw_valued() take one row too many.
 */
#include "screen/stage.h"

#include <stdio.h>
#include <stdlib.h>

#include "draw/canvas.h"

/* A product of probabilities; fractions of powers; a line that is broken over
 * others; a derivation; limits where nothing is valued; terms one by one. */
static void open_at(struct stage *stage, const char *script, int cols, int rows,
                    bool ascii)
{
    char path[512];

    snprintf(path, sizeof path, "%s/data/screen/large.md",
             getenv("LIKELY_TESTS"));
    stage_open(stage, (struct stage_options){ .section = path,
                                              .cols = cols,
                                              .rows = rows,
                                              .talk = true,
                                              .ascii = ascii });
    stage_script(stage, script);
}

static void large_signs_are_as_they_were(void **state)
{
    static const int sizes[][2] = { { 80, 24 }, { 100, 30 }, { 160, 45 } };
    static const struct {
        const char *script, *name;
        bool ascii;
    } screens[] = {
        { "large", "large", false },
        { "large", "large-ascii", true },
        { "step 1\nlarge", "large-tall", false },
        { "step 2\nlarge", "large-broken", false },
        { "step 4\nlarge", "large-lines", false },
        { "step 7\nlarge", "large-unread", false },
        { "step 9\nlarge", "large-terms", false },
    };

    (void)state;
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
        for (size_t k = 0; k < sizeof screens / sizeof *screens; k++) {
            struct stage stage;

            open_at(&stage, screens[k].script, sizes[i][0], sizes[i][1],
                    screens[k].ascii);
            stage_golden(&stage, screens[k].name);
            stage_close(&stage);
        }
}

/* The digits of 0.336 and of 0.0, by their middle rows. */
#define LARGE_336 "\u2580\u2580\u2588 \u2580\u2580\u2588 \u2588\u2580\u2588"

static void values_stay_live_in_large_signs(void **state)
{
    struct stage stage;

    (void)state;
    open_at(&stage, "large", 80, 24, false);
    assert_shows(&stage, LARGE_336);
    stage_act(&stage, "set 1 heads 0");
    assert_false(stage_shows(&stage, LARGE_336));
    stage_act(&stage, "prepared");
    assert_shows(&stage, LARGE_336);
    stage_close(&stage);
}

/* What is asked must be seen, and so must the lab that has the keys. */
static void a_question_and_the_lab_are_shown_as_they_are(void **state)
{
    struct stage stage;

    (void)state;
    open_at(&stage, "step 11\nlarge", 80, 24, false);
    assert_shows(&stage, "Does a fourth toss");
    assert_shows(&stage, "large signs, from the next equation on");
    stage_keys(&stage, "z");
    assert_shows(&stage, "no large signs any more");
    stage_keys(&stage, "z home");
    assert_false(stage_shows(&stage, "large signs"));
    stage_keys(&stage, "tab");
    assert_shows(&stage, "toss 1");
    stage_keys(&stage, "esc");
    assert_false(stage_shows(&stage, "toss 1"));
    assert_shows(&stage, LARGE_336);
    stage_close(&stage);
}

static void spot_leaves_the_equation_alone(void **state)
{
    struct stage stage;
    int faint = 0, bold = 0;

    (void)state;
    open_at(&stage, "large\nspot", 80, 24, false);
    stage_text(&stage);
    for (int row = 1; row < 23; row++)
        for (int col = 0; col < 80; col++) {
            const struct cell *cell = canvas_cell(stage.canvas, row, col);

            if (cell->rune == ' ')
                continue;
            assert_int_equal(cell->role == ROLE_FAINT,
                             !(cell->attr & ATTR_BOLD));
            faint += cell->role == ROLE_FAINT;
            bold += cell->role == ROLE_MATH;
        }
    assert_true(faint > 20 && bold > 50);
    stage_close(&stage);
}

/* Where a slide has no equation and the section no lab. */
static void nothing_to_show_large_is_the_slide(void **state)
{
    struct stage stage;

    (void)state;
    stage_open(&stage,
               (struct stage_options){
                   .section = "1.3", .cols = 80, .rows = 24, .talk = true });
    stage_act(&stage, "large");
    assert_shows(&stage, "No lab stands here");
    stage_close(&stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(large_signs_are_as_they_were),
        cmocka_unit_test(values_stay_live_in_large_signs),
        cmocka_unit_test(a_question_and_the_lab_are_shown_as_they_are),
        cmocka_unit_test(spot_leaves_the_equation_alone),
        cmocka_unit_test(nothing_to_show_large_is_the_slide),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
