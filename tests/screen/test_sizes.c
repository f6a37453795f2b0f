/* test_sizes.c - every screen at every size, on the tests' course and on the
 * real one: nothing crashes, every hint of the footer is a key of the list,
 * and where a line was cut it says so.
 */
#include "screen/stage.h"

#include <stdio.h>

#include "draw/canvas.h"
#include "draw/target.h"
#include "lesson/catalogue.h"
#include "num/rng.h"
#include "screen/actions.h"

static const int sizes[][2] = {
    { 40, 12 },  { 41, 13 },   { 60, 20 },  { 80, 24 },  { 89, 24 },
    { 90, 24 },  { 100, 30 },  { 80, 38 },  { 120, 40 }, { 160, 50 },
    { 200, 60 }, { 300, 100 }, { 39, 12 },  { 40, 11 },  { 1, 1 },
    { 2, 30 },   { 300, 12 },  { 40, 100 },
};

enum { SIZES = sizeof sizes / sizeof *sizes };

static bool key_of_list(const char *name)
{
    size_t count;
    const struct action *list = actions(&count);

    for (size_t i = 0; i < count; i++)
        for (int k = 0; k < ACTION_KEYS && list[i].keys[k].press; k++) {
            char text[32];

            press_name(list[i].keys[k].press, false, text, sizeof text);
            if (!strncmp(name, text, strlen(text)))
                return true;
        }
    return false;
}

/* The text of the cells that carry a hint begins with a key of the list. */
static void hints_are_keys(struct stage *stage)
{
    int row = canvas_rows(stage->canvas) - 1;
    int last = -1;

    for (int col = 0; col < canvas_cols(stage->canvas); col++) {
        struct hit hit;
        char text[64] = "";
        struct strbuf buf = { 0 };

        if (!canvas_hit(stage->canvas, row, col, &hit) ||
            hit.target.kind != TARGET_HINT || hit.target.a == last)
            continue;
        last = hit.target.a;
        for (int c = 0; c < hit.region.cols && c < 10; c++)
            strbuf_rune(&buf, canvas_cell(stage->canvas, row, col + c)->rune);
        snprintf(text, sizeof text, "%s", strbuf_text(&buf));
        strbuf_finish(&buf);
        if (!key_of_list(text))
            fail_msg("hint '%s' is no key of the list", text);
    }
}

static void look(struct stage *stage)
{
    stage_text(stage);
    if (canvas_rows(stage->canvas) >= 12 && canvas_cols(stage->canvas) >= 40)
        hints_are_keys(stage);
}

static void look_round(struct stage *stage, struct rng *rng)
{
    static const char *const walk[] = { "tab",   "?",   "esc",       "down",
                                        "space", "tab", "page-down", "end",
                                        ":",     "esc", "home",      "enter",
                                        "n",     "p" };

    look(stage);
    for (size_t i = 0; i < sizeof walk / sizeof *walk; i++) {
        stage_keys(
            stage,
            walk[(i + rng_next(rng) % 3) % (sizeof walk / sizeof *walk)]);
        look(stage);
    }
}

static void every_screen_stands_at_every_size(void **state)
{
    struct rng rng;

    (void)state;
    rng_seed(&rng, 7);
    for (int i = 0; i < SIZES; i++) {
        struct stage stage;

        stage_open(&stage, (struct stage_options){ .section = "1.1",
                                                   .cols = sizes[i][0],
                                                   .rows = sizes[i][1] });
        look_round(&stage, &rng);
        stage_act(&stage, "go 2.1");
        look_round(&stage, &rng);
        stage_act(&stage, "map");
        look_round(&stage, &rng);
        stage_close(&stage);
    }
}

static void the_free_lab_stands_at_every_size(void **state)
{
    static const char *const files[] = { "films.csv", "images.csv" };
    struct rng rng;

    (void)state;
    rng_seed(&rng, 9);
    for (int i = 0; i < 2 * SIZES; i++) {
        struct stage stage;

        stage_open(&stage, (struct stage_options){ .section = files[i % 2],
                                                   .cols = sizes[i / 2][0],
                                                   .rows = sizes[i / 2][1] });
        look_round(&stage, &rng);
        stage_act(&stage, "set 1 1 0.5");
        stage_act(&stage, "quit");
        look(&stage);
        stage_close(&stage);
    }
}

static void ascii_screens_hold_seven_bits(void **state)
{
    static const char *const scenes[] = {
        "go 1.1", "answer bet 1", "focus",  "go 1.2", "help",
        "close",  "prompt \"s\"", "go 2.1", "map"
    };

    (void)state;
    for (int i = 0; i < SIZES; i++) {
        struct stage stage;

        stage_open(&stage, (struct stage_options){ .section = "1.1",
                                                   .cols = sizes[i][0],
                                                   .rows = sizes[i][1],
                                                   .ascii = true });
        for (size_t k = 0; k < sizeof scenes / sizeof *scenes; k++) {
            stage_act(&stage, scenes[k]);
            for (const char *p = stage_text(&stage); *p; p++)
                assert_true((unsigned char)*p < 0x80);
        }
        stage_close(&stage);
    }
}

static void a_resize_at_any_moment_is_followed(void **state)
{
    struct stage stage;
    struct rng rng;

    (void)state;
    rng_seed(&rng, 8);
    stage_open(&stage, (struct stage_options){ .section = "1.1" });
    for (int i = 0; i < 200; i++) {
        size_t s = rng_next(&rng) % SIZES;

        stage_resize(&stage, sizes[s][0], sizes[s][1]);
        look(&stage);
        stage_keys(&stage, i % 3 ? "space" : "tab");
    }
    stage_close(&stage);
}

