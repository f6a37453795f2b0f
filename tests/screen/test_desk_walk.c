/* test_desk_walk.c - laws of the free lab that hold after any run of keys,
 * clicks and actions: rows stay distributions, taking everything back leads to
 * where it began, and the screen can be drawn at any size.
 *
 * Seeds are fixed: a failure comes again.
 */
#include "screen/stage.h"

#include "draw/canvas.h"
#include "lab/lab.h"
#include "num/rng.h"
#include "support/same_lab.h"

enum { RUNS = 6, EVENTS = 300 };

static const char *const lines[] = {
    "set . . 0.3",
    "set 2 2 1",
    "set 1 2 0",
    "nudge . . 0.05",
    "nudge 1 1 -1",
    "label . 2",
    "label 2 1",
    "soften . 0.2",
    "lock . .",
    "unlock 1 1",
    "examples 5",
    "examples 3000",
    "format float16",
    "format exact",
    "unit bits",
    "undo",
    "redo",
    "reset",
    "save a",
    "restore a",
    "temperature 2",
    "sort loss",
    "sort confidence",
    "sort label",
    "sort -",
    "sort .",
    "filter missed",
    "filter true 2",
    "filter predicted 1",
    "filter confused 1 2",
    "filter all",
    "row 7",
    "row a",
    "view confusion",
    "view reliability",
    "view worst",
    "view rows",
    "view +",
    "write no/such/file",
    "export no/such.csv",
    "copy kl",
    "help",
    "prompt \"filter \"",
    "theme light",
    "go 1.1",
    "next",
};

/* What is written is left to test_desk_write.c: a name may come out of a walk
 * that no test should make. */
static void any_event(struct stage *stage, struct rng *rng)
{
    unsigned kind = (unsigned)rng_below(rng, 10);
    struct event event = { .kind = EVENT_KEY };
    struct err err;

    if (kind < 5) {
        event.press = stage_any_key(rng);
        if (event.press == 'w' ||
            (event.press == PRESS_ENTER && app_typing(stage->app)))
            return;
    } else if (kind < 8) {
        stage_try(stage, lines[rng_below(rng, sizeof lines / sizeof *lines)],
                  &err);
        return;
    } else {
        event.kind = EVENT_MOUSE;
        event.mouse = (enum mouse)rng_below(rng, 5);
        event.row = (int)rng_below(rng, 34) - 2;
        event.col = (int)rng_below(rng, 104) - 2;
    }
    stage->verdict = app_handle(stage->app, &event);
}

/* Numerics promise |sum - 1| <= K 2^-52. */
static void rows_are_distributions(const struct lab *lab)
{
    size_t classes = lab_classes(lab);

    for (size_t i = 0; i < lab_rows(lab); i++) {
        double sum = 0.0;

        for (size_t k = 0; k < classes; k++) {
            double p = lab_prediction(lab, i)[k];

            assert_true(p >= 0.0 && p <= 1.0);
            sum += p;
        }
        assert_near(sum, 1.0, (double)classes * 0x1p-51);
    }
}

static void walk(const char *file, uint64_t seed)
{
    static const int sizes[][2] = { { 100, 30 }, { 40, 12 },  { 1, 1 },
                                    { 121, 13 }, { 300, 90 }, { 60, 20 } };
    struct rng rng;
    struct stage stage, fresh;

    rng_seed(&rng, seed);
    stage_open(&stage, (struct stage_options){
                           .section = file, .cols = 100, .rows = 30 });
    stage_open(&fresh, (struct stage_options){ .section = file });
    for (int i = 0; i < EVENTS; i++) {
        any_event(&stage, &rng);
        if (i % 20 == 0) {
            const int *size = sizes[rng_below(&rng, 6)];

            stage_resize(&stage, size[0], size[1]);
            stage_text(&stage);
        }
    }
    rows_are_distributions(stage_lab(&stage));
    while (lab_can_undo(stage_lab(&stage)))
        assert_true(lab_undo(stage_lab(&stage), NULL));
    assert_true(same_lab(stage_lab(&stage), stage_lab(&fresh)));
    stage_close(&stage);
    stage_close(&fresh);
}

static void of_probabilities(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= RUNS; seed++)
        walk("films.csv", seed);
}

static void of_logits(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= RUNS; seed++)
        walk("images.csv", 100 + seed);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(of_probabilities),
        cmocka_unit_test(of_logits),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
