#include "num/unit.h"

#include "support/test.h"

/* By hand: log 8 nats are 3 bits, log 1000 nats are 3 bans. */
static void converts_from_nats(void **state)
{
    (void)state;
    assert_true(unit_from_nats(UNIT_NATS, 0.7) == 0.7);
    assert_near(unit_from_nats(UNIT_BITS, log(8.0)), 3.0, 1e-15);
    assert_near(unit_from_nats(UNIT_BANS, log(1000.0)), 3.0, 1e-15);
    assert_true(unit_from_nats(UNIT_BITS, -INFINITY) == -INFINITY);
}

static void minus_zero_is_shown_as_zero(void **state)
{
    (void)state;
    assert_false(signbit(unit_from_nats(UNIT_BITS, -0.0)));
}

static void names_go_both_ways(void **state)
{
    enum unit unit = UNIT_NATS;

    (void)state;
    for (int u = 0; u < UNIT_COUNT; u++) {
        assert_true(unit_from_name(slice_of(unit_name((enum unit)u)), &unit));
        assert_true((int)unit == u);
    }
    unit = UNIT_BITS;
    assert_false(unit_from_name(slice_of("Nats"), &unit));
    assert_false(unit_from_name(slice_of("bit"), &unit));
    assert_true(unit == UNIT_BITS);
}

/* log 2 and log 10 to 107 bits are 1 bit and 1 ban; by hand, 3 nats are
 * 3 / log 2 = 4.3280851226668902 bits. */
static void an_unrounded_number_is_rounded_once(void **state)
{
    const struct dd log_2 = { 0x1.62e42fefa39efp-1, 0x1.abc9e3b39803fp-56 };
    const struct dd log_10 = { 0x1.26bb1bbb55516p+1, -0x1.f48ad494ea3e9p-53 };

    (void)state;
    assert_true(unit_from_dd(UNIT_BITS, log_2) == 1.0);
    assert_true(unit_from_dd(UNIT_BANS, log_10) == 1.0);
    assert_near(unit_from_dd(UNIT_BITS, (struct dd){ 3.0, 0.0 }),
                4.3280851226668902, 0.0);
    assert_true(unit_from_dd(UNIT_NATS, (struct dd){ 3.0, 1e-20 }) == 3.0);
    assert_true(unit_from_dd(UNIT_BITS, (struct dd){ INFINITY, 0.0 }) ==
                INFINITY);
    assert_false(signbit(unit_from_dd(UNIT_BITS, (struct dd){ -0.0, 0.0 })));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(converts_from_nats),
        cmocka_unit_test(minus_zero_is_shown_as_zero),
        cmocka_unit_test(names_go_both_ways),
        cmocka_unit_test(an_unrounded_number_is_rounded_once),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
