/* rows_panel.h - a table of any number of rows, of which those in sight are
 * drawn.
 *
 * A line for each row of a view: its number in the file, its text, the true
 * class, every class's probability with the truth's ticked, the loss, and
 * whether the prediction was a miss. Where the classes do not all fit, the
 * truth's probability, the predicted class and its probability come first and
 * then as many classes as there is room for, with that of the cursor among
 * them. What has no room is left out, text, loss and true class first.
 */
#ifndef DRAW_ROWS_PANEL_H
#define DRAW_ROWS_PANEL_H

#include <stdbool.h>
#include <stddef.h>

#include "draw/canvas.h"

struct view;

struct rows_look {
    bool focus;         /* the table has the keys: the cursor shows */
    size_t first;       /* the place of the first row in sight */
    size_t place;       /* the cursor: a place of the view, and a class */
    size_t class;       /* */
    const char *typing; /* what is being typed at the cursor; NULL: nothing */
    bool whole;         /* the text at the cursor stands whole below */
};

/* Targets on the canvas: TARGET_NUMBER (a: place in the view, b: class),
 * TARGET_ROW (a: place), TARGET_CLASS (a: class), TARGET_ORDER over what rows
 * can be sorted by, all of them over TARGET_LAB.
 */
void rows_panel_draw(struct canvas *canvas, struct rect area,
                     const struct view *view, const struct rows_look *look);

/* How many rows of the view show in an area of that size. */
size_t rows_panel_room(struct rect area, const struct rows_look *look);

/* The first place to show, so that `place` is in sight and as little as can be
 * moves from `first`: what to keep in rows_look.first. */
size_t rows_panel_first(size_t first, size_t place, size_t room, size_t count);

#endif
