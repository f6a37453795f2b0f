/* labs.h - the labs of the sources' errata, as the tests use them.
 *
 * Static specs: each call fills *spec with pointers to constant tables.
 */
#ifndef TESTS_LABS_H
#define TESTS_LABS_H

#include "lab/lab.h"
#include "lab/readings.h"

/* A: three film reviews, one-hot labels 1, 2, 3, predictions
 * .7 .2 .1 / .5 .3 .2 / .1 .3 .6; every lever. */
struct lab_spec labs_films(void);

/* D: logits 2 .5 -1 / .3 .1 .9 / 0 1.5 1, labels 1, 3, 2. */
struct lab_spec labs_logits(void);

/* One row [p, 1-p] of class 1, N examples. p stays the caller's: [2]. */
struct lab_spec labs_coin(const double *p, struct lab_row *row, long examples);

/* B: data x = 1,0,1,1,0,1,1,1, numbers p = .7, theta = .6, and a declared
 * parameter theta = .6 in [0, 1]; no classes. */
struct lab_spec labs_bernoulli(void);

/* Whether all readings have the same bits. */
bool labs_same_readings(const struct readings *a, const struct readings *b);

#endif
