/* kernel_parts.h - what the kernels are called on each path.
 *
 * A source that is compiled once for each path gives its functions names by
 * KERNEL_NAME, such as loglik_block_avx2 where KERNEL_PATH is avx2.
 */
#ifndef NUM_KERNEL_PARTS_H
#define NUM_KERNEL_PARTS_H

#include "num/kernel.h"

#define KERNEL_JOIN_(name, path) name##_##path
#define KERNEL_JOIN(name, path)  KERNEL_JOIN_(name, path)
#define KERNEL_NAME(name)        KERNEL_JOIN(name, KERNEL_PATH)

#define KERNEL_DECLARE(path)                                                   \
    struct loglik loglik_block_##path(const struct loglik_rows *rows,          \
                                      size_t from, size_t to);                 \
    bool rows_check_##path(const struct loglik_rows *rows, double most,        \
                           double *factor, struct rows_checked *sum);          \
    struct logs_sum logs_weighted_##path(const double *p, const double *q,     \
                                         size_t n);                            \
    struct logs_sum logs_divergence_##path(const double *p, const double *q,   \
                                           size_t n);                          \
    void logs_as_libm_##path(const double *x, size_t n, double *out);          \
    struct survey survey_##path(const double *x, size_t n, double least);      \
    bool survey_indices_##path(const double *x, size_t n, size_t last,         \
                               int32_t *at);                                   \
    struct dd survey_sum_##path(const double *x, size_t n, double *size);      \
    struct dd dd_log_##path(struct ddx x);                                     \
    void softlik_add_##path(struct softlik *sum, const double *y,              \
                            const double *p, size_t n);

KERNEL_DECLARE(plain)
KERNEL_DECLARE(avx2)
KERNEL_DECLARE(avx512)

#define KERNEL_TABLE(name, path)                                               \
    {                                                                          \
        name, loglik_block_##path, rows_check_##path, logs_weighted_##path,    \
            logs_divergence_##path, logs_as_libm_##path, survey_##path,        \
            survey_indices_##path, survey_sum_##path, dd_log_##path,           \
            softlik_add_##path                                                 \
    }

#endif
