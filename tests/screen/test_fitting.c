/* test_fitting.c - a regression stepped, run, paused and begun anew. */
#include "screen/stage.h"

#include <stdlib.h>

#include "course/course.h"
#include "course/fits.h"

static char path[512];

/* The first of the section; the screen shows it. */
static struct fit *open_fits(struct stage *stage)
{
    snprintf(path, sizeof path, "%s/data/screen/fits.md",
             getenv("LIKELY_TESTS"));
    stage_open(stage, (struct stage_options){
                          .section = path, .cols = 80, .rows = 40 });
    stage_act(stage, "top");
    return fits_get(app_section(stage->app)->fits, 0)->fit;
}

static void wake(struct stage *stage)
{
    const struct event event = { .kind = EVENT_WAKE };

    stage->verdict = app_handle(stage->app, &event);
}

static void keys_make_steps(void **state)
{
    struct stage stage;
    struct fit *fit = open_fits(&stage);

    (void)state;
    assert_shows(&stage, "not begun");
    stage_keys(&stage, "f");
    assert_int_equal(fit_steps(fit), 1);
    assert_shows(&stage, "step 1: going down");
    stage_keys(&stage, "F");
    assert_int_equal(fit_steps(fit), 11);
    stage_keys(&stage, "R");
    assert_int_equal(fit_steps(fit), 0);
    assert_shows(&stage, "not begun");
    stage_close(&stage);
}

/* The first frames are a step each; the app asks to be woken for each, and a
 * key ends that, whatever else it does. */
static void a_run_goes_by_frames_and_a_key_pauses_it(void **state)
{
    struct stage stage;
    struct fit *fit = open_fits(&stage);

    (void)state;
    stage_act(&stage, "fit rate 0.1");
    stage_keys(&stage, "r");
    assert_true(fit_running(fit));
    assert_true(stage.verdict.wake_ms > 0);
    wake(&stage);
    assert_true(stage.verdict.redraw);
    wake(&stage);
    assert_int_equal(fit_steps(fit), 2);
    stage_keys(&stage, "down");
    assert_false(fit_running(fit));
    assert_int_equal(stage.verdict.wake_ms, 0);
    wake(&stage);
    assert_int_equal(fit_steps(fit), 2);
    stage_keys(&stage, "r");
    assert_true(fit_running(fit));
    stage_keys(&stage, "r");
    assert_false(fit_running(fit));
    stage_close(&stage);
}

static void frames_grow_and_a_run_ends(void **state)
{
    struct stage stage;
    struct fit *fit = open_fits(&stage);
    int frames = 0;

    (void)state;
    stage_act(&stage, "fit rate 0.5");
    stage_keys(&stage, "r");
    while (stage.verdict.wake_ms > 0) {
        wake(&stage);
        frames++;
    }
    assert_int_equal(fit_state(fit), FIT_CONVERGED);
    assert_true(fit_steps(fit) > 100);
    assert_true(frames < (int)fit_steps(fit));
    assert_shows(&stage, "converged: the gradient is 0");
    stage_close(&stage);
}

static bool waits(void *context)
{
    (void)context;
    return true;
}

/* Where nothing is to move, a run is idle work: a key that waits ends a slice
 * of it, which is not drawn, and its end is. */
static void still_it_is_idle_work(void **state)
{
    const struct event key = { .kind = EVENT_KEY, .press = 'r' };
    struct event idle = { .kind = EVENT_IDLE, .waits = waits };
    struct stage stage;
    struct app *app;
    struct fit *fit;
    struct verdict verdict = { 0 };
    struct err err;

    (void)state;
    open_fits(&stage);
    app = app_create((struct app_options){ .course = stage.course,
                                           .section = path,
                                           .still = true },
                     &err);
    assert_non_null(app);
    fit = fits_get(app_section(app)->fits, 0)->fit;
    assert_true(app_act(app, slice_of("fit rate 0.1"), &verdict, &err));
    app_settle(app);
    verdict = app_handle(app, &key);
    assert_true(verdict.idle_wanted);
    assert_int_equal(verdict.wake_ms, 0);
    verdict = app_handle(app, &idle);
    assert_false(verdict.redraw);
    assert_true(verdict.idle_wanted);
    assert_int_equal(fit_steps(fit), 1);
    idle.waits = NULL;
    verdict = app_handle(app, &idle);
    assert_true(verdict.redraw);
    assert_int_equal(fit_state(fit), FIT_CONVERGED);
    app_destroy(app);
    stage_close(&stage);
}

