/* test_totals.c - readings that follow edits, against a lab made afresh. */
#include "support/test.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "lab/labs.h"
#include "num/rng.h"
#include "support/same_lab.h"

/* BIG is read by several threads. */
enum { K = 3, MOST = 9000, BIG = 140000, EDITS = 400 };

static struct slice classes[K] = { { "a", 1 }, { "b", 1 }, { "c", 1 } };

/* Rows of any kind: sure and soft truths, certain and impossible predictions,
 * tiny ones, given truths that are one class. */
struct data {
    struct lab_row row[BIG];
    double truth[BIG][K], score[BIG][K];
};

static void distribution(struct rng *rng, double *p)
{
    double sum = 0.0;

    if (rng_below(rng, 8) == 0) {
        memset(p, 0, K * sizeof *p);
        p[rng_below(rng, K)] = 1.0;
        return;
    }
    for (size_t j = 0; j < K; j++)
        sum += p[j] = rng_below(rng, 20) ? rng_uniform(rng) : 1e-300;
    for (size_t j = 0; j < K; j++)
        p[j] /= sum;
}

static struct lab_spec any_spec(struct data *data, struct rng *rng, size_t n,
                                bool softmax)
{
    for (size_t i = 0; i < n; i++) {
        struct lab_row *row = &data->row[i];

        distribution(rng, data->truth[i]);
        distribution(rng, data->score[i]);
        *row = (struct lab_row){ .label = (int)rng_below(rng, 12) % (K + 1) - 1,
                                 .truth = data->truth[i],
                                 .predicted = data->score[i],
                                 .logits = data->score[i] };
        if (row->label >= 0 && rng_below(rng, 4) == 0)
            row->softness = rng_uniform(rng);
    }
    return (struct lab_spec){ .classes = classes,
                              .class_count = K,
                              .rows = data->row,
                              .row_count = n,
                              .model = softmax ? LAB_SOFTMAX : LAB_GIVEN,
                              .levers = LAB_LEVER_ALL };
}

static double edge(struct rng *rng)
{
    static const double odd[] = { 0.0, 1.0, 1e-300, 5e-324, 0.5 };

    return rng_below(rng, 2) ? rng_uniform(rng) : odd[rng_below(rng, 5)];
}

static void edit(struct lab *lab, struct rng *rng)
{
    size_t n = lab_rows(lab), row = rng_below(rng, n);
    size_t class = rng_below(rng, K);

    switch (rng_below(rng, 14)) {
    case 0:
        lab_soften(lab, row, rng_below(rng, 3) ? edge(rng) : 0.0, NULL);
        break;
    case 1:
        lab_lock(lab, row, class, NULL);
        break;
    case 2:
        lab_examples(lab, 1 + (long)rng_below(rng, 3 * n), NULL);
        break;
    case 3:
        lab_set_temperature(lab, 0.1 + rng_uniform(rng), NULL);
        break;
    case 4:
    case 5:
        lab_undo(lab, NULL);
        break;
    case 6:
        lab_redo(lab, NULL);
        break;
    case 7:
        lab_save(lab, slice_of("a"), NULL);
        break;
    case 8:
        lab_restore(lab, slice_of("a"), NULL);
        break;
    case 9:
        if (rng_below(rng, 10) == 0)
            lab_reset(lab, NULL);
        break;
    case 10:
    case 11:
        lab_set_label(lab, row, class, NULL);
        break;
    default:
        lab_set(lab, row, class, edge(rng), NULL);
    }
}

static void expect_afresh(const struct lab *lab)
{
    struct arena *arena = arena_create();
    struct lab_spec spec = lab_snapshot(lab, arena);
    struct lab *fresh = lab_create(&spec, NULL);
    struct readings a, b;

    assert_non_null(fresh);
    assert_true(same_lab(lab, fresh));
    lab_readings(lab, &a);
    lab_readings(fresh, &b);
    assert_true(labs_same_readings(&a, &b));
    lab_destroy(fresh);
    arena_destroy(arena);
}

static void follow(size_t n, uint64_t seed, bool softmax)
{
    struct data *data = malloc(sizeof *data);
    struct rng rng;
    struct lab_spec spec;
    struct lab *lab;

    rng_seed(&rng, seed);
    spec = any_spec(data, &rng, n, softmax);
    lab = lab_create(&spec, NULL);
    assert_non_null(lab);
    for (int i = 0; i < EDITS; i++) {
        edit(lab, &rng);
        if (n < 100 || i % 40 == 0)
            expect_afresh(lab);
    }
    while (lab_undo(lab, NULL))
        continue;
    assert_false(lab_dirty(lab));
    expect_afresh(lab);
    lab_destroy(lab);
    free(data);
}

