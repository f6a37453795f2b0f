/* page_light.c - parts of a formula on a page: what of page.h finds them. */
#include "draw/page.h"

#include <stdlib.h>

#include "draw/page_build.h"
#include "tex/box.h"

/* Where a glyph of a piece stands, in columns of the page. */
static int glyph_col(const struct piece *piece, const struct tex_glyph *glyph)
{
    return piece->col + glyph->col - piece->skip;
}

static bool inside(const struct tex_glyph *glyph, struct page_part part)
{
    return glyph->from >= part.from && glyph->to <= part.to;
}

/* Marks the cells from one glyph to another of a part. The blank between two
 * of its glyphs belongs to it. */
static void mark(struct canvas *canvas, int row, int col, int cols,
                 struct style style)
{
    struct rect cells = { row, col, 1, cols };

    canvas_role(canvas, cells, style.role);
    canvas_attr(canvas, cells, style.attr);
}

static void blank_piece(struct canvas *canvas, int row, int col,
                        const struct piece *piece, struct page_part part)
{
    for (uint32_t g = piece->from; piece->box && g < piece->to; g++) {
        const struct tex_glyph *glyph = &piece->box->glyphs[g];
        struct rect cells = { row, col + glyph_col(piece, glyph), 1,
                              glyph->width };

        if (glyph->from >= part.from && glyph->from < part.to)
            canvas_fill(canvas, cells, ' ', STYLE(ROLE_TEXT));
    }
}

void page_hide(struct canvas *canvas, struct rect area, const struct page *page,
               int first, struct page_part part)
{
    struct rect old = canvas_clip(canvas, area);
    const struct page_anchor *anchor = part.equation;

    for (int r = 0; r < anchor->rows; r++) {
        int index = anchor->row + r;
        const struct page_row *line;

        if (index >= (int)page->row_count)
            break;
        line = &page->rows[index];
        for (size_t i = 0; i < line->count; i++)
            blank_piece(canvas, area.row + index - first, area.col,
                        &line->pieces[i], part);
    }
    canvas_unclip(canvas, old);
}

/* Lights what of the part is in a piece, and keeps the glyph that comes first
 * in the source. */
static void light_piece(struct canvas *canvas, int row, int col,
                        const struct piece *piece, struct page_part part,
                        struct style style, struct page_spot *first,
                        uint32_t *least)
{
    int end = -1;

    for (uint32_t g = piece->from; piece->box && g < piece->to; g++) {
        const struct tex_glyph *glyph = &piece->box->glyphs[g];
        int at = col + glyph_col(piece, glyph);

        if (!inside(glyph, part)) {
            end = -1;
            continue;
        }
        mark(canvas, row, end < 0 ? at : end,
             at + glyph->width - (end < 0 ? at : end), style);
        end = at + glyph->width;
        if (glyph->from < *least) {
            *least = glyph->from;
            *first = (struct page_spot){ row, at };
        }
    }
}

bool page_light(struct canvas *canvas, struct rect area,
                const struct page *page, int first, struct page_part part,
                struct style style, struct page_spot *spot)
{
    struct rect old = canvas_clip(canvas, area);
    const struct page_anchor *anchor = part.equation;
    uint32_t least = UINT32_MAX;
    struct page_spot found = { -1, -1 };

    for (int r = 0; r < anchor->rows; r++) {
        int index = anchor->row + r, row = area.row + index - first;
        const struct page_row *line;

        if (index >= (int)page->row_count || row < area.row ||
            row >= area.row + area.rows)
            continue;
        line = &page->rows[index];
        for (size_t i = 0; i < line->count; i++)
            light_piece(canvas, row, area.col, &line->pieces[i], part, style,
                        &found, &least);
    }
    canvas_unclip(canvas, old);
    if (spot)
        *spot = found;
    return least != UINT32_MAX;
}

int page_part_row(const struct page *page, struct page_part part)
{
    uint32_t least = UINT32_MAX;
    int found = -1;

    for (int r = part.equation->row;
         r < part.equation->row + part.equation->rows &&
         r < (int)page->row_count;
         r++)
        for (size_t i = 0; i < page->rows[r].count; i++) {
            const struct piece *piece = &page->rows[r].pieces[i];

            for (uint32_t g = piece->from; piece->box && g < piece->to; g++)
                if (inside(&piece->box->glyphs[g], part) &&
                    piece->box->glyphs[g].from < least) {
                    least = piece->box->glyphs[g].from;
                    found = r;
                }
        }
    return found;
}

bool page_part_at(const struct page *page, const struct page_anchor *equation,
                  int row, int col, struct page_part *part)
{
    const struct tex_glyph *found = NULL;
    const struct page_row *line;
    int nearest = 0;

    if (row < equation->row || row >= equation->row + equation->rows ||
        row >= (int)page->row_count)
        return false;
    line = &page->rows[row];
    for (size_t i = 0; i < line->count; i++) {
        const struct piece *piece = &line->pieces[i];

        for (uint32_t g = piece->from; piece->box && g < piece->to; g++) {
            const struct tex_glyph *glyph = &piece->box->glyphs[g];
            int away = abs(glyph_col(piece, glyph) - col);

            if (found && away >= nearest)
                continue;
            found = glyph;
            nearest = away;
        }
    }
    if (!found)
        return false;
    *part = (struct page_part){ equation, found->from, found->to };
    return true;
}
