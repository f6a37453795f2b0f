/* fit_model.h - softmax and logistic regression: what is to be minimised.
 *
 * Softmax has a row of weights and a bias for each class; logistic regression
 * has one row, whose number is the logit of the second class. With z the
 * logits of an example and y its class, the objective is
 *
 *     J(w) = 1/n sum of -log softmax(z)[y]  +  l2/2 sum of weights squared
 *
 * where biases are not penalised. Its first part is the mean cross-entropy,
 * which is the log-likelihood over -n: to minimise the one is to maximise the
 * other. J is convex. Features are scaled (fit_data.h), so that weights are
 * per spread, not per centimetre.
 *
 * Parameters w are [rows][d + 1], a row's bias last. Nothing here allocates
 * but fit_model_init().
 */
#ifndef LAB_FIT_MODEL_H
#define LAB_FIT_MODEL_H

#include <stdbool.h>
#include <stddef.h>

#include "lab/fit_data.h"

enum { FIT_SIZE_MAX = FIT_CLASSES_MAX * (FIT_FEATURES_MAX + 1) };

struct fit_model {
    const struct fit_data *data; /* borrowed */
    bool logistic;
    double l2;
    size_t rows;   /* k, or 1 of a logistic one */
    size_t stride; /* d + 1 */
    size_t size;   /* rows * stride */
    double *x;     /* [n][stride] scaled, and 1 */
};

/* logistic  needs k = 2 (asserted)
 * l2        at least 0 */
void fit_model_init(struct fit_model *model, const struct fit_data *data,
                    bool logistic, double l2);
void fit_model_finish(struct fit_model *model);

/* J, in nats. Finite or +INFINITY for finite w. */
double fit_objective(const struct fit_model *model, const double *w);

/* J, and its gradient g [size]. Entries of an example that is nearly sure keep
 * their digits: p - 1 is taken as minus the sum of the others. */
double fit_gradient(const struct fit_model *model, const double *w, double *g);

/* The Hessian h [size][size], both halves. Without a penalty that of softmax
 * is singular: adding the same to every class changes nothing. */
void fit_hessian(const struct fit_model *model, const double *w, double *h);

/* A measure of J in a direction: the greatest eigenvalue of the Hessian, by
 * power iteration to 1e-6 or so. Descent with a rate above 2 over it cannot
 * settle at such a place. */
double fit_sharpness(const struct fit_model *model, const double *w);

/* The first part of J, and its mirror image: 1/n sum of -log p, and
 * log L = sum of log p, each by a way of its own (softmax_loss_nats(),
 * softmax_log_nats()). */
double fit_cross_entropy(const struct fit_model *model, const double *w);
double fit_log_likelihood(const struct fit_model *model, const double *w);

/* Of the examples, how many have the greatest probability on their class (the
 * first of equals counts). */
size_t fit_right(const struct fit_model *model, const double *w);

/* Probabilities p [k] at a place x [d] in the file's measures. */
void fit_chances(const struct fit_model *model, const double *w,
                 const double *x, double *p);

/* The least and the greatest margin z[y] - z[j] of all examples and j other
 * than y. */
void fit_margins(const struct fit_model *model, const double *w, double *least,
                 double *most);

#endif
