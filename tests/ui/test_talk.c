/* A talk and its notes, each in a terminal of its own.
 *
 * Seen to fail: with a place file that is written in place, a window that
 * reads between two writes shows no talk; without place_file_prepare() a window
 * that is there first never follows. */
#include "support/console.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "support/test.h"
#include "ui/guest.h"

static struct console *begin_talk(struct guest *guest)
{
    char lesson[512];
    const char *argv[] = { LIKELY, "present", lesson, NULL };
    struct console *console;

    snprintf(lesson, sizeof lesson, "%s/data/screen/talk.md",
             getenv("LIKELY_TESTS"));
    console = guest_run(guest, 80, 24, argv);
    console_expect(console, "A talk of all kinds");
    return console;
}

static struct console *begin_notes(struct guest *guest)
{
    const char *argv[] = { LIKELY, "present", "--notes", NULL };
    struct console *console = guest_run(guest, 80, 24, argv);

    /* The end of its first screen. */
    console_expect(console, "quit");
    return console;
}

/* A command over the guest's state folder. */
static void in_folder(const struct guest *guest, const char *format)
{
    char folder[256], command[1024];

    snprintf(folder, sizeof folder, "%s/.local/state/likely", guest->home);
    snprintf(command, sizeof command, "F=%s; %s", folder, format);
    assert_int_equal(system(command), 0);
}

static void notes_follow_a_talk_from_before_it_began(void **state)
{
    struct guest *guest = *state;
    struct console *notes = begin_notes(guest), *talk;

    console_expect(notes, "no talk is on");
    talk = begin_talk(guest);
    console_expect(notes, "Count the hands before the answer");
    console_expect(notes, "What follows comes item by item");
    console_type(talk, "      ");
    console_expect(talk, "Behind the list");
    console_expect(notes, "Line by line");
    guest_leave(talk);
    console_expect(notes, "no talk is on");
    guest_leave(notes);
}

static void any_number_of_them_come_and_go(void **state)
{
    struct guest *guest = *state;
    struct console *talk = begin_talk(guest);
    struct console *one = begin_notes(guest), *two = begin_notes(guest);

    console_expect(one, "1 / 7");
    console_expect(two, "1 / 7");
    console_signal(one, SIGTERM);
    assert_true(WIFSIGNALED(console_finish(one)));
    console_type(talk, " ");
    console_expect(talk, "What follows comes item");
    console_expect(two, "a factor is at most 1");
    one = begin_notes(guest);
    console_expect(one, "a factor is at most 1");
    guest_leave(one);
    guest_leave(two);
    guest_leave(talk);
}

static void the_place_is_for_its_user_alone(void **state)
{
    struct guest *guest = *state;
    struct console *talk = begin_talk(guest);
    struct stat status;
    char path[256];

    snprintf(path, sizeof path, "%s/.local/state/likely/talk", guest->home);
    assert_int_equal(stat(path, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0600);
    guest_leave(talk);
}

/* The folder gone, a file in its place, no space behind it: the talk goes
 * on. */
static void a_talk_never_fails_by_its_notes(void **state)
{
    struct guest *guest = *state;
    struct console *talk = begin_talk(guest);

    in_folder(guest, "rm -rf $F && : > $F");
    console_type(talk, " ");
    console_expect(talk, "What follows comes item");
    in_folder(guest, "rm $F && mkdir $F && ln -s /dev/full $F/talk");
    console_type(talk, " ");
    console_expect(talk, "a factor is at most 1");
    in_folder(guest, "rm -r $F && mkdir -p $F/talk/x");
    console_type(talk, " ");
    console_expect(talk, "so the product shrinks");
    in_folder(guest, "rm -r $F");
    console_type(talk, " ");
    console_expect(talk, "slowly at first");
    in_folder(guest, "grep -q 'slide 1' $F/talk");
    guest_leave(talk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(
            notes_follow_a_talk_from_before_it_began, guest_make, guest_remove),
        cmocka_unit_test_setup_teardown(any_number_of_them_come_and_go,
                                        guest_make, guest_remove),
        cmocka_unit_test_setup_teardown(the_place_is_for_its_user_alone,
                                        guest_make, guest_remove),
        cmocka_unit_test_setup_teardown(a_talk_never_fails_by_its_notes,
                                        guest_make, guest_remove),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
