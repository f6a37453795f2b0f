/* fit.h - a regression while it is being fitted, step by step.
 *
 * It starts at weights of 0, where every class is as likely as any other, and
 * goes down the objective of fit_model.h by gradient descent with a fixed
 * rate, by Newton's method, or along the way that L-BFGS took. Every step is
 * kept as a point of its history, so that the curves of cross-entropy and of
 * log-likelihood can be drawn from the first step to the last.
 *
 * That a fit ends says nothing yet. `state` tells apart: a minimum (the
 * gradient is 0), classes that a direction separates (there is no minimum,
 * however small the loss gets), and a rate that is too large.
 */
#ifndef LAB_FIT_H
#define LAB_FIT_H

#include <stdbool.h>
#include <stddef.h>

#include "lab/fit_model.h"
#include "lab/fit_newton.h"

struct err;
struct fit;
struct strbuf;

enum fit_optimizer { FIT_GRADIENT, FIT_NEWTON, FIT_LBFGS, FIT_OPTIMIZERS };

enum fit_state {
    FIT_START,     /* no step was made */
    FIT_MOVING,    /* the last step lowered the objective */
    FIT_RISING,    /* the last step raised it: too long a step */
    FIT_CONVERGED, /* no entry of the gradient is above FIT_FLAT */
    FIT_SEPARABLE, /* no minimum exists, and a direction is there that proves
                      it; steps go on lowering the objective */
    FIT_SWINGS,    /* descent: half of the last 50 steps raised it */
    FIT_DIVERGED,  /* descent: out of bounds; no step goes on from there */
    FIT_STUCK      /* no step of this method lowers it any more, and the
                      gradient is not 0 */
};

#define FIT_FLAT 1e-10

enum { FIT_STEPS_MAX = 200000 };

/* After so many steps; the first is the start. */
struct fit_point {
    double objective;
    double cross_entropy;  /* mean, in nats */
    double log_likelihood; /* in nats */
    double slope;          /* the greatest entry of the gradient, unsigned */
    size_t right;          /* examples on whose class the model bets most */
};

struct fit_options {
    bool logistic;
    enum fit_optimizer optimizer;
    double rate; /* of gradient descent, above 0 */
    double l2;   /* at least 0 */
};

/* Takes the data over. Logistic regression of other than two classes is
 * refused: NULL with err, the data then are freed. */
struct fit *fit_create(struct fit_data *data, const struct fit_options *options,
                       struct err *err);
void fit_destroy(struct fit *fit);

const struct fit_data *fit_data(const struct fit *fit);
const struct fit_model *fit_model(const struct fit *fit);
struct fit_options fit_options(const struct fit *fit);

enum fit_state fit_state(const struct fit *fit);
size_t fit_steps(const struct fit *fit);
const struct fit_point *fit_point(const struct fit *fit, size_t step);
const double *fit_weights(const struct fit *fit); /* [size] */

/* Whether classes can be told apart so that there is no minimum. Looked for at
 * the first call (some steps of Newton's method). Never with a penalty. */
enum fit_separation fit_separable(struct fit *fit);

/* The steps with the least cross-entropy and with the greatest log-likelihood
 * so far, the first of those that are equal within 1e-12: each found on its
 * own curve. */
size_t fit_least_step(const struct fit *fit);
size_t fit_likeliest_step(const struct fit *fit);

/* One step. False, with err: it is at its end, at a minimum or out of
 * bounds. */
bool fit_step(struct fit *fit, struct err *err);

/* `run` makes steps one after the other until it converges, is shown to be
 * separable, swings, diverges or is stuck, or 10,000 were made; whoever shows
 * it calls fit_work(), which makes steps until `stop` asks for an end, after
 * one step at least, and returns true when it runs no longer. */
bool fit_run(struct fit *fit, struct err *err);
bool fit_work(struct fit *fit, bool (*stop)(void *), void *context);
void fit_pause(struct fit *fit);
bool fit_running(const struct fit *fit);

/* Back to the start, and to the lesson's rate, penalty and method. */
void fit_reset(struct fit *fit);

/* Another rate goes on from here; another penalty or method begins anew.
 * False with err where it is out of range: rates from 1e-12 to 1e12, penalties
 * from 0 to 1e12. */
bool fit_set_rate(struct fit *fit, double rate, struct err *err);
bool fit_set_l2(struct fit *fit, double l2, struct err *err);
void fit_set_optimizer(struct fit *fit, enum fit_optimizer optimizer);

/* "gradient", "newton", "lbfgs". */
const char *fit_optimizer_name(enum fit_optimizer optimizer);
bool fit_optimizer_from_name(struct slice name, enum fit_optimizer *out);

#endif
