/* scope.h - what letters mean: domains, data, parameters, definitions.
 *
 * Scopes are layers. The common notation is the lowest, each `define` block
 * adds one on top; a name is looked for from the top down. Within one block
 * the first definition that matches wins.
 */
#ifndef TEX_SCOPE_H
#define TEX_SCOPE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"
#include "num/format.h"
#include "tex/mean.h"

struct arena;
struct err;
struct scope;

/* One index letter and what it runs over. */
struct scope_domain {
    struct slice letter;     /* key */
    const struct mean *from; /* "1" */
    const struct mean *to;   /* "N"; NULL when `set` is given */
    const struct mean *set;  /* \{0, 1\} */
    int group; /* letters of one group share a sort: j and k. From 0 */
};

/* An array or a number that the lab supplies under this name. */
struct scope_data {
    struct slice key;
    int rank;     /* 0 to 2 */
    int sorts[2]; /* the group of each index's domain, -1: none */
};

/* param \theta = 1 in [0, 5] step 0.001 */
struct scope_param {
    struct slice key;
    double value, from, to; /* from <= value <= to, finite */
    double step;            /* 0: none was written */
};

/* pattern := body. `name` is the left side read as a NAME or a CALL. In its
 * subscript stand index letters (NAME_INDEX), parameters (NAME_PARAM: the
 * parameter itself, as in q_{\theta}(x)), numbers, and letters that nobody
 * declared (NAME_FORMAL). Its arguments are
 *
 * - bare letters: formals (NAME_FORMAL), or index letters (NAME_INDEX), bound
 *   to what the use has there. A declared parameter keeps its sort: it has the
 *   use's value while the body is valued, for everything that reads it
 * - indexed letters, x_i: need no value, only their index is bound
 * - dots: met by dots
 * - numbers, which match the same number written
 * - relations, p(y = 1 \mid x): on the left a name that matches itself (a bare
 *   one with any indices, an indexed one binds its index), on the right any
 *   of the above */
struct scope_definition {
    const struct mean *name;
    const struct mean *body;
    const struct scope *scope; /* the block's: what the body's names mean */
    int line, column;          /* of the left side, in the lesson */
};

enum {
    SCOPE_LETTERS_MAX = 16, /* letters of a pattern */
    /* What the blocks of a scope may declare and define together: names are
     * looked for one after the other. */
    SCOPE_SAID_MAX = 500
};

/* The empty scope: only numbers, \log, \exp, e. */
struct scope *scope_create(struct arena *arena);

/* A layer on `below` (which stays as it is) with what a define block says.
 * text is the block's content; first_line the line of the file it begins in.
 * NULL with err (line, column) when the block is wrong: what is wrong and what
 * would do; err->file is left empty. The text is copied. */
struct scope *scope_define(struct arena *arena, const struct scope *below,
                           struct slice text, int first_line, struct err *err);

/* A layer that declares one number: what --let and the lab's `data` do where
 * no define block declares the name. rank as in scope_data. */
struct scope *scope_declare(struct arena *arena, const struct scope *below,
                            struct slice key, int rank);

/* A layer in which the formals of a pattern and bound variables are known:
 * used by the reader. */
struct scope *scope_bind(struct arena *arena, const struct scope *below,
                         struct slice key, enum name_sort sort);

/* What a bare name is; NAME_UNBOUND when nobody declared it. A letter may be
 * an index and, with items, something else too (k and k_i): `items` is how
 * many indices follow it. called: an opening bracket follows. */
enum name_sort scope_sort(const struct scope *scope, struct slice key,
                          size_t items, bool called);

bool scope_is_label(const struct scope *scope, struct slice text);

/* The longest declared word (word, label, or multi-letter name) that `run`
 * begins with, or the empty slice. */
struct slice scope_word(const struct scope *scope, struct slice run);

const struct scope_domain *scope_domain(const struct scope *scope,
                                        struct slice letter);

/* The data of that name whose rank and sorts fit `items` indices of these
 * groups (-1: any) best: all of them, else the most leading ones; NULL. */
const struct scope_data *scope_data(const struct scope *scope, struct slice key,
                                    const int *groups, size_t items);

const struct scope_param *scope_param(const struct scope *scope,
                                      struct slice key);

/* The definition of a key that is tried after another one of it, from the top
 * layer down; after NULL: the first. NULL at the end. */
const struct scope_definition *
scope_definition(const struct scope *scope, struct slice key,
                 const struct scope_definition *after);

/* All parameters, lowest layer first, each key once (the topmost wins). */
size_t scope_params(const struct scope *scope, const struct scope_param **out,
                    size_t cap);

/* The format a block asks for (`format float32`), else FORMAT_COUNT. */
enum format scope_format(const struct scope *scope);

/* The definition that a NAME or a CALL means: the first whose name, items,
 * separators, numbers and relations fit it, from the top layer down; within a
 * layer those that have all its indices go before those that have more. NULL
 * when none fits. What is decided here is decided once for a node: it depends
 * on no value. */
const struct scope_definition *scope_match(const struct scope *scope,
                                           const struct mean *use);

/* Whether two readings are the same, wherever they stand. NULL is the same as
 * NULL only. */
bool scope_same(const struct mean *a, const struct mean *b);

#endif
