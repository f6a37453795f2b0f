/* bench_num.c - the exact log-likelihood beside what it replaces.
 *
 * Not a test: it prints ratios of times from one run, medians of several,
 * against a loop that only gathers the probabilities and adds them (the
 * floor: no method can be faster than reading the data).
 */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/fatal.h"
#include "num/product.h"
#include "num/rng.h"
#include "stopwatch.h"
#include "support/multiplied.h"

struct table {
    struct loglik_rows rows;
    double *p;
    int32_t *label;
};

static double gather_only(void *context)
{
    struct table *t = context;
    double sum = 0.0;

    for (size_t i = 0; i < t->rows.n; i++)
        sum += t->p[i * t->rows.classes + (size_t)t->label[i]];
    return sum;
}

static double sum_of_logs(void *context)
{
    struct table *t = context;
    double sum = 0.0;

    for (size_t i = 0; i < t->rows.n; i++)
        sum += log(t->p[i * t->rows.classes + (size_t)t->label[i]]);
    return sum;
}

static double exact(void *context)
{
    struct table *t = context;
    struct loglik total = multiplied(&t->rows);

    return multiplied_nats(&total);
}

static void compare(size_t n, size_t classes)
{
    struct table t = { .rows = { .n = n, .classes = classes } };
    struct rng rng;
    double floor_ms, logs_ms, exact_ms, value, logs;

    t.p = fatal_malloc(n * classes * sizeof *t.p);
    t.label = fatal_malloc(n * sizeof *t.label);
    rng_seed(&rng, 1);
    for (size_t i = 0; i < n * classes; i++)
        t.p[i] = 1.0 - rng_uniform(&rng);
    for (size_t i = 0; i < n; i++)
        t.label[i] = (int32_t)rng_below(&rng, classes);
    t.rows.p = t.p;
    t.rows.label = t.label;

    floor_ms = stopwatch_median_ms(gather_only, &t, &value);
    logs_ms = stopwatch_median_ms(sum_of_logs, &t, &logs);
    exact_ms = stopwatch_median_ms(exact, &t, &value);
    printf("%zu x %zu: gather only %.2f ms = 1\n", n, classes, floor_ms);
    printf("  sum of libm logs %.2f, exact %.2f\n", logs_ms / floor_ms,
           exact_ms / floor_ms);
    printf("  the sum of logs is off by %.1f ulp\n",
           fabs(logs - value) /
               (nextafter(fabs(value), INFINITY) - fabs(value)));
    free(t.p);
    free(t.label);
}

static void products(void)
{
    const double films[] = { 0.7, 0.3, 0.6 };

    printf("10^7 examples of three rows, left to right:\n");
    for (int f = 0; f < FORMAT_EXACT; f++) {
        struct product product;
        double room[6], begun = stopwatch_ms();

        product_start(&product, films, room, 3, 10000000, (enum format)f);
        while (!product_run(&product, 1000000))
            continue;
        printf("  %-12s %.2f ms\n", format_name((enum format)f),
               stopwatch_ms() - begun);
    }
}

int main(void)
{
    compare(1000, 3);
    compare(1000000, 3);
    compare(1000000, 10);
    products();
    return 0;
}
