/* test_monochrome.c - nothing is told by colour alone.
 *
 * The law: two screens that look different in 256 colours look different
 * without them, by a sign or an attribute, and in each theme with few. It is
 * tried on every screen of scenes.h and on those to which each key leads from
 * there. What is seen are the cells and what theme.h makes of them; the cursor
 * does not count.
 *
 * To see it fail: have canvas_mark() draw no sign, or deck_view.c dim what is
 * not in the spot without making what is bold.
 */
#include "screen/stage.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/own_folder.h"
#include "base/vec.h"
#include "draw/canvas.h"
#include "draw/theme.h"
#include "screen/actions.h"
#include "screen/app_state.h"
#include "screen/scenes.h"

static const struct way {
    enum theme theme;
    int colours;
} ways[] = {
    { THEME_DARK, 256 }, /* the one that the others are held to */
    { THEME_MONO, 0 },   { THEME_LIGHT, 8 },  { THEME_DARK, 8 },
    { THEME_ROOM, 8 },   { THEME_ROOM, 256 },
};

enum { WAYS = sizeof ways / sizeof *ways, KEYS_MAX = 512 };

struct look {
    uint64_t seen[WAYS]; /* hashes */
    struct cell *cells;
    char from[64]; /* the scene and the key */
};

struct looks {
    struct look *at;
    size_t count, cap;
    int rows, cols;
};

static uint64_t mix(uint64_t hash, uint64_t value)
{
    return (hash ^ value) * 0x100000001b3u;
}

static uint64_t paint_of(struct way way, const struct cell *cell)
{
    struct paint paint =
        theme_paint(way.theme, way.colours, STYLE_WITH(cell->role, cell->attr));

    /* Of a blank its ink is not seen. */
    if (cell->rune == ' ') {
        paint.fg = -1;
        paint.attr &= ATTR_UNDERLINE | ATTR_REVERSE;
    }
    return (uint64_t)(uint16_t)paint.fg << 24 |
           (uint64_t)(uint16_t)paint.bg << 8 | paint.attr;
}

static struct look look_at(const struct canvas *canvas)
{
    int cols = canvas_cols(canvas), n = canvas_rows(canvas) * cols;
    struct look look = { .cells = malloc((size_t)n * sizeof(struct cell)) };

    for (int i = 0; i < n; i++) {
        const struct cell *cell = canvas_cell(canvas, i / cols, i % cols);

        look.cells[i] = *cell;
        for (size_t w = 0; w < WAYS; w++)
            look.seen[w] =
                mix(mix(look.seen[w], cell->rune + 1), paint_of(ways[w], cell));
    }
    return look;
}

static void compare(const struct looks *looks, const struct look *a,
                    const struct look *b, const char *text)
{
    int n = looks->rows * looks->cols, i = 0;
    size_t w = 1;

    while (w < WAYS && a->seen[w] != b->seen[w])
        w++;
    if (w == WAYS)
        return;
    while (i + 1 < n &&
           paint_of(ways[0], &a->cells[i]) == paint_of(ways[0], &b->cells[i]))
        i++;
    fail_msg("'%s' and '%s' look the same in '%s' with %d colours: %s and %s "
             "at row %d, column %d of\n%s",
             a->from, b->from, theme_name(ways[w].theme), ways[w].colours,
             style_role_name((enum role)a->cells[i].role),
             style_role_name((enum role)b->cells[i].role), i / looks->cols + 1,
             i % looks->cols + 1, text);
}

static void see(struct looks *looks, struct stage *stage, const char *scene,
                const char *key)
{
    const char *text = stage_text(stage);
    struct look look = look_at(stage->canvas);

    snprintf(look.from, sizeof look.from, "%s %s", scene, key);
    for (size_t i = 0; i < looks->count; i++) {
        if (looks->at[i].seen[0] == look.seen[0]) {
            free(look.cells);
            return;
        }
        compare(looks, &looks->at[i], &look, text);
    }
    *(struct look *)vec_push(looks->at, looks->count, looks->cap) = look;
}

/* The scene, and each key that does something there. */
static void see_from(struct looks *looks, enum scene_kind kind,
                     const struct scene *scene)
{
    struct stage_options options = { .cols = looks->cols, .rows = looks->rows };
    uint32_t press[KEYS_MAX];
    size_t count, keys = 0;
    const struct action *list = actions(&count);
    struct stage stage;
    unsigned where;

    scene_open(&stage, kind, scene, options);
    see(looks, &stage, scene->name, "");
    where = app_where(stage.app);
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < ACTION_KEYS && list[i].keys[k].press; k++) {
            const struct action_key *key;

            if (action_of_key(list[i].keys[k].press, where, &key) == &list[i] &&
                keys < KEYS_MAX)
                press[keys++] = list[i].keys[k].press;
        }
    stage_close(&stage);
    for (size_t k = 0; k < keys; k++) {
        struct event event = { .kind = EVENT_KEY, .press = press[k] };
        char name[24];

        scene_open(&stage, kind, scene, options);
        stage.verdict = app_handle(stage.app, &event);
        see(looks, &stage, scene->name,
            press_name(press[k], KEY_ASCII, name, sizeof name));
        stage_close(&stage);
    }
}

static void see_all(int cols, int rows)
{
    struct looks looks = { .cols = cols, .rows = rows };

    for (int kind = 0; kind < SCENE_KINDS; kind++) {
        size_t count;
        const struct scene *list = scenes((enum scene_kind)kind, &count);

        for (size_t i = 0; i < count; i++)
            see_from(&looks, (enum scene_kind)kind, &list[i]);
    }
    assert_true(looks.count > 1000);
    for (size_t i = 0; i < looks.count; i++)
        free(looks.at[i].cells);
    free(looks.at);
}

static void screens_differ_without_colours_too(void **state)
{
    (void)state;
    see_all(80, 24);
}

static void and_with_text_and_lab_side_by_side(void **state)
{
    (void)state;
    see_all(100, 30);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(screens_differ_without_colours_too),
        cmocka_unit_test(and_with_text_and_lab_side_by_side),
    };

    return cmocka_run_group_tests(tests, folder_enter, folder_leave);
}
