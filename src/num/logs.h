/* logs.h - logarithms of whole arrays, and sums of them.
 *
 * A few times as fast as a call of log() for each. What adds up keeps each
 * logarithm to some 58 bits and loses nothing between: a sum whose terms have
 * one sign is right to 2^-57 of itself, unrounded, and rounded 0.55 ulp off at
 * most. Its bits are the same on every machine (num/kernel.h), which those of a
 * C library are not.
 */
#ifndef NUM_LOGS_H
#define NUM_LOGS_H

#include <stdbool.h>
#include <stddef.h>

#include "num/dd.h"

/* out[i] = log(x[i]) to the bit, as the C library has it, of positive normal
 * numbers; out is another array. What log() may round in either direction is
 * asked of log() itself. */
void logs_as_libm(const double *x, size_t n, double *out);

/* A sum of logarithms with weights. */
struct logs_sum {
    struct dd nats; /* of the terms that are neither of the following */
    bool endless;   /* a term is infinite */
    bool invalid;   /* a number is NaN, infinite or negative */
};

/* The sum over n of p log q. Where p is 0 there is no term; where only q is,
 * it is infinite. */
struct logs_sum logs_weighted(const double *p, const double *q, size_t n);

/* The sum over n of p log(p/q), term by term where q is far from p, and near
 * it as dist.h says; terms without p and without q as above. */
struct logs_sum logs_divergence(const double *p, const double *q, size_t n);

#endif
