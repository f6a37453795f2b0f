/* table_cell.h - a cell of a table of predictions: the tick of the truth and
 * the number that is edited. For table_panel.c and rows_panel.c.
 *
 * Before a number stand a gap, the tick and the sign of the cursor. Numbers
 * have the same decimals, so that points line up down a table.
 */
#ifndef DRAW_TABLE_CELL_H
#define DRAW_TABLE_CELL_H

#include <stdbool.h>
#include <stddef.h>

#include "draw/style.h"

struct canvas;
struct lab;

enum {
    TABLE_MARGIN = 3, /* of a class: a gap, the tick, the cursor */
    TABLE_DECIMALS = 3
};

struct table_cell {
    struct canvas *canvas;
    const struct lab *lab;
    size_t row, class;
    size_t place;                /* a of its target; b is the class */
    bool here;                   /* the cursor is on it */
    bool truth_read, score_read; /* it is read elsewhere: underlined */
    const char *typing;          /* in place of the number at the cursor */
    bool ascii;
};

/* Whether the class gets the truth's tick: the row's label, or the class that
 * has more than half of a truth that is a distribution. */
bool table_is_truth(const struct lab *lab, size_t row, size_t class);

/* The tick, where there is one. What is read and not true is a 0. */
void table_cell_tick(const struct table_cell *cell, int line, int col);

/* The look of its number. */
struct style table_cell_style(const struct table_cell *cell);

/* The value in cols cells, or what is being typed in its place; the lock's
 * sign. A minus stands in the margin. */
void table_cell_number(const struct table_cell *cell, int line, int col,
                       int cols, double value);

#endif
