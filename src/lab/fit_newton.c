#include "lab/fit_newton.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/fatal.h"

/* A = L L^T in the lower half. False: not positive definite. */
static bool factor(double *a, size_t m)
{
    for (size_t j = 0; j < m; j++) {
        double sum = a[j * m + j];

        for (size_t k = 0; k < j; k++)
            sum -= a[j * m + k] * a[j * m + k];
        if (!(sum > 0.0) || !isfinite(sum))
            return false;
        a[j * m + j] = sqrt(sum);
        for (size_t i = j + 1; i < m; i++) {
            sum = a[i * m + j];
            for (size_t k = 0; k < j; k++)
                sum -= a[i * m + k] * a[j * m + k];
            a[i * m + j] = sum / a[j * m + j];
        }
    }
    return true;
}

static void solve(const double *l, size_t m, double *x)
{
    for (size_t i = 0; i < m; i++) {
        for (size_t k = 0; k < i; k++)
            x[i] -= l[i * m + k] * x[k];
        x[i] /= l[i * m + i];
    }
    for (size_t i = m; i-- > 0;) {
        for (size_t k = i + 1; k < m; k++)
            x[i] -= l[k * m + i] * x[k];
        x[i] /= l[i * m + i];
    }
}

/* Makes the Hessian definite across the classes, where the gradient has no
 * part, so that the step is the same: adds a multiple of the projection on
 * "every class alike". */
static void fill_across(const struct fit_model *model, double *h)
{
    size_t m = model->size, s = model->stride;
    double scale = 0.0;

    if (model->logistic)
        return;
    for (size_t i = 0; i < m; i++)
        scale = fmax(scale, h[i * m + i]);
    for (size_t a = 0; a < model->rows; a++)
        for (size_t b = 0; b < model->rows; b++)
            for (size_t j = 0; j < s; j++)
                h[(a * s + j) * m + b * s + j] += scale / (double)model->rows;
}

double fit_newton_direction(const struct fit_model *model, const double *w,
                            double *g, double *d)
{
    size_t m = model->size;
    double *h = fatal_calloc(2 * m * m, sizeof *h);
    double *l = h + m * m, slope = 0.0, trace = 0.0;
    bool done = false;

    fit_gradient(model, w, g);
    fit_hessian(model, w, h);
    fill_across(model, h);
    for (size_t i = 0; i < m; i++)
        trace += h[i * m + i];
    /* Features that say the same leave it singular: the least that helps. */
    for (double ridge = 0.0; !done && ridge <= 1e-6;
         ridge = ridge > 0.0 ? ridge * 100.0 : 1e-14) {
        memcpy(l, h, m * m * sizeof *l);
        for (size_t i = 0; i < m; i++)
            l[i * m + i] += ridge * trace;
        done = factor(l, m);
    }
    for (size_t i = 0; i < m; i++)
        d[i] = -g[i];
    if (done)
        solve(l, m, d);
    free(h);
    for (size_t i = 0; i < m; i++)
        slope += g[i] * d[i];
    return done && isfinite(slope) ? slope : NAN;
}

bool fit_newton_step(const struct fit_model *model, double *w)
{
    double g[FIT_SIZE_MAX], d[FIT_SIZE_MAX], to[FIT_SIZE_MAX];
    double slope = fit_newton_direction(model, w, g, d);
    double now = fit_objective(model, w), t = 1.0;

    if (!(slope < 0.0))
        return false;
    for (int half = 0; half < 50; half++, t *= 0.5) {
        for (size_t i = 0; i < model->size; i++)
            to[i] = w[i] + t * d[i];
        /* What would be gained may be less than the objective's rounding: so
         * near, the whole step is right. */
        if (fit_objective(model, to) <= now + 1e-4 * t * slope ||
            -slope <= 1e-13 * (1.0 + now)) {
            memcpy(w, to, model->size * sizeof *w);
            return true;
        }
    }
    return false;
}

static void scale_to(const struct fit_model *model, double *v, double most)
{
    for (size_t i = 0; i < model->size; i++)
        v[i] /= most;
}

/* Rows of classes that v hardly tells apart become one: their margins among
 * each other are then 0 and not nearly so. */
static void merge_rows(const struct fit_model *model, double *v)
{
    size_t s = model->stride;
    bool merged[FIT_CLASSES_MAX] = { false };

    for (size_t a = 0; a < model->rows; a++) {
        if (merged[a])
            continue;
        for (size_t b = a + 1; b < model->rows; b++) {
            double apart = 0.0;

            for (size_t j = 0; j < s; j++)
                apart = fmax(apart, fabs(v[a * s + j] - v[b * s + j]));
            if (apart > 1e-3 || merged[b])
                continue;
            merged[b] = true;
            memcpy(&v[b * s], &v[a * s], s * sizeof *v);
        }
    }
}

/* Whether a step of Newton's method is a direction that separates, if only in
 * part. */
static enum fit_separation along(const struct fit_model *model, double *v)
{
    double least, most;

    fit_margins(model, v, &least, &most);
    if (!(most >= 0.5) || !isfinite(most) || least < -1e-3 * most)
        return FIT_UNDECIDED;
    scale_to(model, v, most);
    merge_rows(model, v);
    fit_margins(model, v, &least, &most);
    if (!(most >= 0.5))
        return FIT_UNDECIDED;
    scale_to(model, v, most);
    if (least > 1e-9)
        return FIT_COMPLETE;
    /* Examples in the very plane have margins that only rounding keeps from
     * 0. */
    return least >= -1e-9 ? FIT_QUASI : FIT_UNDECIDED;
}

enum fit_separation fit_separation(const struct fit_model *model, double *v)
{
    struct fit_model plain = *model;
    double w[FIT_SIZE_MAX] = { 0.0 }, g[FIT_SIZE_MAX], d[FIT_SIZE_MAX];
    double least, most, slope;
    enum fit_separation found = FIT_UNDECIDED;

    plain.l2 = 0.0;
    memset(v, 0, plain.size * sizeof *v);
    for (int step = 0; step < 100 && found != FIT_COMPLETE; step++) {
        enum fit_separation now;

        slope = fit_newton_direction(&plain, w, g, d);
        fit_margins(&plain, w, &least, &most);
        if (least > 0.0 && isfinite(most)) {
            memcpy(d, w, plain.size * sizeof *d);
            scale_to(&plain, d, most);
            now = FIT_COMPLETE;
        } else {
            now = along(&plain, d);
        }
        /* What separates in part may come to separate all. */
        if (now == FIT_COMPLETE || (now == FIT_QUASI && found != FIT_QUASI)) {
            memcpy(v, d, plain.size * sizeof *v);
            found = now;
        }
        if (found == FIT_UNDECIDED && slope >= -1e-20)
            return FIT_OVERLAPS;
        if (!fit_newton_step(&plain, w))
            break;
    }
    if (found != FIT_UNDECIDED)
        return found;
    slope = fit_newton_direction(&plain, w, g, d);
    return slope >= -1e-12 ? FIT_OVERLAPS : FIT_UNDECIDED;
}
