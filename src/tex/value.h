/* value.h - what an expression comes to: a number, a vector or a matrix.
 *
 * A number is a double with an exponent of its own, so that the exact format
 * cannot underflow; in the other formats that exponent is 0. It carries the
 * slope along the direction in which a gradient is being taken (a dual
 * number), and flags of what happened on the way to it.
 */
#ifndef TEX_VALUE_H
#define TEX_VALUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct strbuf;

/* What happened in making a number. The first four are of this operation's
 * result alone, the rest are kept by what is computed from it. */
enum {
    REAL_UNDERFLOW = 1, /* nonzero operands of a product gave 0 */
    REAL_SUBNORMAL = 2,
    REAL_INFINITE = 4,
    REAL_NAN = 8,
    REAL_INEXACT = 16,    /* this operation was rounded */
    REAL_ZERO_LOG = 32,   /* 0 log 0 := 0 was used */
    REAL_ZERO_POWER = 64, /* 0^0 := 1 was used */
    REAL_LOG_SCALED = 128 /* made by \log: shown in the unit */
};

/* x * 2^scale. Where scale is not 0, 1/2 <= |x| < 1. */
struct real {
    double x;
    int64_t scale; /* 0 but in the exact format */
    double slope;  /* derivative along the direction; 0 without one */
    unsigned flags;
};

enum value_shape {
    VALUE_NUMBER,
    VALUE_VECTOR, /* [rows], cols is 1 */
    VALUE_MATRIX  /* [rows][cols] */
};

struct value {
    enum value_shape shape;
    size_t rows, cols;
    struct real number; /* VALUE_NUMBER, and the best one of an optimum */
    const struct real *entries; /* [rows * cols], VECTOR and MATRIX */
    unsigned flags;             /* of all entries, or-ed */

    /* Of an optimum (\arg\max): number is where it is. */
    bool optimum;
    struct real best;  /* the body there */
    long ties;         /* candidates as good as it, itself included */
    long candidates;   /* of the grid, or of the domain */
    double resolution; /* how finely the place is known; 0: exactly */
};

enum { VALUE_ENTRIES_MAX = 4096 };

struct real real_of(double x);

/* The nearest double. */
double real_double(struct real r);

/* Its sign and size compared: negative, 0, positive. No NaN. */
int real_compare(struct real a, struct real b);

/* As a reader sees it, without a unit: `digits` significant ones, "-inf",
 * "1.974e-2998765"; -0 is 0. ASCII minus. */
void real_write(struct strbuf *out, struct real r, int digits);

/* A number as real_write(), a vector as "(a, b, c)", a matrix as rows of that
 * between brackets; long ones are cut with "..." after `most` entries. */
void value_write(struct strbuf *out, const struct value *value, int digits,
                 int most);

#endif
