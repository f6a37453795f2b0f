/* data_panel.c - data_draw() of panel_parts.h: parameters and arrays, a line
 * each. A list shows as many whole numbers as fit, a matrix all of its rows,
 * with semicolons between, or how large it is.
 */
#include "draw/panel_parts.h"

#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/strbuf.h"
#include "draw/bar.h"
#include "draw/number.h"
#include "draw/target.h"
#include "lab/lab.h"
#include "tex/layout.h"
#include "tex/parse.h"

enum {
    NAME_MAX = 16,
    DIGITS = 6,
    NUMBER_COLS = 10,
    SLIDER_MIN = 8,
    SLIDER_MOST = 21
};

struct sheet {
    const struct panel *panel;
    struct rect area;
    int name_cols;
    int from_cols; /* of the lower ends of all sliders */
};

/* A name as a formula would show it: "\theta" is one letter. */
static void add_name(struct strbuf *out, struct slice name, bool ascii)
{
    struct arena *arena = arena_create();

    tex_inline_text(out, tex_parse(arena, name, NULL), ascii);
    arena_destroy(arena);
}

static bool is_param(const struct lab *lab, const struct lab_data *data)
{
    /* The weights of a logistic lab are listed one by one. */
    if (lab_features(lab) && slice_is(data->name, "w"))
        return true;
    return data->rank == 0 && lab_find_param(lab, data->name) >= 0;
}

static int name_cols(const struct sheet *sheet, struct slice name)
{
    struct strbuf text = { 0 };
    int cols;

    add_name(&text, name, sheet->panel->ascii);
    cols = canvas_width((struct slice){ text.at, text.len });
    strbuf_finish(&text);
    return cols;
}

/* Widens the column of names; returns the number of lines. */
static int size_names(struct sheet *sheet)
{
    const struct lab *lab = sheet->panel->lab;
    int lines = (int)lab_params(lab), cols;

    for (size_t i = 0; i < lab_params(lab); i++) {
        cols = name_cols(sheet, lab_param(lab, i).name);
        sheet->name_cols = cols > sheet->name_cols ? cols : sheet->name_cols;
        if (!lab_param_moves(lab, i))
            continue;
        cols =
            number_digits(lab_param(lab, i).from, DIGITS, sheet->panel->ascii)
                .cols;
        sheet->from_cols = cols > sheet->from_cols ? cols : sheet->from_cols;
    }
    for (size_t i = 0; i < lab_arrays(lab); i++) {
        if (is_param(lab, lab_array(lab, i)))
            continue;
        cols = name_cols(sheet, lab_array(lab, i)->name);
        sheet->name_cols = cols > sheet->name_cols ? cols : sheet->name_cols;
        lines++;
    }
    if (sheet->name_cols > NAME_MAX)
        sheet->name_cols = NAME_MAX;
    return lines;
}

static void draw_name(const struct sheet *sheet, int row, struct slice name)
{
    struct strbuf text = { 0 };

    add_name(&text, name, sheet->panel->ascii);
    canvas_puts(sheet->panel->canvas, row, sheet->area.col, sheet->name_cols,
                strbuf_text(&text), STYLE(ROLE_DIM));
    strbuf_finish(&text);
}

/* The range of a parameter as a slider between its ends, where it has ends
 * and there is room. */
static void draw_slider(const struct sheet *sheet, int row, size_t index,
                        const struct lab_param *param, bool here)
{
    struct canvas *canvas = sheet->panel->canvas;
    bool ascii = sheet->panel->ascii;
    struct number from = number_digits(param->from, DIGITS, ascii);
    struct number to = number_digits(param->to, DIGITS, ascii);
    int col = sheet->area.col + sheet->name_cols + 2 + NUMBER_COLS;
    int room = sheet->area.col + sheet->area.cols - col;
    int cols = room - sheet->from_cols - to.cols - 2;
    double range = param->to - param->from;

    if (!isfinite(range) || range <= 0.0 || cols < SLIDER_MIN)
        return;
    cols = cols < SLIDER_MOST ? cols : SLIDER_MOST;
    col += sheet->from_cols;
    number_draw(canvas, row, col - from.cols, from.cols, &from,
                STYLE(ROLE_DIM));
    col++;
    bar_slider(canvas, row, col, cols, (param->value - param->from) / range,
               STYLE(here ? ROLE_FOCUS : ROLE_ACCENT));
    canvas_target(canvas, (struct rect){ row, col, 1, cols },
                  (struct target){ TARGET_PARAM, (int)index, 0 });
    number_draw(canvas, row, col + cols + 1, to.cols, &to, STYLE(ROLE_DIM));
}

