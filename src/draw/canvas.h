/* canvas.h - a screen as data: a grid of cells that any painter can copy.
 *
 * Everything the program shows is drawn here first; curses, plain text, ANSI
 * and SVG only read the grid. Drawing outside the grid or the clip rectangle
 * is legal and does nothing, so that no caller has to guard its edges.
 *
 * Text passes the gate of base/utf8.h: a byte from outside can steer nothing.
 * A wide character is never split: where only its left half would fit, a
 * blank is drawn; overwriting one half blanks the other.
 *
 * Rows and columns count from 0. Sizes are clamped to 1..CANVAS_MAX.
 */
#ifndef DRAW_CANVAS_H
#define DRAW_CANVAS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"
#include "draw/style.h"

enum { CANVAS_MAX = 1000, CANVAS_MARKS = 4 };

struct cell {
    uint32_t rune : 24; /* ' ' where nothing was drawn */
    uint32_t width : 8; /* 1; 2: left half of a wide rune; 0: its right half */
    uint16_t marks;     /* combining marks: see canvas_marks(); 0: none */
    uint8_t role;       /* enum role */
    uint8_t attr;       /* of enum attr */
};

/* rows or cols of 0 or less: nothing. */
struct rect {
    int row, col, rows, cols;
};

/* What stands in a region, for the mouse: kinds belong to the caller (0 is
 * "nothing"), a and b say which one. */
struct target {
    int kind, a, b;
};

/* Where the mouse hit: the target, the whole region that carries it, and the
 * cell's place in that region. */
struct hit {
    struct target target;
    struct rect region;
    int row, col;
};

struct canvas;

/* A blank canvas. ascii: every cell then holds 7-bit text; bars, rules,
 * arrows, signs and accented letters get a stand-in of the same width. */
struct canvas *canvas_create(int rows, int cols, bool ascii);
void canvas_destroy(struct canvas *canvas);

/* Resizes and clears. Memory shrinks with the screen. */
void canvas_resize(struct canvas *canvas, int rows, int cols);

/* Blank cells, no marks, no targets, the clip is the whole grid, no cursor. */
void canvas_clear(struct canvas *canvas);

int canvas_rows(const struct canvas *canvas);
int canvas_cols(const struct canvas *canvas);
bool canvas_ascii(const struct canvas *canvas);
struct rect canvas_area(const struct canvas *canvas);

/* Where drawing is allowed. canvas_clip() narrows it to what lies in area
 * too and returns what it was; give that to canvas_unclip(). */
struct rect canvas_clip(struct canvas *canvas, struct rect area);
void canvas_unclip(struct canvas *canvas, struct rect old);

/* One row of text from (row, col), in at most `cols` cells; text that is too
 * long ends in `…` ("..." in ASCII where three cells are to be had). Returns
 * the cells used, also where the clip hid them. Tabs and newlines are gated
 * like any control. */
int canvas_text(struct canvas *canvas, int row, int col, int cols,
                struct slice text, struct style style);
int canvas_puts(struct canvas *canvas, int row, int col, int cols,
                const char *text, struct style style);
int canvas_printf(struct canvas *canvas, int row, int col, int cols,
                  struct style style, const char *format, ...)
    __attribute__((format(printf, 6, 7)));

/* Flush right: the last cell is at col + cols - 1. */
int canvas_right(struct canvas *canvas, int row, int col, int cols,
                 const char *text, struct style style);

/* Cells a text takes here (the ASCII stand-ins have the same widths). */
int canvas_width(struct slice text);

/* One rune of our own, and a run of it. A rune that may not be drawn becomes
 * U+FFFD. */
void canvas_rune(struct canvas *canvas, int row, int col, uint32_t rune,
                 struct style style);
void canvas_fill(struct canvas *canvas, struct rect area, uint32_t rune,
                 struct style style);

/* A combining mark onto what stands at (row, col); past CANVAS_MARKS, and
 * where it is not a mark, it is dropped. */
void canvas_combine(struct canvas *canvas, int row, int col, uint32_t mark);

/* Gives the cells of an area attributes besides their own, or another role:
 * a cursor over something already drawn. */
void canvas_attr(struct canvas *canvas, struct rect area, uint8_t attr);
void canvas_role(struct canvas *canvas, struct rect area, uint8_t role);

/* The cell at (row, col), which must lie in the grid. Valid until the next
 * drawing call. */
const struct cell *canvas_cell(const struct canvas *canvas, int row, int col);

/* A cell's combining marks, in order; returns how many (0 to
 * CANVAS_MARKS). */
int canvas_marks(const struct canvas *canvas, const struct cell *cell,
                 uint32_t out[CANVAS_MARKS]);

/* Says what stands in an area (cut to the clip), and asks what stands at a
 * point: the last one said wins. False: nothing. */
void canvas_target(struct canvas *canvas, struct rect area,
                   struct target target);
bool canvas_hit(const struct canvas *canvas, int row, int col, struct hit *hit);

/* The text cursor, which a braille display and a magnifier follow: it stands
 * on what the keys go to, whatever else is drawn there. A place outside the
 * clip hides it; after canvas_clear() it is nowhere. */
void canvas_cursor(struct canvas *canvas, int row, int col);

/* The sign that an item of a list or a table has the keys, and the cursor on
 * it. */
void canvas_mark(struct canvas *canvas, int row, int col);

/* Where reading begins on a screen on which nothing has the keys: the cursor
 * stands there unseen, if it stands nowhere else. */
void canvas_rest(struct canvas *canvas, int row, int col);

/* False: nowhere. And whether it is to be seen. */
bool canvas_cursor_at(const struct canvas *canvas, int *row, int *col);
bool canvas_cursor_shown(const struct canvas *canvas);

/* rect helpers: what two have in common (rows or cols may come out 0); a rect
 * less rows from its top, and so on, never negative. */
struct rect rect_cut(struct rect a, struct rect b);
struct rect rect_inset(struct rect r, int top, int left, int bottom, int right);
bool rect_empty(struct rect r);

#endif
