/* errata_labs.h - the small data sets on which the sources' formulas are
 * valued: labs A, B, B2, C, D, the pair P, Q of two outcomes and the pair p, q
 * of three.
 *
 * Parameters are not among them: \theta is 1 in A, .6 in B and 1 in B2 by the
 * define block that goes with them.
 */
#ifndef SUPPORT_ERRATA_LABS_H
#define SUPPORT_ERRATA_LABS_H

#include "tex/eval.h"

/* The lab of that name: "A", "B", "B2", "C", "D", "PQ", "pq"; "N", which is A
 * with its three rows taken 10,000,000 times over; "D1", D with the first
 * row's logits alone; "PM", p and q under the names p_{data} and p_{model};
 * "X", the two outcomes 0 and 1. NULL when there is none. Lives for ever. */
const struct eval_data *errata_lab(const char *name);

#endif
