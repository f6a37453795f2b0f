#include "screen/action_run.h"

#include "base/err.h"
#include "course/inspect.h"
#include "course/verb.h"
#include "draw/page.h"
#include "lesson/lesson.h"
#include "screen/actions.h"
#include "screen/chart.h"
#include "screen/inspector.h"
#include "tex/node.h"

enum { ASIDE = 8 };

static bool need_section(const struct call *call, struct err *err)
{
    return call->app->section ||
           err_set(err, "no section is open: go SECTION opens one");
}

static bool need_part(const struct call *call, struct err *err)
{
    return inspector_open(call->app) ||
           err_set(err, "no equation is looked into: inspect N does");
}

static bool is_step(struct slice word, int *way)
{
    if (!slice_is(word, "+") && !slice_is(word, "-"))
        return false;
    *way = slice_is(word, "+") ? 1 : -1;
    return true;
}

/* As with `copy`: the number beside the equation, else the n-th shown. */
static const struct page_anchor *
find_equation(struct app *app, struct slice word, struct err *err)
{
    const struct page_anchor *found = NULL;
    long n = 0, seen = 0;

    slice_long(word, &n);
    study_split(app);
    for (size_t i = 0; i < page_anchor_count(app->study.page); i++) {
        const struct page_anchor *one = page_anchor(app->study.page, i);

        if (one->kind != ANCHOR_EQUATION)
            continue;
        if (slice_eq(tex_node_tag(one->block->math.node), word))
            return one;
        if (++seen == n)
            found = one;
    }
    if (!found)
        err_set(err, "no equation '%.*s'; there are %ld equations here",
                SLICE_ARG(word), seen);
    return found;
}

bool act_equation(const struct call *call, struct err *err)
{
    const struct page_anchor *anchor;
    struct app *app = call->app;
    int way = 1;

    if (!need_section(call, err))
        return false;
    if (!call->count || is_step(call->args[0], &way))
        return inspector_mark(app, way, err);
    anchor = find_equation(app, call->args[0], err);
    if (!anchor)
        return false;
    inspector_leave(app);
    inspector_unmark(app);
    app->study.marked = anchor->index + 1;
    app->study.first = page_scroll_to(app->study.page, app->study.first,
                                      app->study.height, anchor);
    return true;
}

bool act_inspect(const struct call *call, struct err *err)
{
    struct app *app = call->app;
    const struct page_anchor *anchor;

    if (!need_section(call, err))
        return false;
    if (call->count) {
        anchor = find_equation(app, call->args[0], err);
        if (!anchor)
            return false;
    } else {
        study_split(app);
        if (!inspector_marked(app) && !inspector_mark(app, 1, err))
            return false;
        anchor = inspector_marked(app);
        if (!anchor)
            return err_set(err, app->study.link
                                    ? "a link is marked: follow opens it"
                                    : "a figure is marked: cursor X reads it "
                                      "off");
    }
    app->study.first = page_scroll_to(app->study.page, app->study.first,
                                      app->study.height, anchor);
    return inspector_enter(app, anchor, err);
}

bool act_part(const struct call *call, struct err *err)
{
    static const char *const ways[] = {
        [WALK_IN] = "in",
        [WALK_OUT] = "out",
        [WALK_NEXT] = "next",
        [WALK_BACK] = "back",
    };

    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
        if (slice_is(call->args[0], ways[i]))
            return inspector_step(call->app, (enum walk_way)i, err);
    return err_set(err, "no way '%.*s': in, out, next or back",
                   SLICE_ARG(call->args[0]));
}

/* The letter of a word: as its key is written, a backslash left out or not. */
static struct slice letter_of(struct inspect *inspect, struct slice word)
{
    const struct inspect_letter *letters;
    size_t count = inspect_letters(inspect, &letters);

    for (size_t i = 0; i < count; i++) {
        struct slice key = letters[i].key;

        if (key.len && key.at[0] == '\\' &&
            slice_eq(slice_sub(key, 1, key.len), word))
            return key;
    }
    return word;
}

bool act_index(const struct call *call, struct err *err)
{
    struct inspect *inspect = call->app->study.inspect;
    long value;
    int way;

    if (!need_part(call, err))
        return false;
    if (call->count == 1)
        return is_step(call->args[0], &way)
                   ? inspector_shift(call->app, way, err)
                   : err_set(err, "which value? index i 2 holds i at 2");
    return verb_count(call->args[1], &value, err) &&
           inspect_index(inspect, letter_of(inspect, call->args[0]),
                         (double)value, err);
}

bool act_letter(const struct call *call, struct err *err)
{
    struct inspect *inspect = call->app->study.inspect;
    const struct inspect_letter *letters;
    struct slice key;
    size_t count;

    if (!need_part(call, err))
        return false;
    count = inspect_letters(inspect, &letters);
    if (count == 0)
        return err_set(err, "no index stands over this part");
    if (slice_is(call->args[0], "+")) {
        inspect_choose(inspect, (inspect_chosen(inspect) + 1) % count);
        return true;
    }
    key = letter_of(inspect, call->args[0]);
    for (size_t i = 0; i < count; i++)
        if (slice_eq(letters[i].key, key)) {
            inspect_choose(inspect, i);
            return true;
        }
    return err_set(err, "no index '%.*s' stands over this part",
                   SLICE_ARG(call->args[0]));
}

bool act_aside(const struct call *call, struct err *err)
{
    int way;
    long columns;

    if (!need_part(call, err))
        return false;
    if (is_step(call->args[0], &way))
        columns = ASIDE * way;
    else if (!verb_count(call->args[0], &columns, err))
        return false;
    else
        columns -= call->app->study.aside;
    inspector_aside(call->app, (int)columns);
    return true;
}
