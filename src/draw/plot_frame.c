/* plot_frame.c - where a figure's axes stand, and what they span. */
#include <math.h>
#include <stdlib.h>

#include "base/fatal.h"
#include "base/strbuf.h"
#include "draw/plot_parts.h"
#include "lesson/block.h"

enum {
    TALL_LEAST = 6, /* where the screen is low */
    TALL_MIN = 8,
    TALL_MAX = 14,
    END = 2, /* columns behind the curves, for their letters */
    X_NAME_MOST = 10
};

double plot_y(const struct figure *figure, const struct figure_curve *curve,
              double y)
{
    return curve->log && !figure->y_log ? unit_from_nats(figure->unit, y) : y;
}

/* ---- the range of y ---- */

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

/* All finite points of all curves, sorted. The caller frees them. */
static double *finite_points(const struct figure *figure, size_t *count,
                             bool *infinite)
{
    double *all =
        fatal_calloc(figure->curve_count * figure->points + 1, sizeof *all);

    *count = 0;
    *infinite = false;
    for (size_t i = 0; i < figure->curve_count; i++)
        for (size_t p = 0; figure->known && p < figure->points; p++) {
            double y =
                plot_y(figure, &figure->curves[i], figure->curves[i].y[p]);

            *infinite |= isinf(y) != 0;
            if (isfinite(y))
                all[(*count)++] = y;
        }
    qsort(all, *count, sizeof *all, by_size);
    return all;
}

/* Zero belongs to the picture where it is near. */
static void take_zero(struct axis *y)
{
    if (y->low > 0.0 && y->low < 0.4 * y->high)
        y->low = 0.0;
    if (y->high < 0.0 && y->high > 0.4 * y->low)
        y->high = 0.0;
}

/* Where a curve goes to infinity its last points before it would be all of
 * the picture: then what most points lie in is shown. A narrow peak is no
 * such thing. */
static struct axis span_y(const struct figure *figure)
{
    struct axis y = { 0.0, 1.0, figure->y_log };
    size_t count;
    bool infinite;
    double *all = finite_points(figure, &count, &infinite);

    if (count > 0) {
        double low = all[count / 20], high = all[count - 1 - count / 20];
        double reach = 1.0 * (high - low);

        y.low = all[0];
        y.high = all[count - 1];
        if (infinite && reach > 0.0) {
            y.low = fmax(y.low, low - reach);
            y.high = fmin(y.high, high + reach);
        }
    }
    free(all);
    if (!y.log)
        take_zero(&y);
    if (figure->kind == FIGURE_SAMPLE && isfinite(figure->limit)) {
        double limit = plot_y(figure, &figure->curves[0], figure->limit);

        y.low = fmin(y.low, limit);
        y.high = fmax(y.high, limit);
    }
    if (y.high - y.low <= 1e-12 * fmax(fabs(y.high), fabs(y.low))) {
        double room = y.high != 0.0 && !y.log ? fabs(y.high) / 2.0 : 1.0;

        y.low -= room;
        y.high += room;
    }
    return y;
}

static struct axis span_x(const struct figure *figure)
{
    struct axis x = { figure->from, figure->to, figure->x_log };

    if (x.log) {
        x.low = log10(x.low);
        x.high = log10(x.high);
    }
    if (!(x.high > x.low))
        x.high = x.low + 1.0;
    return x;
}

/* ---- rows and columns ---- */

static int tall(int cols)
{
    int rows = TALL_MIN + (cols - 40) / 10;

    return rows < TALL_MIN ? TALL_MIN : rows > TALL_MAX ? TALL_MAX : rows;
}

static bool has_title(const struct figure *figure)
{
    return figure->kind == FIGURE_PLOT && figure->block->plot->title;
}

static bool has_y_name(const struct figure *figure)
{
    const struct plot_block *plot =
        figure->kind == FIGURE_PLOT ? figure->block->plot : NULL;

    return !plot || plot->y_label || plot->y_unit;
}

/* Columns behind the axis, where its name stands if it is short. */
static int end_cols(const struct figure *figure, bool ascii)
{
    struct strbuf name = { 0 };
    int cols;

    plot_x_name(&name, figure, ascii);
    cols = canvas_width((struct slice){ name.at, name.len }) + 1;
    strbuf_finish(&name);
    return cols < END || cols > X_NAME_MOST ? END : cols;
}

static bool has_x_row(const struct figure *figure, bool ascii)
{
    struct strbuf name = { 0 };
    bool has;

    plot_x_name(&name, figure, ascii);
    has = canvas_width((struct slice){ name.at, name.len }) >= X_NAME_MOST;
    strbuf_finish(&name);
    return has;
}

/* All rows but those of the curves. */
static int rows_round(const struct figure *figure, bool ascii)
{
    return has_title(figure) + has_y_name(figure) + 2 +
           has_x_row(figure, ascii) + plot_legend_rows(figure);
}

int plot_rows(const struct figure *figure, int cols, int room, bool ascii)
{
    int round = rows_round(figure, ascii), rows = tall(cols);

    if (room > 0 && rows > room - round)
        rows = room - round > TALL_LEAST ? room - round : TALL_LEAST;
    return rows + round;
}

/* Columns for the numbers of the y axis. */
static int label_cols(const struct axis *y, int rows, bool ascii)
{
    struct ticks ticks = ticks_make(y, rows / 2);
    int cols = 1;

    for (int i = 0; i < ticks.count; i++) {
        int one = ticks_label(y, &ticks, i, ascii).cols;

        cols = one > cols ? one : cols;
    }
    return cols;
}

struct plot_frame plot_frame(const struct figure *figure, struct rect area,
                             bool ascii)
{
    struct plot_frame frame = { .title = -1, .y_label = -1 };
    int row = area.row, rows = area.rows - rows_round(figure, ascii), left;
    int end = end_cols(figure, ascii);

    frame.x = span_x(figure);
    frame.y = span_y(figure);
    if (has_title(figure))
        frame.title = row++;
    if (has_y_name(figure))
        frame.y_label = row++;
    left = label_cols(&frame.y, rows, ascii) + 2;
    frame.dots =
        (struct rect){ row, area.col + left, rows, area.cols - left - end };
    if (frame.dots.cols < 1)
        frame.dots.cols = 1;
    frame.x_ticks = row + rows + 1;
    frame.x_name = has_x_row(figure, ascii) ? frame.x_ticks + 1 : -1;
    frame.header = frame.x_ticks + 1 + has_x_row(figure, ascii);
    frame.legend = frame.header + 1;
    return frame;
}

bool plot_x_at(const struct figure *figure, struct rect area, int col,
               bool ascii, double *x)
{
    struct plot_frame frame = plot_frame(figure, area, ascii);
    double at = col - frame.dots.col + 0.5;

    if (col < frame.dots.col || col >= frame.dots.col + frame.dots.cols)
        return false;
    at = frame.x.low + (frame.x.high - frame.x.low) * at / frame.dots.cols;
    *x = frame.x.log ? pow(10.0, at) : at;
    return true;
}
