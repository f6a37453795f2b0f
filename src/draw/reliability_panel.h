/* reliability_panel.h - the reliability curve: how often predictions are right
 * against how sure they are.
 *
 * The expected calibration error, and a line for each bin of confidence
 * (lab/reliability.h), from the surest down: a bar as long as the share of
 * hits, with a mark where the mean confidence is. A bar that ends at the mark
 * is calibrated, one that stops short of it is too sure. Beside it the
 * numbers, as many as fit, and how many rows.
 */
#ifndef DRAW_RELIABILITY_PANEL_H
#define DRAW_RELIABILITY_PANEL_H

#include "draw/canvas.h"

struct reliability;

/* Wants 17 rows; with fewer, what explains the picture is left out first, then
 * the heading, then bins, empty ones first. */
void reliability_panel_draw(struct canvas *canvas, struct rect area,
                            const struct reliability *reliability);

#endif
