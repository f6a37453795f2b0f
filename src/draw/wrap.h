/* wrap.h - running text broken into lines.
 *
 * Greedy, on the widths of graphemes. A line may end at a blank, behind a
 * hyphen inside a word, and where a long inline formula allows it; never
 * between a number and its unit, never inside a short formula. A word wider
 * than the line is broken between graphemes.
 *
 * A line is a list of pieces, each of one look: text that has passed the
 * gate, or glyphs of a formula's box.
 */
#ifndef DRAW_WRAP_H
#define DRAW_WRAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"
#include "draw/canvas.h"
#include "draw/style.h"

struct arena;
struct span;
struct spans;
struct strbuf;
struct tex_box;

struct piece {
    struct slice text;         /* when box is NULL */
    const struct tex_box *box; /* else glyphs [from, to) of it */
    const struct span *link;   /* the span of a link, or NULL */
    uint32_t from, to;
    int col, cols; /* its place in the line, and its cells */
    int skip;      /* the box's column that stands at col */
    struct style style;
};

struct wrap_line {
    struct piece *pieces;
    size_t count;
    int cols; /* where its last piece ends */
};

struct wrapped {
    struct wrap_line *lines;
    size_t count; /* 0 only for text without anything in it */
};

/* The arena gets what is made; pieces also point into the spans' text.
 * cols    at least 1 is used
 * base    the look of plain text; emphasis and the like are added to it */
struct wrapped wrap_spans(struct arena *arena, struct spans spans, int cols,
                          struct style base, bool ascii);

/* One text of one look. Newlines in it are blanks. */
struct wrapped wrap_text(struct arena *arena, struct slice text, int cols,
                         struct style base, bool ascii);

/* A copy of a box that lives in another arena: layout needs much room for a
 * while, a drawing little for long. */
struct tex_box *wrap_keep_box(struct arena *arena, const struct tex_box *box);

/* Draws a piece of a line that starts at (row, col). */
void piece_draw(struct canvas *canvas, int row, int col,
                const struct piece *piece);

/* The text of a line, for measuring and for plain output. */
void wrap_line_text(struct strbuf *out, const struct wrap_line *line);

#endif
