/* table_panel.c - table_draw() of panel_parts.h: rows of bars and numbers.
 *
 * A column is three cells of margin, which carry the tick of the truth and
 * the sign of the cursor, then the bar's track and one blank. Numbers begin
 * where the bars begin.
 */
#include "draw/panel_parts.h"

#include <stdio.h>
#include <string.h>

#include "draw/bar.h"
#include "draw/number.h"
#include "draw/table_cell.h"
#include "draw/target.h"
#include "lab/lab.h"

enum {
    CLASS_MIN = 10, /* narrower and classes scroll */
    CLASS_MAX = 24, /* wider and a bar's end is far from the next name */
    NAME_MAX = 24
};

/* How many rows an example takes: each way has all that the one before has. */
enum way { WAY_NUMBERS = 1, WAY_BARS = 2, WAY_AIR = 3 };

struct grid {
    struct canvas *canvas;
    const struct lab *lab;
    const struct lab_look *look;
    bool ascii;
    int name_cols;                   /* of the rows' names */
    int class_cols;                  /* of one class, margin included */
    size_t first_class, class_count; /* those that show */
    size_t first_row, row_count;
    bool logits; /* a line for them, or for what \hat y is made from, under the
                    probabilities */
    enum way way;
};

static int least(int a, int b)
{
    return a < b ? a : b;
}

static int most(int a, int b)
{
    return a > b ? a : b;
}

static struct style plain(enum role role)
{
    return STYLE((uint8_t)role);
}

/* ---- sizing ---- */

static int widest_name(const struct lab *lab)
{
    size_t n = lab_rows(lab);
    int widest = 0;
    char room[LAB_ROW_NAME];

    /* Names past the first hundred may be cut: looking at ten million would
     * be felt. */
    for (size_t i = 0; i < n && i < 100; i++)
        widest =
            most(widest, canvas_width(slice_of(lab_row_name(lab, i, room))));
    return widest;
}

/* The page of `all` items, `room` to a page, that item `at` is on; the last
 * page is full. */
static size_t page_start(size_t at, size_t room, size_t all)
{
    size_t first;

    if (all <= room)
        return 0;
    first = at / room * room;
    return first + room > all ? all - room : first;
}

static void size_columns(struct grid *grid, int cols)
{
    size_t k = lab_classes(grid->lab);
    int left, fit;

    grid->name_cols = least(widest_name(grid->lab), least(NAME_MAX, cols / 4));
    left = most(cols - grid->name_cols, CLASS_MIN);
    fit = most(left / CLASS_MIN, 1);
    grid->class_count = k < (size_t)fit ? k : (size_t)fit;
    if (grid->class_count > 0)
        grid->class_cols = least(left / (int)grid->class_count, CLASS_MAX);
    grid->first_class =
        page_start(grid->look->class < k ? grid->look->class : 0,
                   most((int)grid->class_count, 1) > 0 ? grid->class_count : 1,
                   k);
}

static bool is_soft(const struct lab *lab, size_t row)
{
    const double *truth = lab_truth(lab, row);
    size_t k = lab_classes(lab);

    for (size_t j = 0; j < k; j++)
        if (truth[j] != 0.0 && truth[j] != 1.0)
            return true;
    return false;
}

/* Softness is a matter of the whole table, so that rows keep their height
 * while one of them is softened; only those in sight are asked. */
bool table_is_soft(const struct lab *lab)
{
    size_t n = lab_rows(lab);

    for (size_t i = 0; i < n && i < 200; i++)
        if (is_soft(lab, i))
            return true;
    return false;
}

static int row_height(const struct grid *grid, bool soft)
{
    return (int)grid->way +
           (grid->way > WAY_NUMBERS ? (int)soft + (int)grid->logits : 0);
}

/* The airiest way in which all rows fit under the heading; where not even
 * the tightest does, bars with a scrolled table if that shows two rows. */
static void size_rows(struct grid *grid, int rows, bool soft)
{
    size_t n = lab_rows(grid->lab), room;
    int body = most(rows - 1, 1);

    for (grid->way = WAY_AIR; grid->way > WAY_NUMBERS; grid->way--)
        if (n <= (size_t)(body + (grid->way == WAY_AIR)) /
                     (size_t)row_height(grid, soft))
            break;
    grid->row_count = n;
    if (n <= (size_t)body / (size_t)row_height(grid, soft) + 1 &&
        (int)n * row_height(grid, soft) <= body + (grid->way == WAY_AIR)) {
        grid->first_row = 0;
        return;
    }
    /* One line is for saying which rows show. */
    body = most(body - 1, 1);
    grid->way = WAY_BARS;
    if (body < 2 * row_height(grid, soft))
        grid->way = WAY_NUMBERS;
    room = (size_t)most(body / row_height(grid, soft), 1);
    grid->row_count = room < n ? room : n;
    grid->first_row = page_start(grid->look->row < n ? grid->look->row : 0,
                                 grid->row_count, n);
}

