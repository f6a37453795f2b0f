/* dd.h - double-double arithmetic: a number as the unrounded sum of two.
 *
 * hi is the nearest double to hi + lo, which holds 106 bits or so. For the
 * inside of num/ and the exact arithmetic of tex/. Every formula here needs
 * round-to-nearest, no contraction and no fast-math, and values far from the
 * ends of the range (2^-400 to 2^400): the modules split exponents off first
 * (struct ddx).
 *
 * Sources: T. J. Dekker, "A floating-point technique for extending the
 * available precision" (1971), for the error of a product; D. E. Knuth, The
 * Art of Computer Programming 2, 4.2.2, for the error of a sum.
 */
#ifndef NUM_DD_H
#define NUM_DD_H

#include <stdint.h>
#include <string.h>

struct dd {
    double hi, lo;
};

/* m * 2^exponent; ddx_scale() brings m.hi into [sqrt(1/2), sqrt(2)). */
struct ddx {
    int64_t exponent;
    struct dd m;
};

static inline uint64_t dd_bits(double x)
{
    uint64_t bits;

    memcpy(&bits, &x, sizeof bits);
    return bits;
}

static inline double dd_from_bits(uint64_t bits)
{
    double x;

    memcpy(&x, &bits, sizeof x);
    return x;
}

/* a + b exactly, where |a| >= |b| or a is 0. */
static inline struct dd dd_quick(double a, double b)
{
    double s = a + b;

    return (struct dd){ s, b - (s - a) };
}

/* a + b exactly. */
static inline struct dd dd_sum(double a, double b)
{
    double s = a + b;
    double bb = s - a;

    return (struct dd){ s, (a - (s - bb)) + (b - bb) };
}

/* a * b - ab exactly, where ab is the rounded product. Dekker's split gives
 * the bits that a fused multiply-add does, on machines without one. */
static inline double dd_product_error(double a, double b, double ab)
{
#if defined __FMA__ || defined __ARM_FEATURE_FMA
    return __builtin_fma(a, b, -ab);
#else
    double ta = a * 0x1.0000002p27, tb = b * 0x1.0000002p27;
    double ah = ta - (ta - a), bh = tb - (tb - b);
    double al = a - ah, bl = b - bh;

    return ((ah * bh - ab) + ah * bl + al * bh) + al * bl;
#endif
}

/* a * b exactly. */
static inline struct dd dd_product(double a, double b)
{
    double ab = a * b;

    return (struct dd){ ab, dd_product_error(a, b, ab) };
}

static inline struct dd dd_add(struct dd a, struct dd b)
{
    struct dd s = dd_sum(a.hi, b.hi);
    struct dd t = dd_sum(a.lo, b.lo);

    s = dd_quick(s.hi, s.lo + t.hi);
    return dd_quick(s.hi, s.lo + t.lo);
}

/* Commutative to the bit. Exact where one of the two is 1. */
static inline struct dd dd_mul(struct dd a, struct dd b)
{
    struct dd p = dd_product(a.hi, b.hi);

    return dd_quick(p.hi, p.lo + (a.hi * b.lo + a.lo * b.hi));
}

static inline struct dd dd_div(struct dd a, struct dd b)
{
    double q = a.hi / b.hi;
    struct dd qb = dd_mul((struct dd){ q, 0.0 }, b);
    struct dd rest = dd_add(a, (struct dd){ -qb.hi, -qb.lo });

    return dd_quick(q, rest.hi / b.hi);
}

/* Adding ONE - SQRT_HALF to a double's bits carries into the exponent field
 * exactly where the fraction is sqrt(2) or more, so that powers of two are
 * split off towards the nearer one: a number just below 1 keeps exponent 0, and
 * exponent * log 2 + log m never cancels. (The trick is fdlibm's.) */
#define DD_SQRT_HALF_BITS UINT64_C(0x3FE6A09E667F3BCD)
#define DD_ONE_BITS       UINT64_C(0x3FF0000000000000)
#define DD_FRACTION_MASK  UINT64_C(0x000FFFFFFFFFFFFF)

/* Moves a power of two from m to the exponent. */
static inline struct ddx ddx_scale(struct ddx x)
{
    uint64_t t = dd_bits(x.m.hi) + (DD_ONE_BITS - DD_SQRT_HALF_BITS);
    int64_t e = (int64_t)(t >> 52) - 1023;
    double scale = dd_from_bits((uint64_t)(1023 - e) << 52);

    return (struct ddx){ x.exponent + e, { x.m.hi * scale, x.m.lo * scale } };
}

/* A positive finite double, subnormal or not, scaled. */
static inline struct ddx ddx_from(double x)
{
    int small = x < 0x1p-1022 ? 54 : 0;
    uint64_t t =
        dd_bits(small ? x * 0x1p54 : x) + (DD_ONE_BITS - DD_SQRT_HALF_BITS);
    double m = dd_from_bits((t & DD_FRACTION_MASK) + DD_SQRT_HALF_BITS);

    return (struct ddx){ (int64_t)(t >> 52) - 1023 - small, { m, 0.0 } };
}

/* The natural logarithm, relative error below 2^-98 or so; x.m.hi > 0 in
 * [2^-400, 2^400], |exponent| up to 2^52. log 1 is exactly 0. */
struct dd dd_log(struct ddx x);

/* Products come out scaled. The order of multiplications in ddx_power() is
 * part of its bits: from the lowest bit of `times` up. */
struct ddx ddx_mul(struct ddx a, struct ddx b);
struct ddx ddx_power(struct ddx a, uint64_t times);

#endif
