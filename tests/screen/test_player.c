/* test_player.c - a recorded talk at its own pace, held, and left for a while.
 *
 * The clock is the test's: nothing waits.
 */
#include "screen/stage.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "base/strbuf.h"
#include "course/course.h"
#include "course/fits.h"
#include "draw/canvas.h"
#include "lab/lab.h"
#include "num/rng.h"
#include "screen/action_script.h"
#include "screen/app_state.h"
#include "screen/present.h"

static const char recording[] = "# a talk\n"
                                "@0.00 size 80x24\n"
                                "@0.00 go 1.4\n"
                                "@2.00 step\n"
                                "@4.00 step\n"
                                "@4.50 focus\n"
                                "@5.00 nudge . . 0.05\n"
                                "@6.00 step\n"
                                "@66.00 step\n"
                                "@70.00 quit\n";

static long long clock_ms;

static long long ms(void)
{
    return clock_ms;
}

static void open_at(struct stage *stage, const char *text, double speed,
                    int cols, int rows)
{
    struct play_options play = {
        .text = slice_of(text), .name = "talk", .speed = speed, .ms = ms
    };

    stage_open(stage, (struct stage_options){ .talk = true,
                                              .real = true,
                                              .play = &play,
                                              .cols = cols,
                                              .rows = rows });
    stage->play = NULL;
    stage_resize(stage, cols, rows);
}

/* So many milliseconds go by, with all the frames that are asked for. */
static void pass(struct stage *stage, long long time)
{
    const struct event wake = { .kind = EVENT_WAKE };
    long long end = clock_ms + time;

    while (stage->verdict.wake_ms > 0 &&
           clock_ms + stage->verdict.wake_ms <= end) {
        clock_ms += stage->verdict.wake_ms;
        stage->verdict = app_handle(stage->app, &wake);
    }
    clock_ms = end;
    stage->verdict = app_handle(stage->app, &wake);
}

/* The screen after the first lines of the recording, without a player. */
static char *after(int lines)
{
    struct stage stage;
    struct slice rest = slice_of(recording), line;
    struct err err;
    char *picture;

    while (lines-- > 0)
        slice_line(&rest, &line);
    stage_open(&stage, (struct stage_options){ .talk = true, .real = true });
    assert_true(
        script_text(stage.app,
                    (struct slice){ recording, (size_t)(rest.at - recording) },
                    "talk", &err));
    picture = strdup(stage_text(&stage));
    stage_close(&stage);
    return picture;
}

/* All rows but the last, which is the player's. */
static void assert_after(struct stage *stage, int lines)
{
    char *wanted = after(lines);
    const char *is = stage_text(stage);
    size_t len = strlen(wanted) - 1;

    while (len > 0 && wanted[len - 1] != '\n')
        len--;
    if (strncmp(is, wanted, len) != 0) {
        printf("wanted\n%s\nand not\n%s\n", wanted, is);
        fail_msg("the screen is not that after %d lines", lines);
    }
    free(wanted);
}

static void lines_are_run_when_they_are_due(void **state)
{
    struct stage stage;

    (void)state;
    open_at(&stage, recording, 1.0, 80, 24);
    assert_after(&stage, 3);
    assert_shows(&stage, "playing 0:00 of 1:10");
    pass(&stage, 1900);
    assert_after(&stage, 3);
    pass(&stage, 200);
    assert_after(&stage, 4);
    pass(&stage, 4000);
    assert_after(&stage, 8);
    pass(&stage, 20000);
    assert_shows(&stage, "playing 0:26 of 1:10, next in 0:39");
    pass(&stage, 44000);
    assert_after(&stage, 9);
    assert_shows(&stage, "the end 1:10");
    assert_false(stage.verdict.quit);
    assert_int_equal(stage.verdict.wake_ms, 0);
    stage_close(&stage);
}

