/* inspector_table.c - part_table() of inspector_parts.h: the terms of a sum or
 * a product around the chosen one.
 */
#include "draw/inspector_parts.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "draw/formula.h"
#include "draw/target.h"

enum {
    VALUE_COLS = 10,  /* room for a term's value: -2.07e-216 */
    RESULT_COLS = 14, /* "product so far" */
    POINT_AT = 2,     /* cells before a point: -0 */
    NARROW_COLS = 9,  /* of either, where there is no room: -0.03567 */
    WORD_COLS = 12,   /* "0 log 0 := 0" */
    WORD_FROM = 64    /* columns from which words have a column */
};

/* ---- what both files use ---- */

void part_advance(struct part_panel *panel)
{
    panel->rest = rect_inset(panel->rest, 1, 0, 0, 0);
}

int part_formula(struct part_panel *panel, int row, int col, int cols,
                 struct slice tex, struct style style)
{
    int width = formula_draw(panel->canvas, row, col, cols, panel->look->skip,
                             tex, style);

    if (width - cols > panel->most)
        panel->most = width - cols;
    return width < cols ? width : cols;
}

struct number part_number(const struct part_panel *panel, struct real r,
                          int digits)
{
    struct number n, sign;
    double x;

    if (r.flags & REAL_LOG_SCALED)
        r.x /= unit_scale(panel->look->unit);
    x = real_double(r);
    if (r.scale == 0 || (isfinite(x) && fabs(x) >= 0x1p-1022))
        return number_digits(x, digits, panel->ascii);
    n = number_wide(wide_from_binary(fabs(r.x), 0.0, r.scale), digits,
                    panel->ascii);
    if (r.x > 0.0)
        return n;
    sign = number_digits(-1.0, 1, panel->ascii);
    snprintf(sign.text + strlen(sign.text) - 1,
             sizeof sign.text - strlen(sign.text), "%s", n.text);
    sign.cols = n.cols + 1;
    sign.point = n.point + 1;
    return sign;
}

struct number part_index(double index, bool ascii)
{
    return index == floor(index) && fabs(index) < 1e15
               ? number_count((long)index, ascii)
               : number_digits(index, PART_DIGITS, ascii);
}

/* ---- columns ---- */

static struct part_columns columns_from(const struct part_panel *panel,
                                        int word_cols, int gap,
                                        struct part_columns at)
{
    const struct unroll_range *terms = &panel->facts->terms;
    int right = panel->rest.col + panel->rest.cols;

    at.index = panel->rest.col + 2;
    at.counted = panel->facts->binder->kind == MEAN_SUM ||
                 panel->facts->binder->kind == MEAN_PRODUCT;
    at.index_cols =
        part_index(unroll_index(terms, terms->count - 1), panel->ascii).cols;
    at.word = right - word_cols;
    at.result =
        at.word - (word_cols > 0 ? gap : 0) - (at.counted ? at.result_cols : 0);
    at.value = at.result - (at.counted ? gap : 0) - at.value_cols;
    at.term = at.index + at.index_cols + 2;
    at.term_cols = at.value - gap - at.term;
    return at;
}

struct part_columns part_columns(const struct part_panel *panel)
{
    return columns_from(panel, panel->rest.cols >= WORD_FROM ? WORD_COLS : 0, 2,
                        (struct part_columns){ .value_cols = VALUE_COLS,
                                               .result_cols = RESULT_COLS });
}

struct part_columns part_columns_narrow(const struct part_panel *panel)
{
    return columns_from(panel, 0, 1,
                        (struct part_columns){ .value_cols = NARROW_COLS,
                                               .result_cols = NARROW_COLS });
}

void part_heading(struct part_panel *panel, const struct part_columns *at,
                  const struct unroll_row *sample)
{
    struct canvas *canvas = panel->canvas;
    bool product = panel->facts->binder->kind == MEAN_PRODUCT;
    bool log = sample->valued && sample->body.shape == VALUE_NUMBER &&
               sample->body.number.flags & REAL_LOG_SCALED;
    int row = panel->rest.row;

    formula_draw(canvas, row, at->index, at->index_cols, 0,
                 panel->facts->binder->name, STYLE(ROLE_DIM));
    canvas_puts(canvas, row, at->term, at->term_cols,
                product ? "factor" : "term", STYLE(ROLE_DIM));
    canvas_puts(canvas, row, at->value, at->value_cols,
                log ? unit_name(panel->look->unit) : "value", STYLE(ROLE_DIM));
    if (at->counted)
        canvas_puts(canvas, row, at->result, at->result_cols,
                    at->result_cols < RESULT_COLS ? "so far"
                    : product                     ? "product so far"
                                                  : "sum so far",
                    STYLE(ROLE_DIM));
    part_advance(panel);
}

static bool is_zero(const struct unroll_row *row)
{
    return row->counted && row->partial.shape == VALUE_NUMBER &&
           row->partial.number.x == 0.0;
}

