/* test_no_mouse.c - whatever the mouse does, keys do.
 *
 * On every screen of scenes.h each thing that a click finds is clicked, and
 * what came of it must be among the screens that keys lead to from there: each
 * key that is told of at all, arrows through a list, a table and a formula,
 * and one marked equation or figure after the other. A message below may
 * differ. Where a click also says how far, as on a bar or in a figure, what
 * has the keys then must be among what keys reach; they type the value. The
 * clicks come first, and the walk ends when all are met. Scenes in ASCII are
 * left out: their keys are those of the others.
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

/* What a click led to, which keys are to lead to. */
struct wanted {
    struct spot spot;
    bool loosely; /* what has the keys is enough */
    bool reached;
    int row, col;
    struct target target;
};

enum { CLICKS_MAX = 512, IN_TURN = 6 };

struct reach {
    struct wanted wanted[CLICKS_MAX];
    size_t count, left;
    struct spot last;
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

    app_settle(stage->app);
    app_draw(stage->app, stage->canvas);
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
    spot.focus = mix(spot.focus, (uint64_t)study->link);
    spot.focus = mix(spot.focus, study->inspect != NULL);
    return spot;
}

static bool same_spot(struct spot a, struct spot b)
{
    return a.seen == b.seen && a.focus == b.focus;
}

static void note(struct reach *reach, struct stage *stage)
{
    struct spot spot = spot_now(stage);

    reach->last = spot;
    for (size_t i = 0; i < reach->count; i++) {
        struct wanted *one = &reach->wanted[i];

        if (one->reached || (one->spot.seen != spot.seen &&
                             !(one->loosely && one->spot.focus == spot.focus)))
            continue;
        one->reached = true;
        reach->left--;
    }
}

static void press(struct reach *reach, struct stage *stage, const char *keys)
{
    struct slice rest = slice_of(keys), name;

    while (reach->left && slice_word(&rest, &name)) {
        struct event event = { .kind = EVENT_KEY,
                               .press = press_from_name(name) };

        stage->verdict = app_handle(stage->app, &event);
        note(reach, stage);
    }
}

/* One key until it changes nothing. */
static void press_on(struct reach *reach, struct stage *stage, const char *key,
                     int most)
{
    struct spot before = { 0, 0 };

    for (int i = 0; i < most && reach->left; i++) {
        press(reach, stage, key);
        if (i > 0 && same_spot(before, reach->last))
            break;
        before = reach->last;
    }
}

