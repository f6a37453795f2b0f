#include "lab/sums.h"

#include <math.h>

#include "lab/readings.h"
#include "lab/state.h"
#include "num/dist.h"
#include "num/softlik.h"

/* What one row brings. */
struct part {
    bool sure, hit, zero;
    double loss, entropy, kl, kl_reverse;
    struct dd likelihood;
};

long row_sure_class(const struct lab *lab, size_t row)
{
    if (lab_class(lab, row) >= 0 && lab_softness(lab, row) == 0.0)
        return lab_class(lab, row);
    return dist_sure_outcome(lab_truth(lab, row), lab->class_count);
}

double row_sure_factor(const struct lab *lab, size_t row)
{
    const double *q = lab_prediction(lab, row), *y;
    long label = row_sure_class(lab, row);
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

/* The same numbers as lab_row_reading() has, without looking at every class's
 * logarithm. */
static struct part sure_part(const struct lab *lab, size_t row, size_t label)
{
    const double *q = lab_prediction(lab, row);
    size_t k = lab->class_count;
    struct part part = { .sure = true };

    part.hit = dist_first_argmax(q, k) == label;
    part.loss = lab_row_loss(lab, row);
    part.zero = isinf(part.loss);
    part.kl_reverse = sure_reverse(q, k, label);
    return part;
}

static struct dd soft_likelihood(const struct lab *lab, size_t row)
{
    const double *y = lab_truth(lab, row), *q = lab_prediction(lab, row);
    struct softlik sum = { 0 };

    for (size_t j = 0; j < lab->class_count; j++)
        softlik_add(&sum, y[j], q[j], 1);
    return (struct dd){ sum.hi, sum.lo };
}

static struct part part_of(const struct lab *lab, size_t row)
{
    long label = row_sure_class(lab, row);
    struct row_reading r;
    struct part part;

    if (label >= 0 && !lab->redefine)
        return sure_part(lab, row, (size_t)label);
    lab_row_reading(lab, row, &r);
    part = (struct part){ .sure = label >= 0,
                          .hit = r.hit,
                          .zero = r.zero,
                          .loss = r.loss,
                          .entropy = r.entropy,
                          .kl = r.kl,
                          .kl_reverse = r.kl_reverse };
    if (label < 0 && !lab_from_logits(lab))
        part.likelihood = soft_likelihood(lab, row);
    return part;
}

static void add(struct fixed *sum, double x, double sign)
{
    if (x != 0.0)
        fixed_add_dd(sum, (struct dd){ sign * x, 0.0 });
}

static void move(struct sums *sums, const struct part *part, double sign)
{
    uint64_t one = sign > 0.0 ? 1 : UINT64_MAX; /* -1 */

    if (part->hit)
        sums->hits += one;
    if (!part->sure)
        sums->soft += one;
    add(&sums->entropy, part->entropy, sign);
    if (isnan(part->loss + part->kl + part->kl_reverse)) {
        sums->unknown += one;
        return;
    }
    if (part->zero)
        sums->zeros += one;
    if (isinf(part->kl_reverse))
        sums->endless += one;
    else
        add(&sums->kl_reverse, part->kl_reverse, sign);
    if (part->sure && !part->zero)
        add(&sums->loss, part->loss, sign);
    if (part->sure || part->zero)
        return;
    add(&sums->soft_loss, part->loss, sign);
    add(&sums->kl, part->kl, sign);
    add(&sums->likelihood, part->likelihood.hi, sign);
    add(&sums->likelihood, part->likelihood.lo, sign);
}

void sums_put(struct sums *sums, const struct lab *lab, size_t row)
{
    struct part part = part_of(lab, row);

    move(sums, &part, 1.0);
}

void sums_take(struct sums *sums, const struct lab *lab, size_t row)
{
    struct part part = part_of(lab, row);

    move(sums, &part, -1.0);
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
