/* fit_regions.c - fit_regions_draw() of fit_parts.h: where the model says
 * which class, and where the examples are.
 */
#include "draw/fit_parts.h"

#include <math.h>

#include "draw/number.h"

enum { LABEL = 9, DIGITS = 3 };

static char sign_of(int class)
{
    return (char)('A' + class);
}

struct map {
    struct canvas *canvas;
    const struct fit *fit;
    struct rect cells;
    double low[2], high[2]; /* of the features: across, up */
};

static struct style style_of(int class, uint8_t attr)
{
    return STYLE_WITH(dots_role(class % DOTS_CURVES), attr);
}

/* The class that has the most there; -1 where several do. */
static int bet(const struct fit *fit, const double *x)
{
    const struct fit_data *data = fit_data(fit);
    double p[FIT_CLASSES_MAX];
    int best = 0;

    fit_chances(fit_model(fit), fit_weights(fit), x, p);
    for (size_t k = 1; k < data->k; k++)
        if (p[k] > p[best])
            best = (int)k;
    for (size_t k = 0; k < data->k; k++)
        if ((int)k != best && p[best] - p[k] < 1e-9)
            return -1;
    return best;
}

/* A texture: every fourth cell has the letter, each row moved on. */
static void draw_ground(const struct map *map)
{
    for (int r = 0; r < map->cells.rows; r++)
        for (int c = (2 * r) % 4; c < map->cells.cols; c += 4) {
            double x[2] = {
                map->low[0] +
                    (map->high[0] - map->low[0]) * (c + 0.5) / map->cells.cols,
                map->high[1] -
                    (map->high[1] - map->low[1]) * (r + 0.5) / map->cells.rows,
            };
            int class = bet(map->fit, x);

            if (class >= 0)
                canvas_rune(map->canvas, map->cells.row + r, map->cells.col + c,
                            (uint32_t)(sign_of(class) - 'A' + 'a'),
                            style_of(class, 0));
        }
}

static int place(double x, double low, double high, int cells)
{
    int at = (int)floor((x - low) / (high - low) * cells);

    return at < 0 ? 0 : at >= cells ? cells - 1 : at;
}

static void draw_examples(const struct map *map)
{
    const struct fit_data *data = fit_data(map->fit);

    for (size_t i = 0; i < data->n; i++) {
        const double *x = &data->x[2 * i];
        int row = map->cells.row + map->cells.rows - 1 -
                  place(x[1], map->low[1], map->high[1], map->cells.rows);
        int col = map->cells.col +
                  place(x[0], map->low[0], map->high[0], map->cells.cols);
        char sign = sign_of(data->y[i]);
        const struct cell *there;
        bool mixed;

        /* Rows or columns that are clipped away cannot be asked. */
        if (row < 0 || row >= canvas_rows(map->canvas) || col < 0 ||
            col >= canvas_cols(map->canvas))
            continue;
        there = canvas_cell(map->canvas, row, col);
        mixed = (there->rune == '*' ||
                 (there->rune >= 'A' && there->rune <= 'Z')) &&
                there->rune != (uint32_t)sign;
        canvas_rune(map->canvas, row, col, mixed ? '*' : (uint32_t)sign,
                    mixed ? STYLE_WITH(ROLE_STRONG, ATTR_BOLD)
                          : style_of(data->y[i], ATTR_BOLD));
    }
}

static void draw_frame(const struct map *map, struct rect area)
{
    const struct fit_data *data = fit_data(map->fit);
    struct rect cells = map->cells;
    bool ascii = canvas_ascii(map->canvas);
    int below = cells.row + cells.rows, names;
    struct number low, high;

    canvas_puts(map->canvas, area.row, cells.col, cells.cols, data->features[1],
                STYLE(ROLE_DIM));
    high = number_digits(map->high[1], DIGITS, ascii);
    low = number_digits(map->low[1], DIGITS, ascii);
    canvas_right(map->canvas, cells.row, area.col, LABEL - 1, high.text,
                 STYLE(ROLE_DIM));
    canvas_right(map->canvas, below - 1, area.col, LABEL - 1, low.text,
                 STYLE(ROLE_DIM));
    canvas_fill(map->canvas,
                (struct rect){ cells.row, cells.col - 1, cells.rows, 1 },
                0x2502, STYLE(ROLE_FAINT));
    low = number_digits(map->low[0], DIGITS, ascii);
    high = number_digits(map->high[0], DIGITS, ascii);
    canvas_puts(map->canvas, below, cells.col, LABEL, low.text,
                STYLE(ROLE_DIM));
    canvas_right(map->canvas, below, cells.col, cells.cols, high.text,
                 STYLE(ROLE_DIM));
    names = cells.cols - low.cols - high.cols - 4;
    if (names > 3)
        canvas_puts(map->canvas, below, cells.col + low.cols + 2, names,
                    data->features[0], STYLE(ROLE_DIM));
}

static void draw_legend(const struct map *map, struct rect area, int row)
{
    const struct fit_data *data = fit_data(map->fit);
    int col = map->cells.col, end = area.col + area.cols, cols = -2;

    for (size_t k = 0; k < data->k; k++)
        cols += 4 + canvas_width(slice_of(data->classes[k]));
    /* Long names begin below the numbers of the axis. */
    if (cols > map->cells.cols)
        col = area.col;
    for (size_t k = 0; k < data->k && col < end - 2; k++) {
        char sign[3] = { sign_of((int)k), ' ', '\0' };

        col += canvas_puts(map->canvas, row, col, end - col, sign,
                           style_of((int)k, ATTR_BOLD));
        col += canvas_puts(map->canvas, row, col, end - col, data->classes[k],
                           STYLE(ROLE_TEXT));
        col += 2;
    }
    if (col < end - 9)
        canvas_puts(map->canvas, row, col, end - col, "* several",
                    STYLE(ROLE_DIM));
}

void fit_regions_draw(struct canvas *canvas, struct rect area,
                      const struct fit *fit)
{
    const struct fit_data *data = fit_data(fit);
    struct map map = { .canvas = canvas,
                       .fit = fit,
                       .cells = { area.row + 1, area.col + LABEL,
                                  FIT_REGION_LINES, area.cols - LABEL } };
    struct rect old;

    if (map.cells.cols < 4 || data->d != 2)
        return;
    for (int j = 0; j < 2; j++) {
        double room = 0.05 * (data->most[j] - data->least[j]);

        map.low[j] = data->least[j] - room;
        map.high[j] = data->most[j] + room;
    }
    draw_frame(&map, area);
    old = canvas_clip(canvas, map.cells);
    draw_ground(&map);
    draw_examples(&map);
    canvas_unclip(canvas, old);
    draw_legend(&map, area, map.cells.row + map.cells.rows + 1);
}