/* In a script a line behind a run is meant for its end. */
static void scripts_see_the_end_of_a_run(void **state)
{
    struct stage stage;
    struct fit *fit = open_fits(&stage);
    struct err err;

    (void)state;
    stage_act(&stage, "fit run");
    assert_false(stage_try(&stage, "fit step", &err));
    assert_non_null(strstr(err.text, "it has converged"));
    assert_int_equal(fit_state(fit), FIT_CONVERGED);
    stage_act(&stage, "fit by newton");
    stage_act(&stage, "fit run");
    app_settle(stage.app);
    assert_int_equal(fit_state(fit), FIT_CONVERGED);
    assert_true(fit_steps(fit) < 10);
    assert_ptr_equal(app_fit(stage.app)->fit, fit);
    stage_act(&stage, "top");
    assert_null(app_fit(stage.app));
    stage_close(&stage);
}

static void what_makes_no_sense_is_refused(void **state)
{
    struct stage stage;
    struct fit *fit = open_fits(&stage);
    struct err err;

    (void)state;
    assert_false(stage_try(&stage, "fit fly", &err));
    assert_non_null(strstr(err.text, "step, run, pause, reset"));
    assert_false(stage_try(&stage, "fit rate", &err));
    assert_false(stage_try(&stage, "fit rate -1", &err));
    assert_false(stage_try(&stage, "fit step 0", &err));
    assert_false(stage_try(&stage, "fit by luck", &err));
    assert_int_equal(fit_steps(fit), 0);
    stage_close(&stage);
    stage_open(&stage, (struct stage_options){ .section = "1.1" });
    assert_false(stage_try(&stage, "fit step", &err));
    assert_non_null(strstr(err.text, "no regression"));
    stage_close(&stage);
}

/* The one in sight is meant. */
static void scrolling_chooses_the_regression(void **state)
{
    struct stage stage;
    struct fit *first = open_fits(&stage);
    struct fit *second = fits_get(app_section(stage.app)->fits, 1)->fit;

    (void)state;
    for (int i = 0; i < 45 && fit_steps(second) == 0; i++) {
        stage_keys(&stage, "down");
        stage_act(&stage, "fit step");
    }
    assert_true(fit_steps(second) > 0);
    assert_true(fit_steps(first) > 0);
    assert_false(stage_shows(&stage, "passed from hours"));
    stage_close(&stage);
}

/* From the top of a page whose regression is far below. */
static void a_step_out_of_sight_comes_into_sight(void **state)
{
    struct stage stage;
    struct fit *fit;

    (void)state;
    snprintf(path, sizeof path, "%s/data/screen/far.md",
             getenv("LIKELY_TESTS"));
    stage_open(&stage, (struct stage_options){
                           .section = path, .cols = 80, .rows = 24 });
    fit = fits_get(app_section(stage.app)->fits, 0)->fit;
    assert_false(stage_shows(&stage, "cross-entropy"));
    stage_act(&stage, "fit step");
    assert_int_equal(fit_steps(fit), 1);
    assert_shows(&stage, "step 1: going down");
    stage_close(&stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keys_make_steps),
        cmocka_unit_test(a_run_goes_by_frames_and_a_key_pauses_it),
        cmocka_unit_test(frames_grow_and_a_run_ends),
        cmocka_unit_test(still_it_is_idle_work),
        cmocka_unit_test(scripts_see_the_end_of_a_run),
        cmocka_unit_test(what_makes_no_sense_is_refused),
        cmocka_unit_test(scrolling_chooses_the_regression),
        cmocka_unit_test(a_step_out_of_sight_comes_into_sight),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
