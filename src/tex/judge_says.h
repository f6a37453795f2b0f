/* judge_says.h - by how much a link fails, in words: for judge_link.c alone.
 */
#ifndef TEX_JUDGE_SAYS_H
#define TEX_JUDGE_SAYS_H

#include "tex/agree.h"
#include "tex/judge_link.h"

/* Why a link is false in exact arithmetic. */
const char *says_false(const struct judge_place *place,
                       const struct judged_side *left,
                       enum mean_relation relation,
                       const struct judged_side *right,
                       const struct agreement *found);

/* How a true one is lost: what the format holds on a side (entry of it), and
 * what would be there. */
const char *says_lost(const struct judge_place *place,
                      const struct judged_side *side, size_t entry);

/* Both sides are near what they should be, and yet apart. */
const char *says_apart(const struct judge_place *place, struct real left,
                       struct real right);

/* A number that is not in a set or an interval. */
const char *says_outside(const struct judge_place *place, struct real number);

#endif
