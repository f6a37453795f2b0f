/* scaled.h - doubles with an exponent of their own. Private to tex/.
 *
 * What arith.c does in the exact format where a double would overflow or
 * underflow. Flags are arith.c's business: nothing here looks at them.
 */
#ifndef TEX_SCALED_H
#define TEX_SCALED_H

#include <stdint.h>

#include "tex/value.h"

/* m * 2^s with slope d * 2^s. For a finite m that is not 0, 1/2 <= |m| < 1. */
struct scaled {
    double m;
    int64_t s;
    double d;
};

/* x * 2^by, by of any size. */
double scaled_shift(double x, int64_t by);

/* Takes a real apart, and puts one together (x, scale and slope of `out`). */
struct scaled scaled_of(const struct real *a);
void scaled_to(struct scaled a, struct real *out);

struct scaled scaled_add(struct scaled a, struct scaled b);
struct scaled scaled_multiply(struct scaled a, struct scaled b);
struct scaled scaled_divide(struct scaled a, struct scaled b);

/* For a > 0. */
struct scaled scaled_log(struct scaled a);
struct scaled scaled_root(struct scaled a);

/* e^x, slope that of x times it; x of any size. */
struct scaled scaled_exp(double x, double slope);

/* a^b for a finite a > 0 and a finite b. */
struct scaled scaled_power(struct scaled a, double b, double slope);

#endif