/* ---- drawing ---- */

static int class_col(const struct grid *grid, struct rect area, size_t class)
{
    return area.col + grid->name_cols +
           (int)(class - grid->first_class) * grid->class_cols;
}

static bool at_cursor(const struct grid *grid, size_t row, size_t class)
{
    return grid->look->focus && grid->look->row == row &&
           grid->look->class == class;
}

static bool is_read(const struct grid *grid, bool truth, size_t row,
                    size_t class)
{
    const struct lab_look *look = grid->look;

    return look->reads && look->reads(look->reads_context, truth, row, class);
}

static struct table_cell cell_at(const struct grid *grid, size_t row,
                                 size_t class)
{
    return (struct table_cell){ .canvas = grid->canvas,
                                .lab = grid->lab,
                                .row = row,
                                .class = class,
                                .place = row,
                                .here = at_cursor(grid, row, class),
                                .truth_read = is_read(grid, true, row, class),
                                .score_read = is_read(grid, false, row, class),
                                .typing = grid->look->typing,
                                .ascii = grid->ascii };
}

static void draw_tick(const struct grid *grid, int line, int col, size_t row,
                      size_t class)
{
    struct table_cell cell = cell_at(grid, row, class);

    table_cell_tick(&cell, line, col);
}

static void draw_heading(const struct grid *grid, struct rect area)
{
    size_t k = lab_classes(grid->lab);

    for (size_t j = 0; j < grid->class_count; j++) {
        size_t class = grid->first_class + j;
        int col = class_col(grid, area, class) + TABLE_MARGIN;
        /* No tick stands in this row: a name may use the next margin. */
        int cols = j + 1 < grid->class_count ? grid->class_cols - 1
                                             : area.col + area.cols - col;
        bool lit = grid->look->focus && grid->look->class == class;

        canvas_puts(grid->canvas, area.row, col, cols,
                    lab_class_name(grid->lab, class),
                    plain(lit ? ROLE_STRONG : ROLE_DIM));
        canvas_target(grid->canvas, (struct rect){ area.row, col, 1, cols },
                      (struct target){ TARGET_CLASS, (int)class, 0 });
    }
    if (grid->class_count < k)
        canvas_printf(grid->canvas, area.row, area.col, grid->name_cols,
                      plain(ROLE_FAINT), "%zu/%zu", grid->first_class + 1, k);
}

/* The number that is edited. Where predictions are made of nothing that is
 * edited, they show here. */
static void draw_number(const struct grid *grid, int line, int col, int cols,
                        size_t row, size_t class)
{
    struct table_cell cell = cell_at(grid, row, class);

    table_cell_number(&cell, line, col, cols,
                      lab_is_afresh(grid->lab)
                          ? lab_prediction(grid->lab, row)[class]
                          : lab_scores(grid->lab, row)[class]);
}

/* A probability that follows from logits: it is not edited itself. */
static void draw_probability(const struct grid *grid, int line, int col,
                             int cols, size_t row, size_t class)
{
    struct table_cell cell = cell_at(grid, row, class);
    struct number n = number_fit(lab_prediction(grid->lab, row)[class],
                                 TABLE_DECIMALS, cols, grid->ascii);

    cell.here = false;
    number_draw(grid->canvas, line, col, cols, &n, table_cell_style(&cell));
}

static void draw_bar(const struct grid *grid, int line, int col, int cols,
                     size_t row, size_t class)
{
    bool truth = table_is_truth(grid->lab, row, class);

    draw_tick(grid, line, col - 2, row, class);
    bar_draw(grid->canvas, line, col, cols,
             lab_prediction(grid->lab, row)[class],
             plain(truth ? ROLE_TRUTH : ROLE_BAR));
    canvas_target(grid->canvas, (struct rect){ line, col, 1, cols },
                  (struct target){ TARGET_BAR, (int)row, (int)class });
}

/* The weight of a truth that is not all or nothing. */
static void draw_weight(const struct grid *grid, int line, int col, int cols,
                        size_t row, size_t class)
{
    struct number n = number_fit(lab_truth(grid->lab, row)[class],
                                 TABLE_DECIMALS, cols, grid->ascii);

    canvas_puts(grid->canvas, line, col, cols, n.text,
                plain(table_is_truth(grid->lab, row, class) ? ROLE_TRUTH
                                                            : ROLE_DIM));
}

