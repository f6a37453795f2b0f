/* prove_data.h - random data sets of a lab's shape.
 *
 * What holds for any data is tried on many: N up to 50 rows over the same
 * classes, one-hot and soft truths, probabilities that are exactly 0 and 1,
 * every further array redrawn within its kind (0 and 1 stay 0 and 1, a
 * distribution stays one, whole numbers stay whole), every parameter anywhere
 * in its range. A set is known by its seed, from 1, and is the same on every
 * machine.
 */
#ifndef COURSE_PROVE_DATA_H
#define COURSE_PROVE_DATA_H

#include <stdbool.h>
#include <stddef.h>

#include "tex/eval.h"

struct lab;
struct scope;

enum {
    PROVE_SETS = 200,
    PROVE_SETS_OPTIMUM = 20, /* the first ones, which are small */
    PROVE_ROWS_MAX = 50,
    PROVE_ROWS_OPTIMUM = 12
};

struct prove_set {
    struct lab *lab; /* NULL where the shape has none */
    struct eval_data data;
    struct eval_binding *bindings; /* [binding_count]: the parameters */
    size_t binding_count;
    long n; /* N; 0: no rows */
    unsigned seed;
};

struct prove_sets;

/* Sets are drawn as they are asked for.
 *
 * lab      the shape; borrowed, not changed; NULL: parameters only
 * scope    whose parameters are drawn, and what its arrays' indices run over;
 *          borrowed
 * one_hot  every truth is one-hot
 */
struct prove_sets *prove_sets_create(const struct lab *lab,
                                     const struct scope *scope, bool one_hot);
void prove_sets_destroy(struct prove_sets *sets);

/* index below PROVE_SETS. Lives as long as the sets. */
const struct prove_set *prove_sets_get(struct prove_sets *sets, size_t index);

#endif
