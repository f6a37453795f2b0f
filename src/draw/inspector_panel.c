#include "draw/inspector_panel.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/strbuf.h"
#include "course/inspect.h"
#include "draw/formula.h"
#include "draw/number.h"
#include "draw/sentence.h"
#include "draw/target.h"

enum {
    DIGITS = 6,       /* of the part's value */
    TERM_DIGITS = 4,  /* of a term's */
    VALUE_COLS = 10,  /* room for one of those: -2.07e-216 */
    RESULT_COLS = 14, /* "product so far" */
    WORD_COLS = 12,   /* "0 log 0 := 0" */
    WORD_FROM = 64,   /* columns from which words have a column */
    TABLE_LEAST = 3   /* rows of a table worth drawing, heading included */
};

struct panel {
    struct canvas *canvas;
    struct rect rest; /* what is left of the area */
    struct inspect *inspect;
    const struct inspector_look *look;
    const struct inspect_facts *facts;
    bool ascii;
    int most; /* the widest that what scrolls sticks out */
};

static int least(int a, int b)
{
    return a < b ? a : b;
}

static void advance(struct panel *panel)
{
    panel->rest = rect_inset(panel->rest, 1, 0, 0, 0);
}

/* A formula that scrolls. */
static int put_formula(struct panel *panel, int row, int col, int cols,
                       struct slice tex, struct style style)
{
    int width = formula_draw(panel->canvas, row, col, cols, panel->look->skip,
                             tex, style);

    if (width - cols > panel->most)
        panel->most = width - cols;
    return least(width, cols);
}

/* Whether there are rows for so many lines more, a table of terms keeping
 * some; where it has none anyway, they are free. */
static bool has_room(const struct panel *panel, int rows)
{
    bool table = panel->facts->binder && panel->rest.rows >= TABLE_LEAST;

    return panel->rest.rows - rows >= (table ? TABLE_LEAST : 0);
}

static void draw_sentence(struct panel *panel, const char *text,
                          struct style style)
{
    int rows;

    if (!text[0] || panel->rest.rows < 1)
        return;
    rows = sentence_draw(panel->canvas, panel->rest, text, style);
    panel->rest = rect_inset(panel->rest, rows, 0, 0, 0);
}

/* ---- values ---- */

static struct number number_of(const struct panel *panel, struct real r,
                               int digits)
{
    if (r.flags & REAL_LOG_SCALED)
        r.x /= unit_scale(panel->look->unit);
    if (r.scale == 0 || r.x == 0.0 || !isfinite(r.x))
        return number_digits(r.x, digits, panel->ascii);
    return number_wide(wide_from_binary(r.x, 0.0, r.scale), digits,
                       panel->ascii);
}

static void write_number(const struct panel *panel, struct strbuf *out,
                         struct real r)
{
    strbuf_puts(out, number_of(panel, r, DIGITS).text);
    if (r.flags & REAL_LOG_SCALED)
        strbuf_printf(out, " %s", unit_name(panel->look->unit));
}

/* A vector's entries stand between brackets, as many as fit. */
static void write_value(const struct panel *panel, struct strbuf *out,
                        const struct value *value)
{
    size_t count = value->rows * value->cols;
    bool log = false;

    if (value->shape == VALUE_NUMBER) {
        write_number(panel, out, value->number);
        if (!value->optimum)
            return;
        strbuf_puts(out, ", where it is ");
        write_number(panel, out, value->best);
        if (value->ties > 1)
            strbuf_printf(out, ", as at %ld of %ld", value->ties,
                          value->candidates);
        return;
    }
    strbuf_putc(out, '(');
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            strbuf_puts(out, i % value->cols ? ", " : "; ");
        if (i == 8 && count > 9) {
            strbuf_puts(out, panel->ascii ? "..." : "\xE2\x80\xA6");
            break;
        }
        log |= (value->entries[i].flags & REAL_LOG_SCALED) != 0;
        strbuf_puts(out, number_of(panel, value->entries[i], TERM_DIGITS).text);
    }
    strbuf_putc(out, ')');
    if (log)
        strbuf_printf(out, " %s", unit_name(panel->look->unit));
}

