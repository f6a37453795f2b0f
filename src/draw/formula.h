/* formula.h - a formula in a panel.
 */
#ifndef DRAW_FORMULA_H
#define DRAW_FORMULA_H

#include <stdbool.h>

#include "base/slice.h"
#include "draw/canvas.h"

/* Draws the columns from `skip` on of a formula, given as TeX and written in
 * one row, into `cols` cells; what is cut off at a side is marked there with
 * an ellipsis. Returns the columns that all of it takes. */
int formula_draw(struct canvas *canvas, int row, int col, int cols, int skip,
                 struct slice tex, struct style style);

/* Draws it in two dimensions, as a page displays it. Returns its rows; 0 with
 * nothing drawn where it is larger than the area. */
int formula_display(struct canvas *canvas, struct rect area, struct slice tex,
                    struct style style);

/* The columns that it takes in one row. */
int formula_cols(struct slice tex, bool ascii);

/* The same as text, all of it. */
struct strbuf;
void formula_text(struct strbuf *out, struct slice tex, bool ascii);

/* Adds running text as one line, its formulas as a page writes them in a
 * line, a break as a blank. */
struct spans;
void formula_words(struct strbuf *out, const struct spans *spans, bool ascii);

#endif
