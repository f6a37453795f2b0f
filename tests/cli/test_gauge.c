/* test_gauge.c - a long reading shows how far it is, on a terminal only. */
#include "support/test.h"

#include "support/console.h"

static struct console *shell(const char *command)
{
    const char *const argv[] = { "/bin/sh", "-c", command, NULL };

    return console_start(
        (struct console_options){ .cols = 100, .rows = 10, .argv = argv });
}

#define SLOWLY                                                                 \
    "stty -echo; { echo label,p:a,p:b; for i in 1 2 3 4 5 6 7; do yes "        \
    "a,0.5,0.5 | "                                                             \
    "head -n 20000; sleep 0.2; done; read x; } | '" LIKELY "' eval - "

/* Rows keep coming after the first second; then the line is wiped out. */
static void a_terminal_shows_how_far_it_is(void **state)
{
    struct console *console =
        shell(SLOWLY ">/dev/null; echo well; read y; stty echo");

    (void)state;
    console_expect(console, " rows read");
    console_type(console, "x\n");
    console_expect(console, "well");
    assert_false(console_shows(console, " rows read"));
    console_type(console, "y\n");
    assert_int_equal(console_finish(console), 0);
}

static void a_pipe_shows_nothing(void **state)
{
    struct console *console =
        shell(SLOWLY
              "2>&1 >/dev/null | wc -c | sed 's/^/bytes:/'; read y; stty echo");

    (void)state;
    console_type(console, "x\n");
    console_expect(console, "bytes:0");
    console_type(console, "y\n");
    assert_int_equal(console_finish(console), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_terminal_shows_how_far_it_is),
        cmocka_unit_test(a_pipe_shows_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
