/* reliability.h - whether predictions are as often right as they say.
 *
 * A row's confidence is the probability of its predicted class, the first
 * argmax (num/dist.h); it is a hit where that is the true class, the first
 * argmax of the truth. Rows fall into ten bins of equal width by confidence,
 * bin m (from 1) being ((m - 1)/10, m/10], and 0 in the first; among the
 * rows of a bin of a calibrated model the share of hits is the mean
 * confidence.
 *
 * Source of the bins and of the expected calibration error: C. Guo, G.
 * Pleiss, Y. Sun, K. Q. Weinberger, "On Calibration of Modern Neural
 * Networks", ICML 2017, section 2; the error is of M. P. Naeini, G. F. Cooper,
 * M. Hauskrecht, "Obtaining Well Calibrated Probabilities Using Bayesian
 * Binning", AAAI 2015.
 *
 * Listed rows count once each, in pieces and then by their edits as in
 * confusion.h. Confidences are added up as whole numbers of 2^-90 (what lies
 * below is cut off), so that no order of edits shows in a bit.
 */
#ifndef LAB_RELIABILITY_H
#define LAB_RELIABILITY_H

#include <stdbool.h>
#include <stddef.h>

struct lab;
struct reliability;

enum { RELIABILITY_BINS = 10 };

struct reliability_bin {
    size_t rows;
    size_t hits;
    double confidence; /* the mean; NaN in an empty bin */
    double accuracy;   /* hits / rows; NaN in an empty bin */
};

/* Nothing is counted yet. The lab must outlive it. */
struct reliability *reliability_create(struct lab *lab);
void reliability_destroy(struct reliability *reliability);

/* Counts up to `rows` more. True when all are counted. */
bool reliability_work(struct reliability *reliability, size_t rows);

/* How many rows are counted: all the numbers below are of those. */
size_t reliability_rows(const struct reliability *reliability);
struct lab *reliability_lab(const struct reliability *reliability);

/* bin  from 0 */
struct reliability_bin reliability_bin(const struct reliability *reliability,
                                       size_t bin);

/* All rows as one bin: mean confidence and accuracy. */
struct reliability_bin reliability_total(const struct reliability *reliability);

/* ECE = sum over bins of rows/n |accuracy - mean confidence|, which is the sum
 * of |hits - sum of confidences| over n: exact but for one rounding. NaN
 * where no row is counted. */
double reliability_ece(const struct reliability *reliability);

#endif
