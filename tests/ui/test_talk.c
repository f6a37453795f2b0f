/* A talk and its notes, each in a terminal of its own.
 *
 * Seen to fail: with a place file that is written in place, a window that
 * reads between two writes shows no talk; without place_file_prepare() a window
 * that is there first never follows; with a watch that is not begun anew, one
 * whose folder went stays where it was; without app_watches() a lesson that is
 * written anew is not read. */
#include "support/console.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "support/test.h"
#include "ui/guest.h"

static struct console *talk_on(struct guest *guest, const char *lesson)
{
    const char *argv[] = { LIKELY, "present", lesson, NULL };
    struct console *console = guest_run(guest, 80, 24, argv);

    console_expect(console, "A talk of all kinds");
    return console;
}

static struct console *begin_talk(struct guest *guest)
{
    char lesson[512];

    snprintf(lesson, sizeof lesson, "%s/data/screen/talk.md",
             getenv("LIKELY_TESTS"));
    return talk_on(guest, lesson);
}

static struct console *begin_notes(struct guest *guest)
{
    const char *argv[] = { LIKELY, "present", "--notes", NULL };
    struct console *console = guest_run(guest, 80, 24, argv);

    /* The end of its first screen. */
    console_expect(console, "quit");
    return console;
}

/* A shell's command, in which $H is the guest's home and $F its state
 * folder. */
static bool shell(const struct guest *guest, const char *command)
{
    char line[1024];

    snprintf(line, sizeof line, "H=%s; F=$H/.local/state/likely; %s",
             guest->home, command);
    return system(line) == 0;
}

