#include "num/dist.h"

#include <math.h>
#include <stdbool.h>

#include "num/dd.h"

size_t dist_first_argmax(const double *p, size_t n)
{
    size_t best = 0;

    for (size_t j = 1; j < n; j++)
        if (p[j] > p[best])
            best = j;
    return best;
}

long dist_sure_outcome(const double *p, size_t n)
{
    long sure = -1;

    for (size_t j = 0; j < n; j++) {
        if (p[j] == 0.0)
            continue;
        if (p[j] != 1.0 || sure >= 0)
            return -1;
        sure = (long)j;
    }
    return sure;
}

static struct dd add(struct dd sum, double term)
{
    return dd_add(sum, (struct dd){ term, 0.0 });
}

/* Whether log-terms may be taken of this entry: false for NaN. */
static bool valid(double p)
{
    return p >= 0.0 && p < INFINITY;
}

double dist_cross_entropy_nats(const double *p, const double *q, size_t n)
{
    struct dd sum = { 0.0, 0.0 };
    bool infinite = false;

    for (size_t i = 0; i < n; i++) {
        if (!valid(p[i]) || !valid(q[i]))
            return NAN;
        if (p[i] == 0.0)
            continue;
        if (q[i] == 0.0)
            infinite = true;
        else
            sum = add(sum, p[i] * log(q[i]));
    }

    /* Subtracted from 0, for a sum of zeros negated would be -0. */
    return infinite ? INFINITY : 0.0 - sum.hi;
}

double dist_entropy_nats(const double *p, size_t n)
{
    return dist_cross_entropy_nats(p, p, n);
}

/* d - log1p(d) for |d| <= 1/2, where the two parts cancel. With
 * s = d/(2 + d), log1p(d) = 2 atanh(s) and d - 2 s = s d, so that
 *     d - log1p(d) = s d - 2 (s^3/3 + s^5/5 + ...)
 * which cancels nowhere: the sum is about d/6 of the first term. s^2 is at
 * most 1/9, and 17 terms leave less than 2^-53. */
static double excess(double d)
{
    double s = d / (2.0 + d);
    double square = s * s, sum = 0.0;

    for (int k = 35; k >= 3; k -= 2)
        sum = sum * square + 1.0 / k;
    return s * (d - 2.0 * square * sum);
}

double dist_kl_nats(const double *p, const double *q, size_t n)
{
    struct dd sum = { 0.0, 0.0 };
    bool infinite = false;

    for (size_t i = 0; i < n; i++) {
        double ratio;

        if (!valid(p[i]) || !valid(q[i]))
            return NAN;
        if (p[i] == 0.0)
            continue;
        if (q[i] == 0.0) {
            infinite = true;
            continue;
        }

        /* A q that is next to nothing beside p (or the reverse) puts the
         * quotient out of range; the term is then taken as written, where
         * nothing cancels. */
        ratio = q[i] / p[i];
        if (ratio < 0.5 || ratio > 1.5) {
            sum = add(sum, p[i] * (log(p[i]) - log(q[i])));
            continue;
        }
        sum = add(sum, p[i] * excess((q[i] - p[i]) / p[i]));
        sum = dd_add(sum, dd_sum(p[i], -q[i]));
    }
    return infinite ? INFINITY : sum.hi;
}
