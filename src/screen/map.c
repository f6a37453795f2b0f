/* The course map: every section, how far it was read, where to go on. */
#include "screen/map.h"

#include "course/course.h"
#include "draw/frame.h"
#include "lesson/catalogue.h"
#include "lesson/record.h"
#include "screen/actions.h"
#include "screen/app_state.h"

static unsigned where(const struct app *app)
{
    (void)app;
    return WHERE_MAP;
}

const struct catalogue *map_catalogue(const struct app *app)
{
    return course_catalogue(app->options.course);
}

const struct record_lesson *map_past(const struct app *app,
                                     const struct catalogue_section *section)
{
    return app->options.record ? record_lesson(app->options.record, section->id)
                               : NULL;
}

struct map_tally map_tally(const struct app *app, size_t first, size_t count)
{
    const struct catalogue *catalogue = map_catalogue(app);
    struct map_tally tally = { .count = count };

    for (size_t i = first; i < first + count; i++)
        if (app_progress(app, catalogue->sections[i].id) == PROGRESS_DONE)
            tally.done++;
        else
            tally.minutes += catalogue->sections[i].minutes;
    return tally;
}

/* The list's height without the sources' rows decides: they are shown where
 * nothing has to be scrolled for them. */
struct map_rows map_rows_now(const struct app *app)
{
    bool search = app->over == &screen_find;
    struct slice words = search ? field_slice(&app->map.find) : slice_of("");
    const struct passages *passages = search ? app->map.passages : NULL;
    struct map_rows rows =
        map_rows_make(map_catalogue(app), words, true, passages);

    if ((int)rows.count <= app->map.height)
        return rows;
    map_rows_finish(&rows);
    return map_rows_make(map_catalogue(app), words, false, passages);
}

const struct catalogue_section *map_selected(const struct app *app,
                                             struct err *err)
{
    const struct catalogue *catalogue = map_catalogue(app);

    if (app->map.selected < catalogue->section_count)
        return &catalogue->sections[app->map.selected];
    err_set(err, "there are no sections");
    return NULL;
}

static bool move(struct app *app, enum move way, struct err *err)
{
    struct map_rows rows = map_rows_now(app);
    int row = map_rows_find(&rows, app->map.selected);
    int page = app->map.height > 4 ? app->map.height - 4 : 1;
    int to = row;

    if (way == MOVE_UP || way == MOVE_PAGE_UP)
        to = map_rows_near(&rows, row - (way == MOVE_UP ? 1 : page), -1);
    else if (way == MOVE_DOWN || way == MOVE_PAGE_DOWN)
        to = map_rows_near(&rows, row + (way == MOVE_DOWN ? 1 : page), 1);
    else if (way == MOVE_TOP)
        to = map_rows_near(&rows, 0, 1);
    else if (way == MOVE_BOTTOM)
        to = map_rows_near(&rows, (int)rows.count - 1, -1);
    if (to >= 0)
        app->map.selected = rows.at[to].index;
    map_rows_finish(&rows);
    return to >= 0 || err_set(err, "there are no sections");
}

static bool take(struct app *app, struct verdict *verdict, struct err *err)
{
    const struct catalogue_section *section = map_selected(app, err);

    (void)verdict;
    return section && study_open(app, section->id, err);
}

static bool close(struct app *app, struct err *err)
{
    (void)err;
    app_say(app, "this is the whole course; q quits");
    return true;
}

static bool mouse(struct app *app, const struct event *event,
                  struct verdict *verdict, struct err *err)
{
    struct hit hit;
    bool there;

    if (event->mouse == MOUSE_WHEEL_UP || event->mouse == MOUSE_WHEEL_DOWN)
        return action_linef(app, verdict, err,
                            event->mouse == MOUSE_WHEEL_UP ? "up" : "down");
    if (event->mouse != MOUSE_PRESS)
        return true;
    there = app_hit(app, event->row, event->col, &hit);
    if (there && hit.target.kind == TARGET_HINT)
        return app_click_hint(app, hit.target.a, verdict, err);
    if (!there || hit.target.kind != TARGET_SECTION)
        return true;
    return action_linef(app, verdict, err, "go %s",
                        map_catalogue(app)->sections[(size_t)hit.target.a].id);
}

const struct screen screen_map = {
    .where = where,
    .draw = map_draw,
    .move = move,
    .take = take,
    .close = close,
    .mouse = mouse,
};
