/* page_terms.c - the terms of a sum or product below its equation: room for
 * them, and what of page.h shows them.
 *
 * The room is for as many as there were when the page was laid out. When an
 * edit makes them more, an ellipsis stands for those between. A term is not
 * cut: where it has no room beside its numbers, they are narrower, then in a
 * row below it, and then they stand alone.
 */
#include "draw/page.h"

#include <stdio.h>

#include "base/arena.h"
#include "course/equation.h"
#include "course/equation_terms.h"
#include "draw/formula.h"
#include "draw/inspector_parts.h"
#include "draw/page_build.h"
#include "lab/lab.h"
#include "lesson/block.h"

enum {
    TERMS_MOST = 6,    /* in sight */
    TERMS_SKIPPED = 3, /* from so many on one may stand for many */
    COLS_WHOLE = 66,   /* a wider table is harder to read across */
    SLACK = 2          /* columns that an edit may make a term wider */
};

/* A table of terms: what part_panel borrows. */
struct table {
    struct equation_terms terms;
    struct mean binder;
    struct inspect_facts facts;
    struct inspector_look look;
    struct part_panel panel;
    size_t rows; /* of terms, in sight */
};

static bool table_init(struct table *t, const struct equation *equation,
                       struct canvas *canvas, struct rect place, bool ascii)
{
    *t = (struct table){ .binder = { .kind = MEAN_SUM } };
    if (!equation_terms_init(&t->terms, equation))
        return false;
    if (t->terms.terms.product)
        t->binder.kind = MEAN_PRODUCT;
    if (!t->terms.terms.written)
        t->binder.name = t->terms.terms.node->name;
    t->facts.binder = &t->binder;
    t->facts.terms = t->terms.terms.range;
    t->facts.terms.first += t->terms.terms.written;
    t->look.unit = equation->lab ? lab_unit(equation->lab) : UNIT_NATS;
    t->panel = (struct part_panel){ .canvas = canvas,
                                    .rest = place,
                                    .look = &t->look,
                                    .facts = &t->facts,
                                    .ascii = ascii };
    return true;
}

/* The term that a row shows, SIZE_MAX: the ellipsis; false: none. */
static bool term_at(const struct table *t, size_t row, size_t *term)
{
    size_t count = t->facts.terms.count;

    *term = row;
    if (count <= t->rows)
        return row < count;
    if (row + 1 == t->rows)
        *term = count - 1;
    else if (row + 2 == t->rows && t->rows >= TERMS_SKIPPED)
        *term = SIZE_MAX;
    return true;
}

static void row_of(const struct table *t, size_t term, struct unroll_row *row)
{
    terms_row(t->terms.arena, &t->terms.at, &t->terms.terms, term, row);
}

/* Columns of the widest term in sight. */
static int widest(const struct table *t)
{
    int most = 0;

    for (size_t row = 0, term; row < t->rows && term_at(t, row, &term); row++) {
        struct unroll_row one;
        int cols;

        if (term == SIZE_MAX)
            continue;
        row_of(t, term, &one);
        cols = formula_cols(one.tex, t->panel.ascii);
        most = cols > most ? cols : most;
    }
    return most;
}

/* The widest columns for numbers that leave a term room. */
static struct part_columns fitting(struct table *t, int cols)
{
    int whole = t->panel.rest.cols;
    struct part_columns at;

    if (whole > COLS_WHOLE)
        t->panel.rest.cols = COLS_WHOLE;
    at = part_columns(&t->panel);
    t->panel.rest.cols = whole;
    if (at.term_cols >= cols)
        return at;
    at = part_columns(&t->panel);
    return at.term_cols >= cols ? at : part_columns_narrow(&t->panel);
}

/* The columns of a term in a row of its own. */
static int alone(const struct table *t)
{
    struct part_columns at = part_columns_narrow(&t->panel);

    return t->panel.rest.col + t->panel.rest.cols - at.term;
}

void build_terms(struct build *build, const struct block *block,
                 const struct equation *equation, int index, int col)
{
    struct rect place = { 0, col, 1, build_cols(build, col) };
    struct page_anchor *anchor;
    struct table t;
    int first, sub, cols;

    if (!build->options.terms || block->reveal != REVEAL_TERMS || !equation ||
        !table_init(&t, equation, NULL, place, build->options.ascii))
        return;
    t.rows =
        t.facts.terms.count < TERMS_MOST ? t.facts.terms.count : TERMS_MOST;
    cols = widest(&t) + SLACK;
    sub = fitting(&t, cols).term_cols < cols && cols <= alone(&t) ? TABLE_TALL
                                                                  : 0;
    if (t.facts.terms.count > t.rows)
        sub |= TABLE_SKIPPED;
    else if (t.terms.terms.written && !t.terms.terms.product)
        sub |= TABLE_PARTS;
    build_row(build);
    first = (int)build->page->row_count;
    for (size_t i = 0; i <= (sub & TABLE_TALL ? 2 : 1) * t.rows; i++)
        build_row(build);
    anchor = build_anchor(build, ANCHOR_TERMS, index, first, block);
    anchor->sub = sub;
    anchor->col = col;
    anchor->cols = place.cols;
    equation_terms_finish(&t.terms);
}

