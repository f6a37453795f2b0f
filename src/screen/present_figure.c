/* A figure of a talk that has the keys. */
#include "base/err.h"
#include "draw/page.h"
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
