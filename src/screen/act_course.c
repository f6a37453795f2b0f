#include "screen/action_run.h"

#include "base/err.h"
#include "course/course.h"
#include "course/question.h"
#include "course/verb.h"
#include "lesson/lesson.h"
#include "screen/actions.h"
#include "screen/app_state.h"

static bool need_section(const struct call *call, struct err *err)
{
    return call->app->section ||
           err_set(err, "no section is open: go SECTION opens one");
}

bool act_forward(const struct call *call, struct err *err)
{
    return need_section(call, err) && study_forward(call->app, err);
}

bool act_next(const struct call *call, struct err *err)
{
    return need_section(call, err) && study_next(call->app, err);
}

bool act_back(const struct call *call, struct err *err)
{
    return need_section(call, err) && study_back(call->app, err);
}

bool act_go(const struct call *call, struct err *err)
{
    struct slice to = call->args[0];
    char name[ERR_FILE_MAX];

    if (slice_is(to, "+") || slice_is(to, "-"))
        return need_section(call, err) &&
               study_beside(call->app, slice_is(to, "+") ? 1 : -1, err);
    if (to.len >= sizeof name)
        return err_set(err, "a section's name is shorter than that");
    snprintf(name, sizeof name, "%.*s", SLICE_ARG(to));
    return study_open(call->app, name, err);
}

bool act_map(const struct call *call, struct err *err)
{
    struct app *app = call->app;

    (void)err;
    app->over = NULL;
    app->base = &screen_map;
    return true;
}

bool act_reveal(const struct call *call, struct err *err)
{
    if (!need_section(call, err))
        return false;
    if (call->app->study.step >= call->app->section->lesson->steps)
        return err_set(err, "all of the section shows already");
    study_reveal_all(call->app);
    return true;
}

bool act_focus(const struct call *call, struct err *err)
{
    return need_section(call, err) && study_focus(call->app, err);
}

bool act_lab(const struct call *call, struct err *err)
{
    struct app *app = call->app;
    long count, number;

    if (!need_section(call, err))
        return false;
    count = (long)app->section->lab_count;
    if (slice_is(call->args[0], "+"))
        number = count ? ((long)app->study.lab + 1) % count + 1 : 1;
    else if (!verb_count(call->args[0], &number, err))
        return false;
    if (number < 1 || number > count)
        return err_set(err,
                       count ? "this section has %ld lab%s"
                             : "this section has no lab",
                       count, count == 1 ? "" : "s");
    study_pin_lab(app, (size_t)number - 1);
    return true;
}

/* The question that a word names; "." and no word: the one at hand. */
static bool find_question(const struct call *call, int *question,
                          struct err *err)
{
    struct section *section = call->app->section;
    struct question *found;

    if (!need_section(call, err))
        return false;
    if (!call->count || slice_is(call->args[0], ".")) {
        *question = study_question(call->app);
        return *question >= 0 ||
               err_set(err, section->question_count
                                ? "every question here is answered"
                                : "this section asks no question");
    }
    found = question_find(section, call->args[0], err);
    if (found)
        *question = (int)(found - section->questions);
    return found;
}

bool act_choose(const struct call *call, struct err *err)
{
    struct app *app = call->app;
    int question, choice;

    if (!need_section(call, err))
        return false;
    question = study_question(app);
    if (question < 0)
        return err_set(err, "no question waits for an answer");
    if (!question_choice(&app->section->questions[question], call->args[0],
                         &choice, err))
        return false;
    return study_choose(app, choice, err);
}

bool act_answer(const struct call *call, struct err *err)
{
    struct section *section = call->app->section;
    int question, choice;

    return find_question(call, &question, err) &&
           question_choice(&section->questions[question], call->args[1],
                           &choice, err) &&
           study_commit(call->app, question, choice, err);
}

bool act_hint(const struct call *call, struct err *err)
{
    int question;

    return find_question(call, &question, err) &&
           study_hint(call->app, question, err);
}

bool act_solution(const struct call *call, struct err *err)
{
    int question;

    return find_question(call, &question, err) &&
           study_solution(call->app, question, err);
}
