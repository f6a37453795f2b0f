#include "draw/dots.h"

#include <stdlib.h>

#include "base/fatal.h"

struct dots {
    int rows, cols; /* cells */
    enum dots_kind kind;
    uint8_t *bits; /* [rows][cols] which dots of the cell */
    uint8_t *pens; /* [rows][cols] 1 + the lowest pen; 0: none */
};

/* Dots on, dots off, on, off; a pen with nothing off is solid. */
static const struct {
    unsigned char on, off, on_again, off_again;
    char sign;
    uint8_t role;
} looks[DOTS_PENS] = {
    { 1, 0, 0, 0, '*', ROLE_ACCENT }, { 2, 2, 0, 0, '#', ROLE_TRUTH },
    { 6, 3, 0, 0, 'o', ROLE_CODE },   { 6, 2, 1, 2, 'x', ROLE_GOOD },
    { 1, 2, 0, 0, '%', ROLE_BAD },    { 3, 3, 0, 0, '&', ROLE_TEXT },
    { 5, 2, 0, 0, '-', ROLE_STRONG }, { 1, 2, 0, 0, '.', ROLE_DIM },
};

bool dots_from_name(struct slice name, enum dots_kind *kind)
{
    static const char *const names[] = { "braille", "blocks", "ascii" };

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (slice_is(name, names[i])) {
            *kind = (enum dots_kind)i;
            return true;
        }
    return false;
}

static int wide(enum dots_kind kind)
{
    return kind == DOTS_ASCII ? 1 : 2;
}

static int tall(enum dots_kind kind)
{
    return kind == DOTS_BRAILLE ? 4 : kind == DOTS_BLOCKS ? 2 : 1;
}

struct dots *dots_create(int rows, int cols, enum dots_kind kind)
{
    struct dots *dots = fatal_calloc(1, sizeof *dots);

    dots->rows = rows > 0 ? rows : 0;
    dots->cols = cols > 0 ? cols : 0;
    dots->kind = kind;
    dots->bits = fatal_calloc((size_t)dots->rows * (size_t)dots->cols + 1, 1);
    dots->pens = fatal_calloc((size_t)dots->rows * (size_t)dots->cols + 1, 1);
    return dots;
}

void dots_destroy(struct dots *dots)
{
    if (!dots)
        return;
    free(dots->bits);
    free(dots->pens);
    free(dots);
}

int dots_across(const struct dots *dots)
{
    return dots->cols * wide(dots->kind);
}

int dots_down(const struct dots *dots)
{
    return dots->rows * tall(dots->kind);
}

static bool is_on(int pen, long at)
{
    int on = looks[pen].on, off = looks[pen].off;
    int again = looks[pen].on_again;
    long place = at % (on + off + again + looks[pen].off_again);

    return place < on || (place >= on + off && place < on + off + again);
}

/* Signs of their own tell the curves of ASCII apart. */
static bool is_whole(const struct dots *dots, int pen)
{
    return dots->kind == DOTS_ASCII && pen < DOTS_CURVES;
}

static void set(struct dots *dots, int x, int y, int pen)
{
    /* The numbers of Braille's dots go down the left column, then the right
     * one; the lowest row came later. */
    static const uint8_t braille[4][2] = {
        { 0x01, 0x08 }, { 0x02, 0x10 }, { 0x04, 0x20 }, { 0x40, 0x80 }
    };
    int across = wide(dots->kind), down = tall(dots->kind);
    int cell;

    if (x < 0 || y < 0 || x >= dots_across(dots) || y >= dots_down(dots))
        return;
    cell = y / down * dots->cols + x / across;
    dots->bits[cell] |= dots->kind == DOTS_BRAILLE
                            ? braille[y % 4][x % 2]
                            : (uint8_t)(1 << (y % down * 2 + x % across));
    if (!dots->pens[cell] || dots->pens[cell] > pen + 1)
        dots->pens[cell] = (uint8_t)(pen + 1);
}

void dots_segment(struct dots *dots, struct dots_line *line, int x0, int y0,
                  int x1, int y1)
{
    /* Bresenham's line. */
    int dx = abs(x1 - x0), dy = -abs(y1 - y0);
    int right = x0 < x1 ? 1 : -1, lower = y0 < y1 ? 1 : -1;
    int error = dx + dy, twice;

    while (true) {
        if (is_whole(dots, line->pen) || is_on(line->pen, line->length))
            set(dots, x0, y0, line->pen);
        if (x0 == x1 && y0 == y1)
            return;
        /* The end is the beginning of the next segment. */
        line->length++;
        twice = 2 * error;
        if (twice >= dy) {
            error += dy;
            x0 += right;
        }
        if (twice <= dx) {
            error += dx;
            y0 += lower;
        }
    }
}

/* Quarter blocks by their bits: upper left, upper right, lower left, lower
 * right. */
static uint32_t quarters(uint8_t bits)
{
    static const uint16_t runes[16] = {
        ' ',    0x2598, 0x259D, 0x2580, 0x2596, 0x258C, 0x259E, 0x259B,
        0x2597, 0x259A, 0x2590, 0x259C, 0x2584, 0x2599, 0x259F, 0x2588,
    };

    return runes[bits & 15];
}

uint8_t dots_role(int pen)
{
    return looks[pen].role;
}

void dots_draw(struct canvas *canvas, int row, int col, const struct dots *dots)
{
    for (int r = 0; r < dots->rows; r++)
        for (int c = 0; c < dots->cols; c++) {
            int cell = r * dots->cols + c;
            int pen = dots->pens[cell] - 1;
            uint32_t rune;

            if (pen < 0)
                continue;
            if (dots->kind == DOTS_BRAILLE)
                rune = 0x2800u + dots->bits[cell];
            else if (dots->kind == DOTS_BLOCKS)
                rune = quarters(dots->bits[cell]);
            else
                rune = (uint32_t)looks[pen].sign;
            canvas_rune(canvas, row + r, col + c, rune, STYLE(looks[pen].role));
        }
}

void dots_swatch(struct canvas *canvas, int row, int col, int cols, int pen,
                 enum dots_kind kind)
{
    struct dots *dots = dots_create(1, cols, kind);
    struct dots_line line = { .pen = pen };
    int middle = dots_down(dots) / 2;

    dots_segment(dots, &line, 0, middle, dots_across(dots) - 1, middle);
    dots_draw(canvas, row, col, dots);
    dots_destroy(dots);
}
