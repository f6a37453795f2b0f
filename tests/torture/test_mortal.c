/* Every signal at every screen: whatever stops or ends the program, the
 * terminal is as it was before, and the parent sees which signal it was.
 *
 * Seen to fail: without signals_guard() the crashes leave the alternate screen
 * and raw flags; with rmkx left out of its bytes the audit finds the keypad;
 * without keep_palette() the palette's reset; with _exit() in the place of
 * raise() the status is not the signal. */
#include "support/console.h"

#include <signal.h>
#include <sys/wait.h>

#include "support/test.h"
#include "torture/audit.h"
#include "torture/scene.h"
#include "ui/guest.h"

enum { ALONE = 4 };

static void check_end(struct console *console, int sig)
{
    int status = console_end(console);

    audit_console(console);
    console_finish(console);
    if (!WIFSIGNALED(status) || WTERMSIG(status) != sig)
        fail_msg("of signal %d came status %x", sig, (unsigned int)status);
}

/* Sent from outside: a crash is one to the program, whoever sends it. */
static void dies_of(const struct scene *scene, struct guest *guest, int sig)
{
    struct console *console = scene_open(scene, guest);

    console_signal(console, sig);
    check_end(console, sig);
}

static void stops_by(const struct scene *scene, struct guest *guest, bool key)
{
    struct console *console = scene_open(scene, guest);
    struct console *fresh = scene_open(scene, guest);

    console_resize(fresh, 70, 20);
    if (key)
        console_type(console, "\032");
    else
        console_signal(console, SIGTSTP);
    console_expect_stopped(console);
    assert_false(console_alternate(console));
    assert_true(console_flags_restored(console));
    audit_console(console);
    console_resize(console, 70, 20);
    console_sight(console); /* nothing of before is leant on */
    console_signal(console, SIGCONT);
    console_expect_same(console, fresh);
    console_signal(console, SIGTERM);
    check_end(console, SIGTERM);
    console_signal(fresh, SIGTERM);
    check_end(fresh, SIGTERM);
}

static void every_signal_at_a_screen(void **state)
{
    static const int ends[] = { SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGSEGV,
                                SIGABRT, SIGBUS, SIGFPE, SIGILL };
    const struct scene *scene = *state;
    struct guest *guest;

    assert_int_equal(guest_make((void **)&guest), 0);
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        dies_of(scene, guest, ends[i]);
    stops_by(scene, guest, false);
    stops_by(scene, guest, true);
    guest_remove((void **)&guest);
}

/* What ends a program that does nothing about it, without being a crash. */
static void rarer_signals(void **state)
{
    static const int ends[] = { SIGALRM, SIGUSR1,   SIGUSR2, SIGXCPU,
                                SIGSYS,  SIGVTALRM, SIGPROF, SIGTRAP };

    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        dies_of(scene_named("a section"), *state, ends[i]);
}

/* A pipe that broke and a file that grew too large are errors of a write. */
static void lives_through_the_harmless_ones(void **state)
{
    static const int harmless[] = { SIGPIPE, SIGXFSZ, SIGCHLD, SIGURG };
    struct console *console = scene_open(scene_named("a section"), *state);

    for (size_t i = 0; i < sizeof harmless / sizeof *harmless; i++)
        console_signal(console, harmless[i]);
    console_type(console, "?");
    console_expect(console, "every key");
    console_signal(console, SIGTERM);
    check_end(console, SIGTERM);
}

/* What is on its way is thrown away, and with it the end of a character or of
 * a sequence. */
static void one_that_cuts_a_frame(void **state)
{
    for (int i = 0; i < 16; i++) {
        struct console *console = scene_open(scene_named("a section"), *state);

        console_settles(console, 10);
        console_resize(console, 200 + i, 60 + i);
        console_pump(console, 1000);
        console_signal(console, SIGTERM);
        check_end(console, SIGTERM);
    }
}

/* Signals of all kinds on top of each other: the first that ends it counts. */
static void many_signals_at_once(void **state)
{
    struct console *console = scene_open(scene_named("a lab"), *state);

    for (int i = 0; i < 200; i++) {
        console_signal(console, SIGWINCH);
        console_signal(console, SIGCONT);
        if (i % 8 == 0)
            console_pump(console, 0);
    }
    console_type(console, "?");
    console_expect(console, "every key");
    console_signal(console, SIGTERM);
    console_signal(console, SIGWINCH);
    check_end(console, SIGTERM);
}

int main(void)
{
    struct CMUnitTest tests[64] = {
        cmocka_unit_test_setup_teardown(rarer_signals, guest_make,
                                        guest_remove),
        cmocka_unit_test_setup_teardown(lives_through_the_harmless_ones,
                                        guest_make, guest_remove),
        cmocka_unit_test_setup_teardown(many_signals_at_once, guest_make,
                                        guest_remove),
        cmocka_unit_test_setup_teardown(one_that_cuts_a_frame, guest_make,
                                        guest_remove),
    };

    assert_true(scene_count + ALONE < sizeof tests / sizeof *tests);
    for (size_t i = 0; i < scene_count; i++)
        tests[ALONE + i] =
            (struct CMUnitTest){ .name = scenes[i].name,
                                 .test_func = every_signal_at_a_screen,
                                 .initial_state = (void *)&scenes[i] };
    return _cmocka_run_group_tests("signals", tests, ALONE + scene_count, NULL,
                                   NULL);
}
