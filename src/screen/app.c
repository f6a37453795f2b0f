#include "screen/app.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/fatal.h"
#include "base/utf8.h"
#include "course/course.h"
#include "course/equation.h"
#include "course/figure.h"
#include "lab/lab.h"
#include "lesson/catalogue.h"
#include "lesson/record.h"
#include "screen/actions.h"
#include "screen/app_state.h"
#include "screen/desk.h"
#include "screen/fitting.h"
#include "screen/map.h"
#include "screen/notes.h"
#include "screen/player.h"
#include "screen/present.h"

enum { SCREEN_MAX = 1000, MINUTE_MS = 60000 };

const struct screen *app_screen(const struct app *app)
{
    return app->over ? app->over : app->base;
}

bool app_reads(const struct app *app)
{
    return app->base == &screen_study || app->base == &screen_talk;
}

unsigned app_where(const struct app *app)
{
    return app_screen(app)->where(app);
}

void app_say(struct app *app, const char *format, ...)
{
    char text[ERR_TEXT_MAX];
    va_list args;

    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    err_set(&app->message, "%s", text);
    app->message_bad = false;
}

void app_refuse(struct app *app, const struct err *err, struct verdict *verdict)
{
    const char *slash = strrchr(err->file, '/');

    /* A lesson that is not well written says where; the folder is known. */
    if (err->file[0] && err->line > 0)
        app_say(app, "%s:%d: %s", slash ? slash + 1 : err->file, err->line,
                err->text);
    else
        app_say(app, "%s%s%s", err->file, err->file[0] ? ": " : "", err->text);
    app->message_bad = true;
    verdict->bell = true;
}

/* What is displayed in the text, once there is a text to be seen. Free index
 * letters speak of the row that the cursor stands on. */
static void look_at_equations(struct app *app)
{
    struct equations *equations = app->study.equations;

    if (!equations || !study_text_seen(app))
        return;
    if (study_lab(app) && app->study.row < lab_rows(study_lab(app))) {
        equations_show_row(equations, app->study.row);
        figures_show_row(app->section->figures, app->study.row);
    }
    equations_refresh(equations);
    figures_refresh(app->section->figures);
}

/* After whatever may have moved a lab. */
void app_look(struct app *app)
{
    if (app->desk)
        desk_look(app);
    if (app->base == &screen_map)
        map_look(app);
    if (!app_reads(app))
        return;
    if (app->base == &screen_talk) {
        talk_look(app);
        talk_tell(app);
    } else {
        study_reach(app);
        study_look(app);
        study_look_written(app);
    }
    look_at_equations(app);
}

void app_resize(struct app *app, int rows, int cols)
{
    if (rows <= 0 || cols <= 0) {
        rows = 24;
        cols = 80;
    }
    app->rows = rows < SCREEN_MAX ? rows : SCREEN_MAX;
    app->cols = cols < SCREEN_MAX ? cols : SCREEN_MAX;
}

/* A character that is no key of this place. */
static void type(struct app *app, uint32_t rune)
{
    const struct screen *screen = app_screen(app);

    if (!screen->insert)
        return;
    talk_note_press(app, rune);
    app->depth++;
    screen->insert(app, rune);
    app->depth--;
}

static void press(struct app *app, uint32_t code, struct verdict *verdict)
{
    const struct action_key *key = NULL;
    const struct action *action = action_of_key(code, app_where(app), &key);
    struct err err = { 0 };

    if (!action) {
        type(app, code);
        return;
    }
    if (!action_run(app, action, slice_of(key->arguments), verdict, &err))
        app_refuse(app, &err, verdict);
}

/* No field has room for more. */
static void paste(struct app *app, struct slice text)
{
    for (int i = 0; i < FIELD_BYTES && text.len && app->over; i++) {
        unsigned int rune;
        size_t n = utf8_decode(text.at, text.len, &rune);

        if (rune == '\n' || rune == '\r')
            break;
        type(app, rune);
        text = slice_sub(text, n, text.len);
    }
}