/* Through rows and columns, or the parts of a formula. */
static void sweep(struct reach *reach, struct stage *stage)
{
    for (int row = 0; row < 14; row++) {
        press_on(reach, stage, "right", 10);
        press_on(reach, stage, "left", 10);
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

    if (!reach->left)
        return;
    open(&stage, place);
    note(reach, &stage);
    press(reach, &stage, keys);
    if (far) {
        sweep(reach, &stage);
        sweep_back(reach, &stage);
    }
    stage_close(&stage);
}

static bool same_words(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

/* Of the keys that do the same, one. */
static void try_action(struct reach *reach, const struct place *place,
                       const struct action *action, unsigned where)
{
    const struct action_key *tried[ACTION_KEYS];
    size_t count = 0;

    for (size_t k = 0; k < ACTION_KEYS && action->keys[k].press; k++) {
        const struct action_key *key = NULL;
        char name[32];
        size_t i = 0;

        if (action_of_key(action->keys[k].press, where, &key) != action)
            continue;
        while (i < count && !same_words(tried[i]->arguments, key->arguments))
            i++;
        if (i < count)
            continue;
        tried[count++] = key;
        press_name(action->keys[k].press, KEY_ASCII, name, sizeof name);
        try(reach, place, name, false);
    }
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
        try_action(reach, place, &list[i], where);
}

/* How often a key leads on, at most `most` times, before it comes to where it
 * was. */
static int steps_of(struct reach *reach, const struct place *place,
                    const char *first, const char *key, int most)
{
    struct spot seen[IN_TURN + 1];
    struct stage stage;
    int n = 0, back;

    open(&stage, place);
    note(reach, &stage);
    press(reach, &stage, first);
    seen[0] = reach->last;
    while (reach->left && n < most) {
        press(reach, &stage, key);
        for (back = 0; back <= n; back++)
            if (same_spot(seen[back], reach->last))
                break;
        if (back <= n)
            break;
        seen[++n] = reach->last;
    }
    stage_close(&stage);
    return n;
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

    for (size_t k = 0; k < sizeof keys / sizeof *keys && reach->left; k++) {
        int steps = steps_of(reach, place, first, keys[k], IN_TURN);

        for (int n = k > 0; n <= steps; n++) {
            snprintf(line, sizeof line, "%s ", first);
            for (int i = 0; i < n; i++)
                snprintf(line + strlen(line), sizeof line - strlen(line), "%s ",
                         keys[k]);
            snprintf(line + strlen(line), sizeof line - strlen(line), "enter");
            try(reach, place, line, false);
        }
    }
    for (size_t i = 0; i < sizeof turns / sizeof *turns; i++) {
        snprintf(line, sizeof line, "%s %s", first, turns[i]);
        try(reach, place, line, false);
    }
}

/* Everything that begins with the same keys, unless they lead where others
 * led. */
static void try_keys(struct reach *reach, const struct place *place)
{
    static const char *const first[] = { "", "tab", "esc", "esc tab" };
    struct spot begun[4];

    try_each_key(reach, place);
    for (size_t i = 0; i < 4 && reach->left; i++) {
        size_t k = 0;

        try(reach, place, first[i], false);
        begun[i] = reach->last;
        while (k < i && !same_spot(begun[k], begun[i]))
            k++;
        if (k < i)
            continue;
        try(reach, place, first[i], true);
        try_in_turn(reach, place, first[i]);
    }
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

static void click(struct reach *reach, const struct place *place, int row,
                  int col, struct target target)
{
    struct stage stage;

    open(&stage, place);
    stage_mouse(&stage, MOUSE_PRESS, row, col);
    stage_mouse(&stage, MOUSE_RELEASE, row, col);
    reach->wanted[reach->count++] = (struct wanted){
        .spot = spot_now(&stage),
        .loosely = is_of_points(target.kind),
        .reached = stage.verdict.quit,
        .row = row,
        .col = col,
        .target = target,
    };
    reach->left += !stage.verdict.quit;
    stage_close(&stage);
}

static bool same(const struct target *a, const struct target *b)
{
    return a->kind == b->kind && a->a == b->a && a->b == b->b;
}

/* Each target once, where it is met first. */
static void click_all(struct reach *reach, const struct place *place)
{
    struct stage stage;

    open(&stage, place);
    stage_text(&stage);
    for (int i = 0; i < place->rows * place->cols; i++) {
        int row = i / place->cols, col = i % place->cols;
        size_t k = 0;
        struct hit hit;

        if (!canvas_hit(stage.canvas, row, col, &hit))
            continue;
        while (k < reach->count && !same(&reach->wanted[k].target, &hit.target))
            k++;
        if (k == reach->count && k < CLICKS_MAX)
            click(reach, place, row, col, hit.target);
    }
    stage_close(&stage);
}

static void expect_reached(const struct reach *reach, const struct place *place)
{
    for (size_t i = 0; i < reach->count; i++) {
        const struct wanted *one = &reach->wanted[i];
        struct stage stage;

        if (one->reached)
            continue;
        open(&stage, place);
        stage_mouse(&stage, MOUSE_PRESS, one->row, one->col);
        stage_mouse(&stage, MOUSE_RELEASE, one->row, one->col);
        fail_msg("%s: no keys do what a click at row %d, column %d does "
                 "(target %d: %d, %d) of\n%s",
                 place->scene->name, one->row + 1, one->col + 1,
                 one->target.kind, one->target.a, one->target.b,
                 stage_text(&stage));
    }
}

static void click_kind(enum scene_kind kind, int cols, int rows)
{
    size_t count;
    const struct scene *list = scenes(kind, &count);

    for (size_t i = 0; i < count; i++) {
        struct place place = { kind, &list[i], cols, rows };
        struct reach reach = { .count = 0 };

        /* What a lab that reached its goal plays goes on from where it was. */
        if (list[i].ascii || !strcmp(list[i].name, "reach"))
            continue;
        click_all(&reach, &place);
        try_keys(&reach, &place);
        expect_reached(&reach, &place);
    }
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
