#include <getopt.h>
#include <stdio.h>

#include "base/err.h"
#include "base/slice.h"
#include "cli/command.h"
#include "cli/fold.h"
#include "cli/list.h"
#include "cli/plain.h"
#include "cli/screen_options.h"
#include "course/course.h"
#include "lesson/catalogue.h"
#include "lesson/record.h"
#include "screen/app.h"
#include "ui/ui.h"

struct wish {
    const struct command *command;
    const char *section; /* NULL: the map, or where learning stopped */
    struct screen_options screen;
    bool plain, help;
    long width; /* of lines, 0: as wide as there is room */
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
        .lines = wish->plain,
    };

    screen_fill(&wish->screen, &options);
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
    if (!app || !screen_play(&wish->screen, app, &err)) {
        err_print(&err, stderr);
        status = STATUS_BAD_INPUT;
    }
    app_destroy(app);
    return status;
}

static int run_app(const struct wish *wish, struct session *session,
                   int *signal)
{
    struct ui_options options = { .mouse = !wish->screen.no_mouse };
    struct plain_options how = { (int)wish->width, wish->screen.ascii };
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
        status = wish->plain ? plain_run(app, session, how)
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
    bool scripted = screen_scripted(&wish->screen);
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

static int take_width(struct wish *wish)
{
    if (slice_long(slice_of(optarg), &wish->width) && wish->width >= FOLD_MIN &&
        wish->width <= FOLD_MAX)
        return STATUS_WELL;
    return command_usage(wish->command, "'%s' is no width; %d to %d would do",
                         optarg, FOLD_MIN, FOLD_MAX);
}

static int run_with(struct wish *wish, int argc, char **argv)
{
    static const struct option options[] = {
        { "plain", no_argument, NULL, 'p' },
        { "width", required_argument, NULL, 'w' },
        SCREEN_OPTIONS,
        { "help", no_argument, NULL, 'h' },
        { 0 }
    };
    int c;

    wish->screen = screen_options();
    while ((c = getopt_long(argc, argv, "h", options, NULL)) != -1) {
        int status = STATUS_WELL;

        if (c == 'p')
            wish->plain = true;
        else if (c == 'w')
            status = take_width(wish);
        else if (c == 'h')
            wish->help = true;
        else
            status = screen_option(&wish->screen, wish->command, c, argv);
        if (status != STATUS_WELL)
            return status;
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
            "  --plain        lines of text: for screen readers and "
            "pipes\n"
            "  --width N      and at most N columns of them: for braille, 4 to "
            "1000\n" SCREEN_OPTIONS_HELP,
    .run = run_learn,
};

const struct command command_map = {
    .name = "",
    .synopsis = "",
    .summary = "The map of the course; Enter goes on where you stopped",
    .help = "Takes the options of 'likely learn'.\n",
    .run = run_map,
};
