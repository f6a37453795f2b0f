/* fit_lbfgs.h - the whole way of L-BFGS at once, to be replayed.
 *
 * liblbfgs has no single step: it runs to its end and tells of each iterate.
 * D. C. Liu, J. Nocedal, "On the limited memory BFGS method for large scale
 * optimization", Mathematical Programming 45 (1989) 503-528; line search of
 * More and Thuente.
 */
#ifndef LAB_FIT_LBFGS_H
#define LAB_FIT_LBFGS_H

#include <stddef.h>

#include "lab/fit_model.h"

enum { FIT_LBFGS_STEPS = 500 };

struct fit_way {
    double *iterates; /* [count][model->size], the start is not among them */
    size_t count;     /* at most FIT_LBFGS_STEPS */
};

/* The iterates from w on. Where no further step lowers the objective, within
 * rounding, the way ends. */
struct fit_way fit_lbfgs(const struct fit_model *model, const double *w);
void fit_way_finish(struct fit_way *way);

#endif