static void draw_entry(const struct grid *grid, int line, int col, size_t row,
                       size_t class, bool soft)
{
    int cols = grid->class_cols - TABLE_MARGIN - 1;

    col += TABLE_MARGIN;
    if (grid->way == WAY_NUMBERS) {
        draw_tick(grid, line, col - 2, row, class);
        draw_number(grid, line, col, cols, row, class);
        return;
    }
    draw_bar(grid, line++, col, cols, row, class);
    if (grid->logits)
        draw_probability(grid, line++, col, cols, row, class);
    draw_number(grid, line++, col, cols, row, class);
    if (soft && is_soft(grid->lab, row))
        draw_weight(grid, line, col, cols, row, class);
}

/* How often a row occurs, under its name: "x1,000", or "x3.3e6" where that is
 * too wide. */
static void draw_count(const struct grid *grid, int line, int col, long count)
{
    struct number n = number_count(count, grid->ascii);
    int cols = grid->name_cols;

    if (count == 1)
        return;
    if (n.cols > cols)
        n = number_fit((double)count, 0, cols, grid->ascii);
    if (n.cols > cols)
        return;
    canvas_rune(grid->canvas, line, col, 0x00D7, plain(ROLE_DIM));
    number_draw(grid->canvas, line, col + 1, cols, &n, plain(ROLE_DIM));
}

/* What the numbers are called that are edited where they are not the
 * prediction. */
static const char *scores_name(const struct grid *grid)
{
    if (lab_model(grid->lab) != LAB_SOFTMAX)
        return "s";
    return grid->name_cols >= 6 ? "logits" : "z";
}

static void draw_row(const struct grid *grid, struct rect area, int line,
                     size_t row, bool soft)
{
    long count = lab_row_count(grid->lab, row);
    bool lit = grid->look->focus && grid->look->row == row;
    char room[LAB_ROW_NAME];

    canvas_puts(grid->canvas, line, area.col, grid->name_cols,
                lab_row_name(grid->lab, row, room),
                plain(lit     ? ROLE_STRONG
                      : count ? ROLE_TEXT
                              : ROLE_FAINT));
    canvas_target(grid->canvas,
                  (struct rect){ line, area.col,
                                 most(1, row_height(grid, soft)),
                                 grid->name_cols },
                  (struct target){ TARGET_ROW, (int)row, 0 });
    for (size_t j = 0; j < grid->class_count; j++) {
        size_t class = grid->first_class + j;

        draw_entry(grid, line, class_col(grid, area, class), row, class, soft);
    }
    if (grid->way == WAY_NUMBERS)
        return;
    draw_count(grid, line + 1, area.col, count);
    if (grid->logits)
        canvas_puts(grid->canvas, line + 2, area.col, grid->name_cols,
                    scores_name(grid), plain(ROLE_DIM));
    if (soft && is_soft(grid->lab, row))
        canvas_puts(grid->canvas, line + 2 + grid->logits, area.col,
                    grid->name_cols, grid->name_cols >= 5 ? "truth" : "y",
                    plain(ROLE_DIM));
}

int table_draw(const struct panel *panel, struct rect area)
{
    struct canvas *canvas = panel->canvas;
    const struct lab *lab = panel->lab;
    struct grid grid = { .canvas = canvas,
                         .lab = lab,
                         .look = panel->look,
                         .logits = lab_model(lab) == LAB_SOFTMAX ||
                                   lab_is_redefined(lab),
                         .ascii = panel->ascii };
    int line = area.row + 1;
    bool soft;

    if (lab_classes(lab) == 0 || lab_rows(lab) == 0 || area.rows < 2)
        return 0;
    soft = table_is_soft(lab);
    size_columns(&grid, area.cols);
    size_rows(&grid, area.rows, soft);
    if (canvas)
        draw_heading(&grid, area);
    for (size_t i = 0; i < grid.row_count; i++) {
        size_t row = grid.first_row + i;

        if (canvas)
            draw_row(&grid, area, line, row, soft);
        line += row_height(&grid, soft && is_soft(lab, row));
    }
    if (grid.way == WAY_AIR)
        line--;
    if (grid.row_count < lab_rows(lab)) {
        if (canvas)
            canvas_printf(canvas, line, area.col, area.cols, plain(ROLE_FAINT),
                          "rows %zu\xE2\x80\x93%zu of %zu", grid.first_row + 1,
                          grid.first_row + grid.row_count, lab_rows(lab));
        line++;
    }
    return line - area.row;
}
