#include "screen/link.h"

#include <stdio.h>
#include <string.h>

#include "base/err.h"
#include "base/strbuf.h"
#include "course/course.h"
#include "course/verb.h"
#include "draw/page.h"
#include "lesson/catalogue.h"
#include "lesson/lesson.h"
#include "screen/action_run.h"
#include "screen/actions.h"
#include "screen/app_state.h"
#include "screen/inspector.h"
#include "screen/study.h"

const struct page_anchor *link_marked(struct app *app)
{
    return study_in_sight(app, ANCHOR_LINK, app->study.link);
}

void link_mark(struct app *app, const struct page_anchor *anchor)
{
    struct study *study = &app->study;

    inspector_leave(app);
    inspector_unmark(app);
    study->lab_focus = false;
    study->question = -1;
    study->link = anchor->index + 1;
    study->first =
        page_scroll_to(study->page, study->first, study->height, anchor);
}

/* A lesson's file beside this one: its path, or false. */
static bool lesson_beside(const struct app *app, struct slice url, char *path,
                          size_t size)
{
    const char *here = app->section->lesson->path;
    const char *slash = strrchr(here, '/');
    int dir =
        slash && url.len && url.at[0] != '/' ? (int)(slash - here) + 1 : 0;

    return slice_ends(url, ".md") && !memmem(url.at, url.len, "://", 3) &&
           snprintf(path, size, "%.*s%.*s", dir, here, SLICE_ARG(url)) <
               (int)size;
}

bool link_follow(struct app *app, const struct page_anchor *anchor,
                 struct verdict *verdict, struct err *err)
{
    struct slice url = anchor->url;
    char name[ERR_FILE_MAX * 2];

    link_mark(app, anchor);
    if (lesson_beside(app, url, name, sizeof name))
        return study_open(app, name, err);
    snprintf(name, sizeof name, "%.*s", SLICE_ARG(url));
    if (!strchr(name, '/') &&
        catalogue_find(course_catalogue(app->options.course), name, NULL))
        return study_open(app, name, err);
    strbuf_clear(&app->copied);
    strbuf_slice(&app->copied, url);
    verdict->copy = strbuf_text(&app->copied);
    app_say(app, "copied: %s", verdict->copy);
    return true;
}

/* The n-th link of the page, from 1. */
static const struct page_anchor *find_link(struct app *app, long n,
                                           struct err *err)
{
    const struct page_anchor *found;
    int count = 0;

    study_split(app);
    for (size_t i = 0; i < page_anchor_count(app->study.page); i++)
        if (page_anchor(app->study.page, i)->kind == ANCHOR_LINK)
            count = page_anchor(app->study.page, i)->index + 1;
    found = n >= 1 && n <= count
                ? page_find(app->study.page, ANCHOR_LINK, (int)n - 1, 0)
                : NULL;
    if (!found)
        err_set(err,
                count == 0   ? "no link is here"
                : count == 1 ? "no link %ld; there is 1 link here"
                             : "no link %ld; there are %d links here",
                n, count);
    return found;
}

bool act_follow(const struct call *call, struct err *err)
{
    struct app *app = call->app;
    const struct page_anchor *anchor;
    long n = 1;

    if (!app->section)
        return err_set(err, "no section is open: go SECTION opens one");
    if (call->count && !verb_count(call->args[0], &n, err))
        return false;
    anchor = call->count ? NULL : link_marked(app);
    if (!anchor)
        anchor = find_link(app, n, err);
    return anchor && link_follow(app, anchor, call->verdict, err);
}
