/* The mouse on the desk. */
#include "base/err.h"
#include "draw/target.h"
#include "screen/actions.h"
#include "screen/app_state.h"
#include "screen/desk.h"

enum { WHEEL_ROWS = 3 };

/* The first click moves the cursor to the cell, the second types. */
static bool press_cell(struct app *app, const struct hit *hit,
                       struct verdict *verdict, struct err *err)
{
    size_t place = (size_t)hit->target.a, class = (size_t)hit->target.b;
    bool again = app->desk->place == place && app->study.class == class;

    desk_go(app, place);
    app->study.class = class;
    return !again || action_line(app, slice_of("type"), verdict, err);
}

/* The first click marks the count, the second opens its rows. */
static bool press_count(struct app *app, const struct hit *hit,
                        struct verdict *verdict, struct err *err)
{
    struct confusion_look *cell = &app->desk->cell;
    size_t truth = (size_t)hit->target.a, predicted = (size_t)hit->target.b;
    bool again = cell->truth == truth && cell->predicted == predicted;

    cell->truth = truth;
    cell->predicted = predicted;
    return !again || screen_desk.take(app, verdict, err);
}

/* The heading by which rows are sorted already turns them round. */
static bool press_order(struct app *app, enum view_order order, struct err *err)
{
    const struct desk *desk = app->desk;
    struct view_spec spec = view_now(desk->view);

    if (spec.order == order)
        spec.descending = !spec.descending;
    else
        spec = desk_ordered(desk, order);
    return desk_sort(app, &spec, false, err);
}

static bool press(struct app *app, const struct event *event,
                  struct verdict *verdict, struct err *err)
{
    struct hit hit;

    if (!app_hit(app, event->row, event->col, &hit))
        return true;
    switch (hit.target.kind) {
    case TARGET_NUMBER:
        return press_cell(app, &hit, verdict, err);
    case TARGET_ROW:
        desk_go(app, (size_t)hit.target.a);
        return true;
    case TARGET_CLASS:
        app->study.class = (size_t)hit.target.a;
        return true;
    case TARGET_ORDER:
        return press_order(app, (enum view_order)hit.target.a, err);
    case TARGET_CONFUSION:
        return press_count(app, &hit, verdict, err);
    default:
        return study_press_lab(app, event, &hit, verdict, err);
    }
}

bool desk_mouse(struct app *app, const struct event *event,
                struct verdict *verdict, struct err *err)
{
    bool up = event->mouse == MOUSE_WHEEL_UP;

    if (event->mouse == MOUSE_PRESS)
        return press(app, event, verdict, err);
    if (!up && event->mouse != MOUSE_WHEEL_DOWN)
        return true;
    if (desk_shows_rows(app->desk))
        desk_step(app, up ? -WHEEL_ROWS : WHEEL_ROWS);
    else
        screen_desk.move(app, up ? MOVE_UP : MOVE_DOWN, err);
    return true;
}
