/* test_reliability.c - whether predictions are as often right as they say.
 */
#include "support/test.h"

#include <string.h>

#include "lab/lab.h"
#include "lab/reliability.h"
#include "labs.h"
#include "num/dist.h"
#include "num/rng.h"
#include "support/many_rows.h"
#include "support/random_edits.h"

/* By hand: .7 is right, .5 wrong, .6 right; each ends a bin of its own, and
 * the error is (.3 + .5 + .4) / 3. */
static void three_films_by_hand(void **state)
{
    struct lab_spec spec = labs_films();
    struct lab *lab = lab_create(&spec, NULL);
    struct reliability *reliability = reliability_create(lab);
    struct reliability_bin bin;

    (void)state;
    assert_true(isnan(reliability_ece(reliability)));
    assert_false(reliability_work(reliability, 2));
    assert_true(reliability_work(reliability, 2));
    assert_int_equal(reliability_rows(reliability), 3);
    bin = reliability_bin(reliability, 6);
    assert_int_equal(bin.rows, 1);
    assert_int_equal(bin.hits, 1);
    assert_true(bin.confidence == 0.7 && bin.accuracy == 1.0);
    bin = reliability_bin(reliability, 4);
    assert_true(bin.rows == 1 && bin.hits == 0 && bin.confidence == 0.5);
    assert_int_equal(reliability_bin(reliability, 5).hits, 1);
    assert_int_equal(reliability_bin(reliability, 9).rows, 0);
    assert_true(isnan(reliability_bin(reliability, 9).confidence));
    assert_near(reliability_ece(reliability), 0.4, 1e-15);
    assert_near(reliability_total(reliability).confidence, 0.6, 1e-15);
    reliability_destroy(reliability);
    lab_destroy(lab);
}

/* By the definition of a bin: (m/10, (m + 1)/10]. Two classes, one row, whose
 * greater probability is x. */
static void assert_bin(double x, size_t bin)
{
    double p[2] = { x, 1.0 - x };
    struct lab_row row;
    struct lab_spec spec = labs_coin(p, &row, 1);
    struct lab *lab = lab_create(&spec, NULL);
    struct reliability *reliability = reliability_create(lab);

    assert_true(reliability_work(reliability, 1));
    for (size_t i = 0; i < RELIABILITY_BINS; i++)
        assert_int_equal(reliability_bin(reliability, i).rows, i == bin);
    assert_true(reliability_bin(reliability, bin).confidence == x);
    reliability_destroy(reliability);
    lab_destroy(lab);
}

static void a_bin_has_its_upper_end(void **state)
{
    (void)state;
    for (size_t m = 5; m <= 10; m++)
        assert_bin((double)m / 10.0, m - 1);
    assert_bin(nextafter(0.7, 1.0), 7);
    assert_bin(nextafter(0.9, 1.0), 9);
    assert_bin(nextafter(1.0, 0.0), 9);
}

/* A law: equal numbers have themselves as mean. Added up as doubles, ten
 * thousand times 0.7 would be off by 1e-12. */
static void a_mean_is_rounded_once(void **state)
{
    static double p[] = { 0.7, 0.3 };
    static struct lab_row rows[10000];
    struct lab_row row;
    struct lab_spec spec = labs_coin(p, &row, 10000);
    struct reliability *reliability;
    struct lab *lab;

    (void)state;
    for (size_t i = 0; i < 10000; i++)
        rows[i] = row;
    spec.rows = rows;
    spec.row_count = 10000;
    lab = lab_create(&spec, NULL);
    reliability = reliability_create(lab);
    assert_true(reliability_work(reliability, 10000));
    assert_true(reliability_bin(reliability, 6).confidence == 0.7);
    /* 1 - 0.7 as doubles is exact. */
    assert_true(reliability_ece(reliability) == 1.0 - 0.7);
    reliability_destroy(reliability);
    lab_destroy(lab);
}

/* From the formulas, in long double. */
static void assert_near_slow(const struct reliability *reliability)
{
    const struct lab *lab = reliability_lab(reliability);
    size_t k = lab_classes(lab), n = lab_rows(lab);
    long double sum[RELIABILITY_BINS] = { 0 }, ece = 0.0L;
    size_t rows[RELIABILITY_BINS] = { 0 }, hits[RELIABILITY_BINS] = { 0 };

    for (size_t i = 0; i < n; i++) {
        const double *p = lab_prediction(lab, i);
        size_t best = dist_first_argmax(p, k), m = 0;

        while (m < 9 && p[best] > (double)(m + 1) / 10.0)
            m++;
        rows[m]++;
        sum[m] += p[best];
        hits[m] += best == dist_first_argmax(lab_truth(lab, i), k);
    }
    for (size_t m = 0; m < RELIABILITY_BINS; m++) {
        struct reliability_bin bin = reliability_bin(reliability, m);

        assert_int_equal(bin.rows, rows[m]);
        assert_int_equal(bin.hits, hits[m]);
        if (rows[m] == 0)
            continue;
        assert_near(bin.confidence, (double)(sum[m] / rows[m]), 1e-15);
        ece +=
            rows[m] * fabsl((long double)hits[m] / rows[m] - sum[m] / rows[m]);
    }
    assert_near(reliability_ece(reliability), (double)(ece / n), 1e-15);
}

/* Every number that can be asked for, to the bit. */
static void assert_same(const struct reliability *a,
                        const struct reliability *b)
{
    double x = reliability_ece(a), y = reliability_ece(b);

    assert_memory_equal(&x, &y, sizeof x);
    for (size_t m = 0; m < RELIABILITY_BINS; m++) {
        struct reliability_bin one = reliability_bin(a, m);
        struct reliability_bin two = reliability_bin(b, m);

        assert_memory_equal(&one, &two, sizeof one);
    }
}

static void follow(struct lab *lab, uint64_t seed)
{
    struct reliability *reliability = reliability_create(lab), *afresh;
    struct rng rng;

    rng_seed(&rng, seed);
    for (int i = 0; i < 400; i++) {
        reliability_work(reliability, lab_rows(lab) / 10 + 1);
        random_edit(lab, &rng);
        if (i % 40 != 39 || !reliability_work(reliability, 0))
            continue;
        afresh = reliability_create(lab);
        reliability_work(afresh, lab_rows(lab));
        assert_same(reliability, afresh);
        assert_near_slow(afresh);
        reliability_destroy(afresh);
    }
    reliability_destroy(reliability);
    lab_destroy(lab);
}

static void the_same_bits_after_edits_in_any_order(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 5; seed++) {
        follow(many_rows(200, 3, seed, true, false), seed);
        follow(many_rows(150, 4, seed, true, true), seed);
        follow(many_rows(1, 2, seed, false, false), seed);
    }
    follow(many_rows(300, 50, 6, false, true), 6);
    follow(many_rows(5000, 2, 6, false, true), 6);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(three_films_by_hand),
        cmocka_unit_test(a_bin_has_its_upper_end),
        cmocka_unit_test(a_mean_is_rounded_once),
        cmocka_unit_test(the_same_bits_after_edits_in_any_order),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
