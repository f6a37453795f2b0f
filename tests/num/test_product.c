#include "num/product.h"

#include <string.h>

#include "num/rng.h"
#include "support/test.h"

static struct product run(const double *p, size_t n, uint64_t examples,
                          enum format format)
{
    static double room[2 * 1000];
    struct product product;

    product_start(&product, p, room, n, examples, format);
    while (!product_run(&product, 100000))
        continue;
    return product;
}

/* p^N by repeated multiplication: an integer simulation, confirmed on the
 * hardware (float16 by numpy, bfloat16 by torch). `end` is the first N whose
 * product is 0, or where `k` is not 0 the N from which it stays at k times
 * the least subnormal for good. With flushing to zero it is 0 at once where
 * it would go subnormal. */
static const struct row {
    enum format format;
    double p;
    uint64_t sub, end;
    int k;
} table[] = {
    { FORMAT_FLOAT16, 0.1, 5, 8, 0 },
    { FORMAT_FLOAT16, 0.5, 15, 25, 0 },
    { FORMAT_FLOAT16, 0.7, 28, 46, 1 },
    { FORMAT_FLOAT16, 0.9, 93, 142, 4 },
    { FORMAT_FLOAT16, 0.99, 990, 1283, 51 },
    { FORMAT_BFLOAT16, 0.1, 38, 41, 0 },
    { FORMAT_BFLOAT16, 0.5, 127, 134, 0 },
    { FORMAT_BFLOAT16, 0.7, 245, 256, 1 },
    { FORMAT_BFLOAT16, 0.9, 819, 849, 4 },
    { FORMAT_BFLOAT16, 0.99, 7182, 7267, 42 },
    { FORMAT_FLOAT32, 0.1, 38, 46, 0 },
    { FORMAT_FLOAT32, 0.5, 127, 150, 0 },
    { FORMAT_FLOAT32, 0.7, 245, 288, 1 },
    { FORMAT_FLOAT32, 0.9, 829, 964, 4 },
    { FORMAT_FLOAT32, 0.99, 8690, 9876, 50 },
    { FORMAT_FLOAT64, 0.1, 308, 324, 0 },
    { FORMAT_FLOAT64, 0.5, 1023, 1075, 0 },
    { FORMAT_FLOAT64, 0.7, 1987, 2086, 1 },
    { FORMAT_FLOAT64, 0.9, 6724, 7050, 5 },
    { FORMAT_FLOAT64, 0.99, 70485, 73671, 49 },
    { FORMAT_FLOAT32_FTZ, 0.1, 0, 38, 0 },
    { FORMAT_FLOAT32_FTZ, 0.5, 0, 127, 0 },
    { FORMAT_FLOAT32_FTZ, 0.7, 0, 245, 0 },
    { FORMAT_FLOAT32_FTZ, 0.9, 0, 829, 0 },
    { FORMAT_FLOAT32_FTZ, 0.99, 0, 8690, 0 },
};

static void the_table_of_underflow_holds(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        const struct row *t = &table[i];
        struct product got = run(&t->p, 1, 100000, t->format);
        double least = format_limits(t->format).least_subnormal;

        assert_true(got.first_subnormal == t->sub);
        assert_true(got.first_zero == (t->k == 0 ? t->end : 0));
        assert_true(got.stuck_from == (t->k == 0 ? 0 : t->end));
        assert_true(got.product.value == (double)t->k * least);
        assert_true(got.state == (t->k == 0 ? STATE_ZERO : STATE_SUBNORMAL));
        assert_true(got.true_zero_factor == 0);
        assert_true(got.underflowed_factor == 0);
    }
}

/* By hand from the table: just before its end each is not there yet. */
static void nothing_is_stuck_before_it_is(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        const struct row *t = &table[i];
        struct product got = run(&t->p, 1, t->end - 1, t->format);

        assert_true(got.first_zero == 0 && got.stuck_from == 0);
    }
}

