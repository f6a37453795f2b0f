#include "lab/readings.h"

#include <math.h>

#include "lab/state.h"
#include "lab/totals.h"
#include "num/dist.h"
#include "num/softmax.h"

double lab_factor(const struct lab *lab, size_t row)
{
    const double *y = lab_truth(lab, row), *q = lab_prediction(lab, row);

    if (rows_are_sure(&lab->rows))
        return q[lab->rows.label[row]];
    return dist_factor(y, q, lab->class_count);
}

/* Losses of a softmax come from its logits: they keep the digits that a
 * probability near 1, or below the least double, has lost. */
static double softmax_loss(const struct lab *lab, size_t row)
{
    const double *y = lab_truth(lab, row), *z = lab_scores(lab, row);
    size_t k = lab->class_count;
    double loss = 0.0;

    for (size_t j = 0; j < k; j++)
        if (y[j] != 0.0)
            loss +=
                y[j] * softmax_loss_nats(z, k, lab->settings.temperature, j);
    return loss;
}

static double row_kl(const struct lab *lab, size_t row,
                     const struct row_reading *r)
{
    const double *y = lab_truth(lab, row), *q = lab_prediction(lab, row);
    size_t k = lab->class_count;

    if (r->one_hot)
        return r->loss;
    if (lab_from_logits(lab) && !dist_well_held(y, q, k))
        return r->loss - r->entropy;
    return dist_kl_nats(y, q, k);
}

double lab_row_loss(const struct lab *lab, size_t row)
{
    int label = lab_class(lab, row);
    bool one_hot = label >= 0 && lab_softness(lab, row) == 0.0;

    if (lab_from_logits(lab))
        return one_hot
                   ? softmax_loss_nats(lab_scores(lab, row), lab->class_count,
                                       lab->settings.temperature, (size_t)label)
                   : softmax_loss(lab, row);
    /* What the sum below comes to, without its zeros; a lesson's own
     * prediction may be no distribution, and the sum says so. */
    if (one_hot && !lab->redefine)
        return 0.0 - log(lab_prediction(lab, row)[label]);
    return dist_cross_entropy_nats(lab_truth(lab, row),
                                   lab_prediction(lab, row), lab->class_count);
}

void lab_row_reading(const struct lab *lab, size_t row, struct row_reading *out)
{
    const double *y = lab_truth(lab, row), *q = lab_prediction(lab, row);
    size_t k = lab->class_count;

    out->count = lab_row_count(lab, row);
    out->factor = lab_factor(lab, row);
    out->loss = lab_row_loss(lab, row);
    out->entropy = dist_entropy_nats(y, k);
    out->one_hot = dist_sure_outcome(y, k) >= 0;
    out->zero = isinf(out->loss);
    out->kl = row_kl(lab, row, out);
    out->kl_reverse = dist_kl_nats(q, y, k);
    out->hit = dist_first_argmax(y, k) == dist_first_argmax(q, k);
}

static struct dd minus(struct dd x)
{
    return (struct dd){ -x.hi, -x.lo };
}

static double mean(struct dd sum, long n)
{
    return dd_div(sum, (struct dd){ (double)n, 0.0 }).hi;
}

static struct dd sum_of(const struct fixed *a, const struct fixed *b)
{
    struct fixed sum = *a;

    fixed_add(&sum, b);
    return fixed_read(&sum);
}

static void read_likelihood(const struct lab *lab,
                            const struct totals_read *all, struct readings *out)
{
    struct dd log;

    if (all->product.invalid > 0) {
        out->likelihood = loglik_wide(&all->product);
        out->log_likelihood = out->nll_mean = NAN;
        return;
    }
    if (all->sums.zeros > 0) {
        out->likelihood = wide_from_nats(-INFINITY, 0.0);
        out->log_likelihood = -INFINITY;
        out->nll_mean = INFINITY;
        return;
    }
    if (lab_from_logits(lab))
        log = minus(sum_of(&all->sums.loss, &all->sums.soft_loss));
    else if (out->one_hot)
        log = loglik_dd(&all->product);
    else
        log =
            dd_add(loglik_dd(&all->product), fixed_read(&all->sums.likelihood));
    /* A product of probabilities alone has its decimals from itself. */
    out->likelihood = out->one_hot && !lab_from_logits(lab)
                          ? loglik_wide(&all->product)
                          : wide_from_nats(log.hi, log.lo);
    out->log_likelihood = log.hi;
    out->nll_mean = -mean(log, out->examples);
}

static void read_zero_rows(const struct lab *lab, size_t zeros,
                           struct readings *out)
{
    size_t row = 0;

    out->zero_rows = zeros;
    for (size_t i = 0; i < zeros && i < READINGS_ZERO_ROWS; i++) {
        row = totals_zero_row(lab->totals, lab, row);
        out->zero_first[i] = row++;
    }
}

/* A mean of which terms are infinite, or unknown. */
static double mean_of(struct dd sum, uint64_t infinite, uint64_t unknown,
                      long n)
{
    if (unknown > 0)
        return NAN;
    return infinite > 0 ? INFINITY : mean(sum, n);
}

static void read_divergences(const struct sums *sums, struct readings *out)
{
    long n = out->examples;

    out->cross_entropy = mean_of(sum_of(&sums->loss, &sums->soft_loss),
                                 sums->zeros, sums->unknown, n);
    out->entropy = mean(fixed_read(&sums->entropy), n);
    out->kl =
        mean_of(sum_of(&sums->loss, &sums->kl), sums->zeros, sums->unknown, n);
    out->kl_reverse =
        mean_of(fixed_read(&sums->kl_reverse), sums->endless, sums->unknown, n);
}

/* a - b, and 0 where both are the same infinity. */
static double difference(double a, double b)
{
    return a == b ? 0.0 : a - b;
}

static void read_empty(struct readings *out)
{
    out->likelihood = wide_from_binary(1.0, 0.0, 0);
    out->nll_mean = out->cross_entropy = out->entropy = out->kl = NAN;
    out->kl_reverse = out->perplexity = out->accuracy = NAN;
}

void lab_readings(const struct lab *lab, struct readings *out)
{
    struct totals_read all;

    *out = (struct readings){ .examples = lab->settings.examples,
                              .one_hot = true };
    if (out->examples == 0) {
        read_empty(out);
        return;
    }
    all = totals_read(lab->totals, lab);
    out->one_hot = all.sums.soft == 0;
    out->hits = (long)all.sums.hits;
    out->zero_examples = (long)all.sums.zeros;
    read_zero_rows(lab, all.zero_rows, out);
    read_likelihood(lab, &all, out);
    read_divergences(&all.sums, out);
    /* 0 - x and + 0 keep a likelihood of 1 from reading as -0. */
    out->log_likelihood += 0.0;
    out->nll_mean += 0.0;
    out->nll = 0.0 - out->log_likelihood;
    out->perplexity = exp(out->cross_entropy);
    out->accuracy = (double)out->hits / (double)out->examples;
    out->residue_mean = difference(out->nll_mean, out->cross_entropy);
    out->residue_split = difference(out->cross_entropy, out->entropy + out->kl);
}
