/* page.h - a lesson laid out on rows.
 *
 * Laid out once for a width and a state of its questions; scrolling only
 * draws other rows of it. Nothing wraps inside a formula or between a number
 * and its unit; nothing is wider than the page.
 *
 * Anchors say where things stand: rows of the page, for scrolling to them,
 * and targets (target.h) for the mouse.
 */
#ifndef DRAW_PAGE_H
#define DRAW_PAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"
#include "draw/canvas.h"
#include "draw/dots.h"

struct block;
struct equations;
struct figures;
struct fits;
struct lesson;
struct page;
struct question;
struct span;

enum {
    PAGE_WIDTH_MIN = 16,
    HANDS_BESIDE = 12 /* columns for hands where they have no row */
};

/* What became of a question: the n-th of lesson->questions. */
struct page_question {
    int committed;               /* the choice taken, from 0; -1: none yet */
    int hints;                   /* how many hints to show */
    const struct question *live; /* what became of it else, and its numbers;
                                    NULL: as the lesson has it */
};

struct page_options {
    int width;  /* columns; at least PAGE_WIDTH_MIN is laid out */
    int height; /* rows in sight, into which a figure is to go; 0: any */
    int step;   /* blocks of later steps are left out; -1: all are shown */
    /* Of the lesson: those that have values get room for them. NULL: none. */
    const struct equations *equations;
    /* Of each of them (or NULL): a remark stood below it, so that it has a row
     * for one. Set here and read the next time: what an edit takes away does
     * not move the text. */
    bool *remarked;
    /* Its figures, likewise. NULL: a line stands for each. */
    const struct figures *figures;
    const struct fits *fits; /* likewise its regressions */
    bool words; /* what figures show in words, too: values must be there */
    bool notes; /* the lecturer's notes too */
    bool ascii;
    bool labs;  /* a line where a lab stands, for when it is not in sight */
    bool hands; /* a row below each choice, the last of its anchor, in which
                   the hands raised for it are shown. A question that is taller
                   than `height` gives up first those rows for columns at the
                   right, then blank rows, then, answered, the choices that are
                   neither right nor taken */
    bool terms; /* rows below an equation that comes term by term, with the
                   value of each and what has come together so far */
    const struct page_question *questions; /* or NULL: none is answered */
    size_t question_count;
};

enum anchor_kind {
    ANCHOR_HEADING,
    ANCHOR_EQUATION, /* index: displayed equations, from 0 */
    ANCHOR_QUESTION, /* index: of lesson->questions */
    ANCHOR_CHOICE,   /* index: the question, sub: the choice, the line of an
                        order from the top, else 0: where it is answered */
    ANCHOR_LAB,      /* index: of lesson->labs; rows may be 0 */
    ANCHOR_STEP,     /* index: the step whose first row this is */
    ANCHOR_LINK,     /* index: links from 0; sub: its pieces, of which a line's
                        end or a change of type makes some; url says where to */
    ANCHOR_FIGURE,   /* a plot, sample or fit */
    ANCHOR_BLOCK,    /* index: leaf blocks that take rows, counted from 0;
                        the blank row before one is not of it */
    ANCHOR_WHY,      /* index: the question whose why this is */
    ANCHOR_WORKED,   /* index: the question, sub: a step of the example that
                        stands worked above it */
    ANCHOR_TERMS,    /* index: the equation whose terms these are, a heading and
                        rows for each; sub: enum page_table */
    ANCHOR_KINDS
};

enum page_table {
    TABLE_PARTS = 1,   /* each term is a part of the equation, too */
    TABLE_SKIPPED = 2, /* the one before the last stands for many */
    TABLE_TALL = 4     /* two rows for each term: it, and its numbers */
};

/* A line of a displayed equation. */
struct page_line {
    int baseline;  /* rows of the page */
    int value_row; /* where its value goes; -1: no room is kept */
    int end;       /* the last row that belongs to it */
    uint32_t from; /* byte of the source that it begins with */
};

struct page_anchor {
    enum anchor_kind kind;
    int index, sub;
    int row, rows; /* of the page */
    int col, cols;
    int baseline; /* of an equation: the row of the page its value is on */
    const struct page_line *lines; /* [line_count] of an equation */
    int line_count;
    const struct block *block;
    struct slice url;
};

