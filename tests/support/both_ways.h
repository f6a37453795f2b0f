/* both_ways.h - an expression valued row by row and by blocks of rows.
 */
#ifndef TEST_SUPPORT_BOTH_WAYS_H
#define TEST_SUPPORT_BOTH_WAYS_H

#include "tex/eval.h"

/* Values it in every format, with a sink that hears nothing, which has every
 * row walked, and without one; and in both formats at once. The test fails,
 * naming `what`, where a bit, a flag, or the reason why there is no value is
 * another one. Returns in how many formats it has a value. */
int both_ways(const struct mean *node, const struct scope *scope,
              const struct eval_data *data, const char *what);

#endif
