/* test_rows_panel.c - tables of any number of rows.
 */
#include "golden.h"

#include "draw/canvas.h"
#include "draw/rows_panel.h"
#include "draw/target.h"
#include "draw/writer.h"
#include "lab/lab.h"
#include "lab/view.h"
#include "support/many_rows.h"

struct scene {
    struct lab *lab;
    struct view *view;
    struct rows_look look;
};

static struct scene scene_open(size_t n, size_t k, bool logits)
{
    struct scene scene = { .lab = many_rows(n, k, 11, true, logits),
                           .look = { .focus = true } };

    scene.view = view_create(scene.lab);
    return scene;
}

static void scene_close(struct scene *scene)
{
    view_destroy(scene->view);
    lab_destroy(scene->lab);
}

/* The rows of the view as a screen that keeps its place would show them. */
static struct canvas *drawn(struct scene *scene, int cols, int rows, bool ascii)
{
    struct canvas *canvas = canvas_create(rows, cols, ascii);
    struct rect area = canvas_area(canvas);

    scene->look.first = rows_panel_first(scene->look.first, scene->look.place,
                                         rows_panel_room(area, &scene->look),
                                         view_count(scene->view));
    rows_panel_draw(canvas, area, scene->view, &scene->look);
    return canvas;
}

static void add(struct strbuf *out, struct scene *scene, int cols, int rows,
                bool ascii)
{
    struct canvas *canvas = drawn(scene, cols, rows, ascii);

    strbuf_printf(out, "---- %d x %d, K = %zu\n", cols, rows,
                  lab_classes(scene->lab));
    writer_text(out, canvas);
    canvas_destroy(canvas);
}

static void looks_as_it_did(void **state)
{
    static const size_t classes[] = { 2, 3, 10, 1000 };
    static const int widths[] = { 40, 60, 80, 120, 160 };
    struct strbuf out = { 0 };

    (void)state;
    for (size_t i = 0; i < 4; i++) {
        struct scene scene = scene_open(1200, classes[i], i == 3);

        scene.look.place = 1003;
        scene.look.class = classes[i] / 2;
        for (size_t j = 0; j < 5; j++)
            add(&out, &scene, widths[j], 9, widths[j] == 60);
        scene_close(&scene);
    }
    assert_golden("rows.txt", &out);
    strbuf_finish(&out);
}

/* The rows with the largest loss, and the text at the cursor in full. */
static void the_worst_have_their_whole_text(void **state)
{
    struct scene scene = scene_open(1200, 3, false);
    struct strbuf out = { 0 };

    (void)state;
    view_set(scene.view, &(struct view_spec){ VIEW_LOSS, true, 2, -1, true });
    scene.look.whole = true;
    scene.look.place = 2;
    add(&out, &scene, 100, 18, false);
    add(&out, &scene, 40, 14, false);
    assert_golden("rows-worst.txt", &out);
    strbuf_finish(&out);
    scene_close(&scene);
}

/* Whether there is a point there. */
static bool is_point(struct canvas *canvas, int row, int col)
{
    return canvas_cell(canvas, row, col)->rune == '.';
}

/* Texts and names have no point, so that all of a line's are of numbers; none
 * of these is so small or large that it has none. One loss, of 10.8 bits, has a
 * digit more. */
static void decimal_points_stand_in_columns(void **state)
{
    static const size_t classes[] = { 2, 3, 7, 20 };

    (void)state;
    for (size_t i = 0; i < 4; i++) {
        struct scene scene = scene_open(300, classes[i], false);
        struct lab *lab = scene.lab;

        assert_true(lab_set_unit(lab, UNIT_BITS, NULL));
        assert_true(lab_set(lab, 4, (size_t)lab_class(lab, 4), 0.00055, NULL));
        for (int cols = 30; cols <= 160; cols++) {
            struct canvas *canvas = drawn(&scene, cols, 12, false);
            int points = 0;

            for (int col = 0; col < cols; col++) {
                points += is_point(canvas, 2, col);
                for (int row = 3; row < 11; row++)
                    if (is_point(canvas, row, col) != is_point(canvas, 2, col))
                        fail_msg("K %zu, %d columns: row %d, column %d",
                                 classes[i], cols, row, col);
            }
            assert_true(points >= 2);
            canvas_destroy(canvas);
        }
        scene_close(&scene);
    }
}

/* Laws: the cursor is in sight, no line is wasted, and what is in sight
 * already moves nothing. */
static void a_window_follows_its_cursor(void **state)
{
    (void)state;
    for (size_t count = 0; count < 12; count++)
        for (size_t room = 1; room < 5; room++)
            for (size_t first = 0; first < 12; first++)
                for (size_t place = 0; place < count; place++) {
                    size_t at = rows_panel_first(first, place, room, count);

                    assert_true(at <= place && place < at + room);
                    assert_true(at == 0 || at + room <= count);
                    if (first <= place && place < first + room &&
                        first + room <= count)
                        assert_int_equal(at, first);
                }
    assert_int_equal(rows_panel_first(3, 4, 0, 9), 0);
}

static void the_mouse_finds_places_and_classes(void **state)
{
    struct scene scene = scene_open(300, 3, false);
    struct canvas *canvas;
    struct hit hit;

    (void)state;
    view_set(scene.view, &(struct view_spec){ VIEW_LOSS, true, -1, -1, false });
    scene.look.place = scene.look.first = 40;
    canvas = drawn(&scene, 34, 12, false);
    assert_true(canvas_hit(canvas, 5, 1, &hit));
    assert_int_equal(hit.target.kind, TARGET_ROW);
    assert_int_equal(hit.target.a, 43);
    assert_true(canvas_hit(canvas, 5, 17, &hit));
    assert_int_equal(hit.target.kind, TARGET_NUMBER);
    assert_int_equal(hit.target.a, 43);
    assert_int_equal(hit.target.b, 1);
    assert_true(canvas_hit(canvas, 1, 26, &hit));
    assert_int_equal(hit.target.kind, TARGET_CLASS);
    assert_int_equal(hit.target.a, 2);
    canvas_destroy(canvas);
    scene_close(&scene);
}

