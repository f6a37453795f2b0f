#include "num/format.h"

#include "num/rng.h"
#include "support/test.h"

/* The value of a stored pattern, straight from IEEE 754's definition. */
static double decode(unsigned bits, int exponent_bits, int fraction_bits)
{
    int bias = (1 << (exponent_bits - 1)) - 1;
    unsigned fraction = bits & ((1u << fraction_bits) - 1);
    int exponent = (int)(bits >> fraction_bits);

    if (exponent == 0)
        return ldexp(fraction, 1 - bias - fraction_bits);
    return ldexp((double)fraction + ldexp(1.0, fraction_bits),
                 exponent - bias - fraction_bits);
}

/* All 16-bit numbers: each is itself, what lies between two goes to the
 * nearer, the middle to the even pattern; the fields come back. */
static void every_half_is_rounded_to_the_nearest(enum format format, int e,
                                                 int f)
{
    unsigned infinity = ((1u << e) - 1) << f;

    for (unsigned bits = 0; bits < infinity; bits++) {
        double x = decode(bits, e, f), next = decode(bits + 1, e, f);
        double middle = (x + next) / 2.0;
        double even = bits % 2 == 0 ? x : next;
        struct format_bits got;

        if (bits + 1 == infinity)
            next = even = INFINITY;
        assert_true(format_round(format, x) == x);
        assert_true(format_round(format, -middle) == -even);
        assert_true(format_round(format, nextafter(middle, 0.0)) == x);
        assert_true(format_round(format, nextafter(middle, 1e300)) == next);
        format_bits(format, -x, &got);
        assert_true(got.sign == 1);
        assert_true((got.exponent << f | got.fraction) == bits);
    }
}

static void float16_is_right_everywhere(void **state)
{
    (void)state;
    every_half_is_rounded_to_the_nearest(FORMAT_FLOAT16, 5, 10);
}

static void bfloat16_is_right_everywhere(void **state)
{
    (void)state;
    every_half_is_rounded_to_the_nearest(FORMAT_BFLOAT16, 8, 7);
}

/* The hardware's float is the reference for what is not flushed. */
static void float32_ftz_differs_only_below_the_least_normal(void **state)
{
    struct rng rng;

    (void)state;
    rng_seed(&rng, 5);
    for (int i = 0; i < 100000; i++) {
        double x = ldexp(rng_uniform(&rng), -(int)rng_below(&rng, 160));
        double want = (double)(float)x;
        double got = format_round(FORMAT_FLOAT32_FTZ, x);

        assert_true(format_round(FORMAT_FLOAT32, x) == want);
        if (x >= 0x1p-126)
            assert_true(got == want);
        else
            assert_true(got == 0.0 || got == 0x1p-126);
        assert_true(format_state(FORMAT_FLOAT32_FTZ, got) != STATE_SUBNORMAL);
    }
    assert_true(format_round(FORMAT_FLOAT32_FTZ, 0x1p-127) == 0.0);
    assert_true(signbit(format_round(FORMAT_FLOAT32_FTZ, -0x1p-127)));
    assert_true(format_round(FORMAT_FLOAT32_FTZ, 0x1p-1074) == 0.0);

    /* SSE decides after rounding to 24 bits. The first is such a number and
     * too small; the middle between it and the least normal one goes to the
     * even one, which is normal; what is nearer to the first does not. */
    assert_true(format_round(FORMAT_FLOAT32_FTZ, 0x1.fffffep-127) == 0.0);
    assert_true(format_round(FORMAT_FLOAT32_FTZ, 0x1.ffffffp-127) == 0x1p-126);
    assert_true(format_round(FORMAT_FLOAT32_FTZ,
                             nextafter(0x1.ffffffp-127, 0.0)) == 0.0);
    assert_true(isnan(format_round(FORMAT_FLOAT32_FTZ, NAN)));
}

