/* test_plain.c - the course as lines: what to type is said, and does it.
 *
 * The course of tests/data/screen, and lessons written here.
 */
#include "support/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include <unistd.h>

#include "base/err.h"
#include "base/file.h"
#include "cli/plain_talk.h"

static char home[] = "/tmp/likely-lines-XXXXXX";

static int setup(void **state)
{
    (void)state;
    return mkdtemp(home) ? 0 : -1;
}

static int teardown(void **state)
{
    char line[64];

    (void)state;
    snprintf(line, sizeof line, "rm -r %s", home);
    return system(line);
}

/* A conversation about a section of the tests' course, or a file, with a
 * record that is empty. */
static void talk_about(struct talk *talk, const char *section)
{
    const char *arguments[] = { section, NULL };
    char path[512];

    snprintf(path, sizeof path, "rm -rf %s/likely", home);
    assert_int_equal(system(path), 0);
    snprintf(path, sizeof path, "%s/data/screen", getenv("LIKELY_TESTS"));
    setenv("LIKELY_LESSONS", path, 1);
    talk_open(talk, home, "C.UTF-8", arguments);
}

static void expect(struct talk *talk, const char *line, const char *words)
{
    talk_say(talk, line);
    if (!talk_has(talk, words))
        fail_msg("'%s' says not '%s', but:\n%s", line, words,
                 strbuf_text(&talk->reply));
}

static void expect_not(struct talk *talk, const char *words)
{
    if (talk_has(talk, words))
        fail_msg("'%s' in:\n%s", words, strbuf_text(&talk->reply));
}

static void a_prediction_is_waited_for_once(void **state)
{
    struct talk talk;

    (void)state;
    talk_about(&talk, "1.1");
    expect_not(&talk, "Afterwards");
    assert_true(talk_has(&talk, "type: answer bet and a number from 1 to 2"));
    expect(&talk, "answer same 1", "'same' comes further on");
    expect(&talk, "next", "question 'bet' waits for an answer");
    expect_not(&talk, "Afterwards");
    expect(&talk, "next", "Afterwards");
    talk_close(&talk);
}

/* A section half read is not read; the map, and who comes back, show it. */
static void it_goes_on_where_it_was_left(void **state)
{
    struct talk talk;

    (void)state;
    talk_about(&talk, "1.1");
    expect(&talk, "map", "1.1 Two coins, 3 minutes, begun");
    expect(&talk, "next", "Section 1.1: Two coins");
    expect(&talk, "answer 2", "Question bet: right");
    expect(&talk, "next", "End of 1.1. Still open: same. To go on to 1.2");
    expect(&talk, "back", "Question bet");
    expect(&talk, "next", "Afterwards");
    expect(&talk, "map", "1.1 Two coins, 3 minutes, read, 1 of 1 answers");
    expect(&talk, "go 1.1", "Part 1 of 2");
    expect(&talk, "repeat", "A question");
    talk_close(&talk);
}

static void what_is_not_named_is_the_first_that_waits(void **state)
{
    struct talk talk;
    char path[512];

    (void)state;
    snprintf(path, sizeof path, "%s/data/lessons/questions.md",
             getenv("LIKELY_TESTS"));
    talk_about(&talk, path);
    expect(&talk, "hint nll", "comes further on");
    expect(&talk, "answer 0.09", "Question bet: right");
    expect(&talk, "next", "Question chain");
    expect(&talk, "hint", "Question nll: hint 1");
    expect(&talk, "question", "Question nll:");
    expect(&talk, "answer chain 1 2 3", "likely: ");
    expect(&talk, "solution", "Question nll: here is the answer");
    expect(&talk, "hint", "Question chain: hint 1");
    talk_close(&talk);
}

/* By hand: log 0.7 = -0.3567. Of the numbers that are asked, 0.5 and 0.2, the
 * seed takes 0.5 first. */
