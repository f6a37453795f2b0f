#include "support/test.h"

#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/decimal.h"

/* The C library's strtod() rounds right and is the independent method. */
static bool same_bits(const char *text)
{
    double quick = -7.0, slow = strtod(text, NULL);
    bool taken = decimal_quick(slice_of(text), &quick);

    if (taken && memcmp(&quick, &slow, sizeof quick) != 0) {
        print_error("%s: %a, wanted %a\n", text, quick, slow);
        fail();
    }
    return taken;
}

static void probabilities_are_quick(void **state)
{
    static const char *const texts[] = {
        "0",
        "0.0",
        "-0.0",
        "1",
        "1.",
        ".5",
        "0.7",
        "+0.25",
        "1e-5",
        "1E-05",
        "2.5e-8",
        "0.1e0",
        "0.3e-20",
        "100.25e-02",
        "1e-27",
        "0.00100",
        "9007199254740993",
        "1e22",
        "123456789e299",
        "2.2250738585072014e-308",
        "1e-300",
    };

    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        assert_true(same_bits(texts[i]));
}

/* Halfway between two doubles: 2^53 + 1 and 2^53 + 3, to even both ways. What
 * only rounding tells from a tie is not taken. */
static void ties_go_to_even(void **state)
{
    (void)state;
    assert_true(same_bits("9007199254740993"));
    assert_true(same_bits("9007199254740995"));
    assert_true(same_bits("9007199254740993e1"));
    assert_false(same_bits("9007199254740993.0"));
    assert_false(same_bits("4503599627370497.5"));
    assert_true(same_bits("4503599627370497.51"));
    assert_true(same_bits("1.5000000000000002e-01"));
    assert_true(same_bits("9999999999999999999"));
    assert_true(same_bits("9999999999999999999e-27"));
    assert_true(same_bits("0.9999999999999999999"));
}

static void what_is_no_number_is_not_taken(void **state)
{
    static const char *const texts[] = {
        "",    ".",     "-",     "+",   "e5",    "1e",  "1e+",
        "1e-", "1.2.3", "0x1",   "nan", "inf",   " 1",  "1 ",
        "1,5", "--1",   "1e-5x", "1f",  "1e--5", "- 1", "1e0005"
    };
    double x = 3.0;

    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        if (decimal_quick(slice_of(texts[i]), &x))
            fail_msg("'%s' was taken", texts[i]);
        assert_true(x == 3.0);
    }
    assert_false(decimal_quick((struct slice){ NULL, 0 }, &x));
}

