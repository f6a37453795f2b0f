/* stash.h - copies of some rows of a lab: a step of its history, a saved
 * state, and what rows that were edited first were. For lab*.c only.
 */
#ifndef LAB_STASH_H
#define LAB_STASH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lab/row_index.h"
#include "lab/rows.h"

/* Zeroed is empty; the rows' k is that of its first row. */
struct stash {
    struct row_index index;
    size_t k;
    double *score; /* [cap][k] */
    double *softness;
    int32_t *label;
    bool *locked; /* [cap][k] */
};

/* In what a copy and the row differ, bit for bit. */
enum {
    ROW_SCORE = 1 << 0,
    ROW_LABEL = 1 << 1,
    ROW_SOFTNESS = 1 << 2,
    ROW_LOCKS = 1 << 3
};

void stash_finish(struct stash *stash);

/* Where the row's copy stands, or ROW_NONE. */
size_t stash_find(const struct stash *stash, size_t row);

/* Copies a row that is not there yet, as it stands or as another stash has it
 * at a place. */
size_t stash_row(struct stash *stash, const struct rows *rows, size_t row);
size_t stash_copy(struct stash *stash, const struct stash *from, size_t at);

unsigned stash_differs(const struct stash *stash, size_t at,
                       const struct rows *rows);

/* A copy changes places with its row. */
void stash_swap(struct stash *stash, size_t at, struct rows *rows);

/* The copy takes over the row's locks. */
void stash_take_locks(struct stash *stash, size_t at, const struct rows *rows);

#endif
