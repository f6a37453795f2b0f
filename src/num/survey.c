#include "num/survey.h"

#include "num/kernel.h"

struct survey survey(const double *x, size_t n, double least)
{
    return kernel_best()->survey(x, n, least);
}

bool survey_indices(const double *x, size_t n, size_t last, int32_t *at)
{
    return last > 0 && kernel_best()->survey_indices(x, n, last, at);
}

struct dd survey_sum(const double *x, size_t n, double *size)
{
    return kernel_best()->survey_sum(x, n, size);
}
