/* writer_svg.c - writer_svg() of writer.h, in a file of its own for its
 * size. */
#include "draw/writer.h"

#include "base/strbuf.h"
#include "draw/canvas.h"

/* Units of the picture: a cell of 9 by 20 at a font of 15 is near the
 * advance of the common monospace fonts, so that textLength corrects little;
 * all three are whole numbers so that bars meet without seams. */
enum { CELL_W = 9, CELL_H = 20, FONT = 15, BASE = 15, PAD = 14 };

struct svg {
    struct strbuf *out;
    const struct canvas *canvas;
    enum theme theme;
};

static struct paint look(enum theme theme, struct style style)
{
    return theme_paint(theme, theme == THEME_MONO ? 0 : 256, style);
}

static uint32_t ink_of(enum theme theme, struct paint paint)
{
    return paint.fg < 0 ? theme_ink(theme) : theme_rgb(paint.fg);
}

/* A role's text, and the ground under it for roles that have one and for
 * what is shown reversed. */
static void add_class(struct strbuf *out, enum theme theme, enum role role)
{
    struct paint paint = look(theme, STYLE((uint8_t)role));
    const char *name = style_role_name(role);
    uint32_t ink = ink_of(theme, paint), ground = ink;

    if (paint.attr & ATTR_REVERSE)
        ink = theme_ground(theme);
    else if (paint.bg >= 0)
        ground = theme_rgb(paint.bg);
    strbuf_printf(out, ".%s{fill:#%06x", name, ink);
    if (paint.attr & ATTR_BOLD)
        strbuf_puts(out, ";font-weight:bold");
    if (paint.attr & ATTR_UNDERLINE)
        strbuf_puts(out, ";text-decoration:underline");
    strbuf_printf(out, "}.%s-on{fill:#%06x}\n", name, ground);
}

static void add_classes(struct strbuf *out, enum theme theme)
{
    strbuf_printf(out, ".ground,.r{fill:#%06x}\n", theme_ground(theme));
    for (int i = 0; i < ROLE_COUNT; i++)
        add_class(out, theme, (enum role)i);
}

/* THEME_BOTH has both palettes, and the reader's browser chooses. */
static void add_style(const struct svg *svg)
{
    struct strbuf *out = svg->out;

    strbuf_printf(out,
                  "<style>\ntext{font:%dpx 'DejaVu Sans Mono',Menlo,Consolas,"
                  "'Liberation Mono',monospace;white-space:pre}\n",
                  FONT);
    if (svg->theme == THEME_BOTH) {
        add_classes(out, THEME_LIGHT);
        strbuf_puts(out, "@media(prefers-color-scheme:dark){\n");
        add_classes(out, THEME_DARK);
        strbuf_puts(out, "}\n");
    } else {
        add_classes(out, svg->theme);
    }
    strbuf_puts(out, "text.b{font-weight:bold}text.i{font-style:italic}"
                     "text.u{text-decoration:underline}\n</style>\n");
}

static void add_head(const struct svg *svg)
{
    int w = canvas_cols(svg->canvas) * CELL_W + 2 * PAD;
    int h = canvas_rows(svg->canvas) * CELL_H + 2 * PAD;

    strbuf_printf(svg->out,
                  "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" "
                  "height=\"%d\" viewBox=\"0 0 %d %d\">\n",
                  w, h, w, h);
    add_style(svg);
    strbuf_printf(svg->out,
                  "<rect class=\"ground\" width=\"%d\" height=\"%d\" "
                  "rx=\"8\"/>\n",
                  w, h);
}

static void add_rune(struct strbuf *out, uint32_t rune)
{
    switch (rune) {
    case '<':
        strbuf_puts(out, "&lt;");
        break;
    case '>':
        strbuf_puts(out, "&gt;");
        break;
    case '&':
        strbuf_puts(out, "&amp;");
        break;
    default:
        strbuf_rune(out, rune);
    }
}

static bool same_style(const struct cell *a, const struct cell *b)
{
    return a->role == b->role && a->attr == b->attr;
}

/* Cells that are drawn as shapes: the part of the cell they fill. */
static bool shape(uint32_t rune, int *x, int *y, int *w, int *h)
{
    *x = *y = 0;
    *w = CELL_W;
    *h = CELL_H;
    if (rune >= 0x2588 && rune <= 0x258F) {
        *w = CELL_W * (int)(0x2590 - rune) / 8;
        *y = 3;
        *h = CELL_H - 6;
        return true;
    }
    if (rune >= 0x2581 && rune <= 0x2587) {
        *h = CELL_H * (int)(rune - 0x2580) / 8;
        *y = CELL_H - *h;
        return true;
    }
    if (rune == 0x2580) {
        *h = CELL_H / 2;
        return true;
    }
    if (rune == 0x2500 || rune == 0x2501) {
        *h = rune == 0x2500 ? 1 : 2;
        *y = CELL_H / 2;
        return true;
    }
    if (rune == 0x2502) {
        *w = 1;
        *x = CELL_W / 2;
        return true;
    }
    return false;
}

