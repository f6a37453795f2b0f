/* The logarithm in double-double, and sums of it; compiled once for each path
 * (kernel.h): a fused multiply-add halves the time of every product. */
#include <assert.h>
#include <math.h>
#include <stddef.h>

#include "num/dd.h"
#include "num/kernel_parts.h"
#include "num/softlik.h"

/* log 2 to 107 bits. */
static const struct dd log_2 = { 0x1.62e42fefa39efp-1, 0x1.abc9e3b39803fp-56 };

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

static inline struct dd log_of(struct ddx x)
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

struct dd KERNEL_NAME(dd_log)(struct ddx x)
{
    return log_of(x);
}

/* y log p, y above 0. A weight next to nothing needs no second double,
 * whose rounding would differ between paths. */
static struct dd term_of(double y, double p)
{
    struct dd log_p = log_of(ddx_from(p));

    if (y < 0x1p-400)
        return (struct dd){ log_p.hi * y, 0.0 };
    return y == 1.0 ? log_p : dd_mul(log_p, (struct dd){ y, 0.0 });
}

void KERNEL_NAME(softlik_add)(struct softlik *sum, const double *y,
                              const double *p, size_t n)
{
    struct dd total = { sum->hi, sum->lo };

    for (size_t j = 0; j < n; j++) {
        if (!(y[j] >= 0.0 && y[j] <= 1.0 && p[j] >= 0.0 && p[j] <= 1.0))
            sum->invalid++;
        else if (y[j] > 0.0 && p[j] == 0.0)
            sum->zeros++;
        else if (y[j] > 0.0)
            total = dd_add(total, term_of(y[j], p[j]));
    }
    sum->hi = total.hi;
    sum->lo = total.lo;
}
