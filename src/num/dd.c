#include "num/dd.h"

#include <assert.h>
#include <math.h>

/* Adding this to a double's bits carries into the exponent field exactly
 * where the fraction is sqrt(2) or more, so that powers of two are split off
 * towards the nearer one: a number just below 1 keeps exponent 0, and
 * exponent * log 2 + log m never cancels. (The trick is fdlibm's.) */
#define SQRT_HALF_BITS UINT64_C(0x3FE6A09E667F3BCD)
#define ONE_BITS       UINT64_C(0x3FF0000000000000)

/* log 2 to 107 bits. */
static const struct dd log_2 = { 0x1.62e42fefa39efp-1, 0x1.abc9e3b39803fp-56 };

struct ddx ddx_scale(struct ddx x)
{
    uint64_t t = dd_bits(x.m.hi) + (ONE_BITS - SQRT_HALF_BITS);
    int64_t e = (int64_t)(t >> 52) - 1023;
    double scale = dd_from_bits((uint64_t)(1023 - e) << 52);

    return (struct ddx){ x.exponent + e, { x.m.hi * scale, x.m.lo * scale } };
}

struct ddx ddx_from(double x)
{
    int e;
    double m = frexp(x, &e);

    return ddx_scale((struct ddx){ e, { m, 0.0 } });
}

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

/* log m = 2 atanh(s) = 2 s (1 + s^2/3 + s^4/5 + ...), s = (m - 1)/(m + 1).
 * For m within a factor sqrt(2) of 1, s^2 < 0.0295: 24 terms leave less than
 * 2^-120. m.hi - 1 is exact (Sterbenz), so m near 1 loses nothing. */
static struct dd log_fraction(struct dd m)
{
    struct dd above = dd_sum(m.hi - 1.0, m.lo);
    struct dd below = dd_add(m, (struct dd){ 1.0, 0.0 });
    struct dd s = dd_div(above, below);
    struct dd square = dd_mul(s, s);
    struct dd sum = { 0.0, 0.0 };

    /* s^26 < 2^-66: there the terms need no second double. */
    for (int k = 49; k >= 27; k -= 2)
        sum.hi = sum.hi * square.hi + 1.0 / k;
    for (int k = 25; k >= 1; k -= 2) {
        struct dd term =
            dd_div((struct dd){ 1.0, 0.0 }, (struct dd){ (double)k, 0.0 });

        sum = dd_add(dd_mul(sum, square), term);
    }
    sum = dd_mul(sum, s);
    return (struct dd){ 2.0 * sum.hi, 2.0 * sum.lo };
}

struct dd dd_log(struct ddx x)
{
    struct dd log_m;
    double e;

    x = ddx_scale(x);
    log_m = log_fraction(x.m);
    if (x.exponent == 0)
        return log_m;
    assert(x.exponent < INT64_C(1) << 52 && -x.exponent < INT64_C(1) << 52);
    e = (double)x.exponent;
    return dd_add(dd_mul((struct dd){ e, 0.0 }, log_2), log_m);
}
