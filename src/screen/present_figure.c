/* A figure of a talk that has the keys. */
#include "base/err.h"
#include "course/course.h"
#include "course/figure.h"
#include "draw/page.h"
#include "draw/plot.h"
#include "draw/target.h"
#include "screen/actions.h"
#include "screen/chart.h"
#include "screen/present.h"

/* Whether all of it is to be seen. */
static bool in_sight(const struct app *app, const struct deck_step *step,
                     const struct page_anchor *anchor)
{
    return chart_is(app, anchor) && anchor->row >= step->from &&
           anchor->row + anchor->rows <= step->to;
}

const struct page_anchor *talk_figure(struct app *app)
{
    const struct deck_step *step = talk_step(app);
    const struct page_anchor *anchor =
        app->study.chart
            ? page_find(step->page, ANCHOR_FIGURE, app->study.chart - 1, 0)
            : NULL;

    return anchor && in_sight(app, step, anchor) ? anchor : NULL;
}

bool talk_mark(struct app *app, long n, struct err *err)
{
    const struct deck_step *step = talk_step(app);
    const struct page_anchor *now = talk_figure(app);
    bool past = !now;
    long seen = 0;

    for (size_t i = 0; i < page_anchor_count(step->page); i++) {
        const struct page_anchor *one = page_anchor(step->page, i);

        if (!in_sight(app, step, one))
            continue;
        seen++;
        if (n ? seen == n : past) {
            chart_mark(app, one);
            return true;
        }
        past |= one == now;
    }
    if (!n && now) {
        chart_leave(app);
        return true;
    }
    if (seen == 0)
        return err_set(err, "no figure is on this slide");
    return err_set(err, "no figure %ld; this slide has %ld", n, seen);
}

/* The number, from 1, of a figure among those of the slide; 0: it is none. */
static int number_of(const struct app *app, const struct deck_step *step,
                     size_t anchor)
{
    int number = 0;

    if (anchor >= page_anchor_count(step->page) ||
        !in_sight(app, step, page_anchor(step->page, anchor)))
        return 0;
    for (size_t i = 0; i <= anchor; i++)
        number += in_sight(app, step, page_anchor(step->page, i));
    return number;
}

static bool cursor_at(struct app *app, int col, struct verdict *verdict,
                      struct err *err)
{
    const struct figure *figure =
        figures_get(app->section->figures, (size_t)app->study.chart - 1);
    double x;

    return !plot_x_at(figure, app->study.drag, col, app->options.ascii, &x) ||
           action_linef(app, verdict, err, "cursor %.17g", x);
}

/* As actions, so that a recording has them. */
bool talk_press_figure(struct app *app, const struct event *event,
                       struct verdict *verdict, struct err *err)
{
    const struct page_anchor *now = talk_figure(app);
    const struct deck_step *step = talk_step(app);
    struct hit hit;
    int number;

    if (event->mouse == MOUSE_DRAG && app->study.charting && now) {
        cursor_at(app, event->col, verdict, err);
        return true;
    }
    if (event->mouse != MOUSE_PRESS ||
        !app_hit(app, event->row, event->col, &hit) ||
        hit.target.kind != TARGET_FIGURE)
        return false;
    number = number_of(app, step, (size_t)hit.target.a);
    if (!number)
        return false;
    if (page_anchor(step->page, (size_t)hit.target.a) != now &&
        !action_linef(app, verdict, err, "figure %d", number))
        return true;
    app->study.drag = hit.region;
    app->study.charting = true;
    cursor_at(app, event->col, verdict, err);
    return true;
}
