/* room_panel.h - what is to be read from the last row of a room: the equation
 * at hand, its value and the lab's readings, in signs several rows tall.
 */
#ifndef DRAW_ROOM_PANEL_H
#define DRAW_ROOM_PANEL_H

#include <stdbool.h>

#include "draw/canvas.h"

struct deck_step;
struct equations;
struct lab;

struct room {
    struct lab *lab; /* NULL: there is none */
    unsigned show;   /* mask of 1 << enum reading */
    const struct deck_step *step;
    const struct equations *equations;
    bool spot; /* the equation stands out from the readings */
};

/* The last equation that is uncovered, of the slide or of those before it: as
 * big_formula.h shows it, with its value below; where it does not fit, as the
 * slide has it. Below that as many readings as have room, whole ones only:
 * what the lab shows of them, in that order. False: there is neither. */
bool room_panel_draw(struct canvas *canvas, struct rect area,
                     const struct room *room);

#endif
