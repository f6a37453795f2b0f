/* The real program in an emulated terminal. Everything else about screens is
 * tested on the canvas; here it is shown that the program starts, draws,
 * obeys keys and signals, and gives the terminal back.
 *
 * Seen to fail: without terminal_finish() console_finish() finds the alternate
 * screen; with `seen.resumed` left out of take_signals() the resize made while
 * stopped by SIGSTOP is not seen; with a `ready > 0` that ignores POLLHUP the
 * program outlives its terminal; with a poll() that does not wait a terminal
 * with O_NONBLOCK costs all the CPU there is. */
#include "support/console.h"

#include <signal.h>
#include <sys/wait.h>

#include "support/test.h"
#include "ui/guest.h"

static struct console *start(struct guest *guest, int cols, int rows)
{
    return guest_start(guest, cols, rows, NULL);
}

/* By hand: 3 factors 1/2, then 1/4 1/2 1/2. Of 3,000 flips 1,000 are of each
 * row, so log L = -(2 + 1 + 1) 1000 ln 2 = -2772.5887; L = 2^-4000 is far
 * below 2^-1074, the least float64. */
static void lives_through_an_underflow(void **state)
{
    struct console *console = start(*state, 100, 30);

    console_expect(console, "Three coins");
    console_expect(console, "0.125");
    console_type(console, ":set 1 heads 0.25\r");
    console_expect(console, "0.0625");
    console_type(console, ":examples 3000\r");
    console_expect(console, "2772.5887");
    console_expect(console, "zero");
    console_type(console, ":undo\r:undo\r");
    console_expect(console, "0.125");
    guest_leave(console);
}

static void walks_from_the_map_into_a_section_and_back(void **state)
{
    struct guest *guest = *state;
    const char *argv[] = { LIKELY, NULL };
    struct console *console = guest_run(guest, 80, 24, argv);

    console_expect(console, "Phan 2021");
    console_press(console, "enter");
    console_expect(console, "three film reviews");
    console_press(console, "escape");
    console_expect(console, "Phan 2021");
    guest_leave(console);
}

/* The signs are those of the canvas (tests/screen/test_cursor.c). */
static void the_cursor_is_where_the_keys_go(void **state)
{
    static const char sign[] = "\u25b8 ";
    struct guest *guest = *state;
    const char *argv[] = { LIKELY, NULL };
    struct console *console = start(guest, 80, 24);

    console_expect(console, "Three coins");
    console_expect_cursor(console, "Three flips of a coin", 0, false);
    console_type(console, "e");
    console_expect_cursor(console, "\u25b8   L = ", 0, true);
    console_type(console, "\033\t");
    console_expect(console, "text");
    console_expect_cursor(console, "\u25b80.500", 0, true);
    console_type(console, "0.25");
    console_expect_cursor(console, "\u25b80.25", 5, true);
    console_type(console, "\033:unit");
    console_expect_cursor(console, ":unit", 5, true);
    console_type(console, "\033?");
    console_expect_cursor(console, "The lab", 0, false);
    guest_leave(console);
    console = guest_run(guest, 80, 24, argv);
    console_expect(console, "Phan 2021");
    console_expect_cursor(console, sign, 0, true);
    console_press(console, "down");
    console_expect_cursor(console, sign, 0, true);
    console_type(console, "D");
    console_expect_cursor(console, "Forget all", 0, true);
    console_type(console, "n");
    guest_leave(console);
}

static void follows_a_resize(void **state)
{
    struct console *console = start(*state, 80, 24);

    console_expect(console, "Three coins");
    console_resize(console, 20, 5);
    console_expect(console, "40x12");
    console_resize(console, 120, 40);
    console_expect(console, "flip 3");
    console_expect(console, "Three coins");
    guest_leave(console);
}