/* ---- the lines above the table ---- */

/* A place in a range: whole but in a set. */
static struct number index_text(double index, bool ascii)
{
    return index == floor(index) && fabs(index) < 1e15
               ? number_count((long)index, ascii)
               : number_digits(index, DIGITS, ascii);
}

void inspector_letters(struct strbuf *out, struct inspect *inspect, bool ascii)
{
    const struct inspect_letter *letters;
    size_t count = inspect_letters(inspect, &letters);

    for (size_t i = 0; i < count; i++) {
        const struct unroll_range *range = &letters[i].range;

        strbuf_puts(out, i ? ", " : "");
        /* The one that the keys step. */
        if (i == inspect_chosen(inspect) && count > 1)
            strbuf_puts(out, ascii ? ">" : "\xE2\x96\xB8");
        formula_text(out, letters[i].key, ascii);
        strbuf_printf(
            out, " = %s",
            index_text(unroll_index(range, letters[i].at), ascii).text);
    }
}

/* "part 2 of 3", then the letters: what the keys move. */
static void draw_rule(struct panel *panel)
{
    struct strbuf letters = { 0 };
    struct rect row = panel->rest;
    size_t count, at = walk_index(inspect_place(panel->inspect), &count);
    int used;

    row.rows = 1;
    canvas_fill(panel->canvas, row, 0x2500, STYLE(ROLE_FAINT));
    used = canvas_printf(panel->canvas, row.row, row.col + 2, row.cols - 2,
                         STYLE(ROLE_DIM), " part %zu of %zu ", at + 1, count);
    inspector_letters(&letters, panel->inspect, panel->ascii);
    if (letters.len) {
        strbuf_putc(&letters, ' ');
        used = row.cols - used - 4;
        if (canvas_width(slice_of(letters.at)) + 1 <= used)
            canvas_printf(panel->canvas, row.row,
                          row.col + row.cols - 3 -
                              canvas_width(slice_of(letters.at)),
                          used, STYLE(ROLE_ACCENT), " %s", letters.at);
    }
    strbuf_finish(&letters);
    advance(panel);
}

/* "= -0.357 nats", and the exact value where the format's is another. */
static int draw_value(struct panel *panel, int row, int col, int cols)
{
    const struct inspect_facts *facts = panel->facts;
    struct strbuf text = { 0 };
    int used;

    if (facts->waits || facts->status != EVAL_VALUE) {
        used = canvas_puts(panel->canvas, row, col, cols,
                           facts->waits ? "is being computed" : "has no value",
                           STYLE(ROLE_DIM));
        strbuf_finish(&text);
        return used;
    }
    strbuf_puts(&text, "= ");
    write_value(panel, &text, &facts->value);
    used =
        canvas_puts(panel->canvas, row, col, cols, text.at, STYLE(ROLE_STRONG));
    strbuf_clear(&text);
    if (facts->differs) {
        strbuf_puts(&text, "exact ");
        write_value(panel, &text, &facts->exact);
        if (used + 3 + canvas_width(slice_of(text.at)) <= cols)
            used += 3 + canvas_puts(panel->canvas, row, col + used + 3,
                                    cols - used - 3, text.at, STYLE(ROLE_DIM));
        else if (panel->rest.rows > 1) {
            advance(panel);
            canvas_puts(panel->canvas, panel->rest.row, col, cols, text.at,
                        STYLE(ROLE_DIM));
            used = cols;
        }
    }
    strbuf_finish(&text);
    return used;
}

/* What happened to the value: beside it where there is room, else below. All
 * decimals are rounded: that alone is no warning. */