static void speed_is_a_factor(void **state)
{
    struct stage stage;

    (void)state;
    open_at(&stage, recording, 4.0, 80, 24);
    pass(&stage, 450);
    assert_after(&stage, 3);
    pass(&stage, 100);
    assert_after(&stage, 4);
    pass(&stage, 1000);
    assert_after(&stage, 8);
    assert_shows(&stage, "next in 0:14");
    stage_close(&stage);
}

static void space_holds_it_and_goes_on(void **state)
{
    struct stage stage;

    (void)state;
    open_at(&stage, recording, 1.0, 80, 24);
    pass(&stage, 1000);
    stage_keys(&stage, "space");
    assert_int_equal(stage.verdict.wake_ms, 0);
    pass(&stage, 100000);
    assert_after(&stage, 3);
    assert_shows(&stage, "held 0:01");
    stage_keys(&stage, "space");
    pass(&stage, 900);
    assert_after(&stage, 3);
    pass(&stage, 200);
    assert_after(&stage, 4);
    stage_close(&stage);
}

/* What a shell's job does is nothing that the talk must be rid of. */
static void a_stop_holds_it_where_it_is(void **state)
{
    struct stage stage;

    (void)state;
    open_at(&stage, recording, 1.0, 80, 24);
    pass(&stage, 1000);
    stage_keys(&stage, "ctrl-z");
    assert_true(stage.verdict.suspend);
    pass(&stage, 100000);
    assert_shows(&stage, "held 0:01");
    assert_shows(&stage, "space goes on");
    stage_keys(&stage, "j");
    assert_shows(&stage, "space back to the talk");
    stage_close(&stage);
}

static void arrows_run_the_next_line_and_take_it_back(void **state)
{
    static const int forth[] = { 4, 5, 6, 7, 8, 9, 9 };
    struct stage stage;

    (void)state;
    open_at(&stage, recording, 1.0, 80, 24);
    stage_keys(&stage, "space");
    for (size_t i = 0; i < sizeof forth / sizeof *forth; i++) {
        stage_keys(&stage, i % 2 ? "right" : "page-down");
        assert_after(&stage, forth[i]);
    }
    stage_keys(&stage, "right");
    assert_shows(&stage, "the end 1:10");
    stage_keys(&stage, "left");
    assert_after(&stage, 9);
    for (int i = 8; i >= 3; i--) {
        stage_keys(&stage, i % 2 ? "left" : "page-up");
        assert_after(&stage, i);
    }
    stage_keys(&stage, "left");
    assert_after(&stage, 3);
    stage_close(&stage);
}

/* The student looks elsewhere, moves what there is, and comes back. */
static void who_goes_on_finds_the_talk_as_it_was(void **state)
{
    struct stage stage;
    struct rng rng;

    (void)state;
    rng_seed(&rng, 1);
    open_at(&stage, recording, 1.0, 80, 24);
    pass(&stage, 5500);
    assert_after(&stage, 7);
    stage_keys(&stage, "z s + tab 9 enter");
    assert_shows(&stage, "held 0:05");
    stage_keys(&stage, "esc esc esc space");
    assert_after(&stage, 7);
    for (int round = 0; round < 20; round++) {
        for (int i = 0; i < 30; i++) {
            struct event event = { .kind = EVENT_KEY,
                                   .press = stage_any_key(&rng) };

            stage.verdict = app_handle(stage.app, &event);
            event.kind = EVENT_MOUSE;
            event.row = (int)rng_below(&rng, 24);
            event.col = (int)rng_below(&rng, 80);
            stage.verdict = app_handle(stage.app, &event);
        }
        stage_keys(&stage, "esc esc esc page-up");
        while (!stage_shows(&stage, "playing 0:00") &&
               !stage_shows(&stage, "held 0:00"))
            stage_keys(&stage, "page-up");
        assert_after(&stage, 3);
        stage_keys(&stage, "page-down page-down page-down");
        assert_after(&stage, 6);
    }
    stage_close(&stage);
}

static void q_leaves(void **state)
{
    struct stage stage;

    (void)state;
    open_at(&stage, recording, 1.0, 80, 24);
    stage_keys(&stage, "q");
    assert_true(stage.verdict.quit);
    stage_close(&stage);
}

