#include "cli/screen_options.h"

#include <langinfo.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/slice.h"
#include "base/strbuf.h"
#include "cli/command.h"
#include "draw/canvas.h"
#include "draw/writer.h"
#include "screen/action_script.h"
#include "ui/charset.h"
#include "ui/ui.h"

static bool is_set(const char *variable)
{
    const char *value = getenv(variable);

    return value && *value;
}

struct screen_options screen_options(void)
{
    return (struct screen_options){
        .cols = 80,
        .rows = 24,
        .ascii = strcmp(nl_langinfo(CODESET), "UTF-8") != 0,
        .still = is_set("LIKELY_STILL"),
        .words = is_set("LIKELY_WORDS"),
        .dots = charset_lacks_braille() ? DOTS_BLOCKS : DOTS_BRAILLE,
    };
}

static bool is_one_of(const char *word, const char *const *list)
{
    while (*list && strcmp(word, *list) != 0)
        list++;
    return *list != NULL;
}

/* False when the value is none of those it may have. */
static bool take_value(struct screen_options *screen, int option)
{
    static const char *const dumps[] = { "text", "ansi", "svg", NULL };
    static const char *const themes[] = { "both", "light", "dark",
                                          "mono", "room",  NULL };

    switch (option) {
    case 'D':
        return dots_from_name(slice_of(optarg), &screen->dots);
    case 's':
        screen->script = optarg;
        return true;
    case 'd':
        screen->dump = optarg;
        return is_one_of(optarg, dumps);
    case 'C':
        screen->theme = optarg;
        return is_one_of(optarg, themes);
    default:
        screen->sized = true;
        return command_size(optarg, &screen->cols, &screen->rows);
    }
}

int screen_option(struct screen_options *screen, const struct command *command,
                  int option, char **argv)
{
    switch (option) {
    case 'a':
        screen->ascii = true;
        return STATUS_WELL;
    case 'S':
        screen->still = true;
        return STATUS_WELL;
    case 'W':
        screen->words = true;
        return STATUS_WELL;
    case 'm':
        screen->no_mouse = true;
        return STATUS_WELL;
    case 'D':
    case 's':
    case 'd':
    case 'C':
    case 'z':
        return take_value(screen, option)
                   ? STATUS_WELL
                   : command_usage(command,
                                   "'%s' is not a value of that option",
                                   optarg);
    default:
        return command_bad_option(command, argv);
    }
}

bool screen_scripted(const struct screen_options *screen)
{
    return screen->script || screen->dump;
}

void screen_fill(const struct screen_options *screen,
                 struct app_options *options)
{
    options->theme = screen->theme;
    options->ascii = screen->ascii;
    options->dots = screen->dots;
    options->still = screen->still;
    options->words = screen->words;
    options->rows = screen->rows;
    options->cols = screen->cols;
    if (!options->lines && !screen_scripted(screen))
        ui_size(&options->cols, &options->rows);
}

static void print_dump(const struct screen_options *screen, struct app *app)
{
    int cols = screen->cols, rows = screen->rows;
    struct canvas *canvas;
    struct strbuf out = { 0 };
    enum theme theme = THEME_BOTH;

    /* The script may have said how large it is. */
    if (!screen->sized)
        app_size(app, &cols, &rows);
    canvas = canvas_create(rows, cols, app_ascii(app));
    app_settle(app);
    app_draw(app, canvas);
    theme_from_name(slice_of(app_theme(app)), &theme);
    if (strcmp(screen->dump, "svg") == 0)
        writer_svg(&out, canvas, theme);
    else if (strcmp(screen->dump, "ansi") == 0)
        writer_ansi(&out, canvas, theme, 256);
    else
        writer_text(&out, canvas);
    fwrite(strbuf_text(&out), 1, out.len, stdout);
    strbuf_finish(&out);
    canvas_destroy(canvas);
}

bool screen_play(const struct screen_options *screen, struct app *app,
                 struct err *err)
{
    if (screen->script && !script_run(app, screen->script, err))
        return false;
    if (screen->dump)
        print_dump(screen, app);
    return true;
}
