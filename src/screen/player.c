#include "screen/player.h"

#include <stdlib.h>

#include "base/err.h"
#include "base/fatal.h"
#include "base/vec.h"
#include "screen/actions.h"
#include "screen/app_state.h"
#include "screen/present.h"

enum { TICK_MS = 1000 /* how often the time is drawn anew */ };

static void hold(struct player *player)
{
    player->at = player_now(player);
    player->held = true;
}

static void go_on(struct player *player, double at)
{
    player->at = at;
    player->since = player->options.ms();
}

double player_now(const struct player *player)
{
    long long passed = player->options.ms() - player->since;

    if (player->held || passed < 0)
        return player->at;
    return player->at + (double)passed / 1000.0 * player->options.speed;
}

double player_gap(const struct player *player)
{
    if (player->next == player->count)
        return -1.0;
    return player->lines[player->next].at - player_now(player);
}

/* ---- reading ---- */

struct player *player_create(const struct play_options *options,
                             struct err *err)
{
    struct script_reader reader = { .text = options->text,
                                    .name = options->name };
    struct player *player = fatal_calloc(1, sizeof *player);
    struct script_line line;
    size_t room = 0;
    bool bad;

    player->options = *options;
    while (script_next(&reader, &line, &bad, err)) {
        struct err why;

        if (!action_check(line.action, &why)) {
            bad = true;
            err_at(err, reader.name, line.line, line.column, "%s", why.text);
            break;
        }
        *vec_push(player->lines, player->count, room) = line;
    }
    if (bad) {
        player_destroy(player);
        return NULL;
    }
    go_on(player, 0.0);
    return player;
}

void player_destroy(struct player *player)
{
    if (!player)
        return;
    free(player->lines);
    free(player);
}

/* ---- running ---- */

/* A run is not to go past where it was paused. */
static void look_ahead(struct app *app)
{
    const struct player *player = app->player;
    struct slice rest, word;
    long steps = 0;

    app->fit_most = 0;
    if (player->next == player->count)
        return;
    rest = player->lines[player->next].action;
    if (slice_word(&rest, &word) && slice_is(word, "fit") &&
        slice_word(&rest, &word) && slice_is(word, "pause") &&
        slice_word(&rest, &word) && slice_long(word, &steps) && steps > 0)
        app->fit_most = (size_t)steps;
}

/* What a line asks of the terminal (to leave, to copy) was for another one. A
 * line that is refused, for the section may be another by now, says so. */
static void run_next(struct app *app, bool at_once)
{
    struct player *player = app->player;
    const struct script_line *line = &player->lines[player->next++];
    struct verdict verdict = { 0 };
    struct err err = { 0 };

    app_at(app, line->at);
    if (!app_run(app, line->action, at_once, &verdict, &err)) {
        app_say(app, "line %d: %s", line->line, err.text);
        app->message_bad = true;
    }
    look_ahead(app);
}

/* Of many lines that are due a key need not await the last: what is left is
 * run when the program wakes again. */
static void run_due(struct app *app, const struct event *event)
{
    struct player *player = app->player;

    while (!player->held && player->next < player->count &&
           player_gap(player) <= 0.0) {
        run_next(app, false);
        if (event->waits && event->waits(event->waits_context))
            return;
    }
    if (!player->held && player->next == player->count) {
        if (player->count)
            player->at = player->lines[player->count - 1].at;
        player->held = true;
    }
}

/* From the beginning up to a line. */
static void seek(struct app *app, size_t line)
{
    struct player *player = app->player;

    app_restart(app);
    player->strayed = false;
    player->next = 0;
    while (player->next < line)
        run_next(app, true);
}

static void come_back(struct app *app)
{
    if (app->player->strayed)
        seek(app, app->player->next);
}

/* All that was done at that moment. */
static void step_on(struct app *app)
{
    struct player *player = app->player;
    double at;

    come_back(app);
    if (player->next == player->count)
        return;
    at = player->lines[player->next].at;
    while (player->next < player->count && player->lines[player->next].at <= at)
        run_next(app, false);
    go_on(player, at);
}