/* It is drawn as large as it was; where there is no room, as large as there
 * is. */
static void a_larger_terminal_shows_it_as_it_was(void **state)
{
    struct stage stage;
    int row, col, top, left;

    (void)state;
    open_at(&stage, recording, 1.0, 80, 24);
    pass(&stage, 2500);
    assert_true(stage_find(&stage, "The chain", &row, &col));
    stage_resize(&stage, 120, 35);
    assert_true(stage_find(&stage, "The chain", &top, &left));
    assert_int_equal(top, row + 5);
    assert_int_equal(left, col + 20);
    stage_resize(&stage, 60, 20);
    assert_shows(&stage, "given at 80x24");
    stage_close(&stage);
}

/* Told on a smaller terminal it takes the same steps, with what was counted and
 * edited at each, though questions have a step more there. */
static void a_smaller_terminal_takes_the_same_steps(void **state)
{
    static const char text[] =
        "@0 size 130x40\n@0 go 1.4\n@2 step 4\n@4 step 2\n@6 hand 2 12\n"
        "@8 step\n@10 step\n@12 focus\n@13 nudge . . 0.05\n@14 step\n"
        "@16 step\n@18 step\n@20 step\n@22 slide 2\n@24 step\n@30 quit\n";
    struct stage large, small;

    (void)state;
    open_at(&large, text, 1.0, 130, 40);
    open_at(&small, text, 1.0, 80, 24);
    for (int i = 0; i < 30; i++) {
        const struct talk *is = small.app->talk, *wanted = large.app->talk;

        pass(&large, 1000);
        stage_text(&large);
        clock_ms -= 1000;
        pass(&small, 1000);
        stage_text(&small);
        assert_true(is->key == wanted->key);
        assert_int_equal(is->step, wanted->step);
        assert_int_equal(is->hands[0].raised[1], wanted->hands[0].raised[1]);
        assert_memory_equal(lab_prediction(stage_lab(&small), 0),
                            lab_prediction(stage_lab(&large), 0),
                            3 * sizeof(double));
        assert_false(small.app->message_bad);
    }
    assert_int_equal(large.app->talk->hands[0].raised[1], 12);
    stage_close(&large);
    stage_close(&small);
}

/* Twelve paragraphs at one go, in 16 rows six of them, with blank rows between:
 * the first at first, the last when half of the time is gone. */
static void what_has_no_room_is_shown_in_turns(void **state)
{
    char path[] = "/tmp/likely-turns-XXXXXX.md", script[128];
    struct strbuf text = { 0 };
    struct stage stage;
    int fd = mkstemps(path, 3);

    (void)state;
    assert_true(fd >= 0);
    close(fd);
    for (int i = 1; i <= 12; i++)
        strbuf_printf(&text, "Word %d.\n\n", i);
    assert_true(file_replace(path, (struct slice){ text.at, text.len }, NULL));
    snprintf(script, sizeof script, "@0 size 80x40\n@0 go %s\n@20 quit\n",
             path);
    open_at(&stage, script, 1.0, 80, 16);
    pass(&stage, 1000);
    assert_shows(&stage, "Word 1.");
    assert_false(stage_shows(&stage, "Word 12."));
    pass(&stage, 18000);
    assert_shows(&stage, "Word 12.");
    assert_false(stage_shows(&stage, "Word 1."));
    stage_resize(&stage, 80, 40);
    assert_shows(&stage, "Word 1.");
    assert_shows(&stage, "Word 12.");
    unlink(path);
    strbuf_finish(&text);
    stage_close(&stage);
}

static bool key_waits(void *context)
{
    (void)context;
    return true;
}

