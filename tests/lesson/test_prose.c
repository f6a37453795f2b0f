/* Running text on its own. */
#include "lesson/prose.h"

#include <string.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/strbuf.h"
#include "support/test.h"

static bool read_text(struct arena *arena, const char *text, struct spans *out,
                      struct err *err)
{
    struct reader reader = {
        .arena = arena, .scratch = arena, .err = err, .path = "x"
    };
    struct place_map map;

    place_map_lines(&map, arena, slice_of(text), 1);
    return prose_read(&reader, &map, out);
}

static void words(const char *text, const char *wanted)
{
    struct arena *arena = arena_create();
    struct strbuf got = { 0 };
    struct err err = { 0 };
    struct spans spans;

    assert_true(read_text(arena, text, &spans, &err));
    spans_text(spans, &got);
    assert_string_equal(strbuf_text(&got), wanted);
    strbuf_finish(&got);
    arena_destroy(arena);
}

static void refused(const char *text, int line, int column, const char *what)
{
    struct arena *arena = arena_create();
    struct err err = { 0 };
    struct spans spans;

    assert_false(read_text(arena, text, &spans, &err));
    assert_int_equal(err.line, line);
    assert_int_equal(err.column, column);
    assert_int_equal(strncmp(err.text, what, strlen(what)), 0);
    arena_destroy(arena);
}

static void the_bare_words_come_out(void **state)
{
    (void)state;
    words("so *very* `x` and $y^2$", "so very x and y^2");
    words("one\ntwo", "one two");
    words("one\n\ntwo", "one  two");
    words("", "");
}

static void a_displayed_formula_stays_inline(void **state)
{
    (void)state;
    words("$$a = b$$", "a = b");
}

static void tags_and_comments_are_words(void **state)
{
    (void)state;
    words("a <b>c</b>", "a <b>c</b>");
}

static void four_blanks_begin_no_code(void **state)
{
    (void)state;
    words("    a", "a");
}

static void more_than_paragraphs_is_refused(void **state)
{
    (void)state;
    refused("- a\n", 1, 1, "a list");
    refused("a\n\n# b\n", 3, 1, "a heading");
    refused("a\n\n> b\n", 3, 1, "a quote");
    refused("```\na\n```\n", 1, 1, "a code block");
}

static void a_bad_formula_is_refused_where_it_is(void **state)
{
    (void)state;
    refused("so $x_{$", 1, 7, "unmatched '{'");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_bare_words_come_out),
        cmocka_unit_test(a_displayed_formula_stays_inline),
        cmocka_unit_test(tags_and_comments_are_words),
        cmocka_unit_test(four_blanks_begin_no_code),
        cmocka_unit_test(more_than_paragraphs_is_refused),
        cmocka_unit_test(a_bad_formula_is_refused_where_it_is),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
