#include "screen/action_run.h"

#include "base/err.h"
#include "course/verb.h"
#include "draw/page.h"
#include "screen/actions.h"
#include "screen/chart.h"
#include "screen/present.h"
#include "screen/study.h"

bool act_figure(const struct call *call, struct err *err)
{
    struct app *app = call->app;
    long n = 1, seen = 0;

    if (!app->section)
        return err_set(err, "no section is open: go SECTION opens one");
    if (call->count && !verb_count(call->args[0], &n, err))
        return false;
    if (app->talk)
        return talk_mark(app, n, err);
    study_split(app);
    for (size_t i = 0; i < page_anchor_count(app->study.page); i++) {
        const struct page_anchor *one = page_anchor(app->study.page, i);

        if (!chart_is(app, one) || ++seen != n)
            continue;
        chart_mark(app, one);
        app->study.first = page_scroll_to(app->study.page, app->study.first,
                                          app->study.height, one);
        return true;
    }
    if (seen == 1)
        return err_set(err, "no figure %ld; there is 1 figure here", n);
    return err_set(err,
                   seen ? "no figure %ld; there are %ld figures here"
                        : "no figure is here",
                   n, seen);
}

bool act_chart(const struct call *call, struct err *err)
{
    if (!call->app->section)
        return err_set(err, "no section is open: go SECTION opens one");
    return talk_mark(call->app, 0, err);
}

bool act_cursor(const struct call *call, struct err *err)
{
    return chart_cursor(call->app, call->args[0], err);
}

bool act_adopt(const struct call *call, struct err *err)
{
    return chart_adopt(call->app, err);
}
