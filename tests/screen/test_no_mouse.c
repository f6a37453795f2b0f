/* test_no_mouse.c - whatever the mouse does, keys do.
 *
 * On every screen of scenes.h each thing that a click finds is clicked, and
 * what came of it must be among the screens that keys lead to from there: each
 * key that is told of at all, arrows through a list, a table and a formula,
 * and one marked equation or figure after the other. A message below may
 * differ. Where a click also says how far, as on a bar or in a figure, what
 * has the keys then must be among what keys reach; they type the value.
 *
 * To see it fail: take the keys away from `unit`, or tab from `focus`.
 */
#include "screen/stage.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/own_folder.h"
#include "base/vec.h"
#include "course/course.h"
#include "draw/canvas.h"
#include "draw/target.h"
#include "lesson/catalogue.h"
#include "screen/actions.h"
#include "screen/app_state.h"
#include "screen/desk.h"
#include "screen/scenes.h"

/* What is to be seen, and what has the keys. */
struct spot {
    uint64_t seen, focus;
};

struct reach {
    struct spot *at;
    size_t count, cap;
};

static uint64_t mix(uint64_t hash, uint64_t value)
{
    return (hash ^ value) * 0x100000001b3u + 1;
}

static struct spot spot_now(struct stage *stage)
{
    const struct study *study = &stage->app->study;
    const struct section *section = app_section(stage->app);
    struct spot spot = { 0, 0 };
    int rows = canvas_rows(stage->canvas) - 1, cols;

    stage_text(stage);
    cols = canvas_cols(stage->canvas);
    for (int i = 0; i < rows * cols; i++) {
        const struct cell *cell =
            canvas_cell(stage->canvas, i / cols, i % cols);

        spot.seen = mix(mix(spot.seen, cell->rune),
                        (uint64_t)cell->role << 8 | cell->attr);
    }
    spot.focus = mix(spot.focus, (uintptr_t)stage->app->base);
    spot.focus = mix(spot.focus, section ? section->entry->index : SIZE_MAX);
    spot.focus = mix(spot.focus, study->lab_focus);
    spot.focus = mix(spot.focus, study->lab_focus ? study->row : 0);
    spot.focus = mix(spot.focus, (uint64_t)study->question);
    spot.focus = mix(spot.focus, study->question < 0 ? 0 : study->choice);
    spot.focus = mix(spot.focus, (uint64_t)study->marked);
    spot.focus = mix(spot.focus, (uint64_t)study->chart);
    spot.focus = mix(spot.focus, study->inspect != NULL);
    return spot;
}

static void note(struct reach *reach, struct stage *stage)
{
    *(struct spot *)vec_push(reach->at, reach->count, reach->cap) =
        spot_now(stage);
}

static void press(struct reach *reach, struct stage *stage, const char *keys)
{
    struct slice rest = slice_of(keys), name;

    while (slice_word(&rest, &name)) {
        struct event event = { .kind = EVENT_KEY,
                               .press = press_from_name(name) };

        stage->verdict = app_handle(stage->app, &event);
        note(reach, stage);
    }
}

/* Through rows and columns, or the parts of a formula. */
static void sweep(struct reach *reach, struct stage *stage)
{
    for (int row = 0; row < 14; row++) {
        for (int col = 0; col < 10; col++)
            press(reach, stage, "right");
        for (int col = 0; col < 10; col++)
            press(reach, stage, "left");
        press(reach, stage, "down");
    }
}

static void sweep_back(struct reach *reach, struct stage *stage)
{
    for (int row = 0; row < 14; row++)
        press(reach, stage, "up right right right left left left");
}

struct place {
    enum scene_kind kind;
    const struct scene *scene;
    int cols, rows;
};

static void open(struct stage *stage, const struct place *place)
{
    scene_open(stage, place->kind, place->scene,
               (struct stage_options){ .cols = place->cols,
                                       .rows = place->rows });
}

/* One sequence of keys from the scene. */
static void try(struct reach *reach, const struct place *place,
                const char *keys, bool far)
{
    struct stage stage;

    open(&stage, place);
    note(reach, &stage);
    press(reach, &stage, keys);
    if (far) {
        sweep(reach, &stage);
        sweep_back(reach, &stage);
    }
    stage_close(&stage);
}

static void try_each_key(struct reach *reach, const struct place *place)
{
    size_t count;
    const struct action *list = actions(&count);
    struct stage stage;
    unsigned where;

    open(&stage, place);
    where = app_where(stage.app);
    stage_close(&stage);
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < ACTION_KEYS && list[i].keys[k].press; k++) {
            const struct action_key *key = NULL;
            char name[32];

            if (action_of_key(list[i].keys[k].press, where, &key) != &list[i])
                continue;
            press_name(list[i].keys[k].press, KEY_ASCII, name, sizeof name);
            try(reach, place, name, false);
        }
}

