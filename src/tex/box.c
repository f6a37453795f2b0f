#include "tex/box.h"

#include "base/strbuf.h"

void tex_box_row(const struct tex_box *box, int row, size_t *from, size_t *to)
{
    size_t low = 0, high = box->count, end;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (box->glyphs[middle].row < row)
            low = middle + 1;
        else
            high = middle;
    }
    end = low;
    while (end < box->count && box->glyphs[end].row == row)
        end++;
    *from = low;
    *to = end;
}

const struct tex_glyph *tex_box_at(const struct tex_box *box, int row, int col)
{
    size_t low = 0, high = box->count;

    /* The last glyph that begins at or before the cell. */
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct tex_glyph *g = &box->glyphs[middle];

        if (g->row < row || (g->row == row && g->col <= col))
            low = middle + 1;
        else
            high = middle;
    }
    if (low == 0)
        return NULL;
    const struct tex_glyph *g = &box->glyphs[low - 1];

    return g->row == row && col < g->col + g->width ? g : NULL;
}

void tex_box_row_text(const struct tex_box *box, int row, struct strbuf *out)
{
    size_t from, to;
    int col = 0;

    tex_box_row(box, row, &from, &to);
    for (size_t i = from; i < to; i++) {
        const struct tex_glyph *g = &box->glyphs[i];

        if (g->col > col)
            strbuf_fill(out, ' ', (size_t)(g->col - col));
        strbuf_rune(out, g->rune);
        if (g->mark)
            strbuf_rune(out, g->mark);
        col = g->col + g->width;
    }
}
