/* random_edits.h - a lab moved at random, for what follows its edits.
 */
#ifndef TESTS_RANDOM_EDITS_H
#define TESTS_RANDOM_EDITS_H

#include <stddef.h>

struct lab;
struct rng;

/* One edit of any kind: a probability or logit (equal ones among them, so that
 * the first of several counts), a label, a softness, a lock, undo, redo, now
 * and then a temperature, a number of examples, reset, save and restore. What
 * the lab refuses is no edit. */
void random_edit(struct lab *lab, struct rng *rng);

#endif
