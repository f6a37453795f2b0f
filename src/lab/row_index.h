/* row_index.h - a few rows among very many, found by their number.
 *
 * What is kept of some rows only (their locks, what they first were) stands in
 * arrays in the order in which they came; this says where. For lab*.c only.
 */
#ifndef LAB_ROW_INDEX_H
#define LAB_ROW_INDEX_H

#include <stddef.h>
#include <stdint.h>

#define ROW_NONE SIZE_MAX

/* Zeroed is empty. */
struct row_index {
    size_t *row; /* [count], in the order of row_index_add() */
    size_t count, cap;
    size_t *slot; /* [slots] places from 1, 0 where free; of a few rows none */
    size_t slots;
};

void row_index_finish(struct row_index *index);

/* Where the row stands, or ROW_NONE. */
size_t row_index_find(const struct row_index *index, size_t row);

/* Adds a row that is not there yet; returns its place, the last. `cap` says
 * how much room arrays beside it need. */
size_t row_index_add(struct row_index *index, size_t row);

#endif
