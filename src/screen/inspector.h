/* inspector.h - looking into an equation of the section.
 *
 * A mode of reading (study.h): the page keeps the equation in sight, a panel
 * under it says what its lit part comes to. inspector.c marks, opens, walks
 * and leaves; inspector_view.c draws and points.
 */
#ifndef SCREEN_INSPECTOR_H
#define SCREEN_INSPECTOR_H

#include <stdbool.h>
#include <stddef.h>

#include "draw/canvas.h"
#include "screen/app_state.h"
#include "tex/walk.h"

struct err;
struct event;
struct lab_look;
struct page_anchor;

/* Whether an equation is looked into. */
bool inspector_open(const struct app *app);

/* Marks the next equation, figure (chart.h) or link (link.h) in sight (way
 * +1), the one before (-1). False with err where there is none. */
bool inspector_mark(struct app *app, int way, struct err *err);

/* Takes a mark away that scrolled out of sight, whatever it is on; any mark,
 * and says whether there was one. */
void inspector_drop(struct app *app);
bool inspector_unmark(struct app *app);

/* The marked equation's anchor, or NULL. A mark that scrolled away is gone. */
const struct page_anchor *inspector_marked(struct app *app);

/* Opens the equation of that anchor at its first part. */
bool inspector_enter(struct app *app, const struct page_anchor *anchor,
                     struct err *err);

/* The row of the lab's cursor is the example that is looked at: whichever of
 * the two was moved leads. */
void inspector_follow(struct app *app);

/* Leaves; the mark stays on the equation. */
void inspector_leave(struct app *app);

bool inspector_step(struct app *app, enum walk_way way, struct err *err);

/* Moves the chosen index by so many places. */
bool inspector_shift(struct app *app, long by, struct err *err);

/* Scrolls what is wide by columns. */
void inspector_aside(struct app *app, int columns);

/* Where the page is drawn while an equation is looked into: the upper rows of
 * `area`, with the page's row *first at the top. */
struct rect inspector_sight(struct app *app, struct rect area, int *first);

/* Lights the part on the page that was drawn at `sight` and draws the panel in
 * the rest of `area`. */
void inspector_draw(struct app *app, struct canvas *canvas, struct rect area,
                    struct rect sight, int first);

/* Lights the parts that read the lab's cell, in every equation in sight. */
void inspector_light_readers(struct app *app, struct canvas *canvas,
                             struct rect sight, int first);

/* Has the lab's panel show which cells the part reads. */
void inspector_look(const struct app *app, struct lab_look *look);

/* A click on an equation, or in the panel. */
bool inspector_press(struct app *app, const struct event *event,
                     const struct hit *hit, struct err *err);

#endif
