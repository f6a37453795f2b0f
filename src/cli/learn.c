#include <getopt.h>
#include <langinfo.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/slice.h"
#include "base/strbuf.h"
#include "cli/command.h"
#include "cli/list.h"
#include "cli/plain.h"
#include "course/course.h"
#include "draw/canvas.h"
#include "draw/writer.h"
#include "lesson/catalogue.h"
#include "lesson/record.h"
#include "screen/app.h"
#include "screen/action_script.h"
#include "ui/charset.h"
#include "ui/ui.h"

struct wish {
    const struct command *command;
    const char *section; /* NULL: the map, or where learning stopped */
    const char *script, *dump, *theme;
    int cols, rows;
    enum dots_kind dots;
    bool plain, ascii, still, no_mouse, help;
};

/* Where `likely learn` goes on: the section opened last, else the first. */
static const char *place(const struct session *session)
{
    const struct record_lesson *last =
        session->record ? record_latest(session->record) : NULL;

    if (last)
        return last->lesson;
    return session->catalogue->section_count ? session->catalogue->sections->id
                                             : NULL;
}

static struct app *make_app(const struct wish *wish, struct session *session,
                            struct err *err)
{
    struct app_options options = {
        .course = session->course,
        .record = session->record,
        .section = wish->section,
        .theme = wish->theme,
        .ascii = wish->ascii,
        .dots = wish->dots,
        .still = wish->still,
        .lines = wish->plain,
        .rows = wish->rows,
        .cols = wish->cols,
    };

    if (!options.section && wish->command == &command_learn) {
        struct app *app;

        /* Where learning stopped may be gone since: then the map is next. */
        options.section = place(session);
        app = app_create(options, NULL);
        if (app)
            return app;
        options.section = NULL;
    }
    return app_create(options, err);
}

static void print_dump(struct app *app, const struct wish *wish)
{
    struct canvas *canvas =
        canvas_create(wish->rows, wish->cols, app_ascii(app));
    struct strbuf out = { 0 };
    enum theme theme = THEME_BOTH;

    app_settle(app);
    app_draw(app, canvas);
    theme_from_name(slice_of(app_theme(app)), &theme);
    if (strcmp(wish->dump, "svg") == 0)
        writer_svg(&out, canvas, theme);
    else if (strcmp(wish->dump, "ansi") == 0)
        writer_ansi(&out, canvas, theme, 256);
    else
        writer_text(&out, canvas);
    fwrite(strbuf_text(&out), 1, out.len, stdout);
    strbuf_finish(&out);
    canvas_destroy(canvas);
}

/* A script leaves no trace in the learner's record, and the same script gives
 * the same screen for everybody. */
static int run_script(const struct wish *wish, struct session *session)
{
    struct err err;
    struct app *app;
    int status = STATUS_WELL;

    if (wish->section && session_is_file(wish->section))
        course_mend(session->course);
    app = make_app(wish, session, &err);
    if (app && app_section(app) && app_section(app)->mistake) {
        err_print(app_section(app)->mistake, stderr);
        status = STATUS_BAD_INPUT;
    }
    if (!app || (wish->script && !script_run(app, wish->script, &err))) {
        err_print(&err, stderr);
        status = STATUS_BAD_INPUT;
    } else if (wish->dump) {
        print_dump(app, wish);
    }
    app_destroy(app);
    return status;
}

static int run_app(const struct wish *wish, struct session *session,
                   int *signal)
{
    struct ui_options options = { .mouse = !wish->no_mouse };
    struct err err;
    struct app *app;
    int status = STATUS_BAD_INPUT;

    /* A file of one's own is followed while it is being written, and what is
     * not well written yet stands in its place. */
    if (wish->section && session_is_file(wish->section)) {
        options.watched = wish->section;
        course_mend(session->course);
    }
    app = make_app(wish, session, &err);
    if (app)
        status = wish->plain ? plain_run(app, session, wish->ascii)
                             : ui_run(app, &options, signal, &err);
    if (!app || status == STATUS_BAD_COMMAND)
        err_print(&err, stderr);
    app_destroy(app);
    return status;
}

/* Without a terminal the course is still something to read. */
static int no_terminal(const struct wish *wish, struct session *session,
                       const struct err *err)
{
    err_print(err, stderr);
    if (wish->section)
        return STATUS_BAD_COMMAND;
    list_print(session);
    return STATUS_WELL;
}

