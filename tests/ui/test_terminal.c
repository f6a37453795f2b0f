/* The real program in an emulated terminal. Everything else about screens is
 * tested on the canvas; here it is shown that the program starts, draws,
 * obeys keys and signals, and gives the terminal back.
 *
 * Seen to fail: without terminal_finish() pty_finish() finds the alternate
 * screen; without take_size() after terminal_suspend() the resize made while
 * stopped is not seen; with a `ready > 0` that ignores POLLHUP the program
 * outlives its terminal. */
#include "support/pty.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support/test.h"

struct place {
    char home[64];
    char home_env[80];
    char lessons_env[512];
    char lesson[512];
};

static int make_place(void **state)
{
    struct place *place = calloc(1, sizeof *place);

    snprintf(place->home, sizeof place->home, "/tmp/likely-test-XXXXXX");
    if (!mkdtemp(place->home))
        return -1;
    snprintf(place->home_env, sizeof place->home_env, "HOME=%s", place->home);
    snprintf(place->lessons_env, sizeof place->lessons_env, "LIKELY_LESSONS=%s",
             getenv("LIKELY_LESSONS"));
    snprintf(place->lesson, sizeof place->lesson, "%s/data/ui/coins.md",
             getenv("LIKELY_TESTS"));
    *state = place;
    return 0;
}

static int remove_place(void **state)
{
    struct place *place = *state;
    char command[128];
    int status;

    snprintf(command, sizeof command, "rm -rf %s", place->home);
    status = system(command);
    free(place);
    return status;
}

static struct pty *start_with(struct place *place, int cols, int rows,
                              const char *variable)
{
    const char *argv[] = { LIKELY, "learn", place->lesson, NULL };
    const char *env[] = { place->home_env, place->lessons_env, variable, NULL };

    return pty_start((struct pty_options){
        .cols = cols, .rows = rows, .argv = argv, .env = env });
}

static struct pty *start(struct place *place, int cols, int rows)
{
    return start_with(place, cols, rows, NULL);
}

static void leave(struct pty *pty)
{
    pty_type(pty, "q");
    assert_int_equal(pty_finish(pty), 0);
}

/* By hand: 3 factors 1/2, then 1/4 1/2 1/2. Of 3,000 flips 1,000 are of each
 * row, so log L = -(2 + 1 + 1) 1000 ln 2 = -2772.5887; L = 2^-4000 is far
 * below 2^-1074, the least float64. */
static void lives_through_an_underflow(void **state)
{
    struct pty *pty = start(*state, 100, 30);

    pty_expect(pty, "Three coins");
    pty_expect(pty, "0.125");
    pty_type(pty, ":set 1 heads 0.25\r");
    pty_expect(pty, "0.0625");
    pty_type(pty, ":examples 3000\r");
    pty_expect(pty, "2772.5887");
    pty_expect(pty, "zero");
    pty_type(pty, ":undo\r:undo\r");
    pty_expect(pty, "0.125");
    leave(pty);
}

static void walks_from_the_map_into_a_section_and_back(void **state)
{
    struct place *place = *state;
    const char *argv[] = { LIKELY, NULL };
    const char *env[] = { place->home_env, place->lessons_env, NULL };
    struct pty *pty = pty_start((struct pty_options){
        .cols = 80, .rows = 24, .argv = argv, .env = env });

    pty_expect(pty, "Phan 2021");
    pty_press(pty, "enter");
    pty_expect(pty, "Introduction");
    pty_press(pty, "escape");
    pty_expect(pty, "Phan 2021");
    leave(pty);
}

static void follows_a_resize(void **state)
{
    struct pty *pty = start(*state, 80, 24);

    pty_expect(pty, "Three coins");
    pty_resize(pty, 20, 5);
    pty_expect(pty, "40x12");
    pty_resize(pty, 120, 40);
    pty_expect(pty, "flip 3");
    pty_expect(pty, "Three coins");
    leave(pty);
}

