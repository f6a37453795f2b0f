/* fit_curve.c - fit_curve_draw() of fit_parts.h. */
#include "draw/fit_parts.h"

#include <math.h>
#include <stdio.h>

#include "draw/number.h"

enum { LABEL = 9, LINES = FIT_CURVE_ROWS - 2, MARK = 0x25C6 /* ◆ */ };

struct curve {
    const struct fit *fit;
    bool likelihood;
    double low, high;
    struct dots *dots;
};

static double value(const struct curve *c, size_t step)
{
    const struct fit_point *point = fit_point(c->fit, step);

    return c->likelihood ? point->log_likelihood : point->cross_entropy;
}

/* From the least to the greatest there is; one that never moved gets room. */
static void span(struct curve *c)
{
    c->low = INFINITY;
    c->high = -INFINITY;
    for (size_t i = 0; i <= fit_steps(c->fit); i++) {
        double y = value(c, i);

        if (!isfinite(y))
            continue;
        c->low = fmin(c->low, y);
        c->high = fmax(c->high, y);
    }
    if (c->likelihood && c->high <= 0.0 && fit_steps(c->fit) == 0)
        c->high = 0.0;
    else if (!c->likelihood && fit_steps(c->fit) == 0)
        c->low = 0.0;
    if (!(c->low < c->high))
        c->high = c->low + 1.0;
}

static int dot_x(const struct curve *c, size_t step)
{
    size_t steps = fit_steps(c->fit);
    int last = dots_across(c->dots) - 1;

    return steps ? (int)((double)step / (double)steps * last + 0.5) : 0;
}

static int dot_y(const struct curve *c, double y)
{
    int last = dots_down(c->dots) - 1;

    return (int)((c->high - y) / (c->high - c->low) * last + 0.5);
}

static void add_line(const struct curve *c)
{
    struct dots_line line = { .pen = c->likelihood };

    for (size_t i = 0; i <= fit_steps(c->fit); i++) {
        size_t before = i ? i - 1 : 0;
        double y = value(c, i), was = value(c, before);

        if (isfinite(y) && isfinite(was))
            dots_segment(c->dots, &line, dot_x(c, before), dot_y(c, was),
                         dot_x(c, i), dot_y(c, y));
    }
}

static void add_mark(struct canvas *canvas, struct rect plot,
                     const struct curve *c)
{
    size_t best =
        c->likelihood ? fit_likeliest_step(c->fit) : fit_least_step(c->fit);
    int row = dot_y(c, value(c, best)) * plot.rows / dots_down(c->dots);
    int col = dot_x(c, best) * plot.cols / dots_across(c->dots);

    canvas_rune(canvas, plot.row + row, plot.col + col,
                canvas_ascii(canvas) ? '@' : MARK, STYLE(ROLE_STRONG));
}

static void add_frame(struct canvas *canvas, struct rect area, struct rect plot,
                      const struct curve *c)
{
    bool ascii = canvas_ascii(canvas);
    struct number high = number_fit(c->high, 3, LABEL - 2, ascii);
    struct number low = number_fit(c->low, 3, LABEL - 2, ascii);

    canvas_puts(canvas, area.row, plot.col, plot.cols,
                c->likelihood ? "log-likelihood (nats)"
                              : "cross-entropy (nats)",
                STYLE(ROLE_DIM));
    canvas_right(canvas, plot.row, area.col, LABEL - 1, high.text,
                 STYLE(ROLE_DIM));
    canvas_right(canvas, plot.row + plot.rows - 1, area.col, LABEL - 1,
                 low.text, STYLE(ROLE_DIM));
    canvas_fill(canvas, (struct rect){ plot.row, plot.col - 1, plot.rows, 1 },
                0x2502, STYLE(ROLE_FAINT));
    canvas_puts(canvas, plot.row + plot.rows, plot.col, plot.cols, "0",
                STYLE(ROLE_DIM));
    if (fit_steps(c->fit)) {
        char text[64];

        snprintf(text, sizeof text, "%s step%s",
                 number_count((long)fit_steps(c->fit), ascii).text,
                 fit_steps(c->fit) == 1 ? "" : "s");
        canvas_right(canvas, plot.row + plot.rows, plot.col + 2, plot.cols - 2,
                     text, STYLE(ROLE_DIM));
    }
}

void fit_curve_draw(struct canvas *canvas, struct rect area,
                    const struct fit *fit, bool likelihood, enum dots_kind dots)
{
    struct rect plot = { area.row + 1, area.col + LABEL, LINES,
                         area.cols - LABEL };
    struct curve c = { .fit = fit, .likelihood = likelihood };

    if (plot.cols < 2)
        return;
    span(&c);
    c.dots = dots_create(plot.rows, plot.cols,
                         canvas_ascii(canvas) ? DOTS_ASCII : dots);
    add_line(&c);
    add_frame(canvas, area, plot, &c);
    dots_draw(canvas, plot.row, plot.col, c.dots);
    add_mark(canvas, plot, &c);
    dots_destroy(c.dots);
}
