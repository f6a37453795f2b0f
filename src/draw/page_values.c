/* page_values.c - what stands beside equations: page_values() of page.h.
 */
#include "draw/page.h"

#include <string.h>

#include "base/arena.h"
#include "course/equation.h"
#include "draw/beside.h"
#include "draw/page_build.h"
#include "tex/box.h"

enum { OFF = 2 /* columns that keep a text off the formula */ };

/* Without a canvas it only looks for places, in a page that ends with the
 * equation: rows below it are free. */
struct painter {
    struct canvas *canvas;
    struct rect area;
    const struct page *page;
    int first;
    bool ascii;
};

/* The widths of an equation's values, so that its points stand in a column. */
struct columns {
    int before, after; /* cells before the point, and from it on */
    int unit;          /* of the widest unit and the blank before it */
    int mark;
};

static int most(int a, int b)
{
    return a > b ? a : b;
}

static int width_of(const char *text)
{
    return canvas_width(slice_of(text));
}

/* Columns up to the end of what a row of the page draws. */
static int row_end(const struct page *page, int row)
{
    const struct page_row *line;
    int end = 0;

    if (row < 0 || row >= (int)page->row_count)
        return 0;
    line = &page->rows[row];
    for (size_t i = 0; i < line->count; i++) {
        const struct piece *piece = &line->pieces[i];
        int cols = piece->cols;

        if (piece->box && piece->to > piece->from) {
            const struct tex_glyph *last = &piece->box->glyphs[piece->to - 1];

            cols = last->col + last->width - piece->skip;
        }
        end = most(end, piece->col + cols);
    }
    return end;
}

static struct columns measure(const struct beside *beside, int count,
                              bool ascii)
{
    struct columns columns = { 0 };

    for (int i = 0; i < count; i++) {
        const struct beside *one = &beside[i];

        columns.before = most(columns.before, one->point);
        columns.after = most(columns.after, one->cols - one->point);
        if (one->unit[0])
            columns.unit = most(columns.unit, 1 + width_of(one->unit));
        columns.mark = most(columns.mark, width_of(beside_mark(one, ascii)));
    }
    return columns;
}

static enum role mark_role(const struct beside *one)
{
    if (one->stale)
        return ROLE_FAINT;
    switch (one->truth) {
    case TRUTH_HOLDS:
        return ROLE_GOOD;
    case TRUTH_LOST:
        return ROLE_WARN;
    default:
        return ROLE_BAD;
    }
}

static void put(const struct painter *p, int row, int col, const char *text,
                enum role role)
{
    if (!p->canvas)
        return;
    canvas_puts(p->canvas, p->area.row + row - p->first, p->area.col + col,
                p->area.cols - col, text, STYLE((uint8_t)role));
}

/* Whether a text may stand in that row. `last` is past what it is about, and
 * counts while the page has nothing on it. */
static bool is_free(const struct painter *p, int row, int last, int end)
{
    return !p->canvas ||
           (row < (int)p->page->row_count && !(row == last && end > 0));
}

/* The row that is kept for a value, or where it is wider than that (a vector
 * is) one further down that has the room, up to `last` as for a note. */
static int value_row(const struct painter *p, const struct page_line *line,
                     const struct beside *one, int mark, int last)
{
    int cols = one->cols + (one->unit[0] ? 1 + width_of(one->unit) : 0) +
               (mark > 0 ? mark + 1 : 0);

    for (int row = line->value_row; row <= last; row++) {
        int end = row_end(p->page, row);

        if (is_free(p, row, last, end) && p->area.cols - cols > end)
            return row;
    }
    return line->value_row;
}

/* Value, unit and mark, the mark at the right edge. What is too wide for the
 * columns of its equation stands on its own. */
