/* A question before something is lost: y does it, anything else leaves it. */
#include <stdlib.h>
#include <string.h>

#include "base/fatal.h"
#include "course/course.h"
#include "draw/frame.h"
#include "lesson/catalogue.h"
#include "lesson/record.h"
#include "screen/actions.h"
#include "screen/app_state.h"
#include "screen/desk.h"
#include "screen/map.h"

static unsigned where(const struct app *app)
{
    (void)app;
    return WHERE_ASK;
}

bool ask_forget(struct app *app, const struct catalogue_section *section,
                struct err *err)
{
    if (!app->options.record)
        return err_set(err, "nothing is recorded here");
    if (section && !map_past(app, section))
        return err_set(err, "of %s there is nothing to forget", section->id);
    app->asked = section ? ASKED_FORGET : ASKED_FORGET_ALL;
    app->map.asked = section ? section->index : 0;
    app->over = &screen_ask;
    if (section)
        app_say(app, "forget what you read and answered in %s? yes or no",
                section->id);
    else
        app_say(app, "forget all that you read and answered, in every "
                     "section? yes or no");
    return true;
}

/* A section that is open would write its place again when it is left. */
static void forget(struct app *app, const struct catalogue_section *section)
{
    struct section *open = app->section;
    const char *id = section ? section->id : NULL;

    if (open && (!id || !strcmp(open->key, id))) {
        app->base = &screen_map;
        study_leave(app);
    }
    course_forget(app->options.course, section ? section->path : NULL);
    record_reset(app->options.record, id);
}

void ask_quit(struct app *app)
{
    app->asked = ASKED_QUIT;
    app->over = &screen_ask;
    app_say(app, desk_writes(app)
                     ? "rows are being written: leave without? yes or no"
                     : "your edits are not written: leave without? yes or no");
}

bool ask_yes(struct app *app, struct verdict *verdict, struct err *err)
{
    if (app->over != &screen_ask)
        return err_set(err, "nothing was asked");
    app->over = NULL;
    if (app->asked == ASKED_QUIT) {
        verdict->quit = true;
    } else if (app->asked == ASKED_FORGET_ALL) {
        forget(app, NULL);
        app_say(app, "all of it is forgotten: the course begins afresh");
    } else {
        const struct catalogue_section *one =
            &map_catalogue(app)->sections[app->map.asked];

        forget(app, one);
        app_say(app, "%s is as if you had never opened it", one->id);
    }
    return true;
}

static void draw(struct app *app, struct canvas *canvas)
{
    struct rect line = split_make(app->rows, app->cols, false, false, 0).footer;
    struct err kept = app->message;
    struct rect above = line;
    const struct style style = STYLE_WITH(ROLE_WARN, ATTR_BOLD);

    above.row--;
    canvas_fill(canvas, above, ' ', STYLE(ROLE_TEXT));
    canvas_fill(canvas, line, ' ', STYLE(ROLE_TEXT));
    app->message.text[0] = '\0';
    app_draw_footer(app, canvas, line);
    app->message = kept;
    canvas_cursor(canvas, above.row, above.col);
    if (app->asked == ASKED_QUIT && desk_writes(app))
        canvas_puts(canvas, above.row, above.col, above.cols,
                    "Rows are being written. Leave?", style);
    else if (app->asked == ASKED_QUIT)
        canvas_puts(canvas, above.row, above.col, above.cols,
                    "Your edits are not written. Leave?", style);
    else if (app->asked == ASKED_FORGET_ALL)
        canvas_puts(canvas, above.row, above.col, above.cols,
                    "Forget all that you read and answered, in every section?",
                    style);
    else
        canvas_printf(canvas, above.row, above.col, above.cols, style,
                      "Forget what you read and answered in %s?",
                      map_catalogue(app)->sections[app->map.asked].id);
}

static bool close(struct app *app, struct err *err)
{
    (void)err;
    app->over = NULL;
    if (app->asked != ASKED_QUIT)
        app_say(app, "nothing was forgotten");
    else if (!desk_writes(app))
        app_say(app, "w writes what you have edited");
    return true;
}

static bool still(struct app *app, enum move way, struct err *err)
{
    (void)app;
    (void)way;
    return err_set(err, "y or n, please");
}

static bool take(struct app *app, struct verdict *verdict, struct err *err)
{
    (void)verdict;
    return still(app, MOVE_UP, err);
}

static bool mouse(struct app *app, const struct event *event,
                  struct verdict *verdict, struct err *err)
{
    struct hit hit;

    if (event->mouse == MOUSE_PRESS &&
        app_hit(app, event->row, event->col, &hit) &&
        hit.target.kind == TARGET_HINT)
        return app_click_hint(app, hit.target.a, verdict, err);
    return true;
}

const struct screen screen_ask = {
    .where = where,
    .draw = draw,
    .move = still,
    .take = take,
    .close = close,
    .mouse = mouse,
};
