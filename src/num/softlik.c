#include "num/softlik.h"

#include <assert.h>
#include <math.h>

#include "num/dd.h"

void softlik_add(struct softlik *sum, double y, double p, uint64_t times)
{
    struct dd term;

    if (times == 0)
        return;
    if (!(y >= 0.0 && y <= 1.0 && p >= 0.0 && p <= 1.0)) {
        sum->invalid += times;
        return;
    }
    if (y == 0.0)
        return;
    if (p == 0.0) {
        sum->zeros += times;
        return;
    }
    assert(times < UINT64_C(1) << 53);
    term = dd_mul(dd_log(ddx_from(p)), (struct dd){ (double)times, 0.0 });
    term = dd_mul(term, (struct dd){ y, 0.0 });
    term = dd_add((struct dd){ sum->hi, sum->lo }, term);
    sum->hi = term.hi;
    sum->lo = term.lo;
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
