/* What lines show before Markdown is read. Every line that math.md calls
 * deadly for a $$ block is tried, beside its nearest harmless neighbour; that
 * md4c agrees is checked through the whole reader. */
#include "lesson/lint.h"

#include <stdio.h>
#include <string.h>

#include "base/err.h"
#include "lesson/lesson.h"
#include "support/test.h"

/* Whether the line, in the middle of a $$ block, brings a warning; and
 * whether md4c still makes one formula of the block. */
static void check(const char *line, bool torn)
{
    char text[200];
    struct lesson *lesson;
    bool whole;

    snprintf(text, sizeof text, "words\n\n$$\na = b\n%s\nc\n$$\n", line);
    lesson = lesson_parse(slice_of(text), "x.md", NULL);
    assert_non_null(lesson);
    whole = lesson->blocks->next && !lesson->blocks->next->next &&
            lesson->blocks->next->kind == BLOCK_MATH;
    if (whole == torn || (lesson->warning_count > 0) != torn)
        print_error("'%s': whole %d, warnings %zu\n", line, whole,
                    lesson->warning_count);
    assert_true(whole != torn);
    assert_int_equal(lesson->warning_count, torn);
    if (torn)
        assert_int_equal(lesson->warnings[0].line, 5);
    lesson_destroy(lesson);
}

static void deadly_lines_are_warned_of(void **state)
{
    static const char *const lines[] = {
        "",    "- x", "+ x", "* x",  "> x", "1. x",       "1) x",
        "# x", "---", "```", "~~~",  "==",  "--",         "  - x",
        ">x",  "- ",  "***", "_ __", "-",   "<!-- x -->", "###### x",
    };

    (void)state;
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        check(lines[i], true);
}

static void their_neighbours_are_not(void **state)
{
    static const char *const lines[] = {
        "-x",       "+x",   "*x", "{} > x", "2. x",    "1.x",
        "#x",       "== x", "+1", "x -",    "    - x", "-- x",
        "------ x", "``",   "+",  "**",     "__",      "\t- x",
    };

    (void)state;
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        check(lines[i], false);
}

static size_t warnings_of(const char *text)
{
    struct lesson *lesson = lesson_parse(slice_of(text), "x.md", NULL);
    size_t count;

    assert_non_null(lesson);
    count = lesson->warning_count;
    lesson_destroy(lesson);
    return count;
}

static void what_is_code_is_no_formula(void **state)
{
    (void)state;
    assert_int_equal(warnings_of("```\n$$\n\n- a\n```\n"), 0);
    assert_int_equal(warnings_of("So `$$` opens.\n\n- a\n"), 0);
    assert_int_equal(warnings_of("~~~\n```\n$$\n\n~~~\n"), 0);
}

static void a_formula_on_one_line_tears_nothing(void **state)
{
    (void)state;
    assert_int_equal(warnings_of("$$a$$\n\n- b\n"), 0);
    assert_int_equal(warnings_of("$$a$$ and $$b$$\n\n- b\n"), 0);
}

static void marks_in_a_line_are_counted(void **state)
{
    struct err err = { 0 };
    char deep[100];

    (void)state;
    memset(deep, '>', sizeof deep);
    assert_non_null(strcpy(deep + 33, " a"));
    assert_null(lesson_parse(slice_of(deep), "x.md", &err));
    assert_int_equal(err.line, 1);
    strcpy(deep + 32, " a");
    assert_int_equal(warnings_of(deep), 0);
}

/* Drawn as it stands, a misspelt command is easily overlooked. */
static void a_command_that_is_not_known_is_warned_of(void **state)
{
    struct lesson *lesson =
        lesson_parse(slice_of("Say $\\alpha + \\alpa$.\n"), "x.md", NULL);

    (void)state;
    assert_non_null(lesson);
    assert_int_equal(lesson->warning_count, 1);
    assert_int_equal(lesson->warnings[0].line, 1);
    assert_int_equal(lesson->warnings[0].column, 15);
    assert_non_null(strstr(lesson->warnings[0].text, "'\\alpa'"));
    lesson_destroy(lesson);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(deadly_lines_are_warned_of),
        cmocka_unit_test(their_neighbours_are_not),
        cmocka_unit_test(what_is_code_is_no_formula),
        cmocka_unit_test(a_formula_on_one_line_tears_nothing),
        cmocka_unit_test(marks_in_a_line_are_counted),
        cmocka_unit_test(a_command_that_is_not_known_is_warned_of),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
