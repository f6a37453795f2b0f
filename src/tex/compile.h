/* compile.h - from a meaning to code. Private to tex/.
 *
 * What cannot be valued becomes OP_FAULT where it stands, which speaks only
 * if it is reached: a case that does not hold may have no value.
 */
#ifndef TEX_COMPILE_H
#define TEX_COMPILE_H

#include "tex/code.h"
#include "tex/scope_match.h"

/* More indices than that no name has. */
enum { INDICES_MAX = 6 };

/* What a letter stands for while a part is compiled. */
struct bound {
    struct slice key;
    struct bound *up;
    int slot;                      /* of a binder's variable; -1: an argument */
    int group;                     /* of its domain; -1: any */
    const struct mean *expression; /* an argument, read in `env` */
    const struct env *env;
    struct code *let;        /* where its value is held, once it is asked for */
    struct code *held;       /* it, by then */
    struct code *held_whole; /* ... as an index, or in one */
};

/* The definitions that are being copied, innermost first. */
struct chain {
    const struct scope_definition *definition;
    const struct chain *up;
};

/* Where an expression stands. */
struct env {
    const struct scope *scope;
    struct bound *bound;
    const struct chain *chain;
    bool top;   /* in the expression itself: the sink sees it */
    bool whole; /* in a subscript or a bound: counts, not rounded */
};

/* A use of a name: its own indices and those that a reference adds. */
struct use {
    const struct mean *node; /* what faults point at */
    struct slice key;
    const struct scope *scope; /* where the key is looked up */
    const struct env *env;     /* where the arguments stand */
    struct index indices[INDICES_MAX];
    size_t count;
    struct mean *const *arguments;
    const enum mean_separator *separators;
    size_t argument_count;
};

/* How the rows that a slot runs over repeat, as far as has been read. */
struct repeat {
    size_t period; /* 0: nothing was read by it yet */
    bool broken;   /* it is used for more than choosing rows that repeat */
};

struct compiler {
    struct machine *m;
    struct repeat *repeats; /* [m->slot_count] */
    size_t repeat_count, repeat_cap;
    struct parameter *params; /* those met, with their slots */
    size_t param_count, param_cap;
    /* Nodes that are not in the formula: the sink is not told of them. */
    const struct mean **made_up;
    size_t made_up_count, made_up_cap;

    bool letters_free; /* a letter that nobody holds is 1: for counting steps */
    size_t made;       /* nodes of code */
    int depth;
    bool gradient;   /* inside one */
    bool rows_apart; /* ... by an entry of one row: it is not like others */
    const struct scope_definition *by; /* ... by this one's entries */
};

/* compile.c */
struct code *compile(struct compiler *c, const struct env *env,
                     const struct mean *node);
struct code *compile_make(struct compiler *c, const struct env *env, enum op op,
                          const struct mean *node);
struct code *compile_fault(struct compiler *c, const struct mean *node,
                           enum eval_status status, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
struct code *compile_whole(struct compiler *c, const struct env *env,
                           const struct mean *node);
struct code *compile_constant(struct compiler *c, const struct env *env,
                              const struct mean *node, double x);
void compile_add(struct compiler *c, struct code *to, struct code *item);
int compile_slot(struct compiler *c);

/* compile_name.c */
struct code *compile_name(struct compiler *c, const struct env *env,
                          const struct mean *node);
struct bound *compile_bound(const struct env *env, struct slice key);
struct code *compile_index(struct compiler *c, const struct index *index);
/* Gives code its indices; code, or what is wrong with one of them. */
struct code *compile_indices(struct compiler *c, struct code *code,
                             const struct index *indices, size_t count);
int compile_param(struct compiler *c, const struct scope *scope,
                  struct slice key);
int compile_group(const struct index *index);

/* compile_call.c: a name with definitions, a call. */
struct code *compile_call(struct compiler *c, const struct env *env,
                          const struct mean *node);
struct code *compile_defined(struct compiler *c, const struct use *use);

/* compile_binder.c */
struct code *compile_binder(struct compiler *c, const struct env *env,
                            const struct mean *node);
struct code *compile_optimum(struct compiler *c, const struct env *env,
                             const struct mean *node);
struct code *compile_expect(struct compiler *c, const struct env *env,
                            const struct mean *node);
struct code *compile_gradient(struct compiler *c, const struct env *env,
                              const struct mean *node);

/* The domain of a letter into a range. NULL, or why it has none. */
struct code *compile_domain(struct compiler *c, const struct env *env,
                            struct slice letter, const struct mean *node,
                            struct code_range *range);

#endif
