#include "num/softmax.h"

#include <assert.h>
#include <math.h>

#include "num/dd.h"

/* The first largest logit. A NaN is never larger and is met by the sum. */
static size_t peak(const double *z, size_t n)
{
    size_t top = 0;

    for (size_t i = 1; i < n; i++) {
        if (z[i] > z[top])
            top = i;
    }
    return top;
}

/* Sum of exp((z[j] - z[top]) / t) over the others: at least 0, and NaN where
 * the logits give no distribution (inf - inf). */
static double others(const double *z, size_t n, double t, size_t top)
{
    double sum = 0.0;

    if (!isfinite(z[top]))
        return NAN;
    for (size_t j = 0; j < n; j++) {
        if (j != top)
            sum += exp((z[j] - z[top]) / t);
    }
    return sum;
}

/* -log of entry y, given the peak and the log of the sum over it. An entry
 * equal to the peak has gap 0 even where the quotient would not be. */
static double loss(double zy, double peak_z, double t, double log_rest)
{
    return (peak_z - zy) / t + log_rest;
}

void softmax(const double *z, size_t n, double temperature, double *out)
{
    size_t top;
    double peak_z, sum;

    assert(n > 0 && temperature > 0.0 && isfinite(temperature));
    top = peak(z, n);
    peak_z = z[top];
    sum = 1.0 + others(z, n, temperature, top);
    for (size_t i = 0; i < n; i++)
        out[i] = exp((z[i] - peak_z) / temperature) / sum;
}

/* Near the largest logit a probability may round to the same double. Farther
 * away than this times the temperature none does: exp() is right to an ulp. */
static const double near_gap = 1e-9;

size_t softmax_first_argmax(const double *z, size_t n, double temperature)
{
    double sum = 0.0;
    size_t top;

    assert(n > 0 && temperature > 0.0 && isfinite(temperature));
    top = peak(z, n);
    for (size_t j = 0; j < top; j++) {
        double gap = (z[j] - z[top]) / temperature;

        if (!(gap > -near_gap))
            continue;
        if (sum == 0.0)
            sum = 1.0 + others(z, n, temperature, top);
        if (exp(gap) / sum == 1.0 / sum)
            return j;
    }
    return top;
}

double softmax_peak(const double *z, size_t n, double temperature)
{
    assert(n > 0 && temperature > 0.0 && isfinite(temperature));
    return 1.0 / (1.0 + others(z, n, temperature, peak(z, n)));
}

void softmax_log_nats(const double *z, size_t n, double temperature,
                      double *out)
{
    size_t top;
    double peak_z, log_rest;

    assert(n > 0 && temperature > 0.0 && isfinite(temperature));
    top = peak(z, n);
    peak_z = z[top];
    log_rest = log1p(others(z, n, temperature, top));
    for (size_t i = 0; i < n; i++)
        out[i] = -loss(z[i], peak_z, temperature, log_rest);
}

double softmax_loss_nats(const double *z, size_t n, double temperature,
                         size_t y)
{
    size_t top;

    assert(n > 0 && y < n && temperature > 0.0 && isfinite(temperature));
    top = peak(z, n);
    return loss(z[y], z[top], temperature,
                log1p(others(z, n, temperature, top)));
}

/* A rounded difference d of large logits would put an error of d/2 ulp into
 * exp(d); what the rounding took away is put back. */
double softmax_rest_nats(const double *z, size_t n, size_t *top)
{
    double sum = 0.0;

    assert(n > 0);
    *top = peak(z, n);
    if (!isfinite(z[*top]))
        return NAN;
    for (size_t j = 0; j < n; j++) {
        struct dd gap = dd_sum(z[j], -z[*top]);
        double e = exp(gap.hi);

        if (j != *top)
            sum += e > 0.0 ? e + e * gap.lo : e;
    }
    return log1p(sum);
}