/* The lesson is borrowed and must live longer. */
struct page *page_create(const struct lesson *lesson,
                         struct page_options options);
void page_destroy(struct page *page);

int page_rows(const struct page *page);

size_t page_anchor_count(const struct page *page);
const struct page_anchor *page_anchor(const struct page *page, size_t index);

/* The anchor of that kind, index and sub (ignored but for choices and worked
 * steps), or NULL. */
const struct page_anchor *page_find(const struct page *page,
                                    enum anchor_kind kind, int index, int sub);

/* The first of that kind and index whose sub is that or more, or NULL. */
const struct page_anchor *page_find_from(const struct page *page,
                                         enum anchor_kind kind, int index,
                                         int sub);

/* Whether nothing stands in a row. */
bool page_row_empty(const struct page *page, int row);

/* Draws the rows from `first` on into the area. focus is lit: an anchor of
 * this page (a choice gets the cursor's sign), or NULL. */
void page_draw(struct canvas *canvas, struct rect area, const struct page *page,
               int first, const struct page_anchor *focus);

/* Draws the values of the equations in sight beside them: after page_draw(),
 * with the same area and first row. The page must have been laid out with
 * these equations; only what they say may have changed. */
void page_values(struct canvas *canvas, struct rect area,
                 const struct page *page, int first,
                 const struct equations *equations);

/* A term of an equation, and what it comes to with all that stand before it;
 * "" where that is not known. */
struct page_term {
    size_t term, count; /* which of how many, from 0 */
    bool product;
    char value[48], total[48];
};

/* The last term of equation `index` whose row stands above row `end`. False:
 * none does. */
bool page_term_above(const struct page *page, int index, int end,
                     const struct equations *equations, bool ascii,
                     struct page_term *out);

/* Draws the terms of equations, as far as their rows are in the area: after
 * page_draw(), with the same area and first row. */
void page_terms(struct canvas *canvas, struct rect area,
                const struct page *page, int first,
                const struct equations *equations);

/* Draws the figures in sight: after page_draw(), with the same area and first
 * row. The page must have been laid out with these figures. focus: the index
 * of the one that has the keys, or -1. */
void page_figures(struct canvas *canvas, struct rect area,
                  const struct page *page, int first,
                  const struct figures *figures, enum dots_kind dots,
                  int focus);

/* The same for its regressions. hint: a line below each, or NULL. */
void page_fits(struct canvas *canvas, struct rect area, const struct page *page,
               int first, const struct fits *fits, enum dots_kind dots,
               const char *hint);

/* Bytes [from, to) of a displayed equation's source, as drawn. */
struct page_part {
    const struct page_anchor *equation;
    uint32_t from, to;
};

/* A cell of the canvas. */
struct page_spot {
    int row, col;
};

/* Gives the glyphs that come from a part of an equation another role, and
 * attributes besides their own: after page_draw(), with the same area and
 * first row. False when none is in sight; else spot, if not NULL, is the cell
 * of the one that comes first in the source. */
bool page_light(struct canvas *canvas, struct rect area,
                const struct page *page, int first, struct page_part part,
                struct style style, struct page_spot *spot);

/* Draws blanks for the glyphs that come from a part: for what is not to be
 * seen yet. As page_light(). */
void page_hide(struct canvas *canvas, struct rect area, const struct page *page,
               int first, struct page_part part);

/* The page's row of the glyph of a part that comes first in the source, or
 * -1 when nothing of it is drawn. */
int page_part_row(const struct page *page, struct page_part part);

/* The source of the glyph of an equation nearest to a cell in its row, in rows
 * and columns of the page. False when that row has none. */
bool page_part_at(const struct page *page, const struct page_anchor *equation,
                  int row, int col, struct page_part *part);

/* `first` moved as little as possible so that the anchor's rows show in
 * `height` rows, with a row of context where there is room; clamped to the
 * page. */
int page_scroll_to(const struct page *page, int first, int height,
                   const struct page_anchor *anchor);

/* `first` clamped to what can be scrolled to. */
int page_clamp(const struct page *page, int first, int height);

#endif
