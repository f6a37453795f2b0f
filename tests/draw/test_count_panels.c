/* test_count_panels.c - the confusion table and the reliability curve.
 */
#include "golden.h"

#include "draw/canvas.h"
#include "draw/confusion_panel.h"
#include "draw/reliability_panel.h"
#include "draw/target.h"
#include "draw/writer.h"
#include "lab/confusion.h"
#include "lab/lab.h"
#include "lab/reliability.h"
#include "support/many_rows.h"

struct scene {
    struct lab *lab;
    struct confusion *confusion;
    struct reliability *reliability;
};

/* With everything counted. */
static struct scene scene_open(size_t n, size_t k)
{
    struct scene scene = { .lab = many_rows(n, k, 12, true, false) };

    scene.confusion = confusion_create(scene.lab);
    scene.reliability = reliability_create(scene.lab);
    assert_true(confusion_work(scene.confusion, n));
    assert_true(reliability_work(scene.reliability, n));
    return scene;
}

static void scene_close(struct scene *scene)
{
    confusion_destroy(scene->confusion);
    reliability_destroy(scene->reliability);
    lab_destroy(scene->lab);
}

static struct canvas *drawn(struct scene *scene,
                            const struct confusion_look *look, int cols,
                            int rows, bool ascii)
{
    struct canvas *canvas = canvas_create(rows, cols, ascii);

    if (look)
        confusion_panel_draw(canvas, canvas_area(canvas), scene->confusion,
                             look);
    else
        reliability_panel_draw(canvas, canvas_area(canvas), scene->reliability);
    return canvas;
}

static void add(struct strbuf *out, struct scene *scene,
                const struct confusion_look *look, int cols, int rows,
                bool ascii)
{
    struct canvas *canvas = drawn(scene, look, cols, rows, ascii);

    strbuf_printf(out, "---- %d x %d, K = %zu\n", cols, rows,
                  lab_classes(scene->lab));
    writer_text(out, canvas);
    canvas_destroy(canvas);
}

static void look_as_they_did(void **state)
{
    static const size_t classes[] = { 2, 3, 10, 1000 };
    static const int sizes[][2] = {
        { 40, 8 }, { 40, 20 }, { 60, 14 }, { 80, 16 }, { 120, 24 }
    };
    struct confusion_look look = { true, 1, 0 };
    struct strbuf confusion = { 0 }, reliability = { 0 };

    (void)state;
    for (size_t i = 0; i < 4; i++) {
        struct scene scene = scene_open(i < 3 ? 20000 : 2000, classes[i]);

        for (size_t j = 0; j < 5; j++) {
            add(&confusion, &scene, &look, sizes[j][0], sizes[j][1], j == 2);
            add(&reliability, &scene, NULL, sizes[j][0], sizes[j][1], j == 2);
        }
        scene_close(&scene);
    }
    assert_golden("confusion.txt", &confusion);
    assert_golden("reliability.txt", &reliability);
    strbuf_finish(&confusion);
    strbuf_finish(&reliability);
}

static void has(struct canvas *canvas, const char *what)
{
    struct strbuf text = { 0 };

    writer_text(&text, canvas);
    if (!strstr(strbuf_text(&text), what))
        fail_msg("wanted '%s' in\n%s", what, strbuf_text(&text));
    strbuf_finish(&text);
    canvas_destroy(canvas);
}

static void say_how_far_the_counting_is(void **state)
{
    struct scene scene = { .lab = many_rows(400, 3, 13, false, false) };
    struct confusion_look look = { .focus = false };

    (void)state;
    scene.confusion = confusion_create(scene.lab);
    scene.reliability = reliability_create(scene.lab);
    confusion_work(scene.confusion, 100);
    reliability_work(scene.reliability, 300);
    has(drawn(&scene, &look, 60, 12, false), "counting: 25 %");
    has(drawn(&scene, NULL, 60, 12, false), "counting: 75 %");
    scene_close(&scene);
}

static void a_cursor_stops_at_the_edges_of_a_table(void **state)
{
    struct scene scene = scene_open(100, 3);
    struct confusion_look look = { true, 1, 1 };
    struct rect area = { 0, 0, 20, 80 };

    (void)state;
    confusion_panel_move(area, scene.confusion, &look, 1, 0);
    assert_true(look.truth == 2 && look.predicted == 1);
    confusion_panel_move(area, scene.confusion, &look, 5, -3);
    assert_true(look.truth == 2 && look.predicted == 0);
    confusion_panel_move(area, scene.confusion, &look, -9, 9);
    assert_true(look.truth == 0 && look.predicted == 2);
    scene_close(&scene);
}

/* Down is the next lesser confusion. */
static void a_cursor_goes_down_a_list(void **state)
{
    struct scene scene = scene_open(2000, 50);
    struct confusion_look look = { true, 0, 0 };
    struct rect area = { 0, 0, 20, 80 };
    struct confused list[CONFUSION_LARGEST];
    size_t count = confusion_largest(scene.confusion, list, CONFUSION_LARGEST);

    (void)state;
    assert_true(count > 5);
    confusion_panel_move(area, scene.confusion, &look, 0, 0);
    assert_true(look.truth == list[0].truth);
    confusion_panel_move(area, scene.confusion, &look, 3, 0);
    assert_true(look.truth == list[3].truth &&
                look.predicted == list[3].predicted);
    confusion_panel_move(area, scene.confusion, &look, 1000, 1);
    assert_true(look.truth == list[count - 1].truth &&
                look.predicted == list[count - 1].predicted);
    scene_close(&scene);
}

static void the_mouse_finds_cells(void **state)
{
    struct scene scene = scene_open(100, 3);
    struct confusion_look look = { true, 0, 0 };
    struct canvas *canvas = drawn(&scene, &look, 80, 20, false);
    struct hit hit;

    (void)state;
    assert_true(canvas_hit(canvas, 4, 25, &hit));
    assert_int_equal(hit.target.kind, TARGET_CONFUSION);
    assert_int_equal(hit.target.a, 1);
    assert_int_equal(hit.target.b, 1);
    canvas_destroy(canvas);
    scene_close(&scene);
}

/* Nothing but that it ends well (under sanitizers). */
static void any_size_will_do(void **state)
{
    static const size_t classes[] = { 2, 3, 12, 1000 };

    (void)state;
    for (size_t i = 0; i < 4; i++) {
        struct scene scene = scene_open(i == 0 ? 1 : 300, classes[i]);

        for (int size = 0; size < 60 * 24; size += 7) {
            struct confusion_look look = { true, (size_t)size % classes[i],
                                           (size_t)size % 2 };
            int cols = 1 + size % 60, rows = 1 + size / 60;

            canvas_destroy(drawn(&scene, &look, cols, rows, false));
            canvas_destroy(drawn(&scene, NULL, cols, rows, true));
            confusion_panel_move((struct rect){ 0, 0, rows, cols },
                                 scene.confusion, &look, size % 5 - 2,
                                 size % 3 - 1);
            assert_true(look.truth < classes[i] && look.predicted < classes[i]);
        }
        scene_close(&scene);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(look_as_they_did),
        cmocka_unit_test(say_how_far_the_counting_is),
        cmocka_unit_test(a_cursor_stops_at_the_edges_of_a_table),
        cmocka_unit_test(a_cursor_goes_down_a_list),
        cmocka_unit_test(the_mouse_finds_cells),
        cmocka_unit_test(any_size_will_do),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
