/* test_commands.c - the program as a command: output, messages, statuses.
 *
 * Runs the real executable without a terminal, on the lessons of
 * tests/data/screen and with a home of its own.
 */
#include "support/test.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/err.h"
#include "base/file.h"
#include "base/strbuf.h"
#include "base/utf8.h"

static char home[] = "/tmp/likely-cli-XXXXXX";

struct outcome {
    struct strbuf out, err;
    int status;
};

static void take(struct strbuf *text, const char *name)
{
    char path[128];
    struct err err;

    snprintf(path, sizeof path, "%s/%s", home, name);
    assert_true(file_read(path, text, 0, &err));
    unlink(path);
}

/* `arguments` as a shell would read them; input may be NULL. */
static struct outcome run(const char *arguments, const char *input)
{
    struct outcome outcome = { .status = -1 };
    char command[2048], path[128];
    struct err err;
    int status;

    snprintf(path, sizeof path, "%s/in", home);
    assert_true(file_replace(path, slice_of(input), &err));
    snprintf(command, sizeof command,
             "LIKELY_LESSONS=%s/data/screen XDG_STATE_HOME=%s HOME=%s "
             "LC_ALL=C.UTF-8 TERM=dumb '%s' %s <%s/in >%s/out 2>%s/err",
             getenv("LIKELY_TESTS"), home, home, LIKELY, arguments, home, home,
             home);
    status = system(command);
    assert_true(WIFEXITED(status));
    outcome.status = WEXITSTATUS(status);
    take(&outcome.out, "out");
    take(&outcome.err, "err");
    unlink(path);
    return outcome;
}

static void finish(struct outcome *outcome)
{
    strbuf_finish(&outcome->out);
    strbuf_finish(&outcome->err);
}

static void complain(const char *arguments, const struct outcome *outcome)
{
    fail_msg("likely %s: status %d\n%s\n%s", arguments, outcome->status,
             strbuf_text(&outcome->out), strbuf_text(&outcome->err));
}

/* Runs, and wants a status, and words on each stream (NULL: nothing there).
 */
static void expect_with(const char *arguments, const char *input, int status,
                        const char *out, const char *err)
{
    struct outcome outcome = run(arguments, input);

    if (outcome.status != status ||
        (out ? !strstr(strbuf_text(&outcome.out), out)
             : outcome.out.len != 0) ||
        (err ? !strstr(strbuf_text(&outcome.err), err) : outcome.err.len != 0))
        complain(arguments, &outcome);
    finish(&outcome);
}

static void expect(const char *arguments, int status, const char *out,
                   const char *err)
{
    expect_with(arguments, NULL, status, out, err);
}

static void says_what_it_is(void **state)
{
    (void)state;
    expect("--version", 0, "likely ", NULL);
    expect("--help", 0, "learn", NULL);
    expect("help", 0, "progress", NULL);
    expect("help show", 0, "usage: likely show", NULL);
}

static void every_command_has_help(void **state)
{
    static const char *const names[] = { "learn", "list",     "show",
                                         "math",  "eval",     "merge",
                                         "check", "progress", "new" };
    char arguments[64];

    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        snprintf(arguments, sizeof arguments, "%s --help", names[i]);
        expect(arguments, 0, "usage: likely ", NULL);
    }
}

static void a_bad_command_line_is_status_2(void **state)
{
    (void)state;
    expect("lern", 2, NULL, "did you mean 'learn'");
    expect("frob", 2, NULL, "no command 'frob'; see");
    expect("learn --frob", 2, NULL, "'--frob'");
    expect("learn 1.1 --size", 2, NULL, "'--size' is not known or lacks");
    expect("learn -x", 2, NULL, "'-x'");
    expect("learn 1.1 1.2", 2, NULL, "one section at a time");
    expect("learn 1.1 --size huge", 2, NULL, "'huge'");
    expect("learn 1.1 --dump png", 2, NULL, "'png'");
    expect("learn 1.1 --theme pink", 2, NULL, "'pink'");
    expect("show", 2, NULL, "likely show");
    expect("check --loudly", 2, NULL, "likely check");
    expect("progress frob", 2, NULL, "frob");
}

static void bad_input_is_status_1(void **state)
{
    (void)state;
    expect("show 7.7", 1, NULL, "likely: ");
    expect("show /nowhere/x.md", 1, NULL, "/nowhere/x.md");
    expect("learn 7.7 --dump text", 1, NULL, "7.7");
    expect("learn 1.1 --script /nowhere/s --dump text", 1, NULL, "/nowhere/s");
}

