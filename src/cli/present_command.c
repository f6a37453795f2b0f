#include <getopt.h>
#include <stdio.h>
#include <time.h>

#include "base/err.h"
#include "base/slice.h"
#include "cli/command.h"
#include "cli/place_file.h"
#include "cli/screen_options.h"
#include "course/course.h"
#include "lesson/catalogue.h"
#include "lesson/record.h"
#include "screen/app.h"
#include "ui/ui.h"

struct wish {
    const char *section; /* NULL: the map */
    struct screen_options screen;
    long minutes;
    bool help, notes;
};

enum { MINUTES_MAX = 1440 };

static long long seconds(void)
{
    return (long long)time(NULL);
}

/* A class is not the learner: of a talk the record gets the hands alone. */
static struct app *make_app(const struct wish *wish, struct session *session,
                            struct record *hands, struct place_file *place,
                            struct err *err)
{
    struct talk_options talk = { .hands = hands,
                                 .minutes = (int)wish->minutes,
                                 .now = hands ? seconds : NULL,
                                 .tell = place ? place_file_tell : NULL,
                                 .tell_context = place };
    struct app_options options = { .course = session->course,
                                   .section = wish->section,
                                   .talk = &talk };

    screen_fill(&wish->screen, &options);
    return app_create(options, err);
}

static int run_script(const struct wish *wish, struct session *session)
{
    struct err err;
    struct app *app = make_app(wish, session, NULL, NULL, &err);
    bool fine = app && screen_play(&wish->screen, app, &err);

    if (!fine)
        err_print(&err, stderr);
    app_destroy(app);
    return fine ? STATUS_WELL : STATUS_BAD_INPUT;
}

static int run_talk(const struct wish *wish, struct session *session,
                    int *signal)
{
    struct ui_options options = { .mouse = !wish->screen.no_mouse };
    struct record *hands = record_open(NULL);
    struct place_file place;
    struct err err;
    struct app *app;
    int status;

    place_file_init(&place);
    app = make_app(wish, session, hands, &place, &err);
    status = app ? ui_run(app, &options, signal, &err) : STATUS_BAD_INPUT;

    if (!app || status == STATUS_BAD_COMMAND)
        err_print(&err, stderr);
    app_destroy(app);
    session_say_trouble(hands);
    record_destroy(hands);
    place_file_finish(&place);
    return status;
}

/* Any number of them may follow a talk; it does not know of them. */
static int run_notes(const struct wish *wish, struct session *session,
                     int *signal)
{
    struct ui_options options = { .mouse = false };
    struct place_file place;
    struct notes_options notes = { .read = place_file_read,
                                   .context = &place,
                                   .now = seconds };
    struct app_options how = { .course = session->course, .notes = &notes };
    struct app *app = NULL;
    struct err err;
    int status = STATUS_BAD_INPUT;

    place_file_init(&place);
    screen_fill(&wish->screen, &how);
    if (place_file_prepare(&place, &err)) {
        options.watched = strbuf_text(&place.path);
        app = app_create(how, &err);
    }
    if (app)
        status = ui_run(app, &options, signal, &err);
    if (!app || status == STATUS_BAD_COMMAND)
        err_print(&err, stderr);
    app_destroy(app);
    place_file_finish(&place);
    return status;
}

static int open_and_run(const struct wish *wish)
{
    bool scripted = screen_scripted(&wish->screen);
    bool file = wish->section && session_is_file(wish->section);
    struct session session;
    struct err err;
    int signal = 0, status;

    if (!session_open(&session, false, file, &err)) {
        err_print(&err, stderr);
        return STATUS_BAD_INPUT;
    }
    if (scripted) {
        status = run_script(wish, &session);
    } else if (!ui_usable(&err)) {
        err_print(&err, stderr);
        status = STATUS_BAD_COMMAND;
    } else {
        status = wish->notes ? run_notes(wish, &session, &signal)
                             : run_talk(wish, &session, &signal);
    }
    session_close(&session);
    if (signal)
        ui_die(signal);
    return status;
}

static int run(int argc, char **argv)
{
    static const struct option options[] = {
        { "notes", no_argument, NULL, 'N' },
        { "minutes", required_argument, NULL, 'M' },
        SCREEN_OPTIONS,
        { "help", no_argument, NULL, 'h' },
        { 0 }
    };
    struct wish wish = { .screen = screen_options() };
    int c;

    while ((c = getopt_long(argc, argv, "h", options, NULL)) != -1) {
        int status = STATUS_WELL;

        if (c == 'h')
            wish.help = true;
        else if (c == 'N')
            wish.notes = true;
        else if (c == 'M' && (!slice_long(slice_of(optarg), &wish.minutes) ||
                              wish.minutes < 1 || wish.minutes > MINUTES_MAX))
            status = command_usage(&command_present,
                                   "'%s' are no minutes; 1 to %d would do",
                                   optarg, MINUTES_MAX);
        else if (c != 'M')
            status = screen_option(&wish.screen, &command_present, c, argv);
        if (status != STATUS_WELL)
            return status;
    }
    if (wish.help) {
        command_help(&command_present, stdout);
        return STATUS_WELL;
    }
    if (optind + 1 < argc)
        return command_usage(&command_present,
                             "one section at a time, not '%s' too",
                             argv[optind + 1]);
    wish.section = argv[optind];
    if (wish.notes && (wish.section || screen_scripted(&wish.screen)))
        return command_usage(&command_present,
                             "notes follow the talk that is on, and take no "
                             "section and no script");
    return open_and_run(&wish);
}

const struct command command_present = {
    .name = "present",
    .synopsis = "[SECTION]",
    .summary = "Show a section to a class, step by step, its lab live",
    .help = "SECTION is an id such as 1.2, or a lesson file; without one the "
            "map is first.\nSpace, the page keys and the arrows step; '?' "
            "lists all keys.\n"
            "  --minutes N    that the talk may take, for the clock (key .)\n"
            "  --notes        the notes to the talk that is on, in a terminal "
            "of their own\n" SCREEN_OPTIONS_HELP,
    .run = run,
};
