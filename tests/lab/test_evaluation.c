/* test_evaluation.c - readings of rows that stream by, by hand, against a lab
 * that keeps its rows, and against 1,500-bit arithmetic: readings_exact.py
 * draws the same data sets and has printed tests/data/eval/readings.txt. */
#include "support/test.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/strbuf.h"
#include "base/stream.h"
#include "lab/csv_read.h"
#include "lab/csv_rows.h"
#include "lab/evaluation.h"
#include "lab/readings.h"
#include "num/rng.h"
#include "num/unit.h"

enum { ROWS = 40, CLASSES = 4, SETS = 1000, NUMBERS = 6 };

struct data {
    struct rng rng;
    size_t n, k;
    int mode, kind; /* mode: bit 0 soft truths, bit 1 logits */
    int32_t label[ROWS];
    double truth[ROWS * CLASSES], scores[ROWS * CLASSES];
};

/* ---- the data sets of readings_exact.py, draw for draw ---- */

static double probability(struct rng *rng, int kind)
{
    if (kind == 7)
        kind = (int)(rng_next(rng) % 7);
    switch (kind) {
    case 0:
        return rng_uniform(rng);
    case 1:
        return rng_uniform(rng) * 0x1p-1000;
    case 2:
        return 1.0 - rng_uniform(rng) * 0x1p-40;
    case 3:
        return 1.0 - (double)(rng_next(rng) % 4) * 0x1p-53;
    case 4:
        return (double)(rng_next(rng) >> 12) * 0x1p-1074;
    case 5:
        return ldexp(1.0, -(int)(rng_next(rng) % 1075));
    default:
        return 1.0 - rng_uniform(rng) * 0x1p-10;
    }
}

static void draw_scores(struct data *d, const double *y, double *scores)
{
    static const double scales[] = { 1.0, 20.0, 200.0, 100000.0 };

    for (size_t j = 0; j < d->k; j++) {
        if (d->mode >= 2)
            scores[j] = (rng_uniform(&d->rng) - 0.5) * scales[d->kind % 4];
        else if (y && d->kind >= 4)
            scores[j] = y[j] * (1.0 - rng_uniform(&d->rng) *
                                          ldexp(1.0, -10 * (d->kind - 3)));
        else
            scores[j] = probability(&d->rng, d->kind);
    }
}

static void draw(struct data *d, uint64_t number)
{
    rng_seed(&d->rng, number);
    d->mode = (int)(number % 4);
    d->kind = (int)(number / 4 % 8);
    d->n = 1 + rng_next(&d->rng) % ROWS;
    d->k = 1 + rng_next(&d->rng) % CLASSES;
    for (size_t i = 0; i < d->n; i++) {
        double *y = d->truth + i * d->k;
        uint64_t left = 256;

        if (d->mode % 2 == 0) {
            d->label[i] = (int32_t)(rng_next(&d->rng) % d->k);
        } else {
            for (size_t j = 0; j + 1 < d->k; j++) {
                uint64_t part = rng_next(&d->rng) % (left + 1);

                y[j] = (double)part / 256.0;
                left -= part;
            }
            y[d->k - 1] = (double)left / 256.0;
        }
        draw_scores(d, d->mode % 2 ? y : NULL, d->scores + i * d->k);
    }
}

/* Hands the rows over in batches of random sizes. */
static void evaluate(struct data *d, struct evaluated *out)
{
    struct evaluation *evaluation = evaluation_create(0);
    struct prediction_sink sink = evaluation_sink(evaluation);
    struct prediction_set set = { .class_count = d->k,
                                  .labelled = d->mode % 2 == 0,
                                  .logits = d->mode >= 2 };

    assert_true(sink.begin(sink.context, &set, NULL));
    for (size_t i = 0; i < d->n;) {
        size_t n = 1 + rng_next(&d->rng) % (d->n - i);
        struct prediction_batch batch = {
            .n = n,
            .label = set.labelled ? d->label + i : NULL,
            .truth = set.labelled ? NULL : d->truth + i * d->k,
            .scores = d->scores + i * d->k,
        };

        assert_true(sink.take(sink.context, &batch, NULL));
        i += n;
    }
    evaluation_end(evaluation, out);
    evaluation_destroy(evaluation);
}

/* How many doubles lie between; 0 is correctly rounded. */
static double ulps(double a, double b)
{
    int64_t x, y;

    if (a == b)
        return 0.0;
    if (isnan(a) || isnan(b) || signbit(a) != signbit(b))
        return INFINITY;
    memcpy(&x, &a, sizeof x);
    memcpy(&y, &b, sizeof y);
    return fabs((double)(x - y));
}

