/* test_frames.c - what is to be seen together is written together.
 *
 * The law: of what the program writes to its terminal no two writes follow each
 * other without a look for signals between them, which each turn of its loop
 * begins with. So whatever a turn has to show, mode switches and all, is one
 * write. A write that is cut short, interrupted or put off shows the same.
 *
 * Seen to fail: with gather() empty curses writes to the terminal in pieces;
 * with terminal_send() in emit(), too, a paste's marks come alone; with a
 * write_all() that does not go on the screen lacks its rest.
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/strbuf.h"
#include "support/console.h"
#include "support/test.h"
#include "torture/scene.h"
#include "ui/guest.h"

/* To the end of a section, into its lab, and a number changed. */
#define KEYS "G\t+"

struct traced {
    struct console *console;
    char log[160];
};

static struct traced start(const struct scene *scene, struct guest *guest,
                           const char *faults)
{
    char preload[300], what[64], log[200];
    const char *variables[] = {
        preload, what, log,
        "ASAN_OPTIONS=verify_asan_link_order=0:detect_leaks=0", NULL
    };
    struct traced traced;

    snprintf(preload, sizeof preload, "LD_PRELOAD=%s", FAULTY);
    snprintf(what, sizeof what, "FAULTS=%s", faults);
    snprintf(traced.log, sizeof traced.log, "%s/log", guest->home);
    snprintf(log, sizeof log, "FAULTS_LOG=%s", traced.log);
    unlink(traced.log);
    traced.console = scene_open_with(scene, guest, variables);
    return traced;
}

/* Ends the program, and takes the log. */
static struct strbuf finish(struct traced *traced)
{
    struct strbuf log = { 0 };

    console_signal(traced->console, SIGTERM);
    console_finish(traced->console);
    assert_true(file_read(traced->log, &log, 0, NULL));
    return log;
}

static bool is_about(struct slice line, const char *what)
{
    char text[160];

    snprintf(text, sizeof text, "%.*s", SLICE_ARG(line));
    return strstr(text, what) != NULL;
}

/* How many writes to the terminal there were, and how many at the most in a
 * turn of the loop, in which no signal came: it may cut a write. What stands
 * before the first turn and behind the last is only in the former: there the
 * terminal's flags are set, too. */
static int writes(const struct strbuf *log, int *most)
{
    struct slice rest = { log->at, log->len }, line;
    bool running = false;
    int all = 0, now = 0;

    *most = 0;
    while (slice_line(&rest, &line)) {
        if (is_about(line, "pipe:")) {
            all += now;
            if (running && now > *most)
                *most = now;
            running = true;
            now = 0;
        } else if (slice_starts(line, "write ") &&
                   is_about(line, "/dev/pts/")) {
            now++;
        }
    }
    return all;
}

/* Each is drawn before the next: a signal may cut a write. */
static void walk(struct console *console, const struct scene *scene)
{
    static const int sizes[][2] = {
        { 100, 30 }, { 300, 100 }, { 20, 6 }, { 80, 24 }
    };

    for (int i = 0; i < 8 && scene->moves[i]; i++) {
        console_type(console, scene->moves[i]);
        console_taken(console);
    }
    console_over(console);
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        console_resize(console, sizes[i][0], sizes[i][1]);
        console_over(console);
        console_type(console, "\f");
        console_over(console);
    }
}

static void each_turn_writes_once_at_most(void **state)
{
    for (size_t i = 0; i < scene_count; i++) {
        struct guest *guest;
        struct traced traced;
        struct strbuf log;
        int all, most;

        (void)state;
        assert_int_equal(guest_make((void **)&guest), 0);
        traced = start(&scenes[i], guest, "");
        walk(traced.console, &scenes[i]);
        log = finish(&traced);
        all = writes(&log, &most);
        if (all < 2 || most != 1)
            fail_msg("%s: %d writes, as many as %d in a turn", scenes[i].name,
                     all, most);
        strbuf_finish(&log);
        guest_remove((void **)&guest);
    }
}

/* Whether there was an Nth write to fail. */
static bool shows_the_same(const struct scene *scene, struct console *whole,
                           const char *faults)
{
    struct guest *guest;
    struct traced cut;
    struct strbuf log;
    bool failed;

    assert_int_equal(guest_make((void **)&guest), 0);
    cut = start(scene, guest, faults);
    console_type(cut.console, KEYS);
    console_expect_same(cut.console, whole);
    log = finish(&cut);
    failed = strstr(strbuf_text(&log), "FAILS") != NULL;
    strbuf_finish(&log);
    guest_remove((void **)&guest);
    return failed;
}

/* EINTR is 4, EAGAIN is 11: see errno(3). The first write is the record's. */
static void a_write_that_is_cut_short_goes_on(void **state)
{
    static const char *const hows[] = { "short", "4", "11" };
    const struct scene *scene = scene_named("a section");
    struct traced whole = start(scene, *state, "");
    struct strbuf log;

    console_type(whole.console, KEYS);
    console_taken(whole.console);
    for (int how = 0; how < 3; how++) {
        char faults[64];
        int n = 1;

        do
            snprintf(faults, sizeof faults, "write:%d:%s", ++n, hows[how]);
        while (shows_the_same(scene, whole.console, faults));
        assert_true(n > 10);
    }
    log = finish(&whole);
    strbuf_finish(&log);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_turn_writes_once_at_most),
        cmocka_unit_test_setup_teardown(a_write_that_is_cut_short_goes_on,
                                        guest_make, guest_remove),
    };

    return cmocka_run_group_tests_name("frames", tests, NULL, NULL);
}
