#include "lab/sums.h"

#include <math.h>
#include <stdlib.h>

#include "base/fatal.h"
#include "lab/readings.h"
#include "lab/state.h"
#include "num/dist.h"
#include "num/softlik.h"
#include "num/softmax.h"

/* The class that has all of a row's truth, or -1. */
static long sure_class(const struct lab *lab, size_t row)
{
    if (rows_are_sure(&lab->rows) ||
        (lab_class(lab, row) >= 0 && lab_softness(lab, row) == 0.0))
        return lab->rows.label[row];
    return dist_sure_outcome(lab_truth(lab, row), lab->class_count);
}

double row_sure_factor(const struct lab *lab, size_t row)
{
    const double *q = lab_prediction(lab, row), *y;
    long label = sure_class(lab, row);
    double factor = 1.0;

    if (label >= 0)
        return q[label];
    y = lab_truth(lab, row);
    for (size_t j = 0; j < lab->class_count; j++) {
        if (!(q[j] >= 0.0 && q[j] <= 1.0))
            return NAN;
        if (y[j] > 0.0 && q[j] == 0.0)
            factor = 0.0;
    }
    return factor;
}

/* KL(q || one class): infinite as soon as q has weight elsewhere. */
static double sure_reverse(const double *q, size_t k, size_t class)
{
    const double one = 1.0;

    for (size_t j = 0; j < k; j++)
        if (j != class && q[j] > 0.0)
            return INFINITY;
    return dist_kl_nats(q + class, &one, 1);
}

/* Whether it is plain without exponentials that a class beside the label keeps
 * some weight, so that the reverse divergence is infinite. */
static bool plainly_shared(const double *z, size_t k, double t, size_t label)
{
    size_t top = dist_first_argmax(z, k);

    for (size_t j = 0; j < k; j++)
        if (j != label && (z[top] - z[j]) / t < 600.0)
            return true;
    return false;
}

/* Several threads may ask for rows: the room that lab_prediction() has for a
 * softmax is not theirs. */
static struct sums_row sure_logits(const struct lab *lab, size_t row,
                                   size_t label)
{
    const double *z = lab_scores(lab, row);
    double t = lab->settings.temperature, *q;
    size_t k = lab->class_count;
    struct sums_row out = { .sure = true };

    out.loss = softmax_loss_nats(z, k, t, label);
    out.hit = softmax_first_argmax(z, k, t) == label;
    if (plainly_shared(z, k, t, label)) {
        out.kl_reverse = INFINITY;
        return out;
    }
    q = fatal_malloc(k * sizeof *q);
    softmax(z, k, t, q);
    out.zero = isinf(out.loss);
    out.kl_reverse = sure_reverse(q, k, label);
    free(q);
    return out;
}

/* Without looking at every class's logarithm. */
static struct sums_row sure_row(const struct lab *lab, size_t row, size_t label)
{
    const double *q = lab_prediction(lab, row);
    struct sums_row out = { .sure = true, .loss = 0.0 - log(q[label]) };

    out.hit = dist_first_argmax(q, lab->class_count) == label;
    out.zero = isinf(out.loss);
    out.kl_reverse = sure_reverse(q, lab->class_count, label);
    return out;
}

static struct dd soft_likelihood(const struct lab *lab, size_t row)
{
    const double *y = lab_truth(lab, row), *q = lab_prediction(lab, row);
    struct softlik sum = { 0 };

    softlik_add(&sum, y, q, lab->class_count);
    return (struct dd){ sum.hi, sum.lo };
}

struct sums_row sums_row(const struct lab *lab, size_t row)
{
    long label = sure_class(lab, row);
    struct row_reading r;
    struct sums_row out;

    if (label >= 0 && lab_from_logits(lab))
        return sure_logits(lab, row, (size_t)label);
    if (label >= 0 && !lab->redefine)
        return sure_row(lab, row, (size_t)label);
    lab_row_reading(lab, row, &r);
    out = (struct sums_row){ .sure = label >= 0,
                             .hit = r.hit,
                             .zero = r.zero,
                             .loss = r.loss,
                             .entropy = r.entropy,
                             .kl = r.kl,
                             .kl_reverse = r.kl_reverse };
    if (label < 0 && !lab_from_logits(lab))
        out.likelihood = soft_likelihood(lab, row);
    return out;
}

static void add(struct fixed *sum, double x, double sign)
{
    if (x != 0.0)
        fixed_add_dd(sum, (struct dd){ sign * x, 0.0 });
}

static void move(struct sums *sums, const struct sums_row *row, double sign)
{
    uint64_t one = sign > 0.0 ? 1 : UINT64_MAX; /* -1 */

    if (row->hit)
        sums->hits += one;
    if (!row->sure)
        sums->soft += one;
    add(&sums->entropy, row->entropy, sign);
    if (isnan(row->loss + row->kl + row->kl_reverse)) {
        sums->unknown += one;
        return;
    }
    if (row->zero)
        sums->zeros += one;
    if (isinf(row->kl_reverse))
        sums->endless += one;
    else
        add(&sums->kl_reverse, row->kl_reverse, sign);
    if (row->sure && !row->zero)
        add(&sums->loss, row->loss, sign);
    if (row->sure || row->zero)
        return;
    add(&sums->soft_loss, row->loss, sign);
    add(&sums->kl, row->kl, sign);
    add(&sums->likelihood, row->likelihood.hi, sign);
    add(&sums->likelihood, row->likelihood.lo, sign);
}

void sums_put(struct sums *sums, const struct sums_row *row)
{
    move(sums, row, 1.0);
}

void sums_take(struct sums *sums, const struct sums_row *row)
{
    move(sums, row, -1.0);
}

void sums_join(struct sums *sums, const struct sums *part)
{
    fixed_add(&sums->loss, &part->loss);
    fixed_add(&sums->soft_loss, &part->soft_loss);
    fixed_add(&sums->likelihood, &part->likelihood);
    fixed_add(&sums->entropy, &part->entropy);
    fixed_add(&sums->kl, &part->kl);
    fixed_add(&sums->kl_reverse, &part->kl_reverse);
    sums->soft += part->soft;
    sums->hits += part->hits;
    sums->zeros += part->zeros;
    sums->endless += part->endless;
    sums->unknown += part->unknown;
}

void sums_multiply(struct sums *sums, uint32_t times)
{
    fixed_multiply(&sums->loss, times);
    fixed_multiply(&sums->soft_loss, times);
    fixed_multiply(&sums->likelihood, times);
    fixed_multiply(&sums->entropy, times);
    fixed_multiply(&sums->kl, times);
    fixed_multiply(&sums->kl_reverse, times);
    sums->soft *= times;
    sums->hits *= times;
    sums->zeros *= times;
    sums->endless *= times;
    sums->unknown *= times;
}
