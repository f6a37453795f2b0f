/* fit_parts.h - the parts of a fit's panel: for fit_panel.c.
 *
 * Each draws into an area of the rows that it says it takes.
 */
#ifndef DRAW_FIT_PARTS_H
#define DRAW_FIT_PARTS_H

#include "draw/canvas.h"
#include "draw/dots.h"
#include "lab/fit.h"

enum {
    FIT_CURVE_ROWS = 8,   /* name, six rows of dots, steps */
    FIT_REGION_ROWS = 17, /* name, thirteen rows, range, legend */
    FIT_REGION_LINES = 13
};

/* The curve of cross-entropy, or of log-likelihood. */
void fit_curve_draw(struct canvas *canvas, struct rect area,
                    const struct fit *fit, bool likelihood,
                    enum dots_kind dots);

void fit_regions_draw(struct canvas *canvas, struct rect area,
                      const struct fit *fit);

#endif
