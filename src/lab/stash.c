#include "lab/stash.h"

#include <stdlib.h>
#include <string.h>

#include "base/fatal.h"

void stash_finish(struct stash *stash)
{
    row_index_finish(&stash->index);
    free(stash->score);
    free(stash->softness);
    free(stash->label);
    free(stash->locked);
    *stash = (struct stash){ 0 };
}

size_t stash_find(const struct stash *stash, size_t row)
{
    return row_index_find(&stash->index, row);
}

static size_t add(struct stash *stash, size_t row, size_t k)
{
    size_t before = stash->index.cap, at = row_index_add(&stash->index, row);
    size_t cap = stash->index.cap;

    stash->k = k;
    if (cap == before)
        return at;
    stash->score = fatal_realloc(stash->score, cap * k * sizeof *stash->score);
    stash->softness =
        fatal_realloc(stash->softness, cap * sizeof *stash->softness);
    stash->label = fatal_realloc(stash->label, cap * sizeof *stash->label);
    stash->locked =
        fatal_realloc(stash->locked, cap * k * sizeof *stash->locked);
    return at;
}

static void put_locks(struct stash *stash, size_t at, const bool *locks)
{
    bool *mine = stash->locked + at * stash->k;

    if (locks)
        memcpy(mine, locks, stash->k * sizeof *mine);
    else
        memset(mine, 0, stash->k * sizeof *mine);
}

size_t stash_row(struct stash *stash, const struct rows *rows, size_t row)
{
    size_t k = rows->k, at = add(stash, row, k);

    if (rows->score)
        memcpy(stash->score + at * k, rows->score + row * k,
               k * sizeof *stash->score);
    stash->softness[at] = rows_softness(rows, row);
    stash->label[at] = rows->label[row];
    put_locks(stash, at, rows_locks(rows, row));
    return at;
}

size_t stash_copy(struct stash *stash, const struct stash *from, size_t at)
{
    size_t k = from->k, to = add(stash, from->index.row[at], k);

    memcpy(stash->score + to * k, from->score + at * k,
           k * sizeof *stash->score);
    stash->softness[to] = from->softness[at];
    stash->label[to] = from->label[at];
    put_locks(stash, to, from->locked + at * k);
    return to;
}

static bool locks_differ(const bool *mine, const bool *locks, size_t k)
{
    for (size_t j = 0; j < k; j++)
        if (mine[j] != (locks && locks[j]))
            return true;
    return false;
}

unsigned stash_differs(const struct stash *stash, size_t at,
                       const struct rows *rows)
{
    size_t k = stash->k, row = stash->index.row[at];
    double softness = rows_softness(rows, row);
    unsigned mask = 0;

    if (rows->score && memcmp(stash->score + at * k, rows->score + row * k,
                              k * sizeof *stash->score) != 0)
        mask |= ROW_SCORE;
    if (stash->label[at] != rows->label[row])
        mask |= ROW_LABEL;
    if (memcmp(&stash->softness[at], &softness, sizeof softness) != 0)
        mask |= ROW_SOFTNESS;
    if (locks_differ(stash->locked + at * k, rows_locks(rows, row), k))
        mask |= ROW_LOCKS;
    return mask;
}

void stash_swap(struct stash *stash, size_t at, struct rows *rows)
{
    size_t k = stash->k, row = stash->index.row[at];
    int32_t label = rows->label[row];
    double softness = rows_softness(rows, row);

    for (size_t j = 0; rows->score && j < k; j++) {
        double held = rows->score[row * k + j];

        rows->score[row * k + j] = stash->score[at * k + j];
        stash->score[at * k + j] = held;
    }
    rows_set_truth(rows, row, stash->label[at], stash->softness[at]);
    stash->label[at] = label;
    stash->softness[at] = softness;
    rows_swap_locks(rows, row, stash->locked + at * k);
}

void stash_take_locks(struct stash *stash, size_t at, const struct rows *rows)
{
    put_locks(stash, at, rows_locks(rows, stash->index.row[at]));
}
