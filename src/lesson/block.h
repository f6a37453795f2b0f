/* block.h - a lesson as a list of blocks.
 *
 * Blocks stand in the order of the file, linked by `next`. Lists are flat: an
 * item is a block that knows its depth, and what else stands inside an item
 * follows it with the same depth. Only a quote and notes hold blocks.
 */
#ifndef LESSON_BLOCK_H
#define LESSON_BLOCK_H

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"
#include "lesson/figure_block.h"
#include "lesson/lab_block.h"
#include "lesson/lesson_tex.h"
#include "lesson/question_block.h"
#include "lesson/span.h"

enum block_kind {
    BLOCK_HEADING,   /* level, spans */
    BLOCK_PARAGRAPH, /* spans */
    BLOCK_ITEM,      /* depth, number, tight, spans (may be empty) */
    BLOCK_CODE,      /* info, text */
    BLOCK_QUOTE,     /* blocks */
    BLOCK_TABLE,     /* table */
    BLOCK_RULE,      /* nothing */
    BLOCK_MATH,      /* math, mark, reason: a displayed equation */
    BLOCK_LAB,       /* lab */
    BLOCK_QUESTION,  /* question */
    BLOCK_DEFINE,    /* text: verbatim, its first line is `line` + 1 */
    BLOCK_PLOT,      /* plot */
    BLOCK_SAMPLE,    /* sample */
    BLOCK_FIT,       /* fit */
    BLOCK_NOTES,     /* blocks: what only the lecturer sees */
    BLOCK_KIND_COUNT
};

/* What is claimed of a displayed equation, and so how it is to be checked. */
enum check_mark {
    CHECK_IDENTITY,      /* no mark: holds for any data of the shape */
    CHECK_GIVEN_ONE_HOT, /* holds where every truth is one-hot */
    CHECK_INSTANCE,      /* speaks of this lab's numbers */
    CHECK_MISPRINT,      /* as the source prints it: is to be false */
    CHECK_UNREAD         /* not meant to be evaluated; reason says why */
};

/* How a list or a displayed equation comes in a talk, as a comment before it
 * says: see comment.h. */
enum block_reveal {
    REVEAL_AUTO,  /* not said: an equation by its lines, a list at once */
    REVEAL_WHOLE, /* at once */
    REVEAL_ITEMS, /* ITEM: one after the other */
    REVEAL_LINES, /* MATH: line by line, as the source breaks it */
    REVEAL_TERMS  /* MATH: the terms of its last side, one after the other */
};

/* A mutation of an equation that is not another claim: it stays true, and
 * the reason says why. */
struct check_equivalent {
    struct slice mutation; /* as `likely check --mutate` names it */
    struct slice reason;
    int line, column; /* of the comment */
};

enum block_align { ALIGN_DEFAULT, ALIGN_LEFT, ALIGN_CENTER, ALIGN_RIGHT };

/* A table: row 0 is the head. Every row has cols cells; what the source left
 * out is an empty cell. */
struct block_table {
    size_t rows, cols;
    enum block_align *align; /* [cols] */
    struct spans *cells;     /* [rows][cols] */
};

struct block {
    struct block *next;   /* NULL at the end of a list */
    struct block *parent; /* the quote or notes it stands in, or NULL */
    enum block_kind kind;
    int line;   /* of its first line in the lesson file: a fenced block's is
                   that of its fence */
    int column; /* of its first character; 1 where it has none */
    int step;   /* pauses before it, those behind predict-first questions
                   included: shown from that step of the reveal on */
    int depth;  /* lists it stands in: 0 outside, an outermost item is 1 */
    enum block_reveal reveal; /* ITEM, MATH */
    bool slide; /* in a talk it may begin a slide: see comment.h */

    int level;            /* HEADING: 1 to 6 */
    long number;          /* ITEM: 0 is a bullet, else the number, from 1 */
    bool tight;           /* ITEM: no blank line between the items */
    struct spans spans;   /* HEADING, PARAGRAPH, ITEM */
    struct slice info;    /* CODE: the word behind the fence, or empty */
    struct slice text;    /* CODE, DEFINE: as written, lines end in LF */
    struct block *blocks; /* QUOTE, NOTES: what they hold */
    struct block_table *table;

    struct lesson_tex math;
    enum check_mark mark;
    struct slice reason; /* of CHECK_UNREAD, never empty there */
    struct slice with;   /* actions of the lab, with ';' between: the state in
                            which it is checked; or empty */
    int mark_line, mark_column;           /* of the mark; 0: there is none */
    struct check_equivalent *equivalents; /* [equivalent_count] */
    size_t equivalent_count;

    struct lab_block *lab;
    struct question_block *question;
    struct plot_block *plot;
    struct sample_block *sample;
    struct fit_block *fit;
};

/* "heading", "paragraph"...: for messages and dumps. */
const char *block_kind_name(enum block_kind kind);

/* "identity", "given one-hot", "instance", "misprint", "unread". */
const char *check_mark_name(enum check_mark mark);

/* The block that follows `block` when all blocks are visited, those inside
 * quotes and notes included, parents first. Pass NULL to begin with `first`.
 * NULL at the end. */
struct block *block_walk(struct block *first, struct block *block);

#endif
