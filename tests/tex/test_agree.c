/* Values of meanings: whether two of them are one. */
#include "support/test.h"
#include "tex/agree.h"

static struct value number(double x)
{
    return (struct value){ .rows = 1, .cols = 1, .number = real_of(x) };
}

static bool agree(double a, double b, struct tolerance within)
{
    return agree_numbers(real_of(a), real_of(b), within);
}

static void exact_numbers_agree_within_a_billionth(void **state)
{
    struct tolerance t = agree_exact(0.0, 0.0);

    (void)state;
    assert_true(agree(1.0, 1.0 + 9e-10, t));
    assert_false(agree(1.0, 1.0 + 2e-9, t));
    assert_true(agree(1e-300, 1e-300 * (1 + 9e-10), t));
    assert_false(agree(0.0, 1e-300, t));
    assert_true(agree(0.0, -0.0, t));
    assert_false(agree(1.0, -1.0, t));
}

/* 64 ulp of a partial sum of 1000 are 64 * 2^-52 * 1000 = 1.4e-11. */
static void what_large_sums_leave_is_no_difference(void **state)
{
    struct tolerance t = agree_exact(1000.0, 0.0);

    (void)state;
    assert_true(agree(0.0, 1.4e-11, t));
    assert_false(agree(0.0, 1.5e-11, t));
}

static void infinities_agree_with_themselves_and_nan_with_nothing(void **state)
{
    struct tolerance t = agree_exact(INFINITY, 0.0);

    (void)state;
    assert_true(agree(INFINITY, INFINITY, t));
    assert_false(agree(INFINITY, -INFINITY, t));
    assert_false(agree(INFINITY, 1e308, t));
    assert_false(agree(NAN, NAN, t));
    assert_false(agree(NAN, 0.0, t));
}

/* 2^-9000000 is 1e-2709270 or so; its logarithm is some 6.2e6, whose ulps are
 * 9e-10 each: a relative error of 64 of them is allowed, one of 1e-3 not. */
static void exponents_beyond_the_double_are_compared(void **state)
{
    struct real a = { .x = 0.5, .scale = -9000000 }, b = a, c = a;
    struct tolerance t = agree_exact(0.0, 0.0);

    (void)state;
    b.x = 0.5 * (1 + 1e-8);
    c.x = 0.5 * (1 + 1e-3);
    assert_true(agree_numbers(a, b, t));
    assert_false(agree_numbers(a, c, t));
    assert_false(agree_numbers(a, real_of(0.0), t));
    assert_near(agree_ratio(c, a), 1.001, 1e-12);
    c = agree_gap(a, real_of(1.0));
    assert_near(real_double(c), 1.0, 0.0);
    c = agree_gap(a, (struct real){ .x = 0.75, .scale = -9000000 });
    assert_near(c.x, 0.5, 0.0);
    assert_int_equal(c.scale, -9000001);
}

/* u of float16 is 2^-11, 4.9e-4. A sum of 400 terms may be off by 2 * 20 u =
 * 2 %, so -484.5 for -496.304 (2.4 %) is lost; a float32 may be off by 2.4e-6,
 * so -496.305 is not. One of 10^7 terms in float32 may be off by sqrt(u) =
 * 2.4e-4, and the sum that has stuck 2 % too early is lost. */
static void a_format_may_be_off_by_a_walk_of_roundings(void **state)
{
    struct roundings few = { .sums = 400 }, many = { .sums = 1e7 };

    (void)state;
    assert_false(
        agree(-484.5, -496.304, agree_format(FORMAT_FLOAT16, few, 0.0, 0.0)));
    assert_true(agree(-496.305, -496.3045,
                      agree_format(FORMAT_FLOAT32, few, 0.0, 0.0)));
    assert_false(
        agree(-0.98e6, -1e6, agree_format(FORMAT_FLOAT32, many, 0.0, 0.0)));
    assert_true(
        agree(-1.0002e6, -1e6, agree_format(FORMAT_FLOAT32, many, 0.0, 0.0)));
}

