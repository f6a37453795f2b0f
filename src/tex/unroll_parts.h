/* unroll_parts.h - between unroll.c and unroll_tex.c only.
 */
#ifndef TEX_UNROLL_PARTS_H
#define TEX_UNROLL_PARTS_H

#include <stdbool.h>

#include "tex/mean.h"
#include "tex/unroll.h"

enum { UNROLL_LETTERS = 32 /* held at a value at once */ };

/* ---- unroll.c ---- */

/* The place with one letter more (or held at another value). False when there
 * is no room; `room` is the caller's. */
bool unroll_bind(const struct unroll *at, struct slice key, double value,
                 struct eval_binding room[UNROLL_LETTERS], struct unroll *out);

/* A part's value where it is a single number, as unroll_value() has it. False
 * for a NULL node, too. */
bool unroll_real(struct arena *arena, const struct unroll *at,
                 const struct mean *node, struct real *out);

/* ---- unroll_tex.c ---- */

/* A node of nothing but its kind. */
struct mean *unroll_node(struct arena *arena, enum mean_kind kind);

/* A number as it is read. entry: of an array or a function: 1 is written 1.0,
 * which tells it from an index and a count. */
struct mean *unroll_number(struct arena *arena, struct real r, bool entry);

#endif
