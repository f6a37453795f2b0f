#include "draw/canvas.h"

#include <assert.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/fatal.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "draw/ascii.h"

struct place {
    struct rect area;
    struct target target;
};

struct markset {
    uint32_t rune[CANVAS_MARKS];
};

struct canvas {
    int rows, cols;
    bool ascii;
    struct rect clip;
    int cursor_row, cursor_col;
    bool cursor_shown;
    struct cell *cells;
    struct markset *sets; /* cell.marks - 1 is an index */
    size_t set_count, set_cap;
    struct place *places;
    size_t place_count, place_cap;
    struct strbuf scratch;
};

/* ---- rectangles ---- */

static int least(int a, int b)
{
    return a < b ? a : b;
}

static int most(int a, int b)
{
    return a > b ? a : b;
}

bool rect_empty(struct rect r)
{
    return r.rows <= 0 || r.cols <= 0;
}

struct rect rect_cut(struct rect a, struct rect b)
{
    struct rect r;

    r.row = most(a.row, b.row);
    r.col = most(a.col, b.col);
    r.rows = most(0, least(a.row + a.rows, b.row + b.rows) - r.row);
    r.cols = most(0, least(a.col + a.cols, b.col + b.cols) - r.col);
    return r;
}

struct rect rect_inset(struct rect r, int top, int left, int bottom, int right)
{
    r.row += top;
    r.col += left;
    r.rows = most(0, r.rows - top - bottom);
    r.cols = most(0, r.cols - left - right);
    return r;
}

/* ---- life ---- */

struct canvas *canvas_create(int rows, int cols, bool ascii)
{
    struct canvas *canvas = fatal_calloc(1, sizeof *canvas);

    canvas->ascii = ascii;
    canvas_resize(canvas, rows, cols);
    return canvas;
}

void canvas_destroy(struct canvas *canvas)
{
    if (!canvas)
        return;
    strbuf_finish(&canvas->scratch);
    free(canvas->cells);
    free(canvas->sets);
    free(canvas->places);
    free(canvas);
}

void canvas_resize(struct canvas *canvas, int rows, int cols)
{
    canvas->rows = most(1, least(rows, CANVAS_MAX));
    canvas->cols = most(1, least(cols, CANVAS_MAX));
    canvas->cells = fatal_realloc(canvas->cells, (size_t)canvas->rows *
                                                     (size_t)canvas->cols *
                                                     sizeof *canvas->cells);
    canvas_clear(canvas);
}

void canvas_clear(struct canvas *canvas)
{
    static const struct cell blank = { ' ', 1, 0, ROLE_TEXT, 0 };
    size_t n = (size_t)canvas->rows * (size_t)canvas->cols;

    for (size_t i = 0; i < n; i++)
        canvas->cells[i] = blank;
    canvas->clip = canvas_area(canvas);
    canvas->cursor_row = canvas->cursor_col = -1;
    canvas->cursor_shown = false;
    canvas->set_count = canvas->place_count = 0;
}

int canvas_rows(const struct canvas *canvas)
{
    return canvas->rows;
}

int canvas_cols(const struct canvas *canvas)
{
    return canvas->cols;
}

bool canvas_ascii(const struct canvas *canvas)
{
    return canvas->ascii;
}

struct rect canvas_area(const struct canvas *canvas)
{
    return (struct rect){ 0, 0, canvas->rows, canvas->cols };
}

struct rect canvas_clip(struct canvas *canvas, struct rect area)
{
    struct rect old = canvas->clip;

    canvas->clip = rect_cut(old, area);
    return old;
}

void canvas_unclip(struct canvas *canvas, struct rect old)
{
    canvas->clip = rect_cut(old, canvas_area(canvas));
}

/* ---- cells ---- */

static struct cell *at(const struct canvas *canvas, int row, int col)
{
    return &canvas->cells[(size_t)row * (size_t)canvas->cols + (size_t)col];
}

static bool inside(struct rect r, int row, int col)
{
    return row >= r.row && row < r.row + r.rows && col >= r.col &&
           col < r.col + r.cols;
}

/* Blanks the other half of a wide rune that is about to lose this one. */
static void mend(struct canvas *canvas, int row, int col)
{
    struct cell *cell = at(canvas, row, col);
    struct cell *other = NULL;

    if (cell->width == 2 && col + 1 < canvas->cols)
        other = cell + 1;
    else if (cell->width == 0 && col > 0)
        other = cell - 1;
    if (other) {
        other->rune = ' ';
        other->marks = 0;
        other->width = 1;
    }
}

static void set(struct canvas *canvas, int row, int col, uint32_t rune,
                int width, struct style style)
{
    struct cell *cell;

    if (!inside(canvas->clip, row, col))
        return;
    mend(canvas, row, col);
    cell = at(canvas, row, col);
    *cell = (struct cell){ rune & 0xFFFFFF, (uint8_t)width, 0, style.role,
                           style.attr };
}