/* Two lines are due: a key that waits is answered between them. */
static void a_key_does_not_await_all_that_is_due(void **state)
{
    const struct event wake = { .kind = EVENT_WAKE, .waits = key_waits };
    struct stage stage;

    (void)state;
    open_at(&stage, recording, 1.0, 80, 24);
    clock_ms += 4100;
    stage.verdict = app_handle(stage.app, &wake);
    assert_int_equal(stage.verdict.wake_ms, 1);
    assert_after(&stage, 4);
    stage_keys(&stage, "space");
    pass(&stage, 1000);
    assert_after(&stage, 4);
    stage_close(&stage);
}

static void nothing_is_written_for_who_made_it(void **state)
{
    struct stage stage;

    (void)state;
    open_at(&stage, "@0 go 1.4\n@1 export /tmp/likely-hostile.svg\n", 1.0, 80,
            24);
    pass(&stage, 2000);
    assert_shows(&stage, "writes no file");
    stage_close(&stage);
}

static void what_cannot_be_played_is_refused_before(void **state)
{
    static const char *const scripts[] = { "@0 go 1.4\n@1 steep\n",
                                           "@0 go 1.4\n@1 step 1 2 3 4\n",
                                           "@0 go 1.4\n@1 step" };
    struct stage stage;

    (void)state;
    stage_open(&stage, (struct stage_options){ .talk = true, .real = true });
    for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++) {
        struct talk_options talk = { .minutes = 0 };
        struct play_options play = {
            .text = slice_of(scripts[i]), .name = "talk", .speed = 1.0, .ms = ms
        };
        struct err err = { 0 };

        assert_null(app_create((struct app_options){ .course = stage.course,
                                                     .talk = &talk,
                                                     .play = &play },
                               &err));
        assert_string_equal(err.file, "talk");
        assert_int_equal(err.line, 2);
        assert_int_equal(err.column, i < 2 ? 4 : 8);
    }
    stage_close(&stage);
}

static const struct fit *first_fit(struct stage *stage)
{
    return fits_get(app_section(stage->app)->fits, 0)->fit;
}

/* A run is shown by its frames, and waits where it was paused, however many
 * frames there were: 25 steps in a minute, when 40 ms make one. */
static void a_run_waits_where_it_was_paused(void **state)
{
    struct stage stage;
    char script[1024];

    (void)state;
    snprintf(script, sizeof script,
             "@0 size 80x40\n@0 go %s/data/screen/fits.md\n"
             "@1 fit rate 0.1\n@2 fit run +\n@60 fit pause 25\n@70 step\n",
             getenv("LIKELY_TESTS"));
    open_at(&stage, script, 1.0, 80, 40);
    pass(&stage, 2100);
    assert_true(fit_steps(first_fit(&stage)) < 5);
    pass(&stage, 30000);
    assert_int_equal(fit_steps(first_fit(&stage)), 25);
    assert_true(fit_running(first_fit(&stage)));
    assert_true(stage.verdict.wake_ms > 900);
    pass(&stage, 30000);
    assert_int_equal(fit_steps(first_fit(&stage)), 25);
    assert_false(fit_running(first_fit(&stage)));
    /* At once, and back to before it. */
    stage_keys(&stage, "left left right right");
    assert_int_equal(fit_steps(first_fit(&stage)), 25);
    stage_close(&stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_are_run_when_they_are_due),
        cmocka_unit_test(speed_is_a_factor),
        cmocka_unit_test(space_holds_it_and_goes_on),
        cmocka_unit_test(a_stop_holds_it_where_it_is),
        cmocka_unit_test(arrows_run_the_next_line_and_take_it_back),
        cmocka_unit_test(who_goes_on_finds_the_talk_as_it_was),
        cmocka_unit_test(q_leaves),
        cmocka_unit_test(a_larger_terminal_shows_it_as_it_was),
        cmocka_unit_test(a_smaller_terminal_takes_the_same_steps),
        cmocka_unit_test(what_has_no_room_is_shown_in_turns),
        cmocka_unit_test(a_key_does_not_await_all_that_is_due),
        cmocka_unit_test(nothing_is_written_for_who_made_it),
        cmocka_unit_test(what_cannot_be_played_is_refused_before),
        cmocka_unit_test(a_run_waits_where_it_was_paused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
