#include "num/softlik.h"

#include "num/kernel.h"
#include "num/rng.h"
#include "support/test.h"

/* 0.9 log 0.7 + 0.05 log 0.2 + 0.05 log 0.1, once and 10^7 times, in
 * 70-digit decimal arithmetic on the doubles. */
static void sums_a_soft_row_to_the_last_bit(void **state)
{
    struct softlik one = { 0 }, many = { 0 };
    struct wide w;

    (void)state;
    softlik_add(&one, 0.9, 0.7, 1);
    softlik_add(&one, 0.05, 0.2, 1);
    softlik_add(&one, 0.05, 0.1, 1);
    assert_near(softlik_nats(&one), -0.5166085998162665, 0.0);
    softlik_add(&many, 0.9, 0.7, 10000000);
    softlik_add(&many, 0.05, 0.2, 10000000);
    softlik_add(&many, 0.05, 0.1, 10000000);
    assert_near(softlik_nats(&many), -5166085.998162665, 0.0);
    assert_near(softlik_mean_nats(&many, 10000000), -0.5166085998162665, 0.0);
    w = softlik_wide(&many);
    assert_true(w.exponent10 == -2243603);
    assert_near(w.fraction10, 2.280133638751253, 2e-15);
}

static void a_0_counts_only_where_the_truth_wants_it(void **state)
{
    struct softlik sum = { 0 };

    (void)state;
    softlik_add(&sum, 0.0, 0.0, 5);
    assert_true(softlik_nats(&sum) == 0.0 && !signbit(softlik_nats(&sum)));
    softlik_add(&sum, 0.1, 0.0, 3);
    assert_true(sum.zeros == 3);
    assert_true(softlik_nats(&sum) == -INFINITY);
    assert_true(softlik_mean_nats(&sum, 5) == -INFINITY);
    assert_true(softlik_wide(&sum).fraction10 == 0.0);
}

static void what_is_no_probability_is_counted(void **state)
{
    struct softlik sum = { 0 };

    (void)state;
    softlik_add(&sum, 1.0, NAN, 1);
    softlik_add(&sum, 1.0, 1.5, 1);
    softlik_add(&sum, 1.0, -0.5, 1);
    softlik_add(&sum, NAN, 0.5, 2);
    softlik_add(&sum, NAN, 0.5, 0);
    assert_true(sum.invalid == 5);
    assert_true(isnan(softlik_nats(&sum)));
}

static void certainty_adds_exactly_nothing(void **state)
{
    struct softlik sum = { 0 };

    (void)state;
    softlik_add(&sum, 1.0, 1.0, 10000000);
    assert_true(softlik_nats(&sum) == 0.0);
    assert_false(signbit(softlik_nats(&sum)));
}

static double any(struct rng *rng)
{
    static const double odd[] = { 0.0, 1.0, NAN,       -0.5,
                                  1.5, 0.0, 0x1p-1074, 1e-300 };
    double u = rng_uniform(rng);

    return rng_below(rng, 5) ? u : odd[rng_below(rng, 8)];
}

/* Entry by entry, row by row, and on every path that this processor has: tiny
 * weights among them, where a fused product would round otherwise. */
static void a_row_is_its_entries_on_every_path(void **state)
{
    struct rng rng;

    (void)state;
    rng_seed(&rng, 51);
    for (int round = 0; round < 500; round++) {
        struct softlik single = { 0 }, row = { 0 };
        double y[12], p[12];
        size_t n = round % 2 ? 1 : (size_t)rng_below(&rng, 13);

        for (size_t j = 0; j < n; j++) {
            y[j] = n > 1
                       ? any(&rng)
                       : ldexp(rng_uniform(&rng), -(int)rng_below(&rng, 1074));
            p[j] = any(&rng);
            softlik_add(&single, y[j], p[j], 1);
        }
        softlik_add_row(&row, y, p, n);
        assert_memory_equal(&row, &single, sizeof row);
        for (int path = KERNEL_PLAIN; path < KERNEL_PATHS; path++) {
            const struct kernel *kernel = kernel_of((enum kernel_path)path);
            struct softlik sum = { 0 };

            if (!kernel)
                continue;
            kernel->softlik_add(&sum, y, p, n, 1);
            assert_memory_equal(&sum, &single, sizeof sum);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sums_a_soft_row_to_the_last_bit),
        cmocka_unit_test(a_0_counts_only_where_the_truth_wants_it),
        cmocka_unit_test(what_is_no_probability_is_counted),
        cmocka_unit_test(certainty_adds_exactly_nothing),
        cmocka_unit_test(a_row_is_its_entries_on_every_path),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
