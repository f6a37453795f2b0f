/* loglik.h - the likelihood of independent examples, which cannot underflow.
 *
 * The product of N probabilities is kept as a fraction near 1 and a 64-bit
 * power of two; the fraction carries the rounding error of every
 * multiplication along (106 bits). One logarithm at the end then gives the
 * log-likelihood correctly rounded but for near-ties, several times faster
 * than adding N logarithms, whose errors add up. Near p = 1 no digit is lost.
 *
 * How a product is grouped is part of the definition of its last bits. This
 * header's grouping is fixed: LOGLIK_LANES lanes in a block, then a fixed
 * tree of the lanes; loglik_tree.h fixes the tree of the blocks.
 */
#ifndef NUM_LOGLIK_H
#define NUM_LOGLIK_H

#include <stddef.h>
#include <stdint.h>

#include "num/dd.h"
#include "num/wide.h"

enum { LOGLIK_BLOCK = 256, LOGLIK_LANES = 16 };

/* (hi + lo) * 2^exponent, the product of the valid factors that are not 0.
 * sqrt(1/2) <= hi < sqrt(2) but for rounding; |lo| <= ulp(hi) / 2. */
struct loglik {
    int64_t exponent;
    double hi, lo;
    uint64_t zeros;   /* factors that are exactly 0 */
    uint64_t invalid; /* factors that are NaN, negative or above 1, and rows
                         whose label names no class */
};

/* Where the factors come from: factor i is p[i * classes + label[i]], or
 * p[i * classes] where label is NULL (a bare list has classes 1). */
struct loglik_rows {
    const double *p;
    const int32_t *label; /* from 0; one outside 0..classes-1 is invalid */
    size_t n;
    size_t classes; /* at least 1 */
};

/* The empty product: 1. */
struct loglik loglik_one(void);

/* The product of rows from .. to-1, at most LOGLIK_BLOCK of them (asserted),
 * to <= rows->n (asserted). The bits depend on the factors and their places
 * from `from` on, on nothing else. */
struct loglik loglik_block(const struct loglik_rows *rows, size_t from,
                           size_t to);

/* a * b. Commutative to the bit, not associative. */
struct loglik loglik_combine(struct loglik a, struct loglik b);

/* a^times by repeated squaring; times 0 gives 1. Counts are multiplied. The
 * relative error is times 2^-103 at most. */
struct loglik loglik_power(struct loglik a, uint64_t times);

/* The product of rows that come once and are not kept, a block at a time. All
 * blocks but the last must have been of LOGLIK_BLOCK rows for the bits to be
 * those of loglik_tree.h. Zeroed is empty. */
struct loglik_run {
    struct loglik pending[64]; /* [d] where bit d of blocks is set */
    uint64_t blocks;
};
void loglik_run_add(struct loglik_run *run, struct loglik block);
struct loglik loglik_run_total(const struct loglik_run *run);

/* The log-likelihood of the factors that are neither 0 nor invalid, in nats:
 * hi is correctly rounded but for near-ties. */
struct dd loglik_dd(const struct loglik *total);

/* The likelihood itself: 0 if anything is 0, NaN if anything is invalid. */
struct wide loglik_wide(const struct loglik *total);

#endif