static void draw_flags(struct panel *panel, int row, int used)
{
    const char *flags = panel->facts->flags;
    bool plain = !strcmp(flags, "rounded");
    struct style style = STYLE(plain ? ROLE_DIM : ROLE_WARN);
    int cols = panel->rest.cols - used - 3;

    if (!flags[0])
        return;
    if (canvas_width(slice_of(flags)) <= cols)
        canvas_puts(panel->canvas, row, panel->rest.col + used + 3, cols, flags,
                    style);
    else if (!plain && has_room(panel, 1))
        draw_sentence(panel, flags, style);
}

/* The part, and what it comes to beside or below it. */
static void draw_part(struct panel *panel)
{
    struct rect row = panel->rest;
    int used = 0, line = row.row;
    int width = formula_cols(panel->facts->source, panel->ascii);

    if (row.rows < 1)
        return;
    put_formula(panel, row.row, row.col, row.cols, panel->facts->source,
                STYLE_WITH(ROLE_MATH, ATTR_UNDERLINE));
    if (width + 2 + 24 <= row.cols) {
        used = width + 2;
        used += draw_value(panel, line, row.col + used, row.cols - used);
    } else if (row.rows > 1) {
        advance(panel);
        line = panel->rest.row;
        used = draw_value(panel, line, row.col, row.cols);
    }
    advance(panel);
    draw_flags(panel, line, used);
}

/* "name := body", as the define block has it. */
static void draw_definition(struct panel *panel)
{
    struct strbuf tex = { 0 };

    if (!panel->facts->name.len || panel->rest.rows < 1)
        return;
    strbuf_slice(&tex, panel->facts->name);
    strbuf_puts(&tex, " := ");
    strbuf_slice(&tex, panel->facts->body);
    put_formula(panel, panel->rest.row, panel->rest.col, panel->rest.cols,
                slice_of(tex.at), STYLE(ROLE_MATH));
    strbuf_finish(&tex);
    advance(panel);
}

static void draw_numbers(struct panel *panel)
{
    int row = panel->rest.row;

    if (!panel->facts->numbers.len || panel->rest.rows < 1)
        return;
    canvas_puts(panel->canvas, row, panel->rest.col, 2, "=", STYLE(ROLE_DIM));
    put_formula(panel, row, panel->rest.col + 2, panel->rest.cols - 2,
                panel->facts->numbers, STYLE(ROLE_MATH));
    advance(panel);
}

/* ---- the table ---- */

struct columns {
    int index, term, value, result, word; /* where each begins */
    int index_cols, term_cols;
    bool counted; /* the terms add up to something */
};

static struct columns columns_of(const struct panel *panel)
{
    const struct unroll_range *terms = &panel->facts->terms;
    struct columns at = { .index = panel->rest.col + 2 };
    int right = panel->rest.col + panel->rest.cols;

    at.counted = panel->facts->binder->kind == MEAN_SUM ||
                 panel->facts->binder->kind == MEAN_PRODUCT;
    at.index_cols =
        index_text(unroll_index(terms, terms->count - 1), panel->ascii).cols;
    at.word = panel->rest.cols >= WORD_FROM ? right - WORD_COLS : right;
    at.result =
        at.word - (at.word < right ? 2 : 0) - (at.counted ? RESULT_COLS : 0);
    at.value = at.result - (at.counted ? 2 : 0) - VALUE_COLS;
    at.term = at.index + at.index_cols + 2;
    at.term_cols = at.value - 2 - at.term;
    return at;
}

