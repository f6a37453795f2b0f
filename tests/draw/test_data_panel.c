#include "support/test.h"

#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"
#include "draw/canvas.h"
#include "draw/lab_panel.h"
#include "draw/writer.h"
#include "lab/lab.h"

static struct lab *tosses(void)
{
    static const double x[] = { 1, 0, 1, 1, 0, 1, 1, 1 }, p = 0.7,
                        w[] = { 1, 2, 0, 1, -1, 0 };
    struct lab_data data[] = {
        { slice_of("x"), 1, 1, 8, x },
        { slice_of("\\theta"), 0, 1, 1, &p },
        { slice_of("W"), 2, 3, 2, w },
    };
    struct lab_spec spec = { .name = slice_of("tosses"),
                             .data = data,
                             .data_count = 3,
                             .levers = LAB_LEVER_ALL };
    struct lab *lab = lab_create(&spec, NULL);

    assert_non_null(lab);
    return lab;
}

static void assert_panel(int cols, const char *wanted)
{
    struct lab *lab = tosses();
    struct lab_look look = { .focus = true };
    struct canvas *canvas = canvas_create(6, cols, false);
    struct strbuf out = { 0 };

    lab_panel_draw(canvas, canvas_area(canvas), lab, &look);
    writer_text(&out, canvas);
    assert_string_equal(strbuf_text(&out), wanted);
    strbuf_finish(&out);
    canvas_destroy(canvas);
    lab_destroy(lab);
}

static void lists_parameters_and_arrays(void **state)
{
    (void)state;
    assert_panel(40, "tosses\n\nθ ▸0.7\nx  1, 0, 1, 1, 0, 1, 1, 1\n"
                     "W  1, 2; 0, 1; −1, 0\n\n");
}

static void elides_a_list_between_its_numbers(void **state)
{
    (void)state;
    assert_panel(16, "tosses\n\nθ ▸0.7\nx  1, 0, 1, …\n"
                     "W  3 × 2 numbers\n\n");
}

/* A row of two classes under the title, at so many columns and rows. */
static void assert_top(int cols, int rows, const char *wanted)
{
    static const double predicted[] = { 0.7, 0.3 };
    struct slice names[] = { slice_of("late"), slice_of("on time") };
    struct lab_row row = { .input = slice_of("bus"), .predicted = predicted };
    struct lab_spec spec = { .name = slice_of("buses"),
                             .title = slice_of("bus and train, how often late"),
                             .classes = names,
                             .class_count = 2,
                             .rows = &row,
                             .row_count = 1,
                             .levers = LAB_LEVER_ALL };
    struct lab *lab = lab_create(&spec, NULL);
    struct lab_look look = { .show = 1u << READING_COUNT };
    struct canvas *canvas = canvas_create(rows, cols, false);
    struct strbuf out = { 0 };

    assert_non_null(lab);
    lab_panel_draw(canvas, canvas_area(canvas), lab, &look);
    writer_text(&out, canvas);
    if (strncmp(strbuf_text(&out), wanted, strlen(wanted)) != 0)
        fail_msg("%s", strbuf_text(&out));
    strbuf_finish(&out);
    canvas_destroy(canvas);
    lab_destroy(lab);
}

/* By hand: 29 cells of title, 13 of sizes. */
static void a_long_title_is_never_cut_by_the_sizes(void **state)
{
    (void)state;
    assert_top(44, 20, "bus and train, how often late  N = 1   K = 2\n");
    assert_top(43, 20, "bus and train, how often late\nN = 1   K = 2\n");
    assert_top(24, 20, "bus and train, how often\nlate\nN = 1   K = 2\n");
    assert_top(42, 10, "bus and train, how often late\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lists_parameters_and_arrays),
        cmocka_unit_test(elides_a_list_between_its_numbers),
        cmocka_unit_test(a_long_title_is_never_cut_by_the_sizes),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
