/* plot_parts.h - what the files of plot.h share.
 */
#ifndef DRAW_PLOT_PARTS_H
#define DRAW_PLOT_PARTS_H

#include "course/figure.h"
#include "draw/plot.h"
#include "draw/ticks.h"

struct strbuf;

/* Where the parts of a figure stand. */
struct plot_frame {
    struct rect dots; /* what the curves are drawn in */
    int title, y_label, x_ticks, x_name, header, legend; /* rows; -1: none */
    struct axis x, y;
};

struct plot_frame plot_frame(const struct figure *figure, struct rect area,
                             bool ascii);

/* Rows below the x axis: those of the legend and the line above it. */
int plot_legend_rows(const struct figure *figure);

/* Draws them from `row` on. */
void plot_legend(struct canvas *canvas, struct rect area, int row,
                 const struct figure *figure, const struct plot_look *look);

/* What an axis is called: "p", "chance (%)"; the variable's letter where the
 * lesson gives no label. */
void plot_x_name(struct strbuf *out, const struct figure *figure, bool ascii);

/* Its letter alone, as values are told with: "p". */
void plot_x_letter(struct strbuf *out, const struct figure *figure, bool ascii);
void plot_y_name(struct strbuf *out, const struct figure *figure, bool ascii);

/* A curve's name: its label or formula, "seed 3". */
void plot_curve_name(struct strbuf *out, const struct figure *figure,
                     size_t curve, bool ascii);

void plot_mark_name(struct strbuf *out, const struct figure_mark *mark,
                    bool ascii);
void plot_limit_name(struct strbuf *out, const struct figure *figure,
                     bool ascii);

/* The letter of one of several curves: a to z, and again. */
int plot_letter(size_t curve);

/* Values with their unit: "0.6931 nats", "3,000". */
void plot_y_text(struct strbuf *out, const struct figure *figure,
                 const struct figure_curve *curve, struct real y, bool ascii);
void plot_x_text(struct strbuf *out, const struct figure *figure, double x,
                 bool ascii);

/* A point of a curve in what the y axis counts in. */
double plot_y(const struct figure *figure, const struct figure_curve *curve,
              double y);

#endif