static void stops_and_continues_and_sees_the_new_size(void **state)
{
    struct pty *pty = start(*state, 80, 24);

    pty_expect(pty, "Three coins");
    pty_type(pty, "\032");
    pty_expect_stopped(pty);
    assert_false(pty_alternate(pty));
    assert_true(pty_flags_restored(pty));
    pty_resize(pty, 20, 5);
    pty_signal(pty, SIGCONT);
    pty_expect(pty, "40x12");
    pty_signal(pty, SIGTSTP);
    pty_expect_stopped(pty);
    pty_resize(pty, 100, 30);
    pty_signal(pty, SIGCONT);
    pty_expect(pty, "Three coins");
    leave(pty);
}

static void dies_of(void **state, int sig)
{
    struct pty *pty = start(*state, 80, 24);
    int status;

    pty_expect(pty, "Three coins");
    pty_signal(pty, sig);
    status = pty_finish(pty);
    assert_true(WIFSIGNALED(status));
    assert_int_equal(WTERMSIG(status), sig);
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
    struct pty *plain = start_with(*state, 80, 24, "NO_COLOR=1");
    struct pty *coloured = start(*state, 80, 24);

    pty_expect(plain, "Three coins");
    assert_false(pty_wrote(plain, "\033[38;5;"));
    assert_false(pty_wrote(plain, "\033[3"
                                  "4m"));
    leave(plain);
    pty_expect(coloured, "Three coins");
    assert_true(pty_wrote(coloured, "\033[38;5;") ||
                pty_wrote(coloured, "\033[3"));
    leave(coloured);
}

static void a_page_is_never_cleared_twice(void **state)
{
    struct pty *pty = start(*state, 80, 24);
    size_t before;

    pty_expect(pty, "Three coins");
    assert_true(pty_shows(pty, "Three coins"));
    before = pty_bytes(pty);
    pty_type(pty, "j");
    assert_true(pty_shows(pty, "coins"));
    assert_true(pty_bytes(pty) - before < 2500);
    leave(pty);
}

/* Every way in of a small or odd terminal: no crash, and a way out. */
static void starts_in_any_size(void **state)
{
    static const int sizes[][2] = {
        { 2, 1 }, { 2, 2 }, { 39, 11 }, { 40, 12 }, { 300, 100 }
    };

    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        struct pty *pty = start(*state, sizes[i][0], sizes[i][1]);

        pty_shows(pty, "");
        pty_type(pty, "jk");
        leave(pty);
    }
}

static void seven_bits_in_a_locale_without_utf8(void **state)
{
    struct place *place = *state;
    const char *argv[] = { "/usr/bin/env", "LC_ALL=C",    LIKELY,
                           "learn",        place->lesson, NULL };
    const char *env[] = { place->home_env, place->lessons_env, NULL };
    struct pty *pty = pty_start((struct pty_options){
        .cols = 80, .rows = 24, .argv = argv, .env = env });

    pty_expect(pty, "Three coins");
    pty_expect(pty, "PROD");
    assert_false(pty_wrote(pty, "\xe2"));
    assert_false(pty_wrote(pty, "\xc2"));
    leave(pty);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lives_through_an_underflow),
        cmocka_unit_test(walks_from_the_map_into_a_section_and_back),
        cmocka_unit_test(follows_a_resize),
        cmocka_unit_test(stops_and_continues_and_sees_the_new_size),
        cmocka_unit_test(restores_the_terminal_on_sigterm),
        cmocka_unit_test(restores_the_terminal_on_sighup),
        cmocka_unit_test(restores_the_terminal_on_sigint),
        cmocka_unit_test(restores_the_terminal_on_sigquit),
        cmocka_unit_test(no_color_means_no_colour),
        cmocka_unit_test(a_page_is_never_cleared_twice),
        cmocka_unit_test(starts_in_any_size),
        cmocka_unit_test(seven_bits_in_a_locale_without_utf8),
    };

    return cmocka_run_group_tests_name("terminal", tests, make_place,
                                       remove_place);
}
