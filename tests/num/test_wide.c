#include "num/wide.h"

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
        cmocka_unit_test(what_is_not_finite_passes),
        cmocka_unit_test(rounding_may_carry_into_the_exponent),
        cmocka_unit_test(goes_back_to_a_double_where_one_exists),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
