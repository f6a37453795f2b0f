/* kernel.h - the loops that take the time, once for each kind of processor.
 *
 * One source is compiled several times (num/meson.build): plainly, which any
 * machine can run, and for the wider vectors of some. Which is taken is asked
 * of the processor at run time. The results have the same bits on every path:
 * each loop is written for a fixed number of lanes whatever the width of a
 * vector is, no rounding is left out where a fused instruction could, and the
 * only fused one, in the error of a product, is exact.
 *
 * For the inside of num/: loglik.h, rows_check.h and their like call these.
 */
#ifndef NUM_KERNEL_H
#define NUM_KERNEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "num/loglik.h"
#include "num/logs.h"
#include "num/rows_check.h"
#include "num/softlik.h"
#include "num/survey.h"

enum kernel_path {
    KERNEL_PLAIN,
    KERNEL_AVX2, /* with FMA */
    KERNEL_AVX512,
    KERNEL_PATHS
};

struct kernel {
    const char *name;
    struct loglik (*loglik_block)(const struct loglik_rows *rows, size_t from,
                                  size_t to);
    bool (*rows_check)(const struct loglik_rows *rows, double most,
                       double *factor, struct rows_checked *sum);
    struct logs_sum (*logs_weighted)(const double *p, const double *q,
                                     size_t n);
    struct logs_sum (*logs_divergence)(const double *p, const double *q,
                                       size_t n);
    void (*logs_as_libm)(const double *x, size_t n, double *out);
    struct survey (*survey)(const double *x, size_t n, double least);
    bool (*survey_indices)(const double *x, size_t n, size_t last, int32_t *at);
    struct dd (*survey_sum)(const double *x, size_t n, double *size);
    struct dd (*dd_log)(struct ddx x);
    void (*softlik_add)(struct softlik *sum, const double *y, const double *p,
                        size_t n);
};

/* NULL where this processor cannot run it; KERNEL_PLAIN always can. */
const struct kernel *kernel_of(enum kernel_path path);

/* The last of the paths that this processor can run. */
const struct kernel *kernel_best(void);

#endif
