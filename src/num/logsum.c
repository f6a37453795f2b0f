#include "num/logsum.h"

#include <math.h>

/* Where the largest entry stands, or the first NaN. n > 0. */
static size_t peak(const double *x, size_t n)
{
    size_t top = 0;

    for (size_t i = 0; i < n; i++) {
        if (isnan(x[i]))
            return i;
        if (x[i] > x[top])
            top = i;
    }
    return top;
}

double logsum(const double *x, size_t n)
{
    double rest = 0.0;
    size_t top;

    if (n == 0)
        return -INFINITY;

    /* A peak that is not finite is already the answer; shifting by it
     * would compute inf - inf. */
    top = peak(x, n);
    if (!isfinite(x[top]))
        return x[top];

    /* After the shift the largest term is exp(0) = 1. It is left out of the
     * sum and log1p puts it back, so that the others still count where they
     * are too small to change a 1. */
    for (size_t i = 0; i < n; i++) {
        if (i != top)
            rest += exp(x[i] - x[top]);
    }
    return x[top] + log1p(rest);
}

bool logsum_normalise(const double *x, size_t n, double *out)
{
    double total = logsum(x, n);

    if (!isfinite(total))
        return false;
    for (size_t i = 0; i < n; i++)
        out[i] = x[i] - total;
    return true;
}
