#include "num/dist.h"

#include <float.h>
#include <math.h>

#include "num/logs.h"

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

double dist_cross_entropy_nats(const double *p, const double *q, size_t n)
{
    struct logs_sum sum = logs_weighted(p, q, n);

    if (sum.invalid)
        return NAN;

    /* Subtracted from 0, for a sum of zeros negated would be -0. */
    return sum.endless ? INFINITY : 0.0 - sum.nats.hi;
}

double dist_entropy_nats(const double *p, size_t n)
{
    return dist_cross_entropy_nats(p, p, n);
}

double dist_kl_nats(const double *p, const double *q, size_t n)
{
    struct logs_sum sum = logs_divergence(p, q, n);

    if (sum.invalid)
        return NAN;
    return sum.endless ? INFINITY : sum.nats.hi;
}

double dist_factor(const double *p, const double *q, size_t n)
{
    double factor = 1.0;

    for (size_t j = 0; j < n; j++) {
        if (p[j] == 1.0)
            factor *= q[j];
        else if (p[j] != 0.0)
            factor *= pow(q[j], p[j]);
    }
    return factor;
}

bool dist_well_held(const double *p, const double *q, size_t n)
{
    for (size_t j = 0; j < n; j++)
        if (p[j] != 0.0 && q[j] < DBL_MIN)
            return false;
    return true;
}
