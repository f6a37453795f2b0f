/* One entry for a fuzzer (clang -fsanitize=fuzzer, see meson.build) and, with
 * FUZZ_MAIN, a plain test that runs it over good files, their prefixes and
 * their mutations.
 *
 * The first byte chooses options. Where its top bit is set, two more say how
 * long the array of probabilities is that follows, and the labels follow that;
 * otherwise the rest is a CSV, which another bit has read in pieces as well.
 * What is refused must have a place and say what
 * would do; what is accepted must be rows as predictions.h has them, and their
 * readings must make sense. */
#include "support/test.h"

#include <dirent.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/fatal.h"
#include "base/file.h"
#include "base/strbuf.h"
#include "base/stream.h"
#include "lab/csv_rows.h"
#include "lab/evaluation.h"
#include "lab/lab_spec.h"
#include "lab/npy_rows.h"
#include "num/rng.h"

enum { NORMALISE = 1, CLASSES = 2, LABEL = 4, PIECES = 8, ARRAYS = 128 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Between a reader and an evaluation. */
struct guard {
    struct prediction_options options;
    struct prediction_set set;
    struct prediction_sink sink;
    uint64_t rows;
};

static bool begin(void *context, const struct prediction_set *set,
                  struct err *err)
{
    struct guard *guard = context;

    guard->set = *set;
    assert_true(set->class_count > 0);
    for (size_t j = 0; j < set->class_count; j++)
        assert_true(set->classes[j].len > 0);
    return guard->sink.begin(guard->sink.context, set, err);
}

static void check_distribution(const struct guard *guard, const double *p)
{
    double sum = 0.0;

    for (size_t j = 0; j < guard->set.class_count; j++) {
        assert_true(p[j] >= 0.0 && p[j] <= 1.0);
        sum += p[j];
    }
    assert_true(fabs(sum - 1.0) <= guard->options.tolerance);
}

static bool take(void *context, const struct prediction_batch *batch,
                 struct err *err)
{
    struct guard *guard = context;
    size_t k = guard->set.class_count;

