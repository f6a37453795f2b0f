/* lines.h - a whole display: its lines, where they break, their numbers.
 * Private to tex/.
 */
#ifndef TEX_LINES_H
#define TEX_LINES_H

#include "tex/row.h"

/* The formula at `root` as one piece, broken to fit `width` columns, with
 * equation numbers that end there; width 0: unbroken. */
struct piece *lines_piece(const struct builder *b, const struct tex_node *root,
                          int width);

#endif