static void steps_are_read_worked_before_they_are_asked(void **state)
{
    struct talk talk;
    char path[512];

    (void)state;
    snprintf(path, sizeof path, "%s/data/lessons/questions.md",
             getenv("LIKELY_TESTS"));
    talk_about(&talk, path);
    expect(&talk, "answer 0.09", "Question bet: right");
    expect(&talk, "next",
           "A worked example:\n"
           "Two films got 0.7 and 0.3 for what they were.\n"
           "  Step 1: What is log 0.7?\n"
           "  The answer: log 0.7 \u2248 \u22120.3567\n");
    expect(&talk, "question worked",
           "Question worked:\n"
           "Two films got 0.5 and 0.4 for what they were.\n"
           "  Step 1: What is log 0.5?\n");
    expect(&talk, "answer worked log 0.5/log 10", "That is to base 10.");
    expect(&talk, "answer worked log 0.5", "Step 3: What does it come to?");
    expect(&talk, "answer worked 1.609",
           "The size is right, the sign is not: the answer lies below 0.");
    expect(&talk, "answer worked log 0.2", "right; again asks it with other");
    expect(&talk, "again worked", "Two films got 0.2 and 0.9");
    talk_close(&talk);
}

static void a_lab_is_the_one_that_is_asked_about(void **state)
{
    static const char lesson[] =
        "# Two labs\n\n"
        "```lab a\nclasses: [x, y]\nrows:\n"
        "  - {label: x, predicted: [0.5, 0.5]}\nlevers: [examples]\n```\n\n"
        "```question more\nask: 'Two of them.'\nreach: 'N > 1'\n"
        "play: ['examples 2']\n```\n\n"
        "<!-- pause -->\n\n"
        "```lab b\nclasses: [x, y]\nrows:\n"
        "  - {label: x, predicted: [0.5, 0.5]}\nlevers: [predicted]\n```\n\n"
        "```question up\nask: 'Raise it.'\nreach: 'L > 0.6'\n"
        "play: ['set 1 x 0.9']\n```\n";
    struct talk talk;
    struct err err;
    char path[64];

    (void)state;
    snprintf(path, sizeof path, "%s/labs.md", home);
    assert_true(file_replace(path, slice_of(lesson), &err));
    talk_about(&talk, path);
    expect(&talk, "next", "type for example: set 1 x");
    assert_true(talk_has(&talk, "Edits go to lab 1. "));
    expect(&talk, "set 1 x 0.9", "this was lab 1; to turn to another");
    /* The first question that waits is about the first lab. */
    expect(&talk, "examples 2", "Question more: reached");
    expect(&talk, "set 1 x 0.9", "Question up: reached");
    assert_true(talk_has(&talk, "Lab 2 of 2"));
    expect(&talk, "set 1 x 0.8", "Lab 2 of 2");
    expect(&talk, "lab 1", "Lab 1 of 2");
    expect(&talk, "set 1 x 0.7", "keeps the predictions fixed");
    talk_close(&talk);
}

/* The bits are the page's format, which is one of the formats. */
static void a_format_is_told_once(void **state)
{
    static const char lesson[] = "# Formats\n\n"
                                 "```lab a\nclasses: [x, y]\nrows:\n"
                                 "  - {label: x, predicted: [0.5, 0.5]}\n"
                                 "readings: [bits, formats]\n```\n";
    struct talk talk;
    struct err err;
    char path[64];
    const char *first;

    (void)state;
    snprintf(path, sizeof path, "%s/formats.md", home);
    assert_true(file_replace(path, slice_of(lesson), &err));
    talk_about(&talk, path);
    first = strstr(strbuf_text(&talk.reply), "float64 product");
    assert_non_null(first);
    assert_null(strstr(first + 1, "float64 product"));
    talk_close(&talk);
}

static void a_mistake_stands_in_its_place(void **state)
{
    struct talk talk;
    struct err err;
    char path[64], message[96];

    (void)state;
    snprintf(path, sizeof path, "%s/bad.md", home);
    assert_true(file_replace(
        path,
        slice_of(
            "# Broken\n\nBefore.\n\n```lab a\ncolour: red\n```\n\nAfter.\n"),
        &err));
    snprintf(message, sizeof message, "Before.\nlikely: %s:6:1: ", path);
    talk_about(&talk, path);
    assert_true(talk_has(&talk, message));
    assert_true(talk_has(&talk, "\nAfter.\n"));
    assert_int_equal(talk_close(&talk), 1);
}

