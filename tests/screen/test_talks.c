/* test_talks.c - every section of the course as a talk.
 *
 * The laws: the way back shows what the way there showed, step for step, in
 * the talk that went there; nothing that a step shows is cut; what the lesson
 * prepares for the keys F1 to F8 can be shown, differs from the first state and
 * is left by `prepared`.
 */
#include "screen/stage.h"

#include <stdio.h>
#include <stdlib.h>

#include "course/course.h"
#include "draw/deck.h"
#include "lab/lab.h"
#include "lesson/catalogue.h"
#include "lesson/lesson.h"
#include "screen/present.h"

enum { STEPS_MAX = 400 };

static const int sizes[][2] = { { 80, 24 }, { 100, 30 } };

static void begin(struct stage *stage, const char *section, int cols, int rows)
{
    stage_open(stage, (struct stage_options){ .section = section,
                                              .cols = cols,
                                              .rows = rows,
                                              .real = true,
                                              .still = true,
                                              .talk = true });
}

/* Whether the cells of the slide have the sign of what has no room. */
static bool has_ellipsis(const char *text, struct rect slide)
{
    int row = 0, col = 0;

    for (const char *c = text; *c; c++) {
        if (*c == '\n') {
            col = 0;
            row++;
            continue;
        }
        if (((unsigned char)*c & 0xC0) == 0x80)
            continue;
        if (strncmp(c, "\xE2\x80\xA6", 3) == 0 && row >= slide.row &&
            row < slide.row + slide.rows && col >= slide.col &&
            col < slide.col + slide.cols)
            return true;
        col++;
    }
    return false;
}

/* No table or formula goes on on the next slide, and no line ends in the sign
 * of what has no room. The lab may be shown short. */
static void check_uncut(struct stage *stage, const char *id)
{
    const struct deck *deck = app_deck(stage->app);
    const char *text = stage_text(stage);

    for (size_t i = 0; i < deck_steps(deck); i++)
        if (deck_step(deck, i)->cut)
            fail_msg("section %s: line %d is cut", id,
                     deck_step(deck, i)->block->line);
    if (talk_step(stage->app)->stage != DECK_PLAY &&
        has_ellipsis(text, talk_split(stage->app).text))
        fail_msg("section %s has no room for something:\n%s", id, text);
}

static void walk(const char *id, int cols, int rows)
{
    char *screens[STEPS_MAX];
    struct stage stage;
    size_t count, n = 0;

    begin(&stage, id, cols, rows);
    count = deck_steps(app_deck(stage.app));
    assert_true(count < STEPS_MAX);
    for (size_t i = 0; i < count; i++) {
        check_uncut(&stage, id);
        screens[n++] = strdup(stage_text(&stage));
        if (i + 1 < count)
            stage_keys(&stage, "page-down");
    }
    while (n-- > 0) {
        if (strcmp(screens[n], stage_text(&stage)) != 0)
            fail_msg("%s at %dx%d, step %zu: forwards\n%s\nbackwards\n%s", id,
                     cols, rows, n + 1, screens[n], stage_text(&stage));
        free(screens[n]);
        if (n > 0)
            stage_keys(&stage, "page-up");
    }
    stage_close(&stage);
}

static void backwards_is_forwards_and_nothing_is_cut(void **state)
{
    struct catalogue *catalogue = catalogue_open(NULL, NULL);

    (void)state;
    assert_non_null(catalogue);
    for (size_t i = 0; i < catalogue->section_count; i++)
        for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++)
            walk(catalogue->sections[i].id, sizes[s][0], sizes[s][1]);
    catalogue_destroy(catalogue);
}

static void show_states(struct stage *stage, size_t lab)
{
    const struct section *section = app_section(stage->app);
    const struct section_lab *slot = &section->labs[lab];

    if (slot->block->lab->state_count == 0)
        fail_msg("%s: the lab %s has no states", section->key,
                 slot->block->lab->name);
    for (size_t i = 0; i < slot->block->lab->state_count; i++) {
        char line[128];

        snprintf(line, sizeof line, "state %s",
                 slot->block->lab->states[i].name);
        stage_act(stage, line);
        if (!lab_dirty(slot->lab))
            fail_msg("%s: '%s' changes nothing", section->key, line);
        stage_act(stage, "prepared");
        assert_false(lab_dirty(slot->lab));
    }
}

/* Of each lab, at the first step that it stands beside. */
static void every_lab_has_states_that_can_be_shown(void **state)
{
    struct catalogue *catalogue = catalogue_open(NULL, NULL);

    (void)state;
    for (size_t i = 0; i < catalogue->section_count; i++) {
        struct stage stage;
        size_t labs;
        int lab = -1;

        begin(&stage, catalogue->sections[i].id, 100, 30);
        labs = app_section(stage.app)->lab_count;
        for (size_t step = 0, count = deck_steps(app_deck(stage.app));
             step < count; step++) {
            int now = deck_step(app_deck(stage.app), step)->lab;

            if (now != lab && now >= 0)
                show_states(&stage, (size_t)now);
            lab = now > lab ? now : lab;
            stage_keys(&stage, "space");
        }
        assert_int_equal(lab + 1, labs);
        stage_close(&stage);
    }
    catalogue_destroy(catalogue);
}

static bool has_notes_before(const struct block *block, int line)
{
    for (; block; block = block->next)
        if (block->kind == BLOCK_NOTES && block->line < line)
            return true;
    return false;
}

/* The first of them are for what is said first, not for the end. */
static void every_section_has_notes_on_its_way(void **state)
{
    struct catalogue *catalogue = catalogue_open(NULL, NULL);

    (void)state;
    for (size_t i = 0; i < catalogue->section_count; i++) {
        const struct block *last = NULL;
        struct stage stage;

        begin(&stage, catalogue->sections[i].id, 80, 24);
        for (const struct block *b = app_section(stage.app)->lesson->blocks; b;
             b = b->next)
            if (b->kind == BLOCK_QUESTION)
                last = b;
        assert_non_null(last);
        if (!has_notes_before(app_section(stage.app)->lesson->blocks,
                              last->line))
            fail_msg("section %s", catalogue->sections[i].id);
        stage_close(&stage);
    }
    catalogue_destroy(catalogue);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(backwards_is_forwards_and_nothing_is_cut),
        cmocka_unit_test(every_lab_has_states_that_can_be_shown),
        cmocka_unit_test(every_section_has_notes_on_its_way),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