static void in_folder(const struct guest *guest, const char *command)
{
    assert_true(shell(guest, command));
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

static void formulas_are_written_as_in_the_talk(void **state)
{
    struct guest *guest = *state;
    struct console *talk = begin_talk(guest);
    struct console *notes = begin_notes(guest);

    console_type(talk, ":slide 6\rp");
    console_expect(notes, "the question: What is log 1?");
    console_type(talk, " ");
    console_expect(notes, "answer  log 1");
    assert_false(console_shows(notes, "\\log"));
    guest_leave(notes);
    guest_leave(talk);
}

static void a_killed_window_leaves_the_talk_alone(void **state)
{
    struct guest *guest = *state;
    struct console *talk = begin_talk(guest);
    struct console *notes = begin_notes(guest);

    console_expect(notes, "1 / 7");
    console_signal(notes, SIGKILL);
    assert_true(WIFSIGNALED(console_hang_up(notes, NULL)));
    console_type(talk, " ");
    console_expect(talk, "What follows comes item");
    in_folder(guest, "grep -q 'next a factor' $F/talk");
    notes = begin_notes(guest);
    console_expect(notes, "a factor is at most 1");
    guest_leave(talk);
    console_expect(notes, "no talk is on");
    guest_leave(notes);
}

/* A talk that is killed leaves its place behind; the next one takes it. */
static void a_killed_talk_is_followed_by_the_next(void **state)
{
    struct guest *guest = *state;
    struct console *talk = begin_talk(guest), *other;
    struct console *notes = begin_notes(guest);

    console_type(talk, " ");
    console_expect(notes, "a factor is at most 1");
    console_signal(talk, SIGKILL);
    assert_true(WIFSIGNALED(console_hang_up(talk, NULL)));
    other = begin_talk(guest);
    console_expect(notes, "What follows comes item by item");
    guest_leave(other);
    console_expect(notes, "no talk is on");
    guest_leave(notes);
}

/* What an editor does: the notes are those of the file as it is now, and of
 * before while it has a mistake. */
static void notes_of_a_lesson_that_is_edited_are_read_anew(void **state)
{
    struct guest *guest = *state;
    struct console *talk, *notes;
    char lesson[128];

    snprintf(lesson, sizeof lesson, "%s/talk.md", guest->home);
    in_folder(guest, "cp $LIKELY_TESTS/data/screen/talk.md $H/talk.md");
    talk = talk_on(guest, lesson);
    notes = begin_notes(guest);
    console_expect(notes, "Count the hands before the answer");
    in_folder(guest, "sed -i 's/Count the hands/Raise both arms/' $H/talk.md");
    console_expect(notes, "Raise both arms before the answer");
    in_folder(guest, "sed -i 's/arms/feet/; s/^title:/titel:/' $H/talk.md");
    console_type(talk, " ");
    console_expect(notes, "a factor is at most 1");
    assert_true(console_shows(notes, "Raise both arms before the answer"));
    in_folder(guest, "sed -i 's/^titel:/title:/' $H/talk.md");
    console_expect(notes, "Raise both feet before the answer");
    guest_leave(talk);
    guest_leave(notes);
}

/* Until the window has seen that its folder is there again: at the latest
 * after a minute, or a key. */
static void notes_find_their_folder_again(void **state)
{
    struct guest *guest = *state;
    struct console *talk = begin_talk(guest);
    struct console *notes = begin_notes(guest);

    console_expect(notes, "1 / 7");
    in_folder(guest, "rm -r $F");
    console_expect(notes, "no talk is on");
    console_type(talk, " ");
    console_expect(talk, "What follows comes item");
    console_press(notes, "down");
    console_expect(notes, "a factor is at most 1");
    console_type(talk, " ");
    console_expect(notes, "so the product shrinks");
    guest_leave(talk);
    console_expect(notes, "no talk is on");
    guest_leave(notes);
}

/* Of a test that may have failed while its file system was there. */
static int unmount_and_remove(void **state)
{
    shell(*state, "! mountpoint -q $F || umount -l $F");
    return guest_remove(state);
}

/* A file system of 64 kB without a byte left, and one that may not be written:
 * only who may mount can try. */
static void a_talk_goes_on_where_nothing_can_be_written(void **state)
{
    struct guest *guest = *state;
    struct console *talk, *notes;

    if (!shell(guest, "mkdir -p $F && mount -t tmpfs -o size=64k none $F "
                      "2>/dev/null"))
        skip();
    notes = begin_notes(guest);
    in_folder(guest, "! dd if=/dev/zero of=$F/filler 2>/dev/null");
    talk = begin_talk(guest);
    console_type(talk, " ");
    console_expect(talk, "What follows comes item");
    in_folder(guest, "rm $F/filler");
    console_type(talk, " ");
    console_expect(notes, "so the product shrinks");
    /* The window may be told of a rename() that has not come back yet, and
     * until then the file system is busy. */
    console_expect(talk, "a factor is at most 1");
    in_folder(guest, "mount -o remount,ro $F");
    console_type(talk, " ");
    console_expect(talk, "so the product shrinks");
    assert_true(console_shows(notes, "next    so the product shrinks"));
    guest_leave(talk);
    guest_leave(notes);
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
        cmocka_unit_test_setup_teardown(formulas_are_written_as_in_the_talk,
                                        guest_make, guest_remove),
        cmocka_unit_test_setup_teardown(a_killed_window_leaves_the_talk_alone,
                                        guest_make, guest_remove),
        cmocka_unit_test_setup_teardown(a_killed_talk_is_followed_by_the_next,
                                        guest_make, guest_remove),
        cmocka_unit_test_setup_teardown(
            notes_of_a_lesson_that_is_edited_are_read_anew, guest_make,
            guest_remove),
        cmocka_unit_test_setup_teardown(notes_find_their_folder_again,
                                        guest_make, guest_remove),
        cmocka_unit_test_setup_teardown(
            a_talk_goes_on_where_nothing_can_be_written, guest_make,
            unmount_and_remove),
        cmocka_unit_test_setup_teardown(the_place_is_for_its_user_alone,
                                        guest_make, guest_remove),
        cmocka_unit_test_setup_teardown(a_talk_never_fails_by_its_notes,
                                        guest_make, guest_remove),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
