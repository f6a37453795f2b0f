#include "draw/page.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/fatal.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "draw/clean.h"
#include "draw/page_build.h"
#include "draw/target.h"
#include "lesson/lesson.h"
#include "lesson/mend.h"

/* ---- rows and anchors ---- */

struct piece *build_piece(struct build *build, struct page_row *row)
{
    /* Rows are short: growing by one copies a handful of pieces. */
    struct piece *pieces =
        arena_array(build->page->arena, row->count + 1, sizeof *pieces);

    if (row->count > 0)
        memcpy(pieces, row->pieces, row->count * sizeof *pieces);
    row->pieces = pieces;
    return &row->pieces[row->count++];
}

void build_put(struct build *build, struct page_row *row, int col,
               const char *text, struct style style)
{
    struct slice s = slice_of(text);

    *build_piece(build, row) = (struct piece){
        .text = s, .col = col, .cols = canvas_width(s), .style = style
    };
}

struct page_row *build_row(struct build *build)
{
    struct page *page = build->page;
    struct page_row *row =
        vec_push_in(page->arena, page->rows, page->row_count, page->row_cap);

    for (int i = 0; i < build->bar_count; i++)
        build_put(build, row, build->bars[i], "\xE2\x94\x82",
                  STYLE(ROLE_FAINT));
    return row;
}

struct page_anchor *build_anchor(struct build *build, enum anchor_kind kind,
                                 int index, int row, const struct block *block)
{
    struct page *page = build->page;
    struct page_anchor *anchor =
        vec_push_in(page->arena, page->anchors, page->anchor_count,
                    page->anchor_cap);
    struct page_kind *among = &page->kinds[kind];

    *vec_push_in(page->arena, among->at, among->count, among->cap) =
        page->anchor_count - 1;
    anchor->kind = kind;
    anchor->index = index;
    anchor->row = row;
    anchor->rows = (int)page->row_count - row;
    anchor->cols = build->options.width;
    anchor->block = block;
    return anchor;
}

/* Pieces of one link have their address at one place of the lesson. */
void build_link(struct build *build, const struct piece *piece, int row)
{
    bool begins = !build->links || piece->link->url.at != build->link.at;
    struct page_anchor *anchor;

    build->links += begins;
    build->link_pieces = begins ? 0 : build->link_pieces + 1;
    build->link = piece->link->url;
    anchor = build_anchor(build, ANCHOR_LINK, build->links - 1, row, NULL);
    anchor->sub = build->link_pieces;
    anchor->rows = 1;
    anchor->col = piece->col;
    anchor->cols = piece->cols;
    anchor->url = piece->link->url;
}

int build_lines(struct build *build, const struct wrapped *wrapped, int col)
{
    int first = (int)build->page->row_count;

    for (size_t i = 0; i < wrapped->count; i++) {
        struct wrap_line *line = &wrapped->lines[i];
        struct page_row *row = build_row(build);

        for (size_t j = 0; j < line->count; j++)
            line->pieces[j].col += col;
        if (row->count == 0) {
            row->pieces = line->pieces;
            row->count = line->count;
        } else {
            for (size_t j = 0; j < line->count; j++)
                *build_piece(build, row) = line->pieces[j];
        }
        for (size_t j = 0; j < line->count; j++)
            if (line->pieces[j].link)
                build_link(build, &line->pieces[j],
                           (int)build->page->row_count - 1);
    }
    return first;
}

/* ---- blocks ---- */

int build_cols(const struct build *build, int col)
{
    int cols = build->options.width - col;

    return cols < 4 ? 4 : cols;
}

static void add_heading(struct build *build, const struct block *block, int col)
{
    struct style style = block->level == 1 ? STYLE_WITH(ROLE_ACCENT, ATTR_BOLD)
                                           : STYLE(ROLE_TITLE);
    struct wrapped lines =
        wrap_spans(build->page->arena, block->spans, build_cols(build, col),
                   style, build->options.ascii);
    int first = build_lines(build, &lines, col);

    build_anchor(build, ANCHOR_HEADING, build->headings++, first, block);
}

static void add_paragraph(struct build *build, const struct block *block,
                          int col)
{
    struct wrapped lines =
        wrap_spans(build->page->arena, block->spans, build_cols(build, col),
                   STYLE(ROLE_TEXT), build->options.ascii);

    build_lines(build, &lines, col);
}

