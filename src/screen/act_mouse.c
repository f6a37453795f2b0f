/* What the mouse does that no key does, as actions: so that a script can do it
 * too, and a talk be recorded. */
#include "screen/action_run.h"

#include "base/err.h"
#include "course/verb.h"
#include "lab/lab.h"
#include "screen/actions.h"
#include "screen/app_state.h"

static struct lab *need_lab(const struct call *call, struct err *err)
{
    struct lab *lab = study_lab(call->app);

    if (!lab)
        err_set(err, "no lab is open");
    return lab;
}

/* The cursor alone: whether the lab has the keys is the affair of `focus`. */
bool act_point(const struct call *call, struct err *err)
{
    struct app *app = call->app;
    const struct lab *lab = need_lab(call, err);
    long row, class = (long)app->study.class + 1;

    if (!lab || !verb_count(call->args[0], &row, err) ||
        (call->count > 1 && !verb_count(call->args[1], &class, err)))
        return false;
    if (row < 1 || (size_t)row > study_lab_rows(app))
        return err_set(err, "no row %ld; this lab has %zu", row,
                       study_lab_rows(app));
    if (call->count > 1 && (class < 1 || (size_t) class > lab_classes(lab)))
        return err_set(err, "no class %ld; this lab has %zu", class,
                       lab_classes(lab));
    app->study.row = (size_t)row - 1;
    app->study.class = (size_t) class - 1;
    return true;
}

static bool set_bar(struct app *app, struct lab *lab, double value,
                    struct err *err)
{
    int param = study_param(app);

    if (param >= 0)
        return lab_let(lab, lab_param(lab, (size_t)param).name, value, err);
    if (lab_model(lab) != LAB_GIVEN)
        return err_set(err, "this row comes from logits: = types one");
    return lab_set(lab, app->study.row, app->study.class, value, err);
}

/* A drag is one step of the history: its last value replaces the one before.
 * Where the new one is refused, the one before comes back. */
bool act_drag(const struct call *call, struct err *err)
{
    struct study *study = &call->app->study;
    struct lab *lab = need_lab(call, err);
    uint64_t before;
    double value;
    bool undone;

    if (!lab || !verb_number(call->args[0], &value, err))
        return false;
    if (call->count == 1)
        study->drag_moved = false;
    else if (!slice_is(call->args[1], "on"))
        return err_set(err, "a bar is dragged to X, or to X on");
    undone = study->drag_moved && lab_can_undo(lab) && lab_undo(lab, NULL);
    before = lab_revision(lab);
    if (set_bar(call->app, lab, value, err)) {
        study->drag_moved = lab_revision(lab) != before;
        return true;
    }
    if (undone)
        lab_redo(lab, NULL);
    return false;
}
