#include "lab/totals.h"

#include <math.h>
#include <stdlib.h>

#include "base/fatal.h"
#include "base/parallel.h"
#include "lab/readings.h"
#include "lab/state.h"
#include "num/loglik_tree.h"

/* Rows that have sums of their own, so that those of the first rows, up to any
 * place, are soon had: a whole number of the product's blocks. */
enum { SPAN = 16 * LOGLIK_BLOCK, MANY = 1 << 17 };

struct totals {
    bool known;
    size_t spans;
    struct sums *span; /* [spans] */
    struct sums whole;
    struct sums first;       /* of the first rows */
    size_t first_rows;       /* how many; 0: none */
    struct loglik_tree tree; /* not of logits */
    struct loglik *node;
};

struct totals *totals_create(void)
{
    return fatal_calloc(1, sizeof(struct totals));
}

void totals_forget(struct totals *totals)
{
    free(totals->span);
    free(totals->node);
    *totals = (struct totals){ 0 };
}

void totals_destroy(struct totals *totals)
{
    if (totals)
        totals_forget(totals);
    free(totals);
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* The rows from `from` up to `to`, at most a block of them. */
static struct loglik block(const struct lab *lab, size_t from, size_t to)
{
    double factor[LOGLIK_BLOCK];
    struct loglik_rows rows = { factor, NULL, to - from, 1 };

    if (lab->model == LAB_GIVEN && !lab->redefine &&
        rows_are_sure(&lab->rows)) {
        rows = (struct loglik_rows){ lab->rows.score, lab->rows.label,
                                     lab->row_count, lab->class_count };
        return loglik_block(&rows, from, to);
    }
    for (size_t i = from; i < to; i++)
        factor[i - from] = row_sure_factor(lab, i);
    return loglik_block(&rows, 0, rows.n);
}

static struct loglik whole_block(const struct lab *lab, size_t b)
{
    return block(lab, b * LOGLIK_BLOCK,
                 least((b + 1) * LOGLIK_BLOCK, lab->row_count));
}

struct reading {
    struct totals *totals;
    const struct lab *lab;
};

static void read_span(void *context, size_t s)
{
    const struct reading *reading = context;
    const struct lab *lab = reading->lab;
    struct totals *totals = reading->totals;
    size_t from = s * SPAN, to = least(from + SPAN, lab->row_count);

    for (size_t i = from; i < to; i++) {
        struct sums_row row = sums_row(lab, i);

        sums_put(&totals->span[s], &row);
    }
    for (size_t b = from / LOGLIK_BLOCK; totals->node && b * LOGLIK_BLOCK < to;
         b++)
        loglik_tree_leaf(&totals->tree, b, whole_block(lab, b));
}

/* How many threads the rows are worth. */
static size_t threads(const struct lab *lab)
{
    bool together = !lab_from_logits(lab) || rows_are_sure(&lab->rows);

    return together && lab->row_count >= MANY ? parallel_cores() : 1;
}

static void know(struct totals *totals, const struct lab *lab)
{
    struct reading reading = { totals, lab };
    size_t n = lab->row_count;

    if (totals->known)
        return;
    totals->known = true;
    totals->spans = n / SPAN + (n % SPAN != 0);
    totals->span = fatal_calloc(totals->spans + 1, sizeof *totals->span);
    if (!lab_from_logits(lab)) {
        totals->node =
            fatal_malloc(loglik_tree_nodes(n) * sizeof *totals->node);
        loglik_tree_start(&totals->tree, totals->node, n);
    }
    parallel_run(threads(lab), totals->spans, read_span, &reading);
    for (size_t s = 0; s < totals->spans; s++)
        sums_join(&totals->whole, &totals->span[s]);
    if (totals->node)
        loglik_tree_join(&totals->tree);
}

/* One row out of all sums that it is in, or into them. */
static void move(struct totals *totals, const struct lab *lab, size_t row,
                 void (*into)(struct sums *sums, const struct sums_row *row))
{
    struct sums_row one = sums_row(lab, row);

    into(&totals->span[row / SPAN], &one);
    into(&totals->whole, &one);
    if (row < totals->first_rows)
        into(&totals->first, &one);
}

void totals_leave(struct totals *totals, const struct lab *lab, size_t row,
                  size_t count)
{
    if (totals->known && count > 16 && count > lab->row_count / 16)
        totals_forget(totals);
    for (size_t i = row; totals->known && i < row + count; i++)
        move(totals, lab, i, sums_take);
}

void totals_enter(struct totals *totals, const struct lab *lab, size_t row,
                  size_t count)
{
    if (!totals->known || count == 0)
        return;
    for (size_t i = row; i < row + count; i++)
        move(totals, lab, i, sums_put);
    if (!totals->node)
        return;
    for (size_t b = row / LOGLIK_BLOCK; b <= (row + count - 1) / LOGLIK_BLOCK;
         b++)
        loglik_tree_put(&totals->tree, b, whole_block(lab, b));
}

/* Sums of the first `rows`. */
static void know_first(struct totals *totals, const struct lab *lab,
                       size_t rows)
{
    size_t spans = rows / SPAN;

    if (totals->first_rows == rows)
        return;
    totals->first_rows = rows;
    totals->first = (struct sums){ 0 };
    for (size_t s = 0; s < spans; s++)
        sums_join(&totals->first, &totals->span[s]);
    for (size_t i = spans * SPAN; i < rows; i++) {
        struct sums_row row = sums_row(lab, i);

        sums_put(&totals->first, &row);
    }
}

static struct loglik product(const struct totals *totals, const struct lab *lab,
                             uint64_t rounds, size_t rest)
{
    size_t blocks = rest / LOGLIK_BLOCK;
    struct loglik all = loglik_tree_total(&totals->tree);

    if (rest == 0) /* a power of 1 has the same bits */
        return rounds == 1 ? all : loglik_power(all, rounds);
    return loglik_combine(loglik_power(all, rounds),
                          loglik_tree_prefix(&totals->tree, blocks,
                                             block(lab, blocks * LOGLIK_BLOCK,
                                                   rest)));
}

struct totals_read totals_read(struct totals *totals, const struct lab *lab)
{
    size_t n = lab->row_count, all = (size_t)lab->settings.examples;
    struct totals_read read = { .product = loglik_one() };

    if (n == 0)
        return read;
    know(totals, lab);
    know_first(totals, lab, all % n);
    read.sums = totals->whole;
    read.zero_rows = all < n ? totals->first.zeros : totals->whole.zeros;
    sums_multiply(&read.sums, (uint32_t)(all / n));
    sums_join(&read.sums, &totals->first);
    if (totals->node)
        read.product = product(totals, lab, all / n, all % n);
    return read;
}

size_t totals_zero_row(struct totals *totals, const struct lab *lab, size_t row)
{
    size_t n = lab->row_count, b;

    know(totals, lab);
    /* A row that is no distribution is invalid in the tree, whatever else. */
    if (loglik_tree_total(&totals->tree).invalid > 0) {
        while (row < n && !isinf(lab_row_loss(lab, row)))
            row++;
        return row < n ? row : n;
    }
    while (row < n) {
        b = loglik_tree_zero(&totals->tree, row / LOGLIK_BLOCK);
        if (b * LOGLIK_BLOCK >= n)
            return n;
        if (row < b * LOGLIK_BLOCK)
            row = b * LOGLIK_BLOCK;
        for (; row < n && row / LOGLIK_BLOCK == b; row++)
            if (row_sure_factor(lab, row) == 0.0)
                return row;
    }
    return n;
}
