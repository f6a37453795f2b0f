/* softlik.h - the log-likelihood of rows whose truth is a distribution.
 *
 * A row with truth y and prediction p adds the sum of y[k] log p[k]. With
 * one-hot rows that is the log of one probability; then loglik.h is quicker.
 * Logarithm and sum are carried in double-double (106 bits): hi is correctly
 * rounded but for near-ties, for up to 2^40 terms.
 *
 * Plain data; zero-initialise to start.
 */
#ifndef NUM_SOFTLIK_H
#define NUM_SOFTLIK_H

#include <stddef.h>
#include <stdint.h>

struct softlik {
    double hi, lo;    /* the sum of the finite terms, nats */
    uint64_t zeros;   /* terms with y > 0 and p == 0 */
    uint64_t invalid; /* y or p not in [0, 1] */
};

/* Adds y[j] log p[j] over a row of n, 0 of them where y[j] is 0, whatever p[j]
 * in [0, 1] is. */
void softlik_add(struct softlik *sum, const double *y, const double *p,
                 size_t n);

#endif
