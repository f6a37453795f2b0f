#include "screen/action_run.h"

#include <string.h>

#include "base/err.h"
#include "course/verb.h"
#include "screen/actions.h"
#include "screen/app_state.h"
#include "screen/desk.h"
#include "screen/map.h"
#include "screen/player.h"
#include "screen/present.h"

static bool move(const struct call *call, enum move way, struct err *err)
{
    const struct screen *screen = app_screen(call->app);

    return screen->move(call->app, way, err);
}

bool act_up(const struct call *call, struct err *err)
{
    return move(call, MOVE_UP, err);
}

bool act_down(const struct call *call, struct err *err)
{
    return move(call, MOVE_DOWN, err);
}

bool act_left(const struct call *call, struct err *err)
{
    return move(call, MOVE_LEFT, err);
}

bool act_right(const struct call *call, struct err *err)
{
    return move(call, MOVE_RIGHT, err);
}

bool act_page_up(const struct call *call, struct err *err)
{
    return move(call, MOVE_PAGE_UP, err);
}

bool act_page_down(const struct call *call, struct err *err)
{
    return move(call, MOVE_PAGE_DOWN, err);
}

bool act_top(const struct call *call, struct err *err)
{
    return move(call, MOVE_TOP, err);
}

bool act_bottom(const struct call *call, struct err *err)
{
    return move(call, MOVE_BOTTOM, err);
}

bool act_take(const struct call *call, struct err *err)
{
    return app_screen(call->app)->take(call->app, call->verdict, err);
}

bool act_close(const struct call *call, struct err *err)
{
    return app_screen(call->app)->close(call->app, err);
}

bool act_help(const struct call *call, struct err *err)
{
    struct app *app = call->app;

    (void)err;
    app->over = app->over == &screen_help ? NULL : &screen_help;
    app->help_first = 0;
    return true;
}

bool act_prompt(const struct call *call, struct err *err)
{
    (void)err;
    prompt_open(call->app, call->count ? call->args[0] : slice_of(""));
    return true;
}

bool act_complete(const struct call *call, struct err *err)
{
    return prompt_complete(call->app, err);
}

bool act_erase(const struct call *call, struct err *err)
{
    struct app *app = call->app;

    if (app->over == &screen_find) {
        find_erase(app, !call->count);
        return true;
    }
    if (app->over == &screen_jump) {
        field_erase(&app->talk->find, !call->count);
        app->talk->found = 0;
        return true;
    }
    if (app->over != &screen_prompt && app->over != &screen_typing &&
        app->over != &screen_answering)
        return err_set(err, "nothing is being typed");
    field_erase(app->over == &screen_prompt ? &app->prompt.field : &app->typing,
                !call->count);
    return true;
}

bool act_press(const struct call *call, struct err *err)
{
    struct event event = { .kind = EVENT_KEY,
                           .press = press_from_name(call->args[0]) };
    struct verdict verdict;

    if (event.press == PRESS_NONE)
        return err_set(err, "no key '%.*s'; write x, ctrl-r, page-down",
                       SLICE_ARG(call->args[0]));
    verdict = app_handle(call->app, &event);
    *call->verdict = verdict;
    if (verdict.bell)
        return err_set(err, "%s", call->app->message.text);
    return true;
}

bool act_click(const struct call *call, struct err *err)
{
    struct event event = { .kind = EVENT_MOUSE, .mouse = MOUSE_PRESS };
    long row, col;

    if (!verb_count(call->args[0], &row, err) ||
        !verb_count(call->args[1], &col, err))
        return false;
    if (row < 1 || col < 1 || row > call->app->rows || col > call->app->cols)
        return err_set(err, "(%ld, %ld) lies outside the screen", row, col);
    event.row = (int)row - 1;
    event.col = (int)col - 1;
    *call->verdict = app_handle(call->app, &event);
    event.mouse = MOUSE_RELEASE;
    if (!call->verdict->bell)
        app_handle(call->app, &event);
    if (call->verdict->bell)
        return err_set(err, "%s", call->app->message.text);
    return true;
}

/* Of a script: a terminal has the size that it has. */
bool act_size(const struct call *call, struct err *err)
{
    struct slice cols = call->args[0], rows;
    const char *by = memchr(cols.at, 'x', cols.len);
    long width, height;

    if (!call->app->scripted || call->app->depth != 1)
        return err_set(err, "the terminal says how large the screen is");
    if (!by)
        return err_set(err, "'%.*s' is no size: 100x30 would do",
                       SLICE_ARG(call->args[0]));
    cols.len = (size_t)(by - cols.at);
    rows = slice_sub(call->args[0], cols.len + 1, call->args[0].len);
    if (!slice_long(cols, &width) || !slice_long(rows, &height) || width < 1 ||
        height < 1 || width > CANVAS_MAX || height > CANVAS_MAX)
        return err_set(err, "'%.*s' is no size: 1x1 to %dx%d would do",
                       SLICE_ARG(call->args[0]), CANVAS_MAX, CANVAS_MAX);
    if (call->app->player)
        player_size(call->app, (int)width, (int)height);
    else
        app_resize(call->app, (int)height, (int)width);
    return true;
}

/* What somebody tried in vain belongs to what was seen. */
bool act_try(const struct call *call, struct err *err)
{
    struct slice rest = call->args[0], name;
    struct err why = { 0 };

    if (slice_word(&rest, &name) && slice_is(name, "try"))
        return err_set(err, "once is enough: try ACTION");
    if (!action_line(call->app, call->args[0], call->verdict, &why))
        app_refuse(call->app, &why, call->verdict);
    return true;
}

bool act_wait(const struct call *call, struct err *err)
{
    (void)call;
    (void)err;
    return true;
}

bool act_refresh(const struct call *call, struct err *err)
{
    (void)err;
    call->verdict->redraw = true;
    call->verdict->repaint = true;
    return true;
}

bool act_suspend(const struct call *call, struct err *err)
{
    (void)err;
    call->verdict->suspend = true;
    return true;
}

bool act_quit(const struct call *call, struct err *err)
{
    (void)err;
    if (desk_unwritten(call->app) || desk_writes(call->app))
        ask_quit(call->app);
    else
        call->verdict->quit = true;
    return true;
}