/* However long the chain, where half of the digits are gone nothing holds:
 * sqrt(u) of float16 is 2.2 %. And 0 is never near what is not. */
static void no_length_excuses_the_loss_of_half_the_digits(void **state)
{
    struct roundings made = { .sums = 1e9, .products = 1e9 };
    struct tolerance t = agree_format(FORMAT_FLOAT16, made, 0.0, 0.0);

    (void)state;
    assert_true(agree(1.0, 1.02, t));
    assert_false(agree(1.0, 1.03, t));
    assert_false(agree(0.0, 1e-7, t));
}

static struct mean literal(double x, int decimals)
{
    return (
        struct mean){ .kind = MEAN_NUMBER, .number = x, .decimals = decimals };
}

static bool written(double value, double x, int decimals)
{
    struct mean node = literal(x, decimals);
    struct value left = number(value), right = number(x);

    return agree_values(NULL, &left, REL_EQUAL, &node, &right,
                        agree_exact(0.0, 0.0))
        .holds;
}

/* 0.35667 is 0.357 and 0.36 and no 0.356; a half rounds both ways; 1 is exact
 * and 1.0 is not. */
static void a_written_number_stands_for_its_last_digit(void **state)
{
    (void)state;
    assert_true(written(0.35667, 0.357, 3));
    assert_true(written(0.35667, 0.36, 2));
    assert_false(written(0.35667, 0.356, 3));
    assert_true(written(0.25, 0.2, 1));
    assert_true(written(0.25, 0.3, 1));
    assert_false(written(1.04, 1, -1));
    assert_true(written(1.04, 1.0, 1));
    assert_true(written(0.00001, 0.000, 3));
}

/* 36 % stands for 35.5 to 36.5, 35.7 % for 35.65 to 35.75. */
static void percent_has_its_digits_too(void **state)
{
    struct mean whole = literal(0.36, -1), tenths = literal(0.357, 1);

    (void)state;
    whole.percent = tenths.percent = true;
    assert_near(real_double(agree_half_digit(&whole, 0, 1)), 0.005, 1e-15);
    assert_near(real_double(agree_half_digit(&tenths, 0, 1)), 0.0005, 1e-15);
}

/* Half a digit of -1.97 x 10^-2998765 is 5e-2998768; of (0.7, 0.25), 0.05 and
 * 0.005. */
static void powers_of_ten_and_lists_have_digits(void **state)
{
    struct mean m = literal(1.97, 2), ten = literal(10, -1);
    struct mean n = literal(2998765, -1), a = literal(0.7, 1);
    struct mean b = literal(0.25, 2);
    struct mean minus = { .kind = MEAN_NEGATE, .first = &n };
    struct mean power = { .kind = MEAN_POWER, .first = &ten, .second = &minus };
    struct mean times = { .kind = MEAN_MULTIPLY,
                          .first = &m,
                          .second = &power };
    struct mean all = { .kind = MEAN_NEGATE, .first = &times };
    struct mean *items[] = { &a, &b };
    struct mean list = { .kind = MEAN_LIST, .items = items, .item_count = 2 };
    struct real half = agree_half_digit(&all, 0, 1);

    (void)state;
    assert_near(((double)half.scale + log2(half.x)) * log10(2.0),
                log10(5.0) - 2998768.0, 1e-6);
    assert_near(real_double(agree_half_digit(&list, 0, 1)), 0.05, 1e-15);
    assert_near(real_double(agree_half_digit(&list, 1, 1)), 0.005, 1e-15);
    assert_near(real_double(agree_half_digit(&list, 2, 1)), 0.0, 0.0);
}

