#include "num/softmax.h"

#include "num/dist.h"
#include "num/rng.h"
#include "support/test.h"

/* log(1 + 2 e^-d) in 70-digit decimal arithmetic. A logarithm of the
 * probability is 3e-8 off at 20, 4 % at 36, and gives 0 from 40 on. */
static void the_loss_of_a_sure_class_keeps_its_digits(void **state)
{
    static const struct {
        double d, loss;
    } cases[] = {
        { 10.0, 9.079573746724444e-05 },
        { 20.0, 4.1223072363804075e-09 },
        { 36.0, 4.639045660487137e-16 },
        { 700.0, 1.971935308751954e-304 },
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        double z[] = { cases[i].d, 0.0, 0.0 }, out[3];

        assert_near(softmax_loss_nats(z, 3, 1.0, 0) / cases[i].loss, 1.0,
                    3e-16);
        softmax_log_nats(z, 3, 1.0, out);
        assert_near(-out[0] / cases[i].loss, 1.0, 3e-16);
    }
}

/* By the definition: softmax() written out, and the first largest of it. Logits
 * lie a few ulps apart, or so far that no rounding could matter. */
static void the_likeliest_class_is_that_of_the_probabilities(void **state)
{
    struct rng rng;
    int before = 0;

    (void)state;
    rng_seed(&rng, 7);
    for (int round = 0; round < 20000; round++) {
        size_t n = 1 + rng_below(&rng, 5);
        double t = round % 3 ? 1.0 : 0.1 + rng_uniform(&rng);
        double z[5], p[5];
        size_t top;

        for (size_t j = 0; j < n; j++)
            z[j] = round % 2 ? 1e-16 * (double)rng_below(&rng, 9)
                             : 4.0 * rng_uniform(&rng);
        softmax(z, n, t, p);
        top = dist_first_argmax(p, n);
        assert_int_equal(softmax_first_argmax(z, n, t), top);
        before += top != dist_first_argmax(z, n);
    }
    /* Else nothing near was met. */
    assert_true(before > 100);
}

/* By hand: the loss of class 1 is d + log(1 + 2 e^-d). */
static void the_loss_of_an_unlikely_class_does_not_overflow(void **state)
{
    double z[] = { 5000.0, 0.0, 0.0 };

    (void)state;
    assert_near(softmax_loss_nats(z, 3, 1.0, 1), 5000.0, 0.0);
    assert_near(softmax_loss_nats(z, 3, 2.0, 1), 2500.0, 0.0);
}

/* Against all probabilities; equal logits are among them. */
static void the_peak_is_the_largest_probability(void **state)
{
    struct rng rng;

    (void)state;
    rng_seed(&rng, 1);
    for (int i = 0; i < 20000; i++) {
        double z[7], p[7], t = 0.1 + 3.0 * rng_uniform(&rng);
        size_t n = 1 + rng_below(&rng, 7);

        for (size_t j = 0; j < n; j++)
            z[j] = (double)rng_below(&rng, 40) * (i % 2 ? 0.25 : 1e-17);
        softmax(z, n, t, p);
        assert_true(softmax_peak(z, n, t) == p[dist_first_argmax(p, n)]);
    }
}

/* By hand: weights 1 and 3 are 1/4 and 3/4 wherever the logits start. */
static void is_not_moved_by_a_shift(void **state)
{
    double z[] = { 700.0, 700.0 + log(3.0) }, p[2];

    (void)state;
    softmax(z, 2, 1.0, p);
    assert_near(p[0], 0.25, 1e-13);
    assert_near(p[1], 0.75, 1e-13);
}

static void temperature_flattens_and_sharpens(void **state)
{
    double z[] = { 0.0, log(9.0) }, p[2];

    (void)state;
    softmax(z, 2, 2.0, p); /* the square root of odds 9 is 3 */
    assert_near(p[1], 0.75, 1e-15);
    softmax(z, 2, 0.5, p); /* their square is 81 */
    assert_near(p[1], 81.0 / 82.0, 1e-15);
    softmax(z, 2, 1e-300, p);
    assert_true(p[0] == 0.0 && p[1] == 1.0);
}

static void may_write_over_its_input(void **state)
{
    double z[] = { 1.0, 2.0, 4.0 }, p[3];

    (void)state;
    softmax(z, 3, 1.5, p);
    softmax(z, 3, 1.5, z);
    assert_memory_equal(z, p, sizeof z);
}

static void a_logit_of_minus_infinity_is_probability_0(void **state)
{
    double z[] = { 0.0, -INFINITY }, p[2];

    (void)state;
    softmax(z, 2, 1.0, p);
    assert_true(p[0] == 1.0 && p[1] == 0.0);
    assert_true(softmax_loss_nats(z, 2, 1.0, 1) == INFINITY);
    assert_true(softmax_loss_nats(z, 2, 1.0, 0) == 0.0);
}

static void what_leaves_no_distribution_gives_nan(void **state)
{
    double bad[][2] = {
        { NAN, 1.0 }, { 1.0, NAN }, { INFINITY, 0.0 }, { -INFINITY, -INFINITY }
    };

    (void)state;
    for (int i = 0; i < 4; i++) {
        double p[2];

        softmax(bad[i], 2, 1.0, p);
        assert_true(isnan(p[0]) && isnan(p[1]));
        assert_true(isnan(softmax_loss_nats(bad[i], 2, 1.0, 0)));
        assert_true(isnan(softmax_loss_nats(bad[i], 2, 1.0, 1)));
    }
}

/* Two classes: log(1 + exp(-d)), d = 300.1 - 0.3 as the doubles have it; the
 * C library's long double is the other method. A rounded d would be 100 ulp
 * off. */
static void large_differences_lose_nothing(void **state)
{
    const double z[] = { 0.3, 300.1 };
    long double d = (long double)z[1] - (long double)z[0];
    double want = (double)expl(-d);
    size_t top;

    (void)state;
    assert_near(softmax_rest_nats(z, 2, &top), want, want * 0x1p-51);
    assert_int_equal(top, 1);
    assert_near(softmax_rest_nats(z, 1, &top), 0.0, 0.0);
    assert_near(softmax_rest_nats((double[]){ 1.0, 1.0 }, 2, &top), log(2.0),
                0x1p-53);
    assert_int_equal(top, 0);
    assert_true(isnan(softmax_rest_nats((double[]){ INFINITY, 0.0 }, 2, &top)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_loss_of_a_sure_class_keeps_its_digits),
        cmocka_unit_test(the_likeliest_class_is_that_of_the_probabilities),
        cmocka_unit_test(the_loss_of_an_unlikely_class_does_not_overflow),
        cmocka_unit_test(the_peak_is_the_largest_probability),
        cmocka_unit_test(is_not_moved_by_a_shift),
        cmocka_unit_test(temperature_flattens_and_sharpens),
        cmocka_unit_test(may_write_over_its_input),
        cmocka_unit_test(a_logit_of_minus_infinity_is_probability_0),
        cmocka_unit_test(what_leaves_no_distribution_gives_nan),
        cmocka_unit_test(large_differences_lose_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
