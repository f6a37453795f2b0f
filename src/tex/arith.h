/* arith.h - one operation on numbers, in a format. Private to tex/.
 *
 * The one place that knows how an operation rounds, what it flags and how a
 * slope goes through it (dual numbers: (u, u') with the rules of calculus,
 * each step of a slope rounded like the number). Operands and results may be
 * the same object.
 *
 * In the exact format a slope counts in the same power of two as its number:
 * the derivative is slope * 2^scale, so that the derivative of the logarithm
 * of a likelihood beyond a double's reach is right.
 */
#ifndef TEX_ARITH_H
#define TEX_ARITH_H

#include <math.h>
#include <stdbool.h>

#include "num/format.h"
#include "tex/value.h"

struct arith {
    enum format format;
    double least_normal;
    bool wide;   /* its numbers are all doubles */
    bool slopes; /* a gradient is being taken; else slopes stay 0 */
};

/* Flags that are not for the reader. */
enum {
    REAL_WILD_LOG = 256,    /* came from a logarithm of 0, infinity or 0/0 */
    REAL_ZERO_RATIO = 512,  /* came from 0/0 */
    REAL_OTHER_UNIT = 1024, /* a product of logarithms, or one over one */
    REAL_FOR_READERS = 255
};

/* The flags that a sum and a product take over from their operands'. */
unsigned arith_sum_flags(unsigned a, unsigned b);
unsigned arith_product_flags(unsigned a, unsigned b);

struct arith arith_in(enum format format);

/* A number as it is written or stored, rounded. */
void arith_round(const struct arith *ar, double x, struct real *out);

static inline void arith_literal(const struct arith *ar, double x,
                                 struct real *out)
{
    /* A normal double is one in the wide formats: read for every row. */
    if (ar->wide && isnormal(x))
        *out = (struct real){ .x = x };
    else
        arith_round(ar, x, out);
}

void arith_add(const struct arith *ar, const struct real *a,
               const struct real *b, struct real *out);
void arith_negate(const struct real *a, struct real *out);

/* 0 times the infinite logarithm of 0, infinity or 0/0 is 0, marked. */
void arith_multiply(const struct arith *ar, const struct real *a,
                    const struct real *b, struct real *out);
void arith_divide(const struct arith *ar, const struct real *a,
                  const struct real *b, struct real *out);

/* 0^0 is 1, marked; its slope is NaN. */
void arith_power(const struct arith *ar, const struct real *a,
                 const struct real *b, struct real *out);

/* Whether x = pow(a, b) was certainly right. */
bool arith_power_exact(double a, double b, double x);

/* The natural logarithm: log-scaled. */
void arith_log(const struct arith *ar, const struct real *a, struct real *out);

/* To a base: a plain number. Bases 2 and 10 in one rounding. */
void arith_log_base(const struct arith *ar, const struct real *a,
                    const struct real *base, struct real *out);
void arith_exp(const struct arith *ar, const struct real *a, struct real *out);
void arith_root(const struct arith *ar, const struct real *a, struct real *out);
void arith_absolute(const struct real *a, struct real *out);

#endif
