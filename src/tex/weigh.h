/* weigh.h - what went into a value: how large its partial sums became, and how
 * many roundings lie behind one another in it.
 *
 * The first tells what a difference of nearly equal numbers can still hold,
 * the second how far a format may be off without anything being lost.
 */
#ifndef TEX_WEIGH_H
#define TEX_WEIGH_H

#include "tex/agree.h"
#include "tex/eval.h"

/* The largest partial sum of an expression, in exact arithmetic: of the sums
 * and differences that its value depends on linearly, each scaled by the
 * factors before it. Sums are taken as if all their terms had one sign. At
 * least the size of the value; 0 when it has none. Definitions that it uses
 * are not looked into. Values it once more. */
double weigh_largest(const struct mean *node, const struct scope *scope,
                     const struct eval_data *data,
                     const struct eval_options *options);

/* The longest chain of roundings, definitions included: the terms of sums,
 * the factors of products, one for any other operation. */
struct roundings weigh_roundings(const struct mean *node,
                                 const struct scope *scope,
                                 const struct eval_data *data,
                                 const struct eval_options *options);

#endif
