#include "num/dd.h"

#include "support/test.h"

/* From 70-digit decimal arithmetic: the logarithm of the double, split into
 * the nearest double and the nearest double to the rest. */
static void logarithms_are_right_to_a_hundred_bits(void **state)
{
    static const struct {
        double x, hi, lo;
    } cases[] = {
        { 0.7, -0x1.6d3c324e13f50p-2, 0x1.641052af5fd8dp-58 },
        { 1e-300, -0x1.5963447f87fb5p+9, -0x1.aa670d35324e6p-46 },
        { 1.0 - 0x1p-53, -0x1.0000000000000p-53, -0x1.0000000000000p-107 },
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct dd log_x = dd_log(ddx_from(cases[i].x));

        assert_true(log_x.hi == cases[i].hi);
        assert_near(log_x.lo, cases[i].lo, fabs(log_x.hi) * 0x1p-98);
    }
}

static void log_1_is_exactly_0(void **state)
{
    struct dd log_1 = dd_log(ddx_from(1.0));

    (void)state;
    assert_true(log_1.hi == 0.0 && log_1.lo == 0.0);
}

/* log of the least subnormal is -1074 log 2, by hand. */
static void subnormals_are_scaled_exactly(void **state)
{
    (void)state;
    assert_true(ddx_from(0x1p-1074).exponent == -1074);
    assert_near(dd_log(ddx_from(0x1p-1074)).hi, -1074.0 * log(2.0), 2e-13);
}

/* The error of a product against fma, which rounds a b + c once. */
static void the_error_of_a_product_is_exact(void **state)
{
    double a = 0.7, b = 1.3;

    (void)state;
    for (int i = 0; i < 1000; i++) {
        a = fmod(a * 1.7 + 0.1, 1.0) + 0.5;
        b = fmod(b * 1.3 + 0.3, 1.0) + 0.5;
        assert_true(dd_product_error(a, b, a * b) == fma(a, b, -(a * b)));
    }
}

/* 10 divided by 3 and multiplied by 3 again: within 2^-102 of 10. */
static void division_undoes_multiplication(void **state)
{
    struct dd ten = { 10.0, 0.0 }, three = { 3.0, 0.0 };
    struct dd back = dd_mul(dd_div(ten, three), three);

    (void)state;
    assert_near((back.hi - 10.0) + back.lo, 0.0, 10.0 * 0x1p-102);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(logarithms_are_right_to_a_hundred_bits),
        cmocka_unit_test(log_1_is_exactly_0),
        cmocka_unit_test(subnormals_are_scaled_exactly),
        cmocka_unit_test(the_error_of_a_product_is_exact),
        cmocka_unit_test(division_undoes_multiplication),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
