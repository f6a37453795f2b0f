/* Two slow methods say what is right: long double logarithms (64 bits, at
 * least on x86) for one number, double-double ones (num/dd.h, a hundred bits,
 * another formula) for sums. What is left between is printed in ulp. */
#include "num/logs.h"

#include <float.h>
#include <string.h>

#include "num/kernel.h"
#include "num/rng.h"
#include "support/test.h"

enum { MOST = 4099, KINDS = 7 };

static double p[MOST], q[MOST], out[MOST];

static double draw(struct rng *rng, int kind)
{
    double u = 1.0 - rng_uniform(rng);

    switch (kind) {
    case 0:
        return u;
    case 1:
        return 1.0 - 1e-3 * u;
    case 2:
        return 1.0 - ldexp(u, -(int)rng_below(rng, 53));
    case 3:
        return ldexp(u, -(int)rng_below(rng, 1020));
    case 4:
        return 0x1p-1022 * u;
    case 5: /* about the seams of the fraction */
        return (1.0 + 1e-9 * (u - 0.5)) *
               (rng_below(rng, 2) ? 1.0 : 0x1.6a09e667f3bcdp-1);
    default:
        return ldexp(u, (int)rng_below(rng, 1020));
    }
}

static double ulps(double got, long double want)
{
    double near = (double)fabsl(want);

    return fabs((double)((long double)got - want)) /
           (nextafter(near, INFINITY) - near);
}

static void each_is_right_to_half_an_ulp_and_a_twentieth(void **state)
{
    const double one = 1.0;
    struct rng rng;

    (void)state;
    if (LDBL_MANT_DIG < 64)
        skip();
    rng_seed(&rng, 41);
    for (int kind = 0; kind < KINDS; kind++) {
        double worst = 0.0;

        for (int round = 0; round < 10; round++) {
            for (size_t i = 0; i < MOST; i++)
                p[i] = draw(&rng, kind);
            for (size_t i = 0; i < MOST; i++) {
                double got = logs_weighted(&one, &p[i], 1).nats.hi;
                double off = ulps(got, logl((long double)p[i]));

                if (p[i] != 1.0 && off > worst)
                    worst = off;
            }
        }
        print_message("kind %d: %.4f ulp at worst\n", kind, worst);
        assert_near(worst, 0.0, 0.55);
    }
}

static double hostile(struct rng *rng)
{
    static const double odd[] = { 0.0,  -0.0,    1.0,      0x1p-1074, NAN,
                                  -0.5, DBL_MAX, INFINITY, 1e-300 };

    if (rng_below(rng, 6) == 0)
        return odd[rng_below(rng, 9)];
    return draw(rng, (int)rng_below(rng, KINDS));
}

static void assert_same_sum(struct logs_sum a, struct logs_sum b)
{
    assert_int_equal(a.endless, b.endless);
    assert_int_equal(a.invalid, b.invalid);
    assert_memory_equal(&a.nats, &b.nats, sizeof a.nats);
}

static void every_path_gives_the_same_bits(void **state)
{
    const struct kernel *plain = kernel_of(KERNEL_PLAIN);
    struct rng rng;

    (void)state;
    rng_seed(&rng, 42);
    for (int round = 0; round < 600; round++) {
        size_t n = (size_t)rng_below(&rng, round < 300 ? 20 : MOST);
        bool near = rng_below(&rng, 2);

        for (size_t i = 0; i < n; i++) {
            p[i] = round % 3 ? draw(&rng, round % KINDS) : hostile(&rng);
            q[i] =
                near ? p[i] * (1.0 + 1e-6 * rng_uniform(&rng)) : hostile(&rng);
        }
        for (int path = KERNEL_AVX2; path < KERNEL_PATHS; path++) {
            const struct kernel *kernel = kernel_of((enum kernel_path)path);

            if (!kernel)
                continue;
            assert_same_sum(kernel->logs_weighted(p, q, n),
                            plain->logs_weighted(p, q, n));
            assert_same_sum(kernel->logs_divergence(p, q, n),
                            plain->logs_divergence(p, q, n));
        }
    }
}

/* How far off in units of the last bit of the nearest double, unrounded. */
static double dd_ulps(struct dd got, struct dd want)
{
    struct dd off = dd_add(got, (struct dd){ -want.hi, -want.lo });

    return fabs(off.hi) / (nextafter(fabs(want.hi), INFINITY) - fabs(want.hi));
}

static struct dd times(double a, struct dd x)
{
    return dd_mul((struct dd){ a, 0.0 }, x);
}

static struct dd slow_weighted(size_t n)
{
    struct dd sum = { 0.0, 0.0 };

    for (size_t i = 0; i < n; i++)
        if (p[i] > 0.0)
            sum = dd_add(sum, times(p[i], dd_log(ddx_from(q[i]))));
    return sum;
}

/* p log(p/q) of an unrounded quotient: near q = p no digit is lost. */
static struct dd slow_divergence(size_t n)
{
    struct dd sum = { 0.0, 0.0 };

    for (size_t i = 0; i < n; i++) {
        struct dd ratio =
            dd_div((struct dd){ p[i], 0.0 }, (struct dd){ q[i], 0.0 });

        if (p[i] > 0.0)
            sum =
                dd_add(sum, times(p[i],
                                  dd_log(ddx_scale((struct ddx){ 0, ratio }))));
    }
    return sum;
}

