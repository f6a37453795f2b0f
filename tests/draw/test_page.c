#include "golden.h"

#include <string.h>

#include "base/utf8.h"
#include "draw/page.h"
#include "draw/page_build.h"
#include "draw/target.h"
#include "draw/writer.h"
#include "lesson/lesson.h"

static struct lesson *open_lesson(const char *variable, const char *name)
{
    struct err err = { .line = 0 };
    char path[512];
    struct lesson *lesson;

    snprintf(path, sizeof path, "%s/%s", getenv(variable), name);
    lesson = lesson_open(path, &err);
    if (!lesson)
        fail_msg("%s:%d: %s", path, err.line, err.text);
    return lesson;
}

static struct lesson *parse(const char *text)
{
    struct err err = { .line = 0 };
    struct lesson *lesson = lesson_parse(slice_of(text), "test", &err);

    if (!lesson)
        fail_msg("line %d: %s", err.line, err.text);
    return lesson;
}

static void print_page(struct strbuf *out, const struct page *page, int cols,
                       bool ascii, const struct page_anchor *focus)
{
    struct canvas *canvas = canvas_create(page_rows(page), cols, ascii);

    page_draw(canvas, canvas_area(canvas), page, 0, focus);
    writer_text(out, canvas);
    canvas_destroy(canvas);
}

static void assert_page(const char *text, int width, const char *wanted)
{
    struct lesson *lesson = parse(text);
    struct page *page =
        page_create(lesson,
                    (struct page_options){ .width = width, .step = -1 });
    struct strbuf out = { 0 };

    print_page(&out, page, width, false, NULL);
    assert_string_equal(strbuf_text(&out), wanted);
    strbuf_finish(&out);
    page_destroy(page);
    lesson_destroy(lesson);
}

static void wraps_at_blanks(void **state)
{
    (void)state;
    assert_page("one two three four five", 16, "one two three\nfour five\n");
}

static void keeps_a_number_with_its_unit(void **state)
{
    (void)state;
    assert_page("the mean is now 0.69 nats.", 22,
                "the mean is now\n0.69 nats.\n");
}

static void breaks_behind_a_hyphen(void **state)
{
    (void)state;
    assert_page("the whole log-likelihood", 16, "the whole log-\nlikelihood\n");
}

static void breaks_a_word_that_no_line_holds(void **state)
{
    (void)state;
    assert_page("abcdefghijklmnopqrstuvwxyz", 16,
                "abcdefghijklmnop\nqrstuvwxyz\n");
}

static void glues_punctuation_to_what_it_follows(void **state)
{
    (void)state;
    assert_page("some words and *more*, see", 19,
                "some words and\nmore, see\n");
}

static void aligns_numbers_on_the_point(void **state)
{
    (void)state;
    assert_page("|a|value|\n|---|-----|\n|x|0.126|\n|y|−2.07|\n|z|1,079|\n", 30,
                "a       value\n─────────────\nx       0.126\n"
                "y      −2.07\nz   1,079\n");
}

static void wraps_cells_of_a_wide_table(void **state)
{
    (void)state;
    assert_page("|name|what it is|\n|---|---|\n|entropy|the mean surprise|\n",
                20,
                "name     what it is\n────────────────────\n"
                "entropy  the mean\n         surprise\n");
}

static void passes_on_no_control(void **state)
{
    struct lesson *lesson = parse("a\xE2\x80\xAE"
                                  "b");
    struct page *page =
        page_create(lesson, (struct page_options){ .width = 40 });
    struct strbuf out = { 0 };

    (void)state;
    print_page(&out, page, 40, false, NULL);
    assert_string_equal(strbuf_text(&out), "a<U+202E>b\n");
    strbuf_finish(&out);
    page_destroy(page);
    lesson_destroy(lesson);
}

/* Looked at, for these widths and for ASCII. */
static void looks_as_it_did(void **state)
{
    static const struct {
        int width, committed;
        bool ascii;
        const char *name;
    } cases[] = {
        { 40, -1, false, "page-40.txt" },
        { 72, -1, false, "page-72.txt" },
        { 60, 1, false, "page-60-answered.txt" },
        { 60, -1, true, "page-60-ascii.txt" },
    };
    struct lesson *lesson = open_lesson("LIKELY_TESTS", "data/draw/lesson.md");

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct page_question question = { cases[i].committed, 1, NULL };
        struct page *page =
            page_create(lesson, (struct page_options){ .width = cases[i].width,
                                                       .step = -1,
                                                       .ascii = cases[i].ascii,
                                                       .questions = &question,
                                                       .question_count = 1 });
        struct strbuf out = { 0 };

        print_page(&out, page, cases[i].width, cases[i].ascii,
                   cases[i].committed < 0 ? page_find(page, ANCHOR_CHOICE, 0, 0)
                                          : NULL);
        assert_golden(cases[i].name, &out);
        strbuf_finish(&out);
        page_destroy(page);
    }
    lesson_destroy(lesson);
}

