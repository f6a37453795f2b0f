/* unroll.h - a formula with its numbers put in, a sum with its terms.
 *
 * What a student writes below an equation: the same shape, each letter
 * replaced by what it stands for, each short sum or product by its terms. The
 * result is a tree like any other; mean_write_tex() and the layout show it.
 * Its numbers are rounded for reading and are never computed with: values
 * and partial results come from eval().
 */
#ifndef TEX_UNROLL_H
#define TEX_UNROLL_H

#include <stdbool.h>
#include <stddef.h>

#include "tex/eval.h"

struct arena;

/* Where a formula is looked at: as for eval(). The index letters that are
 * held at a value are among options.bindings. */
struct unroll {
    const struct scope *scope;
    const struct eval_data *data;
    struct eval_options options;
};

/* What a bound variable runs over: first, first + 1... or given values. */
struct unroll_range {
    size_t count;
    long first;
    const double *values; /* [count], or NULL */
};

/* The i-th of them, from 0; i < count. */
double unroll_index(const struct unroll_range *range, size_t i);

/* The range of a sum, a product, or an optimum or expectation over an index
 * letter. False when it has none that can be counted: a parameter, a bound
 * without a value. The arena gets a set's values. */
bool unroll_range(struct arena *arena, const struct unroll *at,
                  const struct mean *binder, struct unroll_range *range);

/* The range of an index letter by its domain. */
bool unroll_letter(struct arena *arena, const struct unroll *at,
                   struct slice letter, struct unroll_range *range);

/* One term. */
struct unroll_row {
    double index;
    struct slice tex;     /* the body with its numbers put in */
    bool valued;          /* the body has a value */
    bool counted;         /* the partial result is known */
    struct value body;    /* valued */
    struct value partial; /* counted: of this and all terms before it */
};

/* The i-th term. The partial result is that of eval() over the range cut off
 * behind it; where that takes too long it is not known, and so for an optimum
 * or expectation. */
void unroll_row(struct arena *arena, const struct unroll *at,
                const struct mean *binder, const struct unroll_range *range,
                size_t i, struct unroll_row *row);

/* What eval_cost() may say of anything that is valued here. */
#define UNROLL_STEPS 1.5e5

/* A part's value in the place's format; false: it has none, or takes more than
 * UNROLL_STEPS. */
bool unroll_value(struct arena *arena, const struct unroll *at,
                  const struct mean *node, struct value *out);

/* The formula with numbers for its letters, as TeX. A sum or a product of few
 * terms is written out, of more with its first two, its last and an ellipsis,
 * inside another one of at most a few or as its value. What has no value, or
 * takes more than UNROLL_STEPS, stays as it is. */
struct slice unroll_tex(struct arena *arena, const struct unroll *at,
                        const struct mean *node);

#endif
