#include "lab/predictions.h"

#include <math.h>
#include <stdio.h>

#include "base/pipeline.h"
#include "num/dd.h"

struct prediction_options prediction_options(void)
{
    return (struct prediction_options){ .tolerance = PREDICTION_TOLERANCE };
}

bool prediction_fits(const struct prediction_options *options, double x)
{
    return x >= 0.0 && (options->normalise ? x < INFINITY : x <= 1.0);
}

static struct dd exact_sum(const double *p, size_t k)
{
    struct dd sum = { 0.0, 0.0 };

    for (size_t j = 0; j < k; j++)
        sum = dd_add(sum, (struct dd){ p[j], 0.0 });
    return sum;
}

/* Entries far from 1 are scaled first, exactly: the quotient of two unrounded
 * numbers needs room on both sides. A row that adds up to 1 stays as it is. */
static void rescale(double *p, size_t k, double rough)
{
    int e = 0;
    struct dd sum;

    frexp(rough, &e);
    if (e < -300 || e > 300)
        for (size_t j = 0; j < k; j++)
            p[j] = ldexp(p[j], -e);
    sum = exact_sum(p, k);
    if (sum.hi == 1.0)
        return;
    for (size_t j = 0; j < k; j++) {
        double q = p[j] / sum.hi;

        p[j] = q < 0x1p-300 ? q : dd_div((struct dd){ p[j], 0.0 }, sum).hi;
    }
}

bool prediction_sum(const struct prediction_options *options,
                    struct prediction_count *count, uint64_t row, double *p,
                    size_t k, double *sum)
{
    double off;

    *sum = 0.0;
    for (size_t j = 0; j < k; j++)
        *sum += p[j];
    off = fabs(*sum - 1.0);
    if (off > count->most_off) {
        count->most_off = off;
        count->most_row = row;
    }
    if (!options->normalise)
        return off <= options->tolerance;
    if (!(*sum > 0.0 && *sum < INFINITY))
        return false;
    if (off > 0.0)
        rescale(p, k, *sum);
    return true;
}

void prediction_say_sum(const struct prediction_options *options,
                        const char *what, double sum, char *text, size_t size)
{
    if (options->normalise)
        snprintf(text, size,
                 "the %s of this row adds up to %.10g, which nothing can be "
                 "divided by; one with a positive entry would do",
                 what, sum);
    else
        snprintf(text, size,
                 "the %s of this row adds up to %.10g; 1 would do, within "
                 "%.3g%s",
                 what, sum, options->tolerance,
                 options->told ? ", or --normalize, which divides by the sum"
                               : "");
}

size_t prediction_batch_rows(size_t k)
{
    size_t rows = ((size_t)1 << 16) / (k ? k : 1);

    if (rows < 1)
        return 1;
    return rows < PREDICTION_BATCH ? rows : PREDICTION_BATCH;
}

void prediction_count_add(struct prediction_count *count,
                          const struct prediction_count *next, uint64_t rows)
{
    if (next->most_off > count->most_off) {
        count->most_off = next->most_off;
        count->most_row = count->rows + next->most_row;
    }
    count->rows += rows;
}

size_t prediction_slots(const struct prediction_options *options)
{
    size_t slots = 2 * options->threads;

    if (options->threads <= 1)
        return 1;
    return slots < PIPELINE_SLOTS ? slots : PIPELINE_SLOTS;
}
