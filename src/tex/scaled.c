#include "tex/scaled.h"

#include <math.h>

#include "num/dd.h"

/* log 2 to 107 bits. */
static const struct dd log_2 = { 0x1.62e42fefa39efp-1, 0x1.abc9e3b39803fp-56 };

/* Past this every double that is shifted is 0 or infinite. */
enum { SHIFT_MAX = 2200 };

double scaled_shift(double x, int64_t by)
{
    if (by > SHIFT_MAX)
        by = SHIFT_MAX;
    if (by < -SHIFT_MAX)
        by = -SHIFT_MAX;
    return ldexp(x, (int)by);
}

/* With the fraction in [1/2, 1). */
static struct scaled settle(double m, int64_t s, double d)
{
    int e;

    if (m == 0.0 || !isfinite(m))
        return (struct scaled){ m, 0, scaled_shift(d, s) };
    m = frexp(m, &e);
    return (struct scaled){ m, s + e, scaled_shift(d, -e) };
}

struct scaled scaled_of(const struct real *a)
{
    return settle(a->x, a->scale, a->slope);
}

void scaled_to(struct scaled a, struct real *out)
{
    a = settle(a.m, a.s, a.d);
    if (a.s >= -1021 && a.s <= 1024) {
        out->x = ldexp(a.m, (int)a.s);
        out->scale = 0;
        out->slope = scaled_shift(a.d, a.s);
        return;
    }
    out->x = a.m;
    out->scale = a.s;
    out->slope = a.d;
}

struct scaled scaled_add(struct scaled a, struct scaled b)
{
    int64_t down;

    if (a.m == 0.0 && a.d == 0.0)
        return b;
    if (b.m == 0.0 && b.d == 0.0)
        return a;
    if (a.s < b.s) {
        struct scaled swap = a;

        a = b;
        b = swap;
    }
    down = b.s - a.s;
    return settle(a.m + scaled_shift(b.m, down), a.s,
                  a.d + scaled_shift(b.d, down));
}

struct scaled scaled_multiply(struct scaled a, struct scaled b)
{
    return settle(a.m * b.m, a.s + b.s, a.d * b.m + a.m * b.d);
}

struct scaled scaled_divide(struct scaled a, struct scaled b)
{
    double q = a.m / b.m;

    return settle(q, a.s - b.s, (a.d - q * b.d) / b.m);
}

struct scaled scaled_log(struct scaled a)
{
    /* Near 1 the fraction 0.999... with exponent 0 has no cancellation; 1.0
     * itself is 1/2 with exponent 1, and is brought back. */
    double m = a.m;
    int64_t s = a.s;

    if (m < 0x1.6a09e667f3bcdp-1) {
        m *= 2.0;
        s -= 1;
    }
    return settle(log(m) + (double)s * log_2.hi, 0, a.d / a.m);
}

struct scaled scaled_root(struct scaled a)
{
    double m = a.m;
    int64_t s = a.s;
    double root;

    if (s % 2 != 0) {
        m *= 2.0;
        s -= 1;
    }
    root = sqrt(m);
    return settle(root, s / 2, scaled_shift(a.d, a.s - s) / (2.0 * root));
}

struct scaled scaled_exp(double x, double slope)
{
    double twos = rint(x / log_2.hi), m;
    struct dd rest;

    /* 2^62 is past all exponents that can be kept. */
    if (!(fabs(twos) < 0x1p60)) {
        m = isnan(x) ? x : x > 0.0 ? INFINITY : 0.0;
        return (struct scaled){ m, 0, slope * m };
    }
    rest = dd_mul((struct dd){ -twos, 0.0 }, log_2);
    rest = dd_add((struct dd){ x, 0.0 }, rest);
    m = exp(rest.hi) * (1.0 + rest.lo);
    return settle(m, (int64_t)twos, slope * m);
}

/* m^b 2^(s b) for 1/2 <= m < 1 and |b| small enough that m^b is a normal
 * double: what s b leaves over a whole number goes into the fraction. */
static struct scaled small_power(double m, int64_t s, double b)
{
    struct dd twos = dd_product((double)s, b);
    double whole = rint(twos.hi);
    double left = (twos.hi - whole) + twos.lo;

    if (!(fabs(whole) < 0x1p60))
        return (struct scaled){ whole > 0.0 ? INFINITY : 0.0, 0, 0.0 };
    return settle(pow(m, b) * exp2(left), (int64_t)whole, 0.0);
}

struct scaled scaled_power(struct scaled a, double b, double slope)
{
    struct scaled power;
    double whole = trunc(b);

    if (fabs(b) <= 512.0) {
        power = small_power(a.m, a.s, b);
    } else if (!(fabs(b) < 0x1p40)) {
        double size = scaled_log(a).m == 0.0 ? 1.0 : INFINITY;

        if (size > 1.0 && (b > 0.0) != (scaled_log(a).m > 0.0))
            size = 0.0;
        power = (struct scaled){ size, 0, 0.0 };
    } else {
        /* Squared in double-double: a rounding of each of many factors would
         * add up. */
        struct ddx x = ddx_power(ddx_scale((struct ddx){ a.s, { a.m, 0.0 } }),
                                 (uint64_t)fabs(whole));

        power = settle(x.m.hi, x.exponent, 0.0);
        if (b < 0.0)
            power = scaled_divide((struct scaled){ 0.5, 1, 0.0 }, power);
        power = scaled_multiply(power, small_power(a.m, a.s, b - whole));
    }
    power.d = 0.0;
    if (a.d != 0.0)
        power.d += power.m * b * (a.d / a.m);
    if (slope != 0.0) {
        struct scaled l = scaled_log(a);

        power.d += power.m * slope * scaled_shift(l.m, l.s);
    }
    return power;
}