/* Draws one rune of 1 or 2 cells; a wide one with a half outside the clip
 * leaves a blank. */
static void put(struct canvas *canvas, int row, int col, uint32_t rune,
                int width, struct style style)
{
    assert(width == 1 || width == 2);
    if (width == 2 && canvas->ascii) {
        put(canvas, row, col, '?', 1, style);
        put(canvas, row, col + 1, '?', 1, style);
        return;
    }
    if (canvas->ascii)
        rune = ascii_rune(rune);
    if (width == 1) {
        set(canvas, row, col, rune, 1, style);
    } else if (inside(canvas->clip, row, col) &&
               inside(canvas->clip, row, col + 1)) {
        set(canvas, row, col, rune, 1, style);
        set(canvas, row, col + 1, ' ', 1, style);
        at(canvas, row, col)->width = 2;
        at(canvas, row, col + 1)->width = 0;
    } else {
        set(canvas, row, col, ' ', 1, style);
        set(canvas, row, col + 1, ' ', 1, style);
    }
}

void canvas_combine(struct canvas *canvas, int row, int col, uint32_t mark)
{
    struct cell *cell;
    struct markset *setp;

    if (canvas->ascii || !inside(canvas->clip, row, col) ||
        utf8_rune_width(mark) != 0)
        return;
    cell = at(canvas, row, col);
    if (!cell->marks) {
        if (canvas->set_count == UINT16_MAX)
            return;
        setp = vec_push(canvas->sets, canvas->set_count, canvas->set_cap);
        memset(setp, 0, sizeof *setp);
        cell->marks = (uint16_t)canvas->set_count;
    }
    setp = &canvas->sets[cell->marks - 1];
    for (int i = 0; i < CANVAS_MARKS; i++)
        if (!setp->rune[i]) {
            setp->rune[i] = mark;
            return;
        }
}

void canvas_rune(struct canvas *canvas, int row, int col, uint32_t rune,
                 struct style style)
{
    int width = utf8_rune_width(rune);

    if (width < 1) {
        rune = UTF8_REPLACEMENT;
        width = 1;
    }
    put(canvas, row, col, rune, width, style);
}

void canvas_fill(struct canvas *canvas, struct rect area, uint32_t rune,
                 struct style style)
{
    int step = most(1, utf8_rune_width(rune));

    area = rect_cut(area, canvas->clip);
    for (int r = 0; r < area.rows; r++)
        for (int c = 0; c + step <= area.cols; c += step)
            canvas_rune(canvas, area.row + r, area.col + c, rune, style);
}

void canvas_attr(struct canvas *canvas, struct rect area, uint8_t attr)
{
    area = rect_cut(area, canvas->clip);
    for (int r = 0; r < area.rows; r++)
        for (int c = 0; c < area.cols; c++)
            at(canvas, area.row + r, area.col + c)->attr |= attr;
}

void canvas_role(struct canvas *canvas, struct rect area, uint8_t role)
{
    area = rect_cut(area, canvas->clip);
    for (int r = 0; r < area.rows; r++)
        for (int c = 0; c < area.cols; c++)
            at(canvas, area.row + r, area.col + c)->role = role;
}

const struct cell *canvas_cell(const struct canvas *canvas, int row, int col)
{
    assert(inside(canvas_area(canvas), row, col));
    return at(canvas, row, col);
}

int canvas_marks(const struct canvas *canvas, const struct cell *cell,
                 uint32_t out[CANVAS_MARKS])
{
    int n = 0;

    if (!cell->marks)
        return 0;
    assert(cell->marks <= canvas->set_count);
    while (n < CANVAS_MARKS && canvas->sets[cell->marks - 1].rune[n]) {
        out[n] = canvas->sets[cell->marks - 1].rune[n];
        n++;
    }
    return n;
}

/* ---- text ---- */

/* Whether the gate could change anything: printable ASCII cannot be. */
static bool is_plain(struct slice text)
{
    for (size_t i = 0; i < text.len; i++)
        if (text.at[i] < 0x20 || text.at[i] > 0x7E)
            return false;
    return true;
}

/* A cell for each byte: most of what a screen has. */
static int draw_plain(struct canvas *canvas, int row, int col, int cols,
                      struct slice text, struct style style)
{
    int used = 0;

    for (; used < cols && (size_t)used < text.len; used++)
        put(canvas, row, col + used, (unsigned char)text.at[used], 1, style);
    return used;
}

/* Draws the graphemes of gated text that fit in `cols` whole; returns the
 * cells used. */
