/* question_vary.h - the numbers of a question's tries.
 *
 * A question with `vary` has other numbers each time it is asked anew: its
 * first try has the first value of each name, the later ones the others, in
 * an order of its own. All names go on together, so that a question has as
 * many sets of numbers as its longest list.
 *
 * A worked example is shown with the first numbers, and asked with the
 * others.
 *
 * In its texts a name that stands in an inline formula is shown as its
 * number: "$-\log p$" is asked as -log 0.7.
 */
#ifndef COURSE_QUESTION_VARY_H
#define COURSE_QUESTION_VARY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "tex/eval.h"

struct arena;
struct question_block;
struct scope;

/* How many sets of numbers it has, at least 1. */
size_t vary_sets(const struct question_block *ask);

/* Whether it is shown worked before it is asked: steps with numbers to spare.
 */
bool vary_works(const struct question_block *ask);

/* The set that a try has: all that may be asked come before one comes again.
 * try from 0; seed: of the question. */
size_t vary_set(const struct question_block *ask, uint64_t seed, size_t try);

/* A layer on `below` in which the names are numbers. */
const struct scope *vary_scope(struct arena *arena, const struct scope *below,
                               const struct question_block *ask);

/* The data with the numbers of a set before them. Borrows from both. */
struct eval_data vary_data(struct arena *arena,
                           const struct question_block *ask, size_t set,
                           struct eval_data data);

/* The question with the numbers of a set put into its texts: ask, choices,
 * order, steps, slips, hints, why. Keys and relations keep the names, they are
 * read in `scope` over vary_data(). The block itself where it has none. */
const struct question_block *vary_shown(struct arena *arena,
                                        const struct question_block *ask,
                                        size_t set, const struct scope *scope);

/* A formula with the numbers put in. */
struct slice vary_tex(struct arena *arena, const struct question_block *ask,
                      size_t set, const struct scope *scope, struct slice tex,
                      const struct tex_node *node);

#endif
