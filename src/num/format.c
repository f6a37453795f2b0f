#include "num/format.h"

#include <assert.h>
#include <math.h>
#include <string.h>

static const struct {
    const char *name;
    int exponent_bits;
    int fraction_bits;
} formats[FORMAT_COUNT] = {
    [FORMAT_FLOAT64] = { "float64", 11, 52 },
    [FORMAT_FLOAT32] = { "float32", 8, 23 },
    [FORMAT_FLOAT16] = { "float16", 5, 10 },
    [FORMAT_BFLOAT16] = { "bfloat16", 8, 7 },
    [FORMAT_FLOAT32_FTZ] = { "float32-ftz", 8, 23 },
    [FORMAT_EXACT] = { "exact", 11, 52 },
};

static const char *const states[] = {
    [STATE_NORMAL] = "normal",    [STATE_SUBNORMAL] = "subnormal",
    [STATE_ZERO] = "zero",        [STATE_INFINITE] = "infinite",
    [STATE_NAN] = "not a number",
};

static uint64_t bits_of(double x)
{
    uint64_t bits;

    memcpy(&bits, &x, sizeof bits);
    return bits;
}

static double from_bits(uint64_t bits)
{
    double x;

    memcpy(&x, &bits, sizeof x);
    return x;
}

const char *format_name(enum format format)
{
    assert(format < FORMAT_COUNT);
    return formats[format].name;
}

bool format_from_name(struct slice name, enum format *format)
{
    for (int f = 0; f < FORMAT_COUNT; f++) {
        if (slice_is(name, formats[f].name)) {
            *format = (enum format)f;
            return true;
        }
    }
    return false;
}

const char *format_state_name(enum float_state state)
{
    return states[state];
}

/* The exponent of the greatest binade; that of the least normal one is
 * 1 minus it (IEEE 754-2019, 3.3). */
static int greatest_exponent(enum format format)
{
    return (1 << (formats[format].exponent_bits - 1)) - 1;
}

struct format_limits format_limits(enum format format)
{
    struct format_limits limits;
    int top, fraction;

    assert(format < FORMAT_COUNT);
    top = greatest_exponent(format);
    fraction = formats[format].fraction_bits;
    limits.exponent_bits = formats[format].exponent_bits;
    limits.fraction_bits = fraction;
    limits.least_normal = ldexp(1.0, 1 - top);
    limits.least_subnormal = ldexp(1.0, 1 - top - fraction);
    limits.greatest = ldexp(2.0 - ldexp(1.0, -fraction), top);
    if (format == FORMAT_FLOAT32_FTZ)
        limits.least_subnormal = limits.least_normal;
    return limits;
}

/* |x| rounded to `fraction` bits behind the leading one, or behind that of
 * 2^least where x is smaller. Adding 1.5 * 2^52 quanta pushes what is below
 * one quantum out of the sum, and the hardware rounds it to nearest even. */
static double quantise(double x, int fraction, int least)
{
    int e = (int)(bits_of(x) >> 52 & 0x7ff) - 1023;
    double big;

    if (e < least)
        e = least;
    big = from_bits((uint64_t)(e - fraction + 52 + 1023) << 52 | UINT64_C(1)
                                                                     << 51);
    return (fabs(x) + big) - big;
}

static double narrow(enum format format, double x)
{
    int top = greatest_exponent(format);
    double size = fabs(x);

    if (isnan(x) || x == 0.0)
        return x;
    if (size < ldexp(1.0, top + 1))
        size = quantise(x, formats[format].fraction_bits, 1 - top);
    if (size >= ldexp(1.0, top + 1))
        size = INFINITY;
    return copysign(size, x);
}

/* SSE's flush to zero: the result is rounded as if the exponent had no lower
 * end, and is 0 if it is then below the least normal number. What rounds up
 * to that begins half a quantum of the binade below it, at 2^-126 - 2^-151. */
static double flush(double x)
{
    if (fabs(x) < 0x1.ffffffp-127)
        return copysign(0.0, x);
    return (double)(float)x;
}

double format_round(enum format format, double x)
{
    assert(format < FORMAT_COUNT);
    switch (format) {
    case FORMAT_FLOAT32:
        /* The hardware's own rounding is the definition. */
        return (double)(float)x;
    case FORMAT_FLOAT16:
    case FORMAT_BFLOAT16:
        return narrow(format, x);
    case FORMAT_FLOAT32_FTZ:
        return flush(x);
    case FORMAT_FLOAT64:
    case FORMAT_EXACT:
    case FORMAT_COUNT:
        break;
    }
    return x;
}

enum float_state format_state(enum format format, double x)
{
    assert(format < FORMAT_COUNT);
    if (isnan(x))
        return STATE_NAN;
    if (isinf(x))
        return STATE_INFINITE;
    if (x == 0.0)
        return STATE_ZERO;
    if (fabs(x) < ldexp(1.0, 1 - greatest_exponent(format)))
        return STATE_SUBNORMAL;
    return STATE_NORMAL;
}

void format_bits(enum format format, double x, struct format_bits *bits)
{
    int top, fraction, e;
    double size, scaled;

    x = format_round(format, x);
    top = greatest_exponent(format);
    fraction = formats[format].fraction_bits;
    bits->sign = (unsigned)(bits_of(x) >> 63);
    bits->exponent_bits = formats[format].exponent_bits;
    bits->fraction_bits = fraction;
    bits->state = format_state(format, x);
    bits->exponent = 0;
    bits->fraction = 0;
    if (bits->state == STATE_INFINITE || bits->state == STATE_NAN) {
        bits->exponent = (UINT64_C(1) << bits->exponent_bits) - 1;
        if (bits->state == STATE_NAN)
            bits->fraction = UINT64_C(1) << (fraction - 1);
        return;
    }
    if (bits->state == STATE_ZERO)
        return;

    /* The number as a count of quanta; a normal one has its leading 1 at
     * `fraction`, which is not stored. Every step is exact. */
    size = fabs(x);
    e = bits->state == STATE_SUBNORMAL ? 1 - top : ilogb(size);
    scaled = ldexp(size, fraction - e);
    bits->fraction = (uint64_t)scaled & ((UINT64_C(1) << fraction) - 1);
    if (bits->state == STATE_NORMAL)
        bits->exponent = (uint64_t)(e + top);
}
