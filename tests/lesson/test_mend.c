/* test_mend.c - mistakes are fenced off where they stand. */
#include "lesson/mend.h"

#include <string.h>

#include "base/err.h"
#include "lesson/lesson.h"
#include "support/test.h"

static void region(const char *text, int line, int first, int last)
{
    int a, b;

    mend_region(slice_of(text), line, &a, &b);
    if (a != first || b != last)
        fail_msg("line %d of '%s': %d to %d, not %d to %d", line, text, a, b,
                 first, last);
}

/* By hand. */
static void a_region_is_a_block_or_a_paragraph(void **state)
{
    static const char text[] = "---\ntitle: x\n---\none\ntwo\n\n"
                               "```lab a\nclasses: [a]\n\nrows: 1\n```\n"
                               "three\nfour\n~~~\nfive\n";

    (void)state;
    region(text, 2, 1, 3);
    region(text, 4, 4, 5);
    region(text, 5, 4, 5);
    region(text, 6, 6, 6);
    region(text, 7, 7, 11);
    region(text, 10, 7, 11);
    region(text, 12, 12, 13);
    region(text, 15, 14, 15);
    region("one\n\ntwo", 3, 3, 3);
    region("```lab a\nx\n\nwords\n", 1, 1, 2);
    region("---\ntitle: x\n", 1, 1, 1);
    region("", 1, 1, 1);
    assert_true(slice_is(mend_lines(slice_of("a\nb\nc"), 2, 2), "b\n"));
    assert_true(slice_is(mend_lines(slice_of("a\nb\nc"), 3, 3), "c"));
}

static struct lesson *mended(const char *text, struct mend *mend, int *lines)
{
    memset(mend, 0, sizeof *mend);
    strbuf_puts(&mend->text, text);
    for (;;) {
        struct err err = { 0 };
        struct lesson *lesson =
            lesson_parse((struct slice){ mend->text.at, mend->text.len },
                         "x.md", &err);

        if (lesson || !mend_fence(mend, &err))
            return lesson;
        lines[mend->count - 1] = err.line;
    }
}

/* The lines are those of the file, whatever was put before them. */
static void every_mistake_is_told_with_its_line(void **state)
{
    int lines[MEND_MOST] = { 0 };
    struct mend mend;
    struct lesson *lesson = mended("---\ntitel: x\n---\n"
                                   "# Fine\n\n"
                                   "```lab a\nclases: [a]\n```\n\n"
                                   "A $\\frac{1$ b.\n\n"
                                   "Also fine.\n",
                                   &mend, lines);

    (void)state;
    assert_non_null(lesson);
    assert_int_equal(mend.count, 3);
    assert_int_equal(lines[0], 2);
    assert_int_equal(lines[1], 7);
    assert_int_equal(lines[2], 10);
    assert_non_null(strstr(strbuf_text(&mend.text), "line 7, column 1: "));
    assert_non_null(strstr(strbuf_text(&mend.text), "Also fine."));
    lesson_destroy(lesson);
    mend_finish(&mend);
}

static void what_cannot_be_mended_is_given_up(void **state)
{
    struct mend mend = { .count = 0 };
    struct err err = { 0 };

    (void)state;
    strbuf_puts(&mend.text, "\n\n");
    assert_false(mend_fence(&mend, &err));
    err.line = 1;
    assert_false(mend_fence(&mend, &err));
    err.line = 99;
    assert_false(mend_fence(&mend, &err));
    mend_finish(&mend);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_region_is_a_block_or_a_paragraph),
        cmocka_unit_test(every_mistake_is_told_with_its_line),
        cmocka_unit_test(what_cannot_be_mended_is_given_up),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
