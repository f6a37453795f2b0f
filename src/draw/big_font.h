/* big_font.h - letters, digits and signs that can be read from the last row.
 *
 * Three rows of half cells: capitals and digits take the upper five half
 * rows, small letters four of them, and the sixth is for what hangs below the
 * line. Solid enough for a projector, and in every font; a canvas in ASCII
 * has '#', '"' and '=' for the blocks.
 */
#ifndef DRAW_BIG_FONT_H
#define DRAW_BIG_FONT_H

#include <stdint.h>

#include "draw/canvas.h"

enum { BIG_ROWS = 3 };

/* Rows of cells from the top, all as long: '#' full, '^' the upper half, '_'
 * the lower half, ' ' nothing. */
struct big_font {
    uint32_t rune;
    const char *row[BIG_ROWS];
};

/* NULL when there is none: all of printable ASCII is there, the Greek letters,
 * and what the commands of TeX (tex/symbol.h) are drawn with but for a few
 * signs that no formula of a course has. */
const struct big_font *big_font_of(uint32_t rune);

/* The cells it is wide. */
int big_font_cols(const struct big_font *glyph);

/* One cell of a picture, drawn `scale` cells wide and tall. */
void big_font_cell(struct canvas *canvas, int row, int col, char cell,
                   int scale, struct style style);

/* All of it, with its top left cell there. */
void big_font_draw(struct canvas *canvas, int row, int col,
                   const struct big_font *glyph, int scale, struct style style);

#endif
