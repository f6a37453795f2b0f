/* The course map: every section, how far it was read, where to go on. */
#include <string.h>

#include "course/course.h"
#include "draw/frame.h"
#include "lesson/catalogue.h"
#include "lesson/record.h"
#include "screen/actions.h"
#include "screen/app_state.h"

/* Below MAP_WIDE cells the titles have the room of what stands behind them. */
enum { MAP_WIDTH = 84, MAP_WIDE = 56 };

static unsigned where(const struct app *app)
{
    (void)app;
    return WHERE_MAP;
}

static const struct catalogue *sections(const struct app *app)
{
    return course_catalogue(app->options.course);
}

/* The rows of the list: a part's title and a blank line around it. */
static int row_of(const struct catalogue *catalogue, size_t section)
{
    int row = 0;

    for (size_t p = 0; p < catalogue->part_count; p++) {
        const struct catalogue_part *part = &catalogue->parts[p];

        row += part->source ? 4 : 3;
        if (section < part->first + part->count)
            return row + (int)(section - part->first);
        row += (int)part->count;
    }
    return row;
}

static void draw_minutes(struct canvas *canvas, struct rect row,
                         const struct catalogue_section *section,
                         enum progress progress)
{
    static const char *const words[] = {
        [PROGRESS_NONE] = "",
        [PROGRESS_BEGUN] = "begun",
        [PROGRESS_DONE] = "read",
    };
    bool broken = section->trouble;
    char minutes[24] = "";

    canvas_right(canvas, row.row, row.col + row.cols - 14, 6,
                 broken ? "broken" : words[progress],
                 STYLE(broken ? ROLE_BAD : ROLE_DIM));
    if (section->minutes)
        snprintf(minutes, sizeof minutes, "%d min", section->minutes);
    canvas_right(canvas, row.row, row.col + row.cols - 7, 7, minutes,
                 STYLE(ROLE_DIM));
}

static void draw_section(struct app *app, struct canvas *canvas,
                         struct rect row, size_t index)
{
    const struct catalogue_section *section = &sections(app)->sections[index];
    static const char *const marks[] = {
        [PROGRESS_NONE] = "○",
        [PROGRESS_BEGUN] = "◐",
        [PROGRESS_DONE] = "●",
    };
    enum progress progress = app_progress(app, section->id);
    bool here = index == app->map.selected, wide = row.cols >= MAP_WIDE;
    struct style style = STYLE(here ? ROLE_STRONG : ROLE_TEXT);

    canvas_puts(canvas, row.row, row.col, 2, here ? "▸" : " ",
                STYLE(ROLE_ACCENT));
    canvas_puts(canvas, row.row, row.col + 2, 2, marks[progress],
                STYLE(progress == PROGRESS_DONE ? ROLE_GOOD : ROLE_DIM));
    canvas_puts(canvas, row.row, row.col + 5, 6, section->id,
                STYLE(here ? ROLE_ACCENT : ROLE_DIM));
    canvas_puts(canvas, row.row, row.col + 12, row.cols - (wide ? 27 : 12),
                section->title, style);
    if (here)
        canvas_attr(canvas, row, ATTR_BOLD);
    canvas_target(canvas, row,
                  (struct target){ TARGET_SECTION, (int)index, 0 });
    if (wide)
        draw_minutes(canvas, row, section, progress);
}

static void draw_part(struct app *app, struct canvas *canvas, struct rect area,
                      const struct catalogue_part *part)
{
    int row = area.row + row_of(sections(app), part->first) - app->map.first;
    struct rect line = { 0, area.col, 1, area.cols };

    line.row = row - (part->source ? 3 : 2);
    canvas_puts(canvas, line.row, line.col, line.cols, part->title,
                STYLE_WITH(ROLE_TITLE, ATTR_BOLD));
    if (part->source)
        canvas_puts(canvas, line.row + 1, line.col, line.cols, part->source,
                    STYLE(ROLE_DIM));
    for (size_t i = 0; i < part->count; i++) {
        line.row = row + (int)i;
        if (line.row >= area.row && line.row < area.row + area.rows)
            draw_section(app, canvas, line, part->first + i);
    }
}

/* Scrolls as little as needed; a part's title comes into sight with its first
 * section. */
