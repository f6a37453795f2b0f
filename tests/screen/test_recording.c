/* test_recording.c - a talk written as a script, and told again.
 *
 * The law: whatever keys and whatever the mouse did, the script of the talk
 * leads to the same screen. Seeds are fixed: a failure comes again.
 */
#include "screen/stage.h"

#include <stdio.h>
#include <stdlib.h>

#include "draw/canvas.h"
#include "num/rng.h"
#include "screen/action_script.h"

enum { SEEDS = 6, EVENTS = 220, TYPED = 8 };

static const char *const sections[] = {
    "1.2", "1.4", "2.4", "4.1", "4.8", NULL
};

enum { SECTIONS = sizeof sections / sizeof *sections };

static unsigned below(struct rng *rng, unsigned n)
{
    return (unsigned)rng_below(rng, n);
}

/* A button goes down, moves a little, and goes up. */
static void any_mouse(struct stage *stage, struct rng *rng)
{
    static const enum mouse kinds[] = { MOUSE_PRESS, MOUSE_WHEEL_UP,
                                        MOUSE_WHEEL_DOWN, MOUSE_DRAG,
                                        MOUSE_RELEASE };
    enum mouse kind = kinds[below(rng, 10) < 7 ? 0 : below(rng, 5)];
    int row = (int)below(rng, 30), col = (int)below(rng, 104) - 2;

    stage_mouse(stage, kind, row, col);
    for (unsigned i = below(rng, 5); kind == MOUSE_PRESS && i > 0; i--)
        stage_mouse(stage, MOUSE_DRAG, row, col + (int)below(rng, 21) - 10);
    if (kind == MOUSE_PRESS && below(rng, 4))
        stage_mouse(stage, MOUSE_RELEASE, row, col);
}

static void any_words(struct stage *stage, struct rng *rng)
{
    static const char *const words[] = {
        ":set 1 1 0.3",   ":examples 3000", ":unit bits",
        ":save a",        ":restore a",     ":hand 2 57",
        ":nonsense",      "gthe",           ":\xE2\x86\x91 \xC3\xA9",
        ":temperature 2", ":go 1.3",        ":map",
        ":say \"x\"",
    };
    struct event paste = { .kind = EVENT_PASTE, .text = slice_of("1/2 \"x\"") };

    stage_type(stage, words[below(rng, sizeof words / sizeof *words)]);
    if (below(rng, 4) == 0)
        stage->verdict = app_handle(stage->app, &paste);
    stage_keys(stage, below(rng, 5) ? "enter" : "esc");
}

static void any_event(struct stage *stage, struct rng *rng)
{
    static const int sizes[][2] = { { 80, 24 }, { 100, 30 }, { 40, 12 } };
    struct event event = { .kind = EVENT_KEY };
    unsigned kind = below(rng, 40), size = below(rng, 3);

    if (kind < 10)
        event.press = PRESS_PAGE_DOWN;
    else if (kind < 24)
        event.press = stage_any_key(rng);
    else if (kind < 26)
        event.press = ' ' + below(rng, 95);
    else if (kind < 32)
        event.kind = below(rng, 2) ? EVENT_WAKE : EVENT_IDLE;
    else if (kind < 34) {
        any_words(stage, rng);
        return;
    } else if (kind < 39) {
        any_mouse(stage, rng);
        return;
    } else {
        stage_resize(stage, sizes[size][0], sizes[size][1]);
        return;
    }
    stage->verdict = app_handle(stage->app, &event);
}

static void same(struct stage *stage, const struct strbuf *recording,
                 unsigned seed, const char *section)
{
    struct stage again;
    struct err err = { 0 };
    char *was, *is;

    stage_wait(stage);
    was = stage_picture(stage);
    stage_open(&again, (struct stage_options){ .talk = true, .real = true });
    if (!script_text(again.app, slice_of(strbuf_text(recording)), "talk", &err))
        fail_msg("seed %u, %s: %s:%d:%d: %s\n%s", seed, section, err.file,
                 err.line, err.column, err.text, strbuf_text(recording));
    is = stage_picture(&again);
    if (strcmp(was, is) != 0) {
        printf("%s\nwas\n%s\nand is\n%s\n", strbuf_text(recording), was, is);
        fail_msg("seed %u, %s: the screen is another", seed, section);
    }
    free(was);
    free(is);
    stage_close(&again);
}

