/* The search over the map: what is typed leaves the sections that match. */
#include "base/err.h"
#include "draw/frame.h"
#include "lesson/block.h"
#include "lesson/catalogue.h"
#include "screen/actions.h"
#include "screen/app_state.h"
#include "screen/map.h"
#include "screen/passages.h"
#include "screen/study.h"

static unsigned where(const struct app *app)
{
    (void)app;
    return WHERE_FIND;
}

static void forget_passages(struct app *app)
{
    passages_destroy(app->map.passages);
    app->map.passages = NULL;
}

/* Texts are read when there is something to search them for: a letter stands
 * everywhere. */
static void need_passages(struct app *app)
{
    bool needed = slice_trim(field_slice(&app->map.find)).len >= PASSAGE_WORDS;

    if (!needed)
        forget_passages(app);
    else if (!app->map.passages)
        app->map.passages =
            passages_create(map_catalogue(app), app->options.ascii);
}

/* The selection goes to the first title that matches, from where it was on;
 * else to the first text. */
static void select_match(struct app *app)
{
    const struct catalogue *catalogue = map_catalogue(app);
    struct map_rows rows;
    int to = -1;

    need_passages(app);
    rows = map_rows_now(app);
    for (size_t i = app->map.found_from; to < 0 && i < catalogue->section_count;
         i++) {
        to = map_rows_find(&rows, i);
        if (to >= (int)rows.text)
            to = -1;
    }
    if (to < 0)
        to = map_rows_near(&rows, 0, 1);
    if (to >= 0)
        app->map.selected = rows.at[to].index;
    map_rows_finish(&rows);
}

void find_open(struct app *app, struct slice text)
{
    forget_passages(app);
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
                app->map.find.len
                    ? NULL
                    : "words of a title or the text, or a number");
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
    forget_passages(app);
    app->map.selected = app->map.found_from;
    return true;
}

/* To what was found, unless it is not shown yet. */
static void go_to_line(struct app *app, int step, int line)
{
    const struct page *page;

    if (step > app->study.step) {
        app_say(app, "it stands further on: read on to it");
        return;
    }
    study_split(app);
    page = app->study.page;
    for (size_t i = 0; i < page_anchor_count(page); i++)
        if (page_anchor(page, i)->kind == ANCHOR_BLOCK &&
            page_anchor(page, i)->block->line == line) {
            study_scroll(app, page_anchor(page, i)->row - 1 - app->study.first);
            return;
        }
}

bool find_waits(const struct app *app)
{
    return app->over == &screen_find && app->map.passages &&
           passages_wait(app->map.passages);
}

/* Whether the selected section is one of those that match. */
static bool is_chosen(const struct app *app)
{
    struct map_rows rows = map_rows_now(app);
    bool found = map_rows_find(&rows, app->map.selected) >= 0;

    map_rows_finish(&rows);
    return found;
}

void find_work(struct app *app)
{
    passages_read(app->map.passages);
    if (!is_chosen(app))
        select_match(app);
}

/* Where the selected section was found: the passage, NULL in its title. */
static const struct passage *place(const struct app *app)
{
    struct slice words = field_slice(&app->map.find);
    size_t index = app->map.selected;

    return map_matches(&map_catalogue(app)->sections[index], words)
               ? NULL
               : passages_find(app->map.passages, index, words);
}

static bool take(struct app *app, struct verdict *verdict, struct err *err)
{
    const struct passage *found;
    int step = 0, line = 0;

    while (!is_chosen(app) && find_waits(app))
        find_work(app);
    if (!is_chosen(app))
        return err_set(err,
                       app->map.passages ? "'%s' stands nowhere in the course"
                                         : "no title and no number has '%s'",
                       app->map.find.text);
    found = place(app);
    if (found) {
        step = found->step;
        line = found->line;
    }
    if (!screen_map.take(app, verdict, err))
        return false;
    forget_passages(app);
    if (found)
        go_to_line(app, step, line);
    return true;
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
