/* product.h - a likelihood multiplied the way a program would do it.
 *
 * N factors are multiplied from left to right, every step rounded to a
 * format (format.h), and beside it the logarithms are added from left to
 * right in the same format: each factor is rounded first, its logarithm is
 * rounded, and so is every sum. The N factors are n listed ones taken in
 * turn: example i, from 1, is factor (i-1) mod n.
 *
 * N may be 10^7, so the work is done in pieces: product_start(), then
 * product_run() until it says true. A whole round of n steps that leaves the
 * product (or the log-sum) with the bits that it began with will do so for
 * ever, since a round is a function of those bits; from there on whole rounds
 * are skipped, and every result is that of doing them all.
 *
 * Nothing is allocated; factors and room stay the caller's and must live and
 * stay unchanged until the run is finished.
 */
#ifndef NUM_PRODUCT_H
#define NUM_PRODUCT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "num/format.h"

/* What one of the two runs, the product or the log-sum, has got to. Private
 * but for `value`. */
struct product_track {
    double value;  /* after `done` steps, a number of the format */
    uint64_t done; /* steps, skipped ones among them */
    size_t place;  /* the next factor */
    double round;  /* the value when the current round began */
};

/* Counts of examples are from 1; 0 means never. Fields up to log_sum may be
 * read at any time and speak of the part that is done; final when
 * product_run() has said true. */
struct product {
    uint64_t first_subnormal; /* examples after which it first is subnormal */
    uint64_t first_zero;      /* examples after which it first is zero */

    /* The product ended on a nonzero subnormal number, has not changed since
     * this many examples, and some factor other than 1 came after it. (Only
     * the end tells: a later factor below 1/2 frees a stuck product.) */
    uint64_t stuck_from;

    /* The three zeros: a product that is 0 with neither of these set has
     * underflowed. The first example whose factor is exactly 0, and the
     * first whose factor is not 0 but is in the format. */
    uint64_t true_zero_factor;
    uint64_t underflowed_factor;

    enum float_state state; /* of product.value */
    struct product_track product;
    struct product_track log_sum; /* nats; -INFINITY once a factor is 0 */

    /* Private. */
    const double *factors;
    double *room;
    size_t n;
    uint64_t examples;
    enum format format;
    uint64_t filled;  /* rows of room that are computed */
    uint64_t changed; /* the step that last changed a subnormal product */
    bool held;        /* a factor other than 1 has left it unchanged since */
};

/* Begins; does no work yet.
 *
 * factors   [n], usually probabilities; any double is taken for what it is
 * room      [2 * n], uninitialised
 * n         at least 1 (asserted) unless examples is 0
 * examples  N; 0 gives the empty product 1 and the empty sum 0
 * format    not FORMAT_EXACT (asserted), which loglik.h does
 */
void product_start(struct product *product, const double *factors, double *room,
                   size_t n, uint64_t examples, enum format format);

/* Does up to about `budget` steps (a step is 2 to 10 ns, 30 in the first
 * round) and returns true when everything is final. budget > 0 (asserted). */
bool product_run(struct product *product, long budget);

/* The other way, for factors that come once and are not kept: start with
 * factors and room NULL, n and examples 0, hand over all factors in turn, in
 * as many pieces as you like, and end. What is read afterwards is as above, but
 * that after the product is 0 no factor is looked at any more, and that there
 * is a log-sum only of what is handed over to product_feed_logs(): the same
 * factors, in pieces of its own. That one looks at all of them. */
void product_feed(struct product *product, const double *factors, size_t n);
void product_feed_logs(struct product *product, const double *factors,
                       size_t n);
void product_end(struct product *product);

#endif