/* 0.001^n is 0 at 3, 16 and 108: the same simulation. */
static void small_factors_underflow_fast(void **state)
{
    double p = 0.001;

    (void)state;
    assert_true(run(&p, 1, 200, FORMAT_FLOAT16).first_zero == 3);
    assert_true(run(&p, 1, 200, FORMAT_FLOAT32).first_zero == 16);
    assert_true(run(&p, 1, 200, FORMAT_FLOAT64).first_zero == 108);
}

/* 400 terms .05, .7, .7 in turn: 2.87e-216 in float64, and the logarithms'
 * sums -484.5, -496.305, -496.304. */
static void four_hundred_mixed_terms(void **state)
{
    const double p[] = { 0.05, 0.7, 0.7 };
    struct product half = run(p, 3, 400, FORMAT_FLOAT16);
    struct product single = run(p, 3, 400, FORMAT_FLOAT32);
    struct product full = run(p, 3, 400, FORMAT_FLOAT64);

    (void)state;
    assert_true(half.first_zero == 13 && single.first_zero == 85);
    assert_near(full.product.value, 2.87e-216, 0.005e-216);
    assert_true(full.first_subnormal == 0 && full.first_zero == 0);
    assert_true(half.log_sum.value == -484.5);
    assert_near(single.log_sum.value, -496.305, 5e-4);
    assert_near(full.log_sum.value, -496.304, 5e-4);
}

/* Flip i from 0 is heads where 7 i mod 10 < 7. Fills count[] with the first
 * best theta of 1/1000 .. 999/1000 and how many tie with it. */
static void best_theta(size_t flips, enum format format, bool logs, int *best,
                       int *ties)
{
    double top = -INFINITY, p[400];

    *best = *ties = 0;
    for (int k = 1; k < 1000; k++) {
        double theta = format_round(format, k / 1000.0);
        struct product got;
        double value;

        for (size_t i = 0; i < flips; i++)
            p[i] = 7 * i % 10 < 7 ? theta : format_round(format, 1.0 - theta);
        got = run(p, flips, flips, format);
        value = logs ? got.log_sum.value : got.product.value;
        if (value > top) {
            top = value;
            *best = k;
            *ties = 0;
        }
        *ties += value == top;
    }
}

/* The same grid in an independent simulation: all 999 products of float32
 * are 0, so every theta is "best"; sums of logarithms find 0.701 (rounding)
 * and 0.700; float16's, of 60 flips, tie three times from 0.682 on. */
static void four_hundred_flips(void **state)
{
    int best, ties;

    (void)state;
    best_theta(400, FORMAT_FLOAT32, false, &best, &ties);
    assert_true(best == 1 && ties == 999);
    best_theta(400, FORMAT_FLOAT32, true, &best, &ties);
    assert_int_equal(best, 701);
    best_theta(400, FORMAT_FLOAT64, true, &best, &ties);
    assert_true(best == 700 && ties == 1);
    best_theta(60, FORMAT_FLOAT16, true, &best, &ties);
    assert_int_equal(best, 682);
    assert_int_equal(ties, 3);
}

/* A true zero, an underflowed factor, an underflowed product. */
static void the_three_zeros_are_told_apart(void **state)
{
    const double zero[] = { 0.5, 0.0 }, tiny[] = { 0.5, 0.5, 1e-300 };
    const double half = 0.5;
    struct product got = run(zero, 2, 10, FORMAT_FLOAT32);

    (void)state;
    assert_true(got.first_zero == 2 && got.true_zero_factor == 2);
    assert_true(got.underflowed_factor == 0);
    assert_true(got.log_sum.value == -INFINITY);

    got = run(tiny, 3, 10, FORMAT_FLOAT32);
    assert_true(got.first_zero == 3 && got.underflowed_factor == 3);
    assert_true(got.true_zero_factor == 0);
    assert_true(got.log_sum.value == -INFINITY);
    got = run(tiny, 3, 2, FORMAT_FLOAT32);
    assert_true(got.underflowed_factor == 0);

    got = run(&half, 1, 200, FORMAT_FLOAT32);
    assert_true(got.first_zero == 150 && got.true_zero_factor == 0);
    assert_true(got.underflowed_factor == 0);
    assert_near(got.log_sum.value, 200.0 * log(0.5), 1e-3);
}

