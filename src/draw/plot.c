#include "draw/plot.h"

#include <math.h>
#include <stdlib.h>

#include "base/strbuf.h"
#include "draw/plot_parts.h"
#include "lesson/block.h"

enum { FAR = 1 << 20 /* dots past which a line is not followed */ };

struct painter {
    struct canvas *canvas;
    const struct figure *figure;
    struct plot_frame frame;
    struct dots *dots;
    enum dots_kind kind;
    bool ascii;
};

/* ---- from numbers to dots and cells ---- */

static double along(const struct axis *axis, double value)
{
    return (value - axis->low) / (axis->high - axis->low);
}

static int clamp(double at)
{
    return at < -FAR ? -FAR : at > FAR ? FAR : (int)lround(at);
}

static int dot_x(const struct painter *p, double x)
{
    double at = p->frame.x.log ? log10(x) : x;

    return clamp(along(&p->frame.x, at) * (dots_across(p->dots) - 1));
}

static int dot_y(const struct painter *p, double y)
{
    return clamp((1.0 - along(&p->frame.y, y)) * (dots_down(p->dots) - 1));
}

static int cell_row(const struct painter *p, double y)
{
    int per = dots_down(p->dots) / p->frame.dots.rows;
    int dot = dot_y(p, y);

    return dot < 0 || dot >= dots_down(p->dots) ? -1
                                                : p->frame.dots.row + dot / per;
}

static int cell_col(const struct painter *p, double x)
{
    int per = dots_across(p->dots) / p->frame.dots.cols;
    int dot = dot_x(p, x);

    return dot < 0 || dot >= dots_across(p->dots)
               ? -1
               : p->frame.dots.col + dot / per;
}

/* ---- axes ---- */

static void draw_y_axis(const struct painter *p)
{
    const struct rect *dots = &p->frame.dots;
    struct ticks ticks = ticks_make(&p->frame.y, dots->rows / 2);
    struct rect axis = { dots->row, dots->col - 1, dots->rows, 1 };

    canvas_fill(p->canvas, axis, 0x2502, STYLE(ROLE_FAINT));
    for (int i = 0; i < ticks.count; i++) {
        struct number label = ticks_label(&p->frame.y, &ticks, i, p->ascii);
        int row = cell_row(p, ticks.at[i]);

        if (row < 0)
            continue;
        canvas_rune(p->canvas, row, dots->col - 1, 0x2524, STYLE(ROLE_FAINT));
        canvas_puts(p->canvas, row, dots->col - 2 - label.cols, label.cols,
                    label.text, STYLE(ROLE_DIM));
    }
}

/* A label under its tick, as far as it stands clear of what is there. The
 * last one comes first: it says how far the axis goes. */
static void put_x_label(const struct painter *p, int col,
                        const struct number *label, int *from, int *end)
{
    int left = col - label->cols / 2;
    bool last = *from < 0;

    if (left + label->cols > *end && !last)
        return;
    if (left + label->cols > *end)
        left = *end - label->cols;
    if (left < *from)
        return;
    canvas_puts(p->canvas, p->frame.x_ticks, left, label->cols, label->text,
                STYLE(ROLE_DIM));
    if (last)
        *end = left - 1;
    else
        *from = left + label->cols + 1;
}

static void draw_x_axis(const struct painter *p, struct rect area)
{
    const struct rect *dots = &p->frame.dots;
    int most = p->frame.x.log ? 10 : dots->cols / 8;
    struct ticks ticks = ticks_make(&p->frame.x, most);
    int row = p->frame.x_ticks - 1, from = -1;
    struct strbuf name = { 0 };
    int end = area.col + area.cols;

    canvas_fill(p->canvas, (struct rect){ row, dots->col, 1, dots->cols },
                0x2500, STYLE(ROLE_FAINT));
    canvas_rune(p->canvas, row, dots->col - 1, 0x2514, STYLE(ROLE_FAINT));
    plot_x_name(&name, p->figure, p->ascii);
    canvas_right(p->canvas, p->frame.x_name < 0 ? row : p->frame.x_name,
                 area.col, area.cols, strbuf_text(&name), STYLE(ROLE_DIM));
    strbuf_finish(&name);
    for (int k = 0; k < ticks.count; k++) {
        int i = k == 0 ? ticks.count - 1 : k - 1;
        double at = ticks.at[i];
        int col = cell_col(p, p->frame.x.log ? pow(10.0, at) : at);
        struct number label = ticks_label(&p->frame.x, &ticks, i, p->ascii);

        if (col < 0)
            continue;
        canvas_rune(p->canvas, row, col, 0x252C, STYLE(ROLE_FAINT));
        put_x_label(p, col, &label, &from, &end);
        if (k == 0)
            from = area.col;
    }
}

