/* test_recordings.c - the file of a recorded talk, as a user meets it: made
 * once, whole lines only, refused with a place where it is damaged.
 */
#include "support/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/strbuf.h"

/* Runs lines of a shell in a folder of their own, `likely` being the program;
 * what they print, errors too. */
static const char *run(const char *lines)
{
    static struct strbuf out;
    char folder[] = "/tmp/likely-recordings-XXXXXX", part[512];
    struct strbuf command = { 0 };
    FILE *pipe;
    size_t n;

    assert_non_null(mkdtemp(folder));
    strbuf_clear(&out);
    strbuf_printf(&command,
                  "cd %s && HOME=%s LC_ALL=C.UTF-8 && export HOME LC_ALL && "
                  "unset XDG_STATE_HOME && likely() { '%s' \"$@\"; } && ( %s ) "
                  "2>&1; rm -r %s",
                  folder, folder, LIKELY, lines, folder);
    pipe = popen(strbuf_text(&command), "r");
    assert_non_null(pipe);
    while ((n = fread(part, 1, sizeof part, pipe)) > 0)
        strbuf_add(&out, part, n);
    pclose(pipe);
    strbuf_finish(&command);
    return strbuf_text(&out);
}

#define assert_says(lines, words)                                              \
    do {                                                                       \
        const char *said_ = run(lines);                                        \
        if (!strstr(said_, (words)))                                           \
            fail_msg("wanted '%s' in\n%s", (words), said_);                    \
    } while (0)

#define STEPS  "printf 'step 6\nhand 1 12\nstep\n' > s && "
#define RECORD STEPS "likely present 1.4 --script s --record r && "

/* As a script and played, the end of a recording is that of the talk. */
static void the_end_is_that_of_the_talk(void **state)
{
    (void)state;
    assert_says(STEPS "likely present 1.4 --script s --dump svg > a && " RECORD
                      "likely present --play r --dump svg > b && "
                      "likely present --script r --dump svg > c && "
                      "cmp a b && cmp a c && wc -c < a && echo same",
                "same");
    assert_says(RECORD "likely present --play r --dump text --size 100x30",
                "\xE2\x96\x88 12");
    assert_says(RECORD "cat r", "go 1.4\n");
}

static void a_line_has_its_time(void **state)
{
    (void)state;
    assert_says(RECORD "grep -c '^@[0-9]*[.][0-9][0-9] [a-z]' r", "5\n");
    assert_says(RECORD "grep -vc '^@' r", "1\n");
}

/* It is a file of the user's own, as any that he writes. */
static void it_has_the_mode_that_its_user_masks(void **state)
{
    (void)state;
    assert_says("umask 027; " RECORD "stat -c %a r", "640");
}

static void it_takes_no_other_files_place(void **state)
{
    (void)state;
    assert_says(STEPS
                "echo mine > r; likely present 1.4 --script s --record r; "
                "echo status $?; cat r",
                "r: is there already, and a recording takes no other file's "
                "place; another name would do\nstatus 1\nmine");
    assert_says(STEPS "ln -s away r; likely present 1.4 --script s --record r; "
                      "ls away",
                "is there already");
    assert_says("likely present 1.4 --script /dev/null --record no/r",
                "no/r: cannot be made: No such file or directory");
}

/* Nothing is left of a recording of a talk that did not begin. */
static void no_talk_no_recording(void **state)
{
    (void)state;
    assert_says(
        "likely present 9.9 --script /dev/null --record r; ls r; echo .",
        "cannot access");
}

/* A talk that cannot be recorded at all does not begin. */
static void a_disk_that_is_full_from_the_start_is_said_once(void **state)
{
    const char *said;

    (void)state;
    said = run("bash -c \"ulimit -f 0; '" LIKELY
               "' present 1.4 --script /dev/null --record r --dump text 2>&1 "
               "| cat\"; ls r");
    assert_non_null(strstr(said, "likely: r: cannot be written: "));
    assert_null(strstr(strstr(said, "written") + 1, "written"));
    assert_null(strstr(said, "no further"));
    assert_null(strstr(said, "Two roads"));
    assert_non_null(strstr(said, "cannot access"));
}