/* 0.9 in float32 is at 4 quanta from 964 on; a factor of 0.1 then takes it
 * to 0, so it was never stuck. */
static void a_small_factor_frees_a_stuck_product(void **state)
{
    double p[1000];

    (void)state;
    for (int i = 0; i < 1000; i++)
        p[i] = 0.9;
    assert_true(run(p, 1000, 1000, FORMAT_FLOAT32).stuck_from == 964);
    p[999] = 0.1;
    assert_true(run(p, 1000, 1000, FORMAT_FLOAT32).stuck_from == 0);
    assert_true(run(p, 1000, 1000, FORMAT_FLOAT32).first_zero == 1000);

    /* Factors of 1 leave everything as it is: that is not being stuck. */
    for (int i = 900; i < 1000; i++)
        p[i] = 1.0;
    assert_true(run(p, 1000, 1000, FORMAT_FLOAT32).stuck_from == 0);
}

/* What product.h promises, step by step and with nothing skipped. */
static struct product plainly(const double *p, size_t n, uint64_t examples,
                              enum format format)
{
    struct product want = { 0 };
    double value = 1.0, logs = 0.0;
    uint64_t changed = 0;
    bool held = false;

    for (uint64_t i = 1; i <= examples; i++) {
        double factor = format_round(format, p[(i - 1) % n]);
        double next = format_round(format, value * factor);

        logs = format_round(format, logs + format_round(format, log(factor)));
        if (next != value) {
            changed = i;
            held = false;
        } else if (factor != 1.0) {
            held = true;
        }
        value = next;
        if (format_state(format, value) == STATE_SUBNORMAL &&
            want.first_subnormal == 0)
            want.first_subnormal = i;
        if (value == 0.0 && want.first_zero == 0)
            want.first_zero = i;
    }
    want.state = format_state(format, value);
    if (want.state == STATE_SUBNORMAL && held)
        want.stuck_from = changed;
    want.product.value = value;
    want.log_sum.value = logs;
    return want;
}

static double any_factor(struct rng *rng)
{
    static const double hard[] = { 0.0,  1.0,         1e-300, 0x1p-1074, 0.5,
                                   0.75, 1 - 0x1p-53, NAN,    -0.3,      1.5 };

    if (rng_below(rng, 8) == 0)
        return hard[rng_below(rng, 10)];
    if (rng_below(rng, 4) == 0)
        return rng_uniform(rng);
    return 0.5 + 0.5 * rng_uniform(rng);
}

/* A skip that asks less than the same bits after a whole round (the same
 * bits after one step, say) fails here. */
static void skipping_rounds_changes_no_bit(void **state)
{
    struct rng rng;
    double p[8], room[16];

    (void)state;
    rng_seed(&rng, 21);
    for (int trial = 0; trial < 3000; trial++) {
        enum format format = (enum format)rng_below(&rng, FORMAT_EXACT);
        size_t n = 1 + (size_t)rng_below(&rng, 8);
        uint64_t examples = rng_below(&rng, 4000);
        long budget = 1 + (long)rng_below(&rng, trial % 2 ? 20 : 5000);
        struct product got, want;

        for (size_t i = 0; i < n; i++)
            p[i] = any_factor(&rng);
        product_start(&got, p, room, n, examples, format);
        while (!product_run(&got, budget))
            continue;
        want = plainly(p, n, examples, format);
        assert_true(got.first_subnormal == want.first_subnormal);
        assert_true(got.first_zero == want.first_zero);
        assert_true(got.stuck_from == want.stuck_from);
        assert_true(got.state == want.state);
        assert_near(isnan(got.product.value), isnan(want.product.value), 0);
        if (!isnan(got.product.value))
            assert_memory_equal(&got.product.value, &want.product.value,
                                sizeof(double));
        if (!isnan(want.log_sum.value))
            assert_memory_equal(&got.log_sum.value, &want.log_sum.value,
                                sizeof(double));
        assert_true(product_run(&got, 1)); /* and stays finished */
    }
}

