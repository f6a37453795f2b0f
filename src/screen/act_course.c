#include "screen/action_run.h"

#include "base/err.h"
#include "base/file.h"
#include "course/course.h"
#include "course/question.h"
#include "course/verb.h"
#include "lesson/lesson.h"
#include "screen/actions.h"
#include "screen/aloud.h"
#include "screen/app_state.h"
#include "screen/present.h"
#include "screen/study.h"

static bool need_section(const struct call *call, struct err *err)
{
    return call->app->section ||
           err_set(err, "no section is open: go SECTION opens one");
}

/* Nobody answers for a class. */
static bool need_learner(const struct call *call, struct err *err)
{
    if (call->app->talk)
        return err_set(err, "a talk shows the answers itself: next");
    return need_section(call, err);
}

bool act_forward(const struct call *call, struct err *err)
{
    return need_section(call, err) && study_forward(call->app, err);
}

bool act_next(const struct call *call, struct err *err)
{
    if (call->app->talk && call->app->section)
        return talk_go(call->app, 1, err);
    return need_section(call, err) && study_next(call->app, err);
}

bool act_back(const struct call *call, struct err *err)
{
    if (call->app->talk && call->app->section)
        return talk_go(call->app, -1, err);
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
    /* Nobody is there to write to a pipe, and a screen cannot wait for it. */
    if (file_exists(name) && !file_is_plain(name) && !file_is_dir(name))
        return err_at(err, name, 0, 0, "no file; expected a lesson");
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
    bool lab = call->count && slice_is(call->args[0], "lab");

    if (!need_section(call, err))
        return false;
    if (call->count && !lab)
        return err_set(err, "'focus %.*s' leads nowhere: lab, or nothing",
                       SLICE_ARG(call->args[0]));
    return (lab && call->app->study.lab_focus) || study_focus(call->app, err);
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

/* As lines nothing is answered that was not read yet. */
static bool is_shown(const struct app *app, const struct question *question,
                     struct err *err)
{
    return !app->options.lines || question->block->step <= app->study.step ||
           err_set(err, "question '%s' comes further on: next reads on",
                   question->ask->id);
}

static int at_hand(const struct call *call)
{
    return call->app->options.lines
               ? aloud_question(call->app, call->action->run == act_answer)
               : study_question(call->app);
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
        *question = at_hand(call);
        return *question >= 0 ||
               err_set(err, call->app->options.lines
                                ? "no question waits for an answer here: next "
                                  "reads on"
                            : section->question_count
                                ? "every question here is answered"
                                : "this section asks no question");
    }
    found = question_find(section, call->args[0], err);
    if (found)
        *question = (int)(found - section->questions);
    return found && is_shown(call->app, found, err);
}

/* A line of an order is called by the number before it. */
static bool find_line(const struct question *question, struct slice word,
                      int *place, struct err *err)
{
    long label;

    *place = (int)question->ask->order_count - 1;
    if (!verb_count(word, &label, err))
        return false;
    while (*place >= 0 &&
           question->labels[question->arranged[*place]] != (int)label)
        --*place;
    return *place >= 0 || err_set(err, "question '%s' has no line %ld",
                                  question->ask->id, label);
}

bool act_choose(const struct call *call, struct err *err)
{
    struct app *app = call->app;
    const struct question *one;
    int question, choice = 0;

    if (!need_section(call, err))
        return false;
    question = study_question(app);
    if (question < 0)
        return err_set(err, "no question waits for an answer");
    one = &app->section->questions[question];
    if (one->ask->kind == QUESTION_ANSWER || one->ask->kind == QUESTION_STEPS)
        return study_write(app, call->args[0], err);
    if (one->ask->kind == QUESTION_ORDER
            ? !find_line(one, call->args[0], &choice, err)
            : !question_choice(one, call->args[0], &choice, err))
        return false;
    return study_choose(app, choice, err);
}

/* The words of a line from a word of it on. */
static struct slice from_word(const struct call *call)
{
    struct slice last = call->args[call->count - 1];
    const char *start = call->args[0].at;

    return (struct slice){ start, (size_t)(last.at + last.len - start) };
}

/* "answer half 1/2", or "answer 1/2": of the question at hand. */
bool act_answer(const struct call *call, struct err *err)
{
    struct section *section = call->app->section;
    struct err other;
    int question;

    if (!need_learner(call, err))
        return false;
    if (find_question(call, &question, err))
        return study_answer(call->app, question,
                            call->count > 1 ? call->args[1]
                                            : (struct slice){ 0 },
                            err);
    question = at_hand(call);
    if (question < 0 && call->app->options.lines &&
        !question_find(section, call->args[0], NULL))
        return err_set(err, "no question waits for an answer here: next reads "
                            "on");
    if (question < 0 || question_find(section, call->args[0], NULL))
        return false;
    /* Two words for choices: the first was to be an id. */
    if (section->questions[question].ask->kind == QUESTION_CHOICES &&
        call->count > 1)
        return false;
    if (study_answer(call->app, question, from_word(call), &other))
        return true;
    if (err)
        *err = other;
    return false;
}

static bool is_order(const struct question *question)
{
    return question->ask->kind == QUESTION_ORDER;
}

/* The one at hand, else one that is open. */
bool act_order(const struct call *call, struct err *err)
{
    struct section *section = call->app->section;
    int question;

    if (!need_learner(call, err))
        return false;
    question = study_question(call->app);
    if (question < 0 || !is_order(&section->questions[question]))
        for (question = (int)section->question_count - 1;
             question >= 0 && !(is_order(&section->questions[question]) &&
                                study_open_question(call->app, question));)
            question--;
    if (question < 0)
        return err_set(err, "no lines wait to be put in order");
    return study_answer(call->app, question,
                        call->count ? call->args[0] : (struct slice){ 0 }, err);
}

bool act_carry(const struct call *call, struct err *err)
{
    long way;

    if (!need_section(call, err))
        return false;
    if (slice_is(call->args[0], "-"))
        way = -1;
    else if (slice_is(call->args[0], "+"))
        way = 1;
    else
        return err_set(err, "a line goes up (-) or down (+)");
    return study_carry(call->app, (int)way, err);
}

bool act_again(const struct call *call, struct err *err)
{
    struct section *section = call->app->section;
    struct question *found;
    int question = -1;

    if (!need_section(call, err))
        return false;
    if (call->count && !slice_is(call->args[0], ".")) {
        found = question_find(section, call->args[0], err);
        if (!found || !is_shown(call->app, found, err))
            return false;
        question = (int)(found - section->questions);
    } else
        question = study_settled(call->app);
    if (question < 0)
        return err_set(err, call->app->options.lines
                                ? "no question here is answered"
                                : "no question in sight is answered");
    return study_again(call->app, question, err);
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
