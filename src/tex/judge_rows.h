/* judge_rows.h - a side at many values of its free letters in one go: for
 * judge.c alone.
 *
 * Valuing an expression once costs some microseconds of preparing it. With a
 * million rows that is too much, so the side is put under a sum over its
 * letters, whose terms the evaluator tells one by one.
 */
#ifndef TEX_JUDGE_ROWS_H
#define TEX_JUDGE_ROWS_H

#include "tex/judge_letters.h"

/* The numbers of a side at `count` values of the first letter from place
 * `from` on (from 0), and at each of them at all values of the second.
 *
 * out  [count * second], the second letter runs fastest
 *
 * False when a place has no number there, whatever the reason: then each has
 * to be valued alone. */
bool judge_rows(const struct judge_letters *letters, const struct mean *side,
                const struct eval_options *options, long from, long count,
                struct real *out);

#endif
