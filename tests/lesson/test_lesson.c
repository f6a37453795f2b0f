/* Whole lessons against what they should give, and broken ones against the
 * one message that each should end in. */
#include "lesson/lesson.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/file.h"
#include "base/strbuf.h"
#include "lesson/cases.h"
#include "lesson/dump.h"
#include "support/test.h"

static void run(struct slice text, struct strbuf *out)
{
    struct err err = { 0 };
    struct lesson *lesson = lesson_parse(text, "lesson.md", &err);

    if (lesson)
        dump_lesson(lesson, out);
    else
        strbuf_printf(out, "%s:%d:%d: %s\n", err.file, err.line, err.column,
                      err.text);
    lesson_destroy(lesson);
}

static void good_lessons_give_their_blocks(void **state)
{
    (void)state;
    assert_true(cases_check("good.txt", run) >= 20);
}

static void broken_lessons_say_what_and_where(void **state)
{
    (void)state;
    assert_true(cases_check("broken.txt", run) >= 40);
}

static void broken_formulas_say_where_in_the_file(void **state)
{
    (void)state;
    assert_true(cases_check("formulas.txt", run) >= 8);
}

static void a_folder_is_no_lesson(void **state)
{
    struct err err = { 0 };

    (void)state;
    assert_null(lesson_open("/", &err));
    assert_string_equal(err.text, "a folder; expected a lesson, a .md file");
}

static void a_missing_file_is_an_error(void **state)
{
    struct err err = { 0 };

    (void)state;
    assert_null(lesson_open("/no/such/lesson.md", &err));
    assert_string_equal(err.file, "/no/such/lesson.md");
}

static void the_title_of_a_bare_file_is_its_name(void **state)
{
    struct lesson *lesson =
        lesson_parse(slice_of("words\n"), "dir/notes.md", NULL);

    (void)state;
    assert_string_equal(lesson->title, "notes");
    lesson_destroy(lesson);
}

static void an_empty_file_is_an_empty_lesson(void **state)
{
    struct lesson *lesson = lesson_parse((struct slice){ 0 }, "x.md", NULL);

    (void)state;
    assert_non_null(lesson);
    assert_null(lesson->blocks);
    lesson_destroy(lesson);
}

/* Bytes, line ends and a byte order mark must not move a place. */
static void line_ends_and_marks_do_not_move_places(void **state)
{
    static const char *const texts[] = {
        "---\ntitle: T\n---\n\n\nA <!-- pause -->\n",
        "---\r\ntitle: T\r\n---\r\n\r\n\r\nA <!-- pause -->\r\n",
        "\xEF\xBB\xBF---\ntitle: T\n---\n\n\nA <!-- pause -->\n",
    };

    (void)state;
    for (size_t i = 0; i < 3; i++) {
        struct err err = { 0 };

        assert_null(lesson_parse(slice_of(texts[i]), "x.md", &err));
        assert_int_equal(err.line, 6);
        assert_int_equal(err.column, 3);
    }
}

static void front_matter_is_read_without_the_rest(void **state)
{
    struct arena *arena = arena_create();
    struct lesson_front front;
    struct strbuf path = { 0 };
    struct err err = { 0 };

    (void)state;
    strbuf_printf(&path, "%s/data/lesson/front.md", getenv("LIKELY_TESTS"));
    assert_true(lesson_front(arena, strbuf_text(&path), &front, &err));
    assert_string_equal(front.title, "Only the front is well written");
    assert_string_equal(front.source, "Phan 2021, 2");
    assert_int_equal(front.minutes, 7);
    assert_null(lesson_open(strbuf_text(&path), &err));
    arena_destroy(arena);
    strbuf_finish(&path);
}

static void walking_meets_parents_before_children(void **state)
{
    struct lesson *lesson =
        lesson_parse(slice_of("a\n\n> b\n>\n> > c\n>\n> d\n\ne\n"), "x.md",
                     NULL);
    struct strbuf seen = { 0 };
    struct block *b = NULL;

    (void)state;
    while ((b = block_walk(lesson->blocks, b)))
        strbuf_putc(&seen, b->spans.count ? b->spans.at[0].text.at[0] : '>');
    assert_string_equal(strbuf_text(&seen), "a>b>cde");
    strbuf_finish(&seen);
    lesson_destroy(lesson);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(good_lessons_give_their_blocks),
        cmocka_unit_test(broken_lessons_say_what_and_where),
        cmocka_unit_test(broken_formulas_say_where_in_the_file),
        cmocka_unit_test(a_folder_is_no_lesson),
        cmocka_unit_test(a_missing_file_is_an_error),
        cmocka_unit_test(the_title_of_a_bare_file_is_its_name),
        cmocka_unit_test(an_empty_file_is_an_empty_lesson),
        cmocka_unit_test(line_ends_and_marks_do_not_move_places),
        cmocka_unit_test(front_matter_is_read_without_the_rest),
        cmocka_unit_test(walking_meets_parents_before_children),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