static void stops_and_continues_and_sees_the_new_size(void **state)
{
    struct console *console = start(*state, 80, 24);

    console_expect(console, "Three coins");
    console_type(console, "\032");
    console_expect_stopped(console);
    assert_false(console_alternate(console));
    assert_true(console_flags_restored(console));
    assert_true(console_reports_off(console));
    console_resize(console, 20, 5);
    console_signal(console, SIGCONT);
    console_expect(console, "40x12");
    console_signal(console, SIGTSTP);
    console_expect_stopped(console);
    console_resize(console, 100, 30);
    console_signal(console, SIGCONT);
    console_expect(console, "Three coins");
    guest_leave(console);
}

/* Who takes a terminal that is somebody else's is stopped by it (SIGTTOU): a
 * program that is nothing without its screen waits for `fg`, as less does. */
static void waits_in_the_background_until_it_has_the_terminal(void **state)
{
    struct console *console = start(*state, 80, 24);
    size_t written;

    console_expect(console, "Three coins");
    console_type(console, "\032");
    console_expect_stopped(console);
    written = console_bytes(console);
    console_background(console);
    console_expect_stopped(console);
    assert_int_equal(console_bytes(console), written);
    assert_true(console_flags_restored(console));
    console_signal(console, SIGCONT);
    console_expect(console, "Three coins");
    guest_leave(console);
}

/* Of which the program hears nothing: only that it goes on. */
static void goes_on_after_sigstop_at_the_new_size(void **state)
{
    struct console *console = start(*state, 80, 24);

    console_expect(console, "Three coins");
    console_signal(console, SIGSTOP);
    console_expect_stopped(console);
    console_resize(console, 20, 5);
    console_signal(console, SIGCONT);
    console_expect(console, "40x12");
    guest_leave(console);
}

/* `kill %1` of a stopped job: it wakes up in the background, where who touches
 * the terminal is stopped again. */
static void ends_while_stopped_and_leaves_the_terminal_alone(void **state)
{
    struct console *console = start(*state, 80, 24);
    size_t written;
    int status;

    console_expect(console, "Three coins");
    console_type(console, "\032");
    console_expect_stopped(console);
    while (console_pump(console, 0))
        continue;
    written = console_bytes(console);
    console_signal(console, SIGTERM);
    console_signal(console, SIGCONT);
    console_end(console);
    assert_int_equal(console_bytes(console), written);
    status = console_finish(console);
    assert_true(WIFSIGNALED(status));
    assert_int_equal(WTERMSIG(status), SIGTERM);
}

static void dies_of(void **state, int sig)
{
    struct console *console = start(*state, 80, 24);
    int status;

    console_expect(console, "Three coins");
    console_signal(console, sig);
    status = console_finish(console);
    assert_true(WIFSIGNALED(status));
    assert_int_equal(WTERMSIG(status), sig);
}

/* Killed while the prompt waits for a paste. */
static void leaves_no_paste_marks_behind(void **state)
{
    struct console *console = start(*state, 80, 24);

    console_expect(console, "Three coins");
    console_type(console, ":unit");
    console_expect(console, ":unit");
    assert_false(console_reports_off(console));
    console_signal(console, SIGTERM);
    console_finish(console);
}

static void restores_the_terminal_on_sigterm(void **state)
{
    dies_of(state, SIGTERM);
}

static void restores_the_terminal_on_sighup(void **state)
{
    dies_of(state, SIGHUP);
}

static void restores_the_terminal_on_sigint(void **state)
{
    dies_of(state, SIGINT);
}

static void restores_the_terminal_on_sigquit(void **state)
{
    dies_of(state, SIGQUIT);
}

/* Nothing between the escape sequences may be a colour. The same run with
 * colours has them, so the test can fail. */
static void no_color_means_no_colour(void **state)
{
    struct console *plain = guest_start(*state, 80, 24, "NO_COLOR=1");
    struct console *coloured = start(*state, 80, 24);

    console_expect(plain, "Three coins");
    assert_false(console_wrote(plain, "\033[38;5;"));
    guest_leave(plain);
    console_expect(coloured, "Three coins");
    assert_true(console_wrote(coloured, "\033[38;5;"));
    guest_leave(coloured);
}

