#include "draw/rows_panel.h"

#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/decimal.h"
#include "base/strbuf.h"
#include "draw/number.h"
#include "draw/rows_parts.h"
#include "draw/sentence.h"
#include "draw/table_cell.h"
#include "draw/target.h"
#include "draw/wrap.h"
#include "lab/lab.h"
#include "lab/readings.h"
#include "lab/row_class.h"
#include "lab/view.h"
#include "num/unit.h"

enum {
    RUNE_BYTES = 4, /* at most */
    MORE = 64,      /* bytes of a text are looked at than its cells can show */
    LOSS_NAME = 2,  /* where its heading begins */
    LOW = 7         /* rows: below it there is no line for the cell */
};

struct sheet {
    struct canvas *canvas;
    const struct view *view;
    const struct lab *lab;
    const struct rows_look *look;
    struct rect area;
    struct rows_columns columns;
    bool ascii;
};

/* A row as it is drawn. */
struct line {
    int at; /* of the canvas */
    size_t place, row;
    size_t truth, predicted;
    bool here;
};

/* ---- sizes ---- */

/* Rows of the area for the text at the cursor, whatever it is, so that the
 * table stands still; a blank row above it included. */
static int whole_rows(struct rect area, const struct rows_look *look)
{
    return look->whole && area.rows >= LOW ? area.rows * 2 / 5 : 0;
}

static int table_rows(struct rect area, const struct rows_look *look)
{
    int rows = area.rows - 2 - whole_rows(area, look) - (area.rows >= LOW);

    return rows > 0 ? rows : 0;
}

size_t rows_panel_room(struct rect area, const struct rows_look *look)
{
    return (size_t)table_rows(area, look);
}

size_t rows_panel_first(size_t first, size_t place, size_t room, size_t count)
{
    if (room == 0 || count <= room)
        return 0;
    if (place < first)
        first = place;
    if (place >= first + room)
        first = place + 1 - room;
    return first + room > count ? count - room : first;
}

/* A row's text, or as much of it as fills so many cells and more. */
static struct slice row_text(const struct lab *lab, size_t row, int cells,
                             char room[LAB_ROW_NAME])
{
    const char *text = lab_row_name(lab, row, room);

    return (struct slice){ text,
                           strnlen(text, (size_t)cells * RUNE_BYTES + MORE) };
}

/* ---- drawing ---- */

static struct style number_role(bool here, bool truth)
{
    return STYLE(here ? ROLE_STRONG : truth ? ROLE_TRUTH : ROLE_TEXT);
}

static void draw_p(const struct sheet *sheet, const struct line *line, int col,
                   size_t class)
{
    double p = lab_prediction(sheet->lab, line->row)[class];
    struct number n = number_fit(p, TABLE_DECIMALS, ROWS_P_COLS, sheet->ascii);

    number_draw(sheet->canvas, line->at, col, ROWS_P_COLS, &n,
                number_role(line->here, class == line->truth));
}

/* The truth's name; a truth of several classes has a tilde before the first
 * of the largest. */
static void draw_truth(const struct sheet *sheet, const struct line *line,
                       int col, int cols)
{
    const double *truth = lab_truth(sheet->lab, line->row);
    struct strbuf name = { 0 };

    if (truth[line->truth] != 1.0)
        strbuf_putc(&name, '~');
    strbuf_puts(&name, lab_class_name(sheet->lab, line->truth));
    canvas_puts(sheet->canvas, line->at, col, cols, strbuf_text(&name),
                STYLE(ROLE_TRUTH));
    strbuf_finish(&name);
}

static void draw_class(const struct sheet *sheet, const struct line *line,
                       int col, size_t class)
{
    bool here = line->here && sheet->look->focus && sheet->look->class == class;
    struct table_cell cell = { .canvas = sheet->canvas,
                               .lab = sheet->lab,
                               .row = line->row,
                               .class = class,
                               .place = line->place,
                               .here = here,
                               .typing = sheet->look->typing,
                               .ascii = sheet->ascii };

    table_cell_tick(&cell, line->at, col + 1);
    table_cell_number(&cell, line->at, col + TABLE_MARGIN, ROWS_P_COLS,
                      lab_prediction(sheet->lab, line->row)[class]);
}