static bool is_shape(const struct cell *cell)
{
    int x, y, w, h;

    return shape(cell->rune, &x, &y, &w, &h);
}

/* Equal shapes side by side become one, so that no seam shows. */
static int add_shape(const struct svg *svg, int row, int col)
{
    const struct cell *cell = canvas_cell(svg->canvas, row, col);
    int x, y, w, h, n = 1;

    shape(cell->rune, &x, &y, &w, &h);
    if (w == CELL_W)
        while (col + n < canvas_cols(svg->canvas)) {
            const struct cell *next = canvas_cell(svg->canvas, row, col + n);

            if (next->rune != cell->rune || !same_style(next, cell))
                break;
            n++;
        }
    strbuf_printf(svg->out,
                  "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" "
                  "height=\"%d\"/>\n",
                  style_role_name(cell->role), PAD + col * CELL_W + x,
                  PAD + row * CELL_H + y, w + (n - 1) * CELL_W, h);
    return n;
}

/* The background of a run of cells that have one. */
static void add_ground(const struct svg *svg, int row)
{
    int cols = canvas_cols(svg->canvas);

    for (int c = 0, n; c < cols; c += n) {
        const struct cell *cell = canvas_cell(svg->canvas, row, c);
        struct paint paint =
            look(svg->theme, STYLE_WITH(cell->role, cell->attr));

        for (n = 1; c + n < cols; n++)
            if (!same_style(cell, canvas_cell(svg->canvas, row, c + n)))
                break;
        if (!(paint.attr & ATTR_REVERSE) &&
            (paint.bg < 0 || theme_rgb(paint.bg) == theme_ground(svg->theme)))
            continue;
        strbuf_printf(svg->out,
                      "<rect class=\"%s-on\" x=\"%d\" y=\"%d\" width=\"%d\" "
                      "height=\"%d\"/>\n",
                      style_role_name(cell->role), PAD + c * CELL_W,
                      PAD + row * CELL_H, n * CELL_W, CELL_H);
    }
}

/* How many cells from col on make one <text>: ASCII of one style with single
 * blanks inside, or one other rune (its font may have another advance). */
static int run_length(const struct svg *svg, int row, int col)
{
    const struct cell *first = canvas_cell(svg->canvas, row, col);
    int n = 1, cols = canvas_cols(svg->canvas);

    if (first->rune > 0x7E || first->marks)
        return first->width == 2 ? 2 : 1;
    while (col + n < cols) {
        const struct cell *cell = canvas_cell(svg->canvas, row, col + n);

        if (cell->rune > 0x7E || cell->marks || !same_style(first, cell))
            break;
        if (cell->rune == ' ' &&
            (col + n + 1 >= cols ||
             canvas_cell(svg->canvas, row, col + n + 1)->rune == ' '))
            break;
        n++;
    }
    while (n > 1 && canvas_cell(svg->canvas, row, col + n - 1)->rune == ' ')
        n--;
    return n;
}

static void add_run(const struct svg *svg, int row, int col, int n)
{
    const struct cell *first = canvas_cell(svg->canvas, row, col);
    struct strbuf *out = svg->out;

    strbuf_printf(out, "<text class=\"%s%s%s%s\" x=\"%d\" y=\"%d\"",
                  first->attr & ATTR_REVERSE ? "r"
                                             : style_role_name(first->role),
                  first->attr & ATTR_BOLD ? " b" : "",
                  first->attr & ATTR_ITALIC ? " i" : "",
                  first->attr & ATTR_UNDERLINE ? " u" : "", PAD + col * CELL_W,
                  PAD + row * CELL_H + BASE);
    strbuf_printf(out, " textLength=\"%d\">", n * CELL_W);
    for (int i = 0; i < n; i++) {
        const struct cell *cell = canvas_cell(svg->canvas, row, col + i);
        uint32_t marks[CANVAS_MARKS];
        int count = canvas_marks(svg->canvas, cell, marks);

        if (cell->width == 0)
            continue;
        add_rune(out, cell->rune);
        for (int m = 0; m < count; m++)
            strbuf_rune(out, marks[m]);
    }
    strbuf_puts(out, "</text>\n");
}

static void add_row(const struct svg *svg, int row)
{
    int cols = canvas_cols(svg->canvas), n;

    add_ground(svg, row);
    for (int c = 0; c < cols; c += n) {
        const struct cell *cell = canvas_cell(svg->canvas, row, c);

        if (is_shape(cell)) {
            n = add_shape(svg, row, c);
        } else if (cell->rune == ' ') {
            n = 1;
        } else {
            n = run_length(svg, row, c);
            add_run(svg, row, c, n);
        }
    }
}

void writer_svg(struct strbuf *out, const struct canvas *canvas,
                enum theme theme)
{
    struct svg svg = { out, canvas, theme };

    add_head(&svg);
    for (int r = 0; r < canvas_rows(canvas); r++)
        add_row(&svg, r);
    strbuf_puts(out, "</svg>\n");
}
