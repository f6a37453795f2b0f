/* breaking.h - where a row that is too wide goes on below. Private to tex/.
 */
#ifndef TEX_BREAKING_H
#define TEX_BREAKING_H

#include "tex/row.h"

/* One line of a broken row. */
struct broken {
    size_t from, to; /* items */
    int indent;      /* the column that the first of them starts in */
};

struct broken_row {
    const struct row *row; /* the one given, or one with its fences opened */
    struct broken *lines;
    size_t count, cap;
    int width; /* of the widest line */
    int depth; /* brackets round the deepest place where it was broken */
};

/* Breaks a row whose first item stands at column `lead`.
 *
 * Before relations, one line each; the lines begin under the first relation
 * or, when the left side is long, four columns in, below it. If a line is
 * then still too wide: before + and - and behind commas, two columns further
 * in; then inside \left..\right and between the words of a text; then before
 * operators. The first of these that fits is taken (of two ways, the one that
 * breaks fewer brackets), else the narrowest. width 0: one line.
 */
struct broken_row breaking(const struct builder *b, const struct row *row,
                           int lead, int width);

#endif
