#include "num/rows_check.h"

#include <assert.h>

#include "num/kernel.h"

bool rows_check(const struct loglik_rows *rows, double most, double *factor,
                struct rows_checked *sum)
{
    assert(rows->classes > 0 && most >= 0.0);
    assert(rows->label || !factor);
    return kernel_best()->rows_check(rows, most, factor, sum);
}
