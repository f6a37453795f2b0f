/* inspector_parts.h - what the panel of an equation's part is put together
 * from: for inspector_panel.c, inspector_table.c and
 * page_terms.c.
 */
#ifndef DRAW_INSPECTOR_PARTS_H
#define DRAW_INSPECTOR_PARTS_H

#include <stdbool.h>

#include "course/inspect.h"
#include "draw/canvas.h"
#include "draw/inspector_panel.h"
#include "draw/number.h"

enum {
    PART_DIGITS = 6,      /* of the part's value */
    PART_TERM_DIGITS = 4, /* of a term's */
    PART_TABLE_LEAST = 3  /* rows of a table worth drawing, heading included */
};

struct part_panel {
    struct canvas *canvas;
    struct rect rest; /* what is left of the area */
    struct inspect *inspect;
    const struct inspector_look *look;
    const struct inspect_facts *facts;
    bool ascii;
    int most; /* the widest that what scrolls sticks out */
};

/* One row less is left. */
void part_advance(struct part_panel *panel);

/* A formula that scrolls; returns the cells it takes. */
int part_formula(struct part_panel *panel, int row, int col, int cols,
                 struct slice tex, struct style style);

/* A number in the panel's unit: one that a double holds, or one whose exponent
 * is its own. */
struct number part_number(const struct part_panel *panel, struct real r,
                          int digits);

/* A place in a range: whole but in a set. */
struct number part_index(double index, bool ascii);

/* The columns of a table of terms in what is left of the area; its heading, and
 * a row of it, the i-th term. sample: any term. before: the row above, or NULL.
 * Each takes a row of the area. */
struct part_columns {
    int index, term, value, result, word; /* where each begins */
    int index_cols, term_cols, value_cols, result_cols;
    bool counted; /* the terms add up to something */
};
struct part_columns part_columns(const struct part_panel *panel);

/* The same with more for the terms and less for everything else. */
struct part_columns part_columns_narrow(const struct part_panel *panel);

void part_heading(struct part_panel *panel, const struct part_columns *at,
                  const struct unroll_row *sample);
void part_row(struct part_panel *panel, const struct part_columns *at, size_t i,
              bool here, const struct unroll_row *row,
              const struct unroll_row *before);

/* The terms of a sum or a product in what is left of the area. */
void part_table(struct part_panel *panel);

#endif
