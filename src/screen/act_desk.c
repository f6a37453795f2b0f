/* What the desk alone does: sorting, filtering, turning, writing. */
#include <string.h>

#include "base/err.h"
#include "base/strbuf.h"
#include "lab/lab.h"
#include "screen/action_run.h"
#include "screen/actions.h"
#include "screen/app_state.h"
#include "screen/desk.h"

static bool need_desk(const struct call *call, struct err *err)
{
    return call->app->desk ||
           err_set(err, "'%s' is of 'likely lab FILE'", call->action->name);
}

/* ---- sort ---- */

/* Who looks for what went wrong wants the largest loss first, and a mistake
 * that the model was sure of. */
struct view_spec desk_ordered(const struct desk *desk, enum view_order order)
{
    struct view_spec spec = view_now(desk->view);

    spec.order = order;
    spec.descending = order == VIEW_LOSS || order == VIEW_CONFIDENCE;
    return spec;
}

bool act_sort(const struct call *call, struct err *err)
{
    struct view_spec spec;
    struct slice word = call->args[0];
    enum view_order order;
    bool anew = slice_is(word, ".");

    if (!need_desk(call, err))
        return false;
    spec = view_now(call->app->desk->view);
    if (slice_is(word, "+"))
        spec = desk_ordered(call->app->desk, (spec.order + 1) % VIEW_ORDERS);
    else if (slice_is(word, "-"))
        spec.descending = !spec.descending;
    else if (view_order_from_name(word, &order))
        spec = desk_ordered(call->app->desk, order);
    else if (!anew)
        return err_set(err,
                       "'%.*s' is no order: file, loss, confidence or label; "
                       "- turns it round, . sorts anew",
                       SLICE_ARG(word));
    return desk_sort(call->app, &spec, anew, err);
}

/* ---- filter ---- */

/* "." stands for the class of the cursor. */
static bool find_class(const struct call *call, size_t at, long *class,
                       struct err *err)
{
    const struct app *app = call->app;
    size_t found = app->study.class;

    if (call->count <= at)
        return err_set(err, "'filter %.*s' wants a class",
                       SLICE_ARG(call->args[0]));
    if (!slice_is(call->args[at], ".") &&
        !lab_find_class(app->desk->lab, call->args[at], &found, err))
        return false;
    *class = (long)found;
    return true;
}

static bool read_filter(const struct call *call, struct view_spec *spec,
                        struct err *err)
{
    struct slice word = call->args[0];
    size_t words = 1;
    bool fine = true;

    spec->truth = spec->predicted = -1;
    spec->missed = slice_is(word, "missed");
    if (slice_is(word, "true")) {
        fine = find_class(call, words++, &spec->truth, err);
    } else if (slice_is(word, "predicted")) {
        fine = find_class(call, words++, &spec->predicted, err);
    } else if (slice_is(word, "confused")) {
        fine = find_class(call, 1, &spec->truth, err) &&
               find_class(call, 2, &spec->predicted, err);
        words = 3;
    } else if (!spec->missed && !slice_is(word, "all")) {
        return err_set(err,
                       "'%.*s' is no filter: all, missed, true CLASS, "
                       "predicted CLASS or confused TRUE PREDICTED",
                       SLICE_ARG(word));
    }
    return fine &&
           (call->count <= words ||
            err_set(err, "'filter %.*s' takes no more words", SLICE_ARG(word)));
}

bool act_filter(const struct call *call, struct err *err)
{
    struct desk_turn turn = { .follow = true };
    const struct desk *desk = call->app->desk;

    if (!need_desk(call, err))
        return false;
    turn.spec = view_now(desk->view);
    turn.show = desk_shows_rows(desk) ? desk->show : DESK_ROWS;
    return read_filter(call, &turn.spec, err) &&
           desk_arrange(call->app, &turn, err);
}

/* ---- row ---- */

/* The next row of the view, round from the cursor, whose text has the words.
 */
static bool search(const struct desk *desk, struct slice words, size_t *place)
{
    size_t count = view_count(desk->view);

    for (size_t i = 1; i <= count; i++) {
        size_t at = (desk->place + i) % count;
        size_t row = view_row(desk->view, at);
        char room[LAB_ROW_NAME];
        struct slice name;

        if (!lab_row_named(desk->lab, row))
            continue;
        name = slice_of(lab_row_name(desk->lab, row, room));
        if (memmem(name.at, name.len, words.at, words.len)) {
            *place = at;
            return true;
        }
    }
    return false;
}

/* A number is a row's; else it is a piece of its text. */
static bool find_place(const struct desk *desk, struct slice word,
                       size_t *place, struct err *err)
{
    size_t row;
    long number;

    if (!slice_long(word, &number) && search(desk, word, place))
        return true;
    if (!lab_find_row(desk->lab, word, &row, err))
        return false;
    return view_find(desk->view, row, place) ||
           err_set(err, "row %zu is not among these: filter all shows it",
                   row + 1);
}

bool act_row(const struct call *call, struct err *err)
{
    struct app *app = call->app;
    size_t place;

    if (!need_desk(call, err) ||
        !find_place(app->desk, call->args[0], &place, err))
        return false;
    desk_go(app, place);
    return desk_shows_rows(app->desk) || desk_turn_to(app, DESK_ROWS, err);
}

/* ---- view ---- */

bool act_view(const struct call *call, struct err *err)
{
    struct slice word = call->args[0];
    int show;

    if (!need_desk(call, err))
        return false;
    show = (int)call->app->desk->show;
    if (slice_is(word, "+") || slice_is(word, "-"))
        show = (show + (slice_is(word, "+") ? 1 : DESK_SHOWS - 1)) % DESK_SHOWS;
    else {
        for (show = 0; show < DESK_SHOWS; show++)
            if (slice_is(word, desk_show_name((enum desk_show)show)))
                break;
        if (show == DESK_SHOWS)
            return err_set(err,
                           "'%.*s' is no view: rows, confusion, reliability "
                           "or worst",
                           SLICE_ARG(word));
    }
    return desk_turn_to(call->app, (enum desk_show)show, err);
}

/* ---- write ---- */

static void propose(struct app *app)
{
    struct strbuf line = { 0 };

    strbuf_puts(&line, "write \"");
    desk_propose(app, &line);
    strbuf_puts(&line, "\"");
    prompt_open(app, slice_of(strbuf_text(&line)));
    strbuf_finish(&line);
}

bool act_write(const struct call *call, struct err *err)
{
    struct app *app = call->app;
    struct strbuf path = { 0 };
    bool over, fine;

    if (!need_desk(call, err))
        return false;
    if (!call->count) {
        propose(app);
        return true;
    }
    if (!read_over(call, &over, err))
        return false;
    strbuf_slice(&path, call->args[0]);
    fine = desk_write(app, strbuf_text(&path), true, over, err);
    strbuf_finish(&path);
    return fine;
}
