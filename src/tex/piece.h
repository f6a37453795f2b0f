/* piece.h - a formula half laid out: parts with places relative to a whole.
 *
 * A piece knows how far it reaches above and below its baseline row and how
 * wide it is; building puts pieces into pieces without copying, and only
 * piece_flatten() turns them into the glyphs of a box. Private to tex/.
 */
#ifndef TEX_PIECE_H
#define TEX_PIECE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/slice.h"
#include "tex/box.h"

struct arena;

struct piece {
    int above, below, cols; /* rows above and below the baseline; columns */
    int row, col;           /* baseline and left edge within the parent */
    struct piece *first, *last, *next; /* parts, none for a sign */
    uint32_t rune, mark;               /* a sign; rune 0: parts or a blank */
    int repeat;                        /* ... this often side by side */
    bool down;                         /* ... or one under the other */
    uint8_t width, style;
    uint32_t from, to;
};

/* The part of the source that what is drawn comes from. */
struct span {
    uint32_t from, to;
};

/* Nothing: one row, no columns. */
struct piece *piece_empty(struct arena *arena);

/* One sign. What may not be drawn becomes U+FFFD, marked as an error. */
struct piece *piece_rune(struct arena *arena, uint32_t rune, struct span span,
                         unsigned style);

/* The same sign `count` times in a row, or in a column whose top is `above`
 * rows over the baseline. */
struct piece *piece_bar(struct arena *arena, uint32_t rune, int count,
                        struct span span, unsigned style);
struct piece *piece_column(struct arena *arena, uint32_t rune, int count,
                           int above, struct span span, unsigned style);

/* A text on one row. Each sign has the bytes it came from when `text` stands
 * in the source at `span` with the same length, else all of the span. */
struct piece *piece_text(struct arena *arena, struct slice text,
                         struct span span, unsigned style);

/* Puts a part into a whole at a row (0: the baseline, negative: above) and
 * column, and stretches the whole. A part has one whole only. */
void piece_put(struct piece *whole, struct piece *part, int row, int col);

/* Puts a part at the right end, `gap` columns off. */
void piece_append(struct piece *whole, struct piece *part, int gap);

/* All rows of it. */
int piece_rows(const struct piece *piece);

/* The glyphs of a whole, in an arena. */
struct tex_box *piece_flatten(struct arena *arena, const struct piece *whole);

#endif
