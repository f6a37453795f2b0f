/* The course's list of sections. */
#include "lesson/catalogue.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/err.h"
#include "base/strbuf.h"
#include "lesson/folder.h"
#include "support/test.h"

static void put(const struct folder *folder, const char *name, const char *text)
{
    char path[160];

    snprintf(path, sizeof path, "%s/%s", folder->path, name);
    folder_write(path, text, strlen(text));
}

/* Two parts; one lesson is broken, one is missing. */
static void put_course(const struct folder *folder)
{
    put(folder, "course.yaml",
        "title: The course\n"
        "parts:\n"
        "  - id: 1\n"
        "    title: One\n"
        "    source: Phan 2021\n"
        "    sections:\n"
        "      - {id: '1.1', file: a.md}\n"
        "      - {id: '1.2', file: b.md}\n"
        "  - id: 2\n"
        "    title: Two\n"
        "    sections: [{id: '2.1', file: c.md}]\n");
    put(folder, "a.md",
        "---\ntitle: First\nsource: Phan 2021, 1\nminutes: 4\n---\n# x\n");
    put(folder, "b.md", "---\ntitel: Second\n---\n");
}

static void sections_get_their_titles_from_the_lessons(void **state)
{
    struct folder *folder = *state;
    struct catalogue *c;
    struct err err = { 0 };

    put_course(folder);
    c = catalogue_open(folder->path, &err);
    assert_non_null(c);
    assert_string_equal(c->title, "The course");
    assert_int_equal(c->part_count, 2);
    assert_int_equal(c->section_count, 3);
    assert_string_equal(c->sections[0].title, "First");
    assert_string_equal(c->sections[0].source, "Phan 2021, 1");
    assert_int_equal(c->sections[0].minutes, 4);
    assert_null(c->sections[0].trouble);
    assert_string_equal(c->sections[0].part->source, "Phan 2021");
    assert_int_equal(c->parts[1].first, 2);
    assert_null(c->parts[1].source);
    catalogue_destroy(c);
}

/* A lesson is read in blocks until its front is whole: the law is that it does
 * not matter where in them it ends, nor which line ends it has, nor that the
 * text has rules too. */
static void a_front_may_end_at_any_byte(void **state)
{
    static const char *const ends[] = { "\n---\n", "\n---  \n", "\r\n---\r\n",
                                        "\n---" };
    struct folder *folder = *state;
    struct strbuf text = { 0 };

    put_course(folder);
    for (size_t e = 0; e < sizeof ends / sizeof *ends; e++)
        for (size_t n = 970; n < 1030; n++) {
            struct catalogue *catalogue;

            strbuf_puts(&text, "---\ntitle: First\nsource: ");
            strbuf_fill(&text, 's', n);
            strbuf_puts(&text, "\nminutes: 4");
            strbuf_puts(&text, ends[e]);
            if (ends[e][strlen(ends[e]) - 1] == '\n')
                strbuf_puts(&text, "# x\n\n---\n");
            put(folder, "a.md", strbuf_text(&text));
            catalogue = catalogue_open(folder->path, NULL);
            assert_non_null(catalogue);
            assert_string_equal(catalogue->sections[0].title, "First");
            assert_int_equal(strlen(catalogue->sections[0].source), n);
            assert_int_equal(catalogue->sections[0].minutes, 4);
            catalogue_destroy(catalogue);
            strbuf_clear(&text);
        }
    strbuf_finish(&text);
}

static void a_broken_lesson_keeps_its_place_with_the_reason(void **state)
{
    struct folder *folder = *state;
    struct catalogue *c;

    put_course(folder);
    c = catalogue_open(folder->path, NULL);
    assert_string_equal(c->sections[1].title, "1.2");
    assert_int_equal(c->sections[1].trouble->line, 2);
    assert_non_null(strstr(c->sections[1].trouble->text, "did you mean"));
    assert_non_null(c->sections[2].trouble);
    catalogue_destroy(c);
}

static void next_and_previous_cross_parts(void **state)
{
    struct folder *folder = *state;
    const struct catalogue_section *s;
    struct catalogue *c;

    put_course(folder);
    c = catalogue_open(folder->path, NULL);
    s = catalogue_find(c, "1.2", NULL);
    assert_string_equal(catalogue_next(c, s)->id, "2.1");
    assert_string_equal(catalogue_previous(c, s)->id, "1.1");
    assert_string_equal(catalogue_previous(c, catalogue_next(c, s))->id, "1.2");
    assert_null(catalogue_previous(c, catalogue_previous(c, s)));
    assert_null(catalogue_next(c, catalogue_next(c, s)));
    catalogue_destroy(c);
}

