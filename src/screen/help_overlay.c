/* The help: the whole list of actions, those of this place first. */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "draw/frame.h"
#include "screen/actions.h"
#include "screen/app_state.h"

/* A column of keys has room for so many bytes before another; what is called by
 * words may have a row for itself. */
enum { KEYS_SHOWN = 10, WORDS_SHOWN = 24, LINES_MAX = 160 };

static unsigned where(const struct app *app)
{
    (void)app;
    return WHERE_HELP;
}

/* How many keys from k on follow each other: 1 2 3, or F1 F2 F3. */
static size_t run_of(const struct action *action, size_t k)
{
    uint32_t first = action->keys[k].press;
    size_t n = 1;

    if ((first < '0' || first > '9') && (first < PRESS_F1 || first > PRESS_F8))
        return 1;
    while (k + n < ACTION_KEYS && action->keys[k + n].press == first + n)
        n++;
    return n;
}

/* "↑ k" or "1 to 9", the keys of an action without those that only repeat
 * it. */
static const char *keys_of(const struct action *action, struct arena *arena,
                           enum key_names names)
{
    struct strbuf text = { 0 };
    const char *out;

    for (size_t k = 0; k < ACTION_KEYS && action->keys[k].press; k++) {
        char name[24];
        bool twice = text.len > (names == KEY_WORDS ? WORDS_SHOWN : KEYS_SHOWN);
        size_t run = run_of(action, k);

        for (size_t i = 0; i < k; i++)
            twice |= action->keys[i].press == action->keys[k].press;
        press_name(action->keys[k].press, names, name, sizeof name);
        if (!twice)
            strbuf_printf(&text, "%s%s", text.len ? " " : "", name);
        if (!twice && run > 2) {
            k += run - 1;
            press_name(action->keys[k].press, names, name, sizeof name);
            strbuf_printf(&text, " to %s", name);
        }
    }
    if (!text.len) {
        strbuf_printf(&text, "%s%s", names == KEY_WORDS ? "" : ":",
                      action->name);
        /* What a refusal proposes is not needed before it. */
        for (size_t i = 0; i < ACTION_ARGUMENTS && action->args[i] &&
                           action->args[i] != ARGUMENT_OVER;
             i++)
            strbuf_printf(&text, " %s", argument_name(action->args[i]));
    }
    out = arena_text(arena, text.at, text.len);
    strbuf_finish(&text);
    return out;
}

/* What it does; where a voice reads it, with the names of its signs. */
static const char *help_of(const struct action *action, struct arena *arena,
                           enum key_names names)
{
    struct strbuf text = { 0 };
    const char *out = action->help;

    if (names != KEY_WORDS)
        return out;
    press_say(&text, action->help);
    out = arena_text(arena, text.at, text.len);
    strbuf_finish(&text);
    return out;
}

static bool is_of_lab(const struct action *action)
{
    return !strcmp(action->group, ACTION_GROUP_LAB) ||
           !strcmp(action->group, ACTION_GROUP_FILE);
}

/* The actions of the lab, or all others. */
static size_t add_lines(const struct app *app, struct arena *arena, bool of_lab,
                        struct help_line *out, size_t n)
{
    size_t count;
    const struct action *list = actions(&count);
    enum key_names names = app_key_names(app);
    const char *group = NULL;

    for (size_t i = 0; i < count && n + 3 < LINES_MAX; i++) {
        if (is_of_lab(&list[i]) != of_lab ||
            (app->talk ? !action_of_talk(&list[i])
                       : action_only_of_talk(&list[i])) ||
            !(app->desk ? action_of_desk(&list[i])
                        : action_of_course(&list[i])))
            continue;
        if (!group || strcmp(list[i].group, group))
            out[n++] = (struct help_line){ NULL, list[i].group };
        group = list[i].group;
        out[n++] = (struct help_line){ keys_of(&list[i], arena, names),
                                       help_of(&list[i], arena, names) };
    }
    return n;
}

/* What can be done here comes first. */
static size_t lines(const struct app *app, struct arena *arena,
                    struct help_line *out)
{
    bool lab = app->desk || (app_reads(app) && app->study.lab_focus);
    size_t n = add_lines(app, arena, lab, out, 0);

    return add_lines(app, arena, !lab, out, n);
}

static struct rect body(const struct app *app)
{
    return (struct rect){ 2, 2, app->rows - 4, app->cols - 4 };
}

static void draw(struct app *app, struct canvas *canvas)
{
    struct arena *arena = arena_create();
    struct help_line list[LINES_MAX];
    size_t count = lines(app, arena, list);
    struct split frame = split_make(app->rows, app->cols, false, false, 0);
    struct header header = { .title =
                                 app->options.words
                                     ? "help: every key and every action"
                                     : "help: every key, and every action for "
                                       "the ':' prompt" };

    header_draw(canvas, frame.header, &header);
    help_draw(canvas, body(app), list, count, app->help_first);
    canvas_rest(canvas, body(app).row, body(app).col);
    app_draw_footer(app, canvas, frame.footer);
    arena_destroy(arena);
}

static int help_rows(const struct app *app)
{
    struct arena *arena = arena_create();
    struct help_line list[LINES_MAX];
    size_t count = lines(app, arena, list);
    int rows = help_draw(NULL, body(app), list, count, 0);

    arena_destroy(arena);
    return rows;
}

static bool move(struct app *app, enum move way, struct err *err)
{
    int height = body(app).rows;
    int most = help_rows(app) - height;

    (void)err;
    if (way == MOVE_UP)
        app->help_first--;
    else if (way == MOVE_DOWN)
        app->help_first++;
    else if (way == MOVE_PAGE_UP)
        app->help_first -= height;
    else if (way == MOVE_PAGE_DOWN)
        app->help_first += height;
    else
        app->help_first = way == MOVE_BOTTOM ? most : 0;
    if (app->help_first > most)
        app->help_first = most;
    if (app->help_first < 0)
        app->help_first = 0;
    return true;
}

static bool close(struct app *app, struct err *err)
{
    (void)err;
    app->over = NULL;
    return true;
}

static bool take(struct app *app, struct verdict *verdict, struct err *err)
{
    (void)verdict;
    return close(app, err);
}

static bool mouse(struct app *app, const struct event *event,
                  struct verdict *verdict, struct err *err)
{
    struct hit hit;

    if (event->mouse == MOUSE_WHEEL_UP || event->mouse == MOUSE_WHEEL_DOWN)
        return action_linef(app, verdict, err,
                            event->mouse == MOUSE_WHEEL_UP ? "up" : "down");
    if (event->mouse == MOUSE_PRESS &&
        app_hit(app, event->row, event->col, &hit) &&
        hit.target.kind == TARGET_HINT)
        return app_click_hint(app, hit.target.a, verdict, err);
    return true;
}

const struct screen screen_help = {
    .where = where,
    .draw = draw,
    .move = move,
    .take = take,
    .close = close,
    .mouse = mouse,
};
