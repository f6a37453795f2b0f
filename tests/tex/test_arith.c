/* One operation at a time: against the machine's own floats, against laws
 * where no machine reaches, and what is flagged. */
#include "tex/arith.h"

#include "num/rng.h"
#include "support/test.h"

/* The hardware's float operations are the definition of float32. */
static void float32_is_the_machines_float(void **state)
{
    struct arith ar = arith_in(FORMAT_FLOAT32);
    struct rng rng;

    (void)state;
    rng_seed(&rng, 3);
    for (int i = 0; i < 20000; i++) {
        float x = (float)ldexp(rng_uniform(&rng) - .5,
                               (int)rng_below(&rng, 200) - 100);
        float y = (float)ldexp(rng_uniform(&rng) - .5,
                               (int)rng_below(&rng, 200) - 100);
        struct real a = real_of((double)x), b = real_of((double)y), r;

        arith_add(&ar, &a, &b, &r);
        assert_true(r.x == (double)(x + y));
        arith_multiply(&ar, &a, &b, &r);
        assert_true(r.x == (double)(x * y));
        if (y != 0.0F) {
            arith_divide(&ar, &a, &b, &r);
            assert_true(r.x == (double)(x / y));
        }
        arith_absolute(&a, &a);
        arith_root(&ar, &a, &r);
        assert_true(r.x == (double)sqrtf(fabsf(x)));
    }
}

static double nats(struct real r)
{
    return log(fabs(r.x)) + (double)r.scale * log(2.0);
}

/* Laws: what is multiplied in comes out by division, e^x of a logarithm is the
 * number, a power is a product, a root squared is the number. Sizes far beyond
 * a double's. */
static void exact_numbers_keep_the_laws(void **state)
{
    const struct arith ar = arith_in(FORMAT_EXACT);
    struct rng rng;

    (void)state;
    rng_seed(&rng, 4);
    for (int i = 0; i < 2000; i++) {
        double size = (rng_uniform(&rng) - .5) * 1e6;
        struct real x = real_of(size), a, b, r, n = real_of(3.0);

        arith_exp(&ar, &x, &a);
        assert_near(nats(a) / size, 1.0, 1e-13);
        arith_log(&ar, &a, &r);
        assert_near(r.x / size, 1.0, 1e-13);

        x = real_of((rng_uniform(&rng) - .5) * 1e6);
        arith_exp(&ar, &x, &b);
        arith_multiply(&ar, &a, &b, &r);
        arith_divide(&ar, &r, &b, &r);
        assert_int_equal(r.scale, a.scale);
        assert_near(r.x / a.x, 1.0, 5e-16);

        arith_power(&ar, &a, &n, &r);
        arith_divide(&ar, &r, &a, &r);
        arith_divide(&ar, &r, &a, &r);
        assert_near(r.x / a.x, 1.0, 2e-15);
        arith_root(&ar, &a, &r);
        arith_multiply(&ar, &r, &r, &r);
        assert_near(nats(r), nats(a), 1e-9);

        arith_add(&ar, &a, &a, &r);
        arith_negate(&a, &b);
        arith_add(&ar, &r, &b, &r);
        assert_true(real_compare(r, a) == 0);
    }
}

/* By hand: (2^-3000)^(1/3) = 2^-1000, (2^-1)^10000, and 0.7^5000 to the
 * relative error of its logarithm. */
static void powers_beyond_a_double(void **state)
{
    const struct arith ar = arith_in(FORMAT_EXACT);
    struct real half = real_of(.5), n = real_of(3000.0), r, third;

    (void)state;
    arith_power(&ar, &half, &n, &r);
    assert_true(r.x == .5 && r.scale == -2999);
    third = real_of(1.0 / 3.0);
    arith_power(&ar, &r, &third, &r);
    assert_near(nats(r), -1000 * log(2.0), 1e-12);
    n = real_of(10000.0);
    arith_power(&ar, &half, &n, &r);
    assert_true(r.x == .5 && r.scale == -9999);
    half = real_of(.7);
    n = real_of(5000.0);
    arith_power(&ar, &half, &n, &r);
    assert_near(nats(r) / (5000 * log(.7)), 1.0, 1e-15);
    n = real_of(-5000.5);
    arith_power(&ar, &half, &n, &r);
    assert_near(nats(r) / (-5000.5 * log(.7)), 1.0, 1e-15);

    /* An odd power of a negative number, and none that is no number. */
    half = real_of(-.5);
    n = real_of(3001.0);
    arith_power(&ar, &half, &n, &r);
    assert_true(r.x == -.5 && r.scale == -3000);
    n = real_of(3000.5);
    arith_power(&ar, &half, &n, &r);
    assert_true(isnan(r.x));
}

