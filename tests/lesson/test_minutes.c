/* Reading times against lessons counted by hand. */
#include "lesson/minutes.h"

#include "base/err.h"
#include "lesson/lesson.h"
#include "support/test.h"

static struct minutes count(const char *text)
{
    struct err err = { 0 };
    struct lesson *lesson = lesson_parse(slice_of(text), "lesson.md", &err);
    struct minutes out;

    if (!lesson)
        fail_msg("%s", err.text);
    out = minutes_count(lesson);
    lesson_destroy(lesson);
    return out;
}

static const char whole[] =
    "---\n"
    "title: 'These words are not counted'\n"
    "---\n"
    "\n"
    "## Two words\n" /* 2 */
    "\n"
    "A coin fell $N$ times; the\n" /* 6 */
    "*likeli*hood is $L = 0.7 \\times 0.3$, or - as `code` says - $0.21$.\n"
    "\n"                /* 3, and: or as code says 0.21 */
    "- one\n"           /* 1 */
    "- two *of them*\n" /* 3 */
    "\n"
    "$$L = 0.7 \\times 0.3$$\n"
    "\n"
    "> Quoted words count.\n" /* 3 */
    "\n"
    "| head | tail |\n" /* 2 */
    "|---|---|\n"
    "| $0.7$ | a third |\n" /* 3 */
    "\n"
    "```lab coin\n"
    "classes: [head, tail]\n"
    "rows:\n"
    "  - {input: 'toss', label: head, predicted: [0.7, 0.3]}\n"
    "```\n"
    "\n"
    "```question half\n"
    "ask: 'However long a question is, its words are not counted.'\n"
    "answer: '1/2'\n"
    "```\n"
    "\n"
    "```plot\n"
    "over: {name: p, from: 0, to: 1}\n"
    "curves: [{tex: 'p'}]\n"
    "```\n"
    "\n"
    "```\n"
    "code is no prose\n"
    "```\n"
    "\n"
    "```notes\n"
    "What the lecturer sees, with $$1 + 1 = 2$$ of its own.\n"
    "\n"
    "$$1 + 1 = 2$$\n"
    "```\n";

/* By hand: the numbers at the lines. */
static void everything_that_is_read_is_counted_once(void **state)
{
    struct minutes m = count(whole);

    (void)state;
    assert_int_equal(m.words, 2 + 6 + 3 + 5 + 1 + 3 + 3 + 2 + 3);
    assert_int_equal(m.equations, 1);
    assert_int_equal(m.questions, 1);
    assert_int_equal(m.figures, 2);
}

/* By hand: 28 words are 8.4 s, and 12 + 45 + 2 * 20 s come to it. */
static void a_lesson_takes_the_sum_of_its_parts(void **state)
{
    (void)state;
    assert_int_equal(minutes_seconds(count(whole)), 8 + 12 + 45 + 40);
    assert_int_equal(minutes_whole(count(whole)), 2);
}

/* By hand: 200 words are a minute, and half a minute is rounded up. */
static void minutes_are_the_nearest(void **state)
{
    struct minutes m = { .words = 299 };

    (void)state;
    assert_int_equal(minutes_seconds((struct minutes){ .words = 200 }), 60);
    assert_int_equal(minutes_whole(m), 2);
    m.words = 296;
    assert_int_equal(minutes_seconds(m), 89);
    assert_int_equal(minutes_whole(m), 1);
    assert_int_equal(minutes_whole(count("")), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(everything_that_is_read_is_counted_once),
        cmocka_unit_test(a_lesson_takes_the_sum_of_its_parts),
        cmocka_unit_test(minutes_are_the_nearest),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
