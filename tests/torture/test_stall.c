/* The terminal stops reading (a link that hangs, ^S), goes away, or sends what
 * never ends, at every screen.
 *
 * Seen to fail: with neither tcflush() nor the alarm in the handler a stalled
 * program outlives its signal; with a `readable` that is believed it outlives
 * its terminal; with a frame drawn for each key the 3000 of them take long. */
#include "support/console.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>

#include "base/strbuf.h"
#include "num/rng.h"
#include "support/test.h"
#include "torture/audit.h"
#include "torture/scene.h"
#include "ui/guest.h"

/* Of a sanitized program the search for leaks is a part. */
enum { KEYS = 3000, SPIN_MS = SANITIZED ? 5000 : 1000 };

/* The move is of a blank screen, to another. */
static void stall(struct console *console, const struct scene *scene)
{
    char keys[16];

    snprintf(keys, sizeof keys, "\f%s", scene->moves[0]);
    console_stall(console, keys);
}

static void check_signal(struct console *console, int sig)
{
    int status = console_end(console);

    assert_true(WIFSIGNALED(status));
    assert_int_equal(WTERMSIG(status), sig);
    console_finish(console);
}

/* The keys that pile up are taken at once and drawn a few times: the rest of
 * what was stuck is less than the kernel's buffers of 64 kB. */
static void a_stalled_link_recovers(const struct scene *scene,
                                    struct guest *guest)
{
    struct console *console = scene_open(scene, guest);
    struct console *fresh = scene_open(scene, guest);
    size_t before;

    stall(console, scene);
    for (int i = 0; i < KEYS; i++)
        console_type(console, i % 2 ? "k" : "j");
    assert_true(console_idles(console));
    before = console_bytes(console);
    console_taken(console);
    console_type(console, scene->settle);
    console_type(fresh, "jk");
    console_type(fresh, scene->settle);
    console_expect_same(console, fresh);
    assert_true(console_bytes(console) - before < 65536 + 40000);
    console_signal(console, SIGTERM);
    check_signal(console, SIGTERM);
    console_signal(fresh, SIGTERM);
    check_signal(fresh, SIGTERM);
}

/* While nobody reads. What comes out when somebody does again leaves the
 * terminal in order. */
static void a_stalled_program_dies_of(const struct scene *scene,
                                      struct guest *guest, int sig)
{
    struct console *console = scene_open(scene, guest);

    stall(console, scene);
    console_signal(console, sig);
    assert_true(console_ends_unread(console));
    check_signal(console, sig);
}

static void every_end_reaches_a_stalled_program(void **state)
{
    static const int ends[] = { SIGHUP, SIGINT, SIGQUIT, SIGSEGV, SIGABRT };

    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        a_stalled_program_dies_of(scene_named("a section"), *state, ends[i]);
}

static void keys_that_pile_up_are_drawn_a_few_times(void **state)
{
    a_stalled_link_recovers(scene_named("the map"), *state);
    a_stalled_link_recovers(scene_named("a section"), *state);
    a_stalled_link_recovers(scene_named("the help"), *state);
}

static void check_gone(struct console *console)
{
    long cpu_ms;

    console_hang_up(console, &cpu_ms);
    assert_true(cpu_ms < SPIN_MS);
}

/* Nobody sends SIGHUP; the shell does; the program was told to ignore it. */
static void the_terminal_goes_away(const struct scene *scene,
                                   struct guest *guest)
{
    struct console *console;

    check_gone(scene_open(scene, guest));
    check_gone(scene_open_nohup(scene, guest));
    console = scene_open(scene, guest);
    console_signal(console, SIGHUP);
    check_gone(console);
}

static void stalled_and_left_at_a_screen(void **state)
{
    struct guest *guest;

    assert_int_equal(guest_make((void **)&guest), 0);
    a_stalled_program_dies_of(*state, guest, SIGTERM);
    the_terminal_goes_away(*state, guest);
    guest_remove((void **)&guest);
}

/* The course as lines reads its terminal otherwise. */
static void lines_end_with_their_terminal(void **state)
{
    const char *argv[] = { LIKELY, "learn", "1.2", "--plain", NULL };
    struct console *console = guest_run(*state, 80, 24, argv);

    console_expect(console, "type: next");
    console_shows(console, "");
    check_gone(console);
}

static void a_stalled_terminal_goes_away(void **state)
{
    const struct scene *scene = scene_named("a section");
    struct console *console = scene_open(scene, *state);

    stall(console, scene);
    check_gone(console);
}