static void names_are_found_or_corrected(void **state)
{
    struct folder *folder = *state;
    struct catalogue *c;
    struct err err = { 0 };

    put_course(folder);
    c = catalogue_open(folder->path, NULL);
    assert_string_equal(catalogue_find(c, "2", &err)->id, "2.1");
    assert_null(catalogue_find(c, "1.22", &err));
    assert_string_equal(err.text, "no section '1.22'; did you mean '1.2'?");
    assert_null(catalogue_find(c, "entropy", &err));
    assert_string_equal(err.text, "no section 'entropy'; the sections go from "
                                  "'1.1' to '2.1', a file ends in .md");
    catalogue_destroy(c);
}

static void a_file_stands_on_its_own(void **state)
{
    struct folder *folder = *state;
    const struct catalogue_section *s;
    struct catalogue *c = catalogue_empty();
    struct err err = { 0 };
    char path[160];

    put(folder, "mine.md", "---\ntitle: Mine\n---\n");
    snprintf(path, sizeof path, "%s/mine.md", folder->path);
    s = catalogue_find(c, path, &err);
    assert_non_null(s);
    assert_string_equal(s->title, "Mine");
    assert_string_equal(s->id, path);
    assert_null(s->part);
    assert_null(catalogue_next(c, s));
    assert_null(catalogue_previous(c, s));
    assert_null(catalogue_find(c, "no/such.md", &err));
    assert_non_null(strstr(err.text, "no such file"));
    assert_null(catalogue_find(c, "/", &err));
    assert_non_null(strstr(err.text, "a folder"));
    assert_null(catalogue_find(c, "1.1", &err));
    assert_string_equal(err.text, "no section '1.1', for no course was found");
    catalogue_destroy(c);
}

static void a_file_of_the_course_is_its_section(void **state)
{
    struct folder *folder = *state;
    struct catalogue *c;
    char path[160];

    put_course(folder);
    c = catalogue_open(folder->path, NULL);
    snprintf(path, sizeof path, "%s/../%s/a.md", folder->path,
             strrchr(folder->path, '/') + 1);
    assert_string_equal(catalogue_find(c, path, NULL)->id, "1.1");
    catalogue_destroy(c);
}

static void refused(const struct folder *folder, const char *text, int line,
                    const char *why)
{
    struct err err = { 0 };

    put(folder, "course.yaml", text);
    assert_null(catalogue_open(folder->path, &err));
    assert_string_equal(err.text, why);
    assert_int_equal(err.line, line);
}

static void a_broken_course_says_where(void **state)
{
    struct folder *folder = *state;

    refused(folder, "", 1, "the course is empty");
    refused(folder, "parts:\n  - id: 1\n    title: a\n    sections: []\n", 2,
            "part '1' has no sections");
    refused(folder, "parts:\n  - {id: 1, title: a}\n", 2,
            "a part has no 'sections'");
    refused(folder,
            "parts:\n  - id: 1\n    title: a\n    sections:\n"
            "      - {id: '1.1', file: a.md}\n"
            "      - {id: '1.1', file: b.md}\n",
            6, "a second section '1.1'");
    refused(folder,
            "parts:\n  - id: 1\n    title: a\n    sections:\n"
            "      - {id: '1.1', fiel: a.md}\n",
            5, "unknown key 'fiel' in a section; did you mean 'file'?");
}

static void the_folder_comes_from_the_environment_first(void **state)
{
    struct folder *folder = *state;
    struct strbuf found = { 0 };
    struct err err = { 0 };

    setenv("LIKELY_LESSONS", folder->path, 1);
    assert_false(catalogue_folder(&found, &err));
    assert_non_null(strstr(err.text, "LIKELY_LESSONS"));
    put_course(folder);
    assert_true(catalogue_folder(&found, &err));
    assert_string_equal(strbuf_text(&found), folder->path);
    strbuf_finish(&found);
    unsetenv("LIKELY_LESSONS");
}

#define TEST(name)                                                             \
    cmocka_unit_test_setup_teardown(name, folder_make, folder_remove)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(sections_get_their_titles_from_the_lessons),
        TEST(a_front_may_end_at_any_byte),
        TEST(a_broken_lesson_keeps_its_place_with_the_reason),
        TEST(next_and_previous_cross_parts),
        TEST(names_are_found_or_corrected),
        TEST(a_file_stands_on_its_own),
        TEST(a_file_of_the_course_is_its_section),
        TEST(a_broken_course_says_where),
        TEST(the_folder_comes_from_the_environment_first),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