/* Nothing of a text steers a terminal, and of a long one no more is looked at
 * than shows; that there is more is said. */
static void any_text_is_drawn(void **state)
{
    static char text[100000];
    static const double p[] = { 0.25, 0.75 };
    struct slice classes[] = { slice_of("\033[31mred"), slice_of("blue") };
    struct lab_row row = { .predicted = p };
    struct lab_spec spec = { .classes = classes,
                             .class_count = 2,
                             .rows = &row,
                             .row_count = 1,
                             .levers = LAB_LEVER_ALL };
    struct scene scene = { .look = { .focus = true, .whole = true } };
    struct strbuf out = { 0 };
    struct canvas *canvas;

    (void)state;
    memset(text, '\033', sizeof text - 1);
    memcpy(text, "begins\n", 7);
    row.input = slice_of(text);
    scene.lab = lab_create(&spec, NULL);
    assert_non_null(scene.lab);
    scene.view = view_create(scene.lab);
    canvas = drawn(&scene, 80, 12, false);
    writer_text(&out, canvas);
    assert_null(strchr(strbuf_text(&out), '\033'));
    assert_non_null(strstr(strbuf_text(&out), "begins"));
    assert_int_equal(canvas_cell(canvas, 11, 79)->rune, 0x2026);
    canvas_destroy(canvas);
    strbuf_finish(&out);
    scene_close(&scene);
}

/* What is typed shows, also where the class at the cursor has no column. */
static void typing_always_shows(void **state)
{
    static const size_t classes[] = { 3, 1000 };
    int row, col;

    (void)state;
    for (size_t i = 0; i < 2; i++)
        for (int cols = 40; cols <= 160; cols += 8) {
            struct scene scene = scene_open(20, classes[i], false);
            struct strbuf out = { 0 };
            struct canvas *canvas;

            scene.look.class = classes[i] - 1;
            scene.look.typing = "0.987";
            canvas = drawn(&scene, cols, 12, false);
            writer_text(&out, canvas);
            assert_non_null(strstr(strbuf_text(&out), "0.987"));
            assert_true(canvas_cursor_at(canvas, &row, &col));
            strbuf_finish(&out);
            canvas_destroy(canvas);
            scene_close(&scene);
        }
}

/* The row over the table, without what is said behind a semicolon. */
static void assert_title(struct scene *scene, const char *wanted)
{
    struct canvas *canvas = drawn(scene, 120, 12, false);
    struct strbuf out = { 0 };
    struct slice text, line;

    writer_text(&out, canvas);
    text = slice_of(strbuf_text(&out));
    assert_true(slice_line(&text, &line));
    assert_true(slice_starts(line, wanted));
    line = slice_sub(line, strlen(wanted), line.len);
    assert_true(line.len == 0 || line.at[0] == ';');
    strbuf_finish(&out);
    canvas_destroy(canvas);
}

static void the_title_says_what_is_shown(void **state)
{
    struct scene scene = scene_open(1, 2, false);
    size_t other = lab_class(scene.lab, 0) == 0;

    (void)state;
    assert_title(&scene, "1 row, in the file's order");
    view_set(scene.view,
             &(struct view_spec){ VIEW_LOSS, true, (long)other, 1, true });
    assert_int_equal(view_count(scene.view), 0);
    assert_title(&scene, other ? "0 of 1: missed, truly Neutral, taken for "
                                 "Neutral, largest loss first"
                               : "0 of 1: missed, truly Positive, taken "
                                 "for Neutral, largest loss first");
    view_set(scene.view,
             &(struct view_spec){ VIEW_LOSS, false, -1, -1, false });
    assert_true(lab_set(scene.lab, 0, 0, 0.125, NULL));
    assert_title(&scene, "1 row, least loss first");
    scene_close(&scene);
}

/* Nothing but that it ends well (under sanitizers): every small size, no row,
 * one row, a place and a class that are not there. */
static void any_size_will_do(void **state)
{
    static const size_t classes[] = { 2, 3, 1000 };

    (void)state;
    for (size_t i = 0; i < 3; i++) {
        struct scene scene = scene_open(1 + 9 * i, classes[i], i == 1);

        for (int size = 0; size < 60 * 16; size++) {
            scene.look.whole = size % 7 == 0;
            scene.look.place = (size_t)size % 11;
            scene.look.class = (size_t)size % (classes[i] + 1);
            canvas_destroy(drawn(&scene, 1 + size % 60, 1 + size / 60, false));
        }
        view_set(scene.view,
                 &(struct view_spec){ VIEW_FILE, false, 0, 1, false });
        canvas_destroy(drawn(&scene, 80, 24, true));
        scene_close(&scene);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(looks_as_it_did),
        cmocka_unit_test(the_worst_have_their_whole_text),
        cmocka_unit_test(decimal_points_stand_in_columns),
        cmocka_unit_test(a_window_follows_its_cursor),
        cmocka_unit_test(the_mouse_finds_places_and_classes),
        cmocka_unit_test(any_text_is_drawn),
        cmocka_unit_test(typing_always_shows),
        cmocka_unit_test(the_title_says_what_is_shown),
        cmocka_unit_test(any_size_will_do),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