static void add_item(struct build *build, const struct block *block)
{
    static const char *const bullets[] = { "\xE2\x80\xA2",
                                           "\xE2\x80\x93" }; /* • – */
    int depth = block->depth < PAGE_DEPTH ? block->depth : PAGE_DEPTH - 1;
    int col = depth > 0 ? build->indent[depth - 1] : 0;
    const char *sign = block->number > 0 ? arena_printf(build->page->arena,
                                                        "%ld.", block->number)
                                         : bullets[depth % 2 == 0];
    int text = col + canvas_width(slice_of(sign)) + 1;
    struct wrapped lines;
    int first;

    /* Deep lists on a narrow page stop moving to the right. */
    if (text > build->options.width / 2)
        text = col + 1;
    build->indent[depth] = text;
    lines =
        wrap_spans(build->page->arena, block->spans, build_cols(build, text),
                   STYLE(ROLE_TEXT), build->options.ascii);
    first = build_lines(build, &lines, text);
    if (first == (int)build->page->row_count)
        build_row(build);
    build_put(build, &build->page->rows[first], col, sign, STYLE(ROLE_DIM));
}

/* Bytes of text that fit in cols cells, up to a blank where there is one in
 * the second half; their cells in *width. */
static size_t code_fits(struct slice text, int cols, int *width)
{
    size_t len = 0, n, blank = 0;
    int w, at_blank = 0;

    for (*width = 0; len < text.len; len += n, *width += w) {
        w = utf8_grapheme(slice_sub(text, len, text.len), &n);
        if (*width + w > cols)
            break;
        if (text.at[len] == ' ') {
            blank = len + 1;
            at_blank = *width + 1;
        }
    }
    if (len == text.len || blank < len / 2)
        return len;
    *width = at_blank;
    return blank;
}

/* Code keeps its lines; a long one goes on below, indented further. */
static void add_code_line(struct build *build, struct slice text, int col,
                          struct style style)
{
    int at = col;

    do {
        struct page_row *row = build_row(build);
        struct piece piece = { .col = at, .style = style };
        size_t len = code_fits(text, build_cols(build, at), &piece.cols);

        piece.text = slice_sub(text, 0, len);
        *build_piece(build, row) = piece;
        text = slice_sub(text, len, text.len);
        at = col + 2;
    } while (text.len > 0);
}

/* What an author got wrong stands under what is wrong with it. */
static void add_code(struct build *build, const struct block *block, int col)
{
    struct slice rest = block->text, line;
    bool mistake = slice_is(block->info, MEND_WORD);

    for (int i = 0; slice_line(&rest, &line); i++)
        add_code_line(build,
                      clean_text(build->page->arena, line,
                                 build->options.ascii),
                      mistake && i == 0 ? col : col + 2,
                      STYLE(!mistake ? ROLE_CODE
                            : i == 0 ? ROLE_BAD
                                     : ROLE_DIM));
}

static void add_rule(struct build *build, int col)
{
    build_put(build, build_row(build), col,
              "\xE2\x94\x80\xE2\x94\x80\xE2\x94\x80", STYLE(ROLE_FAINT));
}

/* A line for what is drawn elsewhere, or not yet. */
static void add_note(struct build *build, int col, const char *kind,
                     const char *title, struct style style)
{
    char *text =
        arena_printf(build->page->arena, "%s%s%s", kind,
                     title && title[0] ? ": " : "", title ? title : "");
    struct wrapped lines =
        wrap_text(build->page->arena, slice_of(text), build_cols(build, col),
                  style, build->options.ascii);

    build_lines(build, &lines, col);
}

static void add_blocks(struct build *build, const struct block *block);

/* What a quote or notes hold, behind a bar. */
static void add_inside(struct build *build, const struct block *block, int col)
{
    int depth = block->depth < PAGE_DEPTH ? block->depth : PAGE_DEPTH - 1;
    int old = build->indent[depth];

    bool deep =
        build->bar_count == PAGE_DEPTH || col + 2 > build->options.width / 2;

    /* Like lists, deep quotes stop moving to the right. */
    if (!deep) {
        build->bars[build->bar_count++] = col;
        build->indent[depth] = col + 2;
    }
    build->before = NULL;
    add_blocks(build, block->blocks);
    build->indent[depth] = old;
    build->bar_count -= !deep;
}

static void add_lab(struct build *build, const struct block *block, int col)
{
    int first = (int)build->page->row_count;

    if (build->options.labs && block->lab)
        add_note(build, col, "\xE2\x96\xB8 lab",
                 block->lab->title ? block->lab->title : block->lab->name,
                 STYLE(ROLE_ACCENT));
    build_anchor(build, ANCHOR_LAB, build->labs++, first, block);
}

