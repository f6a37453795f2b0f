#include "screen/chart.h"

#include "base/arena.h"
#include "base/err.h"
#include "course/course.h"
#include "course/figure.h"
#include "course/name_key.h"
#include "course/question.h"
#include "course/verb.h"
#include "draw/page.h"
#include "draw/plot.h"
#include "lab/lab.h"
#include "screen/event.h"
#include "screen/inspector.h"
#include "screen/study.h"

bool chart_is(const struct app *app, const struct page_anchor *anchor)
{
    return anchor->kind == ANCHOR_FIGURE && anchor->index >= 0 &&
           (size_t)anchor->index < figures_count(app->section->figures) &&
           figures_get(app->section->figures, (size_t)anchor->index)->kind !=
               FIGURE_OTHER;
}

const struct page_anchor *chart_marked(struct app *app)
{
    return study_in_sight(app, ANCHOR_FIGURE, app->study.chart);
}

static const struct figure *figure_of(const struct app *app)
{
    return app->section && app->study.chart
               ? figures_get(app->section->figures,
                             (size_t)app->study.chart - 1)
               : NULL;
}

const struct figure *app_figure(const struct app *app)
{
    return app_section(app) ? figure_of(app) : NULL;
}

void chart_mark(struct app *app, const struct page_anchor *anchor)
{
    struct study *study = &app->study;

    inspector_leave(app);
    if (study->chart != anchor->index + 1)
        chart_leave(app);
    study->lab_focus = false;
    study->question = -1;
    study->marked = study->link = 0;
    study->chart = anchor->index + 1;
}

void chart_leave(struct app *app)
{
    if (app->section && app->study.chart)
        figures_no_cursor(app->section->figures, (size_t)app->study.chart - 1);
    app->study.chart = 0;
    app->study.charting = false;
}

bool chart_cursor(struct app *app, struct slice word, struct err *err)
{
    const struct figure *figure = figure_of(app);
    struct figures *all = figure ? app->section->figures : NULL;
    size_t index = (size_t)app->study.chart - 1;
    struct slice way = word;
    bool fine = slice_starts(word, "fine");
    double x;

    if (!figure)
        return err_set(err, "no figure is marked: figure N does");
    if (!question_frees(app->section, figure->block, NULL, err))
        return false;
    if (fine)
        way = slice_sub(word, 4, word.len);
    if (slice_is(way, "+") || slice_is(way, "-"))
        return figures_step(all, index, slice_is(way, "+") ? 1 : -1, fine) ||
               err_set(err, "the cursor is at %s end",
                       slice_is(way, "+") ? "the upper" : "the lower");
    if (slice_is(word, "from"))
        x = figure->from;
    else if (slice_is(word, "to"))
        x = figure->to;
    else if (!verb_number(word, &x, err))
        return false;
    figures_cursor(all, index, x);
    return true;
}

/* The lab's parameter that a figure's variable is; false: none. */
static bool find_param(const struct figure *figure, struct lab_param *out)
{
    size_t count = figure->lab ? lab_params(figure->lab) : 0;
    struct arena *arena = arena_create();
    bool found = false;

    for (size_t i = 0; i < count && !found; i++) {
        *out = lab_param(figure->lab, i);
        found = slice_eq(name_key(arena, out->name), figure->key);
    }
    arena_destroy(arena);
    return found;
}

bool chart_adopt(struct app *app, struct err *err)
{
    const struct figure *figure = figure_of(app);
    struct lab_param param;

    if (!figure)
        return err_set(err, "no figure is marked: figure N does");
    if (figure->kind != FIGURE_PLOT || !find_param(figure, &param))
        return err_set(err, "what this figure goes over is no parameter of the "
                            "lab");
    if (!question_frees(app->section, figure->block, NULL, err))
        return false;
    if (!figure->cursor)
        return err_set(
            err, "there is no cursor yet: left and right, or cursor X, set it");
    return lab_let(figure->lab, param.name, figure->at, err);
}

static void cursor_at(struct app *app, int col)
{
    const struct figure *figure = figure_of(app);
    struct rect area = app->study.drag;
    double x;

    if (figure && question_frees(app->section, figure->block, NULL, NULL) &&
        plot_x_at(figure, area, col, app->options.ascii, &x))
        figures_cursor(app->section->figures, (size_t)app->study.chart - 1, x);
}

bool chart_press(struct app *app, const struct event *event,
                 const struct hit *hit, struct err *err)
{
    const struct page_anchor *anchor =
        page_anchor(app->study.page, (size_t)hit->target.a);

    chart_mark(app, anchor);
    if (!question_frees(app->section, anchor->block, NULL, err))
        return false;
    app->study.drag = hit->region;
    app->study.charting = true;
    cursor_at(app, event->col);
    return true;
}

void chart_drag(struct app *app, const struct event *event)
{
    cursor_at(app, event->col);
}
