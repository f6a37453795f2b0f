/* bench_eval.c - a formula valued beside the loop one would write for it.
 *
 * Not a test: it prints ratios of times from one run, medians of several,
 * over a million distinct rows of three classes, one thread.
 */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/fatal.h"
#include "num/rng.h"
#include "tex/eval.h"
#include "tex/parse.h"
#include "tex/read.h"
#include "tex/scope.h"
#include "stopwatch.h"

enum { ROWS = 1000000, CLASSES = 3 };

static const char declarations[] = "domain i = 1..N ; j, k = 1..K\n"
                                   "data y_{i,k}, \\hat{y}_{i,k}, N, K\n"
                                   "k_i := \\arg\\max_k y_{i,k}\n";

struct bench {
    struct arena *arena;
    const struct scope *scope;
    const struct mean *node;
    struct eval_data data;
    struct eval_options options;
    const double *y, *p;
};

/* The probability of the true class, which is looked for as the formula
 * says: the largest entry of the row. */
static double of_true_class(const struct bench *b, size_t i)
{
    const double *row = b->y + i * CLASSES;
    size_t best = 0;

    for (size_t k = 1; k < CLASSES; k++)
        if (row[k] > row[best])
            best = k;
    return b->p[i * CLASSES + best];
}

static double loop_product(void *context)
{
    struct bench *b = context;
    double product = 1.0;

    for (size_t i = 0; i < ROWS; i++)
        product *= of_true_class(b, i);
    return product;
}

static double loop_logs(void *context)
{
    struct bench *b = context;
    double sum = 0.0;

    for (size_t i = 0; i < ROWS; i++)
        sum += log(of_true_class(b, i));
    return sum;
}

static double formula(void *context)
{
    struct bench *b = context;
    struct mean_fault fault;
    struct value value;

    if (eval(b->arena, b->node, b->scope, &b->data, &b->options, &value,
             &fault) != EVAL_VALUE)
        fatal("%s", fault.text);
    return real_double(value.number);
}

static void compare(struct bench *b, const char *tex, double (*loop)(void *))
{
    struct slice source = slice_of(tex);
    const struct mean_fault *fault;
    double by_hand, result, plain = stopwatch_median_ms(loop, b, &by_hand);

    b->node = mean_read_expression(b->arena, tex_parse(b->arena, source, NULL),
                                   source, b->scope, &fault);
    if (!b->node)
        fatal("%s", fault->text);
    printf("%s: a C loop %.2f ms = 1\n", tex, plain);
    for (int f = 0; f < FORMAT_COUNT; f++) {
        double ms;

        b->options.format = (enum format)f;
        ms = stopwatch_median_ms(formula, b, &result);
        printf("  %-12s %.2f (%.2f ms)%s\n", format_name((enum format)f),
               ms / plain, ms,
               f == FORMAT_FLOAT64 && result != by_hand ? " differs" : "");
    }
}

int main(void)
{
    double *y = fatal_calloc((size_t)ROWS * CLASSES, sizeof *y);
    double *p = fatal_malloc((size_t)ROWS * CLASSES * sizeof *p);
    double n = ROWS, k = CLASSES;
    const struct eval_array arrays[] = {
        { slice_of("y"), 2, ROWS, CLASSES, 0, .values = y },
        { slice_of("\\hat{y}"), 2, ROWS, CLASSES, 0, .values = p },
        { slice_of("N"), 0, 1, 1, 0, .values = &n },
        { slice_of("K"), 0, 1, 1, 0, .values = &k },
    };
    struct bench b = { .arena = arena_create(), .y = y, .p = p };
    struct err err;
    struct rng rng;

    rng_seed(&rng, 1);
    for (size_t i = 0; i < ROWS; i++)
        y[i * CLASSES + (size_t)rng_below(&rng, CLASSES)] = 1.0;
    for (size_t i = 0; i < (size_t)ROWS * CLASSES; i++)
        p[i] = 1.0 - rng_uniform(&rng);
    b.scope = scope_define(b.arena, scope_create(b.arena),
                           slice_of(declarations), 1, &err);
    if (!b.scope)
        fatal("%s", err.text);
    b.data = (struct eval_data){ arrays, sizeof arrays / sizeof *arrays };
    compare(&b, "\\prod_i \\hat{y}_{i,k_i}", loop_product);
    compare(&b, "\\sum_i \\log \\hat{y}_{i,k_i}", loop_logs);
    arena_destroy(b.arena);
    free(y);
    free(p);
    return 0;
}
