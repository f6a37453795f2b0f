/* chart.h - a figure that has the keys.
 *
 * A mode of reading (study.h), like a marked equation: the key that walks from
 * equation to equation stops at figures, too. Left and right then move a
 * cursor that values are read off at; enter gives the parameter on the x axis
 * that place, and everything that depends on it follows.
 */
#ifndef SCREEN_CHART_H
#define SCREEN_CHART_H

#include <stdbool.h>

#include "base/slice.h"
#include "draw/canvas.h"
#include "screen/app_state.h"

struct err;
struct event;
struct figure;
struct page_anchor;

/* Whether a figure stands there that can be marked: no `fit`. */
bool chart_is(const struct app *app, const struct page_anchor *anchor);

/* The anchor of the figure that has the keys, or NULL. A mark that scrolled
 * away is gone. */
const struct page_anchor *chart_marked(struct app *app);

/* Gives it the keys; takes them away, with its cursor. */
void chart_mark(struct app *app, const struct page_anchor *anchor);
void chart_leave(struct app *app);

/* Moves its cursor: "+" and "-" by a step, "fine+" and "fine-" by a small
 * one, "from" and "to" to the ends, a number to that place. */
bool chart_cursor(struct app *app, struct slice word, struct err *err);

/* Gives the parameter on the x axis the cursor's value. */
bool chart_adopt(struct app *app, struct err *err);

/* A press, or a drag that began with one. */
bool chart_press(struct app *app, const struct event *event,
                 const struct hit *hit, struct err *err);
void chart_drag(struct app *app, const struct event *event);

#endif