static int open_and_run(const struct wish *wish)
{
    bool scripted = wish->script || wish->dump;
    bool file = wish->section && session_is_file(wish->section);
    struct session session;
    struct err err;
    int signal = 0, status;

    if (!session_open(&session, !scripted, file, &err)) {
        err_print(&err, stderr);
        return STATUS_BAD_INPUT;
    }
    if (scripted)
        status = run_script(wish, &session);
    else if (!wish->plain && !ui_usable(&err))
        status = no_terminal(wish, &session, &err);
    else
        status = run_app(wish, &session, &signal);
    session_close(&session);
    if (signal)
        ui_die(signal);
    return status;
}

static bool is_one_of(const char *word, const char *const *list)
{
    while (*list && strcmp(word, *list) != 0)
        list++;
    return *list != NULL;
}

/* Checks one option; false when its value is none of those it may have. */
static bool take_option(struct wish *wish, int c)
{
    static const char *const dumps[] = { "text", "ansi", "svg", NULL };
    static const char *const themes[] = { "both", "light", "dark", "mono",
                                          NULL };

    switch (c) {
    case 'p':
        wish->plain = true;
        return true;
    case 'a':
        wish->ascii = true;
        return true;
    case 'D':
        return dots_from_name(slice_of(optarg), &wish->dots);
    case 'S':
        wish->still = true;
        return true;
    case 'm':
        wish->no_mouse = true;
        return true;
    case 's':
        wish->script = optarg;
        return true;
    case 'd':
        wish->dump = optarg;
        return is_one_of(optarg, dumps);
    case 't':
        wish->theme = optarg;
        return is_one_of(optarg, themes);
    case 'z':
        return command_size(optarg, &wish->cols, &wish->rows);
    default:
        wish->help = true;
        return true;
    }
}

static int run_with(struct wish *wish, int argc, char **argv)
{
    static const struct option options[] = {
        { "plain", no_argument, NULL, 'p' },
        { "ascii", no_argument, NULL, 'a' },
        { "dots", required_argument, NULL, 'D' },
        { "still", no_argument, NULL, 'S' },
        { "no-mouse", no_argument, NULL, 'm' },
        { "script", required_argument, NULL, 's' },
        { "dump", required_argument, NULL, 'd' },
        { "size", required_argument, NULL, 'z' },
        { "theme", required_argument, NULL, 't' },
        { "help", no_argument, NULL, 'h' },
        { 0 }
    };
    int c;

    wish->cols = 80;
    wish->rows = 24;
    wish->ascii = strcmp(nl_langinfo(CODESET), "UTF-8") != 0;
    wish->dots = charset_lacks_braille() ? DOTS_BLOCKS : DOTS_BRAILLE;
    while ((c = getopt_long(argc, argv, "h", options, NULL)) != -1) {
        if (c == '?')
            return command_bad_option(wish->command, argv);
        if (!take_option(wish, c))
            return command_usage(wish->command,
                                 "'%s' is not a value of that "
                                 "option",
                                 optarg);
    }
    if (wish->help) {
        command_help(wish->command, stdout);
        return STATUS_WELL;
    }
    if (optind + 1 < argc)
        return command_usage(wish->command,
                             "one section at a time, not '%s' "
                             "too",
                             argv[optind + 1]);
    wish->section = argv[optind];
    return open_and_run(wish);
}

static int run_learn(int argc, char **argv)
{
    struct wish wish = { .command = &command_learn };

    return run_with(&wish, argc, argv);
}

static int run_map(int argc, char **argv)
{
    struct wish wish = { .command = &command_map };

    return run_with(&wish, argc, argv);
}

const struct command command_learn = {
    .name = "learn",
    .synopsis = "[SECTION]",
    .summary = "Read a section, its lab beside it",
    .help = "SECTION is an id such as 1.2, or a lesson file; without one you "
            "go on where\nyou stopped.\n"
            "  --plain        lines of text: for screen readers and pipes\n"
            "  --script FILE  run the actions in FILE, one a line, without a "
            "terminal\n"
            "  --dump KIND    print the last screen: text, ansi or svg\n"
            "  --size CxR     columns and rows of that screen, 80x24\n"
            "  --theme T      both (grounds), light, dark or mono\n"
            "  --ascii        7-bit characters only\n"
            "  --dots KIND    curves in braille, blocks or ascii\n"
            "  --still        nothing moves by itself: a run shows its end\n"
            "  --no-mouse     leave the mouse to the terminal\n",
    .run = run_learn,
};

const struct command command_map = {
    .name = "",
    .synopsis = "",
    .summary = "The map of the course; Enter goes on where you stopped",
    .help = "Takes the options of 'likely learn'.\n",
    .run = run_map,
};
