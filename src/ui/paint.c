#include "ui/paint.h"

#include <ncurses.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include "base/fatal.h"
#include "base/utf8.h"
#include "draw/canvas.h"
#include "draw/theme.h"

/* The most rows that a wheel or an arrow scrolls by. */
enum { SCROLL_MAX = 3 };

/* More than curses takes for colours, or for a frame: it keeps each sequence
 * that it made for the first time, and does not bear to be refused memory. */
enum { CURSES_BYTES = 16384 };

struct painter {
    /* What curses was last given; NULL: nothing. A cell with marks is in it
     * with a role that none has: an index of marks says nothing about the next
     * canvas's. */
    struct cell *seen;
    cchar_t *line; /* [cols] a row on its way to curses */
    int rows, cols;
    int colours; /* 0: monochrome */
    enum theme theme;
    bool themed;              /* the pairs are those of `theme` */
    attr_t attrs[ROLE_COUNT]; /* a role's own attributes */
};

static int count_colours(void)
{
    const char *no_color = getenv("NO_COLOR");

    if ((no_color && *no_color) || !has_colors())
        return 0;
    if (start_color() == ERR || COLORS < 8 || use_default_colors() == ERR)
        return 0;
    return COLORS;
}

struct painter *painter_create(void)
{
    struct painter *painter = fatal_calloc(1, sizeof *painter);

    fatal_reserve(CURSES_BYTES);
    painter->colours = count_colours();
    return painter;
}

void painter_forget(struct painter *painter)
{
    free(painter->seen);
    free(painter->line);
    painter->seen = NULL;
    painter->line = NULL;
}

void painter_destroy(struct painter *painter)
{
    if (painter)
        painter_forget(painter);
    free(painter);
}

static attr_t curses_attrs(uint8_t attr)
{
    attr_t out = A_NORMAL;

    if (attr & ATTR_BOLD)
        out |= A_BOLD;
    if (attr & ATTR_UNDERLINE)
        out |= A_UNDERLINE;
    if (attr & ATTR_REVERSE)
        out |= A_REVERSE;
    if (attr & ATTR_ITALIC)
        out |= A_ITALIC;
    return out;
}

/* A role's colours are the curses pair after its own number. */
static void set_theme(struct painter *painter, const char *name)
{
    enum theme theme = THEME_BOTH;

    if (!theme_from_name(slice_of(name), &theme) || !painter->colours)
        theme = THEME_MONO;
    if (painter->themed && theme == painter->theme)
        return;
    fatal_reserve(CURSES_BYTES);
    for (int role = 0; role < ROLE_COUNT; role++) {
        struct style style = STYLE((uint8_t)role);
        struct paint paint = theme_paint(theme, painter->colours, style);

        painter->attrs[role] = curses_attrs(paint.attr);
        if (painter->colours)
            init_pair((short)(role + 1), paint.fg, paint.bg);
    }
    painter->theme = theme;
    painter->themed = true;
    painter_forget(painter);
}

/* Curses takes widths from the C library, which may not know a character or
 * know another width for it; all that stands behind it would be shifted. */
static bool width_agrees(const struct cell *cell)
{
    return cell->rune < 0x7f || wcwidth((wchar_t)cell->rune) == cell->width;
}

/* Returns how many elements of out it filled. */
static int put_cell(const struct painter *painter, const struct canvas *canvas,
                    const struct cell *cell, cchar_t *out)
{
    uint32_t marks[CANVAS_MARKS];
    wchar_t text[CANVAS_MARKS + 2] = { (wchar_t)cell->rune };
    int count = cell->marks ? canvas_marks(canvas, cell, marks) : 0, n = 1;
    attr_t attrs = painter->attrs[cell->role] | curses_attrs(cell->attr);
    short pair = painter->colours ? (short)(cell->role + 1) : 0;

    if (!width_agrees(cell)) {
        wchar_t stand_in[] = { UTF8_REPLACEMENT, 0 };

        setcchar(&out[0], stand_in, attrs, pair, NULL);
        if (cell->width == 2)
            setcchar(&out[1], L" ", attrs, pair, NULL);
        return cell->width;
    }
    for (int i = 0; i < count; i++)
        if (wcwidth((wchar_t)marks[i]) == 0)
            text[n++] = (wchar_t)marks[i];
    setcchar(out, text, attrs, pair, NULL);
    return 1;
}

