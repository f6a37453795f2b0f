/* sentence.h - short plain sentences in panels.
 */
#ifndef DRAW_SENTENCE_H
#define DRAW_SENTENCE_H

#include <stddef.h>

#include "draw/canvas.h"

/* Wraps a text at its blanks into the area's width and draws it; a word that
 * is wider than a row goes on in the next, so that an address or a path is
 * whole. Returns the rows it takes, at least 1 for a text that is not empty;
 * rows past the area's are not drawn. canvas NULL only counts. */
int sentence_draw(struct canvas *canvas, struct rect area, const char *text,
                  struct style style);

/* Draws the first of `count` texts that fits in cols whole, and returns the
 * cells it took; 0 when none fits. The last resort of a line with a number in
 * it, which may not be cut. */
int sentence_fit(struct canvas *canvas, int row, int col, int cols,
                 const char *const *texts, size_t count, struct style style);

#endif