/* A script draws the same lesson, and its status tells. */
static void a_script_draws_what_has_a_mistake(void **state)
{
    struct err err;
    struct strbuf out = { 0 };
    char path[64], line[1024], text[512];
    FILE *pipe;

    (void)state;
    snprintf(path, sizeof path, "%s/bad.md", home);
    assert_true(file_replace(
        path, slice_of("# Broken\n\n```lab a\ncolour: red\n```\n\nAfter.\n"),
        &err));
    snprintf(line, sizeof line, "'%s' learn %s --dump text 2>&1", LIKELY, path);
    pipe = popen(line, "r");
    assert_non_null(pipe);
    while (fgets(text, sizeof text, pipe))
        strbuf_puts(&out, text);
    assert_int_equal(WEXITSTATUS(pclose(pipe)), 1);
    snprintf(line, sizeof line, "likely: %s:4:1: ", path);
    assert_non_null(strstr(strbuf_text(&out), line));
    assert_non_null(strstr(strbuf_text(&out), "After."));
    strbuf_finish(&out);
}

static void a_review_is_begun_anywhere(void **state)
{
    struct talk talk;

    (void)state;
    talk_about(&talk, "1.1");
    expect(&talk, "review", "answer some first");
    expect(&talk, "answer 1", "not this one");
    expect(&talk, "go 1.2", "Section 1.2");
    expect(&talk, "review", "review, 1 of 1: answer it, then review goes on");
    assert_true(talk_has(&talk, "Question bet"));
    expect_not(&talk, "Two coins were thrown");
    expect(&talk, "answer 2", "type: review");
    expect(&talk, "review", "1 of 1 are known now");
    talk_close(&talk);
}

/* By hand: the play set N to 3000, the lesson has 2. */
static void what_is_forgotten_begins_anew(void **state)
{
    struct talk talk;

    (void)state;
    talk_about(&talk, "1.1");
    expect(&talk, "answer 2", "N = 3,000");
    expect(&talk, "restart", "yes or no");
    expect(&talk, "no", "nothing was forgotten");
    expect(&talk, "yes", "nothing was asked");
    expect(&talk, "restart", "yes or no");
    expect(&talk, "yes", "as if you had never opened it");
    expect_not(&talk, "no section is open");
    expect(&talk, "know", "which section?");
    expect(&talk, "know 1.3", "known");
    expect(&talk, "next", "N = 2\n");
    assert_true(talk_has(&talk, "answer bet"));
    talk_close(&talk);
}

static void what_needs_a_screen_says_so(void **state)
{
    struct talk talk;

    (void)state;
    talk_about(&talk, "1.1");
    expect(&talk, "down", "'down' is of use on a screen only");
    expect(&talk, "help", "answer [ID] ANSWER: ");
    expect_not(&talk, "page-down");
    expect_not(&talk, "press");
    expect(&talk, "help hint", "hint [ID]: ");
    expect(&talk, "answer", "such as: answer 2");
    expect(&talk, "inspect 1", "type: part next");
    expect(&talk, "part next", "Part 2 of 2");
    expect(&talk, "close", "Predict first: answer question bet");
    expect(&talk, ":unit bits", " bits");
    expect(&talk, "find coins", "1.1 Two coins");
    talk_close(&talk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_prediction_is_waited_for_once),
        cmocka_unit_test(it_goes_on_where_it_was_left),
        cmocka_unit_test(what_is_not_named_is_the_first_that_waits),
        cmocka_unit_test(steps_are_read_worked_before_they_are_asked),
        cmocka_unit_test(a_lab_is_the_one_that_is_asked_about),
        cmocka_unit_test(a_format_is_told_once),
        cmocka_unit_test(a_mistake_stands_in_its_place),
        cmocka_unit_test(a_script_draws_what_has_a_mistake),
        cmocka_unit_test(a_review_is_begun_anywhere),
        cmocka_unit_test(what_is_forgotten_begins_anew),
        cmocka_unit_test(what_needs_a_screen_says_so),
    };

    return cmocka_run_group_tests(tests, setup, teardown);
}
