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
#include "num/loglik_tree.h"
#include "num/product.h"
#include "num/rng.h"
#include "stopwatch.h"

enum { ROUNDS = 9, EDITS = 20000 };

struct table {
    struct loglik_rows rows;
    double *p;
    int32_t *label;
    struct loglik *node;
    struct loglik_tree tree;
};

static double gather_only(struct table *t)
{
    double sum = 0.0;

    for (size_t i = 0; i < t->rows.n; i++)
        sum += t->p[i * t->rows.classes + (size_t)t->label[i]];
    return sum;
}

static double sum_of_logs(struct table *t)
{
    double sum = 0.0;

    for (size_t i = 0; i < t->rows.n; i++)
        sum += log(t->p[i * t->rows.classes + (size_t)t->label[i]]);
    return sum;
}

static double exact(struct table *t)
{
    struct loglik total = loglik_of(&t->rows);

    return loglik_nats(&total);
}

static double exact_tree(struct table *t)
{
    struct loglik total;

    loglik_tree_fill(&t->tree, t->node, &t->rows);
    total = loglik_tree_total(&t->tree);
    return loglik_nats(&total);
}

/* The median time of one call; its result keeps the compiler honest. */
static double median_ms(double (*work)(struct table *), struct table *t,
                        double *result)
{
    double ms[ROUNDS];

    for (int r = 0; r < ROUNDS; r++) {
        double begun = stopwatch_ms();

        *result = work(t);
        ms[r] = stopwatch_ms() - begun;
    }
    qsort(ms, ROUNDS, sizeof *ms, stopwatch_ascending);
    return ms[ROUNDS / 2];
}

static void edits(struct table *t, struct rng *rng)
{
    double begun = stopwatch_ms(), check = 0.0;

    for (int e = 0; e < EDITS; e++) {
        size_t i = (size_t)rng_below(rng, t->rows.n);
        struct loglik total;

        t->p[i * t->rows.classes] = 0.25;
        loglik_tree_update(&t->tree, &t->rows, i);
        total = loglik_tree_total(&t->tree);
        check += loglik_nats(&total);
    }
    printf("  one edit and its reading %.2f us (%.3g)\n",
           (stopwatch_ms() - begun) * 1e3 / EDITS, check);
}

static void compare(size_t n, size_t classes)
{
    struct table t = { .rows = { .n = n, .classes = classes } };
    struct rng rng;
    double floor_ms, logs_ms, exact_ms, tree_ms, value, logs;

    t.p = fatal_malloc(n * classes * sizeof *t.p);
    t.label = fatal_malloc(n * sizeof *t.label);
    t.node = fatal_malloc(loglik_tree_nodes(n) * sizeof *t.node);
    rng_seed(&rng, 1);
    for (size_t i = 0; i < n * classes; i++)
        t.p[i] = 1.0 - rng_uniform(&rng);
    for (size_t i = 0; i < n; i++)
        t.label[i] = (int32_t)rng_below(&rng, classes);
    t.rows.p = t.p;
    t.rows.label = t.label;

    floor_ms = median_ms(gather_only, &t, &value);
    logs_ms = median_ms(sum_of_logs, &t, &logs);
    exact_ms = median_ms(exact, &t, &value);
    tree_ms = median_ms(exact_tree, &t, &value);
    printf("%zu x %zu: gather only %.2f ms = 1\n", n, classes, floor_ms);
    printf("  sum of libm logs %.2f, exact %.2f, exact with a tree %.2f\n",
           logs_ms / floor_ms, exact_ms / floor_ms, tree_ms / floor_ms);
    printf("  the sum of logs is off by %.1f ulp\n",
           fabs(logs - value) /
               (nextafter(fabs(value), INFINITY) - fabs(value)));
    edits(&t, &rng);
    free(t.p);
    free(t.label);
    free(t.node);
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
