/* fit_data.h - measured examples with labels, read from a CSV file.
 *
 * A header names the columns. Some of them are features, one is the label;
 * further ones are passed over. Classes are in the order in which the file
 * first has them, or in the order asked for.
 *
 * Features on unlike scales (millimetres beside grams) make descent slow for
 * no reason that teaches anything, so that models see them scaled:
 * (x - mean) / spread, spread the standard deviation with 1/n.
 */
#ifndef LAB_FIT_DATA_H
#define LAB_FIT_DATA_H

#include <stddef.h>

#include "base/slice.h"

struct err;

enum { FIT_CLASSES_MAX = 12, FIT_FEATURES_MAX = 12, FIT_ROWS_MAX = 20000 };

struct fit_data {
    size_t n, d, k;        /* rows, features, classes */
    char **features;       /* [d] names of columns */
    char **classes;        /* [k] */
    double *x;             /* [n][d] as in the file */
    int *y;                /* [n] class from 0 */
    double *mean, *spread; /* [d] spread above 0 */
    double *least, *most;  /* [d] ends of the range */
};

/* What is read of the file; borrowed. */
struct fit_columns {
    const char *const *features; /* [feature_count], 1 to FIT_FEATURES_MAX */
    size_t feature_count;
    const char *label;
    /* Rows of other classes are left out; count 0: all are read. */
    const char *const *classes;
    size_t class_count;
};

/* path  what messages call the text
 *
 * NULL with err, its file and the line: a column missing (the header's are
 * named) or named twice, a row with too few or too many fields, what is no
 * finite number, an empty label, a class asked for that no row has, fewer
 * than two classes, a feature that is the same in every row, too much of
 * anything. */
struct fit_data *fit_data_read(struct slice text, const char *path,
                               const struct fit_columns *columns,
                               struct err *err);
void fit_data_destroy(struct fit_data *data);

#endif
