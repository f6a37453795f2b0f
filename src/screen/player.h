/* player.h - a talk that was recorded, told again at its own pace.
 *
 * The lines of a script with times (action_script.h) are run when they are due.
 * The space bar holds it and goes on, right and page down run the next line at
 * once, left and page up take the last one back, q leaves. Any other key holds
 * it and does what it always does: labs are live. Who then goes on finds the
 * talk as it was: it is told again up to there, which takes no time.
 *
 * It goes on at the size at which it was given, for that says what was on a
 * slide, and is drawn so. On a smaller terminal each of its steps is drawn as
 * the steps that it takes there, one after the other until the next is due.
 *
 * Private to screen/.
 */
#ifndef SCREEN_PLAYER_H
#define SCREEN_PLAYER_H

#include <stdbool.h>
#include <stddef.h>

#include "draw/canvas.h"
#include "screen/action_script.h"
#include "screen/app.h"

struct player {
    struct play_options options;
    struct script_line *lines;
    size_t count, next; /* next: the first that was not run */
    double at;          /* seconds of the talk, at the time `since` */
    long long since;
    bool held, strayed; /* strayed: something else was done meanwhile */
    int cols, rows;     /* it was given at; 0: not said yet */
    int wide, high;     /* the terminal is */
};

/* Reads the whole script. NULL with err, which has file, line and column, where
 * a line cannot be read or names no action. */
struct player *player_create(const struct play_options *options,
                             struct err *err);
void player_destroy(struct player *player);

/* An event of the terminal. */
struct verdict player_handle(struct app *app, const struct event *event);

/* The size at which it was given: the action `size`. */
void player_size(struct app *app, int cols, int rows);

/* Seconds of the talk that have gone by, and until its next line (negative:
 * there is none). */
double player_now(const struct player *player);
double player_gap(const struct player *player);

/* player_view.c: the talk on the terminal, and a line that says how to go on;
 * and where on the terminal it stands. */
void player_draw(struct app *app, struct canvas *canvas);
struct rect player_frame(const struct app *app);

#endif
