/* dots.h - lines drawn finer than cells.
 *
 * A grid of dots over cells: 2 x 4 in a cell of Braille, 2 x 2 in one of
 * quarter blocks, one in ASCII. Every line is drawn by a pen; pens differ by
 * their dashes (in ASCII by their sign), so that no line is told apart by its
 * colour alone. Where lines share a cell it has the colour of the lower pen.
 */
#ifndef DRAW_DOTS_H
#define DRAW_DOTS_H

#include "draw/canvas.h"

enum dots_kind { DOTS_BRAILLE, DOTS_BLOCKS, DOTS_ASCII };

enum { DOTS_PENS = 8, DOTS_CURVES = 6 /* the pens of curves, from 0 */ };

/* The pens of what stands behind the curves. */
enum { DOTS_LIMIT = DOTS_CURVES, DOTS_BAND };

/* "braille", "blocks", "ascii"; false leaves *kind alone. */
bool dots_from_name(struct slice name, enum dots_kind *kind);

struct dots;

struct dots *dots_create(int rows, int cols, enum dots_kind kind);
void dots_destroy(struct dots *dots);

/* How many there are. */
int dots_across(const struct dots *dots);
int dots_down(const struct dots *dots);

/* Where a line has come to: dashes go on over its bends. */
struct dots_line {
    int pen;
    long length; /* dots so far */
};

/* From a dot to another, both included; what lies outside is not drawn. Dots
 * count from the upper left; at most some millions away. */
void dots_segment(struct dots *dots, struct dots_line *line, int x0, int y0,
                  int x1, int y1);

/* Copies the cells that have dots; the others stay as they are. */
void dots_draw(struct canvas *canvas, int row, int col,
               const struct dots *dots);

/* The role of a pen's line. */
uint8_t dots_role(int pen);

/* Some cells of a pen's line, for a legend. */
void dots_swatch(struct canvas *canvas, int row, int col, int cols, int pen,
                 enum dots_kind kind);

#endif