static void lists_sections(void **state)
{
    (void)state;
    expect("list", 0, "Two coins", NULL);
    expect("list --ids", 0, "1.1\n1.2\n1.3\n2.1\n2.2\n", NULL);
}

static void without_a_terminal_the_list_is_printed(void **state)
{
    (void)state;
    expect("", 0, "Two coins", "terminal");
    expect("learn 1.1", 2, NULL, "terminal");
}

static void shows_sections(void **state)
{
    (void)state;
    expect("show 1.1", 0, "Afterwards", NULL);
    expect("show all", 0, "three classes", NULL);
    expect("show 1.1 2.1 --ascii --width 60", 0, "three classes", NULL);
}

/* The width is kept, and something needs all of it. */
static void a_width_is_kept(void **state)
{
    struct outcome outcome = run("show 1.1 --width 44", NULL);
    struct slice rest, line;
    int widest = 0;

    (void)state;
    rest = (struct slice){ outcome.out.at, outcome.out.len };
    while (slice_line(&rest, &line))
        widest = utf8_width(line) > widest ? utf8_width(line) : widest;
    assert_in_range(widest, 36, 44);
    finish(&outcome);
}

/* The reasons of a question are not told before it is answered. */
static void plain_text_keeps_the_reasons_back(void **state)
{
    struct outcome outcome = run("learn 1.1 --plain", "quit\n");

    (void)state;
    assert_non_null(strstr(strbuf_text(&outcome.out), "exactly 0"));
    assert_null(strstr(strbuf_text(&outcome.out), "Because"));
    finish(&outcome);
}

/* A file without front matter takes its title from its first heading. */
static void a_title_is_printed_once(void **state)
{
    char path[128], arguments[160];
    struct outcome outcome;
    struct err err;
    char *title;

    (void)state;
    snprintf(path, sizeof path, "%s/own.md", home);
    assert_true(file_replace(path, slice_of("# Dice\n\nText.\n"), &err));
    snprintf(arguments, sizeof arguments, "show %s", path);
    outcome = run(arguments, NULL);
    title = strstr(strbuf_text(&outcome.out), "Dice");
    assert_non_null(title);
    assert_null(strstr(title + 1, "Dice"));
    finish(&outcome);
    unlink(path);
}

/* 7 bits means 7 bits. */
static void ascii_is_ascii(void **state)
{
    struct outcome outcome = run("show all --ascii", NULL);

    (void)state;
    for (size_t i = 0; i < outcome.out.len; i++)
        assert_true((unsigned char)outcome.out.at[i] < 0x80);
    finish(&outcome);
}

static void a_script_prints_its_last_screen(void **state)
{
    (void)state;
    expect_with("learn 1.2 --script - --size 100x30 --dump text",
                "set 1 heads 0.9\nexamples 1000\n", 0, "N = 1,000", NULL);
    expect_with("learn 1.2 --script - --dump svg", "", 0, "<svg", NULL);
    expect_with("learn 1.2 --script - --dump ansi", "", 0, "\x1b[", NULL);
    expect_with("learn 1.2 --script - --dump text",
                "unit bits\n\nset 1 heads 7\n", 1, NULL, ":3:1: ");
}

static void plain_text_takes_actions(void **state)
{
    (void)state;
    expect_with("learn 1.1 --plain", "answer bet 1\nquit\n", 0,
                "Because: The product has left", NULL);
    expect_with("learn 1.2 --plain", "set 1 heads 0.75\n", 0, "heads 0.750",
                NULL);
    expect_with("learn 1.2 --plain", "set 1 heads 7\n", 1, "coin 1", "likely:");
    expect_with("learn 1.2 --plain", "next\nquit\n", 0, "Only words", NULL);
    expect_with("learn 1.1 --plain", "inspect 1\npart next\nindex i 2\n", 0,
                "Part 2 of 2, i = 2: ", NULL);
    expect_with("learn 1.1 --plain", "inspect 1\npart next\n", 0,
                "i = 2: 0.75 = 0.75, product so far 0.375\n", NULL);
}

static void the_map_is_lines_too(void **state)
{
    (void)state;
    expect_with("--plain", "quit\n", 0, "1.1", NULL);
    expect_with("learn 1.1 --plain", "map\nquit\n", 0, "Scores", NULL);
    expect_with("--plain", "restart all\nquit\n", 0, "yes or no", NULL);
}

