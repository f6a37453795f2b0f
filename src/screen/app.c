#include "screen/app.h"

#include <stdlib.h>

#include "base/err.h"
#include "base/fatal.h"

struct app {
    struct app_options options;
};

struct app *app_create(struct app_options options, struct err *err)
{
    struct app *app = fatal_calloc(1, sizeof *app);

    (void)err;
    app->options = options;
    return app;
}

void app_destroy(struct app *app)
{
    free(app);
}

struct verdict app_handle(struct app *app, const struct event *event)
{
    (void)app;
    return (struct verdict){
        .redraw = true, .quit = event->kind == EVENT_KEY && event->press == 'q'
    };
}

void app_draw(struct app *app, struct canvas *canvas)
{
    (void)app;
    (void)canvas;
}

const char *app_theme(const struct app *app)
{
    return app->options.theme ? app->options.theme : "dark";
}

bool app_ascii(const struct app *app)
{
    return app->options.ascii;
}

bool app_act(struct app *app, struct slice line, struct verdict *verdict,
             struct err *err)
{
    (void)app;
    (void)line;
    (void)verdict;
    return err_set(err, "nothing can be done yet");
}

void app_settle(struct app *app)
{
    (void)app;
}
