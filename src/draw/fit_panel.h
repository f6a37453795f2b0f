/* fit_panel.h - a regression drawn while it is fitted.
 *
 * From top to bottom: what is fitted and how; its state in words; the
 * readings; what may be done; the curves of cross-entropy and log-likelihood
 * over the steps, with a mark at the least of the one and the greatest of the
 * other; for two features the regions of the classes, a letter for each (small:
 * what the model says there; large: an example); the weights. How many rows
 * that takes depends on the block and the width alone, so that nothing moves
 * while it runs.
 */
#ifndef DRAW_FIT_PANEL_H
#define DRAW_FIT_PANEL_H

#include "draw/canvas.h"
#include "draw/dots.h"

struct section_fit;

enum fit_show {
    FIT_SHOW_LOSS = 1,
    FIT_SHOW_LIKELIHOOD = 2,
    FIT_SHOW_REGIONS = 4, /* of two features only */
    FIT_SHOW_WEIGHTS = 8,
    FIT_SHOW_ALL = 15
};

enum { FIT_PANEL_COLS_MIN = 32 };

/* What the lesson asks to be shown and can be: a mask. */
unsigned fit_panel_shows(const struct section_fit *one);

int fit_panel_rows(const struct section_fit *one, int cols);

/* Draws into an area of fit_panel_rows() rows. hint: what may be done, or
 * NULL. */
void fit_panel_draw(struct canvas *canvas, struct rect area,
                    const struct section_fit *one, enum dots_kind dots,
                    const char *hint);

#endif