static void vectors_agree_entry_by_entry(void **state)
{
    struct real a[] = { real_of(0.7), real_of(0.2), real_of(0.1) };
    struct real b[] = { real_of(0.7), real_of(0.25), real_of(0.3) };
    struct value left = { .shape = VALUE_VECTOR, 3, 1, .entries = a };
    struct value right = { .shape = VALUE_VECTOR, 3, 1, .entries = b };
    struct value one = number(0.7);
    struct tolerance t = agree_exact(0.0, 0.0);
    struct agreement found =
        agree_values(NULL, &left, REL_EQUAL, NULL, &right, t);

    (void)state;
    assert_false(found.holds);
    assert_false(found.shapes);
    assert_int_equal(found.entry, 1);
    assert_near(found.right.x, 0.25, 0.0);
    assert_true(agree_values(NULL, &left, REL_EQUAL, NULL, &left, t).holds);
    assert_true(
        agree_values(NULL, &left, REL_NOT_EQUAL, NULL, &right, t).holds);
    assert_false(
        agree_values(NULL, &left, REL_NOT_EQUAL, NULL, &left, t).holds);
    found = agree_values(NULL, &left, REL_EQUAL, NULL, &one, t);
    assert_false(found.holds);
    assert_true(found.shapes);
}

static void orders_are_strict_where_they_say_so(void **state)
{
    struct value a = number(1.0), b = number(1.0 + 1e-12), c = number(2.0);
    struct tolerance t = agree_exact(0.0, 0.0);

    (void)state;
    assert_false(agree_values(NULL, &a, REL_LESS, NULL, &b, t).holds);
    assert_true(agree_values(NULL, &b, REL_LESS_EQUAL, NULL, &a, t).holds);
    assert_true(agree_values(NULL, &a, REL_LESS, NULL, &c, t).holds);
    assert_false(agree_values(NULL, &a, REL_GREATER, NULL, &c, t).holds);
    assert_true(agree_values(NULL, &c, REL_GREATER_EQUAL, NULL, &a, t).holds);
    a = number(NAN);
    assert_false(agree_values(NULL, &a, REL_NOT_EQUAL, NULL, &c, t).holds);
}

static void about_is_within_one_percent(void **state)
{
    struct value a = number(100.0), b = number(100.9), c = number(101.2);
    struct tolerance t = agree_exact(0.0, 0.0);

    (void)state;
    assert_true(agree_values(NULL, &a, REL_APPROX, NULL, &b, t).holds);
    assert_false(agree_values(NULL, &a, REL_APPROX, NULL, &c, t).holds);
}

/* sqrt(2^-52) of a range of 5 is 7.5e-8; a flat top known to 0.01 adds that. */
static void places_agree_as_finely_as_they_are_known(void **state)
{
    struct value a = number(2.025), b = number(2.025 + 7e-8);
    struct tolerance t = agree_exact(0.0, 5.0);

    (void)state;
    assert_false(agree_values(NULL, &a, REL_EQUAL, NULL, &b, t).holds);
    a.optimum = true;
    assert_true(agree_values(NULL, &a, REL_EQUAL, NULL, &b, t).holds);
    b.number.x = 2.03;
    assert_false(agree_values(NULL, &a, REL_EQUAL, NULL, &b, t).holds);
    a.resolution = 0.01;
    assert_true(agree_values(NULL, &a, REL_EQUAL, NULL, &b, t).holds);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(exact_numbers_agree_within_a_billionth),
        cmocka_unit_test(what_large_sums_leave_is_no_difference),
        cmocka_unit_test(infinities_agree_with_themselves_and_nan_with_nothing),
        cmocka_unit_test(exponents_beyond_the_double_are_compared),
        cmocka_unit_test(a_format_may_be_off_by_a_walk_of_roundings),
        cmocka_unit_test(no_length_excuses_the_loss_of_half_the_digits),
        cmocka_unit_test(a_written_number_stands_for_its_last_digit),
        cmocka_unit_test(percent_has_its_digits_too),
        cmocka_unit_test(powers_of_ten_and_lists_have_digits),
        cmocka_unit_test(vectors_agree_entry_by_entry),
        cmocka_unit_test(orders_are_strict_where_they_say_so),
        cmocka_unit_test(about_is_within_one_percent),
        cmocka_unit_test(places_agree_as_finely_as_they_are_known),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
