/* lab_spec.h - what a lab is made from.
 *
 * Plain data: the course fills it from a lesson's lab block, a command from
 * a file, a test by hand, and lab_snapshot() from a living lab. Everything is
 * borrowed; lab_create() copies what it keeps.
 */
#ifndef LAB_LAB_SPEC_H
#define LAB_LAB_SPEC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"
#include "num/format.h"
#include "num/unit.h"

/* Where the prediction of a row comes from. */
enum lab_model {
    LAB_GIVEN,   /* the row says it: `predicted` */
    LAB_SOFTMAX, /* softmax of the row's `logits` over the temperature */
    LAB_LOGISTIC /* sigmoid of the row's `features`, weights w and bias b: of
                    the second of two classes */
};

/* What may be moved, as bits of a mask. */
enum lab_lever {
    LAB_LEVER_PREDICTED = 1 << 0,
    LAB_LEVER_LABEL = 1 << 1,
    LAB_LEVER_TRUTH = 1 << 2, /* the softness */
    LAB_LEVER_LOGITS = 1 << 3,
    LAB_LEVER_TEMPERATURE = 1 << 4,
    LAB_LEVER_EXAMPLES = 1 << 5,
    LAB_LEVER_FORMAT = 1 << 6,
    LAB_LEVER_UNIT = 1 << 7,
    LAB_LEVER_PARAM = 1 << 8, /* every parameter */
    LAB_LEVER_ALL = (1 << 9) - 1
};

enum {
    LAB_EXAMPLES_MAX = 10000000, /* N, or as many as there are rows */
    LAB_CLASSES_MAX = 1000000,
    LAB_ROWS_MAX = INT32_MAX,
    LAB_LOGIT_MAX = 1000000 /* in magnitude */
};

#define LAB_TEMPERATURE_MIN 1e-3
#define LAB_TEMPERATURE_MAX 1e3

/* One listed row. */
struct lab_row {
    struct slice input;      /* what is shown for it; may be empty */
    int label;               /* class from 0, or -1: `truth` says it */
    double softness;         /* of a labelled row, in [0, 1]; mostly 0 */
    const double *truth;     /* [K], read when label is -1 */
    const double *predicted; /* [K], read by LAB_GIVEN */
    const double *logits;    /* [K], read by LAB_SOFTMAX; finite */
    const double *features;  /* [features], read by LAB_LOGISTIC */
    size_t feature_count;
    const bool *locked; /* [K], or NULL: nothing is locked */
};

/* A further array, for the equations: a number (rank 0), a list (rank 1,
 * `cols` long, rows 1) or a matrix (rank 2). Row by row. */
struct lab_data {
    struct slice name;
    int rank;
    size_t rows, cols; /* 1 and 1 for a number */
    const double *values;
};

/* A number that the reader may move by `let`: one that a define block
 * declares (`param \theta = 1 in [0, 5]`) or a number among the data. */
struct lab_param {
    struct slice name;
    double value;
    double from, to; /* ends included; -INFINITY and INFINITY: no limit */
    double step;     /* what moving it by a key adds; 0: see lab_param_step() */
};

struct lab_spec {
    struct slice name; /* the block's: `lab reviews` */
    struct slice title;
    const struct slice *classes;
    size_t class_count; /* K; 0 in a lab that has only data */
    const struct lab_row *rows;
    size_t row_count; /* n; 0 only where K is 0 */
    long examples;    /* N; 0: as many as there are rows */
    const struct lab_data *data;
    size_t data_count;
    /* Declared parameters. A number among the data is one too, without
     * limits; where a name is in both, this list says value and range. */
    const struct lab_param *params;
    size_t param_count;
    enum lab_model model;
    double temperature; /* 0: 1 */
    unsigned levers;    /* mask of enum lab_lever; 0: nothing moves */
    /* Parameters that move although LAB_LEVER_PARAM is not in the mask. */
    const struct slice *param_levers;
    size_t param_lever_count;
    enum format format;
    enum unit unit;
};

#endif