static void whatever_is_done_is_told_again(void **state)
{
    (void)state;
    for (unsigned seed = 0; seed < SEEDS * SECTIONS; seed++) {
        const char *section = sections[seed % SECTIONS];
        struct strbuf recording = { 0 };
        struct stage stage;
        struct rng rng;

        rng_seed(&rng, seed);
        stage_open(&stage, (struct stage_options){ .section = section,
                                                   .talk = true,
                                                   .real = true,
                                                   .recording = &recording });
        for (int i = 0; i < EVENTS && !stage.verdict.quit; i++) {
            any_event(&stage, &rng);
            if (below(&rng, 2))
                app_draw(stage.app, stage.canvas);
            if (i % 55 == 54)
                same(&stage, &recording, seed, section ? section : "the map");
        }
        stage_close(&stage);
        strbuf_finish(&recording);
    }
}

static void begin(struct stage *stage, const char *section,
                  struct strbuf *recording)
{
    stage_open(stage, (struct stage_options){ .section = section,
                                              .talk = true,
                                              .real = true,
                                              .cols = 100,
                                              .rows = 40,
                                              .recording = recording });
}

/* A drag is one step back, as it was: the undo would show another lab. */
static void a_dragged_bar_is_one_step_again(void **state)
{
    struct strbuf recording = { 0 };
    struct stage stage;
    int row, col;

    (void)state;
    begin(&stage, "1.4", &recording);
    assert_true(stage_find(&stage, "\xE2\x96\x88\xE2\x96\x88", &row, &col));
    for (int turn = 0; turn < 2; turn++) {
        stage_mouse(&stage, MOUSE_PRESS, row, col);
        for (int i = 1; i < 6; i++)
            stage_mouse(&stage, MOUSE_DRAG, row, col + i + turn);
        stage_mouse(&stage, MOUSE_RELEASE, row, col + 6);
        same(&stage, &recording, 0, "1.4");
    }
    stage_keys(&stage, "u");
    same(&stage, &recording, 0, "1.4");
    stage_keys(&stage, "u");
    same(&stage, &recording, 0, "1.4");
    stage_close(&stage);
    strbuf_finish(&recording);
}

/* A run stands where a key, or the mouse, paused it. */
static void a_run_stands_where_it_was_paused(void **state)
{
    static const char *const ends[] = { "r", "space", NULL };
    const struct event wake = { .kind = EVENT_WAKE };
    char path[512];

    (void)state;
    snprintf(path, sizeof path, "%s/data/screen/fits.md",
             getenv("LIKELY_TESTS"));
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        struct strbuf recording = { 0 };
        struct stage stage;

        begin(&stage, path, &recording);
        stage_keys(&stage, "f r");
        for (size_t frames = 0; frames < 4 + i; frames++)
            stage.verdict = app_handle(stage.app, &wake);
        if (ends[i])
            stage_keys(&stage, ends[i]);
        else
            stage_mouse(&stage, MOUSE_PRESS, 5, 5);
        assert_non_null(strstr(strbuf_text(&recording), " fit pause "));
        stage_keys(&stage, "page-up");
        same(&stage, &recording, 0, "fits.md");
        stage_close(&stage);
        strbuf_finish(&recording);
    }
}

/* Runs a script in a talk; NULL when it went well, else "LINE:COLUMN: text". */
static const char *told(const char *script)
{
    static char text[ERR_TEXT_MAX + 40];
    struct stage stage;
    struct err err = { 0 };
    bool fine;

    stage_open(&stage, (struct stage_options){ .talk = true, .real = true });
    fine = script_text(stage.app, slice_of(script), "talk", &err);
    stage_close(&stage);
    if (!fine)
        assert_string_equal(err.file, "talk");
    snprintf(text, sizeof text, "%d:%d: %s", err.line, err.column, err.text);
    return fine ? NULL : text;
}

