/* inspector_panel.h - what is known of one part of an equation.
 *
 * From top to bottom: a rule that says which part this is, the part and what
 * it comes to, what happened to that on the way, its definition or its
 * numbers, and its terms as a table: the index, the term with the numbers put
 * in, its value, the result up to there. The table shows the rows around the
 * index that is chosen; only what is in sight is valued.
 */
#ifndef DRAW_INSPECTOR_PANEL_H
#define DRAW_INSPECTOR_PANEL_H

#include <stdbool.h>

#include "draw/canvas.h"
#include "num/unit.h"

struct inspect;

struct inspector_look {
    enum unit unit;
    int skip; /* columns by which what is wide is scrolled to the right */
};

/* Draws the panel. Returns the most columns by which what is in sight could be
 * scrolled: 0 when all of it fits. */
int inspector_panel_draw(struct canvas *canvas, struct rect area,
                         struct inspect *inspect,
                         const struct inspector_look *look);

/* "i = 2, k = 1" of the part's letters, in the formula's own letters; "" where
 * there are none. */
struct strbuf;
void inspector_letters(struct strbuf *out, struct inspect *inspect, bool ascii);

#endif
