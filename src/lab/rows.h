/* rows.h - the rows of a lab as they stand, held once.
 *
 * Ten million rows over K classes are one array of scores and one of labels.
 * A truth of one class is not stored: it is a window on a vector of zeros with
 * one 1 in its middle. What few rows have (a softness, locks) is kept for
 * those rows only; truths that a file gives are stored as they come. For
 * lab*.c only.
 */
#ifndef LAB_ROWS_H
#define LAB_ROWS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lab/row_index.h"

struct rows {
    size_t n, k;
    double *score;   /* [n][k] predictions, or logits; NULL: none are stored */
    int32_t *label;  /* [n] -1: the truth is the given one */
    double *given;   /* [n][k] truths; NULL where every row has a label */
    double *one_hot; /* [2k - 1] */
    /* Of the marked rows. */
    struct row_index marks;
    size_t soft_count; /* how many have a softness */
    double *softness;  /* [cap] */
    double *soft;      /* [cap][k] the truth; of a softness other than 0 */
    bool *locked;      /* [cap][k] */
};

/* Copies scores or truths; a negative zero becomes 0. */
void rows_numbers(double *to, const double *from, size_t count);

/* Takes the arrays, which rows_finish() frees. */
void rows_init(struct rows *rows, size_t n, size_t k, double *score,
               int32_t *label, double *given);
void rows_finish(struct rows *rows);

/* [k], until the next change. */
const double *rows_truth(const struct rows *rows, size_t row);

double rows_softness(const struct rows *rows, size_t row);

/* [k], or NULL: nothing is locked. */
const bool *rows_locks(const struct rows *rows, size_t row);

/* Whether each row is wholly of its label. */
bool rows_are_sure(const struct rows *rows);

/* label -1 needs a given truth, and has softness 0. */
void rows_set_truth(struct rows *rows, size_t row, int32_t label,
                    double softness);

void rows_set_lock(struct rows *rows, size_t row, size_t class, bool locked);

/* locks [k] change places with the row's. */
void rows_swap_locks(struct rows *rows, size_t row, bool *locks);

#endif
