#include "screen/action_run.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/err.h"
#include "course/course.h"
#include "course/question.h"
#include "course/verb.h"
#include "lab/lab.h"
#include "screen/actions.h"
#include "screen/app_state.h"
#include "screen/desk.h"

enum {
    NUMBER_WORD = 24,
    /* Levers that leave every row as it is. */
    ROWS_STAY = LAB_LEVER_EXAMPLES | LAB_LEVER_FORMAT | LAB_LEVER_UNIT
};

static struct lab *need_lab(const struct call *call, struct err *err)
{
    struct lab *lab = study_lab(call->app);

    if (!lab)
        err_set(err, call->app->section ? "this section has no lab"
                                        : "no section is open");
    return lab;
}

/* "." stands for the row and class of the cursor. */
static struct slice cursor_word(const struct call *call, size_t i, char *word)
{
    enum argument type = call->action->args[i];
    const struct study *study = &call->app->study;

    if (!slice_is(call->args[i], ".") ||
        (type != ARGUMENT_ROW && type != ARGUMENT_CLASS))
        return call->args[i];
    snprintf(word, NUMBER_WORD, "%zu",
             1 + (type == ARGUMENT_ROW ? study->row : study->class));
    return slice_of(word);
}

/* A nudge of the parameter at the cursor goes by its own steps: the large
 * amounts of the keys mean the coarse one. */
static bool nudge_param(const struct call *call, struct lab *lab, int param,
                        struct err *err)
{
    double delta;

    return verb_number(call->args[2], &delta, err) &&
           lab_step_param(lab, (size_t)param, delta > 0.0 ? 1 : -1,
                          fabs(delta) < 0.03, err);
}

static bool edit(const struct call *call, struct lab *lab, const char *name,
                 struct err *err)
{
    struct slice args[ACTION_ARGUMENTS];
    char words[ACTION_ARGUMENTS][NUMBER_WORD];

    for (size_t i = 0; i < call->count; i++)
        args[i] = cursor_word(call, i, words[i]);
    return verb_run(lab, slice_of(name), args, call->count, err);
}

/* What is set to where it stands is an edit all the same: who is to reach
 * what holds already has done it. */
static void keep(struct app *app, const struct lab *lab)
{
    for (size_t i = 0; app->section && i < app->section->question_count; i++)
        question_look_anew(app->section, &app->section->questions[i], lab);
    app_say(app, "nothing changes: it is so already");
}

static bool goes_back(const char *name)
{
    return !strcmp(name, "undo") || !strcmp(name, "redo");
}

bool act_edit(const struct call *call, struct err *err)
{
    struct lab *lab = need_lab(call, err);
    uint64_t before = lab ? lab_revision(lab) : 0;
    int param = study_param(call->app);

    if (!(call->action->needs & ROWS_STAY) && !desk_may_edit(call->app, err))
        return false;
    if (lab && param >= 0 && call->count && slice_is(call->args[0], ".")) {
        if (slice_is(slice_of(call->action->name), "nudge"))
            return nudge_param(call, lab, param, err);
        return err_set(err, "the cursor is on a parameter: "
                            "left and right move it");
    }
    if (!lab || !edit(call, lab, call->action->name, err))
        return false;
    if (slice_is(slice_of(call->action->name), "save"))
        app_say(call->app, "kept as '%.*s'", SLICE_ARG(call->args[0]));
    else if (lab_revision(lab) == before)
        keep(call->app, lab);
    if (call->app->desk && goes_back(call->action->name))
        desk_follow(call->app);
    return true;
}

/* At the cursor the key goes to and fro; a script says what it means. */
bool act_lock(const struct call *call, struct err *err)
{
    struct lab *lab = need_lab(call, err);
    const struct study *study = &call->app->study;
    bool there;

    if (!lab)
        return false;
    there = slice_is(call->args[0], ".") && slice_is(call->args[1], ".") &&
            study->row < lab_rows(lab) && study->class < lab_classes(lab) &&
            lab_locked(lab, study->row, study->class);
    return edit(call, lab, there ? "unlock" : "lock", err);
}

bool act_type(const struct call *call, struct err *err)
{
    struct lab *lab = need_lab(call, err);

    if (!lab)
        return false;
    if (!study_lab_rows(call->app))
        return err_set(err, "this lab has no table");
    if (study_param(call->app) < 0 &&
        !lab_may(lab,
                 lab_model(lab) == LAB_SOFTMAX ? LAB_LEVER_LOGITS
                                               : LAB_LEVER_PREDICTED,
                 err))
        return false;
    field_set(&call->app->typing, slice_of(""));
    call->app->study.lab_focus = true;
    call->app->over = &screen_typing;
    return true;
}
