/* mean_change.h - meanings made from others: they share what is not changed.
 *
 * New nodes live in the arena and stand for the bytes of the one they are
 * made at.
 */
#ifndef TEX_MEAN_CHANGE_H
#define TEX_MEAN_CHANGE_H

#include "tex/mean.h"

struct arena;

struct mean *mean_copy(struct arena *arena, const struct mean *node);

/* A whole number, as if it were written at `at`. */
struct mean *mean_whole(struct arena *arena, const struct mean *at, int value);

/* An operation on two (second may be NULL), written where first is. */
struct mean *mean_pair(struct arena *arena, enum mean_kind kind,
                       struct mean *first, struct mean *second);

/* The tree with `new` where `old` stands; root itself where it does not. */
struct mean *mean_replaced(struct arena *arena, struct mean *root,
                           const struct mean *old, struct mean *new);

#endif
