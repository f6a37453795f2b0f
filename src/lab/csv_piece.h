/* csv_piece.h - some rows of a file of predictions, read on their own.
 * Private to lab/csv*.c.
 *
 * Several pieces can be read at once. What is found, rows and what is wrong
 * with one alike, stays in the piece until its turn has come (csv_rows.c).
 */
#ifndef LAB_CSV_PIECE_H
#define LAB_CSV_PIECE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/strbuf.h"
#include "lab/csv_columns.h"
#include "lab/csv_cut.h"
#include "lab/csv_split.h"
#include "lab/predictions.h"

/* What all pieces share. The one with the header fills it, before others are
 * read. */
struct csv_table {
    const char *name; /* of the file */
    const struct prediction_options *options;
    const struct prediction_sink *sink; /* is told of the header */
    struct arena *arena;
    struct csv_columns columns;
    bool headed; /* the header is through */
};

/* Zeroed but for `table` it is ready. */
struct csv_piece {
    struct csv_table *table;
    struct csv_text text;
    bool first; /* of the file */

    /* What was found. */
    size_t n, cap;   /* rows */
    int32_t *label;  /* [n], or NULL */
    double *truth;   /* [n x K], or NULL */
    double *scores;  /* [n x K] */
    int *line;       /* [n], where rows begin, the piece in line 1 */
    size_t *text_to; /* [n], where in `texts` a row's ends, or NULL */
    struct strbuf texts;
    struct prediction_count count; /* the piece's first row is 1 */
    int lines;                     /* how many were begun */
    bool well;
    struct err err; /* where not; its line as `line` */

    size_t field;                        /* of the row at hand, from 0 */
    struct csv_mark at_scores, at_truth; /* its first fields of each */
};

/* Reads its text, over what was there before. */
void csv_piece_read(struct csv_piece *piece);

void csv_piece_finish(struct csv_piece *piece);

#endif
