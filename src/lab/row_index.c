#include "lab/row_index.h"

#include <stdlib.h>

#include "base/fatal.h"

enum { FEW = 8 /* rows, which are looked through */ };

/* Fibonacci hashing (Knuth, The Art of Computer Programming 3, 6.4), then the
 * next slots. Where the row's place is, or would be. */
static size_t *slot_of(const struct row_index *index, size_t row)
{
    size_t mask = index->slots - 1;
    size_t at = (size_t)((row * UINT64_C(0x9E3779B97F4A7C15)) >> 32) & mask;

    while (index->slot[at] != 0 && index->row[index->slot[at] - 1] != row)
        at = (at + 1) & mask;
    return &index->slot[at];
}

/* At most half of the slots are taken. */
static void make_slots(struct row_index *index)
{
    free(index->slot);
    index->slots = 4 * index->cap;
    index->slot = fatal_calloc(index->slots, sizeof *index->slot);
    for (size_t i = 0; i < index->count; i++)
        *slot_of(index, index->row[i]) = i + 1;
}

void row_index_finish(struct row_index *index)
{
    free(index->row);
    free(index->slot);
    *index = (struct row_index){ 0 };
}

size_t row_index_find(const struct row_index *index, size_t row)
{
    if (index->slot) {
        size_t at = *slot_of(index, row);

        return at > 0 ? at - 1 : ROW_NONE;
    }
    for (size_t i = 0; i < index->count; i++)
        if (index->row[i] == row)
            return i;
    return ROW_NONE;
}

size_t row_index_add(struct row_index *index, size_t row)
{
    if (index->count == index->cap) {
        index->cap = index->cap ? 2 * index->cap : 1;
        index->row = fatal_realloc(index->row, index->cap * sizeof *index->row);
        if (index->cap > FEW)
            make_slots(index);
    }
    index->row[index->count] = row;
    if (index->slot)
        *slot_of(index, row) = index->count + 1;
    return index->count++;
}
