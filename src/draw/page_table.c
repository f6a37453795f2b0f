/* page_table.c - tables of a lesson: columns that line up.
 *
 * No lines but one under the head. A column of numbers is aligned on the
 * decimal point; the others as the source says. Where the columns do not fit,
 * the widest give way and their cells wrap.
 */
#include "draw/page_build.h"

#include <ctype.h>
#include <string.h>

#include "base/arena.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include "lesson/block.h"

enum { GAP = 3, GAP_TIGHT = 1, COLUMN_MIN = 4, UNLIMITED = 10000 };

struct column {
    int cols;          /* cells it gets */
    bool numeric;      /* every cell below the head is a number */
    int point, behind; /* cells before and from the decimal point on */
};

struct grid {
    struct build *build;
    struct arena *room; /* of cells that are only measured */
    const struct block_table *table;
    struct column *columns;
    struct strbuf scratch;
    int gap;
};

static struct wrapped wrap_cell(const struct grid *grid, struct arena *arena,
                                size_t row, size_t col, int cols)
{
    const struct block_table *table = grid->table;

    return wrap_spans(arena, table->cells[row * table->cols + col], cols,
                      row == 0 ? STYLE(ROLE_STRONG) : STYLE(ROLE_TEXT),
                      grid->build->options.ascii);
}

static int widest(const struct wrapped *cell)
{
    int cols = 0;

    for (size_t i = 0; i < cell->count; i++)
        if (cell->lines[i].cols > cols)
            cols = cell->lines[i].cols;
    return cols;
}

/* Whether a line reads as a number, and the cells before its point. Digits
 * with signs, a point, commas, an exponent, a per cent; or infinity. */
static bool is_number(struct grid *grid, const struct wrap_line *line,
                      int *point)
{
    struct slice s;
    bool digits = false;
    int col = 0;

    strbuf_clear(&grid->scratch);
    wrap_line_text(&grid->scratch, line);
    s = (struct slice){ grid->scratch.at, grid->scratch.len };
    *point = -1;
    while (s.len > 0) {
        unsigned int rune;
        size_t len = utf8_decode(s.at, s.len, &rune);

        if (rune < 0x80 && isdigit((int)rune))
            digits = true;
        else if (rune == '.' && *point < 0)
            *point = col;
        else if (rune == 0x221E)
            digits = true;
        else if (rune == 0 || rune >= 0x80 ? rune != 0x2212
                                           : !strchr("+-,e%", (int)rune))
            return false;
        if ((rune == '%' || rune == 'e') && *point < 0)
            *point = col;
        col++;
        s = slice_sub(s, len, s.len);
    }
    if (*point < 0)
        *point = col;
    return digits;
}

static void measure_numbers(struct grid *grid, size_t col)
{
    struct column *column = &grid->columns[col];

    column->numeric = grid->table->rows > 1;
    for (size_t r = 1; r < grid->table->rows; r++) {
        struct wrapped cell = wrap_cell(grid, grid->room, r, col, UNLIMITED);
        int point;

        if (cell.count == 0)
            continue;
        if (cell.count > 1 || !is_number(grid, &cell.lines[0], &point)) {
            column->numeric = false;
            return;
        }
        if (point > column->point)
            column->point = point;
        if (cell.lines[0].cols - point > column->behind)
            column->behind = cell.lines[0].cols - point;
    }
}

static int total_cols(const struct grid *grid)
{
    int cols = grid->gap * ((int)grid->table->cols - 1);

    for (size_t i = 0; i < grid->table->cols; i++)
        cols += grid->columns[i].cols;
    return cols;
}

/* Natural widths; then the widest column that may wrap loses a cell at a time
 * until all fit. */
static void size_columns(struct grid *grid, int cols)
{
    const struct block_table *table = grid->table;

    for (size_t c = 0; c < table->cols; c++) {
        struct column *column = &grid->columns[c];

        measure_numbers(grid, c);
        for (size_t r = 0; r < table->rows; r++) {
            struct wrapped cell = wrap_cell(grid, grid->room, r, c, UNLIMITED);
            int natural = widest(&cell);

            if (natural > column->cols)
                column->cols = natural;
        }
        if (column->numeric && column->cols < column->point + column->behind)
            column->cols = column->point + column->behind;
    }
    if (total_cols(grid) > cols)
        grid->gap = 2;
    while (total_cols(grid) > cols) {
        struct column *most = NULL;

        for (size_t c = 0; c < table->cols; c++) {
            struct column *column = &grid->columns[c];
            int least =
                column->numeric ? column->point + column->behind : COLUMN_MIN;

            if (column->cols > least && (!most || column->cols > most->cols))
                most = column;
        }
        if (!most)
            break;
        most->cols--;
    }
}

