#include "support/many_rows.h"

#include <math.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/fatal.h"
#include "base/strbuf.h"
#include "lab/lab.h"
#include "num/rng.h"

static const char *const names[] = { "Positive", "Neutral", "Negative", "Mixed",
                                     "Unclear",  "Spam",    "Question", "Other",
                                     "Empty",    "Foreign" };

static const char *const words[] = {
    "the",  "film", "was",      "long",   "and",   "quiet",  "but",
    "with", "a",    "good",     "ending", "which", "nobody", "expected",
    "from", "this", "director", "whose",  "last",  "work",   "disappointed",
};

enum {
    NAMES = sizeof names / sizeof *names,
    WORDS = sizeof words / sizeof *words
};

static struct slice text(struct arena *arena, struct rng *rng)
{
    struct strbuf out = { 0 };
    uint64_t count = 1 + rng_below(rng, 40);
    struct slice copy;

    for (uint64_t i = 0; i < count; i++)
        strbuf_printf(&out, "%s%s", i ? " " : "", words[rng_below(rng, WORDS)]);
    copy = slice_of(slice_text(arena, slice_of(strbuf_text(&out))));
    strbuf_finish(&out);
    return copy;
}

/* Weights of 1 to 20, so that many rows are alike, over their sum. */
static void fill(double *p, size_t k, size_t label, struct rng *rng)
{
    double sum = 0.0, rest = 1.0;

    for (size_t j = 0; j < k; j++) {
        p[j] = (double)(1 + rng_below(rng, 20));
        if (j == label)
            p[j] *= (double)(1 + rng_below(rng, k + 2));
        sum += p[j];
    }
    for (size_t j = 1; j < k; j++) {
        p[j] /= sum;
        rest -= p[j];
    }
    p[0] = rest;
}

struct lab *many_rows(size_t n, size_t k, uint64_t seed, bool soft, bool logits)
{
    struct arena *arena = arena_create();
    struct slice *classes = arena_array(arena, k, sizeof *classes);
    struct lab_row *rows = fatal_calloc(n, sizeof *rows);
    double *scores = fatal_calloc(n * k, sizeof *scores);
    struct lab_spec spec = { .name = slice_of("many"),
                             .title = slice_of("many rows"),
                             .classes = classes,
                             .class_count = k,
                             .rows = rows,
                             .row_count = n,
                             .model = logits ? LAB_SOFTMAX : LAB_GIVEN,
                             .levers = LAB_LEVER_ALL };
    struct rng rng;
    struct lab *lab;

    rng_seed(&rng, seed);
    for (size_t j = 0; j < k; j++)
        classes[j] =
            slice_of(j < NAMES && k <= NAMES ? names[j]
                                             : arena_printf(arena, "c%zu", j));
    for (size_t i = 0; i < n; i++) {
        double *p = scores + i * k;
        size_t label = (size_t)rng_below(&rng, k);

        fill(p, k, label, &rng);
        for (size_t j = 0; logits && j < k; j++)
            p[j] = 3.0 * log(p[j]);
        rows[i] = (struct lab_row){ .input = text(arena, &rng),
                                    .label = (int)label,
                                    .softness = soft && i % 7 == 1 ? 0.3 : 0.0,
                                    .predicted = p,
                                    .logits = p };
    }
    lab = lab_create(&spec, NULL);
    free(scores);
    free(rows);
    arena_destroy(arena);
    return lab;
}
