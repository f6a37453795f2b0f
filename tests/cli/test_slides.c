/* test_slides.c - what an author is warned of before a class: nothing, in the
 * course itself.
 */
#include "support/test.h"

#include "cli/slides.h"
#include "course/course.h"
#include "lesson/catalogue.h"

/* A projector's size, one that has the lab beside the text, and a large one. */
static void no_slide_of_the_course_needs_a_warning(void **state)
{
    static const int sizes[][2] = { { 80, 24 }, { 100, 30 }, { 160, 45 } };
    struct catalogue *catalogue = catalogue_open(NULL, NULL);
    struct course *course = course_create(catalogue, NULL);

    (void)state;
    assert_non_null(catalogue);
    for (size_t i = 0; i < catalogue->section_count; i++)
        for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++)
            if (slides_warn(course, catalogue->sections[i].id,
                            catalogue->sections[i].id, sizes[s][0],
                            sizes[s][1]))
                fail_msg("section %s at %dx%d", catalogue->sections[i].id,
                         sizes[s][0], sizes[s][1]);
    course_destroy(course);
    catalogue_destroy(catalogue);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_slide_of_the_course_needs_a_warning),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
