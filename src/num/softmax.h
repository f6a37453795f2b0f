/* softmax.h - from logits to probabilities, and the loss without them.
 *
 * A logit is any real number; -INFINITY is the logit of probability 0.
 * A temperature T divides every logit: T > 1 flattens the distribution,
 * T < 1 sharpens it. T must be positive and finite (asserted). n must be at
 * least 1 (asserted). A NaN, a +INFINITY, or nothing but -INFINITY among the
 * logits leaves no distribution: every result is then NaN.
 */
#ifndef NUM_SOFTMAX_H
#define NUM_SOFTMAX_H

#include <stddef.h>

/* Probabilities out[i] = exp(z[i]/T) / sum over j of exp(z[j]/T).
 *
 * z    [n] logits
 * out  [n] probabilities in [0, 1], which add up to 1 within n 2^-52;
 *      out may be z itself
 */
void softmax(const double *z, size_t n, double temperature, double *out);

/* The largest of them, to the bit, in half the time. */
double softmax_peak(const double *z, size_t n, double temperature);

/* The first largest of the probabilities that softmax() gives, which may stand
 * before the largest logit where the two round to one double. Exponentials are
 * taken only there. Logits are finite. */
size_t softmax_first_argmax(const double *z, size_t n, double temperature);

/* Log-probabilities in nats, all at most 0; out may be z itself. Where a
 * probability is near 1 its logarithm keeps full relative accuracy. */
void softmax_log_nats(const double *z, size_t n, double temperature,
                      double *out);

/* The loss of class y in nats: -log softmax(z)[y].
 *
 * y  in 0..n-1 (asserted)
 *
 * At least 0; +INFINITY for a class of probability 0. Computed as
 * (z[m] - z[y]) + log1p(sum of exp(z[j] - z[m]) over j != m), m the first
 * largest: a sure class keeps its digits (z = (40, 0, 0): 8.5e-18, where
 * a logarithm of the probability gives 0).
 */
double softmax_loss_nats(const double *z, size_t n, double temperature,
                         size_t y);

/* log of sum over j of exp(z[j] - z[m]), m the first largest, in *top; T is
 * 1. The loss of class y is (z[m] - z[y]) plus this: a caller who adds many
 * losses can keep that difference unrounded (dd_sum() of dd.h). */
double softmax_rest_nats(const double *z, size_t n, size_t *top);

#endif