/* What is allowed in each mode: labels, soft truths, logits, both. */
static const double allowed[4][NUMBERS] = {
    { 0, 0, 0, 0, 1, 1 },
    { 0, 0, 2, 4, 4, 1 },
    { 2, 2, 0, 2, 1, 2 },
    { 2, 2, 2, 8, 8, 2 },
};

static void errors_are_ulps(void **state)
{
    static const char *const names[] = { "log-likelihood", "cross-entropy",
                                         "entropy",        "kl",
                                         "kl reverse",     "perplexity" };
    struct strbuf text = { 0 };
    double worst[4][NUMBERS] = { { 0 } };
    char path[512];
    const char *at;

    (void)state;
    snprintf(path, sizeof path, "%s/data/eval/readings.txt",
             getenv("LIKELY_TESTS"));
    assert_true(file_read(path, &text, 0, NULL));
    at = text.at;
    for (uint64_t number = 0; number < SETS; number++) {
        struct data d;
        struct evaluated r;
        double got[NUMBERS];

        draw(&d, number);
        evaluate(&d, &r);
        got[0] = unit_from_dd(UNIT_NATS, r.log_likelihood);
        got[1] = unit_from_dd(UNIT_BITS, r.cross_entropy);
        got[2] = unit_from_dd(UNIT_NATS, r.entropy);
        got[3] = unit_from_dd(UNIT_NATS, r.kl);
        got[4] = unit_from_dd(UNIT_NATS, r.kl_reverse);
        got[5] = r.perplexity;
        for (size_t i = 0; i < NUMBERS; i++) {
            char *end;
            uint64_t bits = strtoull(at, &end, 16);
            double want, off;

            memcpy(&want, &bits, sizeof want);
            at = end;
            off = ulps(got[i], want);
            /* Totals below 2^-300, which no distributions have, are cut. */
            if (fabs(want) < 0x1p-300 && fabs(got[i] - want) < 0x1p-400)
                off = 0.0;
            /* There q is no distribution; terms of both signs cancel. */
            if (d.mode == 1 && d.kind < 4 && i == 3)
                off = 0.0;
            if (off > worst[d.mode][i])
                worst[d.mode][i] = off;
            if (off > allowed[d.mode][i])
                print_error("set %" PRIu64 ": %s is %.17g, not %.17g\n", number,
                            names[i], got[i], want);
        }
    }
    for (int m = 0; m < 4; m++)
        for (size_t i = 0; i < NUMBERS; i++) {
            print_message("%s%s: %s within %g ulp\n",
                          m % 2 ? "distributions" : "labels",
                          m >= 2 ? ", logits" : "", names[i], worst[m][i]);
            assert_true(worst[m][i] <= allowed[m][i]);
        }
    strbuf_finish(&text);
}

/* ---- by hand, and as a lab has it ---- */

static void read_text(const char *text, size_t worst,
                      struct evaluation **evaluation, struct evaluated *out)
{
    struct prediction_options options = prediction_options();
    struct prediction_sink sink;
    struct prediction_count count;
    struct stream stream;

    *evaluation = evaluation_create(worst);
    sink = evaluation_sink(*evaluation);
    stream_of(&stream, slice_of(text), "text");
    assert_true(csv_rows(&stream, &options, &sink, &count, NULL));
    stream_close(&stream);
    evaluation_end(*evaluation, out);
}

/* The worst of 1/2, 1/4, 1/4, 0 and 1: 0, then the first 1/4. */
static void the_worst_rows_are_listed(void **state)
{
    struct evaluation *evaluation;
    struct evaluated r;

    (void)state;
    read_text("t,label,p:a,p:b\nv,a,0.5,0.5\nw,a,0.25,0.75\nx,b,0.75,0.25\n"
              "y,b,1,0\nz,a,1,0\n",
              3, &evaluation, &r);
    assert_int_equal(r.worst_count, 3);
    assert_int_equal(r.worst[0].row, 4);
    assert_true(r.worst[0].loss == INFINITY);
    assert_string_equal(r.worst[0].text, "y");
    assert_int_equal(r.worst[1].row, 2);
    assert_int_equal(r.worst[2].row, 3);
    assert_int_equal(r.worst[2].label, 1);
    assert_near(r.worst[2].loss, 2.0 * log(2.0), 1e-15);
    assert_string_equal(r.worst[2].text, "x");
    assert_int_equal(r.zero_rows, 1);
    assert_int_equal(r.zero_first[0], 4);
    assert_true(r.log_likelihood.hi == -INFINITY);
    assert_true(r.kl.hi == INFINITY);
    assert_true(r.perplexity == INFINITY);
    assert_true(r.likelihood.fraction10 == 0.0);
    assert_int_equal(r.formats[FORMAT_FLOAT64].first_zero, 4);
    /* Right are rows 1, a tie that goes to the first class, and 5. */
    assert_int_equal(r.hits, 2);
    evaluation_destroy(evaluation);
}

