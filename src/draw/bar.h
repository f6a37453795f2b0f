/* bar.h - a probability as a bar, in eighths of a cell.
 */
#ifndef DRAW_BAR_H
#define DRAW_BAR_H

#include "draw/style.h"

struct canvas;

/* A bar of value in [0, 1] (clamped; NaN draws nothing) on a track of cols
 * cells. A positive value is never without ink, and one below 1 never fills
 * the track. */
void bar_draw(struct canvas *canvas, int row, int col, int cols, double value,
              struct style style);

/* A slider: a thin track with a knob on it. value in [0, 1], clamped. */
void bar_slider(struct canvas *canvas, int row, int col, int cols, double value,
                struct style knob);

/* The probability meant by a hit on cell `col` of a track of `cols` cells: 0
 * at its first cell, 1 at its last, in steps of 0.01. */
double bar_value(int col, int cols);

#endif
