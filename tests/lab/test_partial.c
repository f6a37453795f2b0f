/* test_partial.c - readings joined from parts. The law: addition of integers
 * knows no order; and a whole that was never cut is the other method. */
#include "support/test.h"

#include <stdbool.h>
#include <string.h>

#include "lab/evaluation.h"
#include "lab/partial.h"
#include "num/rng.h"

enum { ROWS = 2000, CLASSES = 3, PARTS = 9 };

struct data {
    struct rng rng;
    bool logits, labelled;
    int32_t label[ROWS];
    double truth[ROWS * CLASSES], scores[ROWS * CLASSES];
};

/* `kind` 0: probabilities and labels; 1: near certain; 2: distributions; 3:
 * logits. */
static void draw(struct data *d, int kind, uint64_t seed)
{
    rng_seed(&d->rng, seed);
    d->logits = kind == 3;
    d->labelled = kind != 2;
    for (size_t i = 0; i < ROWS; i++) {
        double *q = d->scores + i * CLASSES, *y = d->truth + i * CLASSES;
        double small = kind == 1 ? 0x1p-40 : 0.5;

        d->label[i] = (int32_t)rng_below(&d->rng, kind == 1 ? 1 : CLASSES);
        q[1] = rng_uniform(&d->rng) * small;
        q[2] = rng_uniform(&d->rng) * small;
        q[0] = 1.0 - q[1] - q[2];
        y[1] = rng_uniform(&d->rng) * 0.5;
        y[2] = 0.25;
        y[0] = 0.75 - y[1];
        for (size_t j = 0; d->logits && j < CLASSES; j++)
            q[j] = 30.0 * (rng_uniform(&d->rng) - 0.5);
    }
}

static struct partial evaluate(struct data *d, size_t from, size_t to)
{
    struct evaluation *evaluation = evaluation_create(0);
    struct prediction_sink sink = evaluation_sink(evaluation);
    struct prediction_set set = { .class_count = CLASSES,
                                  .labelled = d->labelled,
                                  .logits = d->logits };
    struct prediction_batch batch = {
        .n = to - from,
        .label = d->labelled ? d->label + from : NULL,
        .truth = d->labelled ? NULL : d->truth + from * CLASSES,
        .scores = d->scores + from * CLASSES,
    };
    struct evaluated out;

    assert_true(sink.begin(sink.context, &set, NULL));
    assert_true(sink.take(sink.context, &batch, NULL));
    evaluation_end(evaluation, &out);
    evaluation_destroy(evaluation);
    return out.totals;
}

/* Parts of random lengths, all rows in them. */
static void cut(struct data *d, struct partial parts[PARTS])
{
    size_t from = 0;

    for (size_t i = 0; i < PARTS; i++) {
        size_t left = ROWS - from - (PARTS - 1 - i);
        size_t n = i + 1 < PARTS ? 1 + rng_below(&d->rng, left) : left;

        parts[i] = evaluate(d, from, from + n);
        from += n;
    }
}

/* Joins two of them, of random places, until one is left. */
static struct partial join(struct rng *rng, const struct partial given[PARTS])
{
    struct partial parts[PARTS];

    memcpy(parts, given, sizeof parts);
    for (size_t n = PARTS; n > 1; n--) {
        size_t a = rng_below(rng, n), b = rng_below(rng, n - 1);
        struct partial pair = { 0 };

        b += b >= a;
        partial_add(&pair, &parts[a]);
        partial_add(&pair, &parts[b]);
        parts[a < b ? a : b] = pair;
        parts[a < b ? b : a] = parts[n - 1];
    }
    return parts[0];
}

static void any_order_and_grouping_has_the_same_bits(void **state)
{
    static struct data d;

    (void)state;
    for (int kind = 0; kind < 4; kind++) {
        struct partial parts[PARTS], first;

        draw(&d, kind, 17);
        cut(&d, parts);
        first = join(&d.rng, parts);
        assert_int_equal(first.examples, ROWS);
        for (int i = 0; i < 50; i++) {
            struct partial again = join(&d.rng, parts);

            assert_memory_equal(&again.log_likelihood, &first.log_likelihood,
                                sizeof first.log_likelihood);
            assert_memory_equal(&again.entropy, &first.entropy,
                                sizeof first.entropy);
            assert_memory_equal(&again.kl, &first.kl, sizeof first.kl);
            assert_memory_equal(&again.kl_reverse, &first.kl_reverse,
                                sizeof first.kl_reverse);
            assert_int_equal(again.hits, first.hits);
        }
    }
}

static void assert_within_an_ulp(double a, double b)
{
    assert_near(a, b, fabs(b) * 0x1p-52);
}

static void other_cuts_agree_to_an_ulp(void **state)
{
    static struct data d;

    (void)state;
    for (int kind = 0; kind < 4; kind++) {
        struct partial whole;
        struct evaluated want = { 0 };

        draw(&d, kind, 29);
        whole = evaluate(&d, 0, ROWS);
        partial_read(&whole, &want);
        for (int i = 0; i < 20; i++) {
            struct partial parts[PARTS], joined;
            struct evaluated got = { 0 };

            cut(&d, parts);
            joined = join(&d.rng, parts);
            partial_read(&joined, &got);
            assert_within_an_ulp(got.log_likelihood.hi, want.log_likelihood.hi);
            assert_within_an_ulp(got.cross_entropy.hi, want.cross_entropy.hi);
            assert_within_an_ulp(got.entropy.hi, want.entropy.hi);
            assert_within_an_ulp(got.kl.hi, want.kl.hi);
            assert_within_an_ulp(got.kl_reverse.hi, want.kl_reverse.hi);
            assert_within_an_ulp(got.perplexity, want.perplexity);
            assert_int_equal(got.hits, want.hits);
        }
    }
}

/* A zero in one part is one in the whole. */
static void zeros_and_deviations_are_kept(void **state)
{
    static struct data d;
    struct partial a, b;
    struct evaluated out = { 0 };

    (void)state;
    draw(&d, 0, 5);
    a = evaluate(&d, 0, 10);
    d.scores[10 * CLASSES + (size_t)d.label[10]] = 0.0;
    b = evaluate(&d, 10, 20);
    a.most_off = 1e-5;
    b.most_off = 3e-5;
    partial_add(&a, &b);
    partial_read(&a, &out);
    assert_int_equal(out.zero_rows, 1);
    assert_true(out.log_likelihood.hi == -INFINITY);
    assert_true(out.cross_entropy.hi == INFINITY && out.kl.hi == INFINITY);
    assert_true(out.likelihood.fraction10 == 0.0);
    assert_true(out.kl_reverse.hi == INFINITY);
    assert_true(a.most_off == 3e-5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_order_and_grouping_has_the_same_bits),
        cmocka_unit_test(other_cuts_agree_to_an_ulp),
        cmocka_unit_test(zeros_and_deviations_are_kept),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
