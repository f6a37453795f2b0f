#include "lab/fit.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/fatal.h"
#include "base/vec.h"
#include "lab/fit_lbfgs.h"

enum { WINDOW = 50, RUN_STEPS = 10000 };

struct fit {
    struct fit_data *data;
    struct fit_options first, now;
    struct fit_model model;
    double w[FIT_SIZE_MAX];
    struct fit_point *points; /* [count], the start among them */
    size_t count, cap;
    size_t least, likeliest;
    enum fit_state state;
    bool running;
    size_t run_to; /* the step at which a run pauses by itself */
    bool searched;
    enum fit_separation separation;
    bool walked; /* the way of L-BFGS is there */
    struct fit_way way;
};

static const char *const names[FIT_OPTIMIZERS] = { "gradient", "newton",
                                                   "lbfgs" };

const char *fit_optimizer_name(enum fit_optimizer optimizer)
{
    return names[optimizer];
}

bool fit_optimizer_from_name(struct slice name, enum fit_optimizer *out)
{
    for (size_t i = 0; i < FIT_OPTIMIZERS; i++)
        if (slice_is(name, names[i])) {
            *out = (enum fit_optimizer)i;
            return true;
        }
    return false;
}

/* Below by more than rounding: near the minimum a thousand steps differ in
 * nothing else. */
static bool gains(double least, double now)
{
    return now < least - 1e-12 * fabs(least);
}

static void measure(struct fit *fit)
{
    struct fit_point *point = vec_push(fit->points, fit->count, fit->cap);
    double g[FIT_SIZE_MAX];
    size_t step = fit->count - 1;

    point->objective = fit_gradient(&fit->model, fit->w, g);
    for (size_t i = 0; i < fit->model.size; i++)
        if (!(fabs(g[i]) <= point->slope))
            point->slope = fabs(g[i]);
    point->cross_entropy = fit_cross_entropy(&fit->model, fit->w);
    point->log_likelihood = fit_log_likelihood(&fit->model, fit->w);
    point->right = fit_right(&fit->model, fit->w);
    if (gains(fit->points[fit->least].cross_entropy, point->cross_entropy))
        fit->least = step;
    if (gains(-fit->points[fit->likeliest].log_likelihood,
              -point->log_likelihood))
        fit->likeliest = step;
}

static void begin(struct fit *fit)
{
    memset(fit->w, 0, sizeof fit->w);
    fit->count = fit->least = fit->likeliest = 0;
    fit->state = FIT_START;
    fit->running = false;
    fit->walked = false;
    fit_way_finish(&fit->way);
    measure(fit);
}

static void model_anew(struct fit *fit)
{
    fit_model_finish(&fit->model);
    fit_model_init(&fit->model, fit->data, fit->now.logistic, fit->now.l2);
}

struct fit *fit_create(struct fit_data *data, const struct fit_options *options,
                       struct err *err)
{
    struct fit *fit;

    if (options->logistic && data->k != 2) {
        err_set(err,
                "%zu classes are too many for model 'logistic', which has two; "
                "'softmax', or two classes under 'classes', would do",
                data->k);
        fit_data_destroy(data);
        return NULL;
    }
    fit = fatal_calloc(1, sizeof *fit);
    fit->data = data;
    fit->first = fit->now = *options;
    model_anew(fit);
    begin(fit);
    return fit;
}

void fit_destroy(struct fit *fit)
{
    if (!fit)
        return;
    fit_way_finish(&fit->way);
    fit_model_finish(&fit->model);
    fit_data_destroy(fit->data);
    free(fit->points);
    free(fit);
}

const struct fit_data *fit_data(const struct fit *fit)
{
    return fit->data;
}

const struct fit_model *fit_model(const struct fit *fit)
{
    return &fit->model;
}

struct fit_options fit_options(const struct fit *fit)
{
    return fit->now;
}

enum fit_state fit_state(const struct fit *fit)
{
    return fit->state;
}

size_t fit_steps(const struct fit *fit)
{
    return fit->count - 1;
}

const struct fit_point *fit_point(const struct fit *fit, size_t step)
{
    return &fit->points[step];
}

const double *fit_weights(const struct fit *fit)
{
    return fit->w;
}

size_t fit_least_step(const struct fit *fit)
{
    return fit->least;
}

size_t fit_likeliest_step(const struct fit *fit)
{
    return fit->likeliest;
}

enum fit_separation fit_separable(struct fit *fit)
{
    double v[FIT_SIZE_MAX];

    if (fit->model.l2 > 0.0)
        return FIT_OVERLAPS;
    if (!fit->searched)
        fit->separation = fit_separation(&fit->model, v);
    fit->searched = true;
    return fit->separation;
}

/* Whether it has come far enough for the lack of a minimum to be told: it
 * tells all examples apart by itself, or hardly anything is left to gain. */
static bool tells_apart(struct fit *fit, const struct fit_point *now)
{
    enum fit_separation separation = fit_separable(fit);
    double least, most;

    if (separation != FIT_COMPLETE && separation != FIT_QUASI)
        return false;
    fit_margins(&fit->model, fit->w, &least, &most);
    return least > 0.0 || now->slope <= 1e-3;
}

/* How many of the last steps raised the objective. */
static size_t risen(const struct fit *fit)
{
    size_t many = 0;

    for (size_t i = fit->count - 1; i > 0 && fit->count - i <= WINDOW; i--)
        many += fit->points[i].objective > fit->points[i - 1].objective;
    return many;
}

