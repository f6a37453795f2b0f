#include "draw/writer.h"

#include <string.h>

#include "base/strbuf.h"
#include "draw/canvas.h"

/* Columns up to the last cell that is not a plain blank. */
static int row_end(const struct canvas *canvas, int row, bool styled)
{
    int end = canvas_cols(canvas);

    while (end > 0) {
        const struct cell *cell = canvas_cell(canvas, row, end - 1);

        if (cell->rune != ' ' || cell->width == 0)
            break;
        if (styled && (cell->attr & (ATTR_REVERSE | ATTR_UNDERLINE)))
            break;
        if (styled && (cell->role == ROLE_FOCUS || cell->role == ROLE_INPUT))
            break;
        end--;
    }
    return end;
}

static void add_cell(struct strbuf *out, const struct canvas *canvas,
                     const struct cell *cell)
{
    uint32_t marks[CANVAS_MARKS];
    int n = canvas_marks(canvas, cell, marks);

    if (cell->width == 0)
        return;
    strbuf_rune(out, cell->rune);
    for (int i = 0; i < n; i++)
        strbuf_rune(out, marks[i]);
}

void writer_text(struct strbuf *out, const struct canvas *canvas)
{
    for (int r = 0; r < canvas_rows(canvas); r++) {
        int end = row_end(canvas, r, false);

        for (int c = 0; c < end; c++)
            add_cell(out, canvas, canvas_cell(canvas, r, c));
        strbuf_putc(out, '\n');
    }
}

/* ---- ANSI ---- */

static bool same_paint(struct paint a, struct paint b)
{
    return a.fg == b.fg && a.bg == b.bg && a.attr == b.attr;
}

static void add_colour(struct strbuf *out, int colour, int base)
{
    if (colour < 0)
        return;
    if (colour < 8)
        strbuf_printf(out, ";%d", base + colour);
    else
        strbuf_printf(out, ";%d;5;%d", base + 8, colour);
}

/* Every change starts from a reset: what was on before need not be known,
 * and a cut output leaves at most one run wrong. */
static void add_sgr(struct strbuf *out, struct paint paint)
{
    strbuf_puts(out, "\033[0");
    if (paint.attr & ATTR_BOLD)
        strbuf_puts(out, ";1");
    if (paint.attr & ATTR_ITALIC)
        strbuf_puts(out, ";3");
    if (paint.attr & ATTR_UNDERLINE)
        strbuf_puts(out, ";4");
    if (paint.attr & ATTR_REVERSE)
        strbuf_puts(out, ";7");
    add_colour(out, paint.fg, 30);
    add_colour(out, paint.bg, 40);
    strbuf_putc(out, 'm');
}

void writer_ansi(struct strbuf *out, const struct canvas *canvas,
                 enum theme theme, int colours)
{
    static const struct paint plain = { -1, -1, 0 };

    for (int r = 0; r < canvas_rows(canvas); r++) {
        struct paint now = plain;
        int end = row_end(canvas, r, true);

        for (int c = 0; c < end; c++) {
            const struct cell *cell = canvas_cell(canvas, r, c);
            struct paint next =
                theme_paint(theme, colours, STYLE_WITH(cell->role, cell->attr));

            if (cell->width == 0)
                continue;
            if (!same_paint(now, next))
                add_sgr(out, next);
            now = next;
            add_cell(out, canvas, cell);
        }
        if (!same_paint(now, plain))
            strbuf_puts(out, "\033[0m");
        strbuf_putc(out, '\n');
    }
}
