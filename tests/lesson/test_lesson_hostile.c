/* Lessons that were changed at random, cut, or written to hurt: a lesson or
 * an error with a place inside the file, soon and in bounded memory. */
#include "lesson/lesson.h"

#include <string.h>
#include <time.h>

#include "base/err.h"
#include "base/strbuf.h"
#include "lesson/cases.h"
#include "lesson/dump.h"
#include "support/test.h"

enum { MUTATIONS = 60, BIG = 1 << 20 };

/* xorshift; the seed is the test's. */
static unsigned next_random(unsigned *seed)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 17;
    *seed ^= *seed << 5;
    return *seed;
}

/* Reads it, and looks at every part of it. */
static void survive(struct slice text)
{
    struct err err = { 0 };
    struct strbuf out = { 0 };
    struct lesson *lesson = lesson_parse(text, "lesson.md", &err);
    int lines = 2;

    for (size_t i = 0; i < text.len; i++)
        lines += text.at[i] == '\n' || text.at[i] == '\r';
    if (lesson) {
        dump_lesson(lesson, &out);
    } else {
        assert_true(err.text[0] != '\0');
        assert_true(err.line >= 0 && err.line <= lines);
    }
    strbuf_finish(&out);
    lesson_destroy(lesson);
}

/* What mutations are made of: the signs that mean something. */
static const char *const pieces[] = {
    "$",          "$$",   "`",    "```",  "\n",   "\n\n",
    "---\n",      "- ",   "> ",   ": ",   "{",    "}",
    "[",          "]",    "'",    "\"",   "\\",   "|",
    "#",          "*",    "_",    "<!--", "-->",  "<!-- pause -->",
    "&a",         "*a",   "!!x",  "%",    "\t",   "\r",
    "\r\n",       "\xFF", "\xC3", "é",    "\x01", "日",
    "```lab a\n", "~~~",  "1. ",  "    ",
};

static void mutate(struct strbuf *text, unsigned *seed)
{
    size_t at = text->len ? next_random(seed) % text->len : 0;
    const char *piece =
        pieces[next_random(seed) % (sizeof pieces / sizeof *pieces)];
    struct strbuf out = { 0 };
    size_t n = next_random(seed) % 12, from = at;

    switch (next_random(seed) % 4) {
    case 0: /* drop */
        from = at + n < text->len ? at + n : text->len;
        strbuf_add(&out, text->at, at);
        break;
    case 1: /* put in */
        strbuf_add(&out, text->at, at);
        strbuf_puts(&out, piece);
        break;
    case 2: /* change a byte */
        strbuf_add(&out, text->at, at);
        strbuf_putc(&out, (char)next_random(seed));
        from = at < text->len ? at + 1 : at;
        break;
    default: /* repeat */
        strbuf_add(&out, text->at, at);
        from = at > n ? at - n : 0;
        break;
    }
    strbuf_add(&out, text->at + from, text->len - from);
    strbuf_finish(text);
    *text = out;
}

static void mutate_case(struct slice lesson, void *user)
{
    unsigned *seed = user;

    for (int i = 0; i < MUTATIONS; i++) {
        struct strbuf text = { 0 };
        unsigned changes = 1 + next_random(seed) % 6;

        strbuf_slice(&text, lesson);
        while (changes-- > 0)
            mutate(&text, seed);
        survive((struct slice){ text.at, text.len });
        strbuf_finish(&text);
    }
}

static void random_changes_do_no_harm(void **state)
{
    unsigned seed = 20260101;

    (void)state;
    cases_each("good.txt", mutate_case, &seed);
    cases_each("broken.txt", mutate_case, &seed);
}

static void cut_case(struct slice lesson, void *user)
{
    (void)user;
    for (size_t n = 0; n <= lesson.len; n++)
        survive(slice_sub(lesson, 0, n));
}

static void a_cut_at_any_byte_does_no_harm(void **state)
{
    (void)state;
    cases_each("good.txt", cut_case, NULL);
}

/* `count` times the unit between head and tail. */
static struct strbuf repeated(const char *head, const char *unit, size_t count,
                              const char *tail)
{
    struct strbuf text = { 0 };

    strbuf_puts(&text, head);
    for (size_t i = 0; i < count; i++)
        strbuf_puts(&text, unit);
    strbuf_puts(&text, tail);
    return text;
}

static double seconds_for(const char *head, const char *unit, size_t count,
                          const char *tail)
{
    struct strbuf text = repeated(head, unit, count, tail);
    clock_t start = clock();

    survive((struct slice){ text.at, text.len });
    strbuf_finish(&text);
    return (double)(clock() - start) / CLOCKS_PER_SEC;
}

