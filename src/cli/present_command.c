#include <getopt.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/err.h"
#include "base/file.h"
#include "base/slice.h"
#include "base/strbuf.h"
#include "cli/command.h"
#include "cli/place_file.h"
#include "cli/recording.h"
#include "cli/screen_options.h"
#include "course/course.h"
#include "lesson/catalogue.h"
#include "lesson/record.h"
#include "screen/action_script.h"
#include "screen/app.h"
#include "ui/ui.h"

struct wish {
    const char *section; /* NULL: the map */
    struct screen_options screen;
    const char *record, *play; /* files; NULL: not wished */
    double speed;
    long minutes;
    bool help, notes;
};

/* A talk has a file that it is written to, or none. */
struct lecture {
    struct record *hands;
    struct place_file *place;
    struct recording *recording;
};

enum { MINUTES_MAX = 1440, SPEED_MOST = 1000 };

static long long seconds(void)
{
    return (long long)time(NULL);
}

static long long milliseconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (long long)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* A class is not the learner: of a talk the record gets the hands alone. */
static struct app *make_app(const struct wish *wish, struct session *session,
                            const struct lecture *lecture, struct err *err)
{
    struct talk_options talk = {
        .hands = lecture->hands,
        .minutes = (int)wish->minutes,
        .now = lecture->hands ? seconds : NULL,
        .tell = lecture->place ? place_file_tell : NULL,
        .tell_context = lecture->place,
        .note = lecture->recording ? recording_note : NULL,
        .note_context = lecture->recording,
    };
    struct app_options options = { .course = session->course,
                                   .section = wish->section,
                                   .played = wish->play != NULL,
                                   .talk = &talk };
    struct app *app;

    screen_fill(&wish->screen, &options);
    if (lecture->recording &&
        !recording_open(lecture->recording, wish->record, err))
        return NULL;
    app = app_create(options, err);
    if (!app && lecture->recording)
        recording_drop(lecture->recording);
    return app;
}

/* The screen is given back: what it said before may not have been seen. */
static void end_recording(struct recording *recording)
{
    if (recording->trouble.text[0])
        err_print(&recording->trouble, stderr);
    recording_close(recording);
}

static int run_script(const struct wish *wish, struct session *session)
{
    struct recording recording = { .fd = -1 };
    struct lecture lecture = { .recording = wish->record ? &recording : NULL };
    struct err err;
    struct app *app = make_app(wish, session, &lecture, &err);
    bool fine = app && screen_play(&wish->screen, app, &err);

    if (!fine)
        err_print(&err, stderr);
    app_destroy(app);
    end_recording(&recording);
    return fine ? STATUS_WELL : STATUS_BAD_INPUT;
}

static int run_talk(const struct wish *wish, struct session *session,
                    int *signal)
{
    struct ui_options options = { .mouse = !wish->screen.no_mouse };
    struct recording recording = { .fd = -1 };
    struct place_file place;
    struct lecture lecture = { .hands = record_open(NULL),
                               .place = &place,
                               .recording = wish->record ? &recording : NULL };
    struct err err;
    struct app *app;
    int status;

    place_file_init(&place);
    app = make_app(wish, session, &lecture, &err);
    status = app ? ui_run(app, &options, signal, &err) : STATUS_BAD_INPUT;

    if (!app || status == STATUS_BAD_COMMAND)
        err_print(&err, stderr);
    app_destroy(app);
    end_recording(&recording);
    record_save(lecture.hands);
    session_say_trouble(lecture.hands, stderr);
    record_destroy(lecture.hands);
    place_file_finish(&place);
    return status;
}