/* In so many cells that the point has its place. */
static void draw_loss(const struct sheet *sheet, const struct line *line,
                      int col)
{
    double loss = unit_from_nats(lab_unit(sheet->lab),
                                 lab_row_loss(sheet->lab, line->row));
    int cols = ROWS_LOSS_COLS - (loss < 100.0) - (loss < 10.0);
    struct number n = number_fit(loss, TABLE_DECIMALS, cols, sheet->ascii);
    int shift = n.point < ROWS_LOSS_POINT ? ROWS_LOSS_POINT - n.point : 0;

    number_draw(sheet->canvas, line->at, col + shift, ROWS_LOSS_COLS - shift,
                &n, STYLE(line->here ? ROLE_STRONG : ROLE_TEXT));
}

static void draw_hit(const struct sheet *sheet, const struct line *line,
                     int col, int cols)
{
    bool hit = line->truth == line->predicted;
    struct style style = STYLE(hit ? ROLE_DIM : ROLE_BAD);

    if (cols > 1)
        canvas_puts(sheet->canvas, line->at, col, cols, hit ? "hit" : "miss",
                    style);
    else if (!hit)
        canvas_rune(sheet->canvas, line->at, col, 0x2717, style);
}

static void draw_number(const struct sheet *sheet, const struct line *line,
                        int col, int cols)
{
    char number[32];

    snprintf(number, sizeof number, "%zu", line->row + 1);
    if (line->here) /* the marks of a class come later, and win */
        canvas_cursor(sheet->canvas, line->at, col + cols - 1);
    canvas_right(sheet->canvas, line->at, col, cols, number,
                 STYLE(line->here ? ROLE_FOCUS : ROLE_DIM));
}

static void draw_text(const struct sheet *sheet, const struct line *line,
                      int col, int cols)
{
    char room[LAB_ROW_NAME];

    canvas_text(sheet->canvas, line->at, col, cols,
                row_text(sheet->lab, line->row, cols, room),
                STYLE(line->here ? ROLE_STRONG : ROLE_TEXT));
}

static void draw_column(const struct sheet *sheet, const struct line *line,
                        const struct rows_column *column)
{
    int col = sheet->area.col + column->col, cols = column->cols;

    switch (column->kind) {
    case ROWS_NUMBER:
        draw_number(sheet, line, col, cols);
        return;
    case ROWS_TEXT:
        draw_text(sheet, line, col, cols);
        return;
    case ROWS_TRUTH:
        draw_truth(sheet, line, col, cols);
        return;
    case ROWS_TRUTH_P:
        draw_p(sheet, line, col, line->truth);
        return;
    case ROWS_PREDICTED:
        canvas_puts(sheet->canvas, line->at, col, cols,
                    lab_class_name(sheet->lab, line->predicted),
                    STYLE(ROLE_TEXT));
        return;
    case ROWS_PREDICTED_P:
        draw_p(sheet, line, col, line->predicted);
        return;
    case ROWS_CLASS:
        draw_class(sheet, line, col, column->class);
        return;
    case ROWS_LOSS:
        draw_loss(sheet, line, col);
        return;
    case ROWS_HIT:
        draw_hit(sheet, line, col, cols);
        return;
    }
}

static struct line line_at(const struct sheet *sheet, size_t place)
{
    size_t row = view_row(sheet->view, place);

    return (struct line){ .place = place,
                          .row = row,
                          .truth = row_true_class(sheet->lab, row),
                          .predicted = row_predicted_class(sheet->lab, row),
                          .here = place == sheet->look->place };
}

