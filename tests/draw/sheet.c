#include "sheet.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/fatal.h"
#include "draw/canvas.h"
#include "draw/frame.h"
#include "draw/lab_panel.h"
#include "draw/page.h"
#include "draw/split.h"
#include "lab/lab.h"
#include "lesson/lesson.h"

static struct lab *create(const struct lab_spec *spec)
{
    struct err err = { .line = 0 };
    struct lab *lab = lab_create(spec, &err);

    if (!lab)
        fatal("%s", err.text);
    return lab;
}

struct lab *sheet_films(long n)
{
    static const double p[3][3] = { { 0.7, 0.2, 0.1 },
                                    { 0.5, 0.3, 0.2 },
                                    { 0.1, 0.3, 0.6 } };
    struct slice classes[] = { slice_of("Positive"), slice_of("Neutral"),
                               slice_of("Negative") };
    struct lab_row rows[] = {
        { .input = slice_of("film 1"), .label = 0, .predicted = p[0] },
        { .input = slice_of("film 2"), .label = 1, .predicted = p[1] },
        { .input = slice_of("film 3"), .label = 2, .predicted = p[2] },
    };
    struct lab_spec spec = { .name = slice_of("films"),
                             .title = slice_of("three film reviews"),
                             .classes = classes,
                             .class_count = 3,
                             .rows = rows,
                             .row_count = 3,
                             .examples = n,
                             .model = LAB_GIVEN,
                             .levers = LAB_LEVER_ALL };

    return create(&spec);
}

struct lab *sheet_awkward(size_t n, size_t k)
{
    struct arena *arena = arena_create();
    struct slice *classes = arena_array(arena, k, sizeof *classes);
    struct lab_row *rows = arena_array(arena, n, sizeof *rows);
    struct lab_spec spec = { .name = slice_of("awkward"),
                             .title = slice_of("a lab with a long title 日本"),
                             .classes = classes,
                             .class_count = k,
                             .rows = rows,
                             .row_count = n,
                             .model = LAB_GIVEN,
                             .levers = LAB_LEVER_ALL };
    struct lab *lab;

    for (size_t j = 0; j < k; j++)
        classes[j] = slice_of(
            arena_printf(arena, j % 2 ? "class number %zu with a name" : "c%zu",
                         j + 1));
    for (size_t i = 0; i < n; i++) {
        double *p = arena_array(arena, k, sizeof *p);

        for (size_t j = 1; j < k; j++)
            p[j] = i % 3 == 0 ? 1e-30 : i % 3 == 1 ? 0.0 : 1.0 / (double)k;
        p[0] = 1.0;
        for (size_t j = 1; j < k; j++)
            p[0] -= p[j];
        rows[i] = (struct lab_row){
            .input = slice_of(arena_printf(
                arena, i % 2 ? "r%zu" : "a row with a long name, %zu", i)),
            .label = (int)(i % k),
            .softness = i % 4 == 3 ? 0.25 : 0.0,
            .predicted = p
        };
    }
    lab = create(&spec);
    arena_destroy(arena);
    return lab;
}

static void draw_page(struct canvas *canvas, struct rect area,
                      const struct sheet *sheet, bool labs)
{
    struct page_question answers[8];
    struct page_options options = { .width = area.cols,
                                    .step = -1,
                                    .ascii = canvas_ascii(canvas),
                                    .labs = labs,
                                    .questions = answers,
                                    .question_count = 1 };
    struct page *page;
    const struct page_anchor *focus = NULL;

    answers[0] = (struct page_question){ sheet->committed, 0, NULL };
    if (rect_empty(area))
        return;
    page = page_create(sheet->lesson, options);
    if (sheet->focus_choice >= 0)
        focus = page_find(page, ANCHOR_CHOICE, 0, sheet->focus_choice);
    page_draw(canvas, area, page, page_clamp(page, sheet->first, area.rows),
              focus);
    page_destroy(page);
}

void sheet_draw(struct canvas *canvas, const struct sheet *sheet)
{
    static const enum progress dots[] = { PROGRESS_DONE, PROGRESS_BEGUN,
                                          PROGRESS_NONE, PROGRESS_NONE,
                                          PROGRESS_NONE, PROGRESS_NONE,
                                          PROGRESS_NONE };
    static const struct hint hints[] = {
        { "↑↓", "scroll" }, { "tab", "lab" }, { "n", "next" },
        { ":", "command" }, { "?", "help" },
    };
    struct header header = { "Phan 2021 · 2", "Maximum likelihood estimation",
                             dots, 7, 1 };
    int rows = canvas_rows(canvas), cols = canvas_cols(canvas);
    struct split split =
        split_make(rows, cols, sheet->lab != NULL, sheet->lab_first,
                   sheet->lab
                       ? lab_panel_rows(sheet->lab, sheet->look, cols - 4)
                       : 0);
    char status[96] = "";

    if (split.way == SPLIT_TINY) {
        split_tiny_draw(canvas);
        return;
    }
    if (sheet->lab)
        footer_status(status, sizeof status, sheet->lab, split.footer.cols);
    header_draw(canvas, split.header, &header);
    footer_draw(canvas, split.footer, hints, 5, status, NULL, false);
    draw_page(canvas, split.text, sheet, split.way == SPLIT_TURNS);
    if (sheet->lab && !rect_empty(split.lab))
        lab_panel_draw(canvas, split.lab, sheet->lab, sheet->look);
}
