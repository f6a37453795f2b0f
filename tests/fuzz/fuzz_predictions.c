/* fuzz_predictions.c - files of predictions, CSV and NPY, to meet anything.
 *
 * The first byte chooses options. Where its top bit is set, two more say how
 * long the array of probabilities is that follows, and the labels follow that;
 * otherwise the rest is a CSV, which another bit has read in pieces as well.
 * What is refused must have a place and say what
 * would do; what is accepted must be rows as predictions.h has them, and their
 * readings must make sense. */
#include "fuzz/fuzzing.h"

#include "support/test.h"

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

const struct fuzz_plan fuzz_plan = {
    .name = "predictions", .prefixes = 5000, .mutations = 60000, .good = meet
};

void fuzz_plan_seeds(struct fuzz_seeds *seeds)
{
    fuzz_seed_files(seeds, "fuzz/seeds/predictions", ".seed", "");
}
