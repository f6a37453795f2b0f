/* npy_rows.h - predictions from two NumPy arrays, in constant memory.
 *
 * Probabilities: N rows of K float32 or float64. Labels: N integers from 0.
 */
#ifndef LAB_NPY_ROWS_H
#define LAB_NPY_ROWS_H

#include <stdbool.h>

#include "lab/predictions.h"

struct stream;

/* Reads both to their ends, side by side. The classes are those of the
 * options, as many as there are columns, or "0", "1" and so on. False with
 * err: what npy_read.h refuses, arrays that do not fit together, a label that
 * is no class, a row that predictions.h refuses, no row at all, or what the
 * sink has refused. Its text names the row; there are no lines. */
bool npy_rows(struct stream *probs, struct stream *labels,
              const struct prediction_options *options,
              const struct prediction_sink *sink,
              struct prediction_count *count, struct err *err);

#endif
