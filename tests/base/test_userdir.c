#include "support/test.h"

#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"
#include "base/userdir.h"

static void assert_state_dir(const char *want)
{
    struct strbuf out = { 0 };

    strbuf_puts(&out, ">");
    assert_true(userdir_state(&out));
    assert_string_equal(out.at + 1, want);
    assert_int_equal(out.at[0], '>');
    strbuf_finish(&out);
}

static void the_state_folder_of_XDG_comes_first(void **state)
{
    (void)state;
    setenv("HOME", "/home/ada", 1);
    setenv("XDG_STATE_HOME", "/var/ada", 1);
    assert_state_dir("/var/ada/likely");
}

static void without_it_the_home_folder_serves(void **state)
{
    (void)state;
    setenv("HOME", "/home/ada", 1);
    unsetenv("XDG_STATE_HOME");
    assert_state_dir("/home/ada/.local/state/likely");
    setenv("XDG_STATE_HOME", "", 1);
    assert_state_dir("/home/ada/.local/state/likely");
}

/* The XDG specification: a path that is not absolute is ignored. */
static void a_relative_path_is_ignored(void **state)
{
    (void)state;
    setenv("HOME", "/home/ada", 1);
    setenv("XDG_STATE_HOME", "../elsewhere", 1);
    assert_state_dir("/home/ada/.local/state/likely");
}

static void without_HOME_the_password_database_is_asked(void **state)
{
    struct strbuf out = { 0 };

    (void)state;
    unsetenv("XDG_STATE_HOME");
    unsetenv("HOME");
    if (userdir_state(&out)) {
        assert_int_equal(out.at[0], '/');
        assert_non_null(strstr(out.at, "/.local/state/likely"));
    } else {
        assert_int_equal(out.len, 0);
    }
    strbuf_finish(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_state_folder_of_XDG_comes_first),
        cmocka_unit_test(without_it_the_home_folder_serves),
        cmocka_unit_test(a_relative_path_is_ignored),
        cmocka_unit_test(without_HOME_the_password_database_is_asked),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
