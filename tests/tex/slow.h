/* slow.h - a second evaluator of meanings, slow and obvious, for tests.
 *
 * It shares nothing with src/tex/eval*.c but the tree and the list of what
 * was defined: long doubles, plain recursion, names looked up by comparing
 * their keys along a list, arguments taken by name, definitions gone through
 * one by one. Optima are the best of 20,001 places, searched again around it;
 * slopes are central differences; expectations are spelled out.
 */
#ifndef TEX_SLOW_H
#define TEX_SLOW_H

#include <stdbool.h>
#include <stddef.h>

#include "tex/eval.h"

struct arena;

enum { SLOW_ENTRIES_MAX = 64 };

/* A number (rank 0), a vector [rows] or a matrix [rows][cols]. */
struct slow {
    const char *why; /* it has no value; NULL: it has */
    bool unbound;    /* ... because a letter has none */
    int rank;
    size_t rows, cols;
    bool turned; /* a transposed vector */
    long double at[SLOW_ENTRIES_MAX];
};

/* A letter, and what it stands for: a number, or an expression where it was
 * written. */
struct slow_name {
    struct slice key;
    const struct mean *node; /* NULL: `number` */
    const struct slow_env *env;
    long double number;
    const struct slow_name *next;
};

/* What is in force: the letters bound here, and the parameters that are held
 * at a value from here on, in definitions too. */
struct slow_env {
    const struct slow_name *names;
    const struct slow_name *held;
};

/* One cell of a table moved by a little: for slopes. */
struct slow_nudge {
    struct slice key;
    size_t row, col;
    long double by;
};

struct slow_machine {
    struct arena *arena;
    const struct scope *scope;
    const struct eval_data *data;
    struct slow_nudge nudge;
    int depth;
};

/* What an expression comes to. bindings as in eval_options. */
struct slow slow_value(struct arena *arena, const struct mean *node,
                       const struct scope *scope, const struct eval_data *data,
                       const struct eval_binding *bindings, size_t count);

/* For slow.c, slow_name.c and slow_slope.c. */
struct slow slow_node(struct slow_machine *m, const struct mean *node,
                      const struct slow_env *env);
struct slow slow_name(struct slow_machine *m, const struct mean *node,
                      const struct slow_env *env);
struct slow slow_call(struct slow_machine *m, const struct mean *node,
                      const struct slow_env *env);
struct slow slow_slope(struct slow_machine *m, const struct mean *node,
                       const struct slow_env *env);
struct slow slow_plus(struct slow a, struct slow b, long double sign);
struct slow slow_multiply(struct slow a, struct slow b);
struct slow slow_number(long double x);
struct slow slow_none(const char *why, bool unbound);
struct slow_env *slow_bind(struct slow_machine *m, const struct slow_env *env,
                           struct slice key, long double number, bool hold);
/* The numbers that a letter runs over: their count, or -1. */
long slow_domain(struct slow_machine *m, struct slice letter,
                 const struct slow_env *env, long double *out, long cap);
/* One entry, row or element by indices from 1. */
struct slow slow_entry(struct slow from, const long *indices, size_t count);

#endif
