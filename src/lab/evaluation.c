#include "lab/evaluation.h"

#include <assert.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/fatal.h"
#include "lab/worst_rows.h"
#include "num/dist.h"
#include "num/loglik.h"
#include "num/rows_check.h"
#include "num/softlik.h"
#include "num/softmax.h"

/* Factors that wait until a block of them is full. */
struct block {
    double at[LOGLIK_BLOCK];
    size_t n;
};

/* A sum of doubles; infinite for good once a term is. */
struct sum {
    struct dd finite;
    bool infinite;
};

struct evaluation {
    struct worst_rows worst;
    size_t k;
    bool logits;
    double *q;             /* [k] of the row at hand, from its logits */
    struct block sure;     /* probabilities of rows of one class */
    struct loglik_run run; /* their product */
    struct softlik soft;   /* the other rows' sum of y log q */
    struct sum losses;     /* with logits: of all rows */
    struct sum entropy;    /* of the other rows: it is 0 for the sure ones */
    struct sum kl; /* but of sure rows without logits: there it is the loss */
    struct sum kl_reverse;
    struct block factors; /* of all rows */
    double room[LOGLIK_BLOCK];
    struct evaluated out;
};

/* What the row at hand comes to. */
struct row {
    const double *truth;  /* NULL: all of it is on `label` */
    const double *scores; /* probabilities or logits */
    long label;           /* -1: no class has it all */
    double factor;
    double loss; /* only where it is asked for, or comes from logits */
};

static void sum_add(struct sum *sum, struct dd term)
{
    if (isfinite(term.hi))
        sum->finite = dd_add(sum->finite, term);
    else
        sum->infinite = true;
}

static struct dd plain(double x)
{
    return (struct dd){ x, 0.0 };
}

/* ---- blocks ---- */

static void multiply(struct evaluation *e, const double *factor, size_t n)
{
    struct loglik_rows rows = { factor, NULL, n, 1 };

    loglik_run_add(&e->run, loglik_block(&rows, 0, n));
}

static void multiply_formats(struct evaluation *e, const double *factor,
                             size_t n)
{
    for (size_t f = 0; f < FORMAT_EXACT; f++)
        product_feed(&e->out.formats[f], factor, n);
}

/* Factors join those that wait; a block that is full at once does not. */
static void
push(struct evaluation *e, struct block *block, const double *factor, size_t n,
     void (*use)(struct evaluation *e, const double *factor, size_t n))
{
    while (n > 0) {
        size_t room = LOGLIK_BLOCK - block->n, step = n < room ? n : room;

        if (step == LOGLIK_BLOCK) {
            use(e, factor, step);
        } else {
            memcpy(block->at + block->n, factor, step * sizeof *factor);
            block->n += step;
        }
        if (block->n == LOGLIK_BLOCK) {
            use(e, block->at, block->n);
            block->n = 0;
        }
        factor += step;
        n -= step;
    }
}

static void push_sure(struct evaluation *e, const double *factor, size_t n)
{
    push(e, &e->sure, factor, n, multiply);
}

static void push_factors(struct evaluation *e, const double *factor, size_t n)
{
    push(e, &e->factors, factor, n, multiply_formats);
}

/* ---- rows ---- */

/* The loss of class j, all but unrounded: what it errs by is the ulp or so of
 * the small second part. */
static struct dd logit_loss(const double *z, size_t top, double rest, size_t j)
{
    return dd_add(dd_sum(z[top], -z[j]), (struct dd){ rest, 0.0 });
}

static void take_logits(struct evaluation *e, struct row *row)
{
    const double *z = row->scores;
    struct dd loss = { 0.0, 0.0 };
    size_t top;
    double rest = softmax_rest_nats(z, e->k, &top);

    softmax(z, e->k, 1.0, e->q);
    if (row->label >= 0) {
        loss = logit_loss(z, top, rest, (size_t)row->label);
        row->factor = e->q[row->label];
    } else {
        for (size_t j = 0; j < e->k; j++)
            if (row->truth[j] != 0.0)
                loss = dd_add(loss, dd_mul((struct dd){ row->truth[j], 0.0 },
                                           logit_loss(z, top, rest, j)));
        row->factor = dist_factor(row->truth, e->q, e->k);
    }
    row->loss = loss.hi;
    sum_add(&e->losses, loss);
    if (row->label >= 0)
        sum_add(&e->kl, loss);
}

