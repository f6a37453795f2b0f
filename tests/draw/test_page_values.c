/* test_page_values.c - values beside equations, on the real lessons. */
#include "support/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/strbuf.h"
#include "course/course.h"
#include "course/equation.h"
#include "course/question.h"
#include "course/verb.h"
#include "draw/beside.h"
#include "draw/canvas.h"
#include "draw/page.h"
#include "draw/writer.h"
#include "lesson/catalogue.h"
#include "lesson/lesson.h"

static const int widths[] = { 24, 34, 46, 51, 64, 76, 120 };

enum { WIDTHS = sizeof widths / sizeof *widths };

/* One page, drawn whole. */
struct sheet {
    struct page *page;
    struct canvas *canvas;
};

static struct sheet draw(const struct section *section, int width, bool ascii)
{
    struct page_options options = { .width = width,
                                    .step = -1,
                                    .ascii = ascii,
                                    .equations = section->equations };
    struct sheet sheet = { .page = page_create(section->lesson, options) };

    assert_true(page_rows(sheet.page) <= CANVAS_MAX);
    sheet.canvas = canvas_create(page_rows(sheet.page), width, ascii);
    page_draw(sheet.canvas, canvas_area(sheet.canvas), sheet.page, 0, NULL);
    page_values(sheet.canvas, canvas_area(sheet.canvas), sheet.page, 0,
                section->equations);
    return sheet;
}

static void throw_away(struct sheet sheet)
{
    canvas_destroy(sheet.canvas);
    page_destroy(sheet.page);
}

/* A row of the canvas as text. */
static bool row_has(const struct canvas *canvas, int row, const char *text)
{
    struct strbuf all = { 0 }, out = { 0 };
    char *line;
    bool found;

    writer_text(&all, canvas);
    line = (char *)strbuf_text(&all);
    for (int r = 0; r < row; r++)
        line = strchr(line, '\n') + 1;
    strbuf_slice(&out, (struct slice){ line, strcspn(line, "\n") });
    found = strstr(strbuf_text(&out), text) != NULL;
    strbuf_finish(&all);
    strbuf_finish(&out);
    return found;
}

/* In the row that is kept for it, or further down where it is too wide. */
static bool value_is_drawn(const struct canvas *canvas,
                           const struct page_line *line, int last,
                           const struct beside *beside, const char *mark)
{
    for (int row = line->value_row; row <= last; row++)
        if (row < canvas_rows(canvas) && row_has(canvas, row, beside->value) &&
            row_has(canvas, row, mark))
            return true;
    return false;
}

static bool note_is_drawn(const struct canvas *canvas,
                          const struct page_line *line, int last,
                          const struct beside *beside)
{
    for (int n = 0; beside->notes[n][0]; n++)
        for (int row = line->value_row + 1; row <= last; row++)
            if (row < canvas_rows(canvas) &&
                row_has(canvas, row, beside->notes[n]))
                return true;
    return false;
}

static void check_line(const struct sheet *sheet,
                       const struct page_anchor *anchor, int i,
                       const struct beside *beside, int width, bool ascii)
{
    const struct page_line *line = &anchor->lines[i];
    const char *mark = beside_mark(beside, ascii);
    int last = anchor->lines[anchor->line_count - 1].end + 1;

    /* A vector may be wider than the narrowest pages. */
    if (!beside->any || beside->cols + 2 > width)
        return;
    if (!value_is_drawn(sheet->canvas, line, last, beside, mark))
        fail_msg("line %d of equation %d lacks '%s %s' at width %d", i,
                 anchor->index, beside->value, mark, width);
    if ((beside->truth == TRUTH_LOST || beside->truth == TRUTH_FALSE) &&
        width >= 34 && beside->notes[0][0] &&
        !note_is_drawn(sheet->canvas, line, last, beside))
        fail_msg("line %d of equation %d lacks '%s' at width %d", i,
                 anchor->index, beside->notes[0], width);
}

/* What the page has drawn stays: a law, against the page without values. */
static void nothing_is_covered(const struct section *section,
                               const struct sheet *sheet, int width, bool ascii)
{
    int rows = canvas_rows(sheet->canvas);
    struct canvas *bare = canvas_create(rows, width, ascii);

    page_draw(bare, canvas_area(bare), sheet->page, 0, NULL);
    for (int r = 0; r < rows; r++)
        for (int c = 0; c < width; c++) {
            const struct cell *was = canvas_cell(bare, r, c);
            const struct cell *now = canvas_cell(sheet->canvas, r, c);

            if (was->rune != ' ' && was->rune != now->rune)
                fail_msg("a value over the text of '%s', row %d, width %d",
                         section->lesson->title, r, width);
        }
    canvas_destroy(bare);
}

/* What is said below an equation leaves a blank row before the text. */
static void text_keeps_off(const struct sheet *sheet)
{
    for (size_t a = 0; a < page_anchor_count(sheet->page); a++) {
        const struct page_anchor *anchor = page_anchor(sheet->page, a);
        int row = anchor->row + anchor->rows;

        if (anchor->kind != ANCHOR_EQUATION || row >= page_rows(sheet->page))
            continue;
        for (int c = 0; c < canvas_cols(sheet->canvas); c++)
            if (canvas_cell(sheet->canvas, row, c)->rune != ' ')
                fail_msg("row %d, below equation %d, is not blank", row,
                         anchor->index);
    }
}

