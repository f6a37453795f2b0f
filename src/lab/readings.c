#include "lab/readings.h"

#include <math.h>
#include <stdlib.h>

#include "base/fatal.h"
#include "lab/state.h"
#include "num/dist.h"
#include "num/loglik.h"
#include "num/softlik.h"
#include "num/softmax.h"

/* A sum of few terms, each weighted with a count, without drift (Neumaier
 * 1974). Infinite terms are kept apart from the error term. */
struct total {
    double sum, error;
};

static void total_add(struct total *total, double x, long times)
{
    double term = x * (double)times;
    double sum = total->sum + term;

    if (times == 0)
        return;
    if (isfinite(sum)) {
        total->error += fma(x, (double)times, -term);
        if (fabs(total->sum) >= fabs(term))
            total->error += (total->sum - sum) + term;
        else
            total->error += (term - sum) + total->sum;
    }
    total->sum = sum;
}

static double total_read(const struct total *total)
{
    return isfinite(total->sum) ? total->sum + total->error : total->sum;
}

double lab_factor(const struct lab *lab, size_t row)
{
    const double *y = lab_truth(lab, row), *q = lab_prediction(lab, row);
    double factor = 1.0;

    for (size_t j = 0; j < lab->class_count; j++) {
        if (y[j] == 1.0)
            factor *= q[j];
        else if (y[j] != 0.0)
            factor *= pow(q[j], y[j]);
    }
    return factor;
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
            loss += y[j] *
                    softmax_loss_nats(z, k, lab->now.settings.temperature, j);
    return loss;
}

/* Whether every class that the truth allows has a probability that a double
 * holds with all its digits. */
static bool well_held(const double *y, const double *q, size_t k)
{
    const double least_normal = 0x1p-1022;

    for (size_t j = 0; j < k; j++)
        if (y[j] != 0.0 && q[j] < least_normal)
            return false;
    return true;
}

static double row_kl(const struct lab *lab, size_t row,
                     const struct row_reading *r)
{
    const double *y = lab_truth(lab, row), *q = lab_prediction(lab, row);
    size_t k = lab->class_count;

    if (r->one_hot)
        return r->loss;
    if (lab_from_logits(lab) && !well_held(y, q, k))
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
                                       lab->now.settings.temperature,
                                       (size_t)label)
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

/* What is added up over the distinct rows. */
struct sums {
    struct total loss, entropy, kl, kl_reverse;
};

static void add_row(const struct lab *lab, size_t row, struct sums *sums,
                    struct readings *out)
{
    struct row_reading r;

    lab_row_reading(lab, row, &r);
    total_add(&sums->loss, r.loss, r.count);
    total_add(&sums->entropy, r.entropy, r.count);
    total_add(&sums->kl, r.kl, r.count);
    total_add(&sums->kl_reverse, r.kl_reverse, r.count);
    if (r.hit)
        out->hits += r.count;
    if (!r.one_hot)
        out->one_hot = false;
    if (!r.zero)
        return;
    out->zero_examples += r.count;
    if (out->zero_rows < READINGS_ZERO_ROWS)
        out->zero_first[out->zero_rows] = row;
    out->zero_rows++;
}

/* How many listed rows occur among the examples. */
static size_t rows_met(const struct lab *lab)
{
    size_t all = (size_t)lab->now.settings.examples;

    return all < lab->row_count ? all : lab->row_count;
}

/* One-hot truths: the product of one probability a row, exact (loglik.h). */
static void one_hot_likelihood(const struct lab *lab, struct readings *out)
{
    size_t k = lab->class_count, n = lab->row_count;
    int32_t *label = fatal_malloc((n + 1) * sizeof *label);
    struct loglik_rows rows = { lab_prediction(lab, 0), label, n, k };
    struct loglik total;

    for (size_t i = 0; i < n; i++)
        label[i] = (int32_t)dist_first_argmax(lab_truth(lab, i), k);
    total = loglik_cyclic(&rows, (uint64_t)out->examples);
    out->likelihood = loglik_wide(&total);
    out->log_likelihood = loglik_nats(&total);
    out->nll_mean = -loglik_mean_nats(&total, (uint64_t)out->examples);
    free(label);
}

/* Soft truths: sum of y log q in double-double (softlik.h). */
static void soft_likelihood(const struct lab *lab, struct readings *out)
{
    struct softlik sum = { 0 };
    size_t k = lab->class_count, met = rows_met(lab);

    for (size_t i = 0; i < met; i++)
        for (size_t j = 0; j < k; j++)
            softlik_add(&sum, lab_truth(lab, i)[j], lab_prediction(lab, i)[j],
                        (uint64_t)lab_row_count(lab, i));
    out->likelihood = softlik_wide(&sum);
    out->log_likelihood = softlik_nats(&sum);
    out->nll_mean = -softlik_mean_nats(&sum, (uint64_t)out->examples);
}

static void softmax_likelihood(const struct sums *sums, struct readings *out)
{
    double nll = total_read(&sums->loss);
    double rest = (sums->loss.sum - nll) + sums->loss.error;

    out->likelihood = wide_from_nats(-nll, -rest);
    out->log_likelihood = -nll;
    out->nll_mean = nll / (double)out->examples;
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
    struct sums sums = { 0 };
    double n = (double)lab->now.settings.examples;
    size_t met = rows_met(lab);

    *out = (struct readings){ .examples = lab->now.settings.examples,
                              .one_hot = true };
    if (out->examples == 0) {
        read_empty(out);
        return;
    }
    for (size_t i = 0; i < met; i++)
        add_row(lab, i, &sums, out);
    if (lab_from_logits(lab))
        softmax_likelihood(&sums, out);
    else if (out->one_hot)
        one_hot_likelihood(lab, out);
    else
        soft_likelihood(lab, out);
    /* 0 - x and + 0 keep a likelihood of 1 from reading as -0. */
    out->log_likelihood += 0.0;
    out->nll_mean += 0.0;
    out->nll = 0.0 - out->log_likelihood;
    out->cross_entropy = total_read(&sums.loss) / n;
    out->entropy = total_read(&sums.entropy) / n;
    out->kl = total_read(&sums.kl) / n;
    out->kl_reverse = total_read(&sums.kl_reverse) / n;
    out->perplexity = exp(out->cross_entropy);
    out->accuracy = (double)out->hits / n;
    out->residue_mean = difference(out->nll_mean, out->cross_entropy);
    out->residue_split = difference(out->cross_entropy, out->entropy + out->kl);
}
