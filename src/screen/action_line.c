#include "screen/actions.h"

#include <stdarg.h>

#include "base/err.h"
#include "base/strbuf.h"
#include "screen/app_state.h"
#include "screen/present.h"

/* "set ROW CLASS X", with what may be left out in brackets. */
static void usage(const struct action *action, struct strbuf *out)
{
    strbuf_puts(out, action->name);
    for (size_t i = 0; i < ACTION_ARGUMENTS && action->args[i]; i++)
        strbuf_printf(out, i < action->least ? " %s" : " [%s]",
                      argument_name(action->args[i]));
}

static bool bad_count(const struct action *action, struct err *err)
{
    struct strbuf text = { 0 };

    usage(action, &text);
    err_set(err, "'%s' is written: %s", action->name, strbuf_text(&text));
    strbuf_finish(&text);
    return false;
}

static size_t most_arguments(const struct action *action)
{
    size_t n = 0;

    while (n < ACTION_ARGUMENTS && action->args[n])
        n++;
    return n;
}

static bool unknown(struct slice name, struct err *err)
{
    const struct action *near = action_near(name);

    if (near)
        return err_set(err, "no action '%.*s'; did you mean '%s'?",
                       SLICE_ARG(name), near->name);
    return err_set(err, "no action '%.*s'; help lists them", SLICE_ARG(name));
}

/* What is typed as an answer has blanks, and quotes mean nothing there. */
static bool take_rest(struct slice *rest, struct slice *word)
{
    *word = slice_trim(*rest);
    *rest = slice_sub(*rest, rest->len, rest->len);
    return word->len > 0;
}

/* The words behind an action's name, as many as it takes. */
static bool take_words(struct call *call, struct slice rest, struct err *err)
{
    const struct action *action = call->action;
    size_t most = most_arguments(action);
    struct slice word;

    while (call->count < most && action->args[call->count] == ARGUMENT_ANSWER
               ? take_rest(&rest, &word)
               : slice_word(&rest, &word)) {
        if (call->count == most)
            return bad_count(action, err);
        call->args[call->count++] = word;
    }
    return call->count >= action->least || bad_count(action, err);
}

bool action_run(struct app *app, const struct action *action, struct slice rest,
                struct verdict *verdict, struct err *err)
{
    struct call call = { .app = app, .action = action, .verdict = verdict };
    bool fine;

    app->depth++;
    fine = take_words(&call, rest, err) && action->run(&call, err);
    app->depth--;
    talk_note_action(app, action, rest, fine);
    return fine;
}

bool action_check(struct slice line, struct err *err)
{
    struct call call = { .count = 0 };
    struct slice name = { 0 };

    slice_word(&line, &name);
    call.action = action_find(name);
    return call.action ? take_words(&call, line, err) : unknown(name, err);
}

bool action_line(struct app *app, struct slice line, struct verdict *verdict,
                 struct err *err)
{
    const struct action *action;
    struct slice name;

    line = slice_trim(line);
    if (!line.len || line.at[0] == '#' || !slice_word(&line, &name))
        return true;
    action = action_find(name);
    if (action && app->options.lines && action->where & WHERE_SIGHT)
        return err_set(err,
                       "'%s' is of use on a screen only; next reads on, help "
                       "lists what there is",
                       action->name);
    if (action && app->desk && !action_of_desk(action))
        return err_set(err,
                       "'%s' is of the course's sections: it is nothing for a "
                       "file of predictions",
                       action->name);
    if (action && !app->desk && !action_of_course(action))
        return err_set(err, "'%s' is of 'likely lab FILE'", action->name);
    if (action && !app->talk && action_only_of_talk(action))
        return err_set(err, "'%s' is of a talk: likely present", action->name);
    if (action && app->base == &screen_talk && !action_of_talk(action))
        return err_set(err, "'%s' is of reading: it is nothing for a talk",
                       action->name);
    return action ? action_run(app, action, line, verdict, err)
                  : unknown(name, err);
}

bool action_linef(struct app *app, struct verdict *verdict, struct err *err,
                  const char *format, ...)
{
    struct strbuf line = { 0 };
    va_list args;
    bool fine;

    va_start(args, format);
    strbuf_vprintf(&line, format, args);
    va_end(args);
    fine = action_line(app, slice_of(strbuf_text(&line)), verdict, err);
    strbuf_finish(&line);
    return fine;
}