static void progress_is_kept_told_and_forgotten(void **state)
{
    (void)state;
    expect("progress reset", 0, "", NULL);
    expect_with("learn 1.1 --plain", "answer bet 2\nquit\n", 0, "right", NULL);
    expect("progress --json", 0, "bet", NULL);
    expect("progress", 0, "of 5 sections", NULL);
    expect_with("learn 1.1 --plain", "answer bet 1\nquit\n", 1, "Two coins",
                "answered");
    expect("progress reset", 0, "", NULL);
    expect_with("learn 1.1 --plain", "answer bet 1\nquit\n", 0, "Because",
                NULL);
    expect("progress reset", 0, "", NULL);
}

/* By hand: the first of two answers is wrong, the second right. */
static void progress_counts_what_was_right_at_first(void **state)
{
    (void)state;
    expect("progress reset", 0, "", NULL);
    expect_with("learn 1.1 --plain", "answer bet 1\nnext\nanswer same 2\n", 0,
                "right", NULL);
    expect("progress", 0, "1 of 2 answered right at first", NULL);
    expect("progress", 0, "1 missed", NULL);
    expect("progress --json", 0, "\"answered\": 2", NULL);
    expect("progress --json", 0, "\"right_at_first\": 1", NULL);
    expect("progress --json", 0, "\"state\": \"new\"", NULL);
    expect("progress reset", 0, "", NULL);
}

static void a_full_disk_is_status_1(void **state)
{
    char command[1024];
    int status;

    (void)state;
    snprintf(command, sizeof command,
             "LIKELY_LESSONS=%s/data/screen XDG_STATE_HOME=%s '%s' list "
             ">/dev/full 2>/dev/null",
             getenv("LIKELY_TESTS"), home, LIKELY);
    status = system(command);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 1);
}

static void scripts_leave_no_trace_in_the_record(void **state)
{
    (void)state;
    expect("progress reset", 0, "", NULL);
    expect_with("learn 1.1 --script - --dump text", "answer bet 2\n", 0,
                "exactly 0", NULL);
    expect_with("learn 1.1 --plain", "answer bet 1\nquit\n", 0, "Because",
                NULL);
    expect("progress reset", 0, "", NULL);
}

static void write_file(const char *name, const char *text)
{
    char path[128];
    struct err err;

    snprintf(path, sizeof path, "%s/%s", home, name);
    assert_true(file_replace(path, slice_of(text), &err));
}

static void checks_lessons(void **state)
{
    char arguments[128];

    (void)state;
    write_file("good.md", "# T\n\nText with $x^2$.\n");
    snprintf(arguments, sizeof arguments, "check %s/good.md", home);
    expect(arguments, 0, "0 errors", NULL);
    snprintf(arguments, sizeof arguments, "check --quiet %s/good.md", home);
    expect(arguments, 0, NULL, NULL);
    snprintf(arguments, sizeof arguments, "check --mutate %s/good.md", home);
    expect(arguments, 0, "0 mutants", NULL);
    expect("check 1.1", 1, "1 lesson,", "coins.md:");
    expect("check", 1, "all: ", "coins.md:");
    write_file("bad.md", "# T\n\n```lab a\ncolour: red\n```\n");
    snprintf(arguments, sizeof arguments, "check %s/bad.md", home);
    expect(arguments, 1, "1 error", "bad.md:4:1: ");
    snprintf(arguments, sizeof arguments, "check %s", home);
    expect(arguments, 1, "2 lessons, 1 error", "bad.md:4:1: ");
    write_file("play.md",
               "# T\n\n```lab a\nclasses: [x, y]\nrows:\n"
               "  - {label: x, predicted: [0.5, 0.5]}\n```\n\n"
               "```question q\nask: 'Which?'\nchoices:\n"
               "  - {text: a, right: true, because: 'It is 1.'}\n"
               "  - {text: b, because: 'It is 2.'}\nplay: ['set 9 x 1']\n"
               "```\n");
    snprintf(arguments, sizeof arguments, "check %s/play.md", home);
    expect(arguments, 1, "1 error", "play.md:14:");
}

/* One unread formula is granted to a lesson, and not to each of several. */
static void unread_formulas_are_counted_over_all_lessons(void **state)
{
    static const char text[] =
        "# T\n\n$x^2$ and $h$<!-- unread a letter -->.\n";
    char arguments[256];

    (void)state;
    write_file("one.md", text);
    write_file("two.md", text);
    snprintf(arguments, sizeof arguments, "check %s/one.md", home);
    expect(arguments, 0, "one.md:3:12: unread: a letter\n", NULL);
    snprintf(arguments, sizeof arguments, "check %s/one.md %s/two.md", home,
             home);
    expect(arguments, 1, "2 lessons, 1 error",
           "2 of all 4 formulas are unread");
}

