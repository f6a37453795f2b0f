/* help.c - help_draw() of frame.h. */
#include "draw/frame.h"

#include "base/slice.h"
#include "draw/sentence.h"

enum { TWO_COLUMNS = 90, GUTTER = 4, KEY_MAX = 15 };

static int key_cols(const struct help_line *lines, size_t count)
{
    int cols = 0;

    for (size_t i = 0; i < count; i++) {
        int width = lines[i].key ? canvas_width(slice_of(lines[i].key)) : 0;

        cols = width > cols ? width : cols;
    }
    return cols < KEY_MAX ? cols : KEY_MAX;
}

/* A key too wide for its column has a row for itself. */
static bool is_long(const struct help_line *line, int key)
{
    return canvas_width(slice_of(line->key)) > key;
}

/* Rows of one line: its text wraps, and a heading has a blank before it. */
static int line_rows(const struct help_line *line, int key, int cols,
                     bool first)
{
    struct rect area = { 0, 0, 1, cols - key - 2 };

    if (!line->key)
        return first ? 1 : 2;
    return is_long(line, key) +
           sentence_draw(NULL, area, line->text, STYLE(ROLE_TEXT));
}

static void draw_one(struct canvas *canvas, struct rect area, int row,
                     const struct help_line *line, int key, bool first)
{
    struct rect text = { row, area.col + key + 2, 1000, area.cols - key - 2 };

    if (!line->key) {
        canvas_puts(canvas, first ? row : row + 1, area.col, area.cols,
                    line->text, STYLE(ROLE_TITLE));
        return;
    }
    canvas_puts(canvas, row, area.col, area.cols, line->key,
                STYLE_WITH(ROLE_KEY, ATTR_BOLD));
    text.row += is_long(line, key);
    sentence_draw(canvas, text, line->text, STYLE(ROLE_TEXT));
}

/* Where the second column begins: at the heading nearest the middle. */
static size_t middle(const struct help_line *lines, size_t count)
{
    size_t best = count, want = count / 2;

    for (size_t i = 1; i < count; i++) {
        size_t off = i > want ? i - want : want - i;
        size_t best_off = best > want ? best - want : want - best;

        if (!lines[i].key && off < best_off)
            best = i;
    }
    return best;
}

static int draw_column(struct canvas *canvas, struct rect area,
                       const struct help_line *lines, size_t count, int key,
                       int first)
{
    int row = 0;

    for (size_t i = 0; i < count; i++) {
        if (canvas)
            draw_one(canvas, area, area.row + row - first, &lines[i], key,
                     i == 0);
        row += line_rows(&lines[i], key, area.cols, i == 0);
    }
    return row;
}

int help_draw(struct canvas *canvas, struct rect area,
              const struct help_line *lines, size_t count, int first)
{
    int key = key_cols(lines, count), left, right;
    struct rect old = { 0, 0, 0, 0 }, column = area;
    size_t half = count;

    if (area.cols >= TWO_COLUMNS) {
        half = middle(lines, count);
        column.cols = (area.cols - GUTTER) / 2;
    }
    if (canvas)
        old = canvas_clip(canvas, area);
    left = draw_column(canvas, column, lines, half, key, first);
    column.col += column.cols + GUTTER;
    right = draw_column(canvas, column, lines + half, count - half, key, first);
    if (canvas)
        canvas_unclip(canvas, old);
    return left > right ? left : right;
}