/* ---- lines ---- */

static void draw_curve(const struct painter *p, size_t index)
{
    const struct figure *figure = p->figure;
    const struct figure_curve *curve = &figure->curves[index];
    struct dots_line line = { .pen = (int)(index % DOTS_CURVES) };
    bool pen_down = false;
    int x0 = 0, y0 = 0;

    for (size_t i = 0; i < figure->points; i++) {
        double y = plot_y(figure, curve, curve->y[i]);
        int x1, y1;

        /* Of a sample that is gone through, what was drawn so far. */
        if (figure->kind == FIGURE_SAMPLE && figure->cursor &&
            figure->x[i] > figure->at)
            return;
        if (!isfinite(y)) {
            pen_down = false;
            continue;
        }
        x1 = dot_x(p, figure->x[i]);
        y1 = dot_y(p, y);
        if (!pen_down) {
            x0 = x1;
            y0 = y1;
        }
        if (abs(y0) < FAR && abs(y1) < FAR)
            dots_segment(p->dots, &line, x0, y0, x1, y1);
        x0 = x1;
        y0 = y1;
        pen_down = true;
    }
}

/* The limit, and the band around the mean, of a sample. */
static void draw_limit(const struct painter *p)
{
    const struct figure *figure = p->figure;
    const struct figure_curve *curve = &figure->curves[0];
    struct dots_line limit = { .pen = DOTS_LIMIT };
    int last = dots_across(p->dots) - 1;

    if (isfinite(figure->limit)) {
        int y = dot_y(p, plot_y(figure, curve, figure->limit));

        dots_segment(p->dots, &limit, 0, y, last, y);
    }
    for (int side = -1; figure->band && side <= 1; side += 2) {
        struct dots_line band = { .pen = DOTS_BAND };
        int x0 = 0, y0 = 0;

        for (size_t i = 0; i < figure->points; i++) {
            double off = figure->deviation / sqrt(figure->x[i]);
            int x1 = dot_x(p, figure->x[i]);
            int y1 = dot_y(p, plot_y(figure, curve, figure->mean + side * off));

            if (i > 0)
                dots_segment(p->dots, &band, x0, y0, x1, y1);
            x0 = x1;
            y0 = y1;
        }
    }
}

/* The letter of a curve beside its last point, where there is room. */
static void draw_letter(const struct painter *p, size_t index, bool *taken)
{
    static const int offsets[] = { 0, -1, 1, -2, 2, -3, 3 };
    const struct figure *figure = p->figure;
    const struct figure_curve *curve = &figure->curves[index];
    const struct rect *dots = &p->frame.dots;
    int row = -1, col = -1;

    for (size_t i = 0; i < figure->points; i++) {
        double y = plot_y(figure, curve, curve->y[i]);

        if (figure->kind == FIGURE_SAMPLE && figure->cursor &&
            figure->x[i] > figure->at)
            break;
        if (!isfinite(y) || cell_row(p, y) < 0)
            continue;
        row = cell_row(p, y);
        col = cell_col(p, figure->x[i]) + 1;
    }
    for (size_t i = 0; row >= 0 && i < sizeof offsets / sizeof *offsets; i++) {
        int at = row + offsets[i] - dots->row;

        if (at < 0 || at >= dots->rows || taken[at])
            continue;
        taken[at] = true;
        canvas_rune(p->canvas, at + dots->row, col,
                    (uint32_t)plot_letter(index),
                    STYLE_WITH(dots_role((int)(index % DOTS_CURVES)),
                               ATTR_BOLD));
        return;
    }
}

/* A line across at x, behind what stands there. */
static void draw_across(const struct painter *p, double x, uint32_t rune,
                        enum role role)
{
    const struct rect *dots = &p->frame.dots;
    int col = cell_col(p, x);

    for (int r = 0; col >= 0 && r < dots->rows; r++)
        canvas_rune(p->canvas, dots->row + r, col, rune, STYLE((uint8_t)role));
}

static void draw_point(const struct painter *p, size_t index, double x,
                       struct real value, uint32_t rune)
{
    const struct figure_curve *curve = &p->figure->curves[index];
    int row, col = cell_col(p, x);
    double y = p->figure->y_log
                   ? log10(value.x) + (double)value.scale * log10(2.0)
                   : real_double(value);

