/* prove_fit.c - a `fit` block: its file and columns are there, and the model
 * can be fitted.
 */
#include "base/err.h"
#include "course/course.h"
#include "course/fits.h"
#include "course/prove_part.h"

/* The block's own method may be there to show how it fails (a rate that is
 * too large): whether anything can be learnt is asked of Newton's. */
static void prove_fitting(struct prover *p, const struct block *block,
                          struct fit *fit)
{
    enum fit_state state;

    fit_set_optimizer(fit, FIT_NEWTON);
    if (fit_run(fit, NULL))
        fit_work(fit, NULL, NULL);
    state = fit_state(fit);
    if (state != FIT_CONVERGED && state != FIT_SEPARABLE)
        prove_error(p, block->line, 0,
                    "the model cannot be fitted: after %zu steps of Newton's "
                    "method the gradient is not 0, and no direction was found "
                    "that separates the classes",
                    fit_steps(fit));
    fit_reset(fit);
}

void prove_fit(struct prover *p, const struct block *block)
{
    const struct section_fit *one = fits_of(p->section->fits, block);

    if (one->fit)
        prove_fitting(p, block, one->fit);
    else
        prove_error(p, block->line, 0, "%s", one->fault);
}