static void mouse(struct app *app, const struct event *event,
                  struct verdict *verdict)
{
    const struct screen *screen = app_screen(app);
    struct err err = { 0 };

    if (event->row < 0 || event->col < 0 || event->row >= app->rows ||
        event->col >= app->cols || !screen->mouse)
        return;
    if (!screen->mouse(app, event, verdict, &err))
        app_refuse(app, &err, verdict);
}

/* What is open is read again, wherever the reader is. */
static void changed(struct app *app, struct verdict *verdict)
{
    const struct screen *base = app->base, *over = app->over;
    struct err err = { 0 };

    if (app->notes)
        notes_follow(app);
    if (!app->section)
        return;
    if (!study_reload(app, &err))
        app_refuse(app, &err, verdict);
    talk_note_reload(app);
    app->base = base;
    app->over =
        over == &screen_typing || over == &screen_answering ? NULL : over;
}

/* What comes first of a fit's next frame and an outcome's. */
static int wake(const struct app *app)
{
    int fit = fitting_wake(app), play = study_play_wake(app);

    /* A clock that is shown goes on by the minute. */
    if (!fit && !play && (app->notes || (app->talk && app->talk->clock)))
        return MINUTE_MS;
    return play && (!fit || play < fit) ? play : fit;
}

/* Before what somebody does: what came of the last thing stands. In a talk the
 * mouse pauses a run, as keys do: it leads to another slide. */
static void meet(struct app *app, const struct event *event,
                 struct verdict *verdict)
{
    if (event->kind == EVENT_KEY || app->talk)
        fitting_key(app);
    study_play_end(app);
    app->message.text[0] = '\0';
    if (app->desk && app->desk->due)
        app_work_desk(app, verdict);
}

static bool is_deed(const struct event *event)
{
    return event->kind == EVENT_KEY || event->kind == EVENT_PASTE ||
           (event->kind == EVENT_MOUSE && event->mouse != MOUSE_RELEASE);
}

static void resized(struct app *app, const struct event *event)
{
    int rows = app->rows, cols = app->cols;

    app_resize(app, event->rows, event->cols);
    if (app->rows != rows || app->cols != cols)
        talk_note_size(app);
}

static void frame(struct app *app)
{
    if (app->notes)
        notes_follow(app);
    study_play_frame(app);
    if (fitting(app))
        fitting_frame(app);
}

static void happen(struct app *app, const struct event *event,
                   struct verdict *verdict)
{
    switch (event->kind) {
    case EVENT_KEY:
        /* What a key does to the lab is no part of the drag, whose next move
         * would undo it. */
        app->study.dragging = false;
        press(app, event->press, verdict);
        break;
    case EVENT_PASTE:
        paste(app, event->text);
        break;
    case EVENT_MOUSE:
        mouse(app, event, verdict);
        break;
    case EVENT_RESIZE:
        resized(app, event);
        break;
    case EVENT_CHANGED:
        changed(app, verdict);
        break;
    case EVENT_IDLE:
        verdict->redraw = app_work(app, event, verdict);
        break;
    case EVENT_WAKE:
        frame(app);
        break;
    }
}

void app_after(struct app *app, struct verdict *verdict)
{
    verdict->idle_wanted = app_waits(app);
    verdict->wake_ms = wake(app);
}

struct verdict app_take(struct app *app, const struct event *event)
{
    struct verdict verdict = { .redraw = true };
    bool said = app->message.text[0] || app->study.playing;
    unsigned noted = app->talk ? app->talk->noted : 0;

    if (is_deed(event)) {
        meet(app, event, &verdict);
        happen(app, event, &verdict);
        talk_note_event(app, said, noted);
    } else {
        happen(app, event, &verdict);
    }
    app_look(app);
    app_after(app, &verdict);
    return verdict;
}

struct verdict app_handle(struct app *app, const struct event *event)
{
    return app->player && app->depth == 0 ? player_handle(app, event)
                                          : app_take(app, event);
}

