/* rows_parts.h - the parts of a table of rows: for rows_panel.c only. */
#ifndef DRAW_ROWS_PARTS_H
#define DRAW_ROWS_PARTS_H

#include <stdbool.h>
#include <stddef.h>

#include "draw/canvas.h"
#include "draw/table_cell.h"

struct view;

enum rows_kind {
    ROWS_NUMBER, /* of the row in the file */
    ROWS_TEXT,
    ROWS_TRUTH, /* the true class's name */
    ROWS_TRUTH_P,
    ROWS_PREDICTED, /* the predicted class's name */
    ROWS_PREDICTED_P,
    ROWS_CLASS, /* the probability of one class, margin included; these have
                   no gap between them */
    ROWS_LOSS,
    ROWS_HIT
};

struct rows_column {
    enum rows_kind kind;
    int col, cols; /* from 0 in the table */
    size_t class;  /* of ROWS_CLASS */
};

enum {
    ROWS_P_COLS = 6, /* "0.700", and a cell for the longest power of ten */
    ROWS_CLASS_COLS = TABLE_MARGIN + ROWS_P_COLS,
    ROWS_LOSS_COLS = 7,  /* "123.456" */
    ROWS_LOSS_POINT = 3, /* cells of it before the point */
    ROWS_COLUMNS = CANVAS_MAX / ROWS_CLASS_COLS + ROWS_HIT + 1
};

/* From left to right; what there is no room for is left out. */
struct rows_columns {
    struct rows_column at[ROWS_COLUMNS];
    int count;
};

/* Shares out `cols`, at most CANVAS_MAX; `class` is that of the cursor, and
 * is among those that show where any do. */
void rows_columns(struct rows_columns *out, const struct view *view, int cols,
                  size_t class);

/* What the view shows, in the area's first row: "1,234 of 10,000: missed,
 * largest loss first"; and that it is as before the last edits, as much of
 * that as has room, before what it is said of where all else fails. Else,
 * unless `whole`, the way back from some rows to all. */
void rows_title(struct canvas *canvas, struct rect area,
                const struct view *view, bool whole);

#endif
