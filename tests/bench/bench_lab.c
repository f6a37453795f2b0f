/* bench_lab.c - a lab of ten million rows: opening, editing, reading.
 *
 * Not a test: it prints times of one run, and what a lab takes beyond its
 * arrays of scores and labels. An edit is a label and a probability in random
 * rows, each with all readings afterwards.
 *
 *     bench_lab [ROWS]
 */
#include <malloc.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/fatal.h"
#include "lab/lab.h"
#include "lab/lab_load.h"
#include "lab/readings.h"
#include "num/rng.h"

enum { EDITS = 2000, ROUNDS = 5 };

static double now_us(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e6 + (double)t.tv_nsec * 1e-3;
}

static int ascending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

static double median(double *x, size_t n)
{
    qsort(x, n, sizeof *x, ascending);
    return x[n / 2];
}

/* What malloc has handed out, large pieces among it. */
static double heap(void)
{
    struct mallinfo2 all = mallinfo2();

    return (double)(all.uordblks + all.hblkhd);
}

static void fill_row(struct rng *rng, double *p, size_t k)
{
    double sum = 0.0;

    for (size_t j = 0; j < k; j++)
        sum += p[j] = rng_uniform(rng) + 1e-9;
    for (size_t j = 0; j < k; j++)
        p[j] /= sum;
}

/* What a reader would hand over, without its work. */
static struct lab *load(size_t n, size_t k, bool logits)
{
    struct lab_loader *loader = lab_loader_create();
    struct prediction_sink sink = lab_loader_sink(loader);
    struct slice *classes = fatal_calloc(k, sizeof *classes);
    struct prediction_set set = { classes, k, true, logits, false };
    double *p = fatal_malloc(PREDICTION_BATCH * k * sizeof *p);
    int32_t label[PREDICTION_BATCH];
    struct prediction_batch batch = { .label = label, .scores = p };
    struct rng rng;
    struct lab *lab;

    rng_seed(&rng, 1);
    for (size_t j = 0; j < k; j++)
        classes[j] = (struct slice){ &"abcdefghij"[j % 10], 1 };
    for (size_t i = 0; i < PREDICTION_BATCH; i++) {
        fill_row(&rng, p + i * k, k);
        label[i] = (int32_t)rng_below(&rng, k);
    }
    sink.begin(sink.context, &set, NULL);
    for (size_t i = 0; i < n; i += batch.n) {
        batch.n = n - i < PREDICTION_BATCH ? n - i : PREDICTION_BATCH;
        sink.take(sink.context, &batch, NULL);
    }
    lab = lab_loader_finish(loader, slice_of("bench"), NULL);
    free(classes);
    free(p);
    return lab;
}

/* One kind of edit with its readings; the median, and the slowest of 1 %. */
static void edits(struct lab *lab, const char *what, int kind)
{
    size_t n = lab_rows(lab), k = lab_classes(lab);
    double *us = fatal_malloc(EDITS * sizeof *us);
    struct readings r;
    struct rng rng;

    rng_seed(&rng, 2);
    for (int i = 0; i < EDITS; i++) {
        size_t row = rng_below(&rng, n), class = rng_below(&rng, k);
        double p = rng_uniform(&rng), start = now_us();

        if (kind == 0)
            lab_set_label(lab, row, class, NULL);
        else if (kind == 1)
            lab_set(lab, row, class, p, NULL);
        else
            lab_undo(lab, NULL);
        lab_readings(lab, &r);
        us[i] = now_us() - start;
    }
    printf("  %-28s %8.2f us", what, median(us, EDITS));
    printf("   99 %% within %8.2f us\n", us[EDITS - EDITS / 100]);
    free(us);
}

/* All readings of a lab afresh, where the temperature moves all rows. */
static double afresh_us(struct lab *lab)
{
    double us[ROUNDS];
    struct readings r;

    for (int i = 0; i < ROUNDS; i++) {
        double start = now_us();

        lab_set_temperature(lab, 1.5 + 0.1 * i, NULL);
        lab_readings(lab, &r);
        us[i] = now_us() - start;
    }
    return median(us, ROUNDS);
}

static void bench(size_t n, size_t k, bool logits)
{
    double before = heap(), start = now_us(), opened, used;
    double arrays = (double)n * (double)(k * sizeof(double) + sizeof(int32_t));
    struct lab *lab = load(n, k, logits);
    struct readings r;

    opened = now_us() - start;
    start = now_us();
    lab_readings(lab, &r);
    printf("%zu x %zu %s\n", n, k, logits ? "logits" : "probabilities");
    printf("  %-28s %8.1f ms, first readings %.1f ms\n",
           "taken over from a reader", opened / 1e3, (now_us() - start) / 1e3);
    edits(lab, "a label, with readings", 0);
    edits(lab, "a number, with readings", 1);
    edits(lab, "undo, with readings", 2);
    used = heap() - before;
    printf("  %-28s %8.2f bytes a row, after %d edits\n", "beyond the arrays",
           (used - arrays) / (double)n, 2 * EDITS);
    if (logits)
        printf("  %-28s %8.1f ms\n", "a temperature, with readings",
               afresh_us(lab) / 1e3);
    lab_destroy(lab);
}

int main(int argc, char **argv)
{
    size_t n = argc > 1 ? (size_t)strtoul(argv[1], NULL, 10) : 10000000;

    bench(n, 3, false);
    bench(n, 10, false);
    bench(n, 3, true);
    return 0;
}
