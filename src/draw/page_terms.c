/* page_terms.c - the terms of a sum or product below its equation: room for
 * them, and page_terms() of page.h.
 *
 * The room is for as many as there were when the page was laid out. When an
 * edit makes them more, an ellipsis stands for those between.
 */
#include "draw/page.h"

#include "base/arena.h"
#include "course/equation.h"
#include "course/equation_terms.h"
#include "draw/inspector_parts.h"
#include "draw/page_build.h"
#include "lab/lab.h"
#include "lesson/block.h"

enum {
    ROWS_MOST = 6,    /* of terms */
    ROWS_SKIPPED = 3, /* from so many on one may stand for many */
    COLS_WHOLE = 66   /* a wider table is harder to read across */
};

void build_terms(struct build *build, const struct block *block,
                 const struct equation *equation, int index, int col)
{
    struct equation_terms terms;
    struct page_anchor *anchor;
    int rows, first;

    if (!build->options.terms || block->reveal != REVEAL_TERMS || !equation ||
        !equation_terms_init(&terms, equation))
        return;
    rows = terms.terms.range.count < ROWS_MOST ? (int)terms.terms.range.count
                                               : ROWS_MOST;
    build_row(build);
    first = (int)build->page->row_count;
    for (int i = 0; i <= rows; i++)
        build_row(build);
    anchor = build_anchor(build, ANCHOR_TERMS, index, first, block);
    if (terms.terms.range.count > (size_t)rows)
        anchor->sub = TABLE_SKIPPED;
    else if (terms.terms.written && !terms.terms.product)
        anchor->sub = TABLE_PARTS;
    anchor->col = col;
    anchor->cols = build_cols(build, col);
    equation_terms_finish(&terms);
}

/* The term that a row shows, SIZE_MAX: the ellipsis; false: none. */
static bool term_at(size_t count, size_t rows, size_t row, size_t *term)
{
    *term = row;
    if (count <= rows)
        return row < count;
    if (row + 1 == rows)
        *term = count - 1;
    else if (row + 2 == rows && rows >= ROWS_SKIPPED)
        *term = SIZE_MAX;
    return true;
}

static void draw_rows(struct part_panel *panel, const struct equation_terms *t,
                      size_t rows, size_t shown)
{
    struct unroll_row at[2] = { { 0 } };
    struct part_columns columns = part_columns(panel);
    const struct unroll_row *before = NULL;

    terms_row(t->arena, &t->at, &t->terms, 0, &at[0]);
    part_heading(panel, &columns, &at[0]);
    for (size_t row = 0; row < shown; row++) {
        struct unroll_row *one = &at[row % 2];
        size_t term;

        if (!term_at(t->terms.range.count, rows, row, &term))
            break;
        if (term == SIZE_MAX) {
            canvas_puts(panel->canvas, panel->rest.row, columns.term,
                        columns.term_cols, "\xE2\x8B\xAE", STYLE(ROLE_DIM));
            part_advance(panel);
            before = NULL;
            continue;
        }
        terms_row(t->arena, &t->at, &t->terms, term, one);
        part_row(panel, &columns, term, false, one, before);
        before = one;
    }
}

static void draw(struct canvas *canvas, struct rect place, size_t shown,
                 const struct equation *equation)
{
    struct mean binder = { .kind = MEAN_SUM };
    struct inspect_facts facts = { .binder = &binder };
    struct inspector_look look = { UNIT_NATS, 0 };
    struct part_panel panel = { .canvas = canvas,
                                .rest = place,
                                .look = &look,
                                .facts = &facts,
                                .ascii = canvas_ascii(canvas) };
    struct equation_terms terms;

    if (!equation_terms_init(&terms, equation))
        return;
    if (terms.terms.product)
        binder.kind = MEAN_PRODUCT;
    if (!terms.terms.written)
        binder.name = terms.terms.node->name;
    facts.terms = terms.terms.range;
    facts.terms.first += terms.terms.written;
    if (equation->lab)
        look.unit = lab_unit(equation->lab);
    if (panel.rest.cols > COLS_WHOLE)
        panel.rest.cols = COLS_WHOLE;
    draw_rows(&panel, &terms, (size_t)place.rows - 1, shown);
    equation_terms_finish(&terms);
}

void page_terms(struct canvas *canvas, struct rect area,
                const struct page *page, int first,
                const struct equations *equations)
{
    struct rect old = canvas_clip(canvas, area);

    for (size_t i = 0; i < page->anchor_count; i++) {
        const struct page_anchor *anchor = &page->anchors[i];
        struct rect place = { area.row + anchor->row - first,
                              area.col + anchor->col, anchor->rows,
                              anchor->cols };
        int shown = first + area.rows - anchor->row - 1;

        if (anchor->kind != ANCHOR_TERMS || anchor->row < first || shown < 1)
            continue;
        if (shown > anchor->rows - 1)
            shown = anchor->rows - 1;
        draw(canvas, place, (size_t)shown,
             equations_get(equations, (size_t)anchor->index));
    }
    canvas_unclip(canvas, old);
}
