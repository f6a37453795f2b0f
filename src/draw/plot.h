/* plot.h - a figure of a section drawn: curves over axes, and what they say.
 *
 * Thin axes and no box. Each of several curves has a dash of its own and a
 * letter at its end, with which the rows below name it; there stand the values
 * at the cursor, or at the first mark, and where a marked curve is highest or
 * lowest. Rows depend on the screen and on what the lesson says alone, so that
 * nothing moves while values do. An ellipsis below says that the curves are
 * those of before, "exact arithmetic" that the page's format would take long.
 */
#ifndef DRAW_PLOT_H
#define DRAW_PLOT_H

#include "draw/canvas.h"
#include "draw/dots.h"

struct figure;
struct strbuf;

enum { PLOT_COLS_MIN = 20 };

struct plot_look {
    enum dots_kind dots;
    bool focus; /* it has the keys */
};

/* The rows that it takes in so many columns: at most `room`, that all of it is
 * in sight at once, but never so few that the curves are flat. 0: any. */
int plot_rows(const struct figure *figure, int cols, int room, bool ascii);

/* Draws it into an area of plot_rows() rows. Where the canvas is ASCII, so are
 * the dots. */
void plot_draw(struct canvas *canvas, struct rect area,
               const struct figure *figure, const struct plot_look *look);

/* The x that a column of such an area stands for; false: none. */
bool plot_x_at(const struct figure *figure, struct rect area, int col,
               bool ascii, double *x);

/* What is to be seen, in words and on one line: what is drawn over which
 * range, how far each curve goes and where. For those who do not see it. */
void plot_words(struct strbuf *out, const struct figure *figure, bool ascii);

#endif