/* Fewer rows than are asked for, in the order of their losses. */
static void worst_may_be_all(void **state)
{
    struct evaluation *evaluation;
    struct evaluated r;

    (void)state;
    read_text("label,p:a,p:b\na,0.5,0.5\na,0.25,0.75\n", 100, &evaluation, &r);
    assert_int_equal(r.worst_count, 2);
    assert_int_equal(r.worst[0].row, 2);
    assert_null(r.worst[0].text);
    evaluation_destroy(evaluation);
}

static void assert_as_in_a_lab(const char *text)
{
    struct evaluation *evaluation;
    struct evaluated r;
    struct readings lab_r;
    struct stream stream;
    struct lab *lab;

    read_text(text, 0, &evaluation, &r);
    evaluation_destroy(evaluation);
    stream_of(&stream, slice_of(text), "text");
    lab = csv_read(&stream, NULL);
    stream_close(&stream);
    assert_non_null(lab);
    lab_readings(lab, &lab_r);
    assert_int_equal(r.examples, lab_r.examples);
    assert_int_equal(r.likelihood.exponent10, lab_r.likelihood.exponent10);
    assert_near(r.likelihood.fraction10, lab_r.likelihood.fraction10, 1e-12);
    assert_near(r.log_likelihood.hi, lab_r.log_likelihood, 1e-13);
    assert_near(r.cross_entropy.hi, lab_r.cross_entropy, 1e-14);
    assert_near(r.entropy.hi, lab_r.entropy, 1e-15);
    assert_near(r.kl.hi, lab_r.kl, 1e-14);
    assert_near(r.kl_reverse.hi, lab_r.kl_reverse, 1e-15);
    assert_near(r.perplexity, lab_r.perplexity, 1e-14);
    assert_int_equal(r.hits, lab_r.hits);
    for (int f = 0; f < FORMAT_EXACT; f++) {
        struct rolling rolling = lab_rolling(lab, (enum format)f);

        assert_true(r.formats[f].product.value == rolling.value);
        assert_int_equal(r.formats[f].state, rolling.state);
        assert_int_equal(r.formats[f].first_subnormal, rolling.first_subnormal);
        assert_int_equal(r.formats[f].first_zero, rolling.first_zero);
        assert_int_equal(r.formats[f].stuck_from, rolling.stuck_from);
    }
    lab_destroy(lab);
}

static void a_lab_has_the_same_readings(void **state)
{
    struct strbuf text = { 0 };

    (void)state;
    assert_as_in_a_lab("label,p:a,p:b\na,0.75,0.25\nb,0.5,0.5\nb,0.9,0.1\n");
    assert_as_in_a_lab("y:a,y:b,p:a,p:b\n1,0,0.75,0.25\n0.25,0.75,0.5,0.5\n");
    assert_as_in_a_lab("label,z:a,z:b,z:c\na,2,0.5,-1\nc,0.3,0.1,0.9\n");
    /* The larger logit makes no larger double: the first class is taken. */
    assert_as_in_a_lab("label,z:a,z:b\nb,0,1e-17\na,0,1e-17\n");
    assert_as_in_a_lab("y:a,y:b,z:a,z:b\n0.25,0.75,0.5,-0.5\n1,0,3,1\n");
    strbuf_puts(&text, "label,p:a,p:b\n");
    for (int i = 0; i < 1500; i++)
        strbuf_puts(&text, i % 3 ? "a,0.7,0.3\n" : "b,0.1,0.9\n");
    assert_as_in_a_lab(text.at);
    strbuf_finish(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(errors_are_ulps),
        cmocka_unit_test(the_worst_rows_are_listed),
        cmocka_unit_test(worst_may_be_all),
        cmocka_unit_test(a_lab_has_the_same_readings),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
