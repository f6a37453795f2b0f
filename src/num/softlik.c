#include "num/softlik.h"

#include "num/kernel.h"

void softlik_add(struct softlik *sum, const double *y, const double *p,
                 size_t n)
{
    kernel_best()->softlik_add(sum, y, p, n);
}
