/* walk.h - going through the parts of a formula one by one.
 *
 * A place is a side of a statement, or a part of a part of it. The parts of a
 * node are its children as they are drawn: a sum a + b - c is read as
 * (a + b) - c, but its parts are a, b and c, and so with a product of several
 * factors. The sides of all statements are one row of parts.
 *
 * A place is a plain value and stays good as long as the formula.
 */
#ifndef TEX_WALK_H
#define TEX_WALK_H

#include <stdbool.h>
#include <stddef.h>

#include "tex/mean.h"

enum walk_way {
    WALK_IN,   /* to the first part; of a sum or its like to the body */
    WALK_OUT,  /* to what it is a part of */
    WALK_NEXT, /* to the part behind it, of the same one */
    WALK_BACK
};

enum { WALK_DEPTH = 100, WALK_PARTS = 256 };

struct walk {
    const struct mean_formula *formula;
    size_t statement, side;
    const struct mean *path[WALK_DEPTH]; /* [0] is the side */
    size_t depth;                        /* [depth - 1] is the part; >= 1 */
};

/* The first side of a formula. False, with nothing to walk, when no statement
 * has a side. */
bool walk_begin(struct walk *walk, const struct mean_formula *formula);

/* One step; false and unchanged where there is no such part. */
bool walk_step(struct walk *walk, enum walk_way way);

/* To the smallest part that covers bytes [from, to) of the source; false and
 * unchanged when no side does. */
bool walk_to(struct walk *walk, uint32_t from, uint32_t to);

const struct mean *walk_part(const struct walk *walk);

/* Which of its row of parts it is, from 0, and of how many. */
size_t walk_index(const struct walk *walk, size_t *count);

/* The parts of a node as they are drawn; returns how many, at most cap. */
size_t walk_parts(const struct mean *node, const struct mean **out, size_t cap);

/* The binders that a part stands under, outermost first: a node of the path
 * is one when the part lies in its body. Returns how many, at most cap. */
size_t walk_binders(const struct walk *walk, const struct mean **out,
                    size_t cap);

#endif
