/* Numbers looked at several at a time, against the sentence in the header
 * taken one by one; every path that this processor has. */
#include "num/survey.h"

#include <float.h>
#include <math.h>
#include <string.h>

#include "num/kernel.h"
#include "num/rng.h"
#include "support/test.h"

enum { MOST = 256, ROUNDS = 4000 };

static const double odd[] = {
    0.0,         -0.0,     1.0,     -1.0,     2.0,          DBL_MIN,
    DBL_MIN / 2, 5e-324,   DBL_MAX, -DBL_MAX, INFINITY,     -INFINITY,
    (double)NAN, 6e-5,     1.5,     3.0,      2147483647.0, 2147483648.0,
    1e300,       0.999999, 1e-40,
};

/* Mostly whole and ordinary, so that one odd number is seen alone. */
static size_t fill(struct rng *rng, double *x)
{
    size_t n = (size_t)rng_below(rng, MOST + 1);

    for (size_t i = 0; i < n; i++)
        x[i] = 1.0 + (double)rng_below(rng, 9);
    for (size_t k = rng_below(rng, 3); n > 0 && k > 0; k--)
        x[rng_below(rng, n)] = odd[rng_below(rng, sizeof odd / sizeof *odd)];
    return n;
}

static bool is_ordinary(double x, double least)
{
    return isfinite(x) && (!(fabs(x) > 0.0) || fabs(x) >= least);
}

static void a_number_that_is_not_ordinary_is_seen(void **state)
{
    static const double leasts[] = { 0.0, DBL_MIN, 6.2e-5, 0x1p-126 };
    double x[MOST];
    struct rng rng;

    (void)state;
    rng_seed(&rng, 1);
    for (int r = 0; r < ROUNDS; r++) {
        size_t n = fill(&rng, x);
        double least = leasts[r % 4];
        bool ordinary = true, positive = true;

        for (size_t i = 0; i < n; i++) {
            ordinary = ordinary && is_ordinary(x[i], least);
            positive = positive && x[i] > 0.0;
        }
        for (int path = 0; path < KERNEL_PATHS; path++) {
            const struct kernel *kernel = kernel_of((enum kernel_path)path);
            struct survey seen;

            if (!kernel)
                continue;
            seen = kernel->survey(x, n, least);
            assert_int_equal(seen.ordinary, ordinary);
            assert_int_equal(seen.positive, positive);
        }
    }
}

static void indices_are_whole_and_within(void **state)
{
    static const size_t lasts[] = { 1, 5, 9, INT32_MAX };
    int32_t at[MOST];
    double x[MOST];
    struct rng rng;

    (void)state;
    rng_seed(&rng, 2);
    assert_false(survey_indices(x, 0, 0, at));
    for (int r = 0; r < ROUNDS; r++) {
        size_t n = fill(&rng, x), last = lasts[r % 4];
        bool fine = true;

        for (size_t i = 0; i < n; i++)
            fine = fine && x[i] >= 1.0 && x[i] <= (double)last &&
                   !(x[i] > floor(x[i]));
        for (int path = 0; path < KERNEL_PATHS; path++) {
            const struct kernel *kernel = kernel_of((enum kernel_path)path);

            if (!kernel)
                continue;
            assert_int_equal(kernel->survey_indices(x, n, last, at), fine);
            for (size_t i = 0; fine && i < n; i++)
                assert_true(at[i] == (int32_t)(x[i] - 1.0));
        }
    }
}

/* By hand, in any order: 2^60 + 255 ones - 2^60; and the same bits on every
 * path of numbers that round. */
static void a_sum_loses_nothing_that_a_pair_holds(void **state)
{
    struct dd plain;
    double x[MOST], size, other;
    struct rng rng;

    (void)state;
    for (size_t i = 0; i < MOST; i++)
        x[i] = 1.0;
    x[3] = 0x1p60;
    x[77] = -0x1p60;
    plain = survey_sum(x, MOST, &size);
    assert_near(plain.hi, 254.0, 0.0);
    assert_near(size, 0x1p61 + 256.0, 512.0);
    rng_seed(&rng, 3);
    for (int r = 0; r < ROUNDS; r++) {
        size_t n = (size_t)rng_below(&rng, MOST + 1);

        for (size_t i = 0; i < n; i++)
            x[i] = ldexp(rng_uniform(&rng) - 0.5, (int)rng_below(&rng, 80));
        plain = kernel_of(KERNEL_PLAIN)->survey_sum(x, n, &size);
        for (int path = 1; path < KERNEL_PATHS; path++) {
            const struct kernel *kernel = kernel_of((enum kernel_path)path);
            struct dd sum;

            if (!kernel)
                continue;
            sum = kernel->survey_sum(x, n, &other);
            assert_memory_equal(&sum, &plain, sizeof sum);
            assert_memory_equal(&other, &size, sizeof size);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_number_that_is_not_ordinary_is_seen),
        cmocka_unit_test(indices_are_whole_and_within),
        cmocka_unit_test(a_sum_loses_nothing_that_a_pair_holds),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
