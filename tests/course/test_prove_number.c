/* Which numbers of a text were rounded. */
#include "course/prove_number.h"

#include <string.h>

#include "base/strbuf.h"
#include "support/test.h"

/* The numbers found, with '|' between. */
static void finds(const char *text, const char *wanted)
{
    struct strbuf got = { 0 };
    struct prove_number number;
    size_t at = 0;

    while (prove_next_number(slice_of(text), &at, &number))
        strbuf_printf(&got, "%s%.*s", got.len ? "|" : "",
                      SLICE_ARG(number.text));
    assert_int_equal(at, strlen(text));
    assert_string_equal(strbuf_text(&got), wanted);
    strbuf_finish(&got);
}

static double first(const char *text)
{
    struct prove_number number;
    size_t at = 0;

    assert_true(prove_next_number(slice_of(text), &at, &number));
    return number.value;
}

static void a_point_an_exponent_and_a_percent_sign_count(void **state)
{
    (void)state;
    finds("from 0.126 to 4.9e-324, about 2 % or 35%", "0.126|4.9e-324|2 %|35%");
    finds("1e6 and 1E-7 and .5", "1e6|1E-7|.5");
    finds("2,071.47 nats", "2,071.47");
    finds("a sum of −2.07.", "2.07");
    finds("5e−324", "5e−324");
    finds("0.5kg", "0.5");
}

static void whole_numbers_do_not(void **state)
{
    (void)state;
    finds("3,000 films, 12 of 2021. And 3 more.", "");
    finds("float32 and v0.1, B2.5", "");
    finds("e2 or 3e or 1-2", "");
    finds("", "");
}

static void names_of_sections_do_not(void **state)
{
    (void)state;
    finds("section 1.2, and Sections 1.3, 1.4 and 1.5 too; part 2.1", "");
    finds("1.5.1 is no number", "");
    finds("see section 1.2: it is 0.3 there", "0.3");
}

static void the_value_is_what_it_says(void **state)
{
    (void)state;
    assert_true(first("0.126") == 0.126);
    assert_true(first("35 %") == 0.35);
    assert_true(first("2,071.47") == 2071.47);
    assert_true(first("5.0e−3") == 5e-3);
    assert_true(first("1e6") == 1e6);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_point_an_exponent_and_a_percent_sign_count),
        cmocka_unit_test(whole_numbers_do_not),
        cmocka_unit_test(names_of_sections_do_not),
        cmocka_unit_test(the_value_is_what_it_says),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
