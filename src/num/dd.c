#include "num/dd.h"

#include "num/kernel.h"

struct ddx ddx_mul(struct ddx a, struct ddx b)
{
    return ddx_scale((struct ddx){ a.exponent + b.exponent, dd_mul(a.m, b.m) });
}

struct ddx ddx_power(struct ddx a, uint64_t times)
{
    struct ddx result = { 0, { 1.0, 0.0 } };

    while (times > 0) {
        if (times & 1)
            result = ddx_mul(result, a);
        times >>= 1;
        if (times > 0)
            a = ddx_mul(a, a);
    }
    return result;
}

struct dd dd_log(struct ddx x)
{
    return kernel_best()->dd_log(x);
}