static void draw_line(const struct sheet *sheet, const struct line *line)
{
    canvas_target(sheet->canvas,
                  (struct rect){ line->at, sheet->area.col, 1,
                                 sheet->area.cols },
                  (struct target){ TARGET_ROW, (int)line->place, 0 });
    for (int i = 0; i < sheet->columns.count; i++)
        draw_column(sheet, line, &sheet->columns.at[i]);
}

static void draw_class_name(const struct sheet *sheet, int at,
                            const struct rows_column *column)
{
    bool lit = sheet->look->focus && sheet->look->class == column->class;
    int col = sheet->area.col + column->col + TABLE_MARGIN;
    /* No tick stands in this row: a name may use the next margin. */
    int cols = column->cols - 1;

    canvas_puts(sheet->canvas, at, col, cols,
                lab_class_name(sheet->lab, column->class),
                STYLE(lit ? ROLE_STRONG : ROLE_DIM));
    canvas_target(sheet->canvas, (struct rect){ at, col, 1, cols },
                  (struct target){ TARGET_CLASS, (int)column->class, 0 });
}

/* What a click on the heading of a column sorts by. */
static void target_order(const struct sheet *sheet, int at,
                         const struct rows_column *column)
{
    static const enum view_order orders[] = {
        [ROWS_NUMBER] = VIEW_FILE,
        [ROWS_TRUTH] = VIEW_LABEL,
        [ROWS_PREDICTED_P] = VIEW_CONFIDENCE,
        [ROWS_LOSS] = VIEW_LOSS,
    };
    struct rect area = { at, sheet->area.col + column->col, 1, column->cols };
    bool known = column->kind == ROWS_NUMBER || column->kind == ROWS_TRUTH ||
                 column->kind == ROWS_PREDICTED_P || column->kind == ROWS_LOSS;

    if (known)
        canvas_target(sheet->canvas, area,
                      (struct target){ TARGET_ORDER, (int)orders[column->kind],
                                       0 });
}

static void draw_heading(const struct sheet *sheet, int at)
{
    static const char *const names[][2] = {
        [ROWS_TEXT] = { "text", "" },
        [ROWS_TRUTH] = { "truth", "" },
        [ROWS_TRUTH_P] = { "p", "" },
        [ROWS_PREDICTED] = { "predicted", "pred." },
        [ROWS_PREDICTED_P] = { "p", "" },
        [ROWS_LOSS] = { "loss", "" },
        [ROWS_HIT] = { "", "" },
    };

    for (int i = 0; i < sheet->columns.count; i++) {
        const struct rows_column *column = &sheet->columns.at[i];
        int col = sheet->area.col + column->col;

        target_order(sheet, at, column);
        if (column->kind == ROWS_CLASS)
            draw_class_name(sheet, at, column);
        else if (column->kind == ROWS_NUMBER)
            canvas_right(sheet->canvas, at, col, column->cols, "row",
                         STYLE(ROLE_DIM));
        else
            sentence_fit(sheet->canvas, at,
                         col + (column->kind == ROWS_LOSS ? LOSS_NAME : 0),
                         column->cols, names[column->kind], 2, STYLE(ROLE_DIM));
    }
}

static bool shows_class(const struct sheet *sheet)
{
    for (int i = 0; i < sheet->columns.count; i++)
        if (sheet->columns.at[i].kind == ROWS_CLASS &&
            sheet->columns.at[i].class == sheet->look->class)
            return true;
    return false;
}

/* The cell at the cursor with all the digits of its number, or with what is
 * being typed where its column does not show: "Neutral  p 0.3". */
