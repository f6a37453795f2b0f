/* csv_read.h - a file of predictions as a lab.
 *
 * A header row names the columns. The truth is in a column `label` (the name
 * of a class or, where no class has that name, an index from 0) or in one
 * column y:CLASS for each class; the prediction in one column p:CLASS for
 * each (probabilities) or z:CLASS (logits). Classes are in the order of the
 * prediction's columns. The first other column names the rows, and further
 * ones are passed over.
 */
#ifndef LAB_CSV_READ_H
#define LAB_CSV_READ_H

#include "base/slice.h"

struct err;
struct lab;

/* A lab of the rows of a CSV text (RFC 4180, UTF-8; a byte order mark and
 * blank lines are passed over).
 *
 * path  what messages call the text
 *
 * NULL with err, its file and the line that the row begins in: no header, a
 * column missing, given twice, or of a class that the other columns do not
 * have; a row with too few or too many fields; what is no number; a label
 * that is no class; an entry outside [0, 1] and a row that adds up to 1 only
 * with more than 1e-4 missing: nothing is rescaled. */
struct lab *csv_read(struct slice text, const char *path, struct err *err);

#endif
