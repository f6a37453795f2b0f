/* confusion_panel.h - the confusion table: a line for each true class, a
 * column for each predicted one.
 *
 * A cell has its count, the share of its line, and a shade of that share in
 * four steps of dots, so that nothing hangs on a colour. Where the classes
 * do not all fit, the largest confusions are listed instead.
 */
#ifndef DRAW_CONFUSION_PANEL_H
#define DRAW_CONFUSION_PANEL_H

#include <stdbool.h>
#include <stddef.h>

#include "draw/canvas.h"

struct confusion;

struct confusion_look {
    bool focus;              /* the cursor shows */
    size_t truth, predicted; /* the cell it is on */
};

/* Target on the canvas: TARGET_CONFUSION (a: true class, b: predicted). */
void confusion_panel_draw(struct canvas *canvas, struct rect area,
                          struct confusion *confusion,
                          const struct confusion_look *look);

/* Moves the cursor by so many lines and columns of what is drawn in that area;
 * in a list only down counts. It stops at the ends. */
void confusion_panel_move(struct rect area, struct confusion *confusion,
                          struct confusion_look *look, int down, int right);

#endif
