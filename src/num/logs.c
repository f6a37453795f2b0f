#include "num/logs.h"

#include "num/kernel.h"

void logs_as_libm(const double *x, size_t n, double *out)
{
    kernel_best()->logs_as_libm(x, n, out);
}

struct logs_sum logs_weighted(const double *p, const double *q, size_t n)
{
    return kernel_best()->logs_weighted(p, q, n);
}

struct logs_sum logs_divergence(const double *p, const double *q, size_t n)
{
    return kernel_best()->logs_divergence(p, q, n);
}
