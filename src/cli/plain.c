#include "cli/plain.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/err.h"
#include "base/slice.h"
#include "cli/command.h"
#include "cli/plain_text.h"
#include "course/course.h"
#include "course/question.h"
#include "screen/actions.h"
#include "screen/app.h"

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
static void reveal(struct app *app)
{
    struct verdict verdict = { 0 };

    app_act(app, slice_of("reveal"), &verdict, NULL);
    app_act(app, slice_of("bottom"), &verdict, NULL);
}

/* After an action: the new section if it led to one, else its message, the
 * question it answered and the lab it may have moved. */
static void print_outcome(struct app *app, const char *before, bool ascii)
{
    const struct section *section = app_section(app);
    int question = app_question(app);

    if (section && strcmp(section->key, before) != 0) {
        plain_section(stdout, section, ascii);
        reveal(app);
        return;
    }
    if (*app_message(app))
        puts(app_message(app));
    if (section && question >= 0)
        plain_question(stdout, &section->questions[question], ascii);
    print_lab(app, ascii);
}

static bool take_line(struct app *app, struct slice line, bool ascii,
                      bool *quit)
{
    const struct section *section = app_section(app);
    char *before = strdup(section ? section->key : "");
    struct verdict verdict = { 0 };
    struct err err;
    bool well = true;

    if (slice_is(line, "help") || slice_is(line, "?")) {
        print_actions();
    } else if (slice_is(line, "show") && section) {
        plain_section(stdout, section, ascii);
    } else if (app_act(app, line, &verdict, &err)) {
        app_settle(app);
        if (!verdict.quit && line.len)
            print_outcome(app, before, ascii);
    } else {
        err_print(&err, stderr);
        well = false;
    }
    free(before);
    *quit = verdict.quit;
    return well;
}

int plain_run(struct app *app, bool ascii)
{
    bool interactive = isatty(STDIN_FILENO);
    bool quit = false, well = true;
    size_t cap = 0;
    char *line = NULL;

    if (app_section(app))
        plain_section(stdout, app_section(app), ascii);
    reveal(app);
    if (interactive)
        puts("\nType an action, or help.");
    while (!quit) {
        if (interactive)
            fputs("> ", stdout);
        fflush(stdout);
        if (getline(&line, &cap, stdin) < 0)
            break;
        well &= take_line(app, slice_trim(slice_of(line)), ascii, &quit);
    }
    free(line);
    return well || interactive ? STATUS_WELL : STATUS_BAD_INPUT;
}
