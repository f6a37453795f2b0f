#include "support/test.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"
#include "base/utf8.h"
#include "draw/bar.h"
#include "draw/canvas.h"
#include "draw/number.h"
#include "draw/writer.h"

static void assert_number(struct number n, const char *text, int point)
{
    assert_string_equal(n.text, text);
    assert_int_equal(n.cols, utf8_width(slice_of(text)));
    assert_int_equal(n.point, point);
}

static void prints_fixed_decimals(void **state)
{
    (void)state;
    assert_number(number_fixed(0.7, 3, false), "0.700", 1);
    assert_number(number_fixed(-2.07147, 4, false), "−2.0715", 2);
    assert_number(number_fixed(-2.07147, 4, true), "-2.0715", 2);
    assert_number(number_fixed(-0.0, 2, false), "0.00", 1);
    assert_number(number_fixed(12.0, 0, false), "12", 2);
}

static void never_shows_zero_for_what_is_not(void **state)
{
    (void)state;
    assert_number(number_fixed(1e-9, 3, false), "1e−9", 1);
    assert_number(number_fixed(-4.94e-324, 3, false), "−4.94e−324", 2);
    assert_number(number_fixed(0.0004, 3, false), "4e−4", 1);
    assert_number(number_fixed(0.0006, 3, false), "0.001", 1);
}

static void names_what_is_not_finite(void **state)
{
    (void)state;
    assert_number(number_fixed(-INFINITY, 4, false), "−∞", 2);
    assert_number(number_fixed(INFINITY, 4, true), "inf", 3);
    assert_number(number_digits(NAN, 4, false), "nan", 3);
}

static void prints_significant_digits(void **state)
{
    (void)state;
    assert_number(number_digits(0.126, 4, false), "0.126", 1);
    assert_number(number_digits(2.87e-216, 4, false), "2.87e−216", 1);
    assert_number(number_digits(5e-324, 2, false), "4.9e−324", 1);
    assert_number(number_digits(0.0, 4, false), "0", 1);
    assert_number(number_digits(999999.6, 4, false), "1e6", 1);
    assert_number(number_digits(1234.5, 5, false), "1234.5", 4);
}

/* design.md's own example: the likelihood of ten million reviews. */
static void prints_what_no_double_holds(void **state)
{
    struct wide w = { 1.9738, -2998765 };

    (void)state;
    assert_number(number_wide(w, 4, false), "1.974e−2998765", 1);
    assert_number(number_wide(w, 4, true), "1.974e-2998765", 1);
    w = (struct wide){ 9.9999, -11 };
    assert_number(number_wide(w, 4, false), "1e−10", 1);
    w = (struct wide){ 1.26, -1 };
    assert_number(number_wide(w, 4, false), "0.126", 1);
}

static void counts_with_commas(void **state)
{
    (void)state;
    assert_number(number_count(10000000, false), "10,000,000", 10);
    assert_number(number_count(999, false), "999", 3);
    assert_number(number_count(-1234, true), "-1,234", 6);
}

static void gives_fewer_digits_where_room_is_short(void **state)
{
    (void)state;
    assert_number(number_fit(0.70412, 3, 5, false), "0.704", 1);
    assert_number(number_fit(0.70412, 3, 4, false), "0.70", 1);
    assert_number(number_fit(0.70412, 3, 3, false), "0.7", 1);
    assert_number(number_fit(1.25e-30, 3, 5, false), "1e−30", 1);
    assert_number(number_fit(1.25e-300, 3, 5, false), "<.001", 5);
    assert_string_equal(number_fit(0.7, 3, 0, false).text, "");
}

/* A law: it fits, and what it says is near the value or marked as a bound. */
static void always_fits(void **state)
{
    unsigned seed = 7;

    (void)state;
    for (int i = 0; i < 20000; i++) {
        int cols = 1 + rand_r(&seed) % 14;
        double sign = rand_r(&seed) % 2 ? -1.0 : 1.0;
        double value = sign * pow(10.0, rand_r(&seed) % 640 - 330) *
                       (1.0 + rand_r(&seed) % 1000 / 111.0);
        struct number n = number_fit(value, rand_r(&seed) % 6, cols, i % 2);

        assert_true(n.cols <= cols);
        assert_int_equal(n.cols, utf8_width(slice_of(n.text)));
        if (value != 0.0 && isfinite(value))
            assert_false(strspn(n.text, "-0.") == strlen(n.text) &&
                         strcmp(n.text, ".") != 0);
    }
}

static void assert_bar(double value, const char *wanted)
{
    struct canvas *canvas = canvas_create(1, 3, false);
    struct strbuf out = { 0 };

    bar_draw(canvas, 0, 0, 3, value, STYLE(ROLE_BAR));
    writer_text(&out, canvas);
    assert_string_equal(strbuf_text(&out), wanted);
    strbuf_finish(&out);
    canvas_destroy(canvas);
}

/* Three cells are 24 eighths; only 0 draws none of them, only 1 all. */
static void a_bar_is_empty_at_0_only_and_full_at_1_only(void **state)
{
    (void)state;
    assert_bar(0.0, "\n");
    assert_bar(1e-9, "▏\n");
    assert_bar(0.5, "█▌\n");
    assert_bar(1.0 - 1e-9, "██▉\n");
    assert_bar(1.0, "███\n");
}

static void reads_a_bar_back(void **state)
{
    (void)state;
    assert_near(bar_value(0, 11), 0.0, 0.0);
    assert_near(bar_value(10, 11), 1.0, 0.0);
    assert_near(bar_value(7, 11), 0.7, 1e-12);
    assert_near(bar_value(5, 1), 1.0, 0.0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(prints_fixed_decimals),
        cmocka_unit_test(never_shows_zero_for_what_is_not),
        cmocka_unit_test(names_what_is_not_finite),
        cmocka_unit_test(prints_significant_digits),
        cmocka_unit_test(prints_what_no_double_holds),
        cmocka_unit_test(counts_with_commas),
        cmocka_unit_test(gives_fewer_digits_where_room_is_short),
        cmocka_unit_test(always_fits),
        cmocka_unit_test(a_bar_is_empty_at_0_only_and_full_at_1_only),
        cmocka_unit_test(reads_a_bar_back),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
