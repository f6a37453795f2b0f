#include "lab/rows.h"

#include <stdlib.h>
#include <string.h>

#include "base/fatal.h"

static void soften(double *truth, size_t k, int32_t label, double softness)
{
    double share = softness / (double)k;

    for (size_t j = 0; j < k; j++)
        truth[j] = (j == (size_t)label ? 1.0 - softness : 0.0) + share;
}

void rows_numbers(double *to, const double *from, size_t count)
{
    for (size_t i = 0; i < count; i++)
        to[i] = from[i] + 0.0;
}

void rows_init(struct rows *rows, size_t n, size_t k, double *score,
               int32_t *label, double *given)
{
    *rows = (struct rows){
        .n = n, .k = k, .score = score, .label = label, .given = given
    };
    rows->one_hot = fatal_calloc(2 * k + 1, sizeof *rows->one_hot);
    if (k > 0)
        rows->one_hot[k - 1] = 1.0;
}

void rows_finish(struct rows *rows)
{
    free(rows->score);
    free(rows->label);
    free(rows->given);
    free(rows->one_hot);
    free(rows->softness);
    free(rows->soft);
    free(rows->locked);
    row_index_finish(&rows->marks);
    *rows = (struct rows){ 0 };
}

double rows_softness(const struct rows *rows, size_t row)
{
    size_t at = row_index_find(&rows->marks, row);

    return at == ROW_NONE ? 0.0 : rows->softness[at];
}

const double *rows_truth(const struct rows *rows, size_t row)
{
    int32_t label = rows->label[row];
    size_t at;

    if (label < 0)
        return rows->given + row * rows->k;
    at = row_index_find(&rows->marks, row);
    if (at != ROW_NONE && rows->softness[at] != 0.0)
        return rows->soft + at * rows->k;
    return rows->one_hot + (rows->k - 1 - (size_t)label);
}

const bool *rows_locks(const struct rows *rows, size_t row)
{
    size_t at = row_index_find(&rows->marks, row);

    return at == ROW_NONE ? NULL : rows->locked + at * rows->k;
}

bool rows_are_sure(const struct rows *rows)
{
    return rows->given == NULL && rows->soft_count == 0;
}

static size_t mark(struct rows *rows, size_t row)
{
    size_t k = rows->k, cap = rows->marks.cap;
    size_t at = row_index_find(&rows->marks, row);

    if (at != ROW_NONE)
        return at;
    at = row_index_add(&rows->marks, row);
    if (rows->marks.cap > cap) {
        cap = rows->marks.cap;
        rows->softness =
            fatal_realloc(rows->softness, cap * sizeof *rows->softness);
        rows->soft = fatal_realloc(rows->soft, cap * k * sizeof *rows->soft);
        rows->locked =
            fatal_realloc(rows->locked, cap * k * sizeof *rows->locked);
    }
    rows->softness[at] = 0.0;
    memset(rows->locked + at * k, 0, k * sizeof *rows->locked);
    return at;
}

void rows_set_truth(struct rows *rows, size_t row, int32_t label,
                    double softness)
{
    size_t k = rows->k;
    size_t at =
        softness != 0.0 ? mark(rows, row) : row_index_find(&rows->marks, row);

    rows->label[row] = label;
    if (at != ROW_NONE) {
        rows->soft_count += (softness != 0.0) - (rows->softness[at] != 0.0);
        rows->softness[at] = softness;
        if (label >= 0)
            soften(rows->soft + at * k, k, label, softness);
    }
}

void rows_set_lock(struct rows *rows, size_t row, size_t class, bool locked)
{
    size_t at;

    if (!locked && row_index_find(&rows->marks, row) == ROW_NONE)
        return;
    at = mark(rows, row);
    rows->locked[at * rows->k + class] = locked;
}

void rows_swap_locks(struct rows *rows, size_t row, bool *locks)
{
    size_t k = rows->k;
    bool *mine, any = row_index_find(&rows->marks, row) != ROW_NONE;
    size_t at;

    for (size_t j = 0; j < k; j++)
        any = any || locks[j];
    if (!any)
        return;
    at = mark(rows, row);
    mine = rows->locked + at * k;
    for (size_t j = 0; j < k; j++) {
        bool held = mine[j];

        mine[j] = locks[j];
        locks[j] = held;
    }
}
