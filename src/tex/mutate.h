/* mutate.h - small changes of a formula, one at a time.
 *
 * A check that cannot fail shows nothing. So each claim is changed in the
 * ways in which formulas are mistyped, and judged again: a change that stays
 * true is a survivor, and says that the data or the claim is too weak, or
 * that the change is none (1/N under an \arg\min).
 *
 * What is changed: the sign of a term or a side, a factor or an exponent
 * left out, a fraction upside down, two arguments of a call exchanged, a
 * limit moved by one, the base of a logarithm, \arg\max for \arg\min, an
 * index letter for another of its sort. What is no change to the eye is left
 * out: the sign of a 0, the factor 1, the exponent 1, and all that stands
 * beside a factor 0.
 */
#ifndef TEX_MUTATE_H
#define TEX_MUTATE_H

#include "tex/mean.h"

struct arena;
struct scope;

enum { MUTANTS_MAX = 1000 };

struct mutant {
    /* "drop 1/N", "flip - before \sum_i", "base 2 in \log #2": unlike any
     * other of the formula, and the same for the same formula. Never with a
     * colon */
    const char *name;
    size_t statement, side;  /* of the formula */
    const struct mean *node; /* what is changed, in the formula's own tree */
    struct mean *tree;       /* the side with the change; it shares all that
                                is not above the change */
};

/* All mutants of a formula, in the order of its source; the first MUTANTS_MAX
 * of a formula that long.
 *
 * arena  gets them
 * scope  the one that the formula was read in: the sorts of index letters
 * out    [the number returned]
 */
size_t mutate(struct arena *arena, const struct mean_formula *formula,
              const struct scope *scope, struct mutant **out);

#endif