static void what_is_not_finite_passes(void **state)
{
    (void)state;
    for (int f = 0; f < FORMAT_COUNT; f++) {
        enum format format = (enum format)f;
        struct format_bits bits;

        assert_true(isnan(format_round(format, NAN)));
        assert_true(format_round(format, -INFINITY) == -INFINITY);
        assert_true(signbit(format_round(format, -0.0)));
        assert_true(format_state(format, NAN) == STATE_NAN);
        assert_true(format_state(format, INFINITY) == STATE_INFINITE);
        assert_true(format_state(format, -0.0) == STATE_ZERO);
        format_bits(format, INFINITY, &bits);
        assert_true(bits.fraction == 0 && bits.state == STATE_INFINITE);
        format_bits(format, NAN, &bits);
        assert_true(bits.fraction != 0 && bits.state == STATE_NAN);
    }
    assert_true(format_round(FORMAT_FLOAT16, 65520.0) == INFINITY);
    assert_true(format_round(FORMAT_FLOAT16, 65519.0) == 65504.0);
    assert_true(format_round(FORMAT_BFLOAT16, 1e300) == INFINITY);
}

/* Least and greatest numbers as every table of the formats has them. */
static void limits_are_the_well_known_ones(void **state)
{
    struct format_limits limits = format_limits(FORMAT_FLOAT16);

    (void)state;
    assert_true(limits.least_subnormal == 0x1p-24);
    assert_true(limits.least_normal == 0x1p-14);
    assert_true(limits.greatest == 65504.0);
    limits = format_limits(FORMAT_BFLOAT16);
    assert_true(limits.least_subnormal == 0x1p-133);
    assert_true(limits.least_normal == 0x1p-126);
    limits = format_limits(FORMAT_FLOAT32);
    assert_true(limits.least_subnormal == 0x1p-149);
    assert_true(limits.greatest == 0x1.fffffep127);
    limits = format_limits(FORMAT_FLOAT64);
    assert_true(limits.least_subnormal == 0x1p-1074);
    assert_true(limits.least_normal == 0x1p-1022);
    assert_true(limits.greatest == 0x1.fffffffffffffp1023);
    assert_true(format_limits(FORMAT_FLOAT32_FTZ).least_subnormal == 0x1p-126);
}

/* 0.126 in float64 is 3FC020C49BA5E354. */
static void fields_are_those_in_memory(void **state)
{
    struct format_bits bits;

    (void)state;
    format_bits(FORMAT_FLOAT64, 0.126, &bits);
    assert_true(bits.sign == 0 && bits.exponent == 0x3FC);
    assert_true(bits.fraction == UINT64_C(0x020C49BA5E354));
    assert_true(bits.exponent_bits == 11 && bits.fraction_bits == 52);
    assert_true(bits.state == STATE_NORMAL);
    format_bits(FORMAT_FLOAT64, 0x1p-1074, &bits);
    assert_true(bits.exponent == 0 && bits.fraction == 1);
    assert_true(bits.state == STATE_SUBNORMAL);
    format_bits(FORMAT_FLOAT32, 0.1, &bits); /* 3DCCCCCD */
    assert_true(bits.exponent == 0x7B && bits.fraction == 0x4CCCCD);
}

static void names_go_both_ways(void **state)
{
    enum format format = FORMAT_EXACT;

    (void)state;
    for (int f = 0; f < FORMAT_COUNT; f++) {
        const char *name = format_name((enum format)f);

        assert_true(format_from_name(slice_of(name), &format));
        assert_true((int)format == f);
    }
    assert_false(format_from_name(slice_of("float"), &format));
    assert_false(format_from_name(slice_of(""), &format));
    assert_string_equal(format_state_name(STATE_SUBNORMAL), "subnormal");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(float16_is_right_everywhere),
        cmocka_unit_test(bfloat16_is_right_everywhere),
        cmocka_unit_test(float32_ftz_differs_only_below_the_least_normal),
        cmocka_unit_test(what_is_not_finite_passes),
        cmocka_unit_test(limits_are_the_well_known_ones),
        cmocka_unit_test(fields_are_those_in_memory),
        cmocka_unit_test(names_go_both_ways),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
