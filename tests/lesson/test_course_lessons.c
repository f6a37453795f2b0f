/* The lessons that come with the program: each reads, and without a warning. */
#include "lesson/catalogue.h"
#include "lesson/lesson.h"

#include <stdio.h>

#include "base/err.h"
#include "support/test.h"

static void every_section_reads_without_a_warning(void **state)
{
    struct err err = { 0 };
    struct catalogue *c = catalogue_open(NULL, &err);

    (void)state;
    if (!c)
        err_print(&err, stdout);
    assert_non_null(c);
    for (size_t i = 0; i < c->section_count; i++) {
        struct lesson *lesson = lesson_open(c->sections[i].path, &err);

        if (!lesson)
            err_print(&err, stdout);
        assert_non_null(lesson);
        for (size_t w = 0; w < lesson->warning_count; w++)
            printf("%s:%d:%d: %s\n", lesson->path, lesson->warnings[w].line,
                   lesson->warnings[w].column, lesson->warnings[w].text);
        assert_int_equal(lesson->warning_count, 0);
        assert_string_equal(lesson->title, c->sections[i].title);
        assert_true(lesson->lab_count >= 1);
        assert_true(lesson->question_count >= 2);
        lesson_destroy(lesson);
    }
    catalogue_destroy(c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_section_reads_without_a_warning),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
