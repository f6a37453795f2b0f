#include "num/wide.h"

#include "num/dd.h"
#include "support/test.h"

static void assert_wide(struct wide w, double fraction10, int64_t exponent10)
{
    assert_true(w.exponent10 == exponent10);
    assert_near(w.fraction10, fraction10, 0.0);
}

/* The shortest decimals that read back as these doubles. */
static void writes_doubles_in_decimal(void **state)
{
    (void)state;
    assert_wide(wide_from_binary(1.0, 0.0, 0), 1.0, 0);
    assert_wide(wide_from_binary(1.0, 0.0, -1074), 4.940656458412465, -324);
    assert_wide(wide_from_binary(1.0, 0.0, 10), 1.024, 3);
    assert_wide(wide_from_binary(0.126, 0.0, 0), 1.26, -1);
    assert_wide(wide_from_binary(1.25, 0.0, 3), 1.0, 1);
}

/* Powers of two by exact integers: 2^-30000000 and 2^100000. */
static void reaches_far_beyond_a_double(void **state)
{
    struct wide w = wide_from_binary(1.0, 0.0, -30000000);

    (void)state;
    /* 30000000 log10(2) = 9030899.869919435..., to 16 digits. */
    assert_true(w.exponent10 == -9030900);
    assert_near(w.fraction10, 1.3492126, 1e-6);
    assert_true(wide_from_binary(1.0, 0.0, 100000).exponent10 == 30102);
}

/* 1e7 factors of 0.7: against the same thing by way of the logarithm, which
 * is known to 106 bits; both ways are independent. */
static void both_ways_meet(void **state)
{
    double ln2_hi = 0x1.62e42fefa39efp-1, ln2_lo = 0x1.abc9e3b39803fp-56;

    (void)state;
    for (int k = 0; k < 33; k++) {
        int64_t e = -(INT64_C(1) << k);
        struct wide a = wide_from_binary(1.0, 0.0, e);
        struct wide b = wide_from_nats(ln2_hi * (double)e, ln2_lo * (double)e);

        assert_true(a.exponent10 == b.exponent10);
        assert_near(a.fraction10 / b.fraction10, 1.0, 5e-16);
    }
}

/* Powers of ten up to 10^22 are doubles. What lies just below one is 9.99...
 * of the next lower exponent; what is too near to be told apart rounds up to
 * 1 with its own. Not settling a fraction that missed [1, 10) fails here. */
static void powers_of_ten_start_a_new_exponent(void **state)
{
    double ten = 1.0;

    (void)state;
    for (int k = 0; k <= 22; k++, ten *= 10.0) {
        double below = nextafter(ten, 0.0);
        double ulp = nextafter(ten, INFINITY) - ten;
        struct wide w = wide_from_binary(below, 0.0, 0);

        assert_wide(wide_from_binary(ten, 0.0, 0), 1.0, k);
        assert_wide(wide_from_binary(ten, -0x1p-20 * ulp, 0), 1.0, k);
        assert_wide(wide_from_binary(ten, 0x1p-20 * ulp, 0), 1.0, k);
        assert_true(w.exponent10 == k - 1 && w.fraction10 < 10.0);
        assert_near(w.fraction10 / (below / ten * 10.0), 1.0, 3e-16);
    }
}

/* 1 - 0.6 2^-53 is 9.99...9 tenths, which no double below 10 is nearer to
 * than 10 itself: by hand, 10 - 6.7e-16 beside 10 - 1.8e-15. */
static void a_fraction_that_rounds_to_10_becomes_1(void **state)
{
    double hi = 1.0 - 0x1p-53, lo = 0.4 * 0x1p-53;

    (void)state;
    assert_wide(wide_from_binary(hi, lo, 0), 1.0, 0);
    assert_wide(wide_from_binary(hi, 0.0, 0), 10.0 - 0x1p-49, -1);
}

/* 10^k = 5^k 2^k made in double-double, where a double's logarithm cannot
 * tell on which side of 10^k a number lies. */
