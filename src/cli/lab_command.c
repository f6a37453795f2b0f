/* lab_command.c - `likely lab`: the free lab, on a student's predictions. */
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/strbuf.h"
#include "cli/command.h"
#include "cli/data_options.h"
#include "cli/data_read.h"
#include "cli/screen_options.h"
#include "lab/lab.h"
#include "lab/lab_load.h"
#include "lesson/catalogue.h"
#include "ui/ui.h"

/* What is opened where no file is named: data of the course. */
static const char sample[] = "films.csv";

struct wish {
    struct data_options data;
    struct screen_options screen;
    bool help, sample;
};

/* What the screen names after them. */
static const char *file_of(const struct wish *wish)
{
    if (wish->sample)
        return sample;
    return wish->data.file ? wish->data.file : wish->data.probs;
}

/* The course's data are beside its lessons. */
static bool find_sample(struct wish *wish, struct err *err)
{
    struct catalogue *catalogue = catalogue_open(NULL, err);
    struct strbuf path = { 0 };

    if (!catalogue)
        return false;
    strbuf_printf(&path, "%s/../assets/%s", catalogue->folder, sample);
    wish->data.file = arena_text(wish->data.arena, path.at, path.len);
    strbuf_finish(&path);
    catalogue_destroy(catalogue);
    return true;
}

static struct lab *read_lab(const struct wish *wish, struct err *err)
{
    struct lab_loader *loader = lab_loader_create();
    struct prediction_sink sink = lab_loader_sink(loader);
    struct prediction_count count;

    if (!data_read(&wish->data, &sink, &count, err)) {
        lab_loader_destroy(loader);
        return NULL;
    }
    lab_loader_unit(loader, wish->data.unit);
    return lab_loader_finish(loader, slice_of(file_of(wish)), err);
}

static int run_app(const struct wish *wish, struct lab *lab)
{
    struct app_options options = {
        .lab = lab,
        .file = file_of(wish),
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

static bool reads_input(const struct wish *wish)
{
    const char *const names[] = { wish->data.file, wish->data.probs,
                                  wish->data.labels };

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (names[i] && strcmp(names[i], "-") == 0)
            return true;
    return false;
}

/* Keys come from the terminal itself where rows come from standard input.
 * Returns what standard input was, -1: it stays. */
static int take_keys(const struct wish *wish)
{
    int terminal, rows;

    if (!reads_input(wish))
        return -1;
    terminal = open("/dev/tty", O_RDWR | O_CLOEXEC);
    if (terminal < 0)
        return -1;
    rows = dup(STDIN_FILENO);
    dup2(terminal, STDIN_FILENO);
    close(terminal);
    return rows;
}

static void give_keys(const struct wish *wish)
{
    int rows = take_keys(wish);

    if (rows >= 0)
        close(rows);
}

/* Whether there is a terminal; what comes by standard input can then be read.
 */
static bool has_terminal(const struct wish *wish)
{
    int rows = take_keys(wish);
    bool usable = ui_usable(NULL);

    if (rows >= 0) {
        dup2(rows, STDIN_FILENO);
        close(rows);
    }
    return usable;
}

static int open_and_run(struct wish *wish)
{
    bool scripted = screen_scripted(&wish->screen);
    struct err err = { 0 };
    struct lab *lab = NULL;

    if (!scripted && !has_terminal(wish))
        return command_usage(&command_lab,
                             "there is no terminal that can show it; "
                             "'likely eval' prints the readings");
    if (!wish->sample || find_sample(wish, &err))
        lab = read_lab(wish, &err);
    if (!lab) {
        err_print(&err, stderr);
        return STATUS_BAD_INPUT;
    }
    if (!scripted)
        give_keys(wish);
    return run_app(wish, lab);
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
    wish->sample = argc == optind && !wish->data.probs && !wish->data.labels;
    return wish->sample ? STATUS_WELL
                        : data_files(&wish->data, argc - optind, argv + optind);
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
    .synopsis = "[FILE]",
    .summary = "Look into your own predictions, and change them",
    .help = "FILE is what 'likely eval' reads: a CSV with a header; - is "
            "standard input;\nwithout one, a small sample.\n" DATA_OPTIONS_HELP
                DATA_OPTIONS_HELP_ARRAYS SCREEN_OPTIONS_HELP,
    .run = run,
};
