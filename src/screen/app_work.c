/* What is done while no key waits. */
#include "base/err.h"
#include "course/course.h"
#include "course/equation.h"
#include "course/figure.h"
#include "course/inspect.h"
#include "lab/lab.h"
#include "lab/readings.h"
#include "screen/app_state.h"
#include "screen/desk.h"
#include "screen/fitting.h"
#include "screen/map.h"

enum { SLICE_STEPS = 400000 /* of background work: some 2 ms */ };

/* Whether the lab in sight has numbers that are still being computed. */
static bool work_waits(struct app *app)
{
    struct lab *lab = app_shown_lab(app);

    return lab && (app->worked_lab != lab || app->worked != lab_revision(lab));
}

/* Whether equations wait to be judged that somebody sees, or a part of one to
 * be valued. */
static bool equations_wait(struct app *app)
{
    const struct study *study = &app->study;

    if (!app_reads(app))
        return false;
    return (study->equations && study_text_seen(app) &&
            equations_waiting(study->equations)) ||
           (study->inspect && inspect_waits(study->inspect));
}

/* Whether curves wait to be valued. */
static bool figures_wait(struct app *app)
{
    return app_reads(app) && app->section && study_text_seen(app) &&
           figures_waiting(app->section->figures);
}

bool app_waits(struct app *app)
{
    return (app->desk && app->desk->due) || work_waits(app) ||
           desk_waits(app) || equations_wait(app) || figures_wait(app) ||
           find_waits(app) ||
           (fitting(app) && app->options.still && !fitting_held(app));
}

/* A slice of the lab's work. True when the screen has something new to show.
 */
static bool work_lab(struct app *app)
{
    struct lab *lab = study_lab(app);
    bool before;

    before = lab_rolling(lab, lab_format(lab)).done;
    if (lab_work(lab, SLICE_STEPS)) {
        app->worked_lab = lab;
        app->worked = lab_revision(lab);
        return true;
    }
    return !before && lab_rolling(lab, lab_format(lab)).done;
}

bool app_work_desk(struct app *app, struct verdict *verdict)
{
    struct err err = { 0 };
    bool news = true;

    if (app->desk->due)
        desk_do_due(app, &err);
    else
        news = desk_work(app, &err);
    if (err.text[0])
        app_refuse(app, &err, verdict);
    return news;
}

/* The lab first: its numbers are due at once, an optimum fills in. */
bool app_work(struct app *app, const struct event *event,
              struct verdict *verdict)
{
    if (app->desk && app->desk->due)
        return app_work_desk(app, verdict);
    if (find_waits(app)) {
        find_work(app);
        return true;
    }
    if (work_waits(app))
        return work_lab(app);
    if (desk_waits(app))
        return app_work_desk(app, verdict);
    if (fitting(app) && app->options.still && !fitting_held(app))
        return fitting_idle(app, event);
    if (!equations_wait(app) && !figures_wait(app))
        return false;
    if (!equations_wait(app)) {
        figures_work(app->section->figures, event->waits, event->waits_context);
        return true;
    }
    if (app->study.inspect && inspect_waits(app->study.inspect)) {
        inspect_work(app->study.inspect, event->waits, event->waits_context);
        return true;
    }
    equations_work(app->study.equations, event->waits, event->waits_context);
    return true;
}