static void draw_value(const struct painter *p, int row,
                       const struct beside *one, struct columns columns)
{
    int left = row_end(p->page, row);
    int unit, number, index;

    columns.mark += columns.mark > 0;
    unit = p->area.cols - columns.mark - columns.unit;
    number = unit - columns.after - one->point;
    if (number < left + OFF && left > 0) {
        if (!one->unit[0])
            unit = p->area.cols - columns.mark;
        number = unit - one->cols;
    }
    index = number - 1 - width_of(one->index);
    put(p, row, number, one->value, one->stale ? ROLE_FAINT : ROLE_TEXT);
    put(p, row, unit + (one->unit[0] != 0), one->unit, ROLE_DIM);
    put(p, row, p->area.cols - columns.mark + (columns.mark > 0),
        beside_mark(one, p->ascii), mark_role(one));
    if (one->index[0] && index >= left + OFF)
        put(p, row, index, one->index, ROLE_DIM);
}

/* The row below the value, which is in row `above`, where the longest note
 * fits, up to `last`. Returns it, or -1. */
static int draw_note(const struct painter *p, int above,
                     const struct beside *one, int columns_mark, int last)
{
    int right = p->area.cols - (columns_mark ? columns_mark + 1 : 0);

    for (size_t n = 0; one->notes[n][0]; n++) {
        int cols = width_of(one->notes[n]);

        for (int row = above + 1; row <= last; row++) {
            int end = row_end(p->page, row);

            if (!is_free(p, row, last, end) ||
                right - cols < end + (end > 0 ? OFF : 0))
                continue;
            put(p, row, right - cols, one->notes[n],
                one->stale ? ROLE_FAINT : mark_role(one));
            return row;
        }
    }
    return -1;
}

/* Returns the last row that something is said in. */
static int draw_equation(const struct painter *p,
                         const struct page_anchor *anchor,
                         const struct equation *equation)
{
    size_t count = (size_t)anchor->line_count;
    struct arena *arena = arena_create();
    struct beside *beside = arena_array(arena, count + 1, sizeof *beside);
    uint32_t *from = arena_array(arena, count + 1, sizeof *from);
    struct columns columns;
    int lowest = -1;

    for (size_t i = 0; i < count; i++)
        from[i] = anchor->lines[i].from;
    beside_fill(equation, from, count, p->ascii, beside);
    columns = measure(beside, anchor->line_count, p->ascii);
    for (size_t i = 0; i < count; i++) {
        size_t end = i;
        int row, last;

        if (!beside[i].any || anchor->lines[i].value_row < 0)
            continue;
        /* A side that is broken goes on over lines without a value. */
        while (end + 1 < count && !beside[end + 1].any)
            end++;
        last = anchor->lines[end].end + 1;
        row = value_row(p, &anchor->lines[i], &beside[i], columns.mark, last);
        draw_value(p, row, &beside[i], columns);
        lowest = most(lowest, row);
        lowest =
            most(lowest, draw_note(p, row, &beside[i], columns.mark, last));
    }
    arena_destroy(arena);
    return lowest;
}

int build_values(struct build *build, const struct page_anchor *anchor,
                 const struct equation *equation)
{
    struct rect area = { 0, 0, (int)build->page->row_count,
                         build->options.width };
    struct painter p = { NULL, area, build->page, 0, build->options.ascii };

    return draw_equation(&p, anchor, equation);
}

void page_values(struct canvas *canvas, struct rect area,
                 const struct page *page, int first,
                 const struct equations *equations)
{
    struct painter p = { canvas, area, page, first, canvas_ascii(canvas) };
    struct rect old = canvas_clip(canvas, area);

    for (size_t i = 0; i < page->anchor_count; i++) {
        const struct page_anchor *anchor = &page->anchors[i];

        if (anchor->kind == ANCHOR_EQUATION && anchor->line_count > 0 &&
            anchor->row <= first + area.rows &&
            anchor->row + anchor->rows >= first)
            draw_equation(&p, anchor,
                          equations_get(equations, (size_t)anchor->index));
    }
    canvas_unclip(canvas, old);
}