enum op { ADD, MULTIPLY, DIVIDE, POWER };

static unsigned flags_of(enum format format, enum op op, double x, double y)
{
    struct arith ar = arith_in(format);
    struct real a = real_of(x), b = real_of(y), r;

    switch (op) {
    case ADD:
        arith_add(&ar, &a, &b, &r);
        break;
    case MULTIPLY:
        arith_multiply(&ar, &a, &b, &r);
        break;
    case DIVIDE:
        arith_divide(&ar, &a, &b, &r);
        break;
    case POWER:
        arith_power(&ar, &a, &b, &r);
        break;
    }
    return r.flags & REAL_FOR_READERS;
}

/* By hand, from the bits of the operands. */
static void an_operation_says_what_happened(void **state)
{
    const struct {
        enum format format;
        enum op op;
        double a, b;
        unsigned flags;
    } cases[] = {
        { FORMAT_FLOAT64, ADD, .5, .25, 0 },
        { FORMAT_FLOAT64, ADD, .1, .2, REAL_INEXACT },
        { FORMAT_FLOAT64, ADD, 1, 0x1p-60, REAL_INEXACT },
        { FORMAT_FLOAT64, MULTIPLY, 3, .5, 0 },
        { FORMAT_FLOAT64, MULTIPLY, .1, .1, REAL_INEXACT },
        { FORMAT_FLOAT64, MULTIPLY, 0x1p-1000, 0x1p-70, REAL_SUBNORMAL },
        { FORMAT_FLOAT64, MULTIPLY, 0x1p-1000, 0x1p-100,
          REAL_UNDERFLOW | REAL_INEXACT },
        { FORMAT_FLOAT64, MULTIPLY, 0, 5, 0 },
        { FORMAT_FLOAT64, DIVIDE, 1, 4, 0 },
        { FORMAT_FLOAT64, DIVIDE, 1, 3, REAL_INEXACT },
        { FORMAT_FLOAT64, DIVIDE, 1, 0, REAL_INFINITE },
        { FORMAT_FLOAT64, DIVIDE, 0, 0, REAL_NAN },
        { FORMAT_FLOAT64, POWER, 0, 0, REAL_ZERO_POWER },
        { FORMAT_FLOAT64, POWER, 2, 10, 0 },
        { FORMAT_FLOAT64, POWER, 2, .5, REAL_INEXACT },
        { FORMAT_FLOAT16, ADD, 2048, 1, REAL_INEXACT },
        { FORMAT_FLOAT16, ADD, 65504, 65504, REAL_INFINITE | REAL_INEXACT },
        { FORMAT_FLOAT16, MULTIPLY, 0x1p-14, .5, REAL_SUBNORMAL },
        { FORMAT_FLOAT32_FTZ, MULTIPLY, 0x1p-126, .5,
          REAL_UNDERFLOW | REAL_INEXACT },
        { FORMAT_EXACT, MULTIPLY, 0x1p-1000, 0x1p-100, REAL_INEXACT },
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        unsigned flags =
            flags_of(cases[i].format, cases[i].op, cases[i].a, cases[i].b);

        /* What is scaled is not followed: it counts as rounded. */
        if (flags != cases[i].flags)
            fail_msg("case %zu: %u, not %u", i, flags, cases[i].flags);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(float32_is_the_machines_float),
        cmocka_unit_test(exact_numbers_keep_the_laws),
        cmocka_unit_test(powers_beyond_a_double),
        cmocka_unit_test(an_operation_says_what_happened),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
