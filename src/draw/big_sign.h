/* big_sign.h - one sign of a formula that is read from the last row.
 *
 * A letter or an operator has its picture (big_font.h). Bars, roots and the
 * parts of tall brackets are drawn through all of the cells that they are
 * given, and an accent is one row tall. What has no picture stays of ordinary
 * size: one cell. For big_formula.c.
 */
#ifndef DRAW_BIG_SIGN_H
#define DRAW_BIG_SIGN_H

#include <stdbool.h>

#include "draw/canvas.h"

struct tex_glyph;

struct big_look {
    int scale;  /* 1, 2 */
    bool small; /* scripts and limits are of ordinary size */
    bool notes; /* what stands beside the equation is shown, in that size */
};

/* The cells it needs at least; 0 where it is not shown. */
int big_sign_cols(const struct big_look *look, const struct tex_glyph *glyph);
int big_sign_rows(const struct big_look *look, const struct tex_glyph *glyph);

/* Whether `scale` cells must keep it off what follows. */
bool big_sign_gap(const struct big_look *look, const struct tex_glyph *glyph);

/* Whether it is drawn through all of its cells: part of a bar, a bracket. */
bool big_sign_stretches(const struct tex_glyph *glyph);

/* Whether it is a bar, of a fraction or over letters, and whether it is part
 * of one or of a root or a brace. */
bool big_sign_is_bar(const struct tex_glyph *glyph);
bool big_sign_is_line(const struct tex_glyph *glyph);

/* Draws it into its cell, which has that gap at its right. Text beside an
 * equation and what is in error have roles of their own. */
void big_sign_draw(struct canvas *canvas, struct rect cell,
                   const struct big_look *look, const struct tex_glyph *glyph,
                   struct style style);

#endif
