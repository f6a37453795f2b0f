/* The app made, made anew, and taken away. */
#include <stdlib.h>
#include <string.h>

#include "base/fatal.h"
#include "course/course.h"
#include "lesson/catalogue.h"
#include "lesson/record.h"
#include "screen/app_state.h"
#include "screen/desk.h"
#include "screen/notes.h"
#include "screen/passages.h"
#include "screen/player.h"
#include "screen/present.h"

/* The map begins where the learner stopped: in a section, or before the next
 * one that is not read; else at the first. */
static void start_at_latest(struct app *app)
{
    const struct catalogue *catalogue = course_catalogue(app->options.course);
    const struct record_lesson *latest =
        app->options.record ? record_latest(app->options.record) : NULL;

    for (size_t i = 0; latest && i < catalogue->section_count; i++)
        if (!strcmp(catalogue->sections[i].id, latest->lesson))
            app->map.selected = i;
    for (size_t i = app->map.selected; latest && i < catalogue->section_count;
         i++)
        if (app_progress(app, catalogue->sections[i].id) != PROGRESS_DONE) {
            app->map.selected = i;
            return;
        }
}

static bool begin(struct app *app, struct err *err)
{
    const struct app_options options = app->options;

    app->theme = THEME_BOTH;
    if (options.theme)
        theme_from_name(slice_of(options.theme), &app->theme);
    app->base = &screen_map;
    app->study.question = app->told = -1;
    app_resize(app, options.rows, options.cols);
    if (options.talk)
        app->talk = talk_create(options.talk);
    app->options.talk = NULL;
    if (options.notes)
        notes_open(app);
    app->options.notes = NULL;
    if (options.lab)
        desk_open(app);
    else
        start_at_latest(app);
    if (options.section && !study_open(app, options.section, err))
        return false;
    talk_note_begin(app, options.section);
    app_look(app);
    return true;
}

/* What it was, section by section; not the player. */
static void end(struct app *app)
{
    study_leave(app);
    desk_close(app);
    passages_destroy(app->map.passages);
    talk_destroy(app->talk);
    notes_close(app);
    for (size_t i = 0; i < app->prompt.history_count; i++)
        free(app->prompt.history[i]);
    strbuf_finish(&app->copied);
}

struct app *app_create(struct app_options options, struct err *err)
{
    struct app *app = fatal_calloc(1, sizeof *app);

    app->options = options;
    app->options.play = NULL;
    if (options.play)
        app->player = player_create(options.play, err);
    if ((!options.play || app->player) && begin(app, err))
        return app;
    app_destroy(app);
    return NULL;
}

void app_restart(struct app *app)
{
    struct talk_options talk = app->talk->options;
    struct app fresh = { .options = app->options,
                         .player = app->player,
                         .opened = app->opened };

    end(app);
    course_forget(app->options.course, NULL);
    fresh.options.talk = &talk;
    fresh.options.rows = app->rows;
    fresh.options.cols = app->cols;
    *app = fresh;
    begin(app, NULL);
}

void app_destroy(struct app *app)
{
    if (!app)
        return;
    end(app);
    player_destroy(app->player);
    free(app);
}
