#include "draw/big.h"

#include "base/slice.h"
#include "base/utf8.h"
#include "draw/big_font.h"

/* Draws with a canvas, counts without. */
static int walk(struct canvas *canvas, struct rect area, struct slice text,
                struct style style)
{
    int col = 0;

    while (text.len > 0) {
        unsigned int rune;
        size_t len = utf8_decode(text.at, text.len, &rune);
        const struct big_font *glyph = big_font_of(rune);

        if (glyph && canvas)
            big_font_draw(canvas, area.row, area.col + col, glyph, 1, style);
        else if (canvas)
            canvas_rune(canvas, area.row + 1, area.col + col, rune, style);
        col += 1 + (glyph ? big_font_cols(glyph) : 1);
        text = slice_sub(text, len, text.len);
    }
    return col > 0 ? col - 1 : 0;
}

int big_draw(struct canvas *canvas, struct rect area, const char *text,
             struct style style)
{
    struct slice s = slice_of(text);
    int cols = walk(NULL, area, s, style);

    if (cols > area.cols || area.rows < BIG_ROWS)
        return 0;
    return canvas ? walk(canvas, area, s, style) : cols;
}