static void take_probabilities(struct evaluation *e, struct row *row)
{
    if (row->label >= 0) {
        row->factor = row->scores[row->label];
        push_sure(e, &row->factor, 1);
    } else {
        softlik_add(&e->soft, row->truth, row->scores, e->k);
        row->factor = dist_factor(row->truth, row->scores, e->k);
    }
    if (e->worst.most > 0)
        row->loss =
            row->label >= 0
                ? -log(row->factor) + 0.0
                : dist_cross_entropy_nats(row->truth, row->scores, e->k);
}

/* Entropy, and the divergences that are not the loss. */
static void take_divergences(struct evaluation *e, const struct row *row)
{
    const double *q = e->logits ? e->q : row->scores, *y = row->truth;
    size_t k = e->k;
    const double one = 1.0;
    bool elsewhere = false; /* q has weight where the truth has none */

    for (size_t j = 0; j < k && !e->kl_reverse.infinite && !elsewhere; j++)
        elsewhere = (e->logits || q[j] > 0.0) &&
                    (y ? y[j] == 0.0 : (long)j != row->label);
    if (elsewhere)
        e->kl_reverse.infinite = true;
    else if (!e->kl_reverse.infinite)
        sum_add(&e->kl_reverse,
                plain(y ? dist_kl_nats(q, y, k)
                        : dist_kl_nats(q + row->label, &one, 1)));
    if (row->label >= 0)
        return;
    sum_add(&e->entropy, plain(dist_entropy_nats(y, k)));
    sum_add(&e->kl, plain(e->logits && !dist_well_held(y, q, k)
                              ? row->loss - dist_entropy_nats(y, k)
                              : dist_kl_nats(y, q, k)));
}

/* A factor of logits is never 0, however small. */
static bool is_zero_row(const struct evaluation *e, const struct row *row)
{
    if (e->logits || row->factor > 0.0)
        return false;
    if (row->label >= 0)
        return true;
    for (size_t j = 0; j < e->k; j++)
        if (row->truth[j] > 0.0 && row->scores[j] == 0.0)
            return true;
    return false;
}

static size_t predicted_class(const struct evaluation *e, const struct row *row)
{
    return e->logits ? softmax_first_argmax(row->scores, e->k, 1.0)
                     : dist_first_argmax(row->scores, e->k);
}

static void take_row(struct evaluation *e, struct row *row, struct slice text)
{
    size_t truth;

    e->out.examples++;
    if (row->truth)
        row->label = dist_sure_outcome(row->truth, e->k);
    truth = row->label >= 0 ? (size_t)row->label
                            : dist_first_argmax(row->truth, e->k);
    e->out.hits += predicted_class(e, row) == truth;
    if (e->logits)
        take_logits(e, row);
    else
        take_probabilities(e, row);
    take_divergences(e, row);
    push_factors(e, &row->factor, 1);
    if (is_zero_row(e, row)) {
        if (e->out.zero_rows < EVALUATION_ZEROS)
            e->out.zero_first[e->out.zero_rows] = e->out.examples;
        e->out.zero_rows++;
    }
    if (e->worst.most > 0)
        worst_rows_add(&e->worst,
                       &(struct worst_row){ e->out.examples, row->label,
                                            row->factor, row->loss, NULL },
                       text);
}

/* ---- rows by the block ---- */

/* Of factors from 0 to 1. Without its sign the bits of one are less than half
 * of what a word holds, and only a 0, of either sign, goes below 0 when 1 is
 * taken away. In integers, since compilers make vectors of that. */
static bool any_zero(const double *factor, size_t n)
{
    uint64_t all = 0;

    for (size_t i = 0; i < n; i++) {
        uint64_t bits;

        memcpy(&bits, &factor[i], sizeof bits);
        all |= (bits << 1) - 1;
    }
    return all >> 63 != 0;
}

/* Labelled rows from .. from + n - 1 of which nothing is asked but their
 * factors and hits, as nearly all are once some row has made the reverse
 * divergence infinite. */
static bool take_block(struct evaluation *e,
                       const struct prediction_batch *batch, size_t from,
                       size_t n)
{
    struct loglik_rows rows = { batch->scores + from * e->k,
                                batch->label ? batch->label + from : NULL, n,
                                e->k };
    const double *factor = batch->factor;
    struct rows_checked checked = { .hits = batch->hits };

    if (!batch->label || e->logits || e->worst.most > 0 ||
        !e->kl_reverse.infinite)
        return false;
    if (!factor || n < batch->n) {
        if (!rows_check(&rows, 1.0, e->room, &checked))
            return false;
        factor = e->room;
    }
    if (any_zero(factor, n))
        return false;
    e->out.examples += n;
    e->out.hits += checked.hits;
    push_sure(e, factor, n);
    push_factors(e, factor, n);
    return true;
}