/* By a law: the same state has the same bits, however it was reached. */
static void edits_lead_to_the_bits_of_a_fresh_lab(void **state)
{
    static const size_t sizes[] = { 1, 2, 7, 255, 257, 4096, 4097, MOST };

    (void)state;
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        follow(sizes[i], 100 + i, false);
        follow(sizes[i], 200 + i, true);
    }
}

/* Logits that tie, nearly tie, and are far apart. */
static void odd_logits(struct rng *rng, double *z)
{
    static const double odd[] = { 0.0,   0.0,    1e-17, -1e-17, 1.0,
                                  650.0, -650.0, 800.0, -800.0, 1e5 };

    for (size_t j = 0; j < K; j++)
        z[j] = rng_below(rng, 3) ? odd[rng_below(rng, 10)]
                                 : rng_uniform(rng) * 3.0;
}

/* Against adding up the rows, each by itself. */
static void expect_rows(const struct lab *lab)
{
    double loss = 0.0, entropy = 0.0, kl = 0.0, reverse = 0.0;
    double n = (double)lab_rows(lab);
    long hits = 0, zeros = 0;
    struct readings r;

    for (size_t i = 0; i < lab_rows(lab); i++) {
        struct row_reading row;

        lab_row_reading(lab, i, &row);
        loss += row.loss;
        entropy += row.entropy;
        kl += row.kl;
        reverse += row.kl_reverse;
        hits += row.hit;
        zeros += row.zero;
    }
    lab_readings(lab, &r);
    assert_int_equal(r.hits, hits);
    assert_int_equal(r.zero_rows, zeros);
    assert_near(r.entropy, entropy / n, 1e-13);
    if (isinf(loss))
        assert_true(isinf(r.cross_entropy) && isinf(r.kl) && isinf(r.nll_mean));
    else
        assert_near(r.cross_entropy, loss / n, 1e-12 * loss / n + 1e-120);
    if (!isinf(loss))
        assert_near(r.kl, kl / n, 1e-12 * (1.0 + loss / n));
    if (isinf(reverse))
        assert_true(isinf(r.kl_reverse));
    else
        assert_near(r.kl_reverse, reverse / n, 1e-12 * (1.0 + loss / n));
}

static void readings_are_those_of_the_rows(void **state)
{
    struct data *data = malloc(sizeof *data);
    struct rng rng;

    (void)state;
    rng_seed(&rng, 77);
    for (int i = 0; i < 600; i++) {
        size_t n = i % 3 ? 1 + rng_below(&rng, 5) : 300;
        struct lab_spec spec = any_spec(data, &rng, n, i % 2);
        struct lab *lab;

        for (size_t row = 0; i % 4 == 1 && row < n; row++)
            odd_logits(&rng, data->score[row]);
        for (size_t row = 0; i % 5 && row < n; row++) {
            data->row[row].label = (int)rng_below(&rng, K);
            data->row[row].softness = 0.0;
        }
        lab = lab_create(&spec, NULL);
        assert_non_null(lab);
        expect_rows(lab);
        if (lab_set_temperature(lab, 0.01 + rng_uniform(&rng), NULL))
            expect_rows(lab);
        lab_destroy(lab);
    }
    free(data);
}

static void many_rows_are_read_like_few(void **state)
{
    struct data *data = malloc(sizeof *data);
    struct rng rng;

    (void)state;
    rng_seed(&rng, 78);
    for (int softmax = 0; softmax < 2; softmax++) {
        struct lab_spec spec = any_spec(data, &rng, BIG, softmax);
        struct lab *lab;

        for (size_t row = 0; softmax && row < BIG; row++) {
            data->row[row].label = (int)(row % K);
            data->row[row].softness = 0.0;
        }
        lab = lab_create(&spec, NULL);
        expect_rows(lab);
        for (int i = 0; i < 50; i++)
            edit(lab, &rng);
        expect_afresh(lab);
        lab_destroy(lab);
    }
    free(data);
}

