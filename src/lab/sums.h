/* sums.h - what rows of a lab come to together, exactly.
 *
 * Each row's loss, entropy and divergences are added as long integers
 * (num/fixed.h): a row that is edited is taken out and put in again, and the
 * sums have the bits that they would have afresh, whatever came before. What
 * is infinite is counted. For lab*.c only.
 */
#ifndef LAB_SUMS_H
#define LAB_SUMS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "num/fixed.h"

struct lab;

/* A sure row is one whose truth is one class; a soft row is any other. Zeroed
 * is empty. */
struct sums {
    struct fixed loss;       /* of sure rows: their divergence too, nats */
    struct fixed soft_loss;  /* of soft rows */
    struct fixed likelihood; /* sum of y log q of soft rows, to 100 bits; not of
                                logits, where the losses are that */
    struct fixed entropy;    /* of soft rows; 0 of the others */
    struct fixed kl;         /* of soft rows */
    struct fixed kl_reverse; /* of all rows where it is finite */
    uint64_t soft;           /* how many rows are */
    uint64_t hits;
    uint64_t zeros;   /* whose loss and divergence are infinite */
    uint64_t endless; /* whose reverse divergence is */
    uint64_t unknown; /* which have no such numbers: a lesson's own prediction
                         need not be a distribution */
};

/* A row's factor of the product of sure rows: q of its class; of a soft row 1,
 * or 0 where its truth has weight and its prediction none, or NaN where that is
 * no probability. */
double row_sure_factor(const struct lab *lab, size_t row);

/* What one row brings; not a number where it has no such. */
struct sums_row {
    bool sure, hit, zero;
    double loss, entropy, kl, kl_reverse; /* kl of soft rows */
    struct dd likelihood;                 /* of soft rows, but of logits */
};

/* A row as it is now: the numbers that lab_row_reading() has. Several threads
 * may ask at once, but for soft rows of logits. */
struct sums_row sums_row(const struct lab *lab, size_t row);

/* Puts a row in, or takes it out. */
void sums_put(struct sums *sums, const struct sums_row *row);
void sums_take(struct sums *sums, const struct sums_row *row);

void sums_join(struct sums *sums, const struct sums *part);

/* As if every row came so often. */
void sums_multiply(struct sums *sums, uint32_t times);

#endif
