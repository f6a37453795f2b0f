/* evaluation.h - the readings of predictions that stream by.
 *
 * The readings of a lab (readings.h) over rows that are not kept: memory does
 * not grow with their number. Log-likelihood, cross-entropy and what follows
 * from them come from the exact product (num/loglik.h) or, where a truth is a
 * distribution, from a sum in double-double (num/softlik.h); with logits the
 * losses come from the logits, each right to an ulp or so (num/softmax.h), and
 * are added without a further error.
 */
#ifndef LAB_EVALUATION_H
#define LAB_EVALUATION_H

#include <stddef.h>
#include <stdint.h>

#include "lab/partial.h"
#include "lab/predictions.h"
#include "num/dd.h"
#include "num/format.h"
#include "num/product.h"
#include "num/wide.h"

enum { EVALUATION_ZEROS = 10 };

/* One of the rows with the largest loss. */
struct worst_row {
    uint64_t row; /* from 1 */
    long label;   /* class from 0; -1 where the truth is a distribution */
    double p;     /* the row's factor: that of its label, or product of q^y */
    double loss;  /* nats */
    char *text;   /* of the file; NULL where its rows have none */
};

/* What was found. In nats, not yet rounded (hi alone may be infinite). */
struct evaluated {
    uint64_t examples;
    struct wide likelihood;
    struct dd log_likelihood; /* -INFINITY with a zero row */
    struct dd cross_entropy;  /* means over the rows */
    struct dd entropy;
    struct dd kl;         /* of KL(y || q) */
    struct dd kl_reverse; /* of KL(q || y) */
    double perplexity;    /* exp of the cross-entropy */
    uint64_t hits; /* rows whose first largest truth and probability agree */
    uint64_t zero_rows; /* whose truth has weight where q is 0 */
    uint64_t zero_first[EVALUATION_ZEROS]; /* the first of them, from 1 */
    struct product formats[FORMAT_EXACT];  /* ended; index enum format */
    struct partial totals; /* but for most_off, which the reader counts */
    const struct worst_row *worst; /* [worst_count], worst first */
    size_t worst_count;
};

struct evaluation;

/* worst  how many of the worst rows to keep */
struct evaluation *evaluation_create(size_t worst);
void evaluation_destroy(struct evaluation *evaluation);

/* What a reader hands rows to; one reader, once. */
struct prediction_sink evaluation_sink(struct evaluation *evaluation);

/* When the reader is through and has handed over a row or more; once. The
 * list of worst rows is the evaluation's. */
void evaluation_end(struct evaluation *evaluation, struct evaluated *out);

#endif
