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

/* Windows' line ends give the same lesson, the same errors, the same
 * places. */
static void check_crlf(struct slice text, void *user)
{
    struct strbuf crlf = { 0 }, wanted = { 0 }, got = { 0 };

    (void)user;
    for (size_t i = 0; i < text.len; i++) {
        if (text.at[i] == '\n')
            strbuf_putc(&crlf, '\r');
        strbuf_putc(&crlf, text.at[i]);
    }
    run(text, &wanted);
    run((struct slice){ crlf.at, crlf.len }, &got);
    assert_string_equal(strbuf_text(&got), strbuf_text(&wanted));
    strbuf_finish(&crlf);
    strbuf_finish(&wanted);
    strbuf_finish(&got);
}

/* A mark before a list goes for all its items, and for no other list. */
static void a_list_comes_item_by_item_where_it_is_marked(void **state)
{
    struct lesson *lesson =
        lesson_parse(slice_of(
                         "<!-- pause: items -->\n\n- a\n- b\n\nx\n\n- c\n\n"
                         "<!-- pause: terms -->\n\n$$a + b$$\n\n$$a$$\n"),
                     "x.md", NULL);
    static const enum block_reveal wanted[] = { REVEAL_ITEMS, REVEAL_ITEMS,
                                                REVEAL_AUTO,  REVEAL_AUTO,
                                                REVEAL_TERMS, REVEAL_AUTO };
    size_t i = 0;

    (void)state;
    assert_non_null(lesson);
    for (const struct block *b = lesson->blocks; b; b = b->next)
        assert_int_equal(b->reveal, wanted[i++]);
    assert_int_equal(i, 6);
    assert_int_equal(lesson->steps, 0);
    lesson_destroy(lesson);
}

/* It waits for what a slide shows, and makes no step for who reads. */
static void a_slide_may_end_where_it_is_marked(void **state)
{
    struct lesson *lesson =
        lesson_parse(slice_of("x\n\n<!-- slide -->\n\n```define\na := 1\n```\n"
                              "\ny\n\nz\n"),
                     "x.md", NULL);
    static const bool wanted[] = { false, false, true, false };
    size_t i = 0;

    (void)state;
    assert_non_null(lesson);
    for (const struct block *b = lesson->blocks; b; b = b->next)
        assert_int_equal(b->slide, wanted[i++]);
    assert_int_equal(i, 4);
    assert_int_equal(lesson->steps, 0);
    lesson_destroy(lesson);
}

static void states_of_a_lab_are_lists_of_actions(void **state)
{
    static const struct {
        const char *states, *says;
    } all[] = {
        { "{sure: [set 1 a 1, examples 9]}", NULL },
        { "[set 1 a 1]", "'states' is no map of up to eight names" },
        { "{sure: set 1 a 1}", "state 'sure' is no list of actions" },
        { "{sure: ['set 1 a 1; reset']}", "an action with ';'" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        struct strbuf text = { 0 };
        struct err err = { 0 };
        struct lesson *lesson;

        strbuf_printf(&text,
                      "```lab l\nclasses: [a, b]\nrows:\n  - {label: a, "
                      "predicted: [0.5, 0.5]}\nstates: %s\n```\n",
                      all[i].states);
        lesson = lesson_parse(slice_of(strbuf_text(&text)), "x.md", &err);
        if (all[i].says) {
            assert_null(lesson);
            assert_non_null(strstr(err.text, all[i].says));
        } else {
            assert_non_null(lesson);
            assert_int_equal(lesson->labs[0]->lab->state_count, 1);
            assert_true(slice_is(lesson->labs[0]->lab->states[0].actions,
                                 "set 1 a 1; examples 9"));
        }
        lesson_destroy(lesson);
        strbuf_finish(&text);
    }
}

static void a_mark_without_its_block_is_refused(void **state)
{
    static const char *const texts[][2] = {
        { "<!-- pause: items -->\n\nx\n",
          "'pause: items' stands before no list" },
        { "x\n\n<!-- pause: terms -->\n",
          "a pause by lines or terms stands before no displayed equation" },
        { "<!-- pause: itms -->\n\n- a\n", "unknown pause 'itms'" },
        { "```notes\nx\n\n<!-- slide -->\n\ny\n```\n", "a slide inside notes" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct err err = { 0 };

        assert_null(lesson_parse(slice_of(texts[i][0]), "x.md", &err));
        assert_non_null(strstr(err.text, texts[i][1]));
    }
}

static void line_ends_of_windows_change_nothing(void **state)
{
    (void)state;
    cases_each("good.txt", check_crlf, NULL);
    cases_each("broken.txt", check_crlf, NULL);
    cases_each("formulas.txt", check_crlf, NULL);
}

/* The same lesson some lines further down: every place moves by as many lines,
 * and no column moves. */
static void check_shift(struct slice text, void *user)
{
    enum { SHIFT = 7 };
    struct strbuf lower = { 0 };
    struct err first = { 0 }, second = { 0 };
    struct lesson *a, *b;

    (void)user;
    if (slice_starts(text, "---"))
        return;
    strbuf_fill(&lower, '\n', SHIFT);
    strbuf_slice(&lower, text);
    a = lesson_parse(text, "x.md", &first);
    b = lesson_parse((struct slice){ lower.at, lower.len }, "x.md", &second);
    assert_true((a == NULL) == (b == NULL));
    if (!a) {
        assert_int_equal(second.line, first.line + SHIFT);
        assert_int_equal(second.column, first.column);
    } else {
        struct block *x = NULL, *y = NULL;

        while ((x = block_walk(a->blocks, x))) {
            y = block_walk(b->blocks, y);
            assert_int_equal(y->line, x->line + SHIFT);
            assert_int_equal(y->column, x->column);
        }
    }
    lesson_destroy(a);
    lesson_destroy(b);
    strbuf_finish(&lower);
}

static void lines_above_move_places_down(void **state)
{
    (void)state;
    cases_each("good.txt", check_shift, NULL);
    cases_each("broken.txt", check_shift, NULL);
    cases_each("formulas.txt", check_shift, NULL);
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
        cmocka_unit_test(a_list_comes_item_by_item_where_it_is_marked),
        cmocka_unit_test(a_slide_may_end_where_it_is_marked),
        cmocka_unit_test(states_of_a_lab_are_lists_of_actions),
        cmocka_unit_test(a_mark_without_its_block_is_refused),
        cmocka_unit_test(line_ends_of_windows_change_nothing),
        cmocka_unit_test(lines_above_move_places_down),
        cmocka_unit_test(front_matter_is_read_without_the_rest),
        cmocka_unit_test(walking_meets_parents_before_children),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
