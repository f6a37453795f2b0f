#include "cli/plain.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/err.h"
#include "base/fatal.h"
#include "base/slice.h"
#include "base/strbuf.h"
#include "cli/command.h"
#include "cli/fold.h"
#include "cli/plain_help.h"
#include "cli/plain_map.h"
#include "cli/plain_reader.h"
#include "course/course.h"
#include "course/question.h"
#include "screen/app.h"

/* A line whose meaning is another here than on a screen. False: it is left to
 * the actions. */
struct word {
    const char *name;
    bool sections; /* a section must be open, else it is left */
    bool (*run)(struct reader *reader, struct slice rest, bool *well);
};

static bool act(struct reader *reader, const char *line)
{
    struct err err;
    bool quit;

    if (reader_act(reader, slice_of(line), &quit, &err))
        return true;
    err_print(&err, reader->wrong);
    return false;
}

static bool run_help(struct reader *reader, struct slice rest, bool *well)
{
    *well = plain_help(reader->out, reader->wrong, rest, reader->ascii);
    return true;
}

static bool run_show(struct reader *reader, struct slice rest, bool *well)
{
    (void)rest;
    (void)well;
    reader_restart(reader);
    return true;
}

static bool run_repeat(struct reader *reader, struct slice rest, bool *well)
{
    (void)rest;
    (void)well;
    reader_repeat(reader);
    return true;
}

static bool run_next(struct reader *reader, struct slice rest, bool *well)
{
    struct strbuf line = { 0 };

    (void)rest;
    if (app_section(reader->app))
        return reader_forward(reader);
    if (!app_selected(reader->app))
        return false;
    strbuf_printf(&line, "go %s", app_selected(reader->app));
    *well = act(reader, strbuf_text(&line));
    strbuf_finish(&line);
    return true;
}

static bool run_back(struct reader *reader, struct slice rest, bool *well)
{
    (void)rest;
    if (!reader_back(reader))
        *well = act(reader, "go -");
    return true;
}

static bool run_lab(struct reader *reader, struct slice rest, bool *well)
{
    (void)well;
    if (rest.len || app_lab(reader->app) == SIZE_MAX)
        return false;
    reader_lab(reader, SIZE_MAX);
    return true;
}

static bool run_question(struct reader *reader, struct slice rest, bool *well)
{
    struct err err;
    int index = app_question_named(reader->app, rest, &err);

    *well = index >= 0;
    if (*well)
        reader_question(reader, index);
    else
        err_print(&err, reader->wrong);
    return true;
}

static bool run_map(struct reader *reader, struct slice rest, bool *well)
{
    (void)rest;
    reader->mapped = false;
    *well = act(reader, "map");
    return true;
}

static bool run_progress(struct reader *reader, struct slice rest, bool *well)
{
    (void)rest;
    (void)well;
    plain_map(reader->out, reader->session, slice_of(""), NULL, reader->ascii);
    return true;
}

static bool run_find(struct reader *reader, struct slice rest, bool *well)
{
    (void)well;
    plain_map(reader->out, reader->session, rest, NULL, reader->ascii);
    return true;
}

/* On a map that nobody sees no section is selected. */
static bool run_named(struct reader *reader, struct slice rest, bool *well)
{
    if (rest.len || app_section(reader->app))
        return false;
    fputs("likely: which section? Name it behind the action, such as: know "
          "1.1\n",
          reader->wrong);
    *well = false;
    return true;
}

static bool run_answer(struct reader *reader, struct slice rest, bool *well)
{
    if (rest.len)
        return false;
    fputs("likely: type the answer behind it, such as: answer 2\n",
          reader->wrong);
    *well = false;
    return true;
}

/* To what is asked before something is forgotten. Any other line means it,
 * too. */
static bool run_no(struct reader *reader, struct slice rest, bool *well)
{
    struct verdict verdict = { 0 };

    (void)rest;
    (void)well;
    if (!app_asks(reader->app))
        return false;
    app_act(reader->app, slice_of("# no"), &verdict, NULL);
    fputs("nothing was forgotten\n", reader->out);
    return true;
}

static const struct word words[] = {
    { "help", false, run_help },
    { "?", false, run_help },
    { "show", true, run_show },
    { "repeat", true, run_repeat },
    { "next", false, run_next },
    { "back", true, run_back },
    { "lab", true, run_lab },
    { "question", true, run_question },
    { "map", false, run_map },
    { "find", false, run_find },
    { "progress", false, run_progress },
    { "answer", true, run_answer },
    { "no", false, run_no },
    { "know", false, run_named },
    { "restart", false, run_named },
};

static const struct word *find_word(struct slice name)
{
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (slice_is(name, words[i].name))
            return &words[i];
    return NULL;
}

static bool take_line(struct reader *reader, struct slice line, bool *quit)
{
    struct slice rest, name = { 0 };
    const struct word *word;
    bool well = true;
    struct err err;

    /* Where a text says what to type behind the colon of the screen. */
    if (slice_starts(line, ":"))
        line = slice_trim(slice_sub(line, 1, line.len));
    rest = line;
    word = slice_word(&rest, &name) ? find_word(name) : NULL;

    if (word && (!word->sections || app_section(reader->app)) &&
        word->run(reader, slice_trim(rest), &well))
        return well;
    if (reader_act(reader, line, quit, &err))
        return true;
    err_print(&err, reader->wrong);
    if (reader_edits(name) && app_section(reader->app) &&
        app_section(reader->app)->lab_count > 1)
        fprintf(reader->wrong,
                "likely: this was lab %zu; to turn to another, type: "
                "lab and its number\n",
                app_lab(reader->app) + 1);
    return false;
}

/* False at the end of input, and where it cannot be read: then that is said
 * and *well becomes false. */
static bool read_line(char **line, size_t *cap, FILE *wrong, bool *well)
{
    struct err err;

    errno = 0;
    if (getline(line, cap, stdin) >= 0)
        return true;
    if (errno == ENOMEM)
        fatal("out of memory (a line of input)");
    if (ferror(stdin)) {
        *well = false;
        err_at(&err, "standard input", 0, 0, "cannot read: %s",
               strerror(errno));
        err_print(&err, wrong);
    }
    return false;
}

/* Takes lines until the last; whether all of them went well. */
static bool take_lines(struct reader *reader, bool interactive)
{
    bool quit = false, well = true;
    size_t cap = 0;
    char *line = NULL;

    session_say_trouble(reader->session->record, reader->wrong);
    while (!quit) {
        if (interactive)
            fputs("> ", stdout);
        fflush(stdout);
        if (!read_line(&line, &cap, reader->wrong, &well))
            break;
        well &= take_line(reader, slice_trim(slice_of(line)), &quit);
        session_say_trouble(reader->session->record, reader->wrong);
    }
    free(line);
    return well;
}

int plain_run(struct app *app, const struct session *session,
              struct plain_options options)
{
    bool interactive = isatty(STDIN_FILENO), well;
    struct fold *out = fold_create(stdout, options.width);
    struct fold *wrong = fold_create(stderr, options.width);
    struct reader reader = { .app = app,
                             .out = fold_stream(out),
                             .wrong = fold_stream(wrong),
                             .session = session,
                             .ascii = options.ascii };

    reader_open(&reader);
    well = !app_section(app) || !app_section(app)->mistake_count;
    fputs("For what else can be typed: help\n", reader.out);
    well &= take_lines(&reader, interactive);
    reader_finish(&reader);
    fold_destroy(out);
    fold_destroy(wrong);
    return well || interactive ? STATUS_WELL : STATUS_BAD_INPUT;
}
