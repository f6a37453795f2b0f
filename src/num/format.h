/* format.h - floating-point formats, each step of which is rounded.
 *
 * A number of every format is held in a double, which can hold them all; one
 * operation is done in double and then rounded to the format. For + - x / and
 * square root that gives the format's own result, bit for bit, in the
 * formats of at most 24 significand bits (53 >= 2 * 24 + 2: no harm from
 * rounding twice). float64 is the double itself. Round to nearest, ties to
 * even, gradual underflow, overflow to infinity; float32-ftz sets results
 * below its least normal number to 0, as many GPUs do.
 *
 * `exact` is a double with a 64-bit exponent, which cannot underflow
 * (loglik.h, wide.h). As a format of single numbers it is float64.
 */
#ifndef NUM_FORMAT_H
#define NUM_FORMAT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/slice.h"

enum format {
    FORMAT_FLOAT64,
    FORMAT_FLOAT32,
    FORMAT_FLOAT16,
    FORMAT_BFLOAT16,
    FORMAT_FLOAT32_FTZ,
    FORMAT_EXACT,
    FORMAT_COUNT
};

enum float_state {
    STATE_NORMAL,
    STATE_SUBNORMAL,
    STATE_ZERO,
    STATE_INFINITE,
    STATE_NAN
};

/* What a format can hold. All powers and bounds are exact doubles. */
struct format_limits {
    int exponent_bits;
    int fraction_bits;      /* without the leading 1 that is not stored */
    double least_subnormal; /* float32-ftz has none: its least normal */
    double least_normal;
    double greatest; /* finite */
};

/* The fields of one number as they lie in memory. */
struct format_bits {
    unsigned sign;     /* 1: negative */
    uint64_t exponent; /* biased, as stored */
    uint64_t fraction; /* as stored */
    int exponent_bits; /* how wide the two fields are */
    int fraction_bits;
    enum float_state state;
};

/* "float64", "float32", "float16", "bfloat16", "float32-ftz", "exact". */
const char *format_name(enum format format);

/* The format of that exact name; false leaves *format alone. */
bool format_from_name(struct slice name, enum format *format);

struct format_limits format_limits(enum format format);

/* The number of the format nearest to x. A double that is one already comes
 * back as it is; NaN, infinities and the sign of 0 pass. */
double format_round(enum format format, double x);

/* How a number of the format stands in it. x must be one (format_round). */
enum float_state format_state(enum format format, double x);

/* x, rounded to the format, taken apart. */
void format_bits(enum format format, double x, struct format_bits *bits);

/* "normal", "subnormal", "zero", "infinite", "not a number". */
const char *format_state_name(enum float_state state);

#endif
