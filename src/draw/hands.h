/* hands.h - the hands that a class raised for the choices of a question.
 */
#ifndef DRAW_HANDS_H
#define DRAW_HANDS_H

#include "draw/canvas.h"

struct deck_step;

/* Draws a bar and a number in the row that the deck keeps below each choice
 * of a question, or in the HANDS_BESIDE columns right of it where the slide has
 * no such row, as far as the step shows it: raised[i] hands for the i-th.
 * Where none was raised for any, nothing is drawn. The longest bar takes the
 * room there is; a bar is never without its number. */
void hands_draw(struct canvas *canvas, struct rect area,
                const struct deck_step *step, int question, const int *raised,
                int count);

#endif
