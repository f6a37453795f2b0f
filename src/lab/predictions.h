/* predictions.h - rows of truth and prediction on their way out of a file.
 *
 * A reader (csv_rows.h, npy_rows.h) checks every row by the rules here and
 * hands rows over in batches: to a lab, which keeps them, or to an evaluation
 * (evaluation.h), which does not. Nothing is rescaled unless it is asked for.
 */
#ifndef LAB_PREDICTIONS_H
#define LAB_PREDICTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"

struct err;

enum { PREDICTION_BATCH = 256 };

/* How far from 1 a row may add up where nothing else is said; a lesson's rows
 * are held to the same. */
#define PREDICTION_TOLERANCE 1e-4

struct prediction_options {
    /* The column of the truth; empty: `label`, or y:CLASS. */
    struct slice label;
    /* Names of the classes: of undecorated columns of probabilities in a CSV,
     * of the columns of an array. None: the header's p:CLASS or z:CLASS. */
    const struct slice *classes;
    size_t class_count;
    double tolerance; /* of a row's sum, from 0 */
    bool normalise;   /* rows are divided by their sum */
    bool told;        /* messages may speak of the options of `likely eval` */
    bool empty;       /* a CSV may have a header and no row */
    size_t threads;   /* that read at once, as in base/parallel.h; what comes
                         of it does not depend on them */
    size_t piece;     /* bytes that are read at once; 0: enough */
};

/* Tolerance as a lesson's, and nothing else. */
struct prediction_options prediction_options(void);

/* What is known before the first row. */
struct prediction_set {
    const struct slice *classes; /* [class_count], of the reader */
    size_t class_count;
    bool labelled; /* truths are labels, not rows */
    bool logits;   /* scores are logits, finite and at most LAB_LOGIT_MAX */
    bool named;    /* rows have a text */
};

/* Up to PREDICTION_BATCH rows; the reader's, and gone afterwards. */
struct prediction_batch {
    size_t n;
    int32_t *label;     /* [n] from 0; NULL where truths are rows */
    double *truth;      /* [n x K], or NULL */
    double *scores;     /* [n x K] probabilities or logits */
    struct slice *text; /* [n], or NULL */

    /* What a reader happens to know: each row's score of its label, and how
     * many rows have no larger one, nor an equal one before it. */
    const double *factor; /* [n], or NULL */
    uint64_t hits;        /* only where there are factors */
};

/* Who takes them. Both may return false with err, whose place the reader
 * fills in. */
struct prediction_sink {
    bool (*begin)(void *context, const struct prediction_set *set,
                  struct err *err);
    bool (*take)(void *context, const struct prediction_batch *batch,
                 struct err *err);
    void *context;
};

/* What was read. */
struct prediction_count {
    uint64_t rows;
    double most_off;   /* the largest |sum - 1| of a row before rescaling */
    uint64_t most_row; /* that row, from 1; 0: every sum is exactly 1 */
};

/* Whether x may stand among a row's probabilities. */
bool prediction_fits(const struct prediction_options *options, double x);

/* Checks the sum of a row whose entries fit, notes how far it is off, and
 * rescales it if that is asked for. False with the sum where it is too far
 * off, or is no number to divide by.
 *
 * row  from 1
 */
bool prediction_sum(const struct prediction_options *options,
                    struct prediction_count *count, uint64_t row, double *p,
                    size_t k, double *sum);

/* What to say of that sum; `what` is "prediction" or "truth". */
void prediction_say_sum(const struct prediction_options *options,
                        const char *what, double sum, char *text, size_t size);

/* Joins what was counted of the next `rows` rows, the first of which is its
 * row 1. */
void prediction_count_add(struct prediction_count *count,
                          const struct prediction_count *next, uint64_t rows);

/* How many slots a reader's pipeline (base/pipeline.h) has. */
size_t prediction_slots(const struct prediction_options *options);

/* How many rows of K classes a reader gathers: less where K is large. */
size_t prediction_batch_rows(size_t k);

#endif
