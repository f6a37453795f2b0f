/* fitting.h - a regression that runs between keys.
 *
 * It is drawn frame by frame, at which the app asks to be woken; where nothing
 * is to move (app_options.still) it is idle work, and only its end is shown.
 * A key pauses it.
 */
#ifndef SCREEN_FITTING_H
#define SCREEN_FITTING_H

#include <stdbool.h>

struct app;
struct event;

/* Whether one of the open section runs. */
bool fitting(const struct app *app);

/* Whether it has come to where a talk that is told again paused it. */
bool fitting_held(const struct app *app);

/* Some steps: one at first, more and more as it goes on. */
void fitting_frame(struct app *app);

/* All that is left of the run. */
void fitting_finish(struct app *app);

/* Goes on until the event's `waits`. True when it ended. */
bool fitting_idle(struct app *app, const struct event *event);

/* How soon the next frame is due, in ms; 0: none is. */
int fitting_wake(const struct app *app);

/* Before a key: pauses what runs. */
void fitting_key(struct app *app);

#endif