/* A paste begins and does not end: 1 MB, then silence, then a key. */
static void a_paste_that_never_ends(void **state)
{
    struct console *console = scene_open(scene_named("the prompt"), *state);
    char line[1025];

    memset(line, 'x', sizeof line - 1);
    line[sizeof line - 1] = '\0';
    console_type(console, "\033[200~");
    for (int i = 0; i < 1024; i++) {
        console_type(console, line);
        console_taken(console);
    }
    console_shows(console, "");
    console_type(console, "\033");
    console_expect(console, "go on");
    console_signal(console, SIGTERM);
    check_signal(console, SIGTERM);
}

/* 1 MB of an answer to a question that was never asked, of each kind. */
static void an_answer_that_never_ends(void **state)
{
    static const char *const begins[] = { "\033]0;", "\033P", "\033_",
                                          "\033[" };
    char line[1025];

    memset(line, '1', sizeof line - 1);
    line[sizeof line - 1] = '\0';
    for (size_t i = 0; i < sizeof begins / sizeof *begins; i++) {
        struct console *console = scene_open(scene_named("the help"), *state);

        console_type(console, begins[i]);
        for (int k = 0; k < 1024; k++) {
            console_type(console, line);
            console_taken(console);
        }
        console_shows(console, "");
        console_signal(console, SIGTERM);
        console_end(console);
        audit_console(console);
        console_finish(console);
    }
}

/* Whoever presses "quit" in a footer, or "yes" where it is asked for, leaves,
 * and rightly so. Whether a random press does so hangs on which screens were
 * drawn in between. */
static void end_or_left(struct console *console)
{
    int status;

    kill(console_program(console), SIGTERM);
    status = console_end(console);
    audit_console(console);
    if (WIFEXITED(status))
        assert_int_equal(WEXITSTATUS(status), 0);
    else
        assert_int_equal(WTERMSIG(status), SIGTERM);
}

/* Reports of every kind, in and out of the screen, of numbers of any size. */
static void a_mouse_gone_mad(void **state)
{
    struct strbuf report = { 0 };
    struct rng rng;

    rng_seed(&rng, 1);
    for (size_t i = 0; i < scene_count; i++) {
        struct console *console = scene_open(&scenes[i], *state);

        console_type(console, "\033[<0;9999;9999M\033[<64;9999;1M");
        for (int k = 0; k < 300; k++) {
            strbuf_clear(&report);
            strbuf_printf(&report, "\033[<%d;%d;%d%c", (int)rng_below(&rng, 99),
                          (int)rng_below(&rng, k % 8 ? 82 : 99999),
                          (int)rng_below(&rng, k % 8 ? 26 : 99999),
                          rng_below(&rng, 2) ? 'M' : 'm');
            console_type(console, strbuf_text(&report));
            /* More than the kernel's 4 kB of them would come torn. */
            if (k % 32 == 0)
                console_taken(console);
            console_pump(console, 0);
        }
        console_taken(console);
        assert_false(console_shows(console, "9999;"));
        end_or_left(console);
        console_finish(console);
    }
    strbuf_finish(&report);
}

int main(void)
{
    const struct CMUnitTest alone[] = {
        cmocka_unit_test_setup_teardown(keys_that_pile_up_are_drawn_a_few_times,
                                        guest_make, guest_remove),
        cmocka_unit_test_setup_teardown(every_end_reaches_a_stalled_program,
                                        guest_make, guest_remove),
        cmocka_unit_test_setup_teardown(lines_end_with_their_terminal,
                                        guest_make, guest_remove),
        cmocka_unit_test_setup_teardown(a_stalled_terminal_goes_away,
                                        guest_make, guest_remove),
        cmocka_unit_test_setup_teardown(a_paste_that_never_ends, guest_make,
                                        guest_remove),
        cmocka_unit_test_setup_teardown(an_answer_that_never_ends, guest_make,
                                        guest_remove),
        cmocka_unit_test_setup_teardown(a_mouse_gone_mad, guest_make,
                                        guest_remove),
    };
    enum { ALONE = sizeof alone / sizeof *alone };
    struct CMUnitTest tests[64] = { 0 };
    size_t n = ALONE;

    memcpy(tests, alone, sizeof alone);
    for (size_t i = 0; i < scene_count && n < 63; i++)
        tests[n++] =
            (struct CMUnitTest){ .name = scenes[i].name,
                                 .test_func = stalled_and_left_at_a_screen,
                                 .initial_state = (void *)&scenes[i] };
    return _cmocka_run_group_tests("stall", tests, n, NULL, NULL);
}
