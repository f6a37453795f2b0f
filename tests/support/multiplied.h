/* multiplied.h - the product of an array of rows, and its logarithm.
 *
 * The program meets rows as blocks: of a lab, of a file, of a sum. Here they
 * are multiplied in one call.
 */
#ifndef SUPPORT_MULTIPLIED_H
#define SUPPORT_MULTIPLIED_H

#include "num/loglik.h"

/* A block at a time, from the first row. */
struct loglik multiplied(const struct loglik_rows *rows);

/* The log-likelihood in nats: NaN if anything is invalid, else -INFINITY if
 * anything is 0. */
double multiplied_nats(const struct loglik *total);

#endif
