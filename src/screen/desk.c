/* Moving about on the desk. */
#include "screen/desk.h"

#include <stdlib.h>

#include "base/err.h"
#include "base/fatal.h"
#include "draw/target.h"
#include "lab/lab.h"
#include "screen/actions.h"
#include "screen/app_state.h"

enum { WHEEL_ROWS = 3, PAGE_ROWS = 10 };

static unsigned where(const struct app *app)
{
    (void)app;
    return WHERE_DESK;
}

void desk_open(struct app *app)
{
    app->desk = fatal_calloc(1, sizeof *app->desk);
    app->desk->lab = app->options.lab;
    app->base = &screen_desk;
    app->study.lab_focus = true;
}

void desk_close(struct app *app)
{
    free(app->desk);
    app->desk = NULL;
}

void desk_look(struct app *app)
{
    size_t rows = lab_rows(app->desk->lab);

    if (app->study.row >= rows)
        app->study.row = rows - 1;
}

/* By so many rows, as far as there are any. */
static void step(struct app *app, long rows)
{
    size_t *row = &app->study.row, last = lab_rows(app->desk->lab) - 1;

    if (rows < 0)
        *row = *row > (size_t)-rows ? *row - (size_t)-rows : 0;
    else
        *row = last - *row > (size_t)rows ? *row + (size_t)rows : last;
}

static bool move(struct app *app, enum move way, struct err *err)
{
    size_t *class = &app->study.class;

    (void)err;
    if (way == MOVE_UP || way == MOVE_DOWN)
        step(app, way == MOVE_UP ? -1 : 1);
    else if (way == MOVE_PAGE_UP || way == MOVE_PAGE_DOWN)
        step(app, way == MOVE_PAGE_UP ? -PAGE_ROWS : PAGE_ROWS);
    else if (way == MOVE_TOP)
        app->study.row = 0;
    else if (way == MOVE_BOTTOM)
        app->study.row = lab_rows(app->desk->lab) - 1;
    else if (way == MOVE_LEFT && *class > 0)
        --*class;
    else if (way == MOVE_RIGHT && *class + 1 < lab_classes(app->desk->lab))
        ++*class;
    return true;
}

static bool take(struct app *app, struct verdict *verdict, struct err *err)
{
    return action_line(app, slice_of("type"), verdict, err);
}

static bool close(struct app *app, struct err *err)
{
    (void)app;
    return err_set(err, "q leaves");
}

static bool mouse(struct app *app, const struct event *event,
                  struct verdict *verdict, struct err *err)
{
    struct hit hit;

    if (event->mouse == MOUSE_RELEASE)
        app->study.dragging = false;
    else if (event->mouse == MOUSE_DRAG)
        return !app->study.dragging || study_drag(app, event->col, err);
    else if (event->mouse != MOUSE_PRESS)
        step(app, event->mouse == MOUSE_WHEEL_UP ? -WHEEL_ROWS : WHEEL_ROWS);
    else if (app_hit(app, event->row, event->col, &hit))
        return study_press_lab(app, event, &hit, verdict, err);
    return true;
}

const struct screen screen_desk = {
    .where = where,
    .draw = desk_draw,
    .move = move,
    .take = take,
    .close = close,
    .mouse = mouse,
    .insert = study_begin_number,
};
