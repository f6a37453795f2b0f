#include "num/dd.h"

#include <assert.h>
#include <math.h>
#include <stddef.h>

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

/* Numbers c near 1/m, of eight bits so that m c is nearly exact, and -log c,
 * for m within 1/64 of (LEAST + i)/32: computed with 300 bits. */
enum { LEAST = 23 };
static const struct {
    double c;
    struct dd minus_log;
} near[] = {
    { 0x1.640p+0, { -0x1.51aad872df82dp-2, -0x1.3927ac19f55e3p-59 } },
    { 0x1.550p+0, { -0x1.2596010df763ap-2, 0x1.0f76c57075e9ep-58 } },
    { 0x1.480p+0, { -0x1.fb9186d5e3e2bp-3, 0x1.caaae64f21acbp-57 } },
    { 0x1.3b0p+0, { -0x1.a8becfc882f19p-3, 0x1.e8c37918c39ebp-58 } },
    { 0x1.2f0p+0, { -0x1.59338d9982086p-3, 0x1.65d22aa8ad7cfp-58 } },
    { 0x1.250p+0, { -0x1.14785846742acp-3, -0x1.a28813e3a7f07p-57 } },
    { 0x1.1a0p+0, { -0x1.8c345d6319b21p-4, 0x1.4a697ab3424a9p-61 } },
    { 0x1.110p+0, { -0x1.075983598e471p-4, -0x1.80da5333c45b8p-59 } },
    { 0x1.080p+0, { -0x1.f829b0e783300p-6, -0x1.33e3f04f1ef23p-60 } },
    { 0x1.000p+0, { 0x0.0p+0, 0x0.0p+0 } },
    { 0x1.f00p-1, { 0x1.0415d89e74444p-5, 0x1.c05cf1d753622p-59 } },
    { 0x1.e20p-1, { 0x1.eea31c006b87cp-5, -0x1.3e4fc93b7b66cp-59 } },
    { 0x1.d40p-1, { 0x1.700d30aeac0e1p-4, -0x1.72566212cdd05p-61 } },
    { 0x1.c80p-1, { 0x1.da727638446a2p-4, 0x1.401fa71733019p-58 } },
    { 0x1.ba0p-1, { 0x1.2d1610c86813ap-3, -0x1.499a3f25af95fp-58 } },
    { 0x1.b00p-1, { 0x1.5bf406b543db2p-3, -0x1.1f5b44c0df7e7p-61 } },
    { 0x1.a40p-1, { 0x1.95a5adcf7017fp-3, 0x1.142c507fb7a3dp-58 } },
    { 0x1.9a0p-1, { 0x1.c6ffbc6f00f71p-3, -0x1.8e58b2c57a4a5p-57 } },
    { 0x1.900p-1, { 0x1.f991c6cb3b379p-3, 0x1.f665066f980a2p-57 } },
    { 0x1.860p-1, { 0x1.16b5ccbacfb73p-2, 0x1.66fbd28b40935p-56 } },
    { 0x1.7e0p-1, { 0x1.2bef07cdc9354p-2, -0x1.82dad7fd86088p-56 } },
    { 0x1.740p-1, { 0x1.4718dc271c41bp-2, 0x1.8fb4c14c56eefp-60 } },
    { 0x1.6c0p-1, { 0x1.5d5bddf595f30p-2, -0x1.6541148cbb8a2p-56 } },
};

/* 1/3, 1/5 and 1/7. */
static const struct dd third = { 0x1.5555555555555p-2, 0x1.5555555555555p-56 };
static const struct dd fifth = { 0x1.999999999999ap-3, -0x1.999999999999ap-57 };
static const struct dd seventh = { 0x1.2492492492492p-3,
                                   0x1.2492492492492p-57 };

/* log(1 + r) = 2 atanh(s) = 2 s (1 + s^2/3 + s^4/5 + ...), s = r/(2 + r). For
 * |r| up to 0.0223 s^2 is below 2^-12: 8 terms leave less than 2^-106, and
 * from s^8/9 on they need no second double. */
static struct dd log_of_1_and(struct dd r)
{
    struct dd s = dd_div(r, dd_add((struct dd){ 2.0, 0.0 }, r));
    struct dd square = dd_mul(s, s), sum = { 0.0, 0.0 };
    double z = square.hi;

    sum.hi = z * (1.0 / 9 + z * (1.0 / 11 + z * (1.0 / 13 + z * (1.0 / 15))));
    sum = dd_mul(dd_add(sum, seventh), square);
    sum = dd_mul(dd_add(sum, fifth), square);
    sum = dd_mul(dd_add(sum, third), square);
    sum = dd_add(dd_mul(sum, s), s);
    return (struct dd){ 2.0 * sum.hi, 2.0 * sum.lo };
}

/* log m = log(m c) - log c. Near 1 c is 1 and its log 0: m.hi - 1 is exact
 * there (Sterbenz), so that m near 1 loses nothing. */
static struct dd log_fraction(struct dd m)
{
    size_t i = (size_t)(m.hi * 32.0 + 0.5) - LEAST;
    struct dd product = dd_product(m.hi, near[i].c);
    struct dd r = dd_sum(product.hi - 1.0, product.lo + m.lo * near[i].c);
    struct dd log_r = log_of_1_and(r);

    return near[i].c == 1.0 ? log_r : dd_add(near[i].minus_log, log_r);
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