/* What somebody has open: a section, and what brought it there; and what must
 * show again where a list may be scrolled otherwise, else the whole screen. */
static const struct {
    const char *section, *acts, *shows;
} opened[] = {
    { "1.2", "reveal;bottom", NULL },
    { "2.1", "reveal;figure 1;cursor 0.25", NULL },
    { "2.4", "reveal;solution one-tail;figure 1;cursor 0.25;adopt", NULL },
    { "3.2", "reveal;figure 1;cursor 1000", NULL },
    { "4.8", "reveal;bottom;fit step 7", NULL },
    { "1.2", "reveal;inspect 2;part next;part in", NULL },
    { "1.3", "reveal;inspect 2;part in;index i 2", NULL },
    { "1.2", "reveal;inspect 2;focus", NULL },
    { "1.1", "focus;press down;press right", NULL },
    { "0.1", "reveal;bottom;choose 2", NULL },
    { "2.2", "reveal;answer three-colours 12345", NULL },
    { "1.2", "map;press down;press down", "▸ ○  1.3" },
    { "1.2", "find entropy", "/entropy" },
    { "1.2", "help;press down", NULL },
    { "1.2", "prompt exam", NULL },
};

static void act_all(struct stage *stage, const char *acts)
{
    struct slice rest = slice_of(acts);

    while (rest.len > 0) {
        char line[64];
        size_t n = 0;

        while (n < rest.len && rest.at[n] != ';')
            n++;
        snprintf(line, sizeof line, "%.*s", (int)n, rest.at);
        rest = slice_sub(rest, n + 1, rest.len);
        stage_act(stage, line);
        stage_text(stage);
    }
}

/* Fails with the first row that is another. */
static void assert_same(const char *now, const char *before, const char *acts,
                        int cols)
{
    struct slice a = slice_of(now), b = slice_of(before), row, was;

    for (int i = 1; slice_line(&a, &row) && slice_line(&b, &was); i++)
        if (!slice_eq(row, was))
            fail_msg("%s at %d columns: row %d was\n'%.*s', is\n'%.*s'", acts,
                     cols, i, SLICE_ARG(was), SLICE_ARG(row));
}

/* A law: whatever is open, after any sizes the first one shows what it did. */
static void nothing_is_lost_in_a_storm_of_sizes(void **state)
{
    static const int from[][2] = { { 80, 24 }, { 100, 30 }, { 40, 12 } };
    char before[32768];
    struct rng rng;

    (void)state;
    rng_seed(&rng, 9);
    for (size_t i = 0; i < 3 * sizeof opened / sizeof *opened; i++) {
        struct stage stage;
        int cols = from[i % 3][0], rows = from[i % 3][1];

        stage_open(&stage,
                   (struct stage_options){ .real = true,
                                           .section = opened[i / 3].section,
                                           .cols = cols,
                                           .rows = rows });
        act_all(&stage, opened[i / 3].acts);
        snprintf(before, sizeof before, "%s", stage_text(&stage));
        for (int k = 0; k < 40; k++) {
            size_t s = rng_next(&rng) % SIZES;

            stage_resize(&stage, sizes[s][0], sizes[s][1]);
            if (k % 2)
                look(&stage);
        }
        stage_resize(&stage, cols, rows);
        if (opened[i / 3].shows)
            assert_shows(&stage, opened[i / 3].shows);
        else
            assert_same(stage_text(&stage), before, opened[i / 3].acts, cols);
        stage_close(&stage);
    }
}

/* Where all of it was in sight, and nothing could move. */
static void who_went_to_the_top_stays_there(void **state)
{
    struct stage stage;
    char before[8192];

    (void)state;
    stage_open(&stage,
               (struct stage_options){ .real = true, .section = "1.4" });
    snprintf(before, sizeof before, "%s", stage_text(&stage));
    stage_keys(&stage, "page-down");
    assert_string_not_equal(stage_text(&stage), before);
    stage_resize(&stage, 300, 200);
    look(&stage);
    stage_keys(&stage, "home");
    stage_resize(&stage, 80, 24);
    assert_string_equal(stage_text(&stage), before);
    stage_close(&stage);
}

/* The course itself, from its first line to its last, at two sizes. */
static void the_real_course_is_walked_through(void **state)
{
    static const int both[][2] = { { 80, 24 }, { 100, 30 } };

    (void)state;
    for (int i = 0; i < 2; i++) {
        struct stage stage;
        struct err err;
        int steps = 0;

        stage_open(&stage, (struct stage_options){ .real = true,
                                                   .section = "1.1",
                                                   .cols = both[i][0],
                                                   .rows = both[i][1] });
        do
            look(&stage);
        while (stage_try(&stage, "forward", &err) && ++steps < 2000);
        assert_string_equal(err.text, "this is the last section");
        stage_close(&stage);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_screen_stands_at_every_size),
        cmocka_unit_test(the_free_lab_stands_at_every_size),
        cmocka_unit_test(ascii_screens_hold_seven_bits),
        cmocka_unit_test(a_resize_at_any_moment_is_followed),
        cmocka_unit_test(nothing_is_lost_in_a_storm_of_sizes),
        cmocka_unit_test(who_went_to_the_top_stays_there),
        cmocka_unit_test(the_real_course_is_walked_through),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
