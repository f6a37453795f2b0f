#include "cli/print_page.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/fatal.h"
#include "base/strbuf.h"
#include "course/course.h"
#include "course/equation.h"
#include "course/figure.h"
#include "course/question.h"
#include "draw/canvas.h"
#include "draw/lab_panel.h"
#include "draw/page.h"
#include "draw/theme.h"
#include "draw/writer.h"
#include "lab/readings.h"
#include "lesson/catalogue.h"
#include "lesson/lesson.h"

/* Rows drawn at a time: a page may be longer than a canvas, and for each piece
 * all that has a place on the page is looked through. */
enum { CHUNK_ROWS = 512 };

enum { WIDTH_DEFAULT = 80 };

/* trim: without the blank rows at the end. */
static void emit(const struct canvas *canvas, struct print_options options,
                 bool trim)
{
    struct strbuf text = { 0 };
    size_t n;

    if (options.colours)
        writer_ansi(&text, canvas, THEME_BOTH, options.colours);
    else
        writer_text(&text, canvas);
    n = text.len;
    while (trim && n > 1 && text.at[n - 2] == '\n')
        n--;
    fwrite(strbuf_text(&text), 1, n, stdout);
    strbuf_finish(&text);
}

static void print_rows(const struct page *page, const struct section *section,
                       int from, int to, struct print_options options)
{
    while (from < to) {
        int rows = to - from < CHUNK_ROWS ? to - from : CHUNK_ROWS;
        struct canvas *canvas =
            canvas_create(rows, options.width, options.ascii);

        page_draw(canvas, canvas_area(canvas), page, from, NULL);
        page_values(canvas, canvas_area(canvas), page, from,
                    section->equations);
        page_figures(canvas, canvas_area(canvas), page, from, section->figures,
                     options.dots, -1);
        page_fits(canvas, canvas_area(canvas), page, from, section->fits,
                  options.dots, NULL);
        emit(canvas, options, false);
        canvas_destroy(canvas);
        from += rows;
    }
}

static void print_lab(const struct section_lab *lab,
                      struct print_options options)
{
    struct lab_look look = {
        .show = reading_mask(lab->readings, lab->reading_count),
    };
    int rows = lab_panel_rows(lab->lab, &look, options.width - 4);
    struct canvas *canvas = canvas_create(rows, options.width, options.ascii);

    for (int f = 0; f < FORMAT_COUNT; f++)
        lab_rolled(lab->lab, (enum format)f);
    lab_panel_draw(canvas, rect_inset(canvas_area(canvas), 0, 2, 0, 2),
                   lab->lab, &look);
    putchar('\n');
    emit(canvas, options, true);
    canvas_destroy(canvas);
}

static void print_title(const struct section *section,
                        struct print_options options)
{
    const char *source = section->lesson->source;
    struct canvas *canvas =
        canvas_create(source ? 3 : 2, options.width, options.ascii);

    canvas_puts(canvas, 0, 0, options.width, section->lesson->title,
                STYLE_WITH(ROLE_TITLE, ATTR_BOLD));
    if (source)
        canvas_puts(canvas, 1, 0, options.width, source, STYLE(ROLE_DIM));
    emit(canvas, options, false);
    canvas_destroy(canvas);
}

int print_width(void)
{
    struct winsize size;

    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || !size.ws_col ||
        size.ws_col > WIDTH_DEFAULT)
        return WIDTH_DEFAULT;
    return size.ws_col > PRINT_WIDTH_MIN ? size.ws_col : PRINT_WIDTH_MIN;
}

void print_page(const struct section *section, struct print_options options)
{
    struct page_options how = { .width = options.width,
                                .step = -1,
                                .ascii = options.ascii,
                                .equations = section->equations,
                                .figures = section->figures,
                                .fits = section->fits,
                                .words = true };
    struct page_question *questions =
        fatal_calloc(section->question_count + 1, sizeof *questions);
    struct page *page;
    int row = 0;

    for (size_t i = 0; i < section->question_count; i++)
        questions[i] =
            (struct page_question){ QUESTION_OPEN, 0, &section->questions[i] };
    how.questions = questions;
    how.question_count = section->question_count;
    equations_settle(section->equations);
    figures_settle(section->figures);
    page = page_create(section->lesson, how);

    if (!lesson_begins_with_title(section->lesson))
        print_title(section, options);
    for (size_t i = 0; i < section->lab_count; i++) {
        const struct page_anchor *anchor =
            page_find(page, ANCHOR_LAB, (int)i, 0);
        int at = anchor ? anchor->row : page_rows(page);

        print_rows(page, section, row, at, options);
        print_lab(&section->labs[i], options);
        row = at;
    }
    print_rows(page, section, row, page_rows(page), options);
    page_destroy(page);
    free(questions);
}
