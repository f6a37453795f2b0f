/* The search over the map: what is typed leaves the sections that match. */
#include "draw/frame.h"
#include "lesson/catalogue.h"
#include "screen/actions.h"
#include "screen/app_state.h"
#include "screen/map.h"

static unsigned where(const struct app *app)
{
    (void)app;
    return WHERE_FIND;
}

/* The selection goes to the first match, from where it was on. */
static void select_match(struct app *app)
{
    struct map_rows rows = map_rows_now(app);
    const struct catalogue *catalogue = map_catalogue(app);
    int to = -1;

    for (size_t i = app->map.found_from; to < 0 && i < catalogue->section_count;
         i++)
        to = map_rows_find(&rows, i);
    if (to < 0)
        to = map_rows_near(&rows, 0, 1);
    if (to >= 0)
        app->map.selected = rows.at[to].index;
    map_rows_finish(&rows);
}

void find_open(struct app *app, struct slice text)
{
    app->map.found_base = app->base;
    app->map.found_from = app->map.selected;
    app->base = &screen_map;
    app->over = &screen_find;
    field_set(&app->map.find, text);
    select_match(app);
}

static void draw(struct app *app, struct canvas *canvas)
{
    struct rect line = split_make(app->rows, app->cols, false, false, 0).footer;
    struct rect above = line;

    above.row--;
    canvas_fill(canvas, above, ' ', STYLE(ROLE_TEXT));
    app_draw_footer(app, canvas, above);
    canvas_fill(canvas, line, ' ', STYLE(ROLE_TEXT));
    canvas_target(canvas, line, (struct target){ TARGET_NONE, 0, 0 });
    prompt_draw(canvas, line, "/", app->map.find.text, app->map.find.cursor,
                app->map.find.len ? NULL : "words of a title, or a number");
}

static bool move(struct app *app, enum move way, struct err *err)
{
    if (way == MOVE_LEFT || way == MOVE_RIGHT) {
        field_move(&app->map.find, way);
        return true;
    }
    return screen_map.move(app, way, err);
}

/* Back to what was open before the search. */
static bool close(struct app *app, struct err *err)
{
    (void)err;
    app->over = NULL;
    app->base = app->map.found_base;
    app->map.selected = app->map.found_from;
    return true;
}

static bool take(struct app *app, struct verdict *verdict, struct err *err)
{
    struct map_rows rows = map_rows_now(app);
    bool any = rows.count;

    map_rows_finish(&rows);
    if (!any)
        return err_set(err, "no section has '%s' in its title or number",
                       app->map.find.text);
    return screen_map.take(app, verdict, err);
}

static void insert(struct app *app, uint32_t rune)
{
    field_insert(&app->map.find, rune);
    select_match(app);
}

static bool mouse(struct app *app, const struct event *event,
                  struct verdict *verdict, struct err *err)
{
    return screen_map.mouse(app, event, verdict, err);
}

void find_erase(struct app *app, bool forward)
{
    field_erase(&app->map.find, forward);
    select_match(app);
}

const struct screen screen_find = {
    .where = where,
    .draw = draw,
    .move = move,
    .take = take,
    .close = close,
    .mouse = mouse,
    .insert = insert,
};
