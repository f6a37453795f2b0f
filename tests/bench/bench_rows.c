/* bench_rows.c - ten million rows sorted, filtered, counted and drawn.
 *
 * Not a test: it prints medians of one run. What is asked of a key press is
 * drawing and an edit with everything listening; sorting and filtering take
 * the time they take, and counting goes on while nobody types.
 *
 *     bench_rows [ROWS [CLASSES]]
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/fatal.h"
#include "draw/canvas.h"
#include "draw/confusion_panel.h"
#include "draw/reliability_panel.h"
#include "draw/rows_panel.h"
#include "lab/confusion.h"
#include "lab/lab.h"
#include "lab/reliability.h"
#include "lab/view.h"
#include "made_rows.h"
#include "num/rng.h"
#include "stopwatch.h"

enum { ROUNDS = 5, KEYS = 1000 };

/* What is measured, and what with. */
struct scene {
    struct lab *lab;
    struct view *view;
    struct confusion *confusion;
    struct reliability *reliability;
    struct canvas *canvas;
    struct rng rng;
};

static void report(const char *what, double *ms, size_t count)
{
    qsort(ms, count, sizeof *ms, stopwatch_ascending);
    printf("  %-32s %10.3f ms", what, ms[count / 2]);
    if (count > ROUNDS)
        printf("   99 %% within %.3f ms", ms[count - count / 100]);
    printf("\n");
}

static void set(struct scene *scene, const char *what, struct view_spec spec)
{
    double ms[ROUNDS];

    for (int i = 0; i < ROUNDS; i++) {
        double start = stopwatch_ms();

        view_set(scene->view, &spec);
        ms[i] = stopwatch_ms() - start;
    }
    report(what, ms, ROUNDS);
}

static void count(struct scene *scene)
{
    double confusion[ROUNDS], reliability[ROUNDS], start;
    size_t n = lab_rows(scene->lab);

    for (int i = 0; i < ROUNDS; i++) {
        confusion_destroy(scene->confusion);
        reliability_destroy(scene->reliability);
        scene->confusion = confusion_create(scene->lab);
        scene->reliability = reliability_create(scene->lab);
        start = stopwatch_ms();
        confusion_work(scene->confusion, n);
        confusion[i] = stopwatch_ms() - start;
        start = stopwatch_ms();
        reliability_work(scene->reliability, n);
        reliability[i] = stopwatch_ms() - start;
    }
    report("count confusions", confusion, ROUNDS);
    report("count for reliability", reliability, ROUNDS);
}

/* One panel, after an edit of the row at the cursor. */
static void draw(struct scene *scene, int panel)
{
    struct rect area = canvas_area(scene->canvas);
    size_t rows = view_count(scene->view);
    struct rows_look look = { .focus = true, .whole = true };
    struct confusion_look at = { .focus = true };

    look.first = look.place = rng_below(&scene->rng, rows);
    lab_set_label(scene->lab, view_row(scene->view, look.place),
                  rng_below(&scene->rng, lab_classes(scene->lab)), NULL);
    canvas_clear(scene->canvas);
    if (panel == 0)
        rows_panel_draw(scene->canvas, area, scene->view, &look);
    else if (panel == 1)
        confusion_panel_draw(scene->canvas, area, scene->confusion, &at);
    else
        reliability_panel_draw(scene->canvas, area, scene->reliability);
}

static void bench(size_t n, size_t k, bool logits)
{
    static const char *const panels[] = { "edit, draw rows",
                                          "edit, draw confusion",
                                          "edit, draw reliability" };
    double taken;
    struct scene scene = { .lab = made_rows(n, k, logits, &taken) };
    double ms[KEYS];
    size_t place;

    printf("%zu x %zu %s\n", n, k, logits ? "logits" : "probabilities");
    scene.view = view_create(scene.lab);
    scene.canvas = canvas_create(45, 160, false);
    rng_seed(&scene.rng, 3);
    set(&scene, "sort by label",
        (struct view_spec){ VIEW_LABEL, false, -1, -1, false });
    set(&scene, "sort by confidence",
        (struct view_spec){ VIEW_CONFIDENCE, true, -1, -1, false });
    set(&scene, "filter what was missed",
        (struct view_spec){ VIEW_FILE, false, -1, -1, true });
    set(&scene, "missed of a class, by loss",
        (struct view_spec){ VIEW_LOSS, true, 1, -1, true });
    set(&scene, "sort by loss",
        (struct view_spec){ VIEW_LOSS, true, -1, -1, false });
    count(&scene);
    for (int panel = 0; panel < 3; panel++) {
        for (int i = 0; i < KEYS; i++) {
            double start = stopwatch_ms();

            draw(&scene, panel);
            ms[i] = stopwatch_ms() - start;
        }
        report(panels[panel], ms, KEYS);
    }
    for (int i = 0; i < KEYS; i++) {
        double start = stopwatch_ms();

        view_find(scene.view, rng_below(&scene.rng, n), &place);
        ms[i] = stopwatch_ms() - start;
    }
    report("find a row's place", ms, KEYS);
    canvas_destroy(scene.canvas);
    confusion_destroy(scene.confusion);
    reliability_destroy(scene.reliability);
    view_destroy(scene.view);
    lab_destroy(scene.lab);
}

int main(int argc, char **argv)
{
    size_t n = argc > 1 ? strtoul(argv[1], NULL, 10) : 10000000;
    size_t k = argc > 2 ? strtoul(argv[2], NULL, 10) : 3;

    bench(n, k, false);
    bench(n, k, true);
    return 0;
}
