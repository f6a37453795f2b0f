/* fit_newton.h - a step of Newton's method, and whether there is a minimum.
 *
 * Without a penalty, regression has no minimum where the classes can be told
 * apart by a direction v: every margin of v is at least 0, and some are above
 * (A. Albert, J. A. Anderson, "On the existence of maximum likelihood
 * estimates in logistic regression models", Biometrika 71 (1984) 1-10). Going
 * on along v then always lowers the loss. Where all margins are above 0 the
 * loss goes to 0 (complete separation), else to that of the rest
 * (quasi-separation).
 *
 * Newton's method finds such a direction: its steps go to v themselves, with
 * margins near 1 on what v separates, and its iterates have the margins that
 * prove complete separation. What is returned was verified on every example.
 */
#ifndef LAB_FIT_NEWTON_H
#define LAB_FIT_NEWTON_H

#include <stdbool.h>

#include "lab/fit_model.h"

/* Solves H d = -g at w, in the space where the classes' rows add up to what
 * they do now (the Hessian of softmax is singular across it). Returns g d,
 * which is below 0 until the gradient is 0. NaN: no solution within range.
 *
 * g, d  [size] */
double fit_newton_direction(const struct fit_model *model, const double *w,
                            double *g, double *d);

/* Moves w by a step, halved until the objective falls. False, w untouched:
 * none of 50 halves lowers it, or the gradient is 0. */
bool fit_newton_step(const struct fit_model *model, double *w);

enum fit_separation {
    FIT_OVERLAPS, /* a minimum was reached: the classes mix */
    FIT_QUASI,    /* a direction tells some examples apart, none wrongly */
    FIT_COMPLETE, /* a direction tells all of them apart */
    FIT_UNDECIDED /* neither shown within 100 steps */
};

/* Whatever the penalty of the model, it is left out of account.
 *
 * v  [size] the direction where there is one, its greatest margin 1; zeroes
 *    elsewhere */
enum fit_separation fit_separation(const struct fit_model *model, double *v);

#endif
