/* bulk_read.c - what the rows of a block read of the data, and which entry of
 * their row is the best.
 */
#include <math.h>

#include "num/survey.h"
#include "tex/bulk.h"
#include "tex/run.h"

static bool same(size_t n, size_t last, long index, int32_t *at)
{
    if (index < 1 || (size_t)index > last)
        return false;
    for (size_t i = 0; i < n; i++)
        at[i] = (int32_t)(index - 1);
    return true;
}

/* Of the loop itself. */
static bool rising(const struct bulk *b, size_t last, int32_t *at)
{
    if (b->first < 1 || (size_t)b->first + b->n - 1 > last)
        return false;
    for (size_t i = 0; i < b->n; i++)
        at[i] = (int32_t)(b->first - 1) + (int32_t)i;
    return true;
}

static bool within(const int32_t *from, size_t n, size_t last, int32_t *at)
{
    int32_t end = (int32_t)last, bad = 0;

    for (size_t i = 0; i < n; i++) {
        bad |= from[i] < 0 || from[i] >= end;
        at[i] = from[i];
    }
    return !bad;
}

/* An index of each row, from 0; false where one is none, or goes past. A slot
 * knows its number as it is, not as it is rounded to the format. */
static bool indices(struct bulk *b, struct code *code, size_t last, int32_t *at)
{
    const struct column *column = NULL;
    long index;

    if (last > INT32_MAX)
        return false;
    if (code->op == OP_SLOT && code->slot == b->slot)
        return rising(b, last, at);
    if (code->op == OP_SLOT)
        column = b->m->slots[code->slot].column;
    if (code->op == OP_CONSTANT || (code->op == OP_SLOT && !column))
        return bulk_bound(b, code, &index) && same(b->n, last, index, at);
    if (!column)
        column = bulk_value(b, code);
    if (!column || !column->indexed)
        return column && survey_indices(column->x, b->n, last, at);
    return within(column->at, b->n, last, at);
}

/* The rows as they are stored. */
static bool rows_of(struct bulk *b, const struct eval_array *array,
                    struct code *index, int32_t *at)
{
    size_t examples = array->examples ? array->examples : array->rows;

    if (!indices(b, index, examples, at))
        return false;
    for (size_t i = 0; examples > array->rows && i < b->n; i++)
        if ((size_t)at[i] >= array->rows)
            at[i] = (int32_t)((size_t)at[i] % array->rows);
    return true;
}

/* Whether the block reads rows one behind the other, from *first on. */
static bool in_line(const struct bulk *b, const struct eval_array *array,
                    const struct code *index, size_t *first)
{
    if (index->op != OP_SLOT || index->slot != b->slot || b->first < 1 ||
        (size_t)b->first - 1 + b->n > array->rows)
        return false;
    *first = (size_t)b->first - 1;
    return true;
}

static void gather(const struct eval_array *array, const int32_t *row,
                   const int32_t *col, size_t n, double *out)
{
    size_t cols = array->cols;

    if (array->labels)
        for (size_t i = 0; i < n; i++)
            out[i] = array->labels[row[i]] == col[i];
    else if (array->values)
        for (size_t i = 0; i < n; i++)
            out[i] = array->values[(size_t)row[i] * cols + (size_t)col[i]];
    else
        for (size_t i = 0; i < n; i++)
            out[i] = eval_row(array, (size_t)row[i])[col[i]];
}

static void gather_line(const struct eval_array *array, size_t first,
                        const int32_t *col, size_t n, double *out)
{
    const double *row = array->values + first * array->cols;

    for (size_t i = 0; i < n; i++, row += array->cols)
        out[i] = row[col[i]];
}

static bool read_rows(struct bulk *b, struct code *code, const int32_t *col,
                      double *out)
{
    const struct eval_array *array = code->array;
    int32_t row[COLUMN_ROWS];
    size_t first;

    if (array->values && !array->labels && code->used > 0 &&
        in_line(b, array, code->index[0], &first)) {
        gather_line(array, first, col, b->n, out);
        return true;
    }
    if (code->used > 0 ? !rows_of(b, array, code->index[0], row)
                       : !same(b->n, 1, 1, row))
        return false;
    gather(array, row, col, b->n, out);
    return true;
}

