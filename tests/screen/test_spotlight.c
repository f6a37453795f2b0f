/* test_spotlight.c - the spotlight and the large signs at every step.
 *
 * The laws: under the spotlight what a step brings looks as it does without
 * it, but for being bold, and all that stood above is dimmed. In large mode
 * each step of each section of the course is drawn, at any size, and a step
 * back shows what was shown.
 *
 * To see them fail: give spot() in deck_view.c a row too many or too few; let
 * equation_of() in room_panel.c keep what it found.
 */
#include "screen/stage.h"

#include <stdio.h>
#include <stdlib.h>

#include "course/course.h"
#include "draw/canvas.h"
#include "draw/deck.h"
#include "lesson/catalogue.h"
#include "screen/app_state.h"
#include "screen/present.h"

enum { COLS = 80, ROWS = 24 };

static void begin(struct stage *stage, const char *file, int cols, int rows)
{
    char path[512];

    snprintf(path, sizeof path, "%s/data/screen/%s", getenv("LIKELY_TESTS"),
             file);
    stage_open(stage, (struct stage_options){ .section = path,
                                              .cols = cols,
                                              .rows = rows,
                                              .talk = true,
                                              .still = true });
}

static void keep(struct stage *stage, struct cell cells[ROWS][COLS])
{
    stage_text(stage);
    for (int row = 0; row < ROWS; row++)
        for (int col = 0; col < COLS; col++)
            cells[row][col] = *canvas_cell(stage->canvas, row, col);
}

/* One step with the spotlight and without. At 80 columns the slide has the
 * screen, unless the lab is what the step shows. */
static void check_spot(struct stage *stage)
{
    static struct cell plain[ROWS][COLS], lit[ROWS][COLS];
    const struct deck_step *step = talk_step(stage->app);
    struct talk_split split = talk_split(stage->app);
    int fresh = step->fresh > step->from ? step->fresh - step->from : 0;

    if (step->stage == DECK_PLAY)
        return;
    keep(stage, plain);
    stage_act(stage, "spot");
    keep(stage, lit);
    stage_act(stage, "spot");
    for (int r = 0; r < split.text.rows; r++)
        for (int c = split.text.col; c < split.text.col + split.text.cols;
             c++) {
            const struct cell *was = &plain[split.text.row + r][c];
            const struct cell *is = &lit[split.text.row + r][c];

            assert_int_equal(is->rune, was->rune);
            if (was->rune == ' ')
                continue;
            if (r < fresh)
                assert_int_equal(is->role, ROLE_FAINT);
            else
                assert_int_equal(is->role, was->role);
        }
}

static void the_spotlight_is_on_what_a_step_brings(void **state)
{
    static const char *const files[] = { "talk.md", "large.md" };
    unsigned kinds = 0;

    (void)state;
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        struct stage stage;
        struct err err = { 0 };

        begin(&stage, files[i], COLS, ROWS);
        do {
            kinds |= 1u << talk_step(stage.app)->stage;
            check_spot(&stage);
        } while (talk_step(stage.app),
                 stage.app->talk->step + 1 <
                         deck_steps(stage.app->talk->deck) &&
                     stage_try(&stage, "step", &err));
        stage_close(&stage);
    }
    /* Text, a question asked, revealed, played and explained. */
    assert_int_equal(kinds, 0x1F);
}

/* ---- large ---- */

static uint64_t picture(struct stage *stage)
{
    uint64_t hash = 1469598103934665603u;

    for (const char *c = stage_text(stage); *c; c++)
        hash = (hash ^ (unsigned char)*c) * 1099511628211u;
    return hash;
}

static void walk(const char *section, int cols, int rows)
{
    enum { MOST = 400 };
    uint64_t seen[MOST];
    struct stage stage;
    size_t steps;

    stage_open(&stage, (struct stage_options){ .section = section,
                                               .cols = cols,
                                               .rows = rows,
                                               .real = true,
                                               .still = true,
                                               .talk = true });
    stage_act(&stage, "large");
    talk_step(stage.app);
    steps = deck_steps(stage.app->talk->deck);
    assert_true(steps < MOST);
    for (size_t i = 0; i < steps; i++) {
        assert_int_equal(stage.app->talk->step, i);
        seen[i] = picture(&stage);
        if (i + 1 < steps)
            stage_act(&stage, "step");
    }
    for (size_t i = steps - 1; i > 0; i--) {
        stage_act(&stage, "step -");
        if (picture(&stage) != seen[i - 1])
            fail_msg("step %zu of %s is another on the way back:\n%s", i - 1,
                     section, stage_text(&stage));
    }
    stage_close(&stage);
}

static void every_step_of_the_course_is_drawn_large(void **state)
{
    struct err err = { 0 };
    struct catalogue *course = catalogue_open(getenv("LIKELY_LESSONS"), &err);

    (void)state;
    assert_non_null(course);
    for (size_t i = 0; i < course->section_count; i++)
        walk(course->sections[i].id, i % 2 ? 80 : 100, i % 2 ? 24 : 30);
    walk("1.3", 40, 12);
    walk("4.5", 160, 45);
    catalogue_destroy(course);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_spotlight_is_on_what_a_step_brings),
        cmocka_unit_test(every_step_of_the_course_is_drawn_large),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