/* A line that comes after a run is meant for its end, but for the one that
 * says where it was paused, and a new size of the screen. */
static bool leaves_run(struct slice line)
{
    struct slice name, what;

    return slice_word(&line, &name) &&
           (slice_is(name, "size") ||
            (slice_is(name, "fit") && slice_word(&line, &what) &&
             slice_is(what, "pause") && slice_word(&line, &what)));
}

bool app_run(struct app *app, struct slice line, bool at_once,
             struct verdict *verdict, struct err *err)
{
    bool fine;

    app->message.text[0] = '\0';
    app->told = -1;
    app->fitted = NULL;
    app->fit_paused = false;
    if (!leaves_run(line))
        fitting_finish(app);
    /* Who goes on with something else has not said yes. */
    if (app->over == &screen_ask && !slice_starts(slice_trim(line), "yes") &&
        !slice_starts(slice_trim(line), "press"))
        app->over = NULL;
    study_play_end(app);
    app->acting = at_once;
    app->scripted = true;
    fine = desk_finish(app, err) && action_line(app, line, verdict, err);
    app->acting = false;
    app_look(app);
    app->scripted = false;
    verdict->redraw = true;
    app_after(app, verdict);
    return fine;
}

bool app_act(struct app *app, struct slice line, struct verdict *verdict,
             struct err *err)
{
    return app_run(app, line, true, verdict, err);
}

void app_size(const struct app *app, int *cols, int *rows)
{
    *cols = app->cols;
    *rows = app->rows;
}

void app_at(struct app *app, double seconds)
{
    if (app->talk)
        app->talk->at = seconds;
}

void app_settle(struct app *app)
{
    const struct event idle = { .kind = EVENT_IDLE };
    struct verdict verdict = { 0 };

    app_look(app);
    fitting_finish(app);
    while (app_waits(app))
        app_work(app, &idle, &verdict);
}

void app_paint(struct app *app, struct canvas *canvas)
{
    canvas_clear(canvas);
    app_resize(app, canvas_rows(canvas), canvas_cols(canvas));
    app->hint_count = 0;
    if (app->rows < SPLIT_ROWS_MIN || app->cols < SPLIT_COLS_MIN) {
        split_tiny_draw(canvas);
        return;
    }
    if (app->over != &screen_help)
        app->base->draw(app, canvas);
    if (app->over)
        app->over->draw(app, canvas);
    canvas_rest(canvas, 2, 2);
}

void app_draw(struct app *app, struct canvas *canvas)
{
    if (app->player)
        player_draw(app, canvas);
    else
        app_paint(app, canvas);
}

const char *app_theme(const struct app *app)
{
    return theme_name(app->theme);
}

bool app_ascii(const struct app *app)
{
    return app->options.ascii;
}

enum progress app_progress(const struct app *app, const char *section)
{
    const struct record_lesson *past =
        app->options.record ? record_lesson(app->options.record, section)
                            : NULL;

    if (!past || (!past->read && !past->visited && !past->known))
        return PROGRESS_NONE;
    return past->read || past->known ? PROGRESS_DONE : PROGRESS_BEGUN;
}

bool app_typing(const struct app *app)
{
    return app_screen(app)->insert && app->over;
}

const struct section *app_section(const struct app *app)
{
    return app_reads(app) ? app->section : NULL;
}

int app_step(const struct app *app)
{
    return app->study.step;
}

size_t app_lab(const struct app *app)
{
    return study_lab(app) ? app->study.lab : SIZE_MAX;
}

int app_question(const struct app *app)
{
    return app->told;
}

const struct section_fit *app_fit(const struct app *app)
{
    return app_section(app) ? app->fitted : NULL;
}

struct inspect *app_inspect(const struct app *app)
{
    return app_section(app) ? app->study.inspect : NULL;
}

const char *app_message(const struct app *app)
{
    return app->message.text;
}