/* Line and column by hand; a column counts characters, not bytes. */
static void what_cannot_be_read_has_a_place(void **state)
{
    (void)state;
    assert_null(told("# a talk\n\n@0.00 go 1.2\n  @3 step\nstep\n@3 step\n"));
    assert_string_equal(told("go 1.2\n@3 step\n@2.5 step\n"),
                        "3:1: this time is before that of a line above");
    assert_non_null(strstr(told("go 1.2\n  @x step\n"), "2:3: no time"));
    assert_non_null(strstr(told("@12\n"), "1:1: no time"));
    assert_non_null(strstr(told("@12 # step\n"), "1:1: no time"));
    assert_non_null(strstr(told("@1.2.3 step\n"), "1:1: no time"));
    assert_non_null(strstr(told("@-1 step\n"), "1:1: no time"));
    assert_non_null(strstr(told("@1e3 step\n"), "1:1: no time"));
    assert_non_null(strstr(told("@nan step\n"), "1:1: no time"));
    assert_non_null(strstr(told("@1000001 step\n"), "1:1: no time"));
    assert_non_null(strstr(told("@1 stepp\n"), "1:4: no action 'stepp'"));
    assert_non_null(strstr(told("@1 go 9.9\n"), "1:4: "));
    assert_non_null(strstr(told("@1 try try step\n"), "1:4: once"));
    assert_string_equal(told("go \xC3\xA9\033[2J\n"),
                        "1:5: a control character");
    assert_string_equal(told("go \xFF\n"), "1:4: this byte is no UTF-8");
    assert_string_equal(told("@1 size 0x9\n"),
                        "1:4: '0x9' is no size: 1x1 to 1000x1000 would do");
    assert_non_null(strstr(told("@1 size 80\n"), "'80' is no size"));
}

/* A refusal that was seen is no fault of the script; one that is not expected
 * is. */
static void a_refusal_that_was_seen_is_seen_again(void **state)
{
    (void)state;
    assert_null(told("go 1.2\n@1 try slide 0\n@2 step\n"));
    assert_non_null(strstr(told("go 1.2\n@1 slide 0\n"), "2:4: slides count"));
}

static const char recording[] =
    "# a talk\n@0.00 size 100x30\n@0.00 go 1.4\n@4.10 step\n@5.25 focus\n"
    "@6.00 press 0\n@7.31 press .\n@7.60 press 1\n@8.00 take\n@9.50 "
    "prompt\n@9.90 press "
    "quote\n"
    "@10.00 close\n@11.00 drag 0.25\n@11.20 drag 0.5 on\n@12.75 step\n";

/* Up to any byte: it runs, or says where it was cut. */
static void one_that_was_cut_says_where(void **state)
{
    char cut[sizeof recording];

    (void)state;
    assert_null(told(recording));
    for (size_t n = 0; n + 1 < sizeof recording; n++) {
        const char *why;
        int line, column;

        memcpy(cut, recording, n);
        cut[n] = '\0';
        why = told(cut);
        if (why)
            assert_true(sscanf(why, "%d:%d: ", &line, &column) == 2 &&
                        line > 0 && column > 0);
        else
            assert_true(n <= 8 || recording[n - 1] == '\n');
    }
}

/* The clock of a talk that is told again goes by its times. */
static void its_clock_goes_by_its_times(void **state)
{
    struct stage stage;
    struct err err = { 0 };

    (void)state;
    stage_open(&stage, (struct stage_options){ .talk = true, .real = true });
    assert_true(script_text(stage.app,
                            slice_of("@0 go 1.2\n@61 clock\n@185.50 step\n"),
                            "talk", &err));
    assert_shows(&stage, "3 min · 42 left");
    stage_close(&stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whatever_is_done_is_told_again),
        cmocka_unit_test(a_dragged_bar_is_one_step_again),
        cmocka_unit_test(a_run_stands_where_it_was_paused),
        cmocka_unit_test(what_cannot_be_read_has_a_place),
        cmocka_unit_test(a_refusal_that_was_seen_is_seen_again),
        cmocka_unit_test(one_that_was_cut_says_where),
        cmocka_unit_test(its_clock_goes_by_its_times),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
