/* test_charset.c - of the locale only the coding of characters is taken.
 *
 * No locale with a decimal comma need be installed to see it: who took all of
 * C.UTF-8 would have its name for numbers, too. */
#include "ui/charset.h"

#include <locale.h>
#include <stdlib.h>

#include "support/test.h"

static int forget(void **state)
{
    (void)state;
    setlocale(LC_ALL, "C");
    unsetenv("LC_ALL");
    unsetenv("LC_CTYPE");
    unsetenv("LANG");
    return 0;
}

static void numbers_are_those_of_C(void **state)
{
    static const int others[] = { LC_NUMERIC, LC_COLLATE, LC_TIME, LC_MONETARY,
                                  LC_MESSAGES };

    (void)state;
    setenv("LC_ALL", "C.UTF-8", 1);
    assert_true(charset_start());
    assert_string_equal(setlocale(LC_CTYPE, NULL), "C.UTF-8");
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_string_equal(setlocale(others[i], NULL), "C");
}

static void where_none_is_said_it_is_UTF_8(void **state)
{
    (void)state;
    assert_true(charset_start());
}

static void one_that_is_said_is_kept(void **state)
{
    static const char *const names[] = { "LC_ALL", "LC_CTYPE", "LANG" };

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        forget(state);
        setenv(names[i], "C", 1);
        assert_false(charset_start());
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(numbers_are_those_of_C, forget),
        cmocka_unit_test_setup(where_none_is_said_it_is_UTF_8, forget),
        cmocka_unit_test_setup(one_that_is_said_is_kept, forget),
    };

    return cmocka_run_group_tests_name("charset", tests, NULL, NULL);
}