static int draw_graphemes(struct canvas *canvas, int row, int col, int cols,
                          struct slice text, struct style style)
{
    int used = 0;

    if (is_plain(text))
        return draw_plain(canvas, row, col, cols, text, style);
    while (text.len > 0) {
        size_t len, step;
        unsigned int rune;
        int width = utf8_grapheme(text, &len);

        if (used + width > cols)
            break;
        step = utf8_decode(text.at, text.len, &rune);
        if (utf8_rune_width(rune) < 1)
            rune = UTF8_REPLACEMENT;
        put(canvas, row, col + used, rune, width, style);
        while (step < len) {
            step += utf8_decode(text.at + step, len - step, &rune);
            canvas_combine(canvas, row, col + used, rune);
        }
        used += width;
        text = slice_sub(text, len, text.len);
    }
    return used;
}

static int draw_gated(struct canvas *canvas, int row, int col, int cols,
                      struct slice text, struct style style)
{
    int width = canvas_width(text);
    const char *dots = canvas->ascii && cols > 3 ? "..." : "\xE2\x80\xA6";
    int tail, used;

    if (width <= cols)
        return draw_graphemes(canvas, row, col, cols, text, style);
    tail = utf8_width(slice_of(dots));
    used = draw_graphemes(canvas, row, col, cols - tail, text, style);
    return used + draw_graphemes(canvas, row, col + used, cols - used,
                                 slice_of(dots), style);
}

int canvas_text(struct canvas *canvas, int row, int col, int cols,
                struct slice text, struct style style)
{
    if (cols <= 0 || text.len == 0)
        return 0;
    if (is_plain(text))
        return draw_gated(canvas, row, col, cols, text, style);
    strbuf_clear(&canvas->scratch);
    utf8_gate(&canvas->scratch, text, false, 0);
    text = (struct slice){ canvas->scratch.at, canvas->scratch.len };
    return draw_gated(canvas, row, col, cols, text, style);
}

int canvas_puts(struct canvas *canvas, int row, int col, int cols,
                const char *text, struct style style)
{
    return canvas_text(canvas, row, col, cols, slice_of(text), style);
}

int canvas_printf(struct canvas *canvas, int row, int col, int cols,
                  struct style style, const char *format, ...)
{
    struct strbuf buf = { 0 };
    va_list args;
    int used;

    va_start(args, format);
    strbuf_vprintf(&buf, format, args);
    va_end(args);
    used = canvas_puts(canvas, row, col, cols, strbuf_text(&buf), style);
    strbuf_finish(&buf);
    return used;
}

int canvas_width(struct slice text)
{
    return is_plain(text) ? (int)text.len : utf8_width(text);
}

int canvas_right(struct canvas *canvas, int row, int col, int cols,
                 const char *text, struct style style)
{
    int width = least(cols, canvas_width(slice_of(text)));

    return canvas_puts(canvas, row, col + cols - width, width, text, style);
}

/* ---- targets and the cursor ---- */

void canvas_target(struct canvas *canvas, struct rect area,
                   struct target target)
{
    struct place *place;

    area = rect_cut(area, canvas->clip);
    if (rect_empty(area))
        return;
    place = vec_push(canvas->places, canvas->place_count, canvas->place_cap);
    place->area = area;
    place->target = target;
}

bool canvas_hit(const struct canvas *canvas, int row, int col, struct hit *hit)
{
    for (size_t i = canvas->place_count; i > 0; i--) {
        const struct place *place = &canvas->places[i - 1];

        if (!inside(place->area, row, col))
            continue;
        *hit = (struct hit){ place->target, place->area, row - place->area.row,
                             col - place->area.col };
        return true;
    }
    return false;
}

void canvas_cursor(struct canvas *canvas, int row, int col)
{
    bool shown = inside(canvas->clip, row, col);

    canvas->cursor_row = shown ? row : -1;
    canvas->cursor_col = shown ? col : -1;
    canvas->cursor_shown = shown;
}

void canvas_mark(struct canvas *canvas, int row, int col)
{
    canvas_rune(canvas, row, col, 0x25B8, STYLE(ROLE_ACCENT));
    if (inside(canvas->clip, row, col))
        canvas_cursor(canvas, row, col);
}

void canvas_rest(struct canvas *canvas, int row, int col)
{
    if (canvas->cursor_row >= 0)
        return;
    canvas_cursor(canvas, row, col);
    canvas->cursor_shown = false;
}

bool canvas_cursor_shown(const struct canvas *canvas)
{
    return canvas->cursor_shown;
}

bool canvas_cursor_at(const struct canvas *canvas, int *row, int *col)
{
    if (canvas->cursor_row < 0)
        return false;
    *row = canvas->cursor_row;
    *col = canvas->cursor_col;
    return true;
}
