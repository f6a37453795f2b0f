/* figure.h - the plots and samples of a section, valued over its labs.
 *
 * A plot is its curves at FIGURE_POINTS places of the variable's range; a
 * sample is the running means of some series of seeded draws, at sizes that
 * are equally far apart on a log scale. Both are pictures of the same kind:
 * curves over x, with lines across.
 *
 * What is cheap is valued when it is asked for, the rest between keys, as
 * with equations (equation.h); until then a figure shows what was true before.
 * Draws are kept while the distribution they come from stays, so that moving
 * a parameter changes the curve over the same draws.
 *
 * The k-th figure here is the k-th `plot`, `sample` or `fit` of the page
 * (ANCHOR_FIGURE's index).
 */
#ifndef COURSE_FIGURE_H
#define COURSE_FIGURE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"
#include "num/unit.h"
#include "tex/value.h"

struct block;
struct err;
struct figures;
struct lab;
struct lesson_tex;
struct scope;
struct section;

enum { FIGURE_POINTS = 401, FIGURE_SUPPORT_MAX = 64 };

enum figure_kind { FIGURE_PLOT, FIGURE_SAMPLE, FIGURE_OTHER /* a `fit` */ };

/* Where a curve is highest or lowest. */
struct figure_extreme {
    bool known;     /* it has a finite value somewhere */
    bool unbounded; /* it is infinite that way somewhere: there is none */
    bool edge;      /* at an end of the range */
    double x;       /* the first place, on the points or, where the lesson
                       marks it, between them */
    struct real y;
    long ties; /* points that are as good, itself included */
};

struct figure_curve {
    struct slice label;           /* the lesson's; empty: its formula */
    const struct lesson_tex *tex; /* of a plot */
    long seed;                    /* of a sample */
    /* [points of the figure] NaN: no value; infinite where the curve is. In
     * log10 where the figure's y_log. Not in the unit. */
    const double *y;
    bool log;          /* counted in nats: shown in the figure's unit */
    const char *fault; /* why it has no value anywhere, or NULL */
    struct figure_extreme high, low;
    struct real reading; /* at the figure's `at` */
};

/* A vertical line: where a parameter stands. */
struct figure_mark {
    struct slice name; /* as the lesson wrote it */
    struct slice key;  /* of the name */
    double x;          /* NaN: it has no value here */
};

struct figure {
    const struct block *block;
    enum figure_kind kind;
    struct lab *lab;           /* equation_lab() of the block, or NULL */
    const struct scope *scope; /* without the variable */
    struct slice key;          /* of a plot's variable, of a draw's letter */
    enum unit unit;            /* of the curves that are counted in nats */
    double from, to;
    bool x_log, y_log;
    const double *x; /* [points], rising */
    size_t points;
    struct figure_curve *curves;
    size_t curve_count;
    const struct figure_mark *marks;
    size_t mark_count;
    bool high_marked, low_marked; /* the lesson asks for argmax, argmin */

    /* Of a sample: what the means go to, by the lesson (NaN: it does not say)
     * and by the distribution; one draw's standard deviation under it. The
     * band is mean +- deviation / sqrt(n). */
    double limit, mean, deviation;
    bool band;

    const char *fault; /* why nothing can be drawn, or NULL */
    bool exact;        /* too long in the page's format: valued exactly */
    bool known;        /* valued at least once */
    bool fresh;        /* at the lab's present revision */

    /* What is read off: the cursor's place, else that of the first mark; of a
     * sample its end. */
    bool cursor, reads;
    double at;
};

/* Figures of an open section; its equations must be there. NULL with err: a
 * define block is wrong. The section must outlive it. */
struct figures *figures_create(struct section *section, struct err *err);
void figures_destroy(struct figures *figures);

size_t figures_count(const struct figures *figures);
const struct figure *figures_get(const struct figures *figures, size_t index);

/* That of a block, or NULL. */
const struct figure *figures_of(const struct figures *figures,
                                const struct block *block);

/* Values what is cheap and out of date; true when anything changed. */
bool figures_refresh(struct figures *figures);

/* Goes on with one of the rest; `stop` is asked often and interrupts it: what
 * was valued so far is kept. True when nothing is left. */
bool figures_work(struct figures *figures, bool (*stop)(void *),
                  void *stop_context);
bool figures_waiting(const struct figures *figures);
void figures_settle(struct figures *figures);

/* The row of the lab whose values free index letters show, from 0. */
void figures_show_row(struct figures *figures, size_t row);

/* Puts the cursor at x (brought into the range; a sample's to the nearest size
 * that it has), or takes it away. */
void figures_cursor(struct figures *figures, size_t index, double x);
void figures_no_cursor(struct figures *figures, size_t index);

/* Moves the cursor by steps: round ones in a plot, a fortieth of the range or
 * so, a tenth of that where it is fine; sizes in a sample. Without a cursor it
 * comes in where the first mark is, else in the middle, or at the end of a
 * sample. False: it stands at that end already. */
bool figures_step(struct figures *figures, size_t index, int steps, bool fine);

#endif
