/* big_formula.h - a formula that can be read from the last row.
 *
 * The cells of the formula's own layout (tex/layout.h), each as large as the
 * sign in it: a column of the layout is as wide as the widest picture
 * (big_font.h) that stands in it, a row as tall as the tallest, and bars,
 * roots and tall brackets stretch with them. So fractions, limits and scripts
 * stand where they stand on a page. Letters and operators are three rows tall,
 * also on a canvas in ASCII: a formula is the same there, of other blocks.
 *
 * What does not fit gives way in this order, and the first that fits is taken:
 *
 *   1. all of it in large signs; of several lines as many as have room, the
 *      last ones. Twice as large where there is room even for that
 *   2. the same, broken at its relations and operators over lines, though not
 *      between brackets
 *   3. in one line, scripts and limits in signs of ordinary size
 *   4. the same, broken
 *   5. as 2, and as 4, broken between brackets, too
 *
 * An equation's number and the remark beside it are of ordinary size, and are
 * left out first. What does not fit at all is for a page to show.
 */
#ifndef DRAW_BIG_FORMULA_H
#define DRAW_BIG_FORMULA_H

#include <stdbool.h>
#include <stdint.h>

#include "draw/big_sign.h"
#include "draw/canvas.h"

struct arena;
struct tex_node;

struct big_room {
    int rows, cols; /* that there are */
    uint32_t upto;  /* what begins at that byte or behind it is not shown yet;
                       UINT32_MAX: all is */
};

struct big_formula {
    const struct tex_box *box;
    int first, last; /* rows of the box that are shown */
    int *row;        /* [rows + 1] where they begin, in cells from the top */
    int *line;       /* [rows] which line of the box a row belongs to */
    int *col;        /* [lines][cols + 1] where its columns begin, in cells
                        from the left: lines share no column */
    int rows, cols;  /* cells that it takes */
    bool torn;       /* lines may be broken between brackets */
    bool tight;      /* blank columns are narrow, and lines not lined up */
    struct big_look look;
    uint32_t upto;
};

/* How the formula is shown in that much room; it lives in the arena. False:
 * not at all. */
bool big_formula_fit(struct arena *arena, const struct tex_node *math,
                     struct big_room room, struct big_formula *out);

/* Draws it with its top left cell there. */
void big_formula_draw(struct canvas *canvas, int row, int col,
                      const struct big_formula *formula, struct style style);

#endif