static void huge_powers_of_ten_start_a_new_exponent(void **state)
{
    const struct ddx five = { 2, { 1.25, 0.0 } };

    (void)state;
    for (int64_t k = 1000; k < INT64_C(3000000000); k = k * 9 / 7) {
        struct ddx x = ddx_power(five, (uint64_t)k);
        double up = nextafter(x.m.hi, 2.0), down = nextafter(x.m.hi, 0.0);
        int64_t e = x.exponent + k;
        struct wide above = wide_from_binary(up, x.m.lo, e);
        struct wide below = wide_from_binary(down, x.m.lo, e);

        assert_wide(wide_from_binary(x.m.hi, x.m.lo, e), 1.0, k);
        assert_true(above.exponent10 == k && above.fraction10 < 1 + 1e-15);
        assert_true(below.exponent10 == k - 1 && below.fraction10 > 9.99);
        assert_true(below.fraction10 < 10.0);
        x.m = dd_div((struct dd){ 1.0, 0.0 }, x.m);
        assert_wide(wide_from_binary(x.m.hi, x.m.lo, -e), 1.0, -k);
    }
}

/* The same through k log 10, on both sides of it and on the spot. */
static void logarithms_of_powers_of_ten_are_settled(void **state)
{
    double log10_hi = 0x1.26bb1bbb55516p+1, log10_lo = -0x1.f48ad494ea3e9p-53;

    (void)state;
    for (int k = -3000; k <= 3000; k++) {
        double hi = k * log10_hi, lo = fma(k, log10_hi, -hi) + k * log10_lo;

        for (int side = -1; side <= 1; side++) {
            struct wide w = wide_from_nats(hi, lo + side * 1e-13);

            assert_true(w.fraction10 >= 1.0 && w.fraction10 < 10.0);
            if (side > 0)
                assert_true(w.exponent10 == k && w.fraction10 < 1.0 + 2e-13);
            if (side < 0)
                assert_true(w.exponent10 == k - 1 && w.fraction10 > 9.99);
        }
    }
}

static void what_is_not_finite_passes(void **state)
{
    (void)state;
    assert_wide(wide_from_nats(-INFINITY, 0.0), 0.0, 0);
    assert_wide(wide_from_nats(0.0, 0.0), 1.0, 0);
    assert_true(isnan(wide_from_nats(NAN, 0.0).fraction10));
    assert_wide(wide_from_binary(0.0, 0.0, 0), 0.0, 0);
    assert_wide(wide_round((struct wide){ INFINITY, 0 }, 4), INFINITY, 0);
}

static void rounding_may_carry_into_the_exponent(void **state)
{
    struct wide w = { 9.9996, -5 };

    (void)state;
    assert_wide(wide_round(w, 4), 1.0, -4);
    assert_wide(wide_round(w, 5), 9.9996, -5);
    assert_wide(wide_round((struct wide){ 1.97449, 7 }, 4), 1.974, 7);
}

static void goes_back_to_a_double_where_one_exists(void **state)
{
    (void)state;
    assert_true(wide_double((struct wide){ 1.26, -1 }) == 0.126);
    assert_true(wide_double((struct wide){ 4.940656458412465, -324 }) ==
                0x1p-1074);
    assert_true(wide_double((struct wide){ 1.0, -2998765 }) == 0.0);
    assert_true(wide_double((struct wide){ 1.0, 2998765 }) == INFINITY);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(writes_doubles_in_decimal),
        cmocka_unit_test(reaches_far_beyond_a_double),
        cmocka_unit_test(both_ways_meet),
        cmocka_unit_test(powers_of_ten_start_a_new_exponent),
        cmocka_unit_test(a_fraction_that_rounds_to_10_becomes_1),
        cmocka_unit_test(huge_powers_of_ten_start_a_new_exponent),
        cmocka_unit_test(logarithms_of_powers_of_ten_are_settled),
        cmocka_unit_test(what_is_not_finite_passes),
        cmocka_unit_test(rounding_may_carry_into_the_exponent),
        cmocka_unit_test(goes_back_to_a_double_where_one_exists),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