static void add_figure(struct build *build, const struct block *block, int col)
{
    int first = (int)build->page->row_count;
    const char *title;

    if (build_figure(build, block, col) || build_fit(build, block, col))
        return;
    title =
        block->kind == BLOCK_PLOT && block->plot ? block->plot->title : NULL;

    add_note(build, col, block_kind_name(block->kind), title, STYLE(ROLE_DIM));
    build_anchor(build, ANCHOR_FIGURE, build->figures++, first, block);
}

static void add_block(struct build *build, const struct block *block, int col)
{
    switch (block->kind) {
    case BLOCK_HEADING:
        add_heading(build, block, col);
        break;
    case BLOCK_PARAGRAPH:
        add_paragraph(build, block, col);
        break;
    case BLOCK_ITEM:
        add_item(build, block);
        break;
    case BLOCK_CODE:
        add_code(build, block, col);
        break;
    case BLOCK_QUOTE:
    case BLOCK_NOTES:
        add_inside(build, block, col);
        break;
    case BLOCK_TABLE:
        build_table(build, block->table, col);
        break;
    case BLOCK_RULE:
        add_rule(build, col);
        break;
    case BLOCK_MATH:
        build_math(build, block, col);
        break;
    case BLOCK_LAB:
        add_lab(build, block, col);
        break;
    case BLOCK_QUESTION:
        build_question(build, block, col);
        break;
    case BLOCK_PLOT:
    case BLOCK_SAMPLE:
    case BLOCK_FIT:
        add_figure(build, block, col);
        break;
    case BLOCK_DEFINE:
    case BLOCK_KIND_COUNT:
        break;
    }
}

/* ---- the order of blocks ---- */

static bool is_shown(const struct build *build, const struct block *block)
{
    if (block->kind == BLOCK_DEFINE)
        return false;
    if (block->kind == BLOCK_NOTES)
        return build->options.notes;
    return true;
}

/* What is numbered counts whether it shows or not. */
static void count_hidden(struct build *build, const struct block *block)
{
    build->labs += block->kind == BLOCK_LAB;
    build->questions += block->kind == BLOCK_QUESTION;
    build->equations += block->kind == BLOCK_MATH;
    build->headings += block->kind == BLOCK_HEADING;
    build->figures += block->kind == BLOCK_PLOT ||
                      block->kind == BLOCK_SAMPLE || block->kind == BLOCK_FIT;
    build->leaves += block->kind != BLOCK_QUOTE && block->kind != BLOCK_NOTES &&
                     block->kind != BLOCK_LAB && block->kind != BLOCK_DEFINE;
    for (const struct block *b = block->blocks; b; b = b->next)
        count_hidden(build, b);
}

static bool wants_blank(const struct build *build, const struct block *block)
{
    const struct block *before = build->before;

    if (!before)
        return false;
    if (block->kind == BLOCK_LAB && !build->options.labs)
        return false;
    if (block->kind == BLOCK_ITEM && block->tight && before->depth > 0)
        return false;
    return true;
}

/* A quote is what it holds. */
static void add_leaf(struct build *build, const struct block *block, int first)
{
    if (block->kind != BLOCK_QUOTE && block->kind != BLOCK_NOTES &&
        block->kind != BLOCK_LAB)
        build_anchor(build, ANCHOR_BLOCK, build->leaves++, first, block);
}

static void add_blocks(struct build *build, const struct block *block)
{
    int first;

    for (; block; block = block->next) {
        int depth = block->depth < PAGE_DEPTH ? block->depth : PAGE_DEPTH - 1;

        if (!is_shown(build, block) ||
            (build->options.step >= 0 && block->step > build->options.step)) {
            count_hidden(build, block);
            continue;
        }
        if (wants_blank(build, block))
            build_row(build);
        if (block->step > build->step) {
            build->step = block->step;
            build_anchor(build, ANCHOR_STEP, block->step,
                         (int)build->page->row_count, block);
        }
        first = (int)build->page->row_count;
        add_block(build, block, build->indent[depth]);
        add_leaf(build, block, first);
        if (block->kind != BLOCK_LAB || build->options.labs)
            build->before = block;
    }
}

struct page *page_create(const struct lesson *lesson,
                         struct page_options options)
{
    struct page *page = fatal_calloc(1, sizeof *page);
    struct build build = { .page = page, .lesson = lesson, .options = options };

    page->arena = arena_create();
    if (build.options.width < PAGE_WIDTH_MIN)
        build.options.width = PAGE_WIDTH_MIN;
    add_blocks(&build, lesson->blocks);
    /* What is said below the value of an equation needs a row. */
    if (build.options.equations && build.before &&
        build.before->kind == BLOCK_MATH)
        build_row(&build);
    return page;
}

void page_destroy(struct page *page)
{
    if (!page)
        return;
    arena_destroy(page->arena);
    free(page);
}
