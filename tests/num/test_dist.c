#include "num/dist.h"

#include "support/test.h"

enum { K = 5 };

/* All expected values from 70-digit decimal arithmetic on the doubles. */
static const double half[] = { 0.5, 0.3, 0.2 }, other[] = { 0.7, 0.2, 0.1 };

static void entropies_are_right_to_the_last_digit(void **state)
{
    (void)state;
    assert_near(dist_entropy_nats(half, 3), 1.0296530140645734, 3e-16);
    assert_near(dist_cross_entropy_nats(half, other, 3), 1.1216858642984056,
                3e-16);
    assert_near(dist_kl_nats(half, other, 3), 0.09203285023383191, 2e-17);
}

/* The term by term sum of p log(p/q) errs by 8e-12, 7e-7, 9e-4 and 39 % in
 * these four; H(p, q) - H(p) is worse. */
static void kl_of_close_distributions_keeps_its_digits(void **state)
{
    static const double p[K] = { 0.4, 0.25, 0.2, 0.1, 0.05 };
    static const struct {
        double eps, q[K], kl;
    } cases[] = {
        { 0.001,
          { 0.39979037170167353, 0.25002211461264795, 0.19994798206661923,
            0.10002078400771924, 0.05001257203041081 },
          0.0002062420139190402 },
        { 1e-05,
          { 0.39999652423087395, 0.24999756583995777, 0.20000134987632842,
            0.09999951870802866, 0.049999734330961054 },
          5.307047221240515e-06 },
        { 1e-07,
          { 0.4000000396515868, 0.24999999851317536, 0.20000001345845805,
            0.09999999952706418, 0.050000001390681406 },
          -5.2540963329547755e-08 },
        { 1e-09,
          { 0.39999999972049316, 0.25000000006743034, 0.2000000001472181,
            0.10000000000463626, 0.05000000002412519 },
          3.6096986677828935e-11 },
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        double kl = dist_kl_nats(p, cases[i].q, K);

        assert_near(kl / cases[i].kl, 1.0, 4e-16);
    }
}

static void nothing_times_log_0_is_0(void **state)
{
    const double p[] = { 1.0, 0.0 }, q[] = { 0.5, 0.5 };

    (void)state;
    assert_true(dist_entropy_nats(p, 2) == 0.0);
    assert_false(signbit(dist_entropy_nats(p, 2)));
    assert_true(dist_cross_entropy_nats(p, p, 2) == 0.0);
    assert_true(dist_kl_nats(p, p, 2) == 0.0);
    assert_near(dist_kl_nats(p, q, 2), log(2.0), 1e-16);
    assert_true(dist_entropy_nats(NULL, 0) == 0.0);
}

static void a_0_for_what_can_happen_costs_infinitely_much(void **state)
{
    const double p[] = { 0.5, 0.5 }, q[] = { 1.0, 0.0 };

    (void)state;
    assert_true(dist_cross_entropy_nats(p, q, 2) == INFINITY);
    assert_true(dist_kl_nats(p, q, 2) == INFINITY);
    assert_near(dist_kl_nats(q, p, 2), log(2.0), 1e-16);
}

static void what_is_no_probability_gives_nan(void **state)
{
    const double p[] = { 0.5, 0.5 };
    const double bad[][2] = { { NAN, 0.5 }, { -0.1, 0.5 }, { 0.0, NAN } };

    (void)state;
    for (int i = 0; i < 3; i++) {
        assert_true(isnan(dist_entropy_nats(bad[i], 2)));
        assert_true(isnan(dist_cross_entropy_nats(p, bad[i], 2)));
        assert_true(isnan(dist_kl_nats(p, bad[i], 2)));
        assert_true(isnan(dist_kl_nats(bad[i], p, 2)));
    }
}

/* By hand: 1e-300 log(1e-300 / 0.5) + 0.5 log(0.5 / 1e-300), where q/p
 * overflows in one term and vanishes in the other. */