static void a_page_is_never_cleared_twice(void **state)
{
    struct console *console = start(*state, 80, 24);
    size_t before;

    console_expect(console, "Three coins");
    assert_true(console_shows(console, "Three coins"));
    before = console_bytes(console);
    console_type(console, "j");
    assert_true(console_shows(console, "coins"));
    assert_true(console_bytes(console) - before < 2500);
    guest_leave(console);
}

/* A program before it, or one that has it open as well, left O_NONBLOCK on the
 * terminal: a write then fails where it would wait for a reader. The program
 * waits all the same, asleep, and nothing is lost of what it shows. */
static void waits_for_a_terminal_that_does_not(void **state)
{
    struct guest *guest = *state;
    const char *argv[] = { LIKELY, "learn", guest->lesson, NULL };
    const char *env[] = { guest->home_env, guest->lessons_env, NULL };
    struct console *console =
        console_start((struct console_options){ .cols = 300,
                                                .rows = 100,
                                                .argv = argv,
                                                .env = env,
                                                .never_waits = true });
    struct console *fresh = start(guest, 300, 100);

    console_expect(console, "Three coins");
    console_stall(console, "\f");
    assert_true(console_idles(console));
    console_type(console, "\t+");
    console_type(fresh, "\t+");
    console_expect_same(console, fresh);
    guest_leave(console);
    guest_leave(fresh);
}

/* Every way in of a small or odd terminal: no crash, and a way out. */
static void starts_in_any_size(void **state)
{
    static const int sizes[][2] = {
        { 2, 1 }, { 2, 2 }, { 39, 11 }, { 40, 12 }, { 300, 100 }
    };

    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        struct console *console = start(*state, sizes[i][0], sizes[i][1]);

        console_shows(console, "");
        console_type(console, "jk");
        guest_leave(console);
    }
}

static void seven_bits_in_a_locale_without_utf8(void **state)
{
    struct guest *guest = *state;
    const char *argv[] = { "/usr/bin/env", "LC_ALL=C",    LIKELY,
                           "learn",        guest->lesson, NULL };
    struct console *console = guest_run(guest, 80, 24, argv);

    console_expect(console, "Three coins");
    console_expect(console, "PROD");
    assert_false(console_wrote(console, "\xe2"));
    assert_false(console_wrote(console, "\xc2"));
    guest_leave(console);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lives_through_an_underflow),
        cmocka_unit_test(walks_from_the_map_into_a_section_and_back),
        cmocka_unit_test(the_cursor_is_where_the_keys_go),
        cmocka_unit_test(follows_a_resize),
        cmocka_unit_test(stops_and_continues_and_sees_the_new_size),
        cmocka_unit_test(waits_in_the_background_until_it_has_the_terminal),
        cmocka_unit_test(goes_on_after_sigstop_at_the_new_size),
        cmocka_unit_test(ends_while_stopped_and_leaves_the_terminal_alone),
        cmocka_unit_test(leaves_no_paste_marks_behind),
        cmocka_unit_test(restores_the_terminal_on_sigterm),
        cmocka_unit_test(restores_the_terminal_on_sighup),
        cmocka_unit_test(restores_the_terminal_on_sigint),
        cmocka_unit_test(restores_the_terminal_on_sigquit),
        cmocka_unit_test(no_color_means_no_colour),
        cmocka_unit_test(a_page_is_never_cleared_twice),
        cmocka_unit_test(waits_for_a_terminal_that_does_not),
        cmocka_unit_test(starts_in_any_size),
        cmocka_unit_test(seven_bits_in_a_locale_without_utf8),
    };

    return cmocka_run_group_tests_name("terminal", tests, guest_make,
                                       guest_remove);
}
