/* logsum.h - adding up probabilities that are kept as logarithms.
 *
 * The likelihood of a few hundred observations underflows a double, so the
 * modules above carry log p and come here to add and to normalise.
 * Logs are natural (nats); log 0 is -INFINITY and is ordinary input.
 * Nothing here allocates, prints or keeps state.
 */
#ifndef NUM_LOGSUM_H
#define NUM_LOGSUM_H

#include <stdbool.h>
#include <stddef.h>

/* log(exp(x[0]) + ... + exp(x[n-1])), in nats.
 *
 * x  [n] log-weights, in any order; not modified
 * n  may be 0: the empty sum is log 0
 *
 * Never overflows for finite x. Any NaN in x makes the result NaN;
 * otherwise any +INFINITY makes it +INFINITY. A result near 0 keeps its
 * relative accuracy where the largest weight is 1.
 */
double logsum(const double *x, size_t n);

/* Turn log-weights into log-probabilities: out[i] = x[i] - logsum(x, n).
 *
 * x    [n] log-weights, nats
 * out  [n] log-probabilities, nats; out may be x itself
 *
 * False, with out untouched, when the total is zero, infinite or NaN:
 * such weights are no distribution under any scaling.
 */
bool logsum_normalise(const double *x, size_t n, double *out);

#endif