static void check_sheet(const struct section *section, int width, bool ascii)
{
    struct sheet sheet = draw(section, width, ascii);

    if (width >= 46)
        nothing_is_covered(section, &sheet, width, ascii);
    text_keeps_off(&sheet);

    for (size_t a = 0; a < page_anchor_count(sheet.page); a++) {
        const struct page_anchor *anchor = page_anchor(sheet.page, a);
        struct beside beside[32];
        uint32_t from[32];

        if (anchor->kind != ANCHOR_EQUATION || anchor->line_count == 0)
            continue;
        assert_true(anchor->line_count <= 32);
        for (int i = 0; i < anchor->line_count; i++)
            from[i] = anchor->lines[i].from;
        beside_fill(equations_get(section->equations, (size_t)anchor->index),
                    from, (size_t)anchor->line_count, ascii, beside);
        for (int i = 0; i < anchor->line_count; i++)
            check_line(&sheet, anchor, i, &beside[i], width, ascii);
    }
    for (int r = 0; ascii && r < canvas_rows(sheet.canvas); r++)
        for (int c = 0; c < width; c++)
            assert_true(canvas_cell(sheet.canvas, r, c)->rune < 0x80);
    throw_away(sheet);
}

/* In every section, as it is and far down where products underflow. */
static void every_link_has_its_value_and_its_mark(void **state)
{
    struct err err = { .line = 0 };
    struct catalogue *catalogue = catalogue_open(NULL, &err);
    struct course *course = course_create(catalogue, NULL);

    (void)state;
    for (size_t s = 0; s < catalogue->section_count; s++) {
        struct section *section =
            course_open(course, catalogue->sections[s].id, &err);

        if (!section)
            fail_msg("%s", err.text);
        for (int twice = 0; twice < 2; twice++) {
            equations_settle(section->equations);
            for (int w = 0; w < WIDTHS; w++)
                check_sheet(section, widths[w], w % 2);
            for (size_t i = 0; i < section->lab_count; i++) {
                verb_line(section->labs[i].lab, slice_of("examples 3000"),
                          NULL);
                verb_line(section->labs[i].lab, slice_of("format float16"),
                          NULL);
            }
        }
        section_close(section);
    }
    course_destroy(course);
    catalogue_destroy(catalogue);
}

/* An edit changes what is drawn over a page, not the page. */
static void an_edit_lays_nothing_out_anew(void **state)
{
    struct err err = { .line = 0 };
    struct catalogue *catalogue = catalogue_open(NULL, &err);
    struct course *course = course_create(catalogue, NULL);
    struct section *section = course_open(course, "1.4", &err);
    struct sheet before, after;

    (void)state;
    assert_non_null(section);
    equations_settle(section->equations);
    before = draw(section, 51, false);
    verb_line(section->labs[0].lab, slice_of("label 2 Positive"), NULL);
    verb_line(section->labs[0].lab, slice_of("soften 1 0.2"), NULL);
    verb_line(section->labs[0].lab, slice_of("format float16"), NULL);
    equations_settle(section->equations);
    after = draw(section, 51, false);
    assert_int_equal(page_rows(before.page), page_rows(after.page));
    assert_int_equal(page_anchor_count(before.page),
                     page_anchor_count(after.page));
    throw_away(before);
    throw_away(after);
    section_close(section);
    course_destroy(course);
    catalogue_destroy(catalogue);
}

/* 0 log 0 := 0 stands below the first equation of 2.1, until p is moved: the
 * row that it had stays, so that a page laid out anew is the same. */
static void what_an_edit_takes_away_does_not_move_the_text(void **state)
{
    struct err err = { .line = 0 };
    struct catalogue *catalogue = catalogue_open(NULL, &err);
    struct course *course = course_create(catalogue, NULL);
    struct section *section = course_open(course, "2.1", &err);
    bool remarked[64] = { false };
    struct page_options options = { .width = 51,
                                    .step = -1,
                                    .equations = section->equations,
                                    .remarked = remarked };
    struct page *page;
    int rows;

    (void)state;
    assert_true(equations_count(section->equations) < 64);
    equations_settle(section->equations);
    page = page_create(section->lesson, options);
    rows = page_rows(page);
    page_destroy(page);
    question_locks(section, true);
    if (!verb_line(section->labs[0].lab, slice_of("let p 0.3"), &err))
        fail_msg("%s", err.text);
    equations_settle(section->equations);
    page = page_create(section->lesson, options);
    assert_int_equal(page_rows(page), rows);
    page_destroy(page);
    options.remarked = NULL;
    page = page_create(section->lesson, options);
    assert_true(page_rows(page) < rows);
    page_destroy(page);
    section_close(section);
    course_destroy(course);
    catalogue_destroy(catalogue);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_link_has_its_value_and_its_mark),
        cmocka_unit_test(an_edit_lays_nothing_out_anew),
        cmocka_unit_test(what_an_edit_takes_away_does_not_move_the_text),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
