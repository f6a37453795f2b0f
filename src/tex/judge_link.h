/* judge_link.h - one link of a chain: for judge.c alone.
 */
#ifndef TEX_JUDGE_LINK_H
#define TEX_JUDGE_LINK_H

#include "tex/judge.h"

/* What sides are valued with: the bindings include the free letters'. */
struct judge_place {
    struct arena *arena;
    const struct scope *scope;
    const struct eval_data *data;
    const struct eval_options *options;
    enum unit unit;
};

/* Whether relations of that kind are judged at all. */
bool judge_relation(enum mean_relation relation);

/* Judges two sides that both have a value (of a membership, the left one);
 * fills all of *out. */
void judge_link(const struct judge_place *place, const struct judged_side *left,
                enum mean_relation relation, const struct judged_side *right,
                struct judged_link *out);

#endif