static void draw_param(const struct sheet *sheet, int row, size_t index)
{
    const struct panel *panel = sheet->panel;
    struct lab_param param = lab_param(panel->lab, index);
    int col = sheet->area.col + sheet->name_cols + 2;
    int cols = sheet->area.cols - sheet->name_cols - 2;
    struct number n = number_digits(param.value, DIGITS, panel->ascii);
    bool here =
        panel->look->focus && panel->look->row == lab_rows(panel->lab) + index;

    draw_name(sheet, row, param.name);
    if (lab_param_moves(panel->lab, index))
        draw_slider(sheet, row, index, &param, here);
    if (here)
        canvas_mark(panel->canvas, row, col - 1);
    if (here && panel->look->typing) {
        col += canvas_puts(panel->canvas, row, col, NUMBER_COLS - 1,
                           panel->look->typing, STYLE(ROLE_INPUT));
        canvas_cursor(panel->canvas, row, col);
        return;
    }
    number_draw(panel->canvas, row, col, cols, &n,
                STYLE(here ? ROLE_FOCUS : ROLE_STRONG));
}

/* Whole numbers while they fit; where some do not, '…' after the last. */
static void draw_list(const struct sheet *sheet, int row,
                      const struct lab_data *data)
{
    struct canvas *canvas = sheet->panel->canvas;
    int col = sheet->area.col + sheet->name_cols + 2;
    int end = sheet->area.col + sheet->area.cols;

    for (size_t i = 0; i < data->cols; i++) {
        struct number n =
            number_digits(data->values[i], DIGITS, sheet->panel->ascii);
        bool last = i + 1 == data->cols;

        /* What stays behind it is a comma and the sign of elision. */
        if (col + n.cols + (last ? 0 : 4) > end) {
            canvas_puts(canvas, row, col, end - col, "\xE2\x80\xA6",
                        STYLE(ROLE_DIM));
            return;
        }
        col += number_draw(canvas, row, col, end - col, &n, STYLE(ROLE_TEXT));
        if (!last)
            col +=
                canvas_puts(canvas, row, col, end - col, ", ", STYLE(ROLE_DIM));
    }
}

static const char *behind(const struct lab_data *data, size_t i)
{
    if (i + 1 == data->rows * data->cols)
        return "";
    return (i + 1) % data->cols == 0 ? "; " : ", ";
}

/* The columns that all of a matrix takes; past `most` it stops counting. */
static int matrix_cols(const struct lab_data *data, bool ascii, int most)
{
    int cols = 0;

    for (size_t i = 0; i < data->rows * data->cols && cols <= most; i++)
        cols += number_digits(data->values[i], DIGITS, ascii).cols +
                (int)strlen(behind(data, i));
    return cols;
}

static void draw_matrix(const struct sheet *sheet, int row,
                        const struct lab_data *data)
{
    struct canvas *canvas = sheet->panel->canvas;
    bool ascii = sheet->panel->ascii;
    int col = sheet->area.col + sheet->name_cols + 2;
    int end = sheet->area.col + sheet->area.cols;

    if (matrix_cols(data, ascii, end - col) > end - col) {
        canvas_printf(canvas, row, col, end - col, STYLE(ROLE_TEXT),
                      "%zu \xC3\x97 %zu numbers", data->rows, data->cols);
        return;
    }
    for (size_t i = 0; i < data->rows * data->cols; i++) {
        struct number n = number_digits(data->values[i], DIGITS, ascii);

        col += number_draw(canvas, row, col, end - col, &n, STYLE(ROLE_TEXT));
        col += canvas_puts(canvas, row, col, end - col, behind(data, i),
                           STYLE(ROLE_DIM));
    }
}

static void draw_array(const struct sheet *sheet, int row,
                       const struct lab_data *data)
{
    draw_name(sheet, row, data->name);
    if (data->rank < 2)
        draw_list(sheet, row, data);
    else
        draw_matrix(sheet, row, data);
}

int data_draw(const struct panel *panel, struct rect area)
{
    const struct lab *lab = panel->lab;
    struct sheet sheet = { .panel = panel, .area = area };
    int lines = size_names(&sheet), row = area.row;

    if (!panel->canvas)
        return lines;
    for (size_t i = 0; i < lab_params(lab); i++)
        draw_param(&sheet, row++, i);
    for (size_t i = 0; i < lab_arrays(lab); i++)
        if (!is_param(lab, lab_array(lab, i)))
            draw_array(&sheet, row++, lab_array(lab, i));
    return lines;
}