static void keep_in_sight(struct app *app, int height)
{
    const struct catalogue *catalogue = sections(app);
    int row = row_of(catalogue, app->map.selected);
    int all = catalogue->section_count
                  ? row_of(catalogue, catalogue->section_count - 1) + 1
                  : 0;
    int top = app->map.selected == 0 ? 0 : row - 3;

    if (app->map.first + height <= row)
        app->map.first = row + 1 - height;
    if (app->map.first > top)
        app->map.first = top;
    if (app->map.first > all - height)
        app->map.first = all - height;
    if (app->map.first < 0)
        app->map.first = 0;
}

static void draw_intro(const struct app *app, struct canvas *canvas,
                       struct rect row)
{
    const struct catalogue *catalogue = sections(app);
    const struct catalogue_section *here =
        catalogue->section_count ? &catalogue->sections[app->map.selected]
                                 : NULL;
    bool begun = here && app_progress(app, here->id) == PROGRESS_BEGUN;

    if (!here)
        canvas_puts(canvas, row.row, row.col, row.cols,
                    "no lessons were found: set LIKELY_LESSONS to their folder",
                    STYLE(ROLE_BAD));
    else if (begun)
        canvas_printf(canvas, row.row, row.col, row.cols, STYLE(ROLE_TEXT),
                      "Enter goes on where you stopped: %s", here->title);
    else
        canvas_printf(canvas, row.row, row.col, row.cols, STYLE(ROLE_TEXT),
                      "Enter opens %s: text on one side, a lab to try it out "
                      "on the other.",
                      here->id);
}

static void draw(struct app *app, struct canvas *canvas)
{
    const struct catalogue *catalogue = sections(app);
    struct rect all = canvas_area(canvas), list, old;
    struct header header = { .title = "a course on likelihood" };
    struct split frame = split_make(all.rows, all.cols, false, false, 0);
    int cols = all.cols - 4 < MAP_WIDTH ? all.cols - 4 : MAP_WIDTH;

    header_draw(canvas, frame.header, &header);
    draw_intro(app, canvas, (struct rect){ 2, 2, 1, all.cols - 4 });
    list = (struct rect){ 3, 2, all.rows - 5, cols };
    app->map.height = list.rows;
    keep_in_sight(app, list.rows);
    old = canvas_clip(canvas, list);
    for (size_t p = 0; p < catalogue->part_count; p++)
        draw_part(app, canvas, list, &catalogue->parts[p]);
    canvas_unclip(canvas, old);
    app_draw_footer(app, canvas, frame.footer);
}

static bool move(struct app *app, enum move way, struct err *err)
{
    long count = (long)sections(app)->section_count;
    long at = (long)app->map.selected;
    long page = app->map.height > 4 ? app->map.height - 4 : 1;

    if (way == MOVE_UP || way == MOVE_PAGE_UP)
        at -= way == MOVE_UP ? 1 : page;
    else if (way == MOVE_DOWN || way == MOVE_PAGE_DOWN)
        at += way == MOVE_DOWN ? 1 : page;
    else if (way == MOVE_TOP)
        at = 0;
    else if (way == MOVE_BOTTOM)
        at = count - 1;
    if (at >= count)
        at = count - 1;
    if (at < 0)
        at = 0;
    if (!count)
        return err_set(err, "there are no sections");
    app->map.selected = (size_t)at;
    return true;
}

static bool take(struct app *app, struct verdict *verdict, struct err *err)
{
    const struct catalogue *catalogue = sections(app);

    (void)verdict;
    if (!catalogue->section_count)
        return err_set(err, "there are no sections");
    return study_open(app, catalogue->sections[app->map.selected].id, err);
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
        return move(app, event->mouse == MOUSE_WHEEL_UP ? MOVE_UP : MOVE_DOWN,
                    err);
    if (event->mouse != MOUSE_PRESS)
        return true;
    there = app_hit(app, event->row, event->col, &hit);
    if (there && hit.target.kind == TARGET_HINT)
        return app_click_hint(app, hit.target.a, verdict, err);
    if (!there || hit.target.kind != TARGET_SECTION)
        return true;
    app->map.selected = (size_t)hit.target.a;
    return take(app, verdict, err);
}

const struct screen screen_map = {
    .where = where,
    .draw = draw,
    .move = move,
    .take = take,
    .close = close,
    .mouse = mouse,
};
