/* test_typed.c - what people type, as TeX. */
#include "support/test.h"

#include <string.h>

#include "base/err.h"
#include "course/typed.h"

static void arithmetic_becomes_tex(void **state)
{
    static const char *const cases[][2] = {
        { "-log 0.7", "-\\log 0.7" },
        { "ln(2) exp(1)", "\\ln(2) \\exp(1)" },
        { " 1/3 ", "1/3" },
        { "35.7%", "35.7\\%" },
        { "35.7\\%", "35.7\\%" },
        { "1e-3", "(1\\times 10^{-3})" },
        { "2.5E6/3", "(2.5\\times 10^{6})/3" },
        { "2e", "2e" },
        { "e^x", "e^x" },
        { ".5", "0.5" },
        { "0.7^10", "0.7^{10}" },
        { "2^-3", "2^{-3}" },
        { "2**0.5", "2^{0.5}" },
        { "2^(1/(1+2))", "2^{1/(1+2)}" },
        { "2^{10}", "2^{10}" },
        { "sqrt(2)/2", "\\sqrt {2}/2" },
        { "\\sqrt{2}", "\\sqrt{2}" },
        { "log2 8", "\\log_{2}  8" },
        { "log10(100)", "\\log_{10} (100)" },
        { "log20", "\\log20" },
        { "-inf", "-\\infty " },
        { "\\frac13", "\\frac13" },
        { "\\log_2 8", "\\log_2 8" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct typed typed;

        assert_true(typed_tex(&typed, slice_of(cases[i][0]), NULL));
        assert_string_equal(typed.tex, cases[i][1]);
    }
}

/* By hand: the bracket of "1e-3 + (" is its ninth byte. */
static void every_byte_knows_where_it_was_typed(void **state)
{
    struct typed typed;

    (void)state;
    assert_true(typed_tex(&typed, slice_of("1e-3 + ("), NULL));
    assert_int_equal(typed.at[strcspn(typed.tex + 1, "(") + 1], 7);
    assert_int_equal(typed.at[typed.len], 8);
    assert_true(typed_tex(&typed, slice_of("  x"), NULL));
    assert_int_equal(typed.at[0], 2);
}

static void nothing_and_too_much_are_refused(void **state)
{
    struct typed typed;
    char text[TYPED_MAX + 2];
    struct err err;

    (void)state;
    assert_false(typed_tex(&typed, slice_of("  "), &err));
    memset(text, '^', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    assert_false(typed_tex(&typed, slice_of(text), &err));
    text[TYPED_MAX] = '\0';
    assert_true(typed_tex(&typed, slice_of(text), NULL));
    memset(text, 'q', TYPED_MAX);
    assert_true(typed_tex(&typed, slice_of(text), NULL));
    for (size_t i = 0; i + 4 <= TYPED_MAX; i += 4)
        memcpy(text + i, "1e1 ", 4);
    assert_true(typed_tex(&typed, slice_of(text), NULL));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arithmetic_becomes_tex),
        cmocka_unit_test(every_byte_knows_where_it_was_typed),
        cmocka_unit_test(nothing_and_too_much_are_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