/* The one thing worth saying of a row. */
static const char *word_of(const struct unroll_row *row,
                           const struct unroll_row *before, bool product)
{
    unsigned body = row->valued ? row->body.number.flags : 0;
    unsigned sum = row->counted ? row->partial.number.flags : 0;

    if (product && is_zero(row) && before && is_zero(before))
        return "stays 0";
    if ((body | sum) & REAL_NAN)
        return "no number";
    if ((body | sum) & REAL_INFINITE)
        return "infinite";
    if (sum & REAL_UNDERFLOW)
        return "underflow";
    if ((body | sum) & REAL_SUBNORMAL)
        return "subnormal";
    if (body & REAL_ZERO_LOG)
        return "0 log 0 := 0";
    return body & REAL_ZERO_POWER ? "0^0 := 1" : "";
}

static void draw_real(struct part_panel *panel, int line, int col, int cols,
                      const struct value *value, bool known, struct style style)
{
    struct number n;

    if (!known || value->shape != VALUE_NUMBER) {
        canvas_puts(panel->canvas, line, col, cols,
                    known ? "(...)" : "\xC2\xB7", STYLE(ROLE_FAINT));
        return;
    }
    n = part_number(panel, value->number, PART_TERM_DIGITS);
    /* Points stand below each other, a sign before them or not. */
    if (n.point < POINT_AT && n.cols + POINT_AT - n.point <= cols) {
        col += POINT_AT - n.point;
        cols -= POINT_AT - n.point;
    }
    number_draw(panel->canvas, line, col, cols, &n, style);
}

void part_row(struct part_panel *panel, const struct part_columns *at, size_t i,
              bool here, const struct unroll_row *row,
              const struct unroll_row *before)
{
    struct canvas *canvas = panel->canvas;
    int line = panel->rest.row;
    struct style style = STYLE(here ? ROLE_STRONG : ROLE_TEXT);
    struct number index = part_index(row->index, panel->ascii);
    bool product = panel->facts->binder->kind == MEAN_PRODUCT;
    struct rect whole = { line, panel->rest.col, 1, panel->rest.cols };

    if (here)
        canvas_rune(canvas, line, panel->rest.col, 0x25B8, STYLE(ROLE_ACCENT));
    canvas_right(canvas, line, at->index, at->index_cols, index.text, style);
    if (at->term_cols > 0)
        part_formula(panel, line, at->term, at->term_cols, row->tex,
                     STYLE(ROLE_MATH));
    draw_real(panel, line, at->value, at->value_cols, &row->body, row->valued,
              style);
    if (at->counted)
        draw_real(panel, line, at->result, at->result_cols, &row->partial,
                  row->counted, style);
    canvas_puts(canvas, line, at->word, WORD_COLS,
                word_of(row, before, product), STYLE(ROLE_WARN));
    canvas_target(canvas, whole, (struct target){ TARGET_TERM, (int)i, 0 });
    part_advance(panel);
}

/* The page of rows that the chosen one is on; the last page is full. */
static size_t first_row(size_t at, size_t room, size_t all)
{
    size_t first = at / room * room;

    if (all <= room)
        return 0;
    return first + room > all ? all - room : first;
}

void part_table(struct part_panel *panel)
{
    const struct unroll_range *terms = &panel->facts->terms;
    const struct inspect_letter *letters;
    size_t count = inspect_letters(panel->inspect, &letters);
    struct part_columns at;
    struct arena *arena;
    struct unroll_row rows[2] = { { 0 } };
    size_t room, first, here = count ? letters[count - 1].at : 0;

    if (!panel->facts->binder || terms->count == 0 ||
        panel->rest.rows < PART_TABLE_LEAST)
        return;
    at = part_columns(panel);
    room = (size_t)panel->rest.rows - 1;
    /* One line says which rows show. */
    room -= room < terms->count;
    first = first_row(here, room, terms->count);
    arena = arena_create();
    inspect_row(panel->inspect, arena, first, &rows[first % 2]);
    part_heading(panel, &at, &rows[first % 2]);
    if (first > 0)
        inspect_row(panel->inspect, arena, first - 1, &rows[(first - 1) % 2]);
    for (size_t i = first; i < first + room && i < terms->count; i++) {
        inspect_row(panel->inspect, arena, i, &rows[i % 2]);
        part_row(panel, &at, i, i == here, &rows[i % 2],
                 i > 0 ? &rows[(i - 1) % 2] : NULL);
    }
    arena_destroy(arena);
    if (room < terms->count)
        canvas_printf(panel->canvas, panel->rest.row, at.index,
                      panel->rest.cols - 2, STYLE(ROLE_FAINT),
                      "%s\xE2\x80\x93%s of %s",
                      number_count((long)first + 1, panel->ascii).text,
                      number_count((long)(first + room), panel->ascii).text,
                      number_count((long)terms->count, panel->ascii).text);
}