static const struct {
    const char *head, *unit, *tail;
} repetitions[] = {
    { "", "[", "" },
    { "", "](", "" },
    { "", "![", "" },
    { "", "*a_ ", "" },
    { "", "**a ", "" },
    { "", "`", "" },
    { "", "`a``b", "" },
    { "", "$", "" },
    { "", "$a", "" },
    { "", "$$a", "" },
    { "", "<", "" },
    { "", "<a ", "" },
    { "", "<!-- ", "" },
    { "", "&", "" },
    { "", "\\", "" },
    { "", "> ", "\n" },
    { "", "- ", "\n" },
    { "", "- a\n", "" },
    { "", "1. a\n\n", "" },
    { "", "> a\n", "" },
    { "", "# a\n", "" },
    { "", "|", "\n|---|\n" },
    { "|a|\n|---|\n", "|b|\n", "" },
    { "", "[a]: b\n", "" },
    { "", "[a", "]: b" },
    { "", "```\n", "" },
    { "", "\n", "" },
    { "", "\r", "" },
    { "", "$x$ ", "" },
    { "", "$x$\n", "" },
    { "", "<!-- pause -->\n", "" },
    { "", "```math\na\n```\n", "" },
    { "```lab a\ndata: {x: [", "1,", "1]}\n```\n" },
    { "```lab a\ndata: {x: ", "[", "\n```\n" },
    { "```lab a\n", "? ", "\n```\n" },
    { "```lab a\n", "- ", "\n```\n" },
    { "```lab a\n", "a: ", "\n```\n" },
    { "```lab a\n", "a: 1\n", "```\n" },
    { "```lab a\ndata: {x: '", "''", "'}\n```\n" },
    { "```lab a\ntitle: ", "a b\n ", "\n```\n" },
    { "```lab a\ntitle: |\n", " a\n", "\n```\n" },
    { "```lab a\nrows: [", "&a 1,", "]\n```\n" },
    { "```lab a\nclasses: [", "a,", "]\n```\n" },
    { "```question a\nask: '", "$x$ ", "'\nanswer: '1'\n```\n" },
    { "```question a\nask: 'x'\nanswer: '", "x+", "'\n```\n" },
    { "---\ntitle: '", "a", "'\n---\n" },
    { "---\n", "a\n", "" },
};

/* Half a megabyte of each. What is quadratic would take minutes; the limit
 * leaves room for the slowest machine and the sanitizers. */
static void repetition_takes_no_quadratic_time(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof repetitions / sizeof *repetitions; i++) {
        size_t unit = strlen(repetitions[i].unit);
        double seconds = seconds_for(repetitions[i].head, repetitions[i].unit,
                                     BIG / 2 / unit, repetitions[i].tail);

        if (seconds > 10.0)
            fail_msg("'%s' took %g s", repetitions[i].unit, seconds);
    }
}

/* A lesson of lists, each a level deeper, then blank lines. */
static void deep_lists_are_refused(void **state)
{
    struct strbuf text = { 0 };
    struct err err = { 0 };

    (void)state;
    for (size_t i = 0; i < 1000; i++) {
        strbuf_fill(&text, ' ', 2 * i);
        strbuf_puts(&text, "- a\n");
    }
    assert_null(
        lesson_parse((struct slice){ text.at, text.len }, "x.md", &err));
    assert_string_equal(err.text, "quotes and lists nested deeper than 32");
    strbuf_finish(&text);
}

/* md4c 0.5 takes 128 columns at most; more of them are a paragraph to it. */
static void a_table_of_too_many_cells_is_refused(void **state)
{
    struct strbuf text = repeated("", "|a", 120, "\n");
    struct err err = { 0 };

    (void)state;
    for (size_t i = 0; i < 120; i++)
        strbuf_puts(&text, "|---");
    strbuf_puts(&text, "\n");
    for (size_t i = 0; i < 100000; i++)
        strbuf_puts(&text, "|\n");
    assert_null(
        lesson_parse((struct slice){ text.at, text.len }, "x.md", &err));
    assert_non_null(strstr(err.text, "at most 100 columns"));
    strbuf_finish(&text);
}

static void ten_megabytes_are_read_and_more_refused(void **state)
{
    struct strbuf text = { 0 };
    struct lesson *lesson;
    struct err err = { 0 };

    (void)state;
    for (int i = 0; i < LESSON_SPANS_MAX / 2; i++)
        strbuf_puts(&text, i % 9999
                               ? "Some words with $x_i$ in *them*, a line.\n"
                               : "\n");
    for (int i = 0; text.len < LESSON_BYTES_MAX - 64; i++)
        strbuf_puts(&text, i % 9999
                               ? "Some words with nothing in them, a line.\n"
                               : "\n");
    lesson = lesson_parse((struct slice){ text.at, text.len }, "x.md", &err);
    assert_non_null(lesson);
    lesson_destroy(lesson);
    strbuf_fill(&text, 'a', 128);
    assert_null(
        lesson_parse((struct slice){ text.at, text.len }, "x.md", &err));
    assert_non_null(strstr(err.text, "at most 10485760"));
    strbuf_finish(&text);
}

static void zero_bytes_become_replacement_characters(void **state)
{
    static const char text[] = "a\0b\n\n```\nc\0d\n```\n";
    struct lesson *lesson =
        lesson_parse((struct slice){ text, sizeof text - 1 }, "x.md", NULL);

    (void)state;
    assert_non_null(lesson);
    assert_true(slice_is(lesson->blocks->spans.at[0].text, "a\xEF\xBF\xBD"
                                                           "b"));
    assert_true(slice_is(lesson->blocks->next->text, "c\xEF\xBF\xBD"
                                                     "d\n"));
    lesson_destroy(lesson);
}

/* Warnings are for reading, not for filling memory. */
static void warnings_are_bounded(void **state)
{
    struct strbuf text = repeated("", "a lone $9\n\n", 3000, "");
    struct lesson *lesson =
        lesson_parse((struct slice){ text.at, text.len }, "x.md", NULL);

    (void)state;
    assert_int_equal(lesson->warning_count, LESSON_WARNINGS_MAX);
    lesson_destroy(lesson);
    strbuf_finish(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_changes_do_no_harm),
        cmocka_unit_test(a_cut_at_any_byte_does_no_harm),
        cmocka_unit_test(repetition_takes_no_quadratic_time),
        cmocka_unit_test(deep_lists_are_refused),
        cmocka_unit_test(a_table_of_too_many_cells_is_refused),
        cmocka_unit_test(ten_megabytes_are_read_and_more_refused),
        cmocka_unit_test(zero_bytes_become_replacement_characters),
        cmocka_unit_test(warnings_are_bounded),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
