/* lines.h - a whole display: its lines, where they break, their numbers.
 * Private to tex/.
 */
#ifndef TEX_LINES_H
#define TEX_LINES_H

#include "tex/row.h"

/* The lines of a piece, in rows counted from its baseline. */
struct line_list {
    struct tex_line *items;
    size_t count, cap;
};

/* The formula at `root` as one piece, broken to fit `width` columns, with
 * equation numbers that end there; width 0: unbroken. apart: see layout.h.
 * Adds to `lines`, in the builder's arena. */
struct piece *lines_piece(const struct builder *b, const struct tex_node *root,
                          int width, bool apart, struct line_list *lines);

#endif
