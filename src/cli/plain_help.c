#include "cli/plain_help.h"

#include <string.h>

#include "base/err.h"
#include "base/strbuf.h"
#include "cli/plain_text.h"
#include "screen/actions.h"
#include "screen/event.h"

/* What is typed and said otherwise than on a screen. */
struct saying {
    const char *name, *usage, *help;
};

static const struct saying own[] = {
    { "next", "", "read on: the next part, then the next section" },
    { "back", "", "the part before, then the section before" },
    { "repeat", "", "this part once more, with its values as they are now" },
    { "show", "", "the section from its beginning" },
    { "go", " SECTION", "open a section, such as go 1.2, or a lesson's file" },
    { "map", "", "the list of all sections, and what you have read" },
    { "progress", "", "what you have read and answered, from here" },
    { "follow", " N", "go where the N-th link of the section leads" },
    { "find", " WORDS", "the sections that have these words in title or text" },
    { "question", " [ID]", "the question that waits, or another, once more" },
    { "answer", " [ID] ANSWER",
      "answer the first question that waits, or the one of that name: the "
      "number of a choice, a number or a formula, the numbers of lines in "
      "order" },
    { "lab", " [N]", "the lab as it is now; with a number, turn to that lab" },
    { "nudge", " ROW CLASS X", "raise an entry by X, or lower it by -X" },
    { "help", " [NAME]", "this list, or one action of it" },
};

static const struct saying *saying_of(const char *name)
{
    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        if (strcmp(own[i].name, name) == 0)
            return &own[i];
    return NULL;
}

static void say(FILE *out, const struct saying *one, bool ascii)
{
    struct strbuf line = { 0 };

    strbuf_printf(&line, "%s%s: ", one->name, one->usage);
    press_say(&line, one->help);
    plain_line(out, &line, ascii);
}

static void say_action(FILE *out, const struct action *action, bool ascii)
{
    struct strbuf usage = { 0 };
    struct saying one = { action->name, "", action->help };

    if (saying_of(action->name)) {
        say(out, saying_of(action->name), ascii);
        return;
    }
    for (size_t i = 0; i < ACTION_ARGUMENTS && action->args[i]; i++)
        strbuf_printf(&usage, i < action->least ? " %s" : " [%s]",
                      argument_name(action->args[i]));
    one.usage = strbuf_text(&usage);
    say(out, &one, ascii);
    strbuf_finish(&usage);
}

static bool is_of_use(const struct action *action)
{
    return !(action->where & WHERE_SIGHT) && action_of_course(action);
}

static const char preface[] =
    "The text speaks of a screen here and there. A tick in a lab is 'the "
    "truth' in these lines; beside an equation it is 'holds', and a cross is "
    "'false'. What is written in capitals below stands for a word of yours, "
    "and brackets round it mean that it may be left out.";

static void say_all(FILE *out, bool ascii)
{
    const char *group = "";
    size_t count;
    const struct action *list = actions(&count);

    fprintf(out, "%s\n\n", preface);
    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        if (!action_find(slice_of(own[i].name)))
            say(out, &own[i], ascii);
    for (size_t i = 0; i < count; i++) {
        if (!is_of_use(&list[i]))
            continue;
        if (strcmp(group, list[i].group) != 0)
            fprintf(out, "\n%s\n", list[i].group);
        group = list[i].group;
        say_action(out, &list[i], ascii);
    }
}

bool plain_help(FILE *out, FILE *wrong, struct slice name, bool ascii)
{
    const struct action *action = action_find(name);
    struct err err;

    if (!name.len) {
        say_all(out, ascii);
        return true;
    }
    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        if (slice_is(name, own[i].name)) {
            say(out, &own[i], ascii);
            return true;
        }
    if (action && is_of_use(action)) {
        say_action(out, action, ascii);
        return true;
    }
    err_set(&err, "no action '%.*s'; help lists them", SLICE_ARG(name));
    err_print(&err, wrong);
    return false;
}