/* By hand: row i is impossible where i is a multiple of 700. */
static void the_first_zero_rows_are_named(void **state)
{
    struct data *data = malloc(sizeof *data);
    struct rng rng;
    struct lab_spec spec;
    struct lab *lab;
    struct readings r;

    (void)state;
    rng_seed(&rng, 1);
    spec = any_spec(data, &rng, MOST, false);
    for (size_t i = 0; i < MOST; i++) {
        double p = i % 700 ? 0.5 : 0.0;

        data->row[i].label = 1;
        data->row[i].softness = i % 1400 ? 0.0 : 0.25;
        memcpy(data->score[i], (double[]){ 1.0 - p, p, 0.0 },
               sizeof(double[K]));
        if (i % 700)
            data->row[i].softness = 0.0;
    }
    lab = lab_create(&spec, NULL);
    lab_readings(lab, &r);
    assert_int_equal(r.zero_rows, 13);
    for (size_t i = 0; i < READINGS_ZERO_ROWS; i++)
        assert_int_equal(r.zero_first[i], 700 * i);
    assert_true(lab_set(lab, 0, 1, 0.5, NULL));
    assert_true(lab_soften(lab, 0, 0.0, NULL));
    assert_true(lab_examples(lab, 2100, NULL));
    lab_readings(lab, &r);
    assert_int_equal(r.zero_rows, 2);
    assert_int_equal(r.zero_first[0], 700);
    assert_int_equal(r.zero_first[1], 1400);
    assert_true(isinf(r.cross_entropy) && isinf(r.kl) && r.log_likelihood < 0);
    assert_true(lab_examples(lab, 700, NULL));
    lab_readings(lab, &r);
    assert_int_equal(r.zero_rows, 0);
    assert_near(r.log_likelihood, 700 * log(0.5), 1e-12);
    lab_destroy(lab);
    free(data);
}

static bool halves(const void *context, const struct lab *lab, double *out)
{
    (void)context;
    for (size_t i = 0; i < lab_rows(lab) * K; i++)
        out[i] = i % K < 2 ? 0.5 : 0.0;
    return true;
}

/* By hand: labels 1, 3, 2; the second's prediction is 0 then. */
static void a_redefinition_changes_where_losses_come_from(void **state)
{
    struct lab_spec spec = labs_logits();
    struct lab *lab = lab_create(&spec, NULL);
    struct readings before, r;

    (void)state;
    lab_readings(lab, &before);
    lab_redefine(lab, halves, NULL);
    lab_readings(lab, &r);
    assert_int_equal(r.zero_rows, 1);
    assert_int_equal(r.zero_first[0], 1);
    assert_true(lab_set_label(lab, 1, 0, NULL));
    lab_readings(lab, &r);
    assert_near(r.log_likelihood, 3 * log(0.5), 1e-15);
    lab_redefine(lab, NULL, NULL);
    assert_true(lab_undo(lab, NULL));
    lab_readings(lab, &r);
    assert_true(labs_same_readings(&before, &r));
    lab_destroy(lab);
}

/* Of every row nothing on the first class, and too much on the second. */
static bool too_much(const void *context, const struct lab *lab, double *out)
{
    (void)context;
    for (size_t i = 0; i < lab_rows(lab) * K; i++)
        out[i] = i % K == 1 ? 1.5 : 0.0;
    return true;
}

/* By hand: half of the third row's truth is where its prediction is 0. */
static void a_zero_row_that_is_no_distribution_is_named(void **state)
{
    struct lab_spec spec = labs_logits();
    struct lab *lab = lab_create(&spec, NULL);
    struct readings r;

    (void)state;
    for (size_t i = 0; i < 3; i++)
        assert_true(lab_set_label(lab, i, 1, NULL));
    assert_true(lab_soften(lab, 2, 0.5, NULL));
    lab_redefine(lab, too_much, NULL);
    lab_readings(lab, &r);
    assert_true(isnan(r.log_likelihood));
    assert_int_equal(r.zero_rows, 1);
    assert_int_equal(r.zero_first[0], 2);
    lab_destroy(lab);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(edits_lead_to_the_bits_of_a_fresh_lab),
        cmocka_unit_test(readings_are_those_of_the_rows),
        cmocka_unit_test(many_rows_are_read_like_few),
        cmocka_unit_test(the_first_zero_rows_are_named),
        cmocka_unit_test(a_redefinition_changes_where_losses_come_from),
        cmocka_unit_test(a_zero_row_that_is_no_distribution_is_named),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
