/* test_spoken.c - keys are called so that a voice says each of them.
 *
 * Screen readers pass signs over, and say "e" for E. With --words no hint and
 * no line of the help is a sign alone; --plain always names them.
 */
#include "screen/stage.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/own_folder.h"
#include "draw/canvas.h"
#include "screen/actions.h"
#include "screen/app_state.h"
#include "screen/scenes.h"

static void every_key_is_a_word_of_its_own(void **state)
{
    size_t count;
    const struct action *list = actions(&count);

    (void)state;
    for (size_t i = 0; i < count; i++)
        for (int k = 0; k < ACTION_KEYS && list[i].keys[k].press; k++) {
            uint32_t press = list[i].keys[k].press;
            char name[32];

            press_name(press, KEY_WORDS, name, sizeof name);
            for (const char *c = name; *c; c++)
                assert_true((*c >= 'a' && *c <= 'z') ||
                            (*c >= '0' && *c <= '9') ||
                            (*c == '-' && c > name && c[1]));
            assert_int_equal(press_from_name(slice_of(name)), press);
        }
}

/* And so is what can be typed at all. */
static void every_sign_of_a_keyboard_has_a_name(void **state)
{
    (void)state;
    for (uint32_t press = ' '; press < 0x7f; press++) {
        char name[32];

        press_name(press, KEY_WORDS, name, sizeof name);
        assert_true((name[0] >= 'a' && name[0] <= 'z') ||
                    (name[0] >= '0' && name[0] <= '9'));
        assert_int_equal(press_from_name(slice_of(name)), press);
    }
}

/* The names of keys in a row, as its cells have them. */
static bool names_signs(const struct canvas *canvas, int row)
{
    for (int col = 0; col < canvas_cols(canvas); col++) {
        const struct cell *cell = canvas_cell(canvas, row, col);

        if (cell->role == ROLE_KEY && cell->attr & ATTR_BOLD &&
            cell->rune != ' ' && cell->rune != '-' &&
            !(cell->rune >= '0' && cell->rune <= '9') &&
            !(cell->rune >= 'a' && cell->rune <= 'z') &&
            !(cell->rune >= 'A' && cell->rune <= 'Z'))
            return false;
    }
    return true;
}

static void check(struct stage *stage, const char *name)
{
    const char *text = stage_text(stage);
    int last = canvas_rows(stage->canvas) - 1;

    if (app_where(stage->app) & (WHERE_FIELD | WHERE_TALK | WHERE_BLANK))
        return;
    /* Keys of hints and of the help; a page has links of that look. */
    for (int row = app_where(stage->app) & WHERE_HELP ? 0 : last; row <= last;
         row++)
        if (!names_signs(stage->canvas, row))
            fail_msg("%s: row %d names a key by a sign alone\n%s", name,
                     row + 1, text);
}

static void no_hint_is_a_sign_alone(void **state)
{
    static const int sizes[][2] = { { 80, 24 }, { 160, 45 } };

    (void)state;
    for (int s = 0; s < 2; s++)
        scenes_visit((struct stage_options){ .cols = sizes[s][0],
                                             .rows = sizes[s][1],
                                             .words = true },
                     check);
}

/* What was just said stands in its place; a talk has its own footer. */
static void check_help(struct stage *stage, const char *name)
{
    const char *text = stage_text(stage);
    const char *row = text + strlen(text) - 1;

    if (!(app_where(stage->app) & (WHERE_MAP | WHERE_SECTION | WHERE_FILE)) ||
        app_where(stage->app) & WHERE_TALK_LAB || app_message(stage->app)[0])
        return;
    while (row > text && row[-1] != '\n')
        row--;
    if (!strstr(row, " help"))
        fail_msg("%s: no help is offered on\n%s", name, text);
}

/* Long words and narrow screens push no help out. */
static void the_way_to_the_help_is_always_told(void **state)
{
    static const int sizes[][2] = { { 40, 12 }, { 80, 24 } };

    (void)state;
    for (int s = 0; s < 2; s++)
        for (int words = 0; words < 2; words++)
            scenes_visit((struct stage_options){ .cols = sizes[s][0],
                                                 .rows = sizes[s][1],
                                                 .words = words },
                         check_help);
}

/* By hand. */
static void a_text_gets_the_names_of_its_signs(void **state)
{
    struct strbuf out = { 0 };

    (void)state;
    press_say(&out, "with shift, or . and ,: by 0.01; - goes back - and +");
    assert_string_equal(strbuf_text(&out),
                        "with shift, or . (dot) and , (comma): by 0.01; "
                        "- (minus) goes back - (minus) and + (plus)");
    strbuf_clear(&out);
    press_say(&out, "an order, e.g. 1/3");
    assert_string_equal(strbuf_text(&out), "an order, e.g. 1/3");
    strbuf_finish(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_key_is_a_word_of_its_own),
        cmocka_unit_test(every_sign_of_a_keyboard_has_a_name),
        cmocka_unit_test(no_hint_is_a_sign_alone),
        cmocka_unit_test(the_way_to_the_help_is_always_told),
        cmocka_unit_test(a_text_gets_the_names_of_its_signs),
    };

    return cmocka_run_group_tests(tests, folder_enter, folder_leave);
}