    assert_true(batch->n > 0 && batch->n <= PREDICTION_BATCH);
    assert_true(!batch->label != !batch->truth);
    for (size_t i = 0; i < batch->n; i++) {
        if (batch->label)
            assert_true(batch->label[i] >= 0 && (size_t)batch->label[i] < k);
        else
            check_distribution(guard, batch->truth + i * k);
        if (!guard->set.logits)
            check_distribution(guard, batch->scores + i * k);
        for (size_t j = 0; guard->set.logits && j < k; j++)
            assert_true(fabs(batch->scores[i * k + j]) <= LAB_LOGIT_MAX);
    }
    guard->rows += batch->n;
    return guard->sink.take(guard->sink.context, batch, err);
}

static void check_readings(const struct evaluated *r, const struct guard *guard)
{
    assert_true(r->examples == guard->rows && r->examples > 0);
    assert_true(r->hits <= r->examples && r->zero_rows <= r->examples);
    assert_true(r->log_likelihood.hi <= 0.0);
    assert_true(r->cross_entropy.hi >= 0.0);
    assert_true(r->entropy.hi >= 0.0);
    assert_true(!isnan(r->kl.hi) && !isnan(r->kl_reverse.hi));
    assert_true(r->perplexity >= 1.0);
    assert_true((r->log_likelihood.hi == -INFINITY) == (r->zero_rows > 0));
    assert_true(r->worst_count == (r->examples < 2 ? r->examples : 2));
    for (int f = 0; f < FORMAT_EXACT; f++)
        assert_true(r->formats[f].product.value >= 0.0 &&
                    r->formats[f].product.value <= 1.0);
}

static void check_refusal(const struct err *err, bool arrays)
{
    assert_true(err->file[0] && err->text[0]);
    if (arrays)
        return;
    assert_true(err->line >= 1 && err->column >= 1);
    if (!strstr(err->text, "would do") && !strstr(err->text, "doubled") &&
        !strstr(err->text, "one or the other") &&
        strlen(err->text) < ERR_TEXT_MAX - 1)
        fail_msg("says not what would do: %s", err->text);
}

static bool read_any(const struct guard *guard, struct slice text, bool arrays,
                     const struct prediction_sink *sink, struct err *err)
{
    struct prediction_count count;
    struct stream a, b = { 0 };
    size_t cut = 0;
    bool well;

    if (!arrays) {
        stream_of(&a, text, "csv");
        well = csv_rows(&a, &guard->options, sink, &count, err);
    } else {
        if (text.len >= 2)
            cut = (size_t)(unsigned char)text.at[0] |
                  (size_t)(unsigned char)text.at[1] << 8;
        text = slice_sub(text, 2, text.len);
        stream_of(&a, slice_sub(text, 0, cut), "p.npy");
        stream_of(&b, slice_sub(text, cut, text.len), "y.npy");
        well = npy_rows(&a, &b, &guard->options, sink, &count, err);
    }
    stream_close(&a);
    stream_close(&b);
    assert_true(!well || count.rows == guard->rows);
    return well;
}

/* Cut into pieces of a few bytes, a CSV must read as it does whole. */
static void check_pieces(const struct guard *whole, struct slice text,
                         bool well, const struct err *err)
{
    struct evaluation *evaluation = evaluation_create(2);
    struct guard guard = { .options = whole->options,
                           .sink = evaluation_sink(evaluation) };
    struct prediction_sink sink = { begin, take, &guard };
    struct err other = { 0 };

    guard.options.piece = 5;
    assert_true(read_any(&guard, text, false, &sink, &other) == well);
    if (well)
        assert_true(guard.rows == whole->rows);
    assert_int_equal(other.line, err->line);
    assert_int_equal(other.column, err->column);
    assert_string_equal(other.text, err->text);
    evaluation_destroy(evaluation);
}

/* Whether it is accepted. */
static bool meet(const uint8_t *data, size_t size)
{
    static const struct slice classes[] = { { "a", 1 }, { "b", 1 } };
    struct evaluation *evaluation;
    struct guard guard = { .options = prediction_options() };
    struct prediction_sink sink = { begin, take, &guard };
    struct evaluated readings;
    struct err err = { 0 };
    bool well;

    if (size == 0)
        return false;
    guard.options.normalise = data[0] & NORMALISE;
    if (data[0] & CLASSES) {
        guard.options.classes = classes;
        guard.options.class_count = 2;
    }
    if (data[0] & LABEL)
        guard.options.label = slice_of("t");
    evaluation = evaluation_create(2);
    guard.sink = evaluation_sink(evaluation);
    well = read_any(&guard, (struct slice){ (const char *)data + 1, size - 1 },
                    data[0] & ARRAYS, &sink, &err);
    if (well) {
        evaluation_end(evaluation, &readings);
        check_readings(&readings, &guard);
    } else {
        check_refusal(&err, data[0] & ARRAYS);
    }
    evaluation_destroy(evaluation);
    if ((data[0] & PIECES) && !(data[0] & ARRAYS))
        check_pieces(&guard, (struct slice){ (const char *)data + 1, size - 1 },
                     well, &err);
    return well;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    meet(data, size);
    return 0;
}

#ifdef FUZZ_MAIN

enum { SEEDS_MAX = 64, SEED_MAX = 256 };

struct seeds {
    struct strbuf at[SEEDS_MAX];
    size_t count;
};

/* Those of tests/data/eval/seeds, which the fuzzer begins with too. */
static int load_seeds(void **state)
{
    struct seeds *seeds = fatal_calloc(1, sizeof *seeds);
    char path[600];
    struct dirent **names;
    int n;

    snprintf(path, sizeof path, "%s/data/eval/seeds", getenv("LIKELY_TESTS"));
    n = scandir(path, &names, NULL, alphasort);
    for (int i = 0; i < n; i++) {
        if (names[i]->d_name[0] != '.') {
            assert_true(seeds->count < SEEDS_MAX);
            snprintf(path, sizeof path, "%s/data/eval/seeds/%s",
                     getenv("LIKELY_TESTS"), names[i]->d_name);
            assert_true(
                file_read(path, &seeds->at[seeds->count++], SEED_MAX, NULL));
        }
        free(names[i]);
    }
    if (n >= 0)
        free(names);
    *state = seeds;
    return seeds->count >= 10 ? 0 : -1;
}

static int free_seeds(void **state)
{
    struct seeds *seeds = *state;

    for (size_t i = 0; i < seeds->count; i++)
        strbuf_finish(&seeds->at[i]);
    free(seeds);
    return 0;
}

/* The seeds themselves are good. */
static void seeds_and_their_prefixes_are_met(void **state)
{
    const struct seeds *seeds = *state;

    for (size_t s = 0; s < seeds->count; s++)
        for (size_t n = 0; n <= seeds->at[s].len; n++) {
            /* In a piece of its own, so that a sanitizer sees its end. */
            uint8_t *copy = fatal_malloc(n + 1);

            memcpy(copy, seeds->at[s].at, n);
            if (!meet(copy, n) && n == seeds->at[s].len)
                fail_msg("seed %zu is refused", s);
            free(copy);
        }
}

static size_t change(struct rng *rng, uint8_t *text, size_t n, size_t most)
{
    static const char letters[] = ",,\n\r\"\0.-+e0159 abpyz:(){}'<>|\x93\xFF";
    size_t at = n > 0 ? rng_below(rng, n) : 0, len;
    uint8_t byte = (uint8_t)letters[rng_below(rng, sizeof letters - 1)];

    switch (rng_below(rng, 5)) {
    case 0: /* another byte */
        if (n > 0)
            text[at] = byte;
        return n;
    case 1: /* a bit */
        if (n > 0)
            text[at] ^= (uint8_t)(1 << rng_below(rng, 8));
        return n;
    case 2: /* one more */
        if (n == most)
            return n;
        memmove(text + at + 1, text + at, n - at);
        text[at] = byte;
        return n + 1;
    case 3: /* a piece less */
        len = rng_below(rng, n - at + 1);
        memmove(text + at, text + at + len, n - at - len);
        return n - len;
    default: /* a piece twice */
        len = rng_below(rng, n - at + 1);
        if (n + len > most)
            return n;
        memmove(text + at + len, text + at, n - at);
        return n + len;
    }
}

static void mutations_are_met(void **state)
{
    enum { MOST = 512 };
    const struct seeds *seeds = *state;
    struct rng rng;

    rng_seed(&rng, 2026);
    for (int i = 0; i < 60000; i++) {
        const struct strbuf *seed = &seeds->at[rng_below(&rng, seeds->count)];
        uint8_t *text = fatal_malloc(MOST), *copy;
        size_t n = seed->len, changes = 1 + rng_below(&rng, 4);

        memcpy(text, seed->at, n);
        for (size_t c = 0; c < changes; c++)
            n = change(&rng, text, n, MOST);
        copy = fatal_malloc(n + 1);
        memcpy(copy, text, n);
        meet(copy, n);
        free(copy);
        free(text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(seeds_and_their_prefixes_are_met),
        cmocka_unit_test(mutations_are_met),
    };

    return cmocka_run_group_tests(tests, load_seeds, free_seeds);
}

#endif
