/* lab_command.c - `likely lab`: the free lab, on a student's predictions. */
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/stream.h"
#include "cli/command.h"
#include "cli/data_options.h"
#include "cli/gauge.h"
#include "cli/screen_options.h"
#include "lab/csv_read.h"
#include "lab/lab.h"
#include "ui/ui.h"

struct wish {
    struct data_options data;
    struct screen_options screen;
    bool help;
};

static struct lab *read_lab(const struct wish *wish, struct err *err)
{
    struct stream stream;
    struct lab *lab;

    if (!stream_open(&stream, wish->data.file, err))
        return NULL;
    lab = csv_read(&stream, err);
    stream_close(&stream);
    return lab;
}

static int run_app(const struct wish *wish, struct lab *lab)
{
    struct app_options options = {
        .lab = lab,
        .file = wish->data.file ? wish->data.file : wish->data.probs,
    };
    struct ui_options terminal = { .mouse = !wish->screen.no_mouse };
    int status = STATUS_WELL, signal = 0;
    struct err err = { 0 };
    struct app *app;

    screen_fill(&wish->screen, &options);
    app = app_create(options, &err);
    if (!screen_scripted(&wish->screen))
        status = ui_run(app, &terminal, &signal, &err);
    else if (!screen_play(&wish->screen, app, &err))
        status = STATUS_BAD_INPUT;
    if (status != STATUS_WELL)
        err_print(&err, stderr);
    app_destroy(app);
    lab_destroy(lab);
    if (signal)
        ui_die(signal);
    return status;
}

static int open_and_run(const struct wish *wish)
{
    struct err err = { 0 };
    struct lab *lab;

    if (!screen_scripted(&wish->screen) && !ui_usable(&err)) {
        err_print(&err, stderr);
        return STATUS_BAD_COMMAND;
    }
    lab = read_lab(wish, &err);
    if (lab)
        return run_app(wish, lab);
    err_print(&err, stderr);
    return STATUS_BAD_INPUT;
}

static bool is_of_data(int option)
{
    return option && strchr("lctnuTPY", option);
}

static int take_arguments(struct wish *wish, int argc, char **argv)
{
    static const struct option options[] = {
        DATA_OPTIONS, SCREEN_OPTIONS, { "help", no_argument, NULL, 'h' }, { 0 }
    };
    int c;

    while ((c = getopt_long(argc, argv, "h", options, NULL)) != -1) {
        int status;

        wish->help |= c == 'h';
        if (c == 'h')
            return STATUS_WELL;
        status = is_of_data(c)
                     ? data_option(&wish->data, c, argv)
                     : screen_option(&wish->screen, &command_lab, c, argv);
        if (status != STATUS_WELL)
            return status;
    }
    return data_files(&wish->data, argc - optind, argv + optind);
}

static int run(int argc, char **argv)
{
    struct wish wish = { .data = { .command = &command_lab,
                                   .arena = arena_create(),
                                   .options = prediction_options() },
                         .screen = screen_options() };
    int status;

    wish.data.options.told = true;
    status = take_arguments(&wish, argc, argv);
    if (wish.help)
        command_help(&command_lab, stdout);
    else if (status == STATUS_WELL)
        status = open_and_run(&wish);
    arena_destroy(wish.data.arena);
    return status;
}

const struct command command_lab = {
    .name = "lab",
    .synopsis = "FILE",
    .summary = "Look into your own predictions, and change them",
    .help = "FILE is what 'likely eval' reads: a CSV with a header; - is "
            "standard input.\n" DATA_OPTIONS_HELP DATA_OPTIONS_HELP_ARRAYS
                SCREEN_OPTIONS_HELP,
    .run = run,
};