/* xorshift64, enough to vary digits. */
static uint64_t draw(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

/* Random digits, points and exponents, of every length that is quick and
 * some that are not: wherever the quick way answers, it has strtod's bits. */
static void random_numbers_have_the_bits_of_strtod(void **state)
{
    uint64_t seed = 42;
    long taken = 0;

    (void)state;
    for (long n = 0; n < 300000; n++) {
        char text[64];
        int digits = 1 + (int)(draw(&seed) % 20), point, len = 0;

        point = (int)(draw(&seed) % (uint64_t)(digits + 1));
        for (int i = 0; i < digits; i++) {
            if (i == point)
                text[len++] = '.';
            text[len++] = (char)('0' + draw(&seed) % 10);
        }
        text[len] = '\0';
        if (draw(&seed) % 3 == 0)
            snprintf(text + len, sizeof text - (size_t)len, "e-%d",
                     (int)(draw(&seed) % 30));
        taken += same_bits(text);
    }
    assert_true(taken > 200000);
}

/* What printf writes of a double reads back to it, 17 digits and 16. */
static void doubles_read_back(void **state)
{
    uint64_t seed = 7;

    (void)state;
    for (int n = 0; n < 100000; n++) {
        double x = (double)(draw(&seed) >> 11) * 0x1p-53, back;
        char text[40];

        snprintf(text, sizeof text, "%.17g", x);
        if (decimal_quick(slice_of(text), &back))
            assert_true(back == x);
        same_bits(text);
        snprintf(text, sizeof text, "%.16g", 1.0 - x * 0x1p-20);
        same_bits(text);
    }
}

/* A number is read from the front of a text as far as it goes. */
static void a_number_ends_where_it_ends(void **state)
{
    static const char text[] = "0.25,-1e-3;12345678901\n";
    const char *at = text, *end = text + sizeof text - 1;
    double x = 0.0;

    (void)state;
    at = decimal_scan(at, end, &x);
    assert_true(at == text + 4 && x == 0.25);
    at = decimal_scan(at + 1, end, &x);
    assert_true(at == text + 10 && x == -1e-3);
    at = decimal_scan(at + 1, end, &x);
    assert_true(at == end - 1 && x == 12345678901.0);
    assert_null(decimal_scan(end - 1, end, &x));
    assert_null(decimal_scan(end, end, &x));
    assert_true(x == 12345678901.0);
    assert_true(decimal_scan(text, text + 3, &x) == text + 3 && x == 0.2);
}

static double any_double(uint64_t *seed)
{
    uint64_t bits = draw(seed);
    double x;

    memcpy(&x, &bits, sizeof x);
    return isfinite(x) ? x : 0.5;
}

/* Of all magnitudes and both signs, with what printf may write of them. */
static void every_double_has_the_bits_of_strtod(void **state)
{
    uint64_t seed = 99;
    long taken = 0;

    (void)state;
    for (int n = 0; n < 400000; n++) {
        char text[48];

        snprintf(text, sizeof text, "%.*e", (int)(draw(&seed) % 19),
                 any_double(&seed));
        taken += same_bits(text);
    }
    assert_true(taken > 398000);
}

static double next(double x)
{
    uint64_t bits;

    memcpy(&bits, &x, sizeof bits);
    bits++;
    memcpy(&x, &bits, sizeof x);
    return x;
}

/* 19 digits of the place halfway between two doubles, and the two decimals
 * beside it: no strings of that length are nearer to a tie. A long double of
 * 64 bits or more holds that place exactly. */
static void near_ties_have_the_bits_of_strtod(void **state)
{
    uint64_t seed = 5;

    (void)state;
    for (int n = 0; n < 100000; n++) {
        double x = n % 2 ? (double)(draw(&seed) >> 11) * 0x1p-53
                         : fabs(any_double(&seed));
        long double middle = ((long double)x + next(x)) / 2.0L;
        char text[48];

        snprintf(text, sizeof text, "%.18Le", middle);
        same_bits(text);
        for (char c = '0'; c <= '9'; c++) {
            text[19] = c;
            same_bits(text);
        }
    }
}

/* By the digits that each was typed with, and by the law that all lead back. */
static void numbers_are_written_with_the_digits_they_need(void **state)
{
    static const char *const texts[] = { "0.7",    "0.3333333333333333",
                                         "5e-324", "-1.2e-320",
                                         "0",      "0.30000000000000004",
                                         "1e-05",  "123456" };
    char text[DECIMAL_TEXT];
    uint64_t seed = 5;

    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        decimal_text(strtod(texts[i], NULL), text);
        assert_string_equal(text, texts[i]);
    }
    assert_int_equal(decimal_text(0.1 + 0.2, text), 17);
    assert_int_equal(decimal_text(INFINITY, text), 15);
    for (int i = 0; i < 20000; i++) {
        double x = any_double(&seed);

        decimal_text(x, text);
        assert_true(strtod(text, NULL) == x);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(probabilities_are_quick),
        cmocka_unit_test(ties_go_to_even),
        cmocka_unit_test(what_is_no_number_is_not_taken),
        cmocka_unit_test(random_numbers_have_the_bits_of_strtod),
        cmocka_unit_test(doubles_read_back),
        cmocka_unit_test(a_number_ends_where_it_ends),
        cmocka_unit_test(every_double_has_the_bits_of_strtod),
        cmocka_unit_test(numbers_are_written_with_the_digits_they_need),
        cmocka_unit_test(near_ties_have_the_bits_of_strtod),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
