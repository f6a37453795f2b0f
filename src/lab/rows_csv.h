/* rows_csv.h - a lab's rows as CSV, which csv_rows.h reads back.
 *
 * A header `label,p:CLASS...`, or `y:CLASS...,p:CLASS...` where a row is soft
 * or has no class; z:CLASS, where predictions are the softmax of logits at
 * temperature 1; before them a column `text`, where rows have one. Numbers
 * have as few digits as read back to the same bits. Lines end in LF.
 */
#ifndef LAB_ROWS_CSV_H
#define LAB_ROWS_CSV_H

#include <stdbool.h>
#include <stddef.h>

struct lab;
struct strbuf;

/* What the columns are. */
struct rows_csv {
    const struct lab *lab;
    bool named, labelled, logits;
};

/* Looks at all rows of the lab, which must outlive it and stay as it is. */
struct rows_csv rows_csv(const struct lab *lab);

/* Adds the line of the header, or of one row. */
void rows_csv_header(const struct rows_csv *csv, struct strbuf *out);
void rows_csv_row(const struct rows_csv *csv, size_t row, struct strbuf *out);

/* Adds the header and all rows, in order; nothing of a lab without classes. */
void rows_csv_all(const struct lab *lab, struct strbuf *out);

#endif
