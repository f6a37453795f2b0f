/* bench_lab.c - a lab of ten million rows: opening, editing, reading.
 *
 * Not a test: it prints times of one run, and what a lab takes beyond its
 * arrays of scores and labels. An edit is a label and a probability in random
 * rows, each with all readings afterwards.
 *
 *     bench_lab [ROWS]
 */
#include <malloc.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/fatal.h"
#include "lab/lab.h"
#include "lab/readings.h"
#include "made_rows.h"
#include "num/rng.h"
#include "stopwatch.h"

enum { EDITS = 2000, ROUNDS = 5 };

static double median(double *x, size_t n)
{
    qsort(x, n, sizeof *x, stopwatch_ascending);
    return x[n / 2];
}

/* What malloc has handed out, large pieces among it. */
static double heap(void)
{
    struct mallinfo2 all = mallinfo2();

    return (double)(all.uordblks + all.hblkhd);
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
        double p = rng_uniform(&rng), start = stopwatch_ms();

        if (kind == 0)
            lab_set_label(lab, row, class, NULL);
        else if (kind == 1)
            lab_set(lab, row, class, p, NULL);
        else
            lab_undo(lab, NULL);
        lab_readings(lab, &r);
        us[i] = 1e3 * (stopwatch_ms() - start);
    }
    printf("  %-28s %8.2f us", what, median(us, EDITS));
    printf("   99 %% within %8.2f us\n", us[EDITS - EDITS / 100]);
    free(us);
}

/* All readings of a lab afresh, where the temperature moves all rows. */
static double afresh_ms(struct lab *lab)
{
    double ms[ROUNDS];
    struct readings r;

    for (int i = 0; i < ROUNDS; i++) {
        double start = stopwatch_ms();

        lab_set_temperature(lab, 1.5 + 0.1 * i, NULL);
        lab_readings(lab, &r);
        ms[i] = stopwatch_ms() - start;
    }
    return median(ms, ROUNDS);
}

static void bench(size_t n, size_t k, bool logits)
{
    double before = heap(), start, opened, used;
    double arrays = (double)n * (double)(k * sizeof(double) + sizeof(int32_t));
    struct lab *lab = made_rows(n, k, logits, &opened);
    struct readings r;

    start = stopwatch_ms();
    lab_readings(lab, &r);
    printf("%zu x %zu %s\n", n, k, logits ? "logits" : "probabilities");
    printf("  %-28s %8.1f ms, first readings %.1f ms\n",
           "taken over from a reader", opened, stopwatch_ms() - start);
    edits(lab, "a label, with readings", 0);
    edits(lab, "a number, with readings", 1);
    edits(lab, "undo, with readings", 2);
    used = heap() - before;
    printf("  %-28s %8.2f bytes a row, after %d edits\n", "beyond the arrays",
           (used - arrays) / (double)n, 2 * EDITS);
    if (logits)
        printf("  %-28s %8.1f ms\n", "a temperature, with readings",
               afresh_ms(lab));
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
