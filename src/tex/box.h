/* box.h - a formula laid out on cells.
 *
 * Only what is drawn is stored: glyphs with their places, row by row and
 * from left to right. A cell without a glyph is a blank. (A dense grid would
 * take rows times columns, which a hostile formula can make quadratic.)
 */
#ifndef TEX_BOX_H
#define TEX_BOX_H

#include <stdint.h>

#include "base/slice.h"

struct strbuf;

/* How a glyph wants to look; a painter may ignore all but TEX_ERROR. */
enum {
    TEX_BOLD = 1,   /* blackboard and bold letters */
    TEX_ITALIC = 2, /* a letter that is a variable */
    TEX_ERROR = 4,  /* not understood: an unknown command, raw source */
    TEX_NOTE = 8,   /* an equation number or a remark beside the equation */
    TEX_BREAK = 16, /* inline: a line of text may end before this glyph */
    TEX_SUB = 32,   /* display: in a script or limit below its nucleus */
    TEX_SUP = 64,   /* ... above it; both where one stands on another */
    TEX_HAT = 128   /* an accent in a row of its own */
};

struct tex_glyph {
    uint32_t rune;     /* never a blank, never a control */
    uint32_t mark;     /* a combining mark on it, 0 for none */
    uint32_t from, to; /* bytes of the source it came from, [from, to) */
    int row, col;      /* from 0 at the top left of the box */
    uint8_t width;     /* 1 or 2 cells */
    uint8_t style;     /* TEX_BOLD... */
};

/* One line of a display: rows of the box, and where in the source it begins.
 * Lines never share a row. */
struct tex_line {
    int top, baseline, bottom; /* bottom: its last row */
    uint32_t from;
};

struct tex_box {
    int rows, cols; /* at least 1 row; cols may exceed the width asked for */
    int baseline;   /* the row that lines up with text around it */
    struct tex_line *lines; /* [line_count], from the top; none inline */
    int line_count;
    size_t count;
    struct tex_glyph *glyphs; /* [count], by row, then by column */
};

/* The glyph that covers a cell, or NULL for a blank or outside. */
const struct tex_glyph *tex_box_at(const struct tex_box *box, int row, int col);

/* The glyphs of one row are glyphs[from..to). A row outside has none. */
void tex_box_row(const struct tex_box *box, int row, size_t *from, size_t *to);

/* Adds one row as UTF-8 text, blanks at its end left out, no newline. */
void tex_box_row_text(const struct tex_box *box, int row, struct strbuf *out);

#endif
