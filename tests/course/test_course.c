/* test_course.c - opening sections and their labs. */
#include "course/class.h"

#include <stdlib.h>
#include <string.h>

#include <unistd.h>

#include "base/file.h"
#include "course/question.h"
#include "course/verb.h"
#include "lab/lab.h"
#include "lesson/lesson.h"

static void opens_a_section_by_id_and_by_path(void **state)
{
    struct class class = class_open(NULL);
    struct section *section = class_section(class, "1.1");
    char path[512];

    (void)state;
    assert_string_equal(section->lesson->title, "Two coins");
    assert_string_equal(section->key, "1.1");
    assert_int_equal(section->lab_count, 1);
    assert_int_equal(lab_rows(section->labs[0].lab), 2);
    assert_int_equal(section->question_count, 2);
    section_close(section);
    snprintf(path, sizeof path, "%s/data/screen/again.md",
             getenv("LIKELY_TESTS"));
    section = class_section(class, path);
    assert_string_equal(section->key, "1.2");
    section_close(section);
    class_close(class);
}

static void says_which_sections_there_are(void **state)
{
    struct class class = class_open(NULL);
    struct err err = { .line = 0 };

    (void)state;
    assert_null(course_open(class.course, "1.9", &err));
    assert_non_null(strstr(err.text, "1.9"));
    assert_null(course_open(class.course, "/nowhere/x.md", &err));
    class_close(class);
}

static void a_lab_is_found_as_it_was_left(void **state)
{
    struct class class = class_open(NULL);
    struct section *section = class_section(class, "2.1");

    (void)state;
    assert_true(
        verb_line(section->labs[0].lab, slice_of("set 1 a 0.75"), NULL));
    section_close(section);
    section = class_section(class, "2.1");
    assert_true(lab_scores(section->labs[0].lab, 0)[0] == 0.75);
    section_close(section);
    class_close(class);
}

/* Who has it open keeps it: the section is opened again afterwards. */
static void a_forgotten_lab_is_prepared_anew(void **state)
{
    struct class class = class_open(NULL);
    struct section *section = class_section(class, "2.1");
    double first = lab_scores(section->labs[0].lab, 0)[0];

    (void)state;
    assert_true(
        verb_line(section->labs[0].lab, slice_of("set 1 a 0.75"), NULL));
    course_forget(class.course, "another.md");
    section_close(section);
    section = class_section(class, "2.1");
    assert_true(lab_scores(section->labs[0].lab, 0)[0] == 0.75);
    course_forget(class.course, section->lesson->path);
    section_close(section);
    section = class_section(class, "2.1");
    assert_true(lab_scores(section->labs[0].lab, 0)[0] == first);
    section_close(section);
    class_close(class);
}

static void use_goes_on_with_the_lab_of_an_earlier_section(void **state)
{
    struct class class = class_open(NULL);
    struct section *again = class_section(class, "1.2");
    struct lab *lab = again->labs[0].lab;
    struct section *first;

    (void)state;
    assert_true(verb_line(lab, slice_of("set 1 heads 0.9"), NULL));
    section_close(again);
    first = class_section(class, "1.1");
    assert_ptr_equal(first->labs[0].lab, lab);
    assert_true(lab_prediction(lab, 0)[0] == 0.9);
    section_close(first);
    class_close(class);
}

static void write_lesson(char *path, const char *text)
{
    int fd = mkstemps(path, 3);
    struct err err;

    assert_true(fd >= 0);
    close(fd);
    assert_true(file_replace(path, slice_of(text), &err));
}

static void refuses_a_use_that_leads_nowhere(void **state)
{
    struct class class = class_open(NULL);
    char path[] = "/tmp/likely-course-XXXXXX.md";
    struct err err = { .line = 0 };

    (void)state;
    write_lesson(path, "# T\n\n```lab b\nuse: a\n```\n\n"
                       "```lab a\nclasses: [x, y]\nrows:\n"
                       "  - {label: x, predicted: [0.5, 0.5]}\n```\n");
    assert_null(course_open(class.course, path, &err));
    assert_int_equal(err.line, 4);
    assert_int_equal(err.column, 6);
    assert_non_null(strstr(err.text, "goes on with 'a'"));
    unlink(path);
    class_close(class);
}

