/* act_fit.c - the action `fit`, and how a run goes on between keys. */
#include "screen/action_run.h"

#include "base/err.h"
#include "course/fits.h"
#include "course/course.h"
#include "course/question.h"
#include "course/verb.h"
#include "draw/page.h"
#include "lesson/block.h"
#include "screen/actions.h"
#include "screen/app_state.h"
#include "screen/fitting.h"
#include "screen/present.h"
#include "screen/study.h"

enum {
    FRAME_MS = 40,
    /* A frame makes a step, and a part of those that were made: the first
     * steps, which matter most, are seen one by one, and thousands take some
     * seconds. */
    FRAME_PART = 12,
    STEPS_MOST = 10000
};

/* The one among rows of a page, the nearest to the top first; else the first
 * that it has: but nobody in a class would see that one. */
static const struct section_fit *
in_sight(const struct app *app, const struct page *page, int from, int rows)
{
    const struct section_fit *first = NULL;

    for (size_t i = 0; i < page_anchor_count(page); i++) {
        const struct page_anchor *one = page_anchor(page, i);
        const struct section_fit *fit =
            one->kind == ANCHOR_FIGURE && one->block->kind == BLOCK_FIT
                ? fits_of(app->section->fits, one->block)
                : NULL;

        if (!fit)
            continue;
        if (!first && !app->talk)
            first = fit;
        if (one->row + one->rows > from && one->row < from + rows)
            return fit;
    }
    return first;
}

/* The regression that an action means. */
static const struct section_fit *at_hand(struct app *app)
{
    const struct study *study = &app->study;

    if (app->talk) {
        const struct deck_step *step = talk_step(app);

        return in_sight(app, step->page, step->from, step->to - step->from);
    }
    study_split(app);
    return in_sight(app, study->page, study->first, study->height);
}

static struct fit *need_fit(const struct call *call, struct err *err)
{
    struct app *app = call->app;
    const struct section_fit *one;

    if (!app->section || !app_reads(app)) {
        err_set(err, "no section is open");
        return NULL;
    }
    one = at_hand(app);
    if (!one)
        err_set(err, app->talk ? "no regression is on this slide"
                     : fits_count(app->section->fits)
                         ? "no regression is revealed yet: read on"
                         : "this section has no regression to fit");
    else if (!one->fit)
        err_set(err, "it cannot be fitted: %s", one->fault);
    else
        app->fitted = one;
    return one ? one->fit : NULL;
}

static bool step(const struct call *call, struct fit *fit, struct err *err)
{
    double many = 1.0;

    if (call->count > 1 && !verb_number(call->args[1], &many, err))
        return false;
    if (!(many >= 1.0 && many <= STEPS_MOST))
        return err_set(err, "'%.*s' steps; 1 to %d would do",
                       SLICE_ARG(call->args[1]), STEPS_MOST);
    if (!fit_step(fit, err))
        return false;
    /* The first is made; where it ends on the way, the panel says so. */
    for (long i = 1; i < (long)many; i++)
        if (!fit_step(fit, NULL))
            break;
    return true;
}

static bool at_once(void *context)
{
    (void)context;
    return true;
}

/* As after so many steps, where a run was paused in a talk. */
static bool pause_at(const struct call *call, struct fit *fit, struct err *err)
{
    long steps = 0;

    if (call->count > 1 && !verb_count(call->args[1], &steps, err))
        return false;
    while (fit_running(fit) && (long)fit_steps(fit) < steps)
        fit_work(fit, at_once, NULL);
    fit_pause(fit);
    return true;
}

/* By key it goes to and fro: the key that comes while it runs pauses. */
static bool run(const struct call *call, struct fit *fit, struct err *err)
{
    bool toggles = call->count > 1 && slice_is(call->args[1], "+");

    if (toggles && call->app->fit_paused)
        return true;
    return fit_run(fit, err);
}

static bool set_number(const struct call *call, struct fit *fit,
                       struct err *err)
{
    bool rate = slice_is(call->args[0], "rate");
    double value;

    if (call->count < 2)
        return err_set(err, "'fit %s' wants a number: fit %s %s",
                       rate ? "rate" : "l2", rate ? "rate" : "l2",
                       rate ? "0.5" : "0.01");
    if (!verb_number(call->args[1], &value, err))
        return false;
    return rate ? fit_set_rate(fit, value, err) : fit_set_l2(fit, value, err);
}

