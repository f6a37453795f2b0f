/* page_math.c - build_math() of page_build.h: displayed equations, and the room
 * beside or below their lines in which values are drawn.
 */
#include "draw/page_build.h"

#include "base/arena.h"
#include "course/equation.h"
#include "draw/beside.h"
#include "lesson/lesson.h"
#include "tex/box.h"
#include "tex/layout.h"

/* A display that cannot be broken to the page's width is written inline and
 * wrapped: it is never chopped. */
static void add_wide(struct build *build, const struct block *block, int col)
{
    struct span span = { .kind = SPAN_MATH,
                         .text = block->math.text,
                         .math = block->math.node };
    struct spans spans = { &span, 1 };
    struct wrapped lines =
        wrap_spans(build->page->arena, spans, build_cols(build, col),
                   STYLE(ROLE_MATH), build->options.ascii);

    build_lines(build, &lines, col);
}

static void add_box_row(struct build *build, const struct tex_box *box, int r,
                        int col)
{
    struct page_row *row = build_row(build);
    size_t from, to;

    tex_box_row(box, r, &from, &to);
    if (from == to)
        return;
    *build_piece(build, row) = (struct piece){ .box = box,
                                               .from = (uint32_t)from,
                                               .to = (uint32_t)to,
                                               .col = col,
                                               .cols = box->cols,
                                               .style = STYLE(ROLE_MATH) };
}

/* Columns up to the end of what a row of the box draws. */
static int row_cols(const struct tex_box *box, int r)
{
    size_t from, to;

    tex_box_row(box, r, &from, &to);
    return from == to ? 0 : box->glyphs[to - 1].col + box->glyphs[to - 1].width;
}

/* The row of the line that has room for a value at its right end, or -1. */
static int roomy_row(const struct tex_box *box, const struct tex_line *line,
                     int room)
{
    for (int r = line->baseline; r <= line->bottom; r++)
        if (row_cols(box, r) <= room)
            return r;
    return -1;
}

/* All rows of the box, with a row under those lines that have none to spare
 * for their value. Fills the lines of the anchor. */
static void add_box(struct build *build, const struct tex_box *box, int col,
                    bool values, struct page_line *lines)
{
    int line = 0, room = build_cols(build, col) - PAGE_VALUE_COLS;

    for (int r = 0; r < box->rows; r++) {
        const struct tex_line *at = box->lines + line;
        int row = (int)build->page->row_count, value;

        add_box_row(build, box, r, col);
        /* A number or a remark that found no room beside its line stands in
         * rows below it. */
        if (line > 0 && (line == box->line_count || r < at->top))
            lines[line - 1].end = row;
        if (line == box->line_count || r != at->bottom)
            continue;
        value = roomy_row(box, at, room);
        lines[line] = (struct page_line){
            .baseline = row - (r - at->baseline),
            .value_row = !values     ? -1
                         : value < 0 ? row + 1
                                     : row - (r - value),
            .end = row,
            .from = at->from,
        };
        if (values && value < 0) {
            build_row(build);
            lines[line].end++;
        }
        line++;
    }
}

/* The display at a width, kept in the page's arena, or NULL when it is wider
 * than that however it is broken. */
static const struct tex_box *
lay_out(struct build *build, const struct block *block, int width, bool apart)
{
    struct arena *room;
    struct tex_style how = { .ascii = build->options.ascii,
                             .width = width,
                             .apart = apart };
    const struct tex_box *box;

    if (width < 1)
        return NULL;
    room = arena_create();
    box = tex_layout(room, block->math.node, how);
    box = box->cols > width ? NULL : wrap_keep_box(build->page->arena, box);
    arena_destroy(room);
    return box;
}

/* Rows that a display takes with room for the values of its lines. */
static int tall(const struct tex_box *box, int room)
{
    int rows = box->rows;

    for (int i = 0; i < box->line_count; i++)
        rows += roomy_row(box, &box->lines[i], room) < 0;
    return rows;
}

/* Values stand beside an equation where that makes it no taller; else in the
 * rows that it has, or below. */
static const struct tex_box *
choose(struct build *build, const struct block *block, int width, bool values)
{
    const struct tex_box *wide = lay_out(build, block, width, values), *box;

    if (!values)
        return wide;
    box = lay_out(build, block, width - PAGE_VALUE_COLS, true);
    if (!box || !wide)
        return box ? box : wide;
    return box->rows <= tall(wide, width - PAGE_VALUE_COLS) ? box : wide;
}

/* What is said below a value leaves a blank row before the text; a misprint
 * always has something to say there. */
static bool needs_row(struct build *build, const struct page_anchor *anchor,
                      const struct block *block,
                      const struct equation *equation)
{
    bool *remarked = build->options.remarked;
    bool needs =
        block->mark == CHECK_MISPRINT ||
        (remarked && remarked[anchor->index]) ||
        build_values(build, anchor, equation) >= (int)build->page->row_count;

    if (remarked)
        remarked[anchor->index] = needs;
    return needs;
}

void build_math(struct build *build, const struct block *block, int col)
{
    const struct equations *equations = build->options.equations;
    int index = build->equations++;
    int first = (int)build->page->row_count, baseline = first;
    int width = build_cols(build, col);
    int indent = width >= 50 ? PAGE_MATH_INDENT : 2;
    const struct equation *equation =
        equations ? equations_get(equations, (size_t)index) : NULL;
    bool values = equation && beside_wanted(equation);
    const struct tex_box *box = choose(build, block, width - indent, values);
    struct page_line *lines = NULL;
    struct page_anchor *anchor;

    if (!box) {
        indent = 0;
        box = choose(build, block, width, values);
    }
    if (box) {
        lines = arena_array(build->page->arena, (size_t)box->line_count + 1,
                            sizeof *lines);
        add_box(build, box, col + indent, values, lines);
        baseline = first + box->baseline;
    } else {
        add_wide(build, block, col + 2);
    }
    anchor = build_anchor(build, ANCHOR_EQUATION, index, first, block);
    anchor->col = col;
    anchor->baseline = baseline;
    anchor->lines = lines;
    anchor->line_count = box ? box->line_count : 0;
    if (values && box && needs_row(build, anchor, block, equation)) {
        build_row(build);
        anchor->rows++;
    }
    build_terms(build, block, equation, index, col + indent);
}