/* A cell is eight bytes, all of them its own. */
static bool same(const struct cell *a, const struct cell *b, int n)
{
    return memcmp(a, b, (size_t)n * sizeof *a) == 0;
}

static struct cell *seen_row(const struct painter *painter, int row)
{
    return painter->seen + (size_t)row * painter->cols;
}

/* The first and last column of a row that differ; false when none does. */
static bool changed(const struct painter *painter, const struct canvas *canvas,
                    int row, int *from, int *to)
{
    const struct cell *old = seen_row(painter, row);
    const struct cell *now = canvas_cell(canvas, row, 0);

    if (same(old, now, painter->cols))
        return false;
    *from = 0;
    *to = painter->cols - 1;
    while (same(&old[*from], &now[*from], 1))
        ++*from;
    while (same(&old[*to], &now[*to], 1))
        --*to;
    /* A wide character is given to curses from its left half on. */
    while (*from > 0 && (now[*from].width == 0 || old[*from].width == 0))
        --*from;
    return true;
}

static void paint_row(const struct painter *painter,
                      const struct canvas *canvas, int row, int from, int to)
{
    int n = 0;

    for (int col = from; col <= to; col++) {
        const struct cell *cell = canvas_cell(canvas, row, col);

        if (cell->width > 0)
            n += put_cell(painter, canvas, cell, &painter->line[n]);
    }
    mvwadd_wchnstr(newscr, row, from, painter->line, n);
}

static void remember(struct painter *painter, const struct canvas *canvas,
                     int row)
{
    struct cell *seen = seen_row(painter, row);

    memcpy(seen, canvas_cell(canvas, row, 0),
           (size_t)painter->cols * sizeof *seen);
    for (int col = 0; col < painter->cols; col++)
        if (seen[col].marks)
            seen[col].role = ROLE_COUNT;
}

static bool blank(const struct painter *painter, const struct cell *row)
{
    for (int col = 0; col < painter->cols; col++)
        if (row[col].rune != ' ')
            return false;
    return true;
}

/* Rows with something on them that stand `by` rows lower than they did. */
static int rows_moved(const struct painter *painter,
                      const struct canvas *canvas, int by)
{
    int count = 0;

    for (int row = 0; row < painter->rows; row++) {
        const struct cell *now = canvas_cell(canvas, row, 0);

        if (row - by >= 0 && row - by < painter->rows &&
            same(seen_row(painter, row - by), now, painter->cols))
            count += !blank(painter, now);
    }
    return count;
}

/* Whether curses may scroll the terminal: only where most of the screen moved
 * as whole rows. Beside a lab that stands still it would save a text and then
 * send the lab again (1,388 bytes a line at 100x30 instead of 473). */
static bool scrolled(const struct painter *painter, const struct canvas *canvas)
{
    int still = 0;

    for (int row = 0; row < painter->rows; row++)
        still += same(seen_row(painter, row), canvas_cell(canvas, row, 0),
                      painter->cols);
    if (painter->rows - still <= painter->rows / 3)
        return false;
    for (int by = -SCROLL_MAX; by <= SCROLL_MAX; by++)
        if (by != 0 && rows_moved(painter, canvas, by) > painter->rows / 3)
            return true;
    return false;
}

static int least(int a, int b)
{
    return a < b ? a : b;
}

void painter_paint(struct painter *painter, const struct canvas *canvas,
                   const char *theme)
{
    int rows = least(canvas_rows(canvas), LINES);
    int cols = least(canvas_cols(canvas), COLS);
    int row, col, from = 0, to = cols - 1;
    bool all;

    set_theme(painter, theme);
    if (rows != painter->rows || cols != painter->cols)
        painter_forget(painter);
    painter->rows = rows;
    painter->cols = cols;
    all = !painter->seen;
    idlok(newscr, !all && scrolled(painter, canvas));
    if (all) {
        painter->seen = fatal_calloc((size_t)rows * cols, sizeof(struct cell));
        painter->line = fatal_calloc((size_t)cols + 1, sizeof(cchar_t));
    }
    for (int r = 0; r < rows; r++)
        if (all || changed(painter, canvas, r, &from, &to)) {
            paint_row(painter, canvas, r, from, to);
            remember(painter, canvas, r);
        }
    fatal_reserve(CURSES_BYTES);
    /* Who reads with a braille display is where the cursor is, seen or not. */
    if (canvas_cursor_at(canvas, &row, &col) && row < rows && col < cols)
        wmove(newscr, row, col);
    curs_set(canvas_cursor_shown(canvas));
    doupdate();
}
