/* test_cursor.c - the terminal's cursor stands on what the keys go to.
 *
 * A braille display and a magnifier show where it is. What the keys go to is
 * known from the cells alone: it is marked by a sign or lit, and what is typed
 * is underlined up to where the next character goes.
 */
#include "screen/stage.h"

#include "base/own_folder.h"
#include "draw/canvas.h"
#include "num/rng.h"
#include "screen/actions.h"
#include "screen/app_state.h"
#include "screen/scenes.h"

/* Places where an item has the keys; elsewhere they turn pages. */
enum {
    WHERE_ITEM = WHERE_MAP | WHERE_QUESTION | WHERE_LAB | WHERE_PART |
                 WHERE_EQUATION | WHERE_FIGURE | WHERE_TALK_FIGURE |
                 WHERE_LINK | WHERE_DESK | WHERE_TALLY | WHERE_FIELD | WHERE_ASK
};

static const int sizes[][2] = {
    { 80, 24 }, { 100, 30 }, { 40, 12 }, { 160, 45 }
};

static bool is_mark(const struct cell *cell)
{
    return cell->rune == 0x25B8 ||
           (cell->rune == '>' && cell->role == ROLE_ACCENT);
}

/* Lit cells in the row, from a column on. */
static bool lit(const struct canvas *canvas, int row, int col)
{
    for (; col < canvas_cols(canvas); col++)
        if (canvas_cell(canvas, row, col)->role == ROLE_FOCUS)
            return true;
    return false;
}

/* Whether the cursor stands behind what is typed, or before it or in it. */
static bool in_field(const struct canvas *canvas, int row, int col)
{
    uint8_t here = canvas_cell(canvas, row, col)->role;

    /* A refusal takes the line's place until the next key. */
    if (here == ROLE_BAD)
        return true;
    return here == ROLE_INPUT || here == ROLE_FAINT || col == 0 ||
           canvas_cell(canvas, row, col - 1)->role == ROLE_INPUT ||
           canvas_cell(canvas, row, col - 1)->role == ROLE_KEY ||
           is_mark(canvas_cell(canvas, row, col - 1));
}

static bool on_item(const struct canvas *canvas, unsigned place, int row,
                    int col)
{
    const struct cell *cell = canvas_cell(canvas, row, col);

    if (place & WHERE_FIELD)
        return in_field(canvas, row, col);
    if (place & WHERE_ASK)
        return cell->role == ROLE_WARN;
    /* A part and a formula's first sign are underlined, not lit, where the
     * cursor is: reversed twice they would look plain. */
    return is_mark(cell) || cell->role == ROLE_FOCUS ||
           (cell->role == ROLE_ACCENT && cell->attr & ATTR_UNDERLINE) ||
           (place & (WHERE_FIGURE | WHERE_TALK_FIGURE) &&
            cell->role == ROLE_ACCENT) ||
           (place & WHERE_DESK && lit(canvas, row, 0));
}

static void check(struct stage *stage, const char *name)
{
    const char *text = stage_text(stage);
    unsigned place = app_where(stage->app);
    int row, col;

    if (!canvas_cursor_at(stage->canvas, &row, &col))
        fail_msg("%s: the cursor is nowhere on\n%s", name, text);
    if (!(place & WHERE_ITEM)) {
        if (canvas_cursor_shown(stage->canvas))
            fail_msg("%s: the cursor is to be seen on\n%s", name, text);
        return;
    }
    if (!canvas_cursor_shown(stage->canvas))
        fail_msg("%s: the cursor is not to be seen on\n%s", name, text);
    if (!on_item(stage->canvas, place, row, col))
        fail_msg("%s: the cursor is at row %d, column %d (%s) of\n%s", name,
                 row + 1, col + 1,
                 style_role_name(
                     (enum role)canvas_cell(stage->canvas, row, col)->role),
                 text);
}

static void it_stands_on_the_item_of_every_screen(void **state)
{
    (void)state;
    for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++)
        scenes_visit((struct stage_options){ .cols = sizes[s][0],
                                             .rows = sizes[s][1] },
                     check);
}

/* Wherever keys lead to. */
static void and_follows_the_keys(void **state)
{
    (void)state;
    for (int kind = 0; kind < SCENE_KINDS; kind++) {
        size_t count;
        const struct scene *list = scenes((enum scene_kind)kind, &count);

        for (size_t i = 0; i < count; i++) {
            struct rng rng;
            struct stage stage;

            rng_seed(&rng, i + 1);
            scene_open(&stage, (enum scene_kind)kind, &list[i],
                       (struct stage_options){ .cols = 80, .rows = 24 });
            for (int k = 0; k < 60; k++) {
                struct event event = { .kind = EVENT_KEY,
                                       .press = stage_any_key(&rng) };

                stage.verdict = app_handle(stage.app, &event);
                if (k % 5 == 0)
                    check(&stage, list[i].name);
            }
            stage_close(&stage);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_stands_on_the_item_of_every_screen),
        cmocka_unit_test(and_follows_the_keys),
    };

    return cmocka_run_group_tests(tests, folder_enter, folder_leave);
}
