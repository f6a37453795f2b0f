/* layout.h - from the layout tree to cells.
 *
 * Display: two dimensions, ordinary letters in their own rows for scripts,
 * because few fonts of terminals have the Unicode ones. Inline: one row
 * always, Unicode scripts where every character has one, else written as in
 * TeX. ASCII: the same shapes in 7 bits.
 *
 * A display that is too wide is broken before relations, then before + and -,
 * then inside \left..\right, then before operators; what is still too wide
 * stays so (cols > width) and the caller scrolls it. Time and memory linear in
 * the source times the depth of its nesting.
 */
#ifndef TEX_LAYOUT_H
#define TEX_LAYOUT_H

#include <stdbool.h>

#include "tex/box.h"
#include "tex/node.h"

struct arena;
struct strbuf;

struct tex_style {
    bool ascii;   /* 7-bit output */
    bool inline_; /* one row; width is not looked at */
    bool hat_row; /* every accent gets a row; inline: those that would need a
                     combining mark are written as a function */
    bool apart;   /* at least one row between the baselines of two lines, for
                     what is to be written beside them */
    int width;    /* columns to break at, and where equation numbers end;
                      0: unlimited, numbers follow at a distance */
};

/* Lays a tree out. The box lives in the arena. node may not be NULL.
 *
 * Equation numbers end at column `width`, on the row of the equation's (or
 * its last line's) baseline, or on a row of their own where there is no
 * room; a remark "\quad\text{..}" before them goes along. When there is
 * neither, cols is the width of the formula itself.
 */
struct tex_box *tex_layout(struct arena *arena, const struct tex_node *node,
                           struct tex_style style);

/* The formula as one line of text: for plain output and messages. */
void tex_inline_text(struct strbuf *out, const struct tex_node *node,
                     bool ascii);

#endif
