#include "num/logsum.h"

#include "support/test.h"

/* By hand: log(e^-1000 + e^-1000) = -1000 + log 2, where exp underflows. The
 * naive formula fails here. */
static void adds_weights_too_small_for_exp(void **state)
{
    double x[] = { -1000.0, -1000.0 };

    (void)state;
    assert_near(logsum(x, 2), -1000.0 + log(2.0), 1e-12);
}

/* log(1 + e^-50) = e^-50 to 21 digits; a sum that starts from 1 loses it. */
static void keeps_what_is_small_beside_1(void **state)
{
    double x[] = { -50.0, 0.0 };

    (void)state;
    assert_near(logsum(x, 2) / exp(-50.0), 1.0, 1e-15);
}

/* The law: adding c to every weight adds c to the sum. */
static void shifts_with_its_weights(void **state)
{
    double x[] = { 0.3, -2.0, 1.7 }, y[3];

    (void)state;
    for (int i = 0; i < 3; i++)
        y[i] = x[i] + 512.0;
    assert_near(logsum(y, 3), logsum(x, 3) + 512.0, 2e-13);
}

static void passes_infinities_and_nan(void **state)
{
    double zeros[] = { -INFINITY, -INFINITY };
    double huge[] = { 1.0, INFINITY }, bad[] = { INFINITY, NAN };
    double one[] = { -INFINITY, 3.0 };

    (void)state;
    assert_true(logsum(NULL, 0) == -INFINITY);
    assert_true(logsum(zeros, 2) == -INFINITY);
    assert_true(logsum(huge, 2) == INFINITY);
    assert_true(isnan(logsum(bad, 2)));
    assert_true(logsum(one, 2) == 3.0);
}

static void normalises_in_place(void **state)
{
    double x[] = { log(1.0) - 2000.0, log(3.0) - 2000.0 };

    (void)state;
    assert_true(logsum_normalise(x, 2, x));
    assert_near(x[0], log(0.25), 1e-12);
    assert_near(x[1], log(0.75), 1e-12);
}

static void refuses_to_normalise_nothing(void **state)
{
    double x[] = { -INFINITY }, out[] = { 42.0 };

    (void)state;
    assert_false(logsum_normalise(x, 1, out));
    assert_true(out[0] == 42.0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(adds_weights_too_small_for_exp),
        cmocka_unit_test(keeps_what_is_small_beside_1),
        cmocka_unit_test(shifts_with_its_weights),
        cmocka_unit_test(passes_infinities_and_nan),
        cmocka_unit_test(normalises_in_place),
        cmocka_unit_test(refuses_to_normalise_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
