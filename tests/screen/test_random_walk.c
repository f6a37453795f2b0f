/* test_random_walk.c - laws that hold after any run of keys, clicks, actions.
 *
 * Seeds are fixed: a failure comes again.
 */
#include "screen/stage.h"

#include "base/arena.h"
#include "course/course.h"
#include "lab/lab.h"
#include "lab/readings.h"
#include "num/rng.h"
#include "screen/actions.h"

enum { RUNS = 12, EVENTS = 400 };

static const char *const lines[] = {
    "set 1 1 0.3",   "set 2 2 1",
    "set 1 2 0",     "nudge 2 1 0.05",
    "nudge 1 1 -1",  "label 1 2",
    "label 2 1",     "soften 1 0.2",
    "soften 2 0",    "lock 1 1",
    "unlock 1 1",    "examples 5",
    "examples 3000", "format float16",
    "format exact",  "unit bits",
    "undo",          "redo",
    "reset",         "save a",
    "restore a",     "temperature 2",
    "let t 0.7",     "answer bet 1",
    "answer same 2", "hint",
    "solution",      "go 1.1",
    "go 1.2",        "go 1.3",
    "go 2.1",        "reveal",
    "next",          "back",
    "copy kl",       "map",
    "help",          "prompt \"set 1\"",
    "set x y z",     "theme light",
    "inspect 1",     "inspect",
    "part in",       "part next",
    "part out",      "index i 2",
    "index +",       "letter +",
    "equation +",    "aside +",
};

static unsigned below(struct rng *rng, unsigned n)
{
    return (unsigned)(rng_next(rng) % n);
}

/* One event of any kind; suspending and quitting are left to the loop. */
static void any_event(struct stage *stage, struct rng *rng)
{
    unsigned kind = below(rng, 10);
    struct event event = { .kind = EVENT_KEY };
    struct err err;

    if (kind < 5)
        event.press = stage_any_key(rng);
    else if (kind < 8) {
        stage_try(stage, lines[below(rng, sizeof lines / sizeof *lines)], &err);
        return;
    } else {
        event.kind = EVENT_MOUSE;
        event.mouse = (enum mouse)below(rng, 5);
        event.row = (int)below(rng, 34) - 2;
        event.col = (int)below(rng, 104) - 2;
    }
    stage->verdict = app_handle(stage->app, &event);
}

/* Numerics promise |sum - 1| <= K 2^-52. */
static void rows_are_distributions(const struct lab *lab)
{
    size_t classes = lab_classes(lab);

    for (size_t i = 0; i < lab_rows(lab); i++) {
        double sum = 0.0, truth = 0.0;

        for (size_t k = 0; k < classes; k++) {
            assert_true(lab_prediction(lab, i)[k] >= 0.0);
            sum += lab_prediction(lab, i)[k];
            truth += lab_truth(lab, i)[k];
        }
        assert_near(sum, 1.0, (double)classes * 0x1p-51);
        assert_near(truth, 1.0, (double)classes * 0x1p-51);
    }
}

/* The same state made afresh reads the same, bit for bit. */
static void readings_are_those_of_a_fresh_lab(const struct lab *lab)
{
    struct arena *arena = arena_create();
    struct lab_spec spec = lab_snapshot(lab, arena);
    struct lab *fresh = lab_create(&spec, NULL);
    struct readings a, b;

    assert_non_null(fresh);
    lab_readings(lab, &a);
    lab_readings(fresh, &b);
    assert_true(a.log_likelihood == b.log_likelihood);
    assert_true(a.cross_entropy == b.cross_entropy);
    assert_true(a.kl == b.kl && a.entropy == b.entropy);
    assert_true(a.likelihood.fraction10 == b.likelihood.fraction10 &&
                a.likelihood.exponent10 == b.likelihood.exponent10);
    lab_destroy(fresh);
    arena_destroy(arena);
}

static void undoing_all_gives_the_first_state(struct lab *lab)
{
    lab_unlock_levers(lab, NULL);
    while (lab_can_undo(lab))
        assert_true(lab_undo(lab, NULL));
    assert_false(lab_dirty(lab));
}

static void any_run_leaves_the_labs_whole(void **state)
{
    (void)state;
    for (unsigned seed = 1; seed <= RUNS; seed++) {
        struct stage stage;
        struct rng rng;

        rng_seed(&rng, seed);
        stage_open(&stage, (struct stage_options){ .section = "1.1",
                                                   .cols = 100,
                                                   .rows = 30,
                                                   .with_record = seed % 2 });
        for (int i = 0; i < EVENTS; i++) {
            any_event(&stage, &rng);
            if (i % 16 == 0)
                stage_text(&stage);
        }
        for (int s = 0; s < 2; s++) {
            struct err err;

            stage_try(&stage, s ? "go 2.1" : "go 1.2", &err);
            rows_are_distributions(stage_lab(&stage));
            readings_are_those_of_a_fresh_lab(stage_lab(&stage));
            undoing_all_gives_the_first_state(stage_lab(&stage));
        }
        stage_close(&stage);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_run_leaves_the_labs_whole),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
