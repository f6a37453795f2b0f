/* figure_state.h - what the files of figure.h share.
 */
#ifndef COURSE_FIGURE_STATE_H
#define COURSE_FIGURE_STATE_H

#include <stdint.h>

#include "course/figure.h"
#include "tex/eval.h"

struct arena;
struct mean;

enum { FIGURE_LETTERS = 2 };

/* A formula of the lesson, read; NULL node: fault says why it is not. */
struct figure_formula {
    const struct mean *node;
    const char *fault;
    bool log; /* a value of it was counted in nats */
};

/* Draws of a sample: they depend on the weights alone. */
struct figure_draws {
    double *weights; /* [support] they were drawn with; NULL: none yet */
    size_t support;
    uint32_t *counts; /* [seeds][points][support]: of the first x[point] */
    size_t seed;      /* series and point that are being drawn, */
    size_t point;
    long drawn;      /* ... and how many of the series so far */
    uint64_t rng[4]; /* ... and its generator */
};

struct figure_slot {
    struct figure seen;
    const struct scope *inner;       /* with the variable or the letter */
    struct figure_formula *formulas; /* of each curve; of a sample: its show */
    struct figure_formula from, limit;
    struct figure_formula *mark_formulas; /* [seen.mark_count] */
    struct slice letters[FIGURE_LETTERS]; /* free, and numbering rows */
    size_t letter_count;

    /* Of a sample: the values that the letter takes. */
    double *support;
    size_t support_count;
    struct figure_draws draws;

    /* What is being valued: from `next` it goes into `seen` when whole. */
    struct arena *shown, *next;
    struct figure_curve *curves; /* of next */
    size_t curve, point;         /* to be valued next */
    uint64_t revision;           /* of what is shown */
    uint64_t begun;              /* of next */
    size_t row, begun_row;
};

/* An evaluation for a figure: what is the same for all its points. */
struct figure_eval {
    struct arena *arena;
    struct eval_data data;
    struct eval_binding bound[FIGURE_LETTERS + 1]; /* [0] is the variable */
    struct eval_options options;
    const char *fault; /* of the last one that failed, in the arena */
};

/* Begins one: `exact` overrules the lab's format. */
void figure_eval_begin(struct figure_eval *eval, struct arena *arena,
                       const struct figure_slot *slot, size_t row, bool exact);

/* The value with the variable at x; NaN where it has none. False: stopped. */
bool figure_value(struct figure_eval *how, const struct mean *node,
                  const struct scope *scope, double x, struct real *out);

/* Reads a formula of the lesson. */
struct figure_formula figure_read(struct arena *arena,
                                  const struct lesson_tex *tex,
                                  const struct scope *scope);

/* Notes the free index letters that number rows. */
void figure_letters(struct figure_slot *slot, const struct mean *node,
                    const struct scope *scope);

/* The plot: reads it; goes on with it, false when stopped; the reading. */
void figure_plot_read(struct arena *arena, struct figure_slot *slot);
bool figure_plot_work(struct figure_slot *slot, struct figure_eval *eval);
void figure_plot_reading(struct figure_slot *slot, struct figure_eval *eval);

/* The sample, likewise. */
void figure_sample_read(struct arena *arena, struct figure_slot *slot);
bool figure_sample_work(struct figure_slot *slot, struct figure_eval *eval);
void figure_sample_reading(struct figure_slot *slot);
void figure_sample_finish(struct figure_slot *slot);

/* What is left to do, in steps of the evaluator, to be compared with what is
 * done at once. exact: in that format. */
double figure_cost(const struct figure_slot *slot, bool exact);

#endif
