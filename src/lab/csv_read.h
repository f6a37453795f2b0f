/* csv_read.h - a file of predictions (csv_rows.h) as a lab.
 */
#ifndef LAB_CSV_READ_H
#define LAB_CSV_READ_H

struct err;
struct lab;
struct stream;

/* A lab of the rows of a CSV; the first column that is neither truth nor
 * prediction names them. NULL with err, its place as csv_rows() gives it, or
 * the whole file where a lab cannot be so large (lab_spec.h). */
struct lab *csv_read(struct stream *stream, struct err *err);

#endif
