/* wide.h - a decimal number that cannot underflow.
 *
 * The likelihood of ten million reviews is about 1.974e-2998765; a double
 * ends at 1e-308. A wide holds the two parts that a reader sees.
 */
#ifndef NUM_WIDE_H
#define NUM_WIDE_H

#include <stdint.h>

/* fraction10 * 10^exponent10. 1 <= fraction10 < 10, or it is 0, infinite or
 * NaN with exponent10 0. Never negative. */
struct wide {
    double fraction10;
    int64_t exponent10;
};

/* (hi + lo) * 2^exponent in decimal, for hi > 0 or hi == 0, |lo| at most half
 * an ulp of hi, |exponent| up to 2^40. fraction10 is correctly rounded but
 * for near-ties. */
struct wide wide_from_binary(double hi, double lo, int64_t exponent);

/* exp(hi + lo), a logarithm in nats of magnitude up to 2^40, hi the nearest
 * double to it. fraction10 errs by an ulp or two. -INFINITY gives 0. */
struct wide wide_from_nats(double hi, double lo);

/* w rounded to `digits` significant decimal digits, 1 to 17: what a printer
 * needs, since 9.9996 to four digits is 1.000 with the exponent one up. */
struct wide wide_round(struct wide w, int digits);

/* The nearest double; 0, subnormal or infinite where a double ends. Errs by
 * an ulp or two, or half the least subnormal: for showing, not for bits. */
double wide_double(struct wide w);

#endif
