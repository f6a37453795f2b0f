/* The desk as it is seen. */
#include <string.h>

#include "draw/frame.h"
#include "draw/lab_panel.h"
#include "draw/split.h"
#include "screen/app_state.h"
#include "screen/desk.h"

static void draw_header(const struct app *app, struct canvas *canvas,
                        struct rect area)
{
    const char *file = app->options.file, *slash = strrchr(file, '/');
    struct header header = { .title = slash ? slash + 1 : file };

    header_draw(canvas, area, &header);
}

void desk_draw(struct app *app, struct canvas *canvas)
{
    struct split split = split_make(app->rows, app->cols, true, true, 0);
    struct lab_look look = {
        .focus = true,
        .row = app->study.row,
        .class = app->study.class,
        .typing = app->over == &screen_typing ? app->typing.text : NULL,
    };

    draw_header(app, canvas, split.header);
    lab_panel_draw(canvas, split.lab, app->desk->lab, &look);
    app_draw_footer(app, canvas, split.footer);
}
