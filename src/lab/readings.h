/* readings.h - what a lab's state amounts to.
 *
 * Two kinds. The exact readings come from the distinct rows and how often
 * each occurs, so that they cost the same for any N; they are kept while rows
 * are edited, so that after an edit they cost some microseconds for any n,
 * and have the bits that they would have afresh. The rolling ones are the
 * real thing a computer does, a product and a sum taken example by example in
 * a number format, and run in the background (lab_work()).
 *
 * Values are in nats; unit_from_nats() of num/unit.h converts for display.
 */
#ifndef LAB_READINGS_H
#define LAB_READINGS_H

#include <stdbool.h>
#include <stddef.h>

#include "lab/lab.h"
#include "num/format.h"
#include "num/wide.h"

enum { READINGS_ZERO_ROWS = 8 };

/* Of a lab with N examples; y the truth, q the prediction.
 *
 * A zero row is one whose truth gives weight to a class of probability 0: its
 * factor is a true zero. Then likelihood is 0, log_likelihood -INFINITY, and
 * what follows from them INFINITY. With N = 0 (no rows) likelihood is 1,
 * sums are 0 and means are NaN. In a softmax lab the losses come from the
 * logits, exact where a probability would round to 0 or 1; there nll_mean and
 * cross_entropy are one sum. Terms are added exactly down to 2^-416 (10^-125);
 * what lies below that is 0. A prediction that is no distribution, as a
 * lesson's own may be, makes NaN of what would read it. */
struct readings {
    long examples;
    struct wide likelihood; /* product of q^y over examples and classes */
    double log_likelihood;  /* its logarithm, nats */
    double nll;             /* minus that */
    double nll_mean;        /* nll / N */
    double cross_entropy;   /* mean of -sum y log q: added up on its own */
    double entropy;         /* mean of -sum y log y */
    double kl;              /* mean KL(y || q) */
    double kl_reverse;      /* mean KL(q || y); INFINITY for one-hot y */
    double perplexity;      /* exp(cross_entropy) */
    double accuracy;        /* share where first argmax y = first argmax q */
    long hits;              /* accuracy * N */
    bool one_hot;           /* every row's truth is one class */
    long zero_examples;     /* how many of the N examples are zero rows */
    size_t zero_rows;       /* how many listed rows are (and occur) */
    size_t zero_first[READINGS_ZERO_ROWS]; /* the first of them */
    /* What the chain panel may be off by: nll_mean - cross_entropy and
     * cross_entropy - (entropy + kl), 0 where both sides are INFINITY. */
    double residue_mean;
    double residue_split;
};

void lab_readings(const struct lab *lab, struct readings *out);

/* One listed row. */
struct row_reading {
    long count;        /* how often it occurs */
    double factor;     /* product of q^y, the row's part of the likelihood */
    double loss;       /* -log factor, nats: its cross-entropy */
    double entropy;    /* of its truth, nats */
    double kl;         /* KL(y || q), nats */
    double kl_reverse; /* KL(q || y), nats */
    bool hit;          /* first argmax of y is first argmax of q */
    bool one_hot;      /* the truth is one class with probability 1 */
    bool zero;         /* the factor is a true zero */
};

void lab_row_reading(const struct lab *lab, size_t row,
                     struct row_reading *out);

/* The loss alone, for walks over all rows: the same bits. */
double lab_row_loss(const struct lab *lab, size_t row);

/* Which zero a format's product is, when it is zero. */
enum zero_kind {
    ZERO_NONE,     /* it is not zero */
    ZERO_TRUE,     /* a factor is 0: the model said "impossible" */
    ZERO_FACTOR,   /* a factor is too small for the format */
    ZERO_UNDERFLOW /* no factor is zero, their product is too small */
};

/* What one format makes of the N factors, in turn, from the left. */
struct rolling {
    bool done;       /* else only `format` and `progress` are set */
    double progress; /* 0 to 1 */
    enum format format;
    double value; /* the product; FORMAT_EXACT: rounded once */
    enum float_state state;
    struct format_bits bits;
    long first_subnormal; /* N at which it became so; 0: never */
    long first_zero;
    long stuck_from; /* above 0 and never changed from here; 0: no */
    enum zero_kind zero;
    double log_sum;   /* sum of logs, each step in the format, nats */
    double log_error; /* log_sum - log_likelihood; 0 if both infinite */
};

/* What is known of a format now. Where N is small (200,000 steps for all
 * formats) it is always done: the work is finished here and then. The exact
 * format is always done. */
struct rolling lab_rolling(struct lab *lab, enum format format);

/* The same, done: what is left of the format's work is finished here. */
struct rolling lab_rolled(struct lab *lab, enum format format);

/* Goes on with the background work, the current format first, then the
 * others: about `budget` steps (a few ns each). True when all is done. An
 * edit of what the product depends on starts it afresh. */
bool lab_work(struct lab *lab, long budget);

#endif