/* float32 adds 10^7 films up 2 % off the truth, and the
 * half formats stop growing. By hand: float16 ends at -4096, from where its
 * quantum is 4 and no logarithm reaches half of it (log 0.3 = -1.2); the
 * truth is 10^7/3 log 0.126. */
static void log_sums_of_ten_million_drift(void **state)
{
    const double p[] = { 0.7, 0.3, 0.6 };
    double truth = 1e7 / 3.0 * log(0.126);
    struct product half = run(p, 3, 10000000, FORMAT_FLOAT16);
    struct product single = run(p, 3, 10000000, FORMAT_FLOAT32);
    struct product full = run(p, 3, 10000000, FORMAT_FLOAT64);

    (void)state;
    assert_near(full.log_sum.value / truth, 1.0, 1e-6);
    assert_near(fabs(single.log_sum.value / truth - 1.0), 0.02, 0.01);
    assert_true(half.log_sum.value == -4096.0);
    assert_true(full.state == STATE_ZERO && full.true_zero_factor == 0);
}

static void no_examples_are_the_empty_product(void **state)
{
    struct product got = run(NULL, 0, 0, FORMAT_FLOAT16);

    (void)state;
    assert_true(got.product.value == 1.0 && got.log_sum.value == 0.0);
    assert_true(got.state == STATE_NORMAL && got.stuck_from == 0);
}

/* Factors handed over in pieces end where the run over all of them does: half
 * of the lists lead to a number that sticks, some have a 0 or a tiny one. */
static void factors_in_pieces_give_the_same(void **state)
{
    struct rng rng;
    double p[1000];

    (void)state;
    rng_seed(&rng, 5);
    for (int n = 0; n < 400; n++) {
        enum format format = (enum format)(n % FORMAT_EXACT);
        size_t count = 1 + rng_below(&rng, 1000);
        double low = n % 2 ? 0.6 : 0.0;
        struct product whole, pieces;

        for (size_t i = 0; i < count; i++)
            p[i] = low + (1.0 - low) * rng_uniform(&rng);
        if (n % 7 == 0)
            p[count / 2] = n % 3 ? 0.0 : 5e-324;
        whole = run(p, count, count, format);
        product_start(&pieces, NULL, NULL, 0, 0, format);
        for (size_t i = 0; i < count;) {
            size_t step = 1 + rng_below(&rng, count - i);

            product_feed(&pieces, p + i, step);
            i += step;
        }
        product_end(&pieces);
        assert_true(pieces.product.value == whole.product.value);
        assert_int_equal(pieces.state, whole.state);
        assert_int_equal(pieces.examples, whole.examples);
        assert_int_equal(pieces.first_subnormal, whole.first_subnormal);
        assert_int_equal(pieces.first_zero, whole.first_zero);
        assert_int_equal(pieces.stuck_from, whole.stuck_from);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_table_of_underflow_holds),
        cmocka_unit_test(nothing_is_stuck_before_it_is),
        cmocka_unit_test(small_factors_underflow_fast),
        cmocka_unit_test(four_hundred_mixed_terms),
        cmocka_unit_test(four_hundred_flips),
        cmocka_unit_test(the_three_zeros_are_told_apart),
        cmocka_unit_test(a_small_factor_frees_a_stuck_product),
        cmocka_unit_test(skipping_rounds_changes_no_bit),
        cmocka_unit_test(log_sums_of_ten_million_drift),
        cmocka_unit_test(no_examples_are_the_empty_product),
        cmocka_unit_test(factors_in_pieces_give_the_same),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
