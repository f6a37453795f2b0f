/* Values as they stand beside an equation. */
#include "base/strbuf.h"
#include "support/test.h"
#include "tex/judge.h"

static struct value logarithm(double nats)
{
    struct value value = { .rows = 1, .cols = 1, .number = real_of(nats) };

    value.number.flags = value.flags = REAL_LOG_SCALED;
    return value;
}

static void check(const struct value *value, enum unit unit, const char *text)
{
    struct strbuf out = { 0 };

    judge_write(&out, value, unit, 5);
    assert_string_equal(strbuf_text(&out), text);
    strbuf_finish(&out);
}

/* -2.0714734 / log 2 is -2.9885; / log 10 is -0.89963. */
static void a_logarithm_is_shown_in_the_unit(void **state)
{
    struct value value = logarithm(-2.0714733720306588);

    (void)state;
    check(&value, UNIT_NATS, "-2.0715 nats");
    check(&value, UNIT_BITS, "-2.9885 bits");
    check(&value, UNIT_BANS, "-0.89963 bans");
}

static void other_numbers_have_no_unit(void **state)
{
    struct value value = { .rows = 1, .cols = 1, .number = real_of(0.126) };

    (void)state;
    check(&value, UNIT_BITS, "0.126");
    value.optimum = true;
    value.number.flags = REAL_LOG_SCALED;
    check(&value, UNIT_BITS, "0.126");
}

static void minus_nothing_is_nothing(void **state)
{
    struct value value = logarithm(-0.0);

    (void)state;
    check(&value, UNIT_NATS, "0 nats");
    check(&value, UNIT_BITS, "0 bits");
}

static void a_vector_of_logarithms_has_the_unit_once(void **state)
{
    struct real entries[] = { real_of(log(2.0)), real_of(log(4.0)) };
    struct value value = { .shape = VALUE_VECTOR, 2, 1, .entries = entries };

    (void)state;
    entries[0].flags = REAL_LOG_SCALED;
    check(&value, UNIT_BITS, "(0.69315, 1.3863)");
    entries[1].flags = REAL_LOG_SCALED;
    check(&value, UNIT_BITS, "(1, 2) bits");
}

static void infinity_has_a_unit_too(void **state)
{
    struct value value = logarithm(-INFINITY);

    (void)state;
    check(&value, UNIT_BITS, "-inf bits");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_logarithm_is_shown_in_the_unit),
        cmocka_unit_test(other_numbers_have_no_unit),
        cmocka_unit_test(minus_nothing_is_nothing),
        cmocka_unit_test(a_vector_of_logarithms_has_the_unit_once),
        cmocka_unit_test(infinity_has_a_unit_too),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
