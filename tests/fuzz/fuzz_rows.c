#include "fuzz/fuzz_rows.h"

#include "support/test.h"

#include <math.h>

#include "base/decimal.h"
#include "base/err.h"
#include "lab/lab_spec.h"

enum { WORST = 2 };

void fuzz_rows_init(struct fuzz_rows *rows, uint8_t choice)
{
    static const struct slice classes[] = { { "a", 1 }, { "b", 1 } };

    *rows = (struct fuzz_rows){ .options = prediction_options(),
                                .evaluation = evaluation_create(WORST) };
    rows->options.normalise = choice & FUZZ_NORMALISE;
    rows->options.told = choice & FUZZ_TOLD;
    rows->options.empty = choice & FUZZ_EMPTY;
    if (choice & FUZZ_CLASSES) {
        rows->options.classes = classes;
        rows->options.class_count = 2;
    }
    if (choice & FUZZ_LABEL)
        rows->options.label = slice_of("t");
}

void fuzz_rows_finish(struct fuzz_rows *rows)
{
    evaluation_destroy(rows->evaluation);
}

/* ---- as a CSV ---- */

static void write_header(struct fuzz_rows *rows)
{
    strbuf_puts(rows->csv, "label");
    for (size_t j = 0; j < rows->set.class_count; j++)
        strbuf_printf(rows->csv, ",p:%.*s", SLICE_ARG(rows->set.classes[j]));
    strbuf_putc(rows->csv, '\n');
}

static void write_row(struct fuzz_rows *rows, int32_t label, const double *p)
{
    char text[DECIMAL_TEXT];

    strbuf_printf(rows->csv, "%d", label);
    for (size_t j = 0; j < rows->set.class_count; j++) {
        decimal_text(p[j], text);
        strbuf_printf(rows->csv, ",%s", text);
    }
    strbuf_putc(rows->csv, '\n');
}

/* ---- what a reader hands over ---- */

static bool begin(void *context, const struct prediction_set *set,
                  struct err *err)
{
    struct fuzz_rows *rows = context;
    struct prediction_sink into = evaluation_sink(rows->evaluation);

    rows->set = *set;
    assert_true(set->class_count > 0);
    for (size_t j = 0; j < set->class_count; j++)
        assert_true(set->classes[j].len > 0);
    if (rows->csv)
        write_header(rows);
    return into.begin(into.context, set, err);
}

static void check_distribution(const struct fuzz_rows *rows, const double *p)
{
    double sum = 0.0;

    for (size_t j = 0; j < rows->set.class_count; j++) {
        assert_true(p[j] >= 0.0 && p[j] <= 1.0);
        sum += p[j];
    }
    assert_true(fabs(sum - 1.0) <= rows->options.tolerance);
}

static void check_row(struct fuzz_rows *rows,
                      const struct prediction_batch *batch, size_t i)
{
    size_t k = rows->set.class_count;
    const double *scores = batch->scores + i * k;

    if (batch->label)
        assert_true(batch->label[i] >= 0 && (size_t)batch->label[i] < k);
    else
        check_distribution(rows, batch->truth + i * k);
    if (!rows->set.logits)
        check_distribution(rows, scores);
    for (size_t j = 0; rows->set.logits && j < k; j++)
        assert_true(fabs(scores[j]) <= LAB_LOGIT_MAX);
    if (rows->csv)
        write_row(rows, batch->label[i], scores);
}

/* A law: what a reader says that it knows is what looking shows. */
static void check_known(const struct prediction_batch *batch, size_t k)
{
    uint64_t hits = 0;

    for (size_t i = 0; i < batch->n; i++) {
        const double *p = batch->scores + i * k;
        size_t best = 0;

        for (size_t j = 1; j < k; j++)
            best = p[j] > p[best] ? j : best;
        hits += best == (size_t)batch->label[i];
        assert_true(batch->factor[i] == p[batch->label[i]]);
    }
    assert_true(batch->hits == hits);
}

static bool take(void *context, const struct prediction_batch *batch,
                 struct err *err)
{
    struct fuzz_rows *rows = context;
    struct prediction_sink into = evaluation_sink(rows->evaluation);

    assert_true(batch->n > 0 && batch->n <= PREDICTION_BATCH);
    assert_true(!batch->label != !batch->truth);
    for (size_t i = 0; i < batch->n; i++)
        check_row(rows, batch, i);
    if (batch->factor)
        check_known(batch, rows->set.class_count);
    rows->rows += batch->n;
    return into.take(into.context, batch, err);
}

struct prediction_sink fuzz_rows_sink(struct fuzz_rows *rows)
{
    return (struct prediction_sink){ begin, take, rows };
}

/* ---- readings ---- */

struct evaluated fuzz_rows_readings(struct fuzz_rows *rows)
{
    struct evaluated r;

    evaluation_end(rows->evaluation, &r);
    assert_true(r.examples == rows->rows && r.examples > 0);
    assert_true(r.hits <= r.examples && r.zero_rows <= r.examples);
    assert_true(r.log_likelihood.hi <= 0.0);
    assert_true(r.cross_entropy.hi >= 0.0);
    assert_true(r.entropy.hi >= 0.0);
    assert_true(!isnan(r.kl.hi) && !isnan(r.kl_reverse.hi));
    assert_true(r.perplexity >= 1.0);
    assert_true((r.log_likelihood.hi == -INFINITY) == (r.zero_rows > 0));
    assert_true(r.worst_count == (r.examples < WORST ? r.examples : WORST));
    for (int f = 0; f < FORMAT_EXACT; f++)
        assert_true(r.formats[f].product.value >= 0.0 &&
                    r.formats[f].product.value <= 1.0);
    return r;
}

static bool same(struct dd a, struct dd b)
{
    return a.hi == b.hi && (!isfinite(a.hi) || a.lo == b.lo);
}

void fuzz_rows_same(const struct evaluated *a, const struct evaluated *b)
{
    assert_true(a->examples == b->examples && a->hits == b->hits);
    assert_true(a->zero_rows == b->zero_rows);
    assert_true(same(a->log_likelihood, b->log_likelihood));
    assert_true(same(a->cross_entropy, b->cross_entropy));
    assert_true(same(a->entropy, b->entropy));
    assert_true(same(a->kl, b->kl) && same(a->kl_reverse, b->kl_reverse));
    for (int f = 0; f < FORMAT_EXACT; f++)
        assert_true(a->formats[f].product.value == b->formats[f].product.value);
    for (size_t i = 0; i < a->worst_count; i++)
        assert_true(a->worst[i].row == b->worst[i].row &&
                    a->worst[i].loss == b->worst[i].loss);
}
