/* big.h - a piece of text three rows tall, for a room.
 */
#ifndef DRAW_BIG_H
#define DRAW_BIG_H

#include "draw/canvas.h"

/* Draws a text in the signs of big_font.h; what has none there is one row
 * tall, on the middle row. Returns the columns it takes; draws nothing when
 * they are more than area.cols or the area has fewer than 3 rows. A NULL canvas
 * only counts. */
int big_draw(struct canvas *canvas, struct rect area, const char *text,
             struct style style);

#endif