static void a_lesson_of_ones_own_opens(void **state)
{
    char arguments[128];

    (void)state;
    write_file("mine.md", "# My lesson\n\nOnly $\\frac{1}{2}$ a page.\n");
    snprintf(arguments, sizeof arguments, "learn %s/mine.md --dump text", home);
    expect(arguments, 0, "My lesson", NULL);
    snprintf(arguments, sizeof arguments, "show %s/mine.md", home);
    expect(arguments, 0, "a page", NULL);
    /* Where learning stopped is gone: no reason to stop for good. */
    snprintf(arguments, sizeof arguments, "learn %s/mine.md --plain", home);
    expect_with(arguments, "quit\n", 0, "a page", NULL);
    snprintf(arguments, sizeof arguments, "%s/mine.md", home);
    unlink(arguments);
    expect_with("learn --plain", "quit\n", 0, "", NULL);
    expect("progress reset", 0, "", NULL);
}

/* Numbers of its own, and no example that could have a likelihood. */
static void a_lab_of_data_alone_says_its_data(void **state)
{
    struct outcome outcome;
    char arguments[128];
    const char *text;

    (void)state;
    write_file("data.md", "# D\n\n```lab d\ntitle: 'tosses'\n"
                          "data: {x: [1, 0, 0.5], w: [[1, 2], [3, 4]], n: 3}\n"
                          "```\n");
    snprintf(arguments, sizeof arguments, "learn %s/data.md --plain", home);
    outcome = run(arguments, "quit\n");
    text = strbuf_text(&outcome.out);
    assert_non_null(strstr(text, "Lab: tosses\n"));
    assert_non_null(strstr(text, "n: 3\nx: 1, 0, 0.5\nw: 1, 2; 3, 4\n"));
    assert_null(strstr(text, "likelihood"));
    finish(&outcome);
    snprintf(arguments, sizeof arguments,
             "learn %s/data.md --script - --size 100x30 --dump text", home);
    outcome = run(arguments, "");
    text = strbuf_text(&outcome.out);
    assert_non_null(strstr(text, "float64"));
    assert_null(strstr(text, "N = 0"));
    finish(&outcome);
    snprintf(arguments, sizeof arguments, "%s/data.md", home);
    unlink(arguments);
    expect("progress reset", 0, "", NULL);
}

static void a_folder_shown_is_its_lessons(void **state)
{
    char folder[64], name[96], arguments[128];
    struct err err;

    (void)state;
    snprintf(folder, sizeof folder, "%s/own", home);
    assert_true(file_make_dir(folder, &err));
    snprintf(arguments, sizeof arguments, "show %s", folder);
    expect(arguments, 1, NULL, "own: no lesson in this folder");
    write_file("own/one.md", "# One\n\nIts page.\n");
    expect(arguments, 0, "Its page", NULL);
    snprintf(name, sizeof name, "%s/one.md", folder);
    unlink(name);
    rmdir(folder);
}

static int make_home(void **state)
{
    (void)state;
    return mkdtemp(home) ? 0 : -1;
}

static int remove_home(void **state)
{
    char command[64];

    (void)state;
    snprintf(command, sizeof command, "rm -rf '%s'", home);
    return system(command);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(says_what_it_is),
        cmocka_unit_test(every_command_has_help),
        cmocka_unit_test(a_bad_command_line_is_status_2),
        cmocka_unit_test(bad_input_is_status_1),
        cmocka_unit_test(lists_sections),
        cmocka_unit_test(without_a_terminal_the_list_is_printed),
        cmocka_unit_test(shows_sections),
        cmocka_unit_test(a_title_is_printed_once),
        cmocka_unit_test(ascii_is_ascii),
        cmocka_unit_test(a_script_prints_its_last_screen),
        cmocka_unit_test(plain_text_takes_actions),
        cmocka_unit_test(the_map_is_lines_too),
        cmocka_unit_test(progress_is_kept_told_and_forgotten),
        cmocka_unit_test(scripts_leave_no_trace_in_the_record),
        cmocka_unit_test(checks_lessons),
        cmocka_unit_test(unread_formulas_are_counted_over_all_lessons),
        cmocka_unit_test(a_lesson_of_ones_own_opens),
        cmocka_unit_test(a_lab_of_data_alone_says_its_data),
        cmocka_unit_test(a_folder_shown_is_its_lessons),
        cmocka_unit_test(a_width_is_kept),
        cmocka_unit_test(plain_text_keeps_the_reasons_back),
        cmocka_unit_test(progress_counts_what_was_right_at_first),
        cmocka_unit_test(a_full_disk_is_status_1),
    };

    return cmocka_run_group_tests(tests, make_home, remove_home);
}
