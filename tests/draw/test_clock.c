/* test_clock.c - the time of a talk. */
#include "support/test.h"

#include <stdlib.h>
#include <time.h>

#include "draw/clock.h"

/* By hand: 2023-11-14 22:13:20 UTC is 1,700,000,000. */
static void says_time_passed_and_left(void **state)
{
    char text[CLOCK_TEXT];

    (void)state;
    setenv("TZ", "UTC", 1);
    tzset();
    clock_write(text, sizeof text, 1700000000, 1700000000 + 23 * 60 + 59, 45);
    assert_string_equal(text, "22:37 · 23 min · 22 left");
    clock_write(text, sizeof text, 1700000000, 1700000000 + 47 * 60, 45);
    assert_string_equal(text, "23:00 · 47 min · 2 over");
    clock_write(text, sizeof text, 1700000000, 1699999940, 0);
    assert_string_equal(text, "22:12 · 0 min");
    clock_write_passed(text, sizeof text, 23 * 60 + 59, 45);
    assert_string_equal(text, "23 min · 22 left");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(says_time_passed_and_left),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
