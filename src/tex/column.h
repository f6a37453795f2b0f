/* column.h - one operation on the rows of a block at once. Private to tex/.
 *
 * The arithmetic of arith.h for the rows of a long loop whose numbers are all
 * ordinary: finite, and 0 or no smaller than the format's least normal number,
 * with no slope and no exponent of their own. There flags hardly differ from
 * row to row, no operation needs a second look, and a loop over plain doubles
 * is several times faster than one over numbers.
 *
 * Each operation gives the bits that arith.h gives row by row, and is refused
 * (false, with `out` in whatever state) where a row of its result is not
 * ordinary: 0/0, what underflows. The caller then goes row by row. One thing
 * that is not ordinary is, in likelihoods: the logarithm of 0, as long as the
 * next operation is to multiply it by 0. `out` may be an operand.
 */
#ifndef TEX_COLUMN_H
#define TEX_COLUMN_H

#include <stdint.h>

#include "tex/arith.h"

enum { COLUMN_ROWS = 256 };

struct column {
    double x[COLUMN_ROWS];
    unsigned flags; /* units of every row; REAL_ZERO_LOG and _POWER where one
                       has it; REAL_INEXACT is left aside */
    bool rounded;   /* false: no row has REAL_INEXACT; else some may */
    bool positive;  /* true: every row is above 0; else some may be */
    bool wild;      /* true: some row is infinite, a logarithm of 0 */
    bool indexed;   /* true: at[i] = x[i] - 1, an index from 0 */
    int32_t at[COLUMN_ROWS];
};

/* The same number in every row. */
bool column_of(const struct arith *ar, const struct real *number, size_t n,
               struct column *out);

/* Numbers as they are written or stored, in out->x: arith_literal(). */
bool column_literal(const struct arith *ar, size_t n, struct column *out);

bool column_add(const struct arith *ar, const struct column *a,
                const struct column *b, size_t n, struct column *out);
bool column_multiply(const struct arith *ar, const struct column *a,
                     const struct column *b, size_t n, struct column *out);
bool column_divide(const struct arith *ar, const struct column *a,
                   const struct column *b, size_t n, struct column *out);
bool column_power(const struct arith *ar, const struct column *a,
                  const struct column *b, size_t n, struct column *out);
bool column_log(const struct arith *ar, const struct column *a, size_t n,
                struct column *out);

/* To base 2 or 10. */
bool column_log_base(const struct arith *ar, const struct column *a,
                     double base, size_t n, struct column *out);
bool column_exp(const struct arith *ar, const struct column *a, size_t n,
                struct column *out);
bool column_root(const struct arith *ar, const struct column *a, size_t n,
                 struct column *out);
void column_negate(const struct column *a, size_t n, struct column *out);
void column_absolute(const struct column *a, size_t n, struct column *out);

#endif
