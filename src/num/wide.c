#include "num/wide.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "num/dd.h"

/* log 10 to 107 bits. */
static const struct dd log_10 = { 0x1.26bb1bbb55516p+1,
                                  -0x1.f48ad494ea3e9p-53 };

/* Brings a fraction that missed [1, 10) by a little into it. */
static struct wide settle(struct dd f, int64_t exponent)
{
    const struct dd ten = { 10.0, 0.0 };

    if (f.hi < 1.0) {
        f = dd_mul(f, ten);
        exponent--;
    }
    if (f.hi >= 10.0) {
        f = dd_div(f, ten);
        exponent++;

        /* Less than 10, but the nearest double to it is 10. */
        if (f.hi < 1.0)
            f.hi = 1.0;
    }
    return (struct wide){ f.hi, exponent };
}

struct wide wide_from_binary(double hi, double lo, int64_t exponent)
{
    const struct ddx five = { 2, { 1.25, 0.0 } };
    struct ddx x, power;
    struct dd f;
    int64_t tens;
    int e;

    if (!(hi > 0.0 && hi < INFINITY))
        return (struct wide){ hi, 0 };

    /* An estimate that is off by one is settled later. */
    tens =
        (int64_t)floor((double)exponent * 0.30102999566398119521 + log10(hi));

    /* x / 10^tens = x 2^-tens / 5^tens. The power of five errs by tens
     * 2^-104 at most: 2^-70 for the largest that can come here. */
    x = ddx_scale((struct ddx){ exponent - tens, { hi, lo } });
    power = ddx_power(five, (uint64_t)(tens < 0 ? -tens : tens));
    if (tens < 0) {
        x = ddx_mul(x, power);
    } else {
        x.m = dd_div(x.m, power.m);
        x.exponent -= power.exponent;
    }
    e = (int)x.exponent;
    f = (struct dd){ ldexp(x.m.hi, e), ldexp(x.m.lo, e) };
    return settle(f, tens);
}

struct wide wide_from_nats(double hi, double lo)
{
    struct dd rest;
    double tens, f;

    if (hi == -INFINITY)
        return (struct wide){ 0.0, 0 };
    if (!isfinite(hi))
        return (struct wide){ hi, 0 };
    tens = floor(hi / log_10.hi);
    rest = dd_mul((struct dd){ -tens, 0.0 }, log_10);
    rest = dd_add((struct dd){ hi, lo }, rest);
    f = exp(rest.hi);
    return settle(dd_quick(f, f * rest.lo), (int64_t)tens);
}

struct wide wide_round(struct wide w, int digits)
{
    char text[40];

    assert(digits >= 1 && digits <= 17);
    if (!isfinite(w.fraction10) || w.fraction10 == 0.0)
        return w;

    /* The C library's conversion is exact; ours would not be. */
    snprintf(text, sizeof text, "%.*f", digits - 1, w.fraction10);
    w.fraction10 = strtod(text, NULL);
    if (w.fraction10 >= 10.0) {
        w.fraction10 = 1.0;
        w.exponent10++;
    }
    return w;
}

double wide_double(struct wide w)
{
    char text[64];
    long e;

    if (!isfinite(w.fraction10) || w.fraction10 == 0.0)
        return w.fraction10;
    if (w.exponent10 > 400)
        return INFINITY;
    if (w.exponent10 < -400)
        return 0.0;
    e = (long)w.exponent10;
    snprintf(text, sizeof text, "%.17ge%ld", w.fraction10, e);
    return strtod(text, NULL);
}
