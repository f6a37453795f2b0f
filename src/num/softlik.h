/* softlik.h - the log-likelihood of rows whose truth is a distribution.
 *
 * A row with truth y and prediction p adds the sum of y[k] log p[k]. With
 * one-hot rows that is the log of one probability; then loglik.h is quicker.
 * Logarithm and sum are carried in double-double (106 bits) and rounded when
 * read: the result is correctly rounded but for near-ties, for up to 2^40
 * terms. A term costs about 50 ns: count equal rows with `times`.
 *
 * Plain data; zero-initialise to start.
 */
#ifndef NUM_SOFTLIK_H
#define NUM_SOFTLIK_H

#include <stddef.h>
#include <stdint.h>

#include "num/wide.h"

struct softlik {
    double hi, lo;    /* the sum of the finite terms, nats */
    uint64_t zeros;   /* terms with y > 0 and p == 0, counted with times */
    uint64_t invalid; /* y or p not in [0, 1], counted with times */
};

/* Adds times * y * log p. Nothing is added, whatever p in [0, 1] is, where y
 * or times is 0. */
void softlik_add(struct softlik *sum, double y, double p, uint64_t times);

/* The same for a row of n, y and p of each in turn: quicker, since no logarithm
 * waits for the one before. */
void softlik_add_row(struct softlik *sum, const double *y, const double *p,
                     size_t n);

/* The sum in nats: NaN if anything was invalid, else -INFINITY if anything
 * had probability 0. Never -0. */
double softlik_nats(const struct softlik *sum);

/* The sum over n, divided before the one rounding. n > 0 (asserted). */
double softlik_mean_nats(const struct softlik *sum, uint64_t n);

/* exp of the sum, which does not underflow. */
struct wide softlik_wide(const struct softlik *sum);

#endif
