/* figure_block.h - what the blocks `plot`, `sample` and `fit` say.
 *
 * Plain data in the lesson's arena, checked against the schema.
 */
#ifndef LESSON_FIGURE_BLOCK_H
#define LESSON_FIGURE_BLOCK_H

#include <stdbool.h>
#include <stddef.h>

#include "lesson/lesson_tex.h"

struct plot_curve {
    struct lesson_tex tex;
    const char *label; /* NULL: none */
};

struct plot_block {
    int line;
    const char *title;            /* NULL: none */
    const char *name;             /* the variable of `over` */
    double from, to;              /* from < to */
    const char *x_label, *x_unit; /* NULL: none */
    struct plot_curve *curves;
    size_t curve_count; /* at least 1 */
    const char **marks; /* argmax, argmin, or the name of a parameter */
    size_t mark_count;
    const char *y_label, *y_unit; /* NULL: none */
    bool y_log;
    bool cursor;
};

struct sample_block {
    int line;
    struct lesson_tex from; /* a distribution; empty when weights are given */
    const double *weights;  /* or NULL */
    size_t weight_count;
    long n; /* 1 to 1,000,000 */
    const long *seeds;
    size_t seed_count; /* at least 1 */
    struct lesson_tex show;
    struct lesson_tex limit; /* may be empty */
    bool band;
};

struct fit_block {
    int line;
    const char *title; /* NULL: none */
    const char *file;  /* a name in assets/ without folders */
    const char **features;
    size_t feature_count; /* at least 1 */
    const char *label;
    /* Rows of other classes are left out, and this is their order. 0: all
     * rows are read. */
    const char **classes;
    size_t class_count;
    const char *model;     /* softmax or logistic */
    const char *optimizer; /* gradient, newton or lbfgs */
    double rate;           /* above 0; 0.1 when not given */
    double l2;             /* at least 0; 0 when not given */
    const char **show;     /* loss, likelihood, regions, weights */
    size_t show_count;     /* 0: all of them */
};

#endif
