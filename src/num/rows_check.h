/* rows_check.h - a batch of predictions looked through once.
 *
 * Whether all its numbers can be probabilities, how far its rows are from
 * adding up to 1, how many of them hit their label, and what each gives to it:
 * at the speed at which memory gives the rows, by num/kernel.h. What exactly
 * is wrong with a batch that does not fit is left to slower code.
 */
#ifndef NUM_ROWS_CHECK_H
#define NUM_ROWS_CHECK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "num/loglik.h"

/* What all batches so far have shown; zeroed to start. */
struct rows_checked {
    uint64_t rows;
    double most_off;   /* the largest |sum - 1| */
    uint64_t most_row; /* the first row that has it, from 1; 0: it is 0 */
    uint64_t hits;     /* rows whose first largest entry is their label's */
};

/* Looks through rows->n more rows.
 *
 * most    the largest number that an entry may be, at least 0: 1, or DBL_MAX
 *         for rows that are still to be divided by their sum
 * factor  [rows->n], filled with the entry of each row's label; or NULL
 *
 * False, *sum left alone and factor worth nothing, where an entry is NaN,
 * below 0 or above `most`, or a label names no class. Sums are added from the
 * first class to the last, each step rounded. Where rows->label is NULL there
 * are no hits, and factor must be NULL (asserted). */
bool rows_check(const struct loglik_rows *rows, double most, double *factor,
                struct rows_checked *sum);

#endif
