#include "support/test.h"

#include <limits.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "base/slice.h"

static void assert_slice(struct slice s, const char *want)
{
    assert_int_equal(s.len, strlen(want));
    if (s.len)
        assert_memory_equal(s.at, want, s.len);
}

static void cuts_stay_inside(void **state)
{
    struct slice s = slice_of("abcdef");

    (void)state;
    assert_slice(slice_sub(s, 1, 3), "bc");
    assert_slice(slice_sub(s, 4, 100), "ef");
    assert_slice(slice_sub(s, 5, 2), "");
    assert_slice(slice_sub(s, 100, 200), "");
    assert_slice(slice_sub(slice_of(NULL), 0, 1), "");
}

static void trims_blanks_at_both_ends_only(void **state)
{
    (void)state;
    assert_slice(slice_trim(slice_of(" \t\r\n a b \n")), "a b");
    assert_slice(slice_trim(slice_of("   ")), "");
    assert_slice(slice_trim(slice_of(NULL)), "");
}

static void compares_bytes_and_lengths(void **state)
{
    (void)state;
    assert_true(slice_eq(slice_of(NULL), slice_of("")));
    assert_false(slice_is(slice_of("ab"), "abc"));
    assert_false(slice_is((struct slice){ "a\0", 2 }, "a"));
    assert_true(slice_starts(slice_of("softmax"), "soft"));
    assert_false(slice_starts(slice_of("so"), "soft"));
    assert_true(slice_ends(slice_of("softmax"), "max"));
    assert_true(slice_ends(slice_of("x"), ""));
    assert_false(slice_ends(slice_of("ax"), "max"));
}

static void lines_come_without_their_end(void **state)
{
    struct slice rest = slice_of("one\ntwo\r\n\nlast\r"), line;

    (void)state;
    assert_true(slice_line(&rest, &line));
    assert_slice(line, "one");
    assert_true(slice_line(&rest, &line));
    assert_slice(line, "two");
    assert_true(slice_line(&rest, &line));
    assert_slice(line, "");
    assert_true(slice_line(&rest, &line));
    assert_slice(line, "last\r");
    assert_false(slice_line(&rest, &line));
}

static void words_are_runs_or_quoted(void **state)
{
    struct slice rest = slice_of("  set 1 \"very good\"0.8\t\"\" \"open end "),
                 word;
    const char *want[] = { "set", "1", "very good", "0.8", "", "open end " };

    (void)state;
    for (size_t i = 0; i < sizeof want / sizeof *want; i++) {
        assert_true(slice_word(&rest, &word));
        assert_slice(word, want[i]);
    }
    assert_false(slice_word(&rest, &word));
    rest = slice_of(" \r\n");
    assert_false(slice_word(&rest, &word));
}

/* The compiler's own constants are the independent reading. */
static void numbers_are_read_to_the_last_bit(void **state)
{
    static const struct {
        const char *text;
        double value;
    } cases[] = {
        { "0.1", 0.1 },
        { "-0", -0.0 },
        { "1e-323", 1e-323 },
        { "4.9406564584124654e-324", 0x1p-1074 },
        { "1e-400", 0.0 },
        { "1.7976931348623157e308", 0x1.fffffffffffffp1023 },
        { "9007199254740993", 9007199254740992.0 },
        { "2.2250738585072011e-308", 0x0.fffffffffffffp-1022 },
        { ".5", 0.5 },
        { "5.", 5.0 },
        { "+2", 2.0 },
        { "6.02E+23", 6.02e23 },
        { "0.30000000000000000000000000000000000000000000000000000000000000"
          "000000000000000000000000000000000000000000000000000000",
          0.3 },
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        double got = 42.0;

        assert_true(slice_double(slice_of(cases[i].text), &got));
        assert_memory_equal(&got, &cases[i].value, sizeof got);
    }
}

