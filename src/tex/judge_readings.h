/* judge_readings.h - a statement that was refused for having two readings, and
 * what either comes to: for judge.c alone.
 */
#ifndef TEX_JUDGE_READINGS_H
#define TEX_JUDGE_READINGS_H

#include "tex/judge.h"

/* The statement's fault, and behind it, where it has two readings that can be
 * valued, what the side in question is in both. */
const char *judge_readings(struct arena *arena,
                           const struct mean_statement *statement,
                           const struct scope *scope,
                           const struct eval_data *data,
                           const struct judge_options *options);

#endif
