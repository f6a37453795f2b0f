/* A section of the course takes the minutes that it declares, and not too
 * many; elsewhere that is advice. The words are counted by hand: 200 are a
 * minute. */
#include "course/prove.h"

#include <stdio.h>
#include <string.h>

#include "base/err.h"
#include "base/strbuf.h"
#include "course/course.h"
#include "lesson/catalogue.h"
#include "lesson/folder.h"
#include "support/test.h"

static const char course_yaml[] = "parts:\n"
                                  "  - id: 1\n"
                                  "    title: One\n"
                                  "    sections: [{id: '1.1', file: one.md}]\n";

/* A lesson that declares so many minutes (0: none) and takes others. */
static void write_lesson(const char *path, int declared, int takes)
{
    struct strbuf text = { 0 };

    strbuf_puts(&text, "---\ntitle: T\n");
    if (declared)
        strbuf_printf(&text, "minutes: %d\n", declared);
    strbuf_puts(&text, "---\n\n");
    for (int i = 0; i < takes * 200; i++)
        strbuf_puts(&text, i % 10 == 9 ? "word\n" : "word ");
    folder_write(path, text.at, text.len);
    strbuf_finish(&text);
}

/* What is told of a lesson: "error 3: ..." with the line; "": nothing. */
static void prove(const char *folder, const char *path, char *out, size_t size)
{
    struct err err = { .line = 0 };
    struct prove_options options = { .mutate = false };
    struct catalogue *catalogue = catalogue_open(folder, &err);
    struct course *course;
    struct section *section;
    struct proof *proof;

    if (!catalogue)
        fail_msg("%s", err.text);
    course = course_create(catalogue, NULL);
    section = course_open(course, path, &err);
    if (!section)
        fail_msg("%s", err.text);
    proof = prove_section(section, catalogue, &options);
    out[0] = '\0';
    for (size_t i = 0; i < proof->line_count; i++)
        snprintf(out, size, "%s %d: %s",
                 proof->lines[i].weight == PROOF_ERROR ? "error" : "warning",
                 proof->lines[i].line, proof->lines[i].text);
    proof_destroy(proof);
    section_close(section);
    course_destroy(course);
    catalogue_destroy(catalogue);
}

static void assert_told(const struct folder *folder, const char *name,
                        int declared, int takes, const char *wanted)
{
    char path[128], yaml[128], notation[128], told[512];

    snprintf(path, sizeof path, "%s/%s", folder->path, name);
    snprintf(yaml, sizeof yaml, "%s/course.yaml", folder->path);
    snprintf(notation, sizeof notation, "%s/notation.md", folder->path);
    folder_write(yaml, course_yaml, strlen(course_yaml));
    folder_write(notation, "# N\n", 4);
    write_lesson(path, declared, takes);
    prove(folder->path, path, told, sizeof told);
    assert_string_equal(told, wanted);
}

static void a_section_takes_what_it_declares(void **state)
{
    const struct folder *folder = *state;

    assert_told(folder, "one.md", 5, 5, "");
    assert_told(folder, "one.md", 5, 4, "");
    assert_told(folder, "one.md", 5, 6, "");
    assert_told(folder, "one.md", 5, 7,
                "error 3: 5 minutes declared, 7 measured; at most 1 off");
    assert_told(folder, "one.md", 0, 5,
                "error 1: 0 minutes declared, 5 measured; at most 1 off");
}

static void a_section_is_neither_short_nor_long(void **state)
{
    const struct folder *folder = *state;

    assert_told(folder, "one.md", 3, 3, "");
    assert_told(folder, "one.md", 8, 8, "");
    assert_told(folder, "one.md", 3, 2,
                "error 3: 3 minutes declared, 2 measured; a section of the "
                "course takes 3 to 8");
    assert_told(folder, "one.md", 9, 8,
                "error 3: 9 minutes declared, 8 measured; a section of the "
                "course takes 3 to 8");
}

static void elsewhere_it_is_advice(void **state)
{
    const struct folder *folder = *state;

    assert_told(folder, "two.md", 20, 20, "");
    assert_told(folder, "two.md", 0, 20, "");
    assert_told(folder, "two.md", 5, 20,
                "warning 3: 5 minutes declared, 20 measured; at most 1 off");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_section_takes_what_it_declares,
                                        folder_make, folder_remove),
        cmocka_unit_test_setup_teardown(a_section_is_neither_short_nor_long,
                                        folder_make, folder_remove),
        cmocka_unit_test_setup_teardown(elsewhere_it_is_advice, folder_make,
                                        folder_remove),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
