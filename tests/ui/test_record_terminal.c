/* test_record_terminal.c - a talk recorded and told again in a terminal.
 *
 * What is typed and clicked is in the file as soon as it is seen, whatever
 * then ends the program.
 */
#include "support/test.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "base/file.h"
#include "base/slice.h"
#include "base/strbuf.h"
#include "support/console.h"
#include "ui/guest.h"

static char recording[128];

static struct console *record(struct guest *guest)
{
    char lesson[512];
    const char *argv[] = { LIKELY,     "present", lesson,
                           "--record", recording, NULL };
    struct console *console;

    snprintf(lesson, sizeof lesson, "%s/data/screen/talk.md",
             getenv("LIKELY_TESTS"));
    snprintf(recording, sizeof recording, "%s/r", guest->home);
    console = guest_run(guest, 80, 24, argv);
    console_expect(console, "A talk of all kinds");
    return console;
}

static struct console *play(struct guest *guest, int cols, int rows)
{
    const char *argv[] = { LIKELY, "present", "--play", recording, NULL };

    return guest_run(guest, cols, rows, argv);
}

/* What is waited for stands low on the screen, so that no row of the text is
 * left behind a frame of which only the upper part has come. */
static void give(struct console *talk)
{
    console_type(talk, " ");
    console_expect(talk, "What follows comes item");
    console_type(talk, " ");
    console_expect(talk, "a factor is at most 1");
    console_press(talk, "tab");
    console_expect(talk, "= entropy + KL");
    console_type(talk, ":examples 3000");
    console_press(talk, "enter");
    console_expect(talk, "stuck: each step");
    console_press(talk, "escape");
    console_expect(talk, "a factor is at most 1");
}

/* Killed at once: all that was seen is there, and can be played. */
static void a_killed_talk_is_all_there(void **state)
{
    struct guest *guest = *state;
    struct console *talk = record(guest), *again;
    struct strbuf text = { 0 };

    give(talk);
    console_signal(talk, SIGKILL);
    assert_true(WIFSIGNALED(console_hang_up(talk, NULL)));
    assert_true(file_read(recording, &text, 0, NULL));
    assert_int_equal(text.at[text.len - 1], '\n');
    assert_true(slice_ends((struct slice){ text.at, text.len - 1 }, " close"));
    strbuf_finish(&text);
    again = play(guest, 80, 24);
    console_expect(again, "the end");
    console_expect(again, "a factor is at most 1");
    console_press(again, "tab");
    console_expect(again, "N = 3,000");
    guest_leave(again);
}

/* What came from a terminal's mouse is told again, too. */
static void a_click_is_told_again(void **state)
{
    struct guest *guest = *state;
    struct console *talk = record(guest), *again;

    console_type(talk, "\033[<0;10;10M\033[<0;10;10m");
    console_expect(talk, "What follows comes item");
    guest_leave(talk);
    again = play(guest, 100, 30);
    console_expect(again, "What follows comes item");
    console_expect(again, "the end");
    guest_leave(again);
}

static void it_is_held_and_left(void **state)
{
    struct guest *guest = *state;
    struct console *again;

    snprintf(recording, sizeof recording, "%s/r", guest->home);
    assert_true(file_replace(recording,
                             slice_of("@0 size 80x24\n@0 go 1.4\n@9000 step\n"),
                             NULL));
    again = play(guest, 80, 24);
    console_expect(again, "playing 0:");
    console_expect(again, "next in 2:29:");
    console_type(again, " ");
    console_expect(again, "held 0:");
    console_type(again, "z");
    console_expect(again, "space back to the talk");
    console_type(again, " ");
    console_expect(again, "playing 0:");
    console_press(again, "right");
    console_expect(again, "the end 2:30:00");
    guest_leave(again);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_killed_talk_is_all_there, guest_make,
                                        guest_remove),
        cmocka_unit_test_setup_teardown(a_click_is_told_again, guest_make,
                                        guest_remove),
        cmocka_unit_test_setup_teardown(it_is_held_and_left, guest_make,
                                        guest_remove),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