static void sums_of_one_sign_are_right_before_they_are_rounded(void **state)
{
    static const size_t sizes[] = { 1, 3, 7, 8, 9, 100, MOST };
    struct rng rng;
    double worst = 0.0;

    (void)state;
    rng_seed(&rng, 43);
    for (int kind = 0; kind < 6; kind++)
        for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++) {
            double off;

            for (size_t i = 0; i < sizes[s]; i++) {
                q[i] = draw(&rng, kind);
                p[i] = rng_below(&rng, 9) ? rng_uniform(&rng) : 0.0;
            }
            p[0] = 0.5;
            q[0] = 0.75;
            off = dd_ulps(logs_weighted(p, q, sizes[s]).nats,
                          slow_weighted(sizes[s]));
            worst = off > worst ? off : worst;
        }
    print_message("weighted: %.4f ulp at worst\n", worst);
    assert_near(worst, 0.0, 0.05);
}

/* Distributions over sizes[s] classes at many distances of q from p; nearer
 * ones (test_dist.c) leave the slow method too few digits. */
static void divergences_keep_their_digits_however_near(void **state)
{
    static const size_t sizes[] = { 2, 3, 10, 1000 };
    struct rng rng;
    double worst = 0.0;

    (void)state;
    rng_seed(&rng, 44);
    for (size_t s = 0; s < 4; s++)
        for (double eps = 0.9; eps > 1e-6; eps /= 3.0) {
            size_t n = sizes[s];
            double sum = 0.0, off;

            for (size_t i = 0; i < n; i++)
                sum += p[i] = 0.01 + rng_uniform(&rng);
            for (size_t i = 0; i < n; i++)
                p[i] /= sum;
            for (size_t i = 0; i + 1 < n; i += 2) {
                double move = eps * rng_uniform(&rng) *
                              (p[i] < p[i + 1] ? p[i] : p[i + 1]);

                q[i] = p[i] + move;
                q[i + 1] = p[i + 1] - move;
            }
            if (n % 2)
                q[n - 1] = p[n - 1];
            off = dd_ulps(logs_divergence(p, q, n).nats, slow_divergence(n));
            worst = off > worst ? off : worst;
        }
    print_message("divergence: %.4f ulp at worst\n", worst);
    assert_near(worst, 0.0, 2.0);
}

static void terms_that_are_none_are_told(void **state)
{
    const double zero[] = { 0.0, 0.5, 0.5 }, sure[] = { 1.0, 0.0, 0.0 };
    const double bad[] = { 0.5, NAN, 0.5 }, huge[] = { INFINITY, 0.5, 0.5 };
    struct logs_sum sum;

    (void)state;
    sum = logs_weighted(zero, sure, 3);
    assert_true(sum.endless && !sum.invalid);
    sum = logs_weighted(sure, sure, 3);
    assert_true(sum.nats.hi == 0.0 && !sum.endless && !sum.invalid);
    sum = logs_weighted(zero, zero, 3);
    assert_near(sum.nats.hi, -log(2.0), 0.0);
    assert_true(logs_weighted(bad, zero, 3).invalid);
    assert_true(logs_weighted(zero, bad, 3).invalid);
    assert_true(logs_weighted(zero, huge, 3).invalid);
    sum = logs_divergence(sure, zero, 3);
    assert_true(sum.endless && !sum.invalid);
    sum = logs_divergence(zero, zero, 3);
    assert_true(sum.nats.hi == 0.0 && sum.nats.lo == 0.0);
    sum = logs_weighted(NULL, NULL, 0);
    assert_true(sum.nats.hi == 0.0 && !sum.endless && !sum.invalid);
}

/* The C library's log() itself says what is expected; for positive normal
 * numbers. */
static void the_library_is_met_to_the_bit(void **state)
{
    struct rng rng;

    (void)state;
    rng_seed(&rng, 45);
    for (int round = 0; round < 60; round++) {
        size_t n = round % 10 ? MOST : rng_below(&rng, 300);

        for (size_t i = 0; i < n; i++) {
            p[i] = draw(&rng, round % KINDS);
            if (p[i] < DBL_MIN)
                p[i] = 1.0;
        }
        for (int path = KERNEL_PLAIN; path < KERNEL_PATHS; path++) {
            const struct kernel *kernel = kernel_of((enum kernel_path)path);

            if (!kernel)
                continue;
            memset(out, 0, sizeof out);
            kernel->logs_as_libm(p, n, out);
            for (size_t i = 0; i < n; i++) {
                double want = log(p[i]);

                assert_memory_equal(&out[i], &want, sizeof want);
            }
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_is_right_to_half_an_ulp_and_a_twentieth),
        cmocka_unit_test(every_path_gives_the_same_bits),
        cmocka_unit_test(the_library_is_met_to_the_bit),
        cmocka_unit_test(sums_of_one_sign_are_right_before_they_are_rounded),
        cmocka_unit_test(divergences_keep_their_digits_however_near),
        cmocka_unit_test(terms_that_are_none_are_told),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