/* Items one after the other, each taken; and keys that take turns. */
static void try_in_turn(struct reach *reach, const struct place *place,
                        const char *first)
{
    static const char *const keys[] = { "e", "E", "down", "up" };
    static const char *const turns[] = {
        "f f f f f f", "tab f f f f f f tab",
        "b b b b",     "tab b tab",
        "o o o o o o", "O O O O",
        "> > > >",     "< < < <",
        "+ + + + + +", "- - - - - -",
    };
    char line[128];

    for (size_t k = 0; k < sizeof keys / sizeof *keys; k++)
        for (int n = 0; n < 6; n++) {
            snprintf(line, sizeof line, "%s ", first);
            for (int i = 0; i <= n; i++)
                snprintf(line + strlen(line), sizeof line - strlen(line), "%s ",
                         keys[k]);
            snprintf(line + strlen(line), sizeof line - strlen(line), "enter");
            try(reach, place, line, false);
        }
    for (size_t i = 0; i < sizeof turns / sizeof *turns; i++) {
        snprintf(line, sizeof line, "%s %s", first, turns[i]);
        try(reach, place, line, false);
    }
}

static void try_keys(struct reach *reach, const struct place *place)
{
    try_each_key(reach, place);
    try(reach, place, "", true);
    try(reach, place, "esc", true);
    try(reach, place, "tab", true);
    try(reach, place, "esc tab", true);
    try_in_turn(reach, place, "");
    try_in_turn(reach, place, "tab");
    try_in_turn(reach, place, "esc");
}

/* A bar, a slider, a figure and a formula are hit at a point; of terms the
 * one that is hit becomes the index, which keys step or type; and a choice that
 * is clicked stays where it is, while keys may scroll to it. */
static bool is_of_points(int kind)
{
    return kind == TARGET_BAR || kind == TARGET_PARAM ||
           kind == TARGET_FIGURE || kind == TARGET_EQUATION ||
           kind == TARGET_TERM || kind == TARGET_CHOICE;
}

static bool reached(const struct reach *reach, struct spot spot, bool loosely)
{
    for (size_t i = 0; i < reach->count; i++)
        if (reach->at[i].seen == spot.seen ||
            (loosely && reach->at[i].focus == spot.focus))
            return true;
    return false;
}

static void click(const struct reach *reach, const struct place *place, int row,
                  int col, const struct hit *hit)
{
    struct stage stage;
    struct spot spot;

    open(&stage, place);
    stage_mouse(&stage, MOUSE_PRESS, row, col);
    stage_mouse(&stage, MOUSE_RELEASE, row, col);
    spot = spot_now(&stage);
    if (!stage.verdict.quit &&
        !reached(reach, spot, is_of_points(hit->target.kind)))
        fail_msg("%s: no keys do what a click at row %d, column %d does "
                 "(target %d: %d, %d) of\n%s",
                 place->scene->name, row + 1, col + 1, hit->target.kind,
                 hit->target.a, hit->target.b, stage_text(&stage));
    stage_close(&stage);
}

static bool same(const struct target *a, const struct target *b)
{
    return a->kind == b->kind && a->a == b->a && a->b == b->b;
}

static void click_all(const struct place *place)
{
    struct reach reach = { 0 };
    struct target done[512];
    size_t count = 0;
    struct stage stage;

    try_keys(&reach, place);
    open(&stage, place);
    stage_text(&stage);
    for (int i = 0; i < place->rows * place->cols; i++) {
        int row = i / place->cols, col = i % place->cols;
        size_t k = 0;
        struct hit hit;

        if (!canvas_hit(stage.canvas, row, col, &hit))
            continue;
        while (k < count && !same(&done[k], &hit.target))
            k++;
        if (k < count || count == 512)
            continue;
        done[count++] = hit.target;
        click(&reach, place, row, col, &hit);
    }
    stage_close(&stage);
    free(reach.at);
}

static void click_kind(enum scene_kind kind, int cols, int rows)
{
    size_t count;
    const struct scene *list = scenes(kind, &count);

    for (size_t i = 0; i < count; i++)
        click_all(&(struct place){ kind, &list[i], cols, rows });
}

static void keys_do_what_clicks_do_in_the_course(void **state)
{
    (void)state;
    click_kind(SCENE_COURSE, 100, 30);
}

static void on_a_file(void **state)
{
    (void)state;
    click_kind(SCENE_FILE, 100, 30);
}

static void in_a_talk(void **state)
{
    (void)state;
    click_kind(SCENE_TALK, 100, 30);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keys_do_what_clicks_do_in_the_course),
        cmocka_unit_test(on_a_file),
        cmocka_unit_test(in_a_talk),
    };

    return cmocka_run_group_tests(tests, folder_enter, folder_leave);
}
