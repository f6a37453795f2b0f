/* bulk.h - valuing a block of the rows of a long loop at once. Private to
 * tex/.
 *
 * A sum or a product over a million rows spends its time on walking code. Here
 * the code of its body is walked once for a few hundred rows, with a column
 * where run.h has a number. What comes out has the bits and the flags of the
 * walk row by row, or there is no column at all: where a row is not ordinary
 * (column.h), refers to a place that is not there, or takes another case than
 * its neighbours, the loop goes row by row, and that is where faults are told.
 *
 * Nobody is told of parts here, and no slope is kept: with a sink or within a
 * gradient a loop goes row by row.
 */
#ifndef TEX_BULK_H
#define TEX_BULK_H

#include "tex/code.h"

/* Rows that a loop must have to be worth it. */
enum { BULK_LOOP_MIN = 64 };

/* Loops in one another within a block, each of which needs some kilobytes. */
enum { BULK_DEPTH_MAX = 16 };

struct bulk {
    struct machine *m;
    size_t n; /* rows, at most COLUMN_ROWS */
    int slot; /* of the loop's variable: first, first + 1, ... */
    long first;
    int depth; /* loops inside one another so far */
};

/* Whether all of its parts have columns. */
bool bulk_can(struct code *code);

/* The numbers of its rows, valid until it is valued again; NULL: go row by
 * row. */
const struct column *bulk_value(struct bulk *b, struct code *code);

/* The same number of every row that bounds a loop. False: it differs. */
bool bulk_bound(struct bulk *b, struct code *code, long *out);

/* Whether to go on, as run_more(), for all rows together. */
bool bulk_more(struct bulk *b);

/* bulk_read.c: OP_READ, and OP_PLACE. */
bool bulk_read(struct bulk *b, struct code *code, struct column *out);
bool bulk_place(struct bulk *b, struct code *code, struct column *out);

/* bulk_loop.c: a binder inside, over the same numbers in every row. */
bool bulk_binder(struct bulk *b, struct code *code, struct column *out);

#endif
