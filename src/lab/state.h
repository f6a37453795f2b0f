/* state.h - the inside of a lab, shared by the files of this floor only.
 *
 * Rows stand in flat arrays (rows.h) and are edited in place. A step of the
 * history is a copy of the rows that it touched and of the settings: undoing
 * swaps the copy with what stands in the lab, which turns it into the step
 * that redoes. The first state and saved ones are copies of the rows that
 * differ, too.
 */
#ifndef LAB_STATE_H
#define LAB_STATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lab/lab.h"
#include "lab/row_names.h"
#include "lab/rows.h"
#include "lab/stash.h"
#include "num/product.h"

struct settings {
    long examples;
    enum format format;
    enum unit unit;
    double temperature;
    double *params; /* [param_count] */
};

/* The other side of a step. */
struct change {
    struct stash rows;
    struct settings settings;
};

struct saved {
    char *name;
    struct stash rows; /* those that differ from the first state */
    struct settings settings;
};

struct hold {
    char *question;
    unsigned levers;
};

struct job;       /* rolling.c */
struct predicted; /* predict.c */
struct totals;

struct lab {
    char *name, *title;
    size_t class_count, row_count;
    char **class_names; /* [class_count] */
    struct row_names row_names;
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
    struct rows rows;
    struct settings settings, first_settings;
    struct stash first;  /* of rows that were edited, what they first were */
    bool *first_differs; /* [first.index.cap] whether they are not that now */
    size_t dirty_rows;   /* how many are not */
    struct predicted *predicted;
    double *features; /* [n][feature_count], LAB_LOGISTIC only */
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
    size_t left, left_count; /* rows that change */
    struct totals *totals;
    struct job *job; /* NULL until first asked for */
};

/* state.c: params has room for param_count, others point into it: copying and
 * swapping leave it where it is. */
void settings_init(struct settings *settings, size_t param_count);
void settings_finish(struct settings *settings);
void settings_copy(struct settings *to, const struct settings *from,
                   size_t param_count);
void settings_swap(struct settings *a, struct settings *b, size_t param_count);

/* Which levers tell them apart: a mask. */
unsigned settings_differ(const struct settings *a, const struct settings *b,
                         size_t param_count);

/* history.c: an edit calls change_begin_row(), or change_begin() where only
 * settings move, moves them as it likes, and ends with change_end(), which
 * keeps the step if anything changed and brings the predictions up to date. */
void change_finish(struct change *change);
void change_begin(struct lab *lab);
void change_begin_row(struct lab *lab, size_t row);
void change_end(struct lab *lab);

/* The same for a setting that all rows follow from. */
void change_begin_all(struct lab *lab);

/* listening.c: before rows change, and after. A lab whose predictions follow
 * from a whole (a redefinition, weights) leaves and enters all of its rows. */
void rows_leave(struct lab *lab, size_t row, size_t count);
void rows_enter(struct lab *lab);

/* Whether the readings come from logits. */
bool lab_from_logits(const struct lab *lab);

/* predict.c: once rows and settings stand; after [row, row + count) or what
 * their predictions follow from have changed; at the end. */
void predicted_create(struct lab *lab);
void lab_predict(struct lab *lab, size_t row, size_t count);
void predicted_destroy(struct lab *lab);

/* lab_make.c: a lab of these rows and names, which are the lab's from now on.
 * The spec has passed; of its rows only features are looked at. */
struct lab *lab_make(const struct lab_spec *spec, const struct rows *rows,
                     const struct row_names *names);

/* spec.c: whether a lab can be made of it (lab_create()). */
bool spec_check(const struct lab_spec *spec, struct err *err);

/* The largest N of a lab of n rows. */
long examples_most(size_t n);

/* readings.c: a row's part of the product, as a double: q of its class, or
 * the product of q^y for a soft truth. 0^0 is 1. */
double lab_factor(const struct lab *lab, size_t row);

/* rolling.c: frees the background work. NULL is fine. */
void job_destroy(struct job *job);

/* Rows from this one on have changed; NULL is fine. */
void job_rows_moved(struct job *job, size_t row);

/* levers.c: false, with the question named, when one of the levers is held.
 * `what` says what would move it ("undo"), or is NULL. */
bool levers_free(const struct lab *lab, unsigned levers, const char *what,
                 struct err *err);

#endif
