#include "num/softlik.h"

#include <assert.h>
#include <math.h>

#include "num/dd.h"
#include "num/kernel.h"

void softlik_add(struct softlik *sum, double y, double p, uint64_t times)
{
    kernel_best()->softlik_add(sum, &y, &p, 1, times);
}

void softlik_add_row(struct softlik *sum, const double *y, const double *p,
                     size_t n)
{
    kernel_best()->softlik_add(sum, y, p, n, 1);
}

double softlik_nats(const struct softlik *sum)
{
    if (sum->invalid > 0)
        return NAN;
    if (sum->zeros > 0)
        return -INFINITY;
    return sum->hi;
}

double softlik_mean_nats(const struct softlik *sum, uint64_t n)
{
    struct dd mean;

    assert(n > 0 && n < UINT64_C(1) << 53);
    if (sum->invalid > 0 || sum->zeros > 0)
        return softlik_nats(sum);
    mean =
        dd_div((struct dd){ sum->hi, sum->lo }, (struct dd){ (double)n, 0.0 });
    return mean.hi;
}

struct wide softlik_wide(const struct softlik *sum)
{
    double nats = softlik_nats(sum);

    return wide_from_nats(nats, isfinite(nats) ? sum->lo : 0.0);
}