/* Numbers stand at the right unless the source says otherwise, and so does
 * their head. */
static int number_pad(const struct grid *grid, size_t col, int spare)
{
    switch (grid->table->align[col]) {
    case ALIGN_LEFT:
        return 0;
    case ALIGN_CENTER:
        return spare / 2;
    default:
        return spare;
    }
}

/* Cells to leave free at the left of a line in its column. */
static int pad(struct grid *grid, size_t row, size_t col,
               const struct wrap_line *line)
{
    const struct column *column = &grid->columns[col];
    int spare = column->cols - line->cols, point;

    if (spare <= 0)
        return 0;
    if (column->numeric && row > 0 && is_number(grid, line, &point)) {
        int block = column->point + column->behind;

        return number_pad(grid, col, column->cols - block) + column->point -
               point;
    }
    if (column->numeric)
        return number_pad(grid, col, spare);
    switch (grid->table->align[col]) {
    case ALIGN_RIGHT:
        return spare;
    case ALIGN_CENTER:
        return spare / 2;
    default:
        return 0;
    }
}

/* One line of a cell onto a row that may have cells already. */
static void put_line(struct grid *grid, size_t index, int col,
                     const struct wrap_line *line)
{
    struct page_row *row = &grid->build->page->rows[index];
    struct piece *pieces =
        arena_array(grid->build->page->arena, row->count + line->count,
                    sizeof *pieces);

    if (row->count > 0)
        memcpy(pieces, row->pieces, row->count * sizeof *pieces);
    for (size_t i = 0; i < line->count; i++) {
        pieces[row->count + i] = line->pieces[i];
        pieces[row->count + i].col += col;
        if (line->pieces[i].link)
            build_link(grid->build, &pieces[row->count + i], (int)index);
    }
    row->pieces = pieces;
    row->count += line->count;
}

static void add_row(struct grid *grid, size_t r, int col)
{
    size_t first = grid->build->page->row_count, height = 1;

    build_row(grid->build);
    for (size_t c = 0; c < grid->table->cols; c++) {
        struct wrapped cell = wrap_cell(grid, grid->build->page->arena, r, c,
                                        grid->columns[c].cols);

        for (; height < cell.count; height++)
            build_row(grid->build);
        for (size_t i = 0; i < cell.count; i++)
            put_line(grid, first + i, col + pad(grid, r, c, &cell.lines[i]),
                     &cell.lines[i]);
        col += grid->columns[c].cols + grid->gap;
    }
}

static void add_rule(struct grid *grid, int col)
{
    struct page_row *row = build_row(grid->build);
    struct strbuf rule = { 0 };
    int cols = total_cols(grid);

    for (int i = 0; i < cols; i++)
        strbuf_puts(&rule, "\xE2\x94\x80");
    build_put(grid->build, row, col,
              arena_text(grid->build->page->arena, strbuf_text(&rule),
                         rule.len),
              STYLE(ROLE_FAINT));
    strbuf_finish(&rule);
}

/* Too many columns for the page: each row becomes a list of "head: cell". */
static void add_list(struct grid *grid, int col, int cols)
{
    const struct block_table *table = grid->table;

    for (size_t r = 1; r < table->rows; r++) {
        if (r > 1)
            build_row(grid->build);
        for (size_t c = 0; c < table->cols; c++) {
            struct wrapped head =
                wrap_cell(grid, grid->build->page->arena, 0, c, cols);
            struct wrapped cell =
                wrap_cell(grid, grid->build->page->arena, r, c, cols - 2);

            build_lines(grid->build, &head, col);
            build_lines(grid->build, &cell, col + 2);
        }
    }
}

void build_table(struct build *build, const struct block_table *table, int col)
{
    struct grid grid = { .build = build, .table = table, .gap = GAP };
    int cols = build->options.width - col;

    if (table->rows == 0 || table->cols == 0)
        return;
    grid.room = arena_create();
    grid.columns = arena_array(grid.room, table->cols, sizeof *grid.columns);
    size_columns(&grid, cols);
    if (total_cols(&grid) > cols) {
        add_list(&grid, col, cols);
    } else {
        add_row(&grid, 0, col);
        add_rule(&grid, col);
        for (size_t r = 1; r < table->rows; r++)
            add_row(&grid, r, col);
    }
    strbuf_finish(&grid.scratch);
    arena_destroy(grid.room);
}