static bool contains(const struct page *page, int cols, const char *text)
{
    struct strbuf out = { 0 };
    bool found;

    print_page(&out, page, cols, false, NULL);
    found = strstr(strbuf_text(&out), text) != NULL;
    strbuf_finish(&out);
    return found;
}

static void shows_steps_and_notes_when_asked(void **state)
{
    struct lesson *lesson = open_lesson("LIKELY_TESTS", "data/draw/lesson.md");
    struct page_options options = { .width = 60 };
    struct page *page = page_create(lesson, options);

    (void)state;
    assert_false(contains(page, 60, "After the pause"));
    page_destroy(page);
    options.step = 1;
    page = page_create(lesson, options);
    assert_true(contains(page, 60, "After the pause"));
    assert_false(contains(page, 60, "lecturer"));
    assert_non_null(page_find(page, ANCHOR_STEP, 1, 0));
    page_destroy(page);
    options.notes = true;
    page = page_create(lesson, options);
    assert_true(contains(page, 60, "lecturer"));
    page_destroy(page);
    lesson_destroy(lesson);
}

static void scrolls_as_little_as_it_must(void **state)
{
    struct lesson *lesson = open_lesson("LIKELY_TESTS", "data/draw/lesson.md");
    struct page *page =
        page_create(lesson, (struct page_options){ .width = 40, .step = -1 });
    const struct page_anchor *choice = page_find(page, ANCHOR_CHOICE, 0, 1);
    int first;

    (void)state;
    assert_non_null(choice);
    first = page_scroll_to(page, 0, 12, choice);
    assert_true(choice->row >= first);
    assert_true(choice->row + choice->rows <= first + 12);
    assert_int_equal(page_scroll_to(page, first, 12, choice), first);
    assert_int_equal(page_clamp(page, 9999, 12), page_rows(page) - 12);
    assert_int_equal(page_clamp(page, -5, 12), 0);
    page_destroy(page);
    lesson_destroy(lesson);
}

/* The law of every page: pieces stand in order, do not overlap, and end in
 * the page; anchors lie in it. */
static void check_page(const struct page *page, int width)
{
    for (size_t r = 0; r < page->row_count; r++) {
        const struct page_row *row = &page->rows[r];

        for (size_t i = 0; i < row->count; i++) {
            const struct piece *p = &row->pieces[i];

            assert_true(p->col >= 0);
            if (p->col + p->cols > width)
                fail_msg("row %zu ends at %d of %d", r, p->col + p->cols,
                         width);
            if (!p->box)
                assert_int_equal(p->cols, utf8_width(p->text));
        }
    }
    for (size_t i = 0; i < page_anchor_count(page); i++) {
        const struct page_anchor *anchor = page_anchor(page, i);

        assert_in_range(anchor->row, 0, page_rows(page));
        assert_true(anchor->row + anchor->rows <= page_rows(page));
    }
}

static void stays_inside_at_every_width(void **state)
{
    struct lesson *lesson = open_lesson("LIKELY_TESTS", "data/draw/lesson.md");

    (void)state;
    for (int width = PAGE_WIDTH_MIN; width < 120; width++)
        for (int variant = 0; variant < 4; variant++) {
            struct page_question question = { variant % 3 - 1, 1, NULL };
            struct page *page =
                page_create(lesson,
                            (struct page_options){ .width = width,
                                                   .step = -1,
                                                   .notes = true,
                                                   .labs = variant & 1,
                                                   .ascii = variant & 2,
                                                   .questions = &question,
                                                   .question_count = 1 });

            check_page(page, width);
            page_destroy(page);
        }
    lesson_destroy(lesson);
}

static void lays_out_the_course_at_every_width(void **state)
{
    struct err err = { .line = 0 };
    const char *folder = getenv("LIKELY_LESSONS");
    size_t count;
    char **names = file_list(folder, ".md", &count, &err);

    (void)state;
    for (size_t i = 0; i < count; i++) {
        struct lesson *lesson = open_lesson("LIKELY_LESSONS", names[i]);

        for (int width = 36; width < 110; width += 7) {
            struct page *page =
                page_create(lesson, (struct page_options){ .width = width,
                                                           .step = -1,
                                                           .notes = true });

            check_page(page, width);
            page_destroy(page);
        }
        lesson_destroy(lesson);
    }
    free(names);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(wraps_at_blanks),
        cmocka_unit_test(keeps_a_number_with_its_unit),
        cmocka_unit_test(breaks_behind_a_hyphen),
        cmocka_unit_test(breaks_a_word_that_no_line_holds),
        cmocka_unit_test(glues_punctuation_to_what_it_follows),
        cmocka_unit_test(aligns_numbers_on_the_point),
        cmocka_unit_test(wraps_cells_of_a_wide_table),
        cmocka_unit_test(passes_on_no_control),
        cmocka_unit_test(looks_as_it_did),
        cmocka_unit_test(shows_steps_and_notes_when_asked),
        cmocka_unit_test(scrolls_as_little_as_it_must),
        cmocka_unit_test(stays_inside_at_every_width),
        cmocka_unit_test(lays_out_the_course_at_every_width),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