static bool out_of_bounds(const struct fit *fit, const struct fit_point *now)
{
    return !isfinite(now->objective) ||
           now->objective > 1e6 * (1.0 + fit->points[0].objective);
}

static enum fit_state judge(struct fit *fit)
{
    const struct fit_point *now = &fit->points[fit->count - 1];

    if (out_of_bounds(fit, now))
        return FIT_DIVERGED;
    if (tells_apart(fit, now))
        return FIT_SEPARABLE;
    if (now->slope <= FIT_FLAT)
        return FIT_CONVERGED;
    if (fit->now.optimizer == FIT_GRADIENT && risen(fit) >= WINDOW / 2)
        return FIT_SWINGS;
    if (now->objective > fit->points[fit->count - 2].objective &&
        now->slope > 1e3 * FIT_FLAT)
        return FIT_RISING;
    return FIT_MOVING;
}

static bool descend(struct fit *fit)
{
    double g[FIT_SIZE_MAX];

    fit_gradient(&fit->model, fit->w, g);
    for (size_t i = 0; i < fit->model.size; i++)
        fit->w[i] -= fit->now.rate * g[i];
    return true;
}

static bool replay(struct fit *fit)
{
    size_t size = fit->model.size, step = fit->count - 1;

    if (!fit->walked)
        fit->way = fit_lbfgs(&fit->model, fit->w);
    fit->walked = true;
    if (step >= fit->way.count)
        return false;
    memcpy(fit->w, &fit->way.iterates[step * size], size * sizeof *fit->w);
    return true;
}

static bool move(struct fit *fit)
{
    switch (fit->now.optimizer) {
    case FIT_NEWTON:
        return fit_newton_step(&fit->model, fit->w);
    case FIT_LBFGS:
        return replay(fit);
    case FIT_GRADIENT:
    case FIT_OPTIMIZERS:
        break;
    }
    return descend(fit);
}

static bool may_step(const struct fit *fit, struct err *err)
{
    if (fit->state == FIT_CONVERGED)
        return err_set(err, "it has converged; 'fit reset' starts anew");
    if (fit->state == FIT_DIVERGED)
        return err_set(err, "it has diverged; 'fit reset' starts anew, and "
                            "'fit rate' takes a smaller rate");
    if (fit->state == FIT_STUCK)
        return err_set(err, "no step goes further down; 'fit reset' starts "
                            "anew");
    if (fit->count > FIT_STEPS_MAX)
        return err_set(err, "%d steps were made; 'fit reset' starts anew",
                       FIT_STEPS_MAX);
    return true;
}

bool fit_step(struct fit *fit, struct err *err)
{
    if (!may_step(fit, err))
        return false;
    if (!move(fit)) {
        /* At the floor of rounding, which is as good as flat. */
        fit->state = fit->state == FIT_SEPARABLE ? FIT_SEPARABLE
                     : fit->points[fit->count - 1].slope <= 1e3 * FIT_FLAT
                         ? FIT_CONVERGED
                         : FIT_STUCK;
        fit->running = false;
        return fit->state == FIT_CONVERGED ||
               err_set(err, "no step goes further down");
    }
    measure(fit);
    fit->state = judge(fit);
    return true;
}

bool fit_run(struct fit *fit, struct err *err)
{
    if (!may_step(fit, err))
        return false;
    fit->running = true;
    fit->run_to = fit_steps(fit) + RUN_STEPS;
    return true;
}

bool fit_work(struct fit *fit, bool (*stop)(void *), void *context)
{
    while (fit->running) {
        enum fit_state before = fit->state;

        if (!fit_step(fit, NULL) || fit_steps(fit) >= fit->run_to)
            fit->running = false;
        /* What ends a run is told once; who goes on then has heard it. */
        else if (fit->state == FIT_CONVERGED || fit->state == FIT_DIVERGED ||
                 fit->state == FIT_STUCK ||
                 (fit->state != before &&
                  (fit->state == FIT_SEPARABLE || fit->state == FIT_SWINGS)))
            fit->running = false;
        if (fit->running && stop && stop(context))
            break;
    }
    return !fit->running;
}

void fit_pause(struct fit *fit)
{
    fit->running = false;
}

bool fit_running(const struct fit *fit)
{
    return fit->running;
}

void fit_reset(struct fit *fit)
{
    bool other = fit->now.l2 != fit->first.l2;

    fit->now = fit->first;
    if (other)
        model_anew(fit);
    begin(fit);
}

bool fit_set_rate(struct fit *fit, double rate, struct err *err)
{
    if (!(rate >= 1e-12 && rate <= 1e12))
        return err_set(err,
                       "'%.10g' is no rate; a number from 1e-12 to 1e12 "
                       "would do",
                       rate);
    fit->now.rate = rate;
    return true;
}

bool fit_set_l2(struct fit *fit, double l2, struct err *err)
{
    if (!(l2 >= 0.0 && l2 <= 1e12))
        return err_set(err,
                       "'%.10g' is no penalty; a number from 0 to 1e12 "
                       "would do",
                       l2);
    fit->now.l2 = l2;
    model_anew(fit);
    begin(fit);
    return true;
}

void fit_set_optimizer(struct fit *fit, enum fit_optimizer optimizer)
{
    fit->now.optimizer = optimizer;
    begin(fit);
}
