/* split.h - where text and lab stand on a screen of a given size.
 *
 * From SPLIT_BESIDE columns on side by side; on a tall narrow screen one
 * above the other; else they take turns. Below 40 x 12 a screen says only
 * how large it has to be.
 */
#ifndef DRAW_SPLIT_H
#define DRAW_SPLIT_H

#include <stdbool.h>

#include "draw/canvas.h"

enum {
    SPLIT_COLS_MIN = 40,
    SPLIT_ROWS_MIN = 12,
    SPLIT_BESIDE = 90,
    SPLIT_STACK_ROWS = 38,
    SPLIT_TEXT_MAX = 76 /* longer lines are harder to read */
};

enum split_way {
    SPLIT_TINY, /* too small: split_tiny_draw() */
    SPLIT_TURNS,
    SPLIT_STACKED,
    SPLIT_COLUMNS
};

struct split {
    enum split_way way;
    struct rect header, footer; /* a row each */
    struct rect text, lab;      /* in turns: lab_first says which has the space,
                              the other one is empty */
};

/* has_lab    whether there is a lab at all: else the text has the space
 * lab_first  which of the two shows when they take turns
 * lab_rows   what the lab would like when stacked (lab_panel_rows()); 0: half
 */
struct split split_make(int rows, int cols, bool has_lab, bool lab_first,
                        int lab_rows);

/* "likely needs 40x12, this is 30x8", or as much of that as fits whole. */
void split_tiny_draw(struct canvas *canvas);

#endif