    y = plot_y(p->figure, curve, y);
    if (!isfinite(y))
        return;
    row = cell_row(p, y);
    if (row >= 0 && col >= 0)
        canvas_rune(p->canvas, row, col, rune,
                    STYLE_WITH(dots_role((int)(index % DOTS_CURVES)),
                               ATTR_BOLD));
}

/* In 7 bits a dot would be one more star of the curve. */
static uint32_t optimum_rune(const struct painter *p)
{
    return canvas_ascii(p->canvas) ? '@' : 0x25CF;
}

static void draw_points(const struct painter *p)
{
    const struct figure *figure = p->figure;
    uint32_t optimum = optimum_rune(p);

    for (size_t i = 0; i < figure->curve_count; i++) {
        const struct figure_curve *curve = &figure->curves[i];

        if (figure->high_marked && curve->high.known)
            draw_point(p, i, curve->high.x, curve->high.y, optimum);
        if (figure->low_marked && curve->low.known)
            draw_point(p, i, curve->low.x, curve->low.y, optimum);
        if (figure->cursor)
            draw_point(p, i, figure->at, curve->reading, 0x25C6);
    }
}

static void draw_inside(struct painter *p)
{
    const struct figure *figure = p->figure;
    const struct rect *dots = &p->frame.dots;
    bool taken[64] = { false };

    p->dots = dots_create(dots->rows, dots->cols, p->kind);
    for (size_t i = 0; figure->known && i < figure->mark_count; i++)
        if (isfinite(figure->marks[i].x))
            draw_across(p, figure->marks[i].x, 0x250A, ROLE_DIM);
    if (figure->cursor)
        draw_across(p, figure->at, 0x2502, ROLE_ACCENT);
    if (figure->known) {
        if (figure->kind == FIGURE_SAMPLE && !figure->fault)
            draw_limit(p);
        for (size_t i = figure->curve_count; i-- > 0;)
            draw_curve(p, i);
        dots_draw(p->canvas, dots->row, dots->col, p->dots);
        draw_points(p);
        for (size_t i = 0; figure->curve_count > 1 && i < figure->curve_count;
             i++)
            draw_letter(p, i, taken);
    }
}

static void draw_fault(const struct painter *p, struct rect area)
{
    struct strbuf text = { 0 };

    strbuf_printf(&text, "this figure cannot be drawn: %s", p->figure->fault);
    canvas_puts(p->canvas, p->frame.dots.row + 1, p->frame.dots.col + 1,
                area.cols - (p->frame.dots.col - area.col) - 1,
                strbuf_text(&text), STYLE(ROLE_BAD));
    strbuf_finish(&text);
}

static void draw_names(const struct painter *p, struct rect area, bool focus)
{
    struct strbuf name = { 0 };

    if (p->frame.title >= 0)
        canvas_puts(p->canvas, p->frame.title, area.col, area.cols,
                    p->figure->block->plot->title,
                    focus ? STYLE_WITH(ROLE_ACCENT, ATTR_BOLD)
                          : STYLE(ROLE_STRONG));
    if (p->frame.y_label >= 0) {
        plot_y_name(&name, p->figure, p->ascii);
        canvas_puts(p->canvas, p->frame.y_label, area.col, area.cols,
                    strbuf_text(&name), STYLE(ROLE_DIM));
    }
    strbuf_finish(&name);
}

void plot_draw(struct canvas *canvas, struct rect area,
               const struct figure *figure, const struct plot_look *look)
{
    struct painter p = { .canvas = canvas,
                         .figure = figure,
                         .ascii = canvas_ascii(canvas) };
    struct plot_look own = *look;

    p.kind = own.dots = p.ascii ? DOTS_ASCII : look->dots;
    p.frame = plot_frame(figure, area, p.ascii);
    draw_names(&p, area, look->focus);
    draw_inside(&p);
    draw_y_axis(&p);
    draw_x_axis(&p, area);
    if (figure->fault)
        draw_fault(&p, area);
    plot_legend(canvas, area, p.frame.header, figure, &own);
    /* Where what it reads off is out of sight, the cursor is on its name. */
    if (look->focus && !canvas_cursor_shown(canvas) && p.frame.title >= 0)
        canvas_cursor(canvas, p.frame.title, area.col);
    dots_destroy(p.dots);
}