static bool set_optimizer(const struct call *call, struct fit *fit,
                          struct err *err)
{
    enum fit_optimizer optimizer;

    if (call->count < 2 || !fit_optimizer_from_name(call->args[1], &optimizer))
        return err_set(err, "'fit by' wants a method: gradient, newton or "
                            "lbfgs");
    if (!question_frees(call->app->section, call->app->fitted->block,
                        fit_optimizer_name(optimizer), err))
        return false;
    fit_set_optimizer(fit, optimizer);
    return true;
}

static bool change(const struct call *call, struct fit *fit, struct err *err)
{
    struct slice what = call->args[0];

    if (slice_is(what, "step"))
        return step(call, fit, err);
    if (slice_is(what, "run"))
        return run(call, fit, err);
    if (slice_is(what, "rate") || slice_is(what, "l2"))
        return set_number(call, fit, err);
    if (slice_is(what, "by"))
        return set_optimizer(call, fit, err);
    if (slice_is(what, "pause"))
        return pause_at(call, fit, err);
    if (slice_is(what, "reset"))
        fit_reset(fit);
    else
        return err_set(err,
                       "'fit %.*s' is not known: step, run, pause, reset, "
                       "rate, l2 or by would do",
                       SLICE_ARG(what));
    return true;
}

/* Who moves what is out of sight would see nothing happen. */
static void bring_in_sight(struct app *app, const struct block *block)
{
    const struct study *study = &app->study;

    for (size_t i = 0; i < page_anchor_count(study->page); i++) {
        const struct page_anchor *one = page_anchor(study->page, i);

        if (one->kind == ANCHOR_FIGURE && one->block == block &&
            (one->row + one->rows <= study->first ||
             one->row >= study->first + study->height)) {
            study_scroll(app, one->row - study->first);
            return;
        }
    }
}

bool act_fit(const struct call *call, struct err *err)
{
    struct app *app = call->app;
    struct fit *fit = need_fit(call, err);

    if (!fit ||
        (!slice_is(call->args[0], "pause") &&
         !question_frees(app->section, app->fitted->block, NULL, err)) ||
        !change(call, fit, err))
        return false;
    if (!app->talk)
        bring_in_sight(app, app->fitted->block);
    return true;
}

bool fitting(const struct app *app)
{
    return app->section && app_reads(app) && fits_running(app->section->fits);
}

static bool enough(void *context)
{
    return --*(long *)context <= 0;
}

bool fitting_held(const struct app *app)
{
    for (size_t i = 0; app->fit_most && i < fits_count(app->section->fits);
         i++) {
        const struct fit *fit = fits_get(app->section->fits, i)->fit;

        if (fit && fit_running(fit) && fit_steps(fit) >= app->fit_most)
            return true;
    }
    return false;
}

void fitting_frame(struct app *app)
{
    long steps = 1;

    if (fitting_held(app))
        return;

    for (size_t i = 0; i < fits_count(app->section->fits); i++) {
        const struct fit *fit = fits_get(app->section->fits, i)->fit;

        if (fit && fit_running(fit))
            steps += (long)fit_steps(fit) / FRAME_PART;
        if (fit && app->fit_most && fit_steps(fit) < app->fit_most &&
            steps > (long)(app->fit_most - fit_steps(fit)))
            steps = (long)(app->fit_most - fit_steps(fit));
    }
    fits_work(app->section->fits, enough, &steps);
}

void fitting_finish(struct app *app)
{
    while (fitting(app))
        fits_work(app->section->fits, NULL, NULL);
}

bool fitting_idle(struct app *app, const struct event *event)
{
    if (app->fit_most)
        fitting_frame(app);
    else
        fits_work(app->section->fits, event->waits, event->waits_context);
    return !fitting(app);
}

int fitting_wake(const struct app *app)
{
    return fitting(app) && !app->options.still && !fitting_held(app) ? FRAME_MS
                                                                     : 0;
}

void fitting_key(struct app *app)
{
    app->fit_paused = fitting(app);
    if (!app->fit_paused)
        return;
    talk_note_pause(app);
    fits_pause(app->section->fits);
}
