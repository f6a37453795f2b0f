#include "ui/ui.h"

#include <errno.h>
#include <poll.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/err.h"
#include "base/fatal.h"
#include "base/watch.h"
#include "draw/canvas.h"
#include "screen/app.h"
#include "ui/keys.h"
#include "ui/paint.h"
#include "ui/signals.h"
#include "ui/terminal.h"

/* A file, and who tells of its changes. */
struct watched {
    char *path; /* NULL: none */
    struct watch *watch;
};

struct loop {
    struct app *app;
    struct canvas *canvas;
    struct painter *painter;
    struct terminal terminal;
    struct keys keys;
    bool redraw; /* something to be seen changed */
    bool quit;
    bool idle; /* the app has work for when no key waits */
    int wake;  /* ms until it wants to be woken, 0: never */
    int end;   /* the signal that ends the program, 0: none */
    bool typing;
    bool mouse;
    struct watched files[2]; /* what it was started with; what the app asks */
};

static void take(struct loop *loop, struct verdict verdict);

static void send(struct loop *loop, const struct event *event)
{
    take(loop, app_handle(loop->app, event));
}

static void take_size(struct loop *loop)
{
    struct event event = { .kind = EVENT_RESIZE };

    terminal_resize(&loop->terminal);
    terminal_size(&event.cols, &event.rows);
    canvas_resize(loop->canvas, event.rows, event.cols);
    painter_forget(loop->painter);
    loop->redraw = true;
    send(loop, &event);
}

static void suspend(struct loop *loop)
{
    terminal_suspend(&loop->terminal, loop->mouse);
    if (signals_end_waits()) {
        loop->end = signals_take().end;
        return;
    }
    loop->typing = false; /* bracketed paste is off */
    take_size(loop);
}

/* Does what an event led to; suspending leads to a resize event, and so back
 * here. */
static void take(struct loop *loop, struct verdict verdict)
{
    loop->redraw |= verdict.redraw;
    loop->quit |= verdict.quit;
    loop->idle = verdict.idle_wanted;
    loop->wake = verdict.wake_ms;
    if (verdict.copy)
        terminal_copy(&loop->terminal, verdict.copy, strlen(verdict.copy));
    if (verdict.suspend)
        suspend(loop);
}

static void end_watch(struct watched *file)
{
    watch_destroy(file->watch);
    free(file->path);
    *file = (struct watched){ NULL, NULL };
}

/* Watches another file (NULL: none), or the same again where its folder went
 * and is there now: true then, for it may have changed meanwhile. */
static bool watch(struct watched *file, const char *path)
{
    bool same = path && file->path && strcmp(path, file->path) == 0;

    if (same && !watch_over(file->watch))
        return false;
    end_watch(file);
    if (path) {
        file->path = fatal_strdup(path);
        file->watch = watch_create(path);
    }
    return same && file->watch;
}

/* Before the program sleeps. */
static void watch_files(struct loop *loop, const char *first)
{
    struct event changed = { .kind = EVENT_CHANGED };

    if (watch(&loop->files[0], first))
        send(loop, &changed);
    watch(&loop->files[1], app_watches(loop->app));
}

static void draw(struct loop *loop)
{
    bool typing = app_typing(loop->app);

    if (typing != loop->typing)
        terminal_paste(&loop->terminal, typing);
    loop->typing = typing;
    app_draw(loop->app, loop->canvas);
    painter_paint(loop->painter, loop->canvas, app_theme(loop->app));
    loop->redraw = false;
}

/* All keys that wait, and only then one redraw: a held key never queues. */
static void take_keys(struct loop *loop)
{
    struct event event;

    while (!loop->quit && !signals_end_waits() &&
           keys_next(&loop->keys, &event)) {
        if (event.kind == EVENT_KEY && event.press == PRESS_CTRL('l'))
            take_size(loop);
        else
            send(loop, &event);
    }
}

static void take_signals(struct loop *loop)
{
    struct signals_seen seen = signals_take();

    if (seen.end) {
        loop->end = seen.end;
        return;
    }
    if (seen.stop)
        suspend(loop);
    else if (seen.resize || seen.resumed)
        take_size(loop);
}

/* Whether a key, a signal or a new size has come meanwhile. */
static bool input_waits(void *context)
{
    struct pollfd wait[2] = { { .fd = STDIN_FILENO, .events = POLLIN },
                              { .fd = signals_fd(), .events = POLLIN } };

    (void)context;
    return poll(wait, 2, 0) != 0;
}

static void turn(struct loop *loop)
{
    /* A descriptor of -1 is passed over. */
    struct pollfd wait[4] = {
        { .fd = STDIN_FILENO, .events = POLLIN },
        { .fd = signals_fd(), .events = POLLIN },
        { .fd = watch_fd(loop->files[0].watch), .events = POLLIN },
        { .fd = watch_fd(loop->files[1].watch), .events = POLLIN }
    };
    int timeout = loop->idle ? 0 : loop->wake > 0 ? loop->wake : -1;
    struct event event = { .kind = loop->idle ? EVENT_IDLE : EVENT_WAKE,
                           .waits = input_waits };
    struct event changed = { .kind = EVENT_CHANGED };
    int ready = poll(wait, 4, timeout);
    bool readable = ready > 0 && wait[0].revents;

    if ((ready < 0 && errno != EINTR) || (readable && keys_gone())) {
        loop->quit = true;
        return;
    }
    if (ready == 0)
        send(loop, &event);
    take_signals(loop);
    for (int i = 0; i < 2; i++)
        if (ready > 0 && wait[2 + i].revents &&
            watch_changed(loop->files[i].watch))
            send(loop, &changed);
    if (readable && !loop->end)
        take_keys(loop);
}

bool ui_usable(struct err *err)
{
    return terminal_usable(err);
}

void ui_size(int *cols, int *rows)
{
    terminal_kernel_size(cols, rows);
}

int ui_run(struct app *app, const struct ui_options *options, int *signal,
           struct err *err)
{
    struct loop loop = { .app = app, .mouse = options->mouse };

    *signal = 0;
    if (!terminal_start(&loop.terminal, options->mouse, err))
        return 2;
    keys_start(&loop.keys);
    loop.canvas = canvas_create(1, 1, app_ascii(app));
    loop.painter = painter_create();
    take_size(&loop);
    while (!loop.quit && !loop.end) {
        watch_files(&loop, options->watched);
        if (loop.redraw)
            draw(&loop);
        terminal_send(&loop.terminal);
        turn(&loop);
    }
    signals_leave();
    terminal_finish(&loop.terminal);
    painter_destroy(loop.painter);
    canvas_destroy(loop.canvas);
    keys_finish(&loop.keys);
    for (int i = 0; i < 2; i++)
        end_watch(&loop.files[i]);
    *signal = loop.end;
    return 0;
}

void ui_die(int signal)
{
    signals_die(signal);
}
