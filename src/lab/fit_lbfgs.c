#include "lab/fit_lbfgs.h"

#include <lbfgs.h>
#include <stdlib.h>
#include <string.h>

#include "base/fatal.h"

/* The library's reals are ours. */
_Static_assert(sizeof(lbfgsfloatval_t) == sizeof(double), "double L-BFGS");

struct run {
    const struct fit_model *model;
    struct fit_way way;
    size_t cap;
};

static lbfgsfloatval_t evaluate(void *context, const lbfgsfloatval_t *w,
                                lbfgsfloatval_t *g, const int n,
                                const lbfgsfloatval_t step)
{
    const struct run *run = context;

    (void)n;
    (void)step;
    return fit_gradient(run->model, w, g);
}

static int keep(void *context, const lbfgsfloatval_t *w,
                const lbfgsfloatval_t *g, const lbfgsfloatval_t objective,
                const lbfgsfloatval_t w_norm, const lbfgsfloatval_t g_norm,
                const lbfgsfloatval_t step, int n, int iteration,
                int evaluations)
{
    struct run *run = context;
    struct fit_way *way = &run->way;

    (void)g;
    (void)objective;
    (void)w_norm;
    (void)g_norm;
    (void)step;
    (void)iteration;
    (void)evaluations;
    if (way->count == run->cap) {
        run->cap = run->cap ? 2 * run->cap : 32;
        way->iterates = fatal_realloc(way->iterates, run->cap * (size_t)n *
                                                         sizeof *way->iterates);
    }
    memcpy(&way->iterates[way->count++ * (size_t)n], w,
           (size_t)n * sizeof *way->iterates);
    return 0;
}

struct fit_way fit_lbfgs(const struct fit_model *model, const double *w)
{
    struct run run = { .model = model };
    lbfgs_parameter_t parameters;
    lbfgsfloatval_t *at = lbfgs_malloc((int)model->size);

    if (!at)
        fatal("out of memory");
    memcpy(at, w, model->size * sizeof *at);
    lbfgs_parameter_init(&parameters);
    parameters.epsilon = 1e-12;
    parameters.max_iterations = FIT_LBFGS_STEPS;
    /* But for this one its status says how it ended; the iterates say where,
     * and the caller looks at the gradient there. */
    if (lbfgs((int)model->size, at, NULL, evaluate, keep, &run, &parameters) ==
        LBFGSERR_OUTOFMEMORY)
        fatal("out of memory");
    lbfgs_free(at);
    return run.way;
}

void fit_way_finish(struct fit_way *way)
{
    free(way->iterates);
    *way = (struct fit_way){ 0 };
}