static void refuses_what_is_no_number_and_leaves_the_old_one(void **state)
{
    static const char *const cases[] = {
        "",       " 1",    "1 ",  "nan", "inf", "-inf",  "infinity", "0x10",
        "1e",     "e5",    ".",   "-",   "--1", "1e400", "1,5",      "0.8abc",
        "-1e400", "1.2.3", "1_0", "\n1", "1\n", "+-1",   "1e+-2",    "\u22121",
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        double got = 42.0;

        assert_false(slice_double(slice_of(cases[i]), &got));
        assert_true(got == 42.0);
    }
}

static void a_number_ends_where_its_slice_ends(void **state)
{
    double got = 0.0;
    long n = 0;

    (void)state;
    assert_true(slice_double(slice_sub(slice_of("0.75e9"), 0, 4), &got));
    assert_true(got == 0.75);
    assert_false(slice_double((struct slice){ "1\0", 2 }, &got));
    assert_true(slice_long(slice_sub(slice_of("1234"), 1, 3), &n));
    assert_int_equal(n, 23);
}

/* A process with a decimal comma still reads a point. Where the machine has
 * no such locale the test says so and is skipped. */
static void the_decimal_sign_is_a_point_in_every_locale(void **state)
{
    double got = 0.0;

    (void)state;
    if (!setlocale(LC_NUMERIC, "de_DE.UTF-8") &&
        !setlocale(LC_NUMERIC, "fr_FR.UTF-8"))
        skip();
    assert_true(slice_double(slice_of("0.5"), &got));
    assert_true(got == 0.5);
    assert_false(slice_double(slice_of("0,5"), &got));
    setlocale(LC_NUMERIC, "C");
}

static void whole_numbers_up_to_the_limits(void **state)
{
    char text[64];
    long got = 42;

    (void)state;
    snprintf(text, sizeof text, "%ld", LONG_MAX);
    assert_true(slice_long(slice_of(text), &got) && got == LONG_MAX);
    snprintf(text, sizeof text, "%ld", LONG_MIN);
    assert_true(slice_long(slice_of(text), &got) && got == LONG_MIN);
    assert_true(slice_long(slice_of("+007"), &got) && got == 7);
    assert_true(slice_long(slice_of("-0"), &got) && got == 0);
}

static void refuses_what_is_no_whole_number(void **state)
{
    static const char *const cases[] = {
        "",
        "-",
        "+",
        "1.0",
        "1e3",
        " 1",
        "1 ",
        "0x1",
        "--1",
        "9223372036854775808",
        "-9223372036854775809",
        "99999999999999999999",
    };
    long got = 42;

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_false(slice_long(slice_of(cases[i]), &got));
    assert_int_equal(got, 42);
}

/* By hand: a prefix comes before the longer text, then bytes decide. */
static void compares_as_a_dictionary_does(void **state)
{
    (void)state;
    assert_int_equal(slice_compare(slice_of("alpha"), "alpha"), 0);
    assert_true(slice_compare(slice_of("alph"), "alpha") < 0);
    assert_true(slice_compare(slice_of("alphabet"), "alpha") > 0);
    assert_true(slice_compare(slice_of("beta"), "alpha") > 0);
    assert_true(slice_compare(slice_of(""), "alpha") < 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(compares_as_a_dictionary_does),
        cmocka_unit_test(cuts_stay_inside),
        cmocka_unit_test(trims_blanks_at_both_ends_only),
        cmocka_unit_test(compares_bytes_and_lengths),
        cmocka_unit_test(lines_come_without_their_end),
        cmocka_unit_test(words_are_runs_or_quoted),
        cmocka_unit_test(numbers_are_read_to_the_last_bit),
        cmocka_unit_test(refuses_what_is_no_number_and_leaves_the_old_one),
        cmocka_unit_test(a_number_ends_where_its_slice_ends),
        cmocka_unit_test(the_decimal_sign_is_a_point_in_every_locale),
        cmocka_unit_test(whole_numbers_up_to_the_limits),
        cmocka_unit_test(refuses_what_is_no_whole_number),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