static void use_follows_a_chain_inside_one_lesson(void **state)
{
    struct class class = class_open(NULL);
    char path[] = "/tmp/likely-course-XXXXXX.md";
    struct section *section;

    (void)state;
    write_lesson(path, "# T\n\n```lab a\nclasses: [x, y]\nrows:\n"
                       "  - {label: x, predicted: [0.5, 0.5]}\n```\n\n"
                       "```lab b\nuse: a\n```\n\n```lab c\nuse: b\n```\n");
    section = class_section(class, path);
    assert_int_equal(section->lab_count, 3);
    assert_ptr_equal(section->labs[0].lab, section->labs[2].lab);
    section_close(section);
    unlink(path);
    class_close(class);
}

/* NULL is the chain, so an empty list must be told from none. */
static void a_lab_may_show_no_readings(void **state)
{
    static const char *const lists[] = { "", "readings: []\n",
                                         "readings: [kl, entropy]\n" };
    struct class class = class_open(NULL);

    (void)state;
    for (size_t i = 0; i < 3; i++) {
        char path[] = "/tmp/likely-course-XXXXXX.md", text[200];
        struct section *section;

        snprintf(text, sizeof text,
                 "# T\n\n```lab a\nclasses: [x, y]\nrows:\n"
                 "  - {label: x, predicted: [0.5, 0.5]}\n%s```\n",
                 lists[i]);
        write_lesson(path, text);
        section = class_section(class, path);
        assert_true((section->labs[0].readings != NULL) == (i > 0));
        assert_int_equal(section->labs[0].reading_count, i == 2 ? 2 : 0);
        section_close(section);
        unlink(path);
    }
    class_close(class);
}

/* The lab's own predictions are shown beside those that a lesson makes from
 * them, and not beside those that it makes from a parameter alone. */
static void own_predictions_show_where_they_have_a_part(void **state)
{
    static const char *const bodies[] = {
        "\\begin{cases} p & k = 1 \\\\ 1 - p & k = 2 \\end{cases}",
        "\\frac{s_{i,k}^p}{\\sum_{j=1}^K s_{i,j}^p}"
    };
    struct class class = class_open(NULL);

    (void)state;
    for (size_t i = 0; i < 2; i++) {
        char path[] = "/tmp/likely-course-XXXXXX.md", text[400];
        struct section *section;
        struct lab *lab;

        snprintf(text, sizeof text,
                 "# T\n\n```define\nparam p = 0.9 in [0, 1]\n"
                 "\\hat{y}_{i,k} := %s\n```\n\n```lab a\n"
                 "classes: [x, y]\nrows:\n"
                 "  - {label: x, predicted: [0.75, 0.25]}\n```\n",
                 bodies[i]);
        write_lesson(path, text);
        section = class_section(class, path);
        lab = section->labs[0].lab;
        assert_true(lab_prediction(lab, 0)[0] != 0.75);
        assert_true(lab_is_redefined(lab) == (i == 1));
        section_close(section);
        unlink(path);
    }
    class_close(class);
}

static void every_lesson_of_the_course_opens_and_plays(void **state)
{
    struct err err = { .line = 0 };
    struct catalogue *catalogue = catalogue_open(NULL, &err);
    struct course *course;

    (void)state;
    if (!catalogue)
        fail_msg("%s", err.text);
    course = course_create(catalogue, NULL);
    for (size_t i = 0; i < catalogue->section_count; i++) {
        struct section *section =
            course_open(course, catalogue->sections[i].id, &err);

        if (!section)
            fail_msg("%s:%d: %s", err.file, err.line, err.text);
        for (size_t k = 0; k < section->question_count; k++)
            if (!question_play(section, &section->questions[k], &err))
                fail_msg("%s:%d: %s", err.file, err.line, err.text);
        section_close(section);
    }
    course_destroy(course);
    catalogue_destroy(catalogue);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(opens_a_section_by_id_and_by_path),
        cmocka_unit_test(says_which_sections_there_are),
        cmocka_unit_test(a_lab_is_found_as_it_was_left),
        cmocka_unit_test(a_forgotten_lab_is_prepared_anew),
        cmocka_unit_test(use_goes_on_with_the_lab_of_an_earlier_section),
        cmocka_unit_test(refuses_a_use_that_leads_nowhere),
        cmocka_unit_test(use_follows_a_chain_inside_one_lesson),
        cmocka_unit_test(a_lab_may_show_no_readings),
        cmocka_unit_test(own_predictions_show_where_they_have_a_part),
        cmocka_unit_test(every_lesson_of_the_course_opens_and_plays),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