static void draw_heading(struct panel *panel, const struct columns *at,
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
    canvas_puts(canvas, row, at->value, VALUE_COLS,
                log ? unit_name(panel->look->unit) : "value", STYLE(ROLE_DIM));
    if (at->counted)
        canvas_puts(canvas, row, at->result, RESULT_COLS,
                    product ? "product so far" : "sum so far", STYLE(ROLE_DIM));
    advance(panel);
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

static void draw_real(struct panel *panel, int line, int col,
                      const struct value *value, bool known, struct style style)
{
    struct number n;

    if (!known || value->shape != VALUE_NUMBER) {
        canvas_puts(panel->canvas, line, col, VALUE_COLS,
                    known ? "(...)" : "\xC2\xB7", STYLE(ROLE_FAINT));
        return;
    }
    n = number_of(panel, value->number, TERM_DIGITS);
    number_draw(panel->canvas, line, col, VALUE_COLS, &n, style);
}

static void draw_row(struct panel *panel, const struct columns *at, size_t i,
                     bool here, const struct unroll_row *row,
                     const struct unroll_row *before)
{
    struct canvas *canvas = panel->canvas;
    int line = panel->rest.row;
    struct style style = STYLE(here ? ROLE_STRONG : ROLE_TEXT);
    struct number index = index_text(row->index, panel->ascii);
    bool product = panel->facts->binder->kind == MEAN_PRODUCT;
    struct rect whole = { line, panel->rest.col, 1, panel->rest.cols };

    if (here)
        canvas_rune(canvas, line, panel->rest.col, 0x25B8, STYLE(ROLE_ACCENT));
    canvas_right(canvas, line, at->index, at->index_cols, index.text, style);
    if (at->term_cols > 0)
        put_formula(panel, line, at->term, at->term_cols, row->tex,
                    STYLE(ROLE_MATH));
    draw_real(panel, line, at->value, &row->body, row->valued, style);
    if (at->counted)
        draw_real(panel, line, at->result, &row->partial, row->counted, style);
    canvas_puts(canvas, line, at->word, WORD_COLS,
                word_of(row, before, product), STYLE(ROLE_WARN));
    canvas_target(canvas, whole, (struct target){ TARGET_TERM, (int)i, 0 });
    advance(panel);
}

/* The page of rows that the chosen one is on; the last page is full. */
static size_t first_row(size_t at, size_t room, size_t all)
{
    size_t first = at / room * room;

    if (all <= room)
        return 0;
    return first + room > all ? all - room : first;
}

static void draw_table(struct panel *panel)
{
    const struct unroll_range *terms = &panel->facts->terms;
    const struct inspect_letter *letters;
    size_t count = inspect_letters(panel->inspect, &letters);
    struct columns at;
    struct arena *arena;
    struct unroll_row rows[2] = { { 0 } };
    size_t room, first, here = count ? letters[count - 1].at : 0;

    if (!panel->facts->binder || terms->count == 0 ||
        panel->rest.rows < TABLE_LEAST)
        return;
    at = columns_of(panel);
    room = (size_t)panel->rest.rows - 1;
    /* One line says which rows show. */
    room -= room < terms->count;
    first = first_row(here, room, terms->count);
    arena = arena_create();
    inspect_row(panel->inspect, arena, first, &rows[first % 2]);
    draw_heading(panel, &at, &rows[first % 2]);
    if (first > 0)
        inspect_row(panel->inspect, arena, first - 1, &rows[(first - 1) % 2]);
    for (size_t i = first; i < first + room && i < terms->count; i++) {
        inspect_row(panel->inspect, arena, i, &rows[i % 2]);
        draw_row(panel, &at, i, i == here, &rows[i % 2],
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

/* ---- all of it ---- */

int inspector_panel_draw(struct canvas *canvas, struct rect area,
                         struct inspect *inspect,
                         const struct inspector_look *look)
{
    struct panel panel = { .canvas = canvas,
                           .rest = area,
                           .inspect = inspect,
                           .look = look,
                           .facts = inspect_facts(inspect),
                           .ascii = canvas_ascii(canvas) };
    struct rect old = canvas_clip(canvas, area);

    canvas_fill(canvas, area, ' ', STYLE(ROLE_TEXT));
    canvas_target(canvas, area, (struct target){ TARGET_INSPECTOR, 0, 0 });
    draw_rule(&panel);
    draw_part(&panel);
    if (panel.facts->status != EVAL_VALUE && !panel.facts->waits)
        draw_sentence(&panel, panel.facts->fault, STYLE(ROLE_DIM));
    draw_definition(&panel);
    if (has_room(&panel, 1))
        draw_numbers(&panel);
    if (has_room(&panel, 2))
        advance(&panel);
    draw_table(&panel);
    canvas_unclip(canvas, old);
    return panel.most;
}
