#include "made_rows.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/fatal.h"
#include "lab/lab.h"
#include "lab/lab_load.h"
#include "num/rng.h"
#include "stopwatch.h"

enum { MADE = 1 << 18 };

static void fill(struct rng *rng, double *p, size_t k, size_t label)
{
    double sum = 0.0;

    for (size_t j = 0; j < k; j++)
        sum += p[j] = (rng_uniform(rng) + 1e-9) * (j == label ? 3.0 : 1.0);
    for (size_t j = 0; j < k; j++)
        p[j] /= sum;
}

struct lab *made_rows(size_t n, size_t k, bool logits, double *ms)
{
    struct lab_loader *loader = lab_loader_create();
    struct prediction_sink sink = lab_loader_sink(loader);
    struct slice *classes = fatal_calloc(k, sizeof *classes);
    struct prediction_set set = { classes, k, true, logits, false };
    double *p = fatal_malloc(MADE * k * sizeof *p);
    int32_t *label = fatal_malloc(MADE * sizeof *label);
    struct prediction_batch batch = { 0 };
    struct rng rng;
    struct lab *lab;

    rng_seed(&rng, 1);
    for (size_t j = 0; j < k; j++)
        classes[j] = (struct slice){ &"abcdefghij"[j % 10], 1 };
    for (size_t i = 0; i < MADE; i++) {
        label[i] = (int32_t)rng_below(&rng, k);
        fill(&rng, p + i * k, k, (size_t)label[i]);
    }
    *ms = stopwatch_ms();
    sink.begin(sink.context, &set, NULL);
    for (size_t i = 0; i < n; i += batch.n) {
        batch.n = n - i < PREDICTION_BATCH ? n - i : PREDICTION_BATCH;
        batch.label = label + i % MADE;
        batch.scores = p + i % MADE * k;
        sink.take(sink.context, &batch, NULL);
    }
    lab = lab_loader_finish(loader, slice_of("bench"), NULL);
    *ms = stopwatch_ms() - *ms;
    free(classes);
    free(label);
    free(p);
    return lab;
}
