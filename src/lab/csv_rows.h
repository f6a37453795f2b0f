/* csv_rows.h - predictions from a CSV stream, in constant memory.
 *
 * A header row names the columns. The truth is in a column `label` (the name
 * of a class or, where no class has that name, an index from 0) or in one
 * column y:CLASS for each class; the prediction in one column p:CLASS for
 * each (probabilities) or z:CLASS (logits). Classes are in the order of the
 * prediction's columns. The first other column is the rows' text, and further
 * ones are passed over.
 */
#ifndef LAB_CSV_ROWS_H
#define LAB_CSV_ROWS_H

#include <stdbool.h>

#include "lab/predictions.h"

struct stream;

/* Reads to the end. False with err, its file, line and column: no header, a
 * column missing, given twice, or of a class that the other columns do not
 * have; a row with too few or too many fields; what is no number; a label
 * that is no class; an entry or a sum that predictions.h refuses; no row at
 * all; or what the sink has refused. */
bool csv_rows(struct stream *stream, const struct prediction_options *options,
              const struct prediction_sink *sink,
              struct prediction_count *count, struct err *err);

#endif
