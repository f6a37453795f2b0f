/* test_moved.c - a line of a text is found in the text as written anew. */
#include "support/test.h"

#include <string.h>

#include "base/strbuf.h"
#include "lesson/moved.h"

static int moved(const char *before, const char *after, int line)
{
    return moved_line(slice_of(before), slice_of(after), line);
}

static void what_is_written_above_moves_it_down(void **state)
{
    (void)state;
    assert_int_equal(moved("a\n\nb\n", "a\n\nnew\n\nb\n", 3), 5);
    assert_int_equal(moved("a\n\nb\n", "b\n", 3), 1);
    assert_int_equal(moved("a\n\nb\n", "a\n\nb\n\nnew\n", 3), 3);
}

/* Its own words are gone: it stands below what stood above it. */
static void a_line_with_other_words_keeps_its_place(void **state)
{
    (void)state;
    assert_int_equal(moved("a\n\nb\n\nc\n", "x\ny\na\n\nB\n\nc\n", 3), 5);
    assert_int_equal(moved("b\n", "x\n", 1), 1);
}

/* Every equation begins with the same line: the lines around tell which. */
static void lines_that_are_alike_are_told_apart(void **state)
{
    (void)state;
    assert_int_equal(moved("$$\nx\n$$\n\n$$\ny\n$$\n",
                           "$$\nw\n$$\n\n$$\nx\n$$\n\n$$\ny\n$$\n", 5),
                     9);
    assert_int_equal(moved("$$\nx\n$$\n\n$$\ny\n$$\n",
                           "$$\nw\n$$\n\n$$\nx\n$$\n\n$$\ny\n$$\n", 1),
                     5);
}

static void it_is_always_a_line_of_the_text(void **state)
{
    (void)state;
    assert_int_equal(moved("a\nb\nc\n", "", 3), 1);
    assert_int_equal(moved("a\nb\nc\n", "x\n", 3), 1);
    assert_int_equal(moved("a\nb\nc\n", "a\n", 3), 1);
    assert_int_equal(moved("", "a\nb\n", 7), 1);
    assert_int_equal(moved("a\n", "x\ny\na\n", 9), 3);
}

/* Numerical Recipes' quick generator; its high bits. */
static unsigned next(unsigned *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 16;
}

/* A law: lines that are all different, some put in and some taken out, are
 * found where they went. */
static void lines_are_found_whatever_else_was_edited(void **state)
{
    unsigned seed = 7;

    (void)state;
    for (int round = 0; round < 200; round++) {
        struct strbuf before = { 0 }, after = { 0 };
        int at[40], lines = 0;

        for (int i = 0; i < 40; i++) {
            strbuf_printf(&before, "line %d\n", i);
            for (; next(&seed) % 3 == 0; lines++)
                strbuf_printf(&after, "new %d\n", lines);
            at[i] = next(&seed) % 4 == 0 ? 0 : ++lines;
            if (at[i])
                strbuf_printf(&after, "line %d\n", i);
        }
        for (int i = 0; i < 40; i++)
            if (at[i])
                assert_int_equal(moved(strbuf_text(&before),
                                       strbuf_text(&after), i + 1),
                                 at[i]);
        strbuf_finish(&before);
        strbuf_finish(&after);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_written_above_moves_it_down),
        cmocka_unit_test(a_line_with_other_words_keeps_its_place),
        cmocka_unit_test(lines_that_are_alike_are_told_apart),
        cmocka_unit_test(it_is_always_a_line_of_the_text),
        cmocka_unit_test(lines_are_found_whatever_else_was_edited),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
