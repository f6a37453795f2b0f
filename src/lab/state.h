/* state.h - the inside of a lab, shared by the files of this floor only.
 *
 * The rows are one table of flat arrays, so that a step of the history is a
 * copy of some rows and of the settings: undoing swaps the copy with what
 * stands in the lab, which turns it into the step that redoes.
 */
#ifndef LAB_STATE_H
#define LAB_STATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lab/lab.h"
#include "num/product.h"

/* n rows over k classes, in one allocation that starts at score. */
struct table {
    size_t n, k;
    double *score;    /* [n][k] predictions, or logits */
    double *truth;    /* [n][k] */
    double *softness; /* [n] */
    int *label;       /* [n] -1: none */
    bool *locked;     /* [n][k] */
};

struct settings {
    long examples;
    enum format format;
    enum unit unit;
    double temperature;
    double *params; /* [param_count] */
};

struct state {
    struct table rows;
    struct settings settings;
};

/* The other side of a step: rows from `row` on, and all settings. */
struct change {
    size_t row;
    struct state other;
};

struct saved {
    char *name;
    struct state state;
};

struct hold {
    char *question;
    unsigned levers;
};

struct job; /* rolling.c */
struct totals;

struct lab {
    char *name, *title;
    size_t class_count, row_count;
    char **class_names; /* [class_count] */
    char **row_names;   /* [row_count], NULL where there is no input */
    enum lab_model model;
    struct lab_param *params; /* [param_count], names owned; value: first's */
    size_t param_count;
    bool *param_moves;   /* [param_count] */
    char **param_levers; /* names that may move, declared or not */
    size_t param_lever_count;
    struct lab_data *arrays;
    size_t array_count;
    unsigned levers;
    struct hold *holds;
    size_t hold_count, hold_cap;
    struct state now, first;
    double *predicted; /* [n][k], NULL for LAB_GIVEN */
    double *features;  /* [n][feature_count], LAB_LOGISTIC only */
    size_t feature_count;
    size_t weights, bias;      /* parameters: w_1 and on, b */
    lab_redefine_fn *redefine; /* NULL: the prediction is the lab's own */
    const void *redefine_context;
    bool redefined_afresh; /* lab_redefine_afresh() */
    double *redefined;     /* [n][k], NULL exactly when redefine is */
    struct change *changes;
    size_t change_count, change_cap; /* change_count: undo and redo */
    size_t change_at;                /* steps below it are undone first */
    struct change open;              /* between change_begin and its end */
    struct saved *saved;
    size_t saved_count, saved_cap;
    uint64_t revision;
    struct lab_listener *listeners;
    size_t listener_count, listener_cap;
    size_t told, told_count; /* rows that listeners were told to leave */
    size_t left, left_count; /* rows that changed */
    struct totals *totals;
    struct job *job; /* NULL until first asked for */
};

/* state.c: a state of n zeroed rows; params has room for param_count. */
void state_init(struct state *state, size_t n, size_t k, size_t param_count);
void state_finish(struct state *state);

/* Copies all settings and `from`'s rows [at, at + count) to row `to_at`. */
void state_copy(struct state *to, size_t to_at, const struct state *from,
                size_t at, size_t count, size_t param_count);

/* Swaps the settings, and the rows of `part` with those of `whole` that start
 * at `at`. */
void state_swap(struct state *whole, size_t at, struct state *part,
                size_t param_count);

/* Which levers tell `part` from the same rows of `whole`: a mask. Locks have
 * no lever and show in *locks (not NULL). */
unsigned state_differs(const struct state *whole, size_t at,
                       const struct state *part, size_t param_count,
                       bool softmax, bool *locks);

/* history.c: an edit calls change_begin() for the rows it may touch, moves
 * lab->now as it likes, and ends with change_end(), which keeps the step if
 * anything changed and brings the predictions up to date. */
void change_begin(struct lab *lab, size_t row, size_t count);
void change_end(struct lab *lab);

/* The same for a setting that all rows follow from, and for N, from which it
 * follows how often they occur. */
void change_begin_all(struct lab *lab);
void change_begin_examples(struct lab *lab);

/* listening.c: before rows change, and after; `recount`: and so does N. A lab
 * whose predictions follow from a whole (a redefinition, weights) leaves and
 * enters all of its rows. */
void rows_leave(struct lab *lab, size_t row, size_t count, bool recount);
void rows_enter(struct lab *lab);

/* Whether the readings come from logits. */
bool lab_from_logits(const struct lab *lab);

/* lab.c: predictions of rows [row, row + count) from the scores. */
void lab_predict(struct lab *lab, size_t row, size_t count);

/* Fills truth from label, softness and K. */
void truth_fill(double *truth, size_t k, int label, double softness);

/* spec.c: whether a lab can be made of it (lab_create()). */
bool spec_check(const struct lab_spec *spec, struct err *err);

/* readings.c: a row's part of the product, as a double: q of its class, or
 * the product of q^y for a soft truth. 0^0 is 1. */
double lab_factor(const struct lab *lab, size_t row);

/* rolling.c: frees the background work. NULL is fine. */
void job_destroy(struct job *job);

/* levers.c: what a lever is called in a reason ("the predictions"). */
const char *lever_title(enum lab_lever lever);

/* False, with the question named, when one of the levers is held. `what`
 * says what would move it ("undo"), or is NULL. */
bool levers_free(const struct lab *lab, unsigned levers, const char *what,
                 struct err *err);

#endif
