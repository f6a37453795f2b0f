/* The line behind ':', with completion and history. */
#include <stdlib.h>
#include <string.h>

#include "base/fatal.h"
#include "base/utf8.h"
#include "draw/frame.h"
#include "screen/actions.h"
#include "screen/complete.h"
#include "screen/app_state.h"

static unsigned where(const struct app *app)
{
    (void)app;
    return WHERE_PROMPT;
}

void prompt_open(struct app *app, struct slice text)
{
    field_set(&app->prompt.field, text);
    app->prompt.history_at = app->prompt.history_count;
    app->over = &screen_prompt;
}

/* The line stands where the hints were; they, or what was just said, move up
 * a row. */
static void draw(struct app *app, struct canvas *canvas)
{
    struct prompt *prompt = &app->prompt;
    struct rect line = split_make(app->rows, app->cols, false, false, 0).footer;
    struct rect above = line;
    struct strbuf ghost = { 0 };

    above.row--;
    canvas_fill(canvas, above, ' ', STYLE(ROLE_TEXT));
    app_draw_footer(app, canvas, above);
    canvas_fill(canvas, line, ' ', STYLE(ROLE_TEXT));
    canvas_target(canvas, line, (struct target){ TARGET_NONE, 0, 0 });
    complete_ghost(app, field_slice(&prompt->field), &ghost);
    prompt_draw(canvas, line, ":", prompt->field.text, prompt->field.cursor,
                strbuf_text(&ghost));
    strbuf_finish(&ghost);
}

static void recall(struct prompt *prompt, bool earlier)
{
    if (earlier ? !prompt->history_at
                : prompt->history_at == prompt->history_count)
        return;
    if (prompt->history_at == prompt->history_count)
        prompt->draft = prompt->field;
    prompt->history_at += earlier ? (size_t)-1 : 1;
    if (prompt->history_at == prompt->history_count)
        prompt->field = prompt->draft;
    else
        field_set(&prompt->field,
                  slice_of(prompt->history[prompt->history_at]));
}

static bool move(struct app *app, enum move way, struct err *err)
{
    (void)err;
    if (way == MOVE_UP || way == MOVE_DOWN)
        recall(&app->prompt, way == MOVE_UP);
    else
        field_move(&app->prompt.field, way);
    return true;
}

static void remember(struct prompt *prompt, struct slice line)
{
    size_t last = prompt->history_count - 1;

    if (prompt->history_count && slice_is(line, prompt->history[last]))
        return;
    if (prompt->history_count == HISTORY_LINES) {
        free(prompt->history[0]);
        memmove(prompt->history, prompt->history + 1,
                (HISTORY_LINES - 1) * sizeof *prompt->history);
        prompt->history_count--;
    }
    prompt->history[prompt->history_count++] = fatal_strdup(prompt->field.text);
}

/* What was typed runs where the prompt was opened. A refused line stays to be
 * mended. */
static bool take(struct app *app, struct verdict *verdict, struct err *err)
{
    struct field line = app->prompt.field;
    struct slice text = slice_trim(field_slice(&line));

    app->over = NULL;
    if (!text.len)
        return true;
    remember(&app->prompt, text);
    if (action_line(app, text, verdict, err))
        return true;
    app->prompt.field = line;
    app->prompt.history_at = app->prompt.history_count;
    app->over = &screen_prompt;
    return false;
}

static void insert(struct app *app, uint32_t rune)
{
    field_insert(&app->prompt.field, rune);
}

static bool mouse(struct app *app, const struct event *event,
                  struct verdict *verdict, struct err *err)
{
    (void)app;
    (void)event;
    (void)verdict;
    (void)err;
    return true;
}

bool prompt_complete(struct app *app, struct err *err)
{
    struct strbuf more = { 0 };

    complete_ghost(app, field_slice(&app->prompt.field), &more);
    if (!more.len) {
        bool told = complete_list(app, field_slice(&app->prompt.field), &more);

        if (told)
            app_say(app, "%s", strbuf_text(&more));
        strbuf_finish(&more);
        return told || err_set(err, "nothing completes this");
    }
    field_move(&app->prompt.field, MOVE_BOTTOM);
    for (struct slice rest = { more.at, more.len }; rest.len;) {
        unsigned int rune;
        size_t n = utf8_decode(rest.at, rest.len, &rune);

        field_insert(&app->prompt.field, rune);
        rest = slice_sub(rest, n, rest.len);
    }
    strbuf_finish(&more);
    return true;
}

const struct screen screen_prompt = {
    .where = where,
    .draw = draw,
    .move = move,
    .take = take,
    .close = field_leave,
    .mouse = mouse,
    .insert = insert,
};