/* A talk that was recorded, at its own pace; nothing of it is kept. */
static int run_play(const struct wish *wish, struct session *session,
                    int *signal)
{
    struct ui_options ui = { .mouse = !wish->screen.no_mouse };
    struct talk_options talk = { .minutes = (int)wish->minutes };
    struct play_options play = { .name = wish->play,
                                 .speed = wish->speed,
                                 .ms = milliseconds };
    struct app_options options = {
        .course = session->course, .talk = &talk, .play = &play, .played = true
    };
    struct strbuf text = { 0 };
    struct app *app = NULL;
    struct err err;
    int status = STATUS_BAD_INPUT;

    screen_fill(&wish->screen, &options);
    if (file_read(wish->play, &text, SCRIPT_BYTES, &err)) {
        play.text = (struct slice){ text.at, text.len };
        app = app_create(options, &err);
    }
    if (app)
        status = ui_run(app, &ui, signal, &err);
    if (!app || status == STATUS_BAD_COMMAND)
        err_print(&err, stderr);
    app_destroy(app);
    strbuf_finish(&text);
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
        status = wish->notes  ? run_notes(wish, &session, &signal)
                 : wish->play ? run_play(wish, &session, &signal)
                              : run_talk(wish, &session, &signal);
    }
    session_close(&session);
    if (signal)
        ui_die(signal);
    return status;
}

static int bad_value(const char *what, const char *would_do)
{
    return command_usage(&command_present, "'%s' %s; %s would do", optarg, what,
                         would_do);
}

static int take_option(struct wish *wish, int option, char **argv)
{
    switch (option) {
    case 'h':
        wish->help = true;
        return STATUS_WELL;
    case 'N':
        wish->notes = true;
        return STATUS_WELL;
    case 'R':
        wish->record = optarg;
        return STATUS_WELL;
    case 'P':
        wish->play = optarg;
        return STATUS_WELL;
    case 'X':
        return slice_double(slice_of(optarg), &wish->speed) &&
                       wish->speed >= 1.0 / SPEED_MOST &&
                       wish->speed <= SPEED_MOST
                   ? STATUS_WELL
                   : bad_value("is no speed", "0.001 to 1000");
    case 'M':
        return slice_long(slice_of(optarg), &wish->minutes) &&
                       wish->minutes >= 1 && wish->minutes <= MINUTES_MAX
                   ? STATUS_WELL
                   : bad_value("are no minutes", "1 to 1440");
    default:
        return screen_option(&wish->screen, &command_present, option, argv);
    }
}

/* Whether a line of a script can name it. */
static bool can_be_recorded(const char *section)
{
    struct strbuf text = { 0 };
    struct script_reader reader = { .name = section };
    struct script_line line;
    struct err err;
    bool bad;

    strbuf_printf(&text, "go %s\n", section);
    reader.text = (struct slice){ text.at, text.len };
    (void)script_next(&reader, &line, &bad, &err);
    strbuf_finish(&text);
    return !bad && !strpbrk(section, "\"\r\n");
}

/* What does not go together; NULL: all of it does. */
static const char *conflict(const struct wish *wish)
{
    if (wish->notes && (wish->section || wish->record || wish->play ||
                        screen_scripted(&wish->screen)))
        return "notes follow the talk that is on, and take no section, no "
               "script and no recording";
    if (wish->play && (wish->section || wish->record || wish->screen.script))
        return "what is played opens its own section, and is neither recorded "
               "nor joined with a script";
    if (wish->speed != 1.0 && !wish->play)
        return "a speed is of what is played: --play FILE --speed X";
    if (wish->record && wish->section && !can_be_recorded(wish->section))
        return "a file with a quote, a control character or bytes that are no "
               "UTF-8 in its name cannot be recorded";
    return NULL;
}

static int run(int argc, char **argv)
{
    static const struct option options[] = {
        { "notes", no_argument, NULL, 'N' },
        { "minutes", required_argument, NULL, 'M' },
        { "record", required_argument, NULL, 'R' },
        { "play", required_argument, NULL, 'P' },
        { "speed", required_argument, NULL, 'X' },
        SCREEN_OPTIONS,
        { "help", no_argument, NULL, 'h' },
        { 0 }
    };
    struct wish wish = { .screen = screen_options(), .speed = 1.0 };
    const char *why;
    int c;

    while ((c = getopt_long(argc, argv, "h", options, NULL)) != -1) {
        int status = take_option(&wish, c, argv);

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
    why = conflict(&wish);
    if (why)
        return command_usage(&command_present, "%s", why);
    /* Without a terminal there is no time to wait for. */
    if (wish.play && wish.screen.dump)
        wish.screen.script = wish.play;
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
            "of their own\n"
            "  --record FILE  write the talk as a script with times\n"
            "  --play FILE    show such a talk again: space holds it\n"
            "  --speed X      so many times as fast, 1\n" SCREEN_OPTIONS_HELP,
    .run = run,
};
