#include "num/fixed.h"

#include <math.h>
#include <string.h>

#include "num/rng.h"
#include "support/test.h"

static struct dd plain(double x)
{
    return (struct dd){ x, 0.0 };
}

static void a_number_comes_back(void **state)
{
    static const double numbers[] = { 0.0,      1.0,       -1.0,   0.1,
                                      -1e-60,   1e24,      -1e24,  0x1p-53,
                                      0x1p-416, -0x1p-400, 123.456 };

    (void)state;
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        struct fixed sum = { { 0 } };
        struct dd back;

        fixed_add_dd(&sum, plain(numbers[i]));
        back = fixed_read(&sum);
        assert_true(back.hi == numbers[i] && back.lo == 0.0);
    }
}

/* By hand: 2^60 + 2^-300 - 2^60 is 2^-300, which no double sum has. */
static void nothing_is_lost_between(void **state)
{
    struct fixed sum = { { 0 } };

    (void)state;
    fixed_add_dd(&sum, plain(0x1p60));
    fixed_add_dd(&sum, plain(0x1p-300));
    fixed_add_dd(&sum, plain(-0x1p60));
    assert_true(fixed_read(&sum).hi == 0x1p-300);
    fixed_add_dd(&sum, plain(-0x1p-300));
    assert_true(fixed_read(&sum).hi == 0.0);
    fixed_add_dd(&sum, (struct dd){ 1.0, 0x1p-80 });
    assert_true(fixed_read(&sum).hi == 1.0);
    assert_true(fixed_read(&sum).lo == 0x1p-80);
}

/* 1 + 2^-53 is a tie, which a bit far below decides. */
static void a_far_bit_decides_a_tie(void **state)
{
    struct fixed sum = { { 0 } };

    (void)state;
    fixed_add_dd(&sum, (struct dd){ 1.0, 0x1p-53 });
    assert_true(fixed_read(&sum).hi == 1.0);
    fixed_add_dd(&sum, plain(0x1p-400));
    assert_true(fixed_read(&sum).hi == 1.0 + 0x1p-52);
}

static void any_order_and_grouping_is_the_same(void **state)
{
    struct fixed whole = { { 0 } }, parts[7] = { { { 0 } } };
    struct fixed all = { { 0 } };
    struct rng rng;

    (void)state;
    rng_seed(&rng, 3);
    for (int i = 0; i < 5000; i++) {
        struct dd x = plain(
            ldexp(rng_uniform(&rng) - 0.5, (int)rng_below(&rng, 300) - 250));

        fixed_add_dd(&whole, x);
        fixed_add_dd(&parts[rng_below(&rng, 7)], x);
    }
    for (int i = 6; i >= 0; i--)
        fixed_add(&all, &parts[i]);
    assert_memory_equal(&all, &whole, sizeof all);
}

static double any(struct rng *rng)
{
    return ldexp(rng_uniform(rng) - 0.5, (int)rng_below(rng, 500) - 420);
}

/* By a law: what was put in is taken out again, in another order. */
static void nothing_is_left_when_all_is_taken_out(void **state)
{
    static const struct fixed zero;
    struct fixed sum = { { 0 } };
    double x[500];
    struct rng rng;

    (void)state;
    rng_seed(&rng, 4);
    for (int i = 0; i < 500; i++)
        fixed_add_dd(&sum, plain(x[i] = any(&rng)));
    for (int i = 499; i >= 0; i -= 2)
        fixed_add_dd(&sum, plain(-x[i]));
    for (int i = 0; i < 500; i += 2) {
        struct fixed term = { { 0 } };

        fixed_add_dd(&term, plain(-x[i]));
        fixed_add(&sum, &term);
    }
    assert_memory_equal(&sum, &zero, sizeof sum);
}

/* The error of a sum of two doubles is a double: Knuth's theorem. Their bits
 * span no more than the 105 that are read. */
static void a_sum_of_two_is_read_exactly(void **state)
{
    struct rng rng;

    (void)state;
    rng_seed(&rng, 5);
    for (int i = 0; i < 5000; i++) {
        double a = any(&rng);
        double b = ldexp(a * rng_uniform(&rng), -(int)rng_below(&rng, 30));
        struct dd exact = dd_sum(a, -b), read;
        struct fixed sum = { { 0 } };

        if (fabs(a) < 0x1p-200 || fabs(b) < 0x1p-200)
            continue;
        fixed_add_dd(&sum, (struct dd){ a, -b });
        read = fixed_read(&sum);
        assert_true(read.hi == exact.hi && read.lo == exact.lo);
    }
}

static void a_multiple_is_many_sums(void **state)
{
    struct fixed sum = { { 0 } }, x = { { 0 } };
    struct rng rng;

    (void)state;
    rng_seed(&rng, 6);
    for (int sign = -1; sign <= 1; sign += 2) {
        memset(&sum, 0, sizeof sum);
        memset(&x, 0, sizeof x);
        fixed_add_dd(&x, (struct dd){ sign * 0x1.fffffffffffffp60,
                                      sign * 0x1.23456789p-300 });
        for (int i = 0; i < 1000; i++)
            fixed_add(&sum, &x);
        fixed_multiply(&x, 1000);
        assert_memory_equal(&sum, &x, sizeof sum);
    }
    fixed_multiply(&x, 0);
    assert_true(fixed_read(&x).hi == 0.0);
}

static void digits_go_both_ways(void **state)
{
    struct fixed sum = { { 0 } }, back = { { 7 } };
    char text[FIXED_TEXT];

    (void)state;
    fixed_add_dd(&sum, (struct dd){ -0.1, 0x1p-90 });
    fixed_write(&sum, text);
    assert_int_equal(strlen(text), FIXED_TEXT - 1);
    assert_true(fixed_from_text(slice_of(text), &back));
    assert_memory_equal(&sum, &back, sizeof sum);
    text[5] = 'g';
    assert_false(fixed_from_text(slice_of(text), &back));
    text[5] = 'A';
    assert_false(fixed_from_text(slice_of(text), &back));
    assert_false(fixed_from_text(slice_of("00"), &back));
    assert_memory_equal(&sum, &back, sizeof sum);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_number_comes_back),
        cmocka_unit_test(nothing_is_lost_between),
        cmocka_unit_test(a_far_bit_decides_a_tie),
        cmocka_unit_test(any_order_and_grouping_is_the_same),
        cmocka_unit_test(nothing_is_left_when_all_is_taken_out),
        cmocka_unit_test(a_sum_of_two_is_read_exactly),
        cmocka_unit_test(a_multiple_is_many_sums),
        cmocka_unit_test(digits_go_both_ways),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
