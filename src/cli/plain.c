#include "cli/plain.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/err.h"
#include "base/fatal.h"
#include "base/slice.h"
#include "cli/command.h"
#include "cli/list.h"
#include "cli/plain_part.h"
#include "cli/plain_text.h"
#include "course/course.h"
#include "course/question.h"
#include "screen/actions.h"
#include "screen/app.h"

/* A person reads step by step, as on the screen; a pipe gets it all. */
struct reader {
    struct app *app;
    const struct session *session; /* for the map */
    bool ascii;
    bool stepwise;
    char *key;   /* of the section printed last; NULL: none */
    int step;    /* up to which it was printed */
    bool mapped; /* the map was printed last */
};

static void print_actions(void)
{
    size_t count;
    const struct action *list = actions(&count);

    for (size_t i = 0; i < count; i++) {
        printf("%s", list[i].name);
        for (int a = 0; a < ACTION_ARGUMENTS && list[i].args[a]; a++)
            printf(" %s", argument_name(list[i].args[a]));
        printf(": %s\n", list[i].help);
    }
    puts("show: read the section again\nquit: leave");
}

static void print_lab(const struct app *app, bool ascii)
{
    const struct section *section = app_section(app);
    size_t lab = app_lab(app);

    if (section && lab < section->lab_count)
        plain_lab(stdout, &section->labs[lab], ascii);
}

/* Text read in one go has no steps, and its end was reached: `next` is then
 * the next section. Where all shows already the action is refused, and that
 * is well. */
static void reveal_all(struct app *app)
{
    struct verdict verdict = { 0 };

    app_act(app, slice_of("reveal"), &verdict, NULL);
    app_act(app, slice_of("bottom"), &verdict, NULL);
}

static void print_section(struct reader *reader)
{
    const struct section *section = app_section(reader->app);

    free(reader->key);
    reader->key = fatal_strdup(section->key);
    reader->step = app_step(reader->app);
    plain_section(stdout, section, 0,
                  reader->stepwise ? reader->step : PLAIN_TO_END,
                  reader->ascii);
    if (!reader->stepwise)
        reveal_all(reader->app);
}

/* What the reader has not seen of where the app stands; false when that is
 * nothing. */
static bool print_new(struct reader *reader)
{
    const struct section *section = app_section(reader->app);
    int seen = reader->step;

    if (!section && !reader->mapped) {
        list_print(reader->session);
        reader->mapped = true;
        return !*app_message(reader->app);
    }
    if (!section)
        return false;
    reader->mapped = false;
    if (!reader->key || strcmp(section->key, reader->key) != 0) {
        print_section(reader);
        return true;
    }
    reader->step = app_step(reader->app);
    if (reader->step > seen && reader->stepwise)
        plain_section(stdout, section, seen + 1, reader->step, reader->ascii);
    return reader->step > seen && reader->stepwise;
}

/* After an action: what is new of the text, else its message, the question it
 * answered and the lab it may have moved. */
static void print_outcome(struct reader *reader)
{
    const struct section *section = app_section(reader->app);
    int question = app_question(reader->app);

    if (print_new(reader))
        return;
    if (*app_message(reader->app))
        puts(app_message(reader->app));
    if (section && question >= 0)
        plain_question(stdout, &section->questions[question], reader->ascii);
    if (app_inspect(reader->app))
        plain_part(stdout, app_inspect(reader->app), reader->ascii);
    else if (app_fit(reader->app))
        plain_fit(stdout, app_fit(reader->app), reader->ascii);
    else if (app_figure(reader->app))
        plain_figure(stdout, app_figure(reader->app), reader->ascii);
    else
        print_lab(reader->app, reader->ascii);
}

static bool take_line(struct reader *reader, struct slice line, bool *quit)
{
    struct verdict verdict = { 0 };
    struct err err;
    bool well = true;

    if (slice_is(line, "help") || slice_is(line, "?")) {
        print_actions();
    } else if (slice_is(line, "show") && app_section(reader->app)) {
        print_section(reader);
    } else if (app_act(reader->app, line, &verdict, &err)) {
        app_settle(reader->app);
        if (!verdict.quit && line.len)
            print_outcome(reader);
    } else {
        err_print(&err, stderr);
        well = false;
    }
    *quit = verdict.quit;
    return well;
}

int plain_run(struct app *app, const struct session *session, bool ascii)
{
    bool interactive = isatty(STDIN_FILENO);
    struct reader reader = {
        .app = app,
        .session = session,
        .ascii = ascii,
        .stepwise = interactive && isatty(STDOUT_FILENO),
    };
    bool quit = false, well = true;
    size_t cap = 0;
    char *line = NULL;

    print_new(&reader);
    if (interactive)
        puts("\nType an action: next reads on, help lists them all.");
    while (!quit) {
        if (interactive)
            fputs("> ", stdout);
        fflush(stdout);
        if (getline(&line, &cap, stdin) < 0)
            break;
        well &= take_line(&reader, slice_trim(slice_of(line)), &quit);
    }
    free(line);
    free(reader.key);
    return well || interactive ? STATUS_WELL : STATUS_BAD_INPUT;
}
