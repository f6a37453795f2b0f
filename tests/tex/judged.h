/* judged.h - a formula judged in one call: for tests.
 */
#ifndef TEX_JUDGED_H
#define TEX_JUDGED_H

#include "base/strbuf.h"
#include "tex/judge.h"

struct judged {
    struct arena *arena;
    const struct mean_formula *formula;
    const struct scope *scope;
    struct judgement at[16]; /* [count], of its statements in order */
    size_t count;
    struct judgement *last;
};

/* The films of lab A, coins, and functions of them. */
extern const char *const JUDGED_FILMS;

/* Reads and judges; a reading that fails fails the test but for statements.
 * options->before is kept up from statement to statement. */
void judged_open(struct judged *judged, const char *define, const char *tex,
                 const struct eval_data *data,
                 const struct judge_options *options);
void judged_close(struct judged *judged);

#endif
