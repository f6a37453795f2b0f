/* The talk as a script: every action as it is run. What changes the talk
 * without being one is written as the action that does the same. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/err.h"
#include "base/strbuf.h"
#include "course/course.h"
#include "course/fits.h"
#include "draw/theme.h"
#include "screen/actions.h"
#include "screen/fitting.h"
#include "screen/present.h"

static bool notes(const struct app *app)
{
    return app->talk && app->talk->options.note && app->depth == 0;
}

/* A line that is not kept is told once. */
static void note(struct app *app, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static void note(struct app *app, const char *format, ...)
{
    struct talk_options *options = &app->talk->options;
    struct strbuf line = { 0 };
    struct err err = { 0 };
    va_list args;

    /* The line before may have been the first that failed. */
    if (!options->note)
        return;
    va_start(args, format);
    strbuf_vprintf(&line, format, args);
    va_end(args);
    app->talk->noted++;
    if (!options->note(options->note_context, slice_of(strbuf_text(&line)),
                       &err)) {
        options->note = NULL;
        app_say(app, "%s%s%s", err.file, *err.file ? ": " : "", err.text);
        app->message_bad = true;
    }
    strbuf_finish(&line);
}

void talk_note_begin(struct app *app, const char *section)
{
    if (!notes(app))
        return;
    if (app->options.theme)
        note(app, "theme %s", app->options.theme);
    talk_note_size(app);
    if (section)
        note(app, strpbrk(section, " \t") ? "go \"%s\"" : "go %s", section);
}

void talk_note_action(struct app *app, const struct action *action,
                      struct slice rest, bool fine)
{
    /* The key by which a run was paused is written as that. */
    bool paused = app->fit_paused && !strcmp(action->name, "fit") &&
                  slice_is(slice_trim(rest), "run +");

    rest = slice_trim(rest);
    if (notes(app) && !paused)
        note(app, "%s%s%s%.*s", fine ? "" : "try ", action->name,
             rest.len ? " " : "", SLICE_ARG(rest));
}

/* A key that types, or that nothing knows. */
void talk_note_press(struct app *app, uint32_t press)
{
    char name[32];

    if (!notes(app))
        return;
    press_name(press, press < 0x80 || press > 0x10ffff ? KEY_ASCII : KEY_SIGNS,
               name, sizeof name);
    if (press_from_name(slice_of(name)) == press)
        note(app, "press %s", name);
    else if (press >= ' ' && press <= 0x10ffff)
        note(app, "press u+%x", (unsigned int)press);
}

void talk_note_pause(struct app *app)
{
    for (size_t i = 0; notes(app) && i < fits_count(app->section->fits); i++) {
        const struct fit *fit = fits_get(app->section->fits, i)->fit;

        if (fit && fit_running(fit))
            note(app, "fit pause %zu", fit_steps(fit));
    }
}

void talk_note_size(struct app *app)
{
    if (notes(app))
        note(app, "size %dx%d", app->cols, app->rows);
}

void talk_note_event(struct app *app, bool said, unsigned noted)
{
    if (notes(app) && said && app->talk->noted == noted)
        note(app, "wait");
}

void talk_note_reload(struct app *app)
{
    if (notes(app))
        note(app, "reload");
}
