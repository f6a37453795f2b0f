/* test_commands.c - the program as a command: output, messages, statuses.
 *
 * Runs the real executable without a terminal, on the lessons of
 * tests/data/screen and with a home of its own.
 */
#include "support/test.h"

#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "cli/outcome.h"

static struct outcome run(const char *line, const char *input)
{
    return outcome_in("screen", line, input);
}

/* Runs, and wants a status, and words on each stream (NULL: nothing there). */
static void expect_with(const char *line, const char *input, int status,
                        const char *out, const char *err)
{
    struct outcome outcome = run(line, input);

    outcome_want(line, &outcome, status, out, err);
}

static void expect(const char *line, int status, const char *out,
                   const char *err)
{
    expect_with(line, NULL, status, out, err);
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
    char line[64];

    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        snprintf(line, sizeof line, "%s --help", names[i]);
        expect(line, 0, "usage: likely ", NULL);
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
    outcome_finish(&outcome);
}

/* The reasons of a question are not told before it is answered. */
static void plain_text_keeps_the_reasons_back(void **state)
{
    struct outcome outcome = run("learn 1.1 --plain", "quit\n");

    (void)state;
    assert_non_null(strstr(strbuf_text(&outcome.out), "exactly 0"));
    assert_null(strstr(strbuf_text(&outcome.out), "Because"));
    outcome_finish(&outcome);
}

/* A file without front matter takes its title from its first heading. */
static void a_title_is_printed_once(void **state)
{
    struct outcome outcome;
    char *title;

    (void)state;
    outcome_write("own.md", "# Dice\n\nText.\n");
    outcome = run("show own.md", NULL);
    title = strstr(strbuf_text(&outcome.out), "Dice");
    assert_non_null(title);
    assert_null(strstr(title + 1, "Dice"));
    outcome_finish(&outcome);
    outcome_remove("own.md");
}

/* 7 bits means 7 bits. */
static void ascii_is_ascii(void **state)
{
    struct outcome outcome = run("show all --ascii", NULL);

    (void)state;
    for (size_t i = 0; i < outcome.out.len; i++)
        assert_true((unsigned char)outcome.out.at[i] < 0x80);
    outcome_finish(&outcome);
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
    (void)state;
    assert_int_equal(outcome_shell("likely list >/dev/full 2>/dev/null"), 1);
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

static void checks_lessons(void **state)
{
    (void)state;
    outcome_write("good.md", "# T\n\nText with $x^2$.\n");
    expect("check good.md", 0, "0 errors", NULL);
    expect("check --quiet good.md", 0, NULL, NULL);
    expect("check --mutate good.md", 0, "0 mutants", NULL);
    expect("check 1.1", 1, "1 lesson,", "coins.md:");
    expect("check", 1, "all: ", "coins.md:");
    outcome_write("bad.md", "# T\n\n```lab a\ncolour: red\n```\n");
    expect("check bad.md", 1, "1 error", "bad.md:4:1: ");
    expect("check .", 1, "2 lessons, 1 error", "bad.md:4:1: ");
    outcome_write("play.md",
                  "# T\n\n```lab a\nclasses: [x, y]\nrows:\n"
                  "  - {label: x, predicted: [0.5, 0.5]}\n```\n\n"
                  "```question q\nask: 'Which?'\nchoices:\n"
                  "  - {text: a, right: true, because: 'It is 1.'}\n"
                  "  - {text: b, because: 'It is 2.'}\nplay: ['set 9 x 1']\n"
                  "```\n");
    expect("check play.md", 1, "1 error", "play.md:14:");
}

/* One unread formula is granted to a lesson, and not to each of several. */
static void unread_formulas_are_counted_over_all_lessons(void **state)
{
    static const char text[] =
        "# T\n\n$x^2$ and $h$<!-- unread a letter -->.\n";

    (void)state;
    outcome_write("one.md", text);
    outcome_write("two.md", text);
    expect("check one.md", 0, "one.md:3:12: unread: a letter\n", NULL);
    expect("check one.md two.md", 1, "2 lessons, 1 error",
           "2 of all 4 formulas are unread");
}

static void a_lesson_of_ones_own_opens(void **state)
{
    (void)state;
    outcome_write("mine.md", "# My lesson\n\nOnly $\\frac{1}{2}$ a page.\n");
    expect("learn mine.md --dump text", 0, "My lesson", NULL);
    expect("show mine.md", 0, "a page", NULL);
    /* Where learning stopped is gone: no reason to stop for good. */
    expect_with("learn mine.md --plain", "quit\n", 0, "a page", NULL);
    outcome_remove("mine.md");
    expect_with("learn --plain", "quit\n", 0, "", NULL);
    expect("progress reset", 0, "", NULL);
}

/* Numbers of its own, and no example that could have a likelihood. */
static void a_lab_of_data_alone_says_its_data(void **state)
{
    struct outcome outcome;
    const char *text;

    (void)state;
    outcome_write("data.md",
                  "# D\n\n```lab d\ntitle: 'tosses'\n"
                  "data: {x: [1, 0, 0.5], w: [[1, 2], [3, 4]], n: 3}\n"
                  "```\n");
    outcome = run("learn data.md --plain", "quit\n");
    text = strbuf_text(&outcome.out);
    assert_non_null(strstr(text, "Lab: tosses\n"));
    assert_non_null(strstr(text, "n: 3\nx: 1, 0, 0.5\nw: 1, 2; 3, 4\n"));
    assert_null(strstr(text, "likelihood"));
    outcome_finish(&outcome);
    outcome = run("learn data.md --script - --size 100x30 --dump text", "");
    text = strbuf_text(&outcome.out);
    assert_non_null(strstr(text, "float64"));
    assert_null(strstr(text, "N = 0"));
    outcome_finish(&outcome);
    outcome_remove("data.md");
    expect("progress reset", 0, "", NULL);
}

static void a_folder_shown_is_its_lessons(void **state)
{
    (void)state;
    outcome_make("own");
    expect("show ./own", 1, NULL, "own: no lesson in this folder");
    outcome_write("own/one.md", "# One\n\nIts page.\n");
    expect("show ./own", 0, "Its page", NULL);
    outcome_remove("own/one.md");
    outcome_remove("own");
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

    return cmocka_run_group_tests(tests, outcome_setup, outcome_teardown);
}