bool bulk_read(struct bulk *b, struct code *code, struct column *out)
{
    /* What counts is not rounded to the page's format. */
    struct arith plain = arith_in(FORMAT_FLOAT64);
    int32_t col[COLUMN_ROWS];

    if (code->used > 1 ? !indices(b, code->index[1], code->array->cols, col)
                       : !same(b->n, 1, 1, col))
        return false;
    return read_rows(b, code, col, out->x) &&
           column_literal(code->whole ? &plain : &b->m->ar, b->n, out);
}

/* ---- optima ---- */

/* Of \arg\max_k y_{i,k}, where it is said to be the label. */
static bool labelled(struct bulk *b, struct code *code, struct column *out)
{
    const struct eval_array *array = code->a->array;
    struct code *index = code->a->index[0];
    size_t first;

    if (in_line(b, array, index, &first)) {
        for (size_t i = 0; i < b->n; i++)
            out->at[i] = array->labels[first + i];
    } else {
        int32_t row[COLUMN_ROWS];

        if (!rows_of(b, array, index, row))
            return false;
        for (size_t i = 0; i < b->n; i++)
            out->at[i] = array->labels[row[i]];
    }
    for (size_t i = 0; i < b->n; i++)
        out->x[i] = (double)(out->at[i] + 1);
    out->indexed = true;
    return true;
}

/* Of entries [first, first + count) of each row. */
static bool along_row(struct bulk *b, struct code *code, size_t first,
                      size_t count, struct column *out)
{
    const struct eval_array *array = code->a->array;
    int32_t row[COLUMN_ROWS];
    size_t at;

    if (count == 0 || first + count > array->cols)
        return false;
    if (array->labels && code->maximum && first == 0 && count == array->cols)
        return labelled(b, code, out);
    if (!rows_of(b, array, code->a->index[0], row))
        return false;
    for (size_t i = 0; i < b->n; i++) {
        if (!run_first_best(&b->m->ar, eval_row(array, (size_t)row[i]) + first,
                            count, code->maximum, &at))
            return false;
        out->at[i] = (int32_t)(first + at);
        out->x[i] = (double)(first + at + 1);
    }
    out->indexed = true;
    return true;
}

/* Of a body that has to be valued: the first that is better than all before. */
static bool search(struct bulk *b, struct code *code, const struct span *span,
                   double *out)
{
    double best[COLUMN_ROWS];
    bool valued = b->depth < BULK_DEPTH_MAX && span->count > 0;

    b->depth++;
    for (size_t k = 0; k < span->count && valued && bulk_more(b); k++) {
        const struct column *x;

        run_set(b->m, &code->range, span, k);
        x = bulk_value(b, code->a);
        valued = x && !x->wild;
        for (size_t i = 0; valued && i < b->n; i++) {
            bool better = k == 0 || (code->maximum ? x->x[i] > best[i]
                                                   : x->x[i] < best[i]);

            best[i] = better ? x->x[i] : best[i];
            out[i] = better ? (double)(span->first + (long)k) : out[i];
        }
    }
    b->depth--;
    return valued && b->m->status == EVAL_VALUE;
}

bool bulk_place(struct bulk *b, struct code *code, struct column *out)
{
    struct span span = { 0 };
    long last;

    if (!bulk_bound(b, code->range.from, &span.first) ||
        !bulk_bound(b, code->range.to, &last) || last < span.first)
        return false;
    span.count = (size_t)(last - span.first) + 1;
    if (code->range.period > 0 && code->range.period < span.count)
        return false;
    out->flags = 0;
    out->rounded = false;
    out->positive = span.first > 0;
    out->indexed = out->wild = false;
    if (code->along_row)
        return span.first >= 1 &&
               along_row(b, code, (size_t)span.first - 1, span.count, out);
    return search(b, code, &span, out->x);
}