static void draw_cell(const struct sheet *sheet, int at,
                      const struct line *line)
{
    const struct lab *lab = sheet->lab;
    const struct rows_look *look = sheet->look;
    int col = sheet->area.col, end = col + sheet->area.cols;
    bool softmax = lab_model(lab) == LAB_SOFTMAX;
    double p = lab_prediction(lab, line->row)[look->class];
    double z = lab_scores(lab, line->row)[look->class];
    struct canvas *canvas = sheet->canvas;
    char text[DECIMAL_TEXT];
    struct number n;
    int most;

    col += canvas_printf(canvas, at, col, sheet->area.cols / 2, STYLE(ROLE_DIM),
                         "%s", lab_class_name(lab, look->class));
    col += 2;
    if (softmax)
        col += canvas_printf(canvas, at, col, end - col, STYLE(ROLE_DIM),
                             "p %s  ", number_digits(p, 6, sheet->ascii).text);
    col += canvas_puts(canvas, at, col, end - col, softmax ? "logit " : "p ",
                       STYLE(ROLE_DIM));
    if (look->typing && !shows_class(sheet)) {
        col += canvas_puts(canvas, at, col, end - col - 1, look->typing,
                           STYLE(ROLE_INPUT));
        canvas_cursor(canvas, at, col);
        return;
    }
    most = decimal_text(softmax ? z : p, text);
    n = number_digits(softmax ? z : p, most, sheet->ascii);
    for (int digits = most - 1; digits > 2 && n.cols > end - col; digits--)
        n = number_digits(softmax ? z : p, digits, sheet->ascii);
    number_draw(canvas, at, col, end - col, &n, STYLE(ROLE_TEXT));
}

/* The text at the cursor, wrapped; the last row says that more follows. */
static void draw_whole(const struct sheet *sheet, struct rect area, size_t row)
{
    struct arena *arena = arena_create();
    char room[LAB_ROW_NAME];
    struct slice text = row_text(sheet->lab, row, area.rows * area.cols, room);
    struct wrapped lines =
        wrap_text(arena, text, area.cols, STYLE(ROLE_TEXT), sheet->ascii);

    for (size_t i = 0; i < lines.count && i < (size_t)area.rows; i++)
        for (size_t j = 0; j < lines.lines[i].count; j++)
            piece_draw(sheet->canvas, area.row + (int)i, area.col,
                       &lines.lines[i].pieces[j]);
    if (area.rows > 0 &&
        (lines.count > (size_t)area.rows || text.at[text.len] != '\0'))
        canvas_puts(sheet->canvas, area.row + area.rows - 1,
                    area.col + area.cols - 2, 2, " \xE2\x80\xA6",
                    STYLE(ROLE_DIM));
    arena_destroy(arena);
}

/* What stands below the table is of the row at the cursor. */
static void draw_below(const struct sheet *sheet, struct rect rest)
{
    struct line line = line_at(sheet, sheet->look->place);

    if (rest.rows > 0 && sheet->look->focus &&
        sheet->look->class < lab_classes(sheet->lab))
        draw_cell(sheet, rest.row, &line);
    if (sheet->look->whole)
        draw_whole(sheet, rect_inset(rest, 2, 0, 0, 0), line.row);
}

static void draw_rows(const struct sheet *sheet)
{
    size_t count = view_count(sheet->view), first = sheet->look->first;
    int rows = table_rows(sheet->area, sheet->look), at = sheet->area.row + 2;

    for (int i = 0; i < rows && first + (size_t)i < count; i++) {
        struct line line = line_at(sheet, first + (size_t)i);

        line.at = at + i;
        draw_line(sheet, &line);
    }
    if (sheet->look->place < count)
        draw_below(sheet, rect_inset(sheet->area, 2 + rows, 0, 0, 0));
}

void rows_panel_draw(struct canvas *canvas, struct rect area,
                     const struct view *view, const struct rows_look *look)
{
    struct sheet sheet = { .canvas = canvas,
                           .view = view,
                           .lab = view_lab(view),
                           .look = look,
                           .area = area,
                           .ascii = canvas_ascii(canvas) };
    struct rect old = canvas_clip(canvas, area);

    if (!rect_empty(area)) {
        canvas_target(canvas, area, (struct target){ TARGET_LAB, 0, 0 });
        rows_columns(&sheet.columns, view, area.cols, look->class);
        rows_title(canvas, area, view, look->whole);
        draw_heading(&sheet, area.row + 1);
        draw_rows(&sheet);
    }
    canvas_unclip(canvas, old);
}
