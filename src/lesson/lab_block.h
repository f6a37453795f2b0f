/* lab_block.h - what a `lab` block of a lesson says, checked but not run.
 *
 * Plain data in the lesson's arena. The names of levers, readings, formats,
 * units and models stand here as text out of the fixed lists below: this
 * floor knows what may be written, the lab what it means.
 */
#ifndef LESSON_LAB_BLOCK_H
#define LESSON_LAB_BLOCK_H

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"

enum { LAB_BLOCK_EXAMPLES_MAX = 10000000 };

/* One listed row. Which of truth, predicted, logits, features are there is
 * the same for every row but for label and truth. */
struct lab_block_row {
    const char *input;       /* "" when the row has none */
    int label;               /* class from 0, or -1: see truth */
    const double *truth;     /* [K], sum 1; NULL when the row has a label */
    const double *predicted; /* [K], each in [0, 1], sum 1; or NULL */
    const double *logits;    /* [K], finite; or NULL */
    const double *features;  /* [feature_count]; or NULL */
    int line;
};

/* A further array for definitions. A scalar has rows = cols = 1 and rank 0, a
 * list rank 1 and rows = 1, a matrix rank 2. */
struct lab_block_data {
    const char *name;
    int rank;
    size_t rows, cols;
    const double *values; /* [rows][cols] */
};

/* A state of the lab that the lesson prepares besides the first. */
struct lab_block_state {
    const char *name;
    struct slice actions; /* with ';' between; never empty */
    int line, column;     /* of the first */
};

enum { LAB_BLOCK_STATES_MAX = 8 };

struct lab_block {
    const char *name;
    int line; /* of the fence */
    /* The lab whose state it goes on with, of this lesson or an earlier one
     * of the part (not looked for here), or NULL. If set, nothing below is
     * but where it is named. */
    const char *use;
    int use_line, use_column;
    const char *title; /* NULL: none */

    const char **classes; /* [K] */
    size_t K;             /* 0: a lab of data only */
    struct lab_block_row *rows;
    size_t n; /* 0: a lab of data only */
    size_t feature_count;

    long examples; /* 1 to LAB_BLOCK_EXAMPLES_MAX; n where not given, and 0
                      for a lab without rows */
    struct lab_block_data *data;
    size_t data_count;

    const char *model;  /* "given", "softmax" or "logistic" */
    const char *format; /* a name of lab_block_formats */
    const char *unit;   /* a name of lab_block_units */

    /* What may be moved here: names of lab_block_levers and of parameters.
     * all_levers: the key was not written, everything may be moved. An empty
     * list without all_levers: nothing. */
    const char **levers;
    size_t lever_count;
    bool all_levers;

    /* Names of lab_block_readings. NULL: not written, the chain; an empty
     * list: none. */
    const char **readings;
    size_t reading_count;

    struct lab_block_state *states; /* [state_count] in the order of the file */
    size_t state_count;
};

/* The names that may be written, each list ended by NULL:
 * predicted label truth logits temperature examples format unit;
 * chain likelihood log-likelihood negative-log-likelihood cross-entropy
 * entropy kl kl-reverse perplexity accuracy bits formats zero-rows;
 * float64 float32 float16 bfloat16 float32-ftz exact; nats bits bans. */
extern const char *const lab_block_levers[];
extern const char *const lab_block_readings[];
extern const char *const lab_block_formats[];
extern const char *const lab_block_units[];
extern const char *const lab_block_models[];

#endif