/* A tall one has the term in a row of its own. */
static void draw_term(struct table *t, struct part_columns at, size_t term,
                      struct unroll_row *one, const struct unroll_row *before,
                      bool tall)
{
    struct part_panel *panel = &t->panel;
    int row = panel->rest.row, room = tall ? alone(t) : at.term_cols;

    if (formula_cols(one->tex, panel->ascii) > room)
        one->tex = (struct slice){ NULL, 0 };
    if (tall) {
        canvas_right(panel->canvas, row, at.index, at.index_cols,
                     part_index(one->index, panel->ascii).text,
                     STYLE(ROLE_TEXT));
        part_formula(panel, row, at.term, room, one->tex, STYLE(ROLE_MATH));
        part_advance(panel);
        one->tex = (struct slice){ NULL, 0 };
        at.index_cols = 0;
    }
    part_row(panel, &at, term, false, one, before);
}

static void draw_rows(struct table *t, size_t shown, bool tall)
{
    struct unroll_row rows[2] = { { 0 } };
    const struct unroll_row *before = NULL;
    struct part_columns at =
        tall ? part_columns_narrow(&t->panel) : fitting(t, widest(t));

    row_of(t, 0, &rows[0]);
    part_heading(&t->panel, &at, &rows[0]);
    for (size_t row = 0, term; row < shown && term_at(t, row, &term); row++) {
        struct unroll_row *one = &rows[row % 2];

        if (term == SIZE_MAX) {
            canvas_puts(t->panel.canvas, t->panel.rest.row, at.term,
                        at.term_cols, "\xE2\x8B\xAE", STYLE(ROLE_DIM));
            t->panel.rest = rect_inset(t->panel.rest, 1 + tall, 0, 0, 0);
            before = NULL;
            continue;
        }
        row_of(t, term, one);
        draw_term(t, at, term, one, before, tall);
        before = one;
    }
}

void page_terms(struct canvas *canvas, struct rect area,
                const struct page *page, int first,
                const struct equations *equations)
{
    struct rect old = canvas_clip(canvas, area);

    for (size_t i = 0; i < page->anchor_count; i++) {
        const struct page_anchor *anchor = &page->anchors[i];
        struct rect place = page_place(anchor, area, first);
        bool tall = anchor->sub & TABLE_TALL;
        int shown = first + area.rows - anchor->row - 1;
        struct table t;

        if (anchor->kind != ANCHOR_TERMS || anchor->row < first || shown < 1 ||
            !table_init(&t, equations_get(equations, (size_t)anchor->index),
                        canvas, place, canvas_ascii(canvas)))
            continue;
        if (shown > anchor->rows - 1)
            shown = anchor->rows - 1;
        t.rows = (size_t)(anchor->rows - 1) / (1 + tall);
        draw_rows(&t, (size_t)shown / (1 + tall), tall);
        equation_terms_finish(&t.terms);
    }
    canvas_unclip(canvas, old);
}

static void write_number(char *out, size_t size, const struct part_panel *panel,
                         const struct value *value, bool known)
{
    struct number number = { .cols = 0 };

    if (known && value->shape == VALUE_NUMBER)
        number = part_number(panel, value->number, PART_TERM_DIGITS);
    snprintf(out, size, "%s", number.text);
}

bool page_term_above(const struct page *page, int index, int end,
                     const struct equations *equations, bool ascii,
                     struct page_term *out)
{
    const struct page_anchor *anchor = page_find(page, ANCHOR_TERMS, index, 0);
    struct rect none = { 0, 0, 0, 0 };
    struct unroll_row row;
    struct table t;
    bool tall;
    size_t shown;

    if (!anchor || end - anchor->row < 2 ||
        !table_init(&t, equations_get(equations, (size_t)index), NULL, none,
                    ascii))
        return false;
    tall = anchor->sub & TABLE_TALL;
    t.rows = (size_t)(anchor->rows - 1) / (1 + tall);
    shown = (size_t)(end - anchor->row - 1) / (1 + tall);
    shown = shown < t.rows ? shown : t.rows;
    out->count = t.facts.terms.count;
    out->product = t.terms.terms.product;
    /* The ellipsis comes with the row below it. */
    while (shown > 0 &&
           (!term_at(&t, shown - 1, &out->term) || out->term == SIZE_MAX))
        shown--;
    if (shown > 0) {
        row_of(&t, out->term, &row);
        write_number(out->value, sizeof out->value, &t.panel, &row.body,
                     row.valued);
        write_number(out->total, sizeof out->total, &t.panel, &row.partial,
                     row.counted);
    }
    equation_terms_finish(&t.terms);
    return shown > 0;
}