/* ---- the sink ---- */

static bool begin(void *context, const struct prediction_set *set,
                  struct err *err)
{
    struct evaluation *e = context;

    (void)err;
    assert(e->k == 0 && set->class_count > 0);
    e->k = set->class_count;
    e->logits = set->logits;
    e->worst.named = set->named;
    e->q = fatal_calloc(e->k, sizeof *e->q);
    return true;
}

static void take_rows(struct evaluation *e,
                      const struct prediction_batch *batch, size_t from,
                      size_t n)
{
    if (take_block(e, batch, from, n))
        return;
    for (size_t i = from; i < from + n; i++) {
        struct row row = {
            .truth = batch->truth ? batch->truth + i * e->k : NULL,
            .scores = batch->scores + i * e->k,
            .label = batch->label ? batch->label[i] : -1,
        };

        take_row(e, &row, batch->text ? batch->text[i] : slice_of(NULL));
    }
}

static bool take(void *context, const struct prediction_batch *batch,
                 struct err *err)
{
    struct evaluation *e = context;

    (void)err;
    for (size_t from = 0; from < batch->n; from += LOGLIK_BLOCK) {
        size_t left = batch->n - from;

        take_rows(e, batch, from, left < LOGLIK_BLOCK ? left : LOGLIK_BLOCK);
    }
    return true;
}

struct evaluation *evaluation_create(size_t worst)
{
    struct evaluation *e = fatal_calloc(1, sizeof *e);

    e->worst.most = worst;
    for (int f = 0; f < FORMAT_EXACT; f++)
        product_start(&e->out.formats[f], NULL, NULL, 0, 0, (enum format)f);
    return e;
}

void evaluation_destroy(struct evaluation *e)
{
    if (!e)
        return;
    worst_rows_finish(&e->worst);
    free(e->q);
    free(e);
}

struct prediction_sink evaluation_sink(struct evaluation *e)
{
    return (struct prediction_sink){ begin, take, e };
}

/* ---- the end ---- */

/* Adds what is finite; what is not is said by counts and flags. */
static void add_to(struct fixed *total, struct dd x, bool minus)
{
    if (minus)
        x = (struct dd){ -x.hi, -x.lo };
    fixed_add_dd(total, x);
}

/* Without logits the losses of sure rows are their divergences too. */
static void fill_totals(struct evaluation *e, const struct loglik *sure)
{
    struct partial *totals = &e->out.totals;

    totals->examples = e->out.examples;
    totals->hits = e->out.hits;
    totals->zero_rows = e->out.zero_rows;
    totals->reverse_infinite = e->kl_reverse.infinite;
    add_to(&totals->log_likelihood, loglik_dd(sure), false);
    add_to(&totals->log_likelihood, (struct dd){ e->soft.hi, e->soft.lo },
           false);
    add_to(&totals->log_likelihood, e->losses.finite, true);
    add_to(&totals->entropy, e->entropy.finite, false);
    add_to(&totals->kl, loglik_dd(sure), true);
    add_to(&totals->kl, e->kl.finite, false);
    if (!totals->reverse_infinite)
        add_to(&totals->kl_reverse, e->kl_reverse.finite, false);
    /* A product of probabilities alone has its decimals from itself. */
    totals->rooted = !e->logits && e->soft.hi == 0.0 && e->soft.zeros == 0;
    totals->root = *sure;
}

void evaluation_end(struct evaluation *e, struct evaluated *out)
{
    struct loglik sure;

    assert(e->out.examples > 0);
    if (e->sure.n > 0)
        multiply(e, e->sure.at, e->sure.n);
    multiply_formats(e, e->factors.at, e->factors.n);
    for (size_t f = 0; f < FORMAT_EXACT; f++)
        product_end(&e->out.formats[f]);
    sure = loglik_run_total(&e->run);
    fill_totals(e, &sure);
    partial_read(&e->out.totals, &e->out);
    e->out.worst = worst_rows_sort(&e->worst, &e->out.worst_count);
    *out = e->out;
}
