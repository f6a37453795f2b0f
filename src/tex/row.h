/* row.h - atoms side by side, with TeX's spaces between them.
 *
 * A row is kept as items until it is known whether it must be broken.
 * Private to tex/.
 */
#ifndef TEX_ROW_H
#define TEX_ROW_H

#include <stdbool.h>
#include <stddef.h>

#include "tex/node.h"
#include "tex/piece.h"

/* What building needs to know; passed by pointer, copied to change it. */
struct builder {
    struct arena *arena;
    bool ascii, inline_, hat_row;
    bool script;   /* inside a script: no spaces between atoms */
    unsigned look; /* TEX_BOLD: what a font command asks for */
    bool upright;  /* letters are not variables: \mathrm */
};

struct row_item {
    struct piece *piece;
    const struct tex_node *node;
    enum tex_class left, right; /* the class seen from either side */
    int space;                  /* columns of explicit space before it */
    int gap;                    /* columns before it, by row_space() */
    int depth;         /* plain brackets open around it, by row_space() */
    bool unary;        /* a sign, not an operation, by row_space() */
    bool bar;          /* a fraction: a minus must not touch its bar */
    bool big;          /* a sum or its like */
    bool head_word;    /* begins with a word that must keep off other letters */
    bool tail_word;    /* ... ends with one */
    bool word_of_text; /* follows a blank of its text: a line may begin here */
    bool head, tail;   /* begins, ends with a letter or a digit */
};

struct row {
    struct row_item *items;
    size_t count, cap;
    int trailing; /* explicit space at the end */
};

/* Adds the items of a list, from `first` up to and without `stop` (NULL: to
 * the end). Tags, labels and what draws nothing are left out. */
void row_add(const struct builder *b, struct row *row,
             const struct tex_node *first, const struct tex_node *stop);

/* Adds one item that is built already. */
struct row_item *row_push(const struct builder *b, struct row *row,
                          struct piece *piece, enum tex_class cls);

/* Finds the gaps. led  the row goes on from an ordinary atom, as the cells
 * of an alignment do, so that a leading relation is spaced. */
void row_space(const struct builder *b, struct row *row, bool led);

/* The items [from, to) as one piece; the gap before the first is left out. */
struct piece *row_piece(const struct builder *b, const struct row *row,
                        size_t from, size_t to);

/* The columns that would take. */
int row_cols(const struct row *row, size_t from, size_t to);

#endif
