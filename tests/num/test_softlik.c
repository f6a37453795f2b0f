#include "num/softlik.h"

#include "num/kernel.h"
#include "num/rng.h"
#include "support/test.h"

/* 0.9 log 0.7 + 0.05 log 0.2 + 0.05 log 0.1 in 70-digit decimal arithmetic on
 * the doubles. */
static void sums_a_soft_row_to_the_last_bit(void **state)
{
    const double y[] = { 0.9, 0.05, 0.05 }, p[] = { 0.7, 0.2, 0.1 };
    struct softlik sum = { 0 };

    (void)state;
    softlik_add(&sum, y, p, 3);
    assert_near(sum.hi, -0.5166085998162665, 0.0);
    assert_true(sum.zeros == 0 && sum.invalid == 0);
}

static void a_0_counts_only_where_the_truth_wants_it(void **state)
{
    const double y[] = { 0.0, 0.1, 1.0 }, p[] = { 0.0, 0.0, 0.0 };
    struct softlik sum = { 0 };

    (void)state;
    softlik_add(&sum, y, p, 1);
    assert_true(sum.hi == 0.0 && !signbit(sum.hi) && sum.zeros == 0);
    softlik_add(&sum, y, p, 3);
    assert_true(sum.hi == 0.0 && sum.zeros == 2);
}

static void what_is_no_probability_is_counted(void **state)
{
    const double y[] = { 1.0, 1.0, 1.0, NAN }, p[] = { NAN, 1.5, -0.5, 0.5 };
    struct softlik sum = { 0 };

    (void)state;
    softlik_add(&sum, y, p, 4);
    assert_true(sum.invalid == 4);
}

static void certainty_adds_exactly_nothing(void **state)
{
    const double one[] = { 1.0 };
    struct softlik sum = { 0 };

    (void)state;
    softlik_add(&sum, one, one, 1);
    assert_true(sum.hi == 0.0 && !signbit(sum.hi));
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
            softlik_add(&single, &y[j], &p[j], 1);
        }
        softlik_add(&row, y, p, n);
        assert_memory_equal(&row, &single, sizeof row);
        for (int path = KERNEL_PLAIN; path < KERNEL_PATHS; path++) {
            const struct kernel *kernel = kernel_of((enum kernel_path)path);
            struct softlik sum = { 0 };

            if (!kernel)
                continue;
            kernel->softlik_add(&sum, y, p, n);
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