/* At most a kilobyte: all lines that are there are whole, it is said once, and
 * the talk goes to its end. */
static void a_full_disk_ends_the_recording_and_not_the_talk(void **state)
{
    const char *said;

    (void)state;
    said = run("for i in $(seq 400); do echo 'step'; echo 'step -'; done > s; "
               "echo 'step 2' >> s; bash -c \"ulimit -f 1; '" LIKELY
               "' present 1.4 --script s --record r --dump text\"; "
               "echo status $?; tail -c 1 r | od -An -c; "
               "likely present --play r --dump text > /dev/null && echo whole");
    assert_non_null(strstr(said, "Two roads"));
    assert_non_null(strstr(said, "r: the talk is recorded no further"));
    assert_null(strstr(strstr(said, "no further") + 1, "no further"));
    assert_non_null(strstr(said, "status 0"));
    assert_non_null(strstr(said, "\\n\nwhole"));
}

/* File, line and column, and no byte that steers a terminal. */
static void damage_has_a_place(void **state)
{
    const char *said;

    (void)state;
    assert_says("printf '@1 go 1.4\n@2 stepp\n' > r; "
                "likely present --play r --dump text",
                "likely: r:2:4: no action 'stepp'");
    assert_says("printf '@1 go 1.4\n@2 step' > r; "
                "likely present --play r --dump text",
                "likely: r:2:8: this line is cut");
    said = run("printf '@1 go \\033]0;x\\007\n' > r; "
               "likely present --play r --dump text");
    assert_non_null(strstr(said, "r:1:7: a control character"));
    assert_null(strchr(said, '\033'));
    said = run("head -c 100000 '" LIKELY "' > r; "
               "likely present --play r --dump text");
    assert_non_null(strstr(said, "likely: r:1:1: a control character"));
    assert_null(strchr(said, '\033'));
    assert_says("printf '@1 go 1.4\n@2 export x.svg\n' > r; "
                "likely present --play r --dump text; ls x.svg; echo .",
                "writes no file");
}

static void what_does_not_go_together_is_refused(void **state)
{
    (void)state;
    assert_says("likely present 1.4 --play r; echo $?", "2\n");
    assert_says("likely present --play r --record s; echo $?", "2\n");
    assert_says("likely present --notes --record s; echo $?", "2\n");
    assert_says("likely present --play r --speed 0; echo $?",
                "'0' is no speed");
    assert_says("likely present 'a\"b.md' --record s; echo $?",
                "cannot be recorded");
    assert_says("likely present 'a\033b.md' --record s; echo $?",
                "cannot be recorded");
    assert_says("likely present 'a\377b.md' --record s; echo $?",
                "cannot be recorded");
}

static void a_file_is_found_again_by_its_name(void **state)
{
    (void)state;
    assert_says("for n in 'a\tb.md' 'a  b.md' \"a'b.md\" 'a\\b.md' '#.md'; do "
                "printf '# Named so\n\nIt is.\n' > \"$n\"; rm -f r; "
                "likely present \"$n\" --record r --script /dev/null; "
                "likely present --play r --dump text; done | grep -c It.is",
                "5\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_end_is_that_of_the_talk),
        cmocka_unit_test(a_line_has_its_time),
        cmocka_unit_test(it_has_the_mode_that_its_user_masks),
        cmocka_unit_test(it_takes_no_other_files_place),
        cmocka_unit_test(no_talk_no_recording),
        cmocka_unit_test(a_disk_that_is_full_from_the_start_is_said_once),
        cmocka_unit_test(a_full_disk_ends_the_recording_and_not_the_talk),
        cmocka_unit_test(damage_has_a_place),
        cmocka_unit_test(what_does_not_go_together_is_refused),
        cmocka_unit_test(a_file_is_found_again_by_its_name),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
