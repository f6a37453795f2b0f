/* judge_letters.h - the free index letters of a statement: for judge.c alone.
 *
 * A statement with a free letter (P(y_i \mid x_i) = \hat{y}_{i,k_i}) says
 * something of every row. It is judged at each, repeated rows once.
 */
#ifndef TEX_JUDGE_LETTERS_H
#define TEX_JUDGE_LETTERS_H

#include "tex/eval.h"

enum { JUDGE_LETTERS_MAX = 2 };

/* A free index letter and what it runs over. */
struct judge_letter {
    struct slice key;
    long first, count; /* numbers from `first`, where set is NULL */
    double *set;       /* [count] */
};

struct judge_letters {
    const struct scope *scope;
    const struct eval_data *data;
    const struct eval_options *options; /* as the caller gave them */
    struct judge_letter at[JUDGE_LETTERS_MAX];
    size_t count;
};

/* Adds the letters free in an expression that no binding of the options
 * holds. *depends: there is one. False when they are more than there is room
 * for. */
bool judge_letters_take(struct arena *arena, struct judge_letters *letters,
                        const struct mean *node, bool *depends);

/* The value at a place, from 0. */
double judge_letter_value(const struct judge_letter *letter, long at);

/* The value of a key among bindings; false when it is not there. */
bool judge_bound(const struct eval_binding *bindings, size_t count,
                 struct slice key, double *value);

#endif
