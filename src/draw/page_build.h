/* page_build.h - how a page is put together: for page*.c only.
 */
#ifndef DRAW_PAGE_BUILD_H
#define DRAW_PAGE_BUILD_H

#include "draw/page.h"
#include "draw/wrap.h"

struct arena;
struct block;
struct block_table;
struct equation;
struct question;
struct question_block;

enum {
    PAGE_DEPTH = 34,
    PAGE_MATH_INDENT = 4,
    PAGE_VALUE_COLS = 18 /* "−2071.4661 nats ✓" and what keeps it off */
};

struct page_row {
    struct piece *pieces; /* columns from the page's left edge */
    size_t count;
};

/* The anchors of one kind: places among all. Their index never falls, for a
 * page is made from the top down. */
struct page_kind {
    size_t *at;
    size_t count, cap;
};

struct page {
    struct arena *arena;
    struct page_row *rows;
    size_t row_count, row_cap;
    struct page_anchor *anchors;
    size_t anchor_count, anchor_cap;
    struct page_kind kinds[ANCHOR_KINDS];
};

struct build {
    struct page *page;
    const struct lesson *lesson;
    struct page_options options;
    int indent[PAGE_DEPTH]; /* columns of text at a list depth */
    int bars[PAGE_DEPTH];   /* columns of the bars of open quotes */
    int bar_count;
    const struct block *before; /* the block above, NULL at the top */
    int step;                   /* the last one that has an anchor */
    int headings, equations, questions, labs, figures; /* counted so far */
    int leaves; /* blocks that take rows */
    int links;
    struct slice link; /* the last one's address, where the lesson has it */
    int link_pieces;   /* of it, so far */
};

/* A new row, with the bars of the quotes it stands in. */
struct page_row *build_row(struct build *build);

/* An empty piece at the end of a row. */
struct piece *build_piece(struct build *build, struct page_row *row);

/* Columns from `col` to the page's right edge. */
int build_cols(const struct build *build, int col);

/* A piece of our own on a row. The text is not copied. */
void build_put(struct build *build, struct page_row *row, int col,
               const char *text, struct style style);

/* One row for each line, at column `col`; returns the index of the first.
 * Links get their anchors. */
int build_lines(struct build *build, const struct wrapped *wrapped, int col);

/* The anchor of a link's piece on the row with that number. */
void build_link(struct build *build, const struct piece *piece, int row);

struct page_anchor *build_anchor(struct build *build, enum anchor_kind kind,
                                 int index, int row, const struct block *block);

/* page_figure.c: room for a figure, with its anchor. False: there is none to be
 * drawn, and nothing was done. */
bool build_figure(struct build *build, const struct block *block, int col);

/* page_terms.c: room for the terms of an equation, below it. */
void build_terms(struct build *build, const struct block *block,
                 const struct equation *equation, int index, int col);

/* page_values.c: the last row that something is said in about an equation that
 * the page ends with, as things are; it may be one that the page has not yet.
 * -1: nothing is said. */
int build_values(struct build *build, const struct page_anchor *anchor,
                 const struct equation *equation);

/* A question that is being laid out: page_question.c and page_task.c. */
enum {
    ASKING_SIGN = 0,
    ASKING_TEXT = 3,
    ASKING_CHOICE_SIGN = 3,
    ASKING_CHOICE = 7,
    ASKING_HINT = 9
};

struct asking {
    struct build *build;
    const struct question_block *question;
    const struct question *live; /* NULL: nobody was asked */
    int col, index;
    int committed, hints;
    int tight; /* how much room it had to give up */
};

/* Running text from a column of the question on; returns its first row. */
int asking_spans(struct asking *a, struct spans spans, int col,
                 struct style style);

/* The same for bare words. */
int asking_words(struct asking *a, const char *words, int col,
                 struct style style);

/* The tick or the cross of a verdict before a row. */
void asking_verdict(struct asking *a, int row, bool right);

/* Where it is answered: rows from `first` on get the cursor. */
void asking_anchor(struct asking *a, int first, int sub);

/* The hints that were given. */
void asking_hints(struct asking *a);

/* What stands in place of choices, for the other kinds. */
void build_task(struct asking *a);

/* The example that stands worked above a question which asks the same with
 * other numbers. */
void build_worked(struct asking *a);

/* The label of a question, with its sign before it. */
void asking_label(struct asking *a, const char *words);

/* page_fit.c: the same for a regression. */
bool build_fit(struct build *build, const struct block *block, int col);

/* page_view.c: where an anchor stands when the page is drawn into an area with
 * that row at its top; it may reach out of the area. */
struct rect page_place(const struct page_anchor *anchor, struct rect area,
                       int first);

/* page_math.c, page_table.c, page_question.c */
void build_math(struct build *build, const struct block *block, int col);
void build_table(struct build *build, const struct block_table *table, int col);
void build_question(struct build *build, const struct block *block, int col);

#endif