static void kl_survives_extreme_ratios(void **state)
{
    const double p[] = { 0x1p-1074, 0.5 }, q[] = { 0.5, 0x1p-1074 };

    (void)state;
    assert_near(dist_kl_nats(p, q, 2), 0.5 * 1073.0 * log(2.0), 1e-13);
}

/* Gibbs: KL >= 0, and 0 only for equal ones; and the chain
 * H(p, q) = H(p) + KL(p || q). */
static void the_laws_hold_on_a_grid(void **state)
{
    (void)state;
    for (int i = 0; i <= 20; i++) {
        for (int j = 1; j < 20; j++) {
            double p[] = { i / 20.0, 1.0 - i / 20.0 };
            double q[] = { j / 20.0, 1.0 - j / 20.0 };
            double kl = dist_kl_nats(p, q, 2);

            assert_true(i == j ? kl == 0.0 : kl > 1e-3);
            assert_near(dist_cross_entropy_nats(p, q, 2),
                        dist_entropy_nats(p, 2) + kl, 1e-15);
        }
    }
}

/* By hand. */
static void outcomes_are_told_apart(void **state)
{
    static const double tie[] = { 0.2, 0.4, 0.4 };
    static const double hot[] = { 0.0, 0.0, 1.0 };
    static const double two[] = { 1.0, 0.0, 1.0 };
    static const double odd[] = { NAN, 0.5, 0.7 };

    (void)state;
    assert_int_equal(dist_first_argmax(tie, 3), 1);
    assert_int_equal(dist_first_argmax(hot, 3), 2);
    assert_int_equal(dist_first_argmax(odd, 3), 0);
    assert_int_equal(dist_first_argmax(NULL, 0), 0);
    assert_int_equal(dist_sure_outcome(hot, 3), 2);
    assert_int_equal(dist_sure_outcome(tie, 3), -1);
    assert_int_equal(dist_sure_outcome(two, 3), -1);
    assert_int_equal(dist_sure_outcome(odd, 3), -1);
    assert_int_equal(dist_sure_outcome(hot, 2), -1);
    assert_int_equal(dist_sure_outcome(NULL, 0), -1);
}

/* By hand: 0.25^0.5 is 0.5 exactly. */
static void a_factor_is_the_product_of_powers(void **state)
{
    const double even[] = { 0.5, 0.5, 0.0 }, hot[] = { 0.0, 1.0, 0.0 };
    const double q[] = { 0.25, 0.75, 0.0 };

    (void)state;
    assert_near(dist_factor(even, q, 3), 0.5 * sqrt(0.75), 1e-16);
    assert_near(dist_factor(hot, q, 3), 0.75, 0.0);
    assert_near(dist_factor(even, even + 2, 1), 0.0, 0.0);
    assert_near(dist_factor(NULL, NULL, 0), 1.0, 0.0);
}

static void digits_count_where_there_is_weight(void **state)
{
    const double p[] = { 1.0, 0.0 }, least[] = { 0x1p-1022, 0.0 };
    const double less[] = { 0x1p-1023, 1.0 };

    (void)state;
    assert_true(dist_well_held(p, least, 2));
    assert_false(dist_well_held(p, less, 2));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(entropies_are_right_to_the_last_digit),
        cmocka_unit_test(kl_of_close_distributions_keeps_its_digits),
        cmocka_unit_test(nothing_times_log_0_is_0),
        cmocka_unit_test(a_0_for_what_can_happen_costs_infinitely_much),
        cmocka_unit_test(what_is_no_probability_gives_nan),
        cmocka_unit_test(kl_survives_extreme_ratios),
        cmocka_unit_test(the_laws_hold_on_a_grid),
        cmocka_unit_test(outcomes_are_told_apart),
        cmocka_unit_test(a_factor_is_the_product_of_powers),
        cmocka_unit_test(digits_count_where_there_is_weight),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