/* Not before what is due at once: it opens the section. */
static void step_back(struct app *app)
{
    struct player *player = app->player;
    size_t line = player->next;

    while (line > 0 &&
           player->lines[line - 1].at >= player->lines[player->next - 1].at)
        line--;
    while (line < player->count && player->lines[line].at <= 0.0)
        line++;
    seek(app, line);
    go_on(player, line ? player->lines[line - 1].at : 0.0);
}

static void toggle(struct app *app)
{
    struct player *player = app->player;

    if (!player->held) {
        hold(player);
        return;
    }
    come_back(app);
    player->held = player->next == player->count;
    go_on(player, player->at);
}

/* ---- keys ---- */

/* False for a key that is not the player's: what is typed into a field, and
 * arrows in the lab. */
static bool steer(struct app *app, uint32_t press, struct verdict *verdict)
{
    const struct player *player = app->player;
    bool lab = player->strayed && app->study.lab_focus;

    if (player->strayed && app_typing(app))
        return false;
    if (lab && (press == PRESS_LEFT || press == PRESS_RIGHT))
        return false;
    if (press == ' ')
        toggle(app);
    else if (press == PRESS_RIGHT || press == PRESS_PAGE_DOWN)
        step_on(app);
    else if (press == PRESS_LEFT || press == PRESS_PAGE_UP)
        step_back(app);
    else if (press == 'q' || press == PRESS_CTRL('c'))
        verdict->quit = true;
    else
        return false;
    return true;
}

static void fit_size(struct app *app)
{
    const struct player *player = app->player;

    if (player->cols)
        app_resize(app, player->rows, player->cols);
    else
        app_resize(app, player->high, player->wide);
}

void player_size(struct app *app, int cols, int rows)
{
    app->player->cols = cols;
    app->player->rows = rows;
    fit_size(app);
}

static bool is_deed(const struct event *event)
{
    return event->kind == EVENT_KEY || event->kind == EVENT_PASTE ||
           (event->kind == EVENT_MOUSE && event->mouse == MOUSE_PRESS) ||
           (event->kind == EVENT_MOUSE && event->mouse >= MOUSE_WHEEL_UP);
}

/* Of the terminal alone: nothing of the talk is other after it. */
static bool is_of_terminal(const struct event *event)
{
    return event->kind == EVENT_KEY &&
           (event->press == PRESS_CTRL('l') || event->press == PRESS_CTRL('z'));
}

/* What the talk itself knows how to do. */
static struct verdict pass_on(struct app *app, struct event event)
{
    struct player *player = app->player;
    struct rect frame = player_frame(app);

    if (event.kind == EVENT_RESIZE) {
        player->wide = event.cols > 0 ? event.cols : 80;
        player->high = event.rows > 0 ? event.rows : 24;
        fit_size(app);
        event.rows = app->rows;
        event.cols = app->cols;
    }
    if (is_deed(&event)) {
        hold(player);
        player->strayed |= !is_of_terminal(&event);
    }
    event.row -= frame.row;
    event.col -= frame.col;
    return app_take(app, &event);
}

struct verdict player_handle(struct app *app, const struct event *event)
{
    struct player *player = app->player;
    struct verdict verdict = { .redraw = true };
    double gap;
    int wake;

    if (event->kind != EVENT_KEY || !steer(app, event->press, &verdict))
        verdict = pass_on(app, *event);
    if (!is_deed(event))
        run_due(app, event);
    app_after(app, &verdict);
    verdict.redraw |= event->kind == EVENT_WAKE;
    if (player->held)
        return verdict;
    gap = player_gap(player) * 1000.0 / player->options.speed;
    wake = gap < 1.0 ? 1 : gap < TICK_MS ? (int)gap + 1 : TICK_MS;
    if (!verdict.wake_ms || wake < verdict.wake_ms)
        verdict.wake_ms = wake;
    return verdict;
}
