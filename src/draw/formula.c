#include "draw/formula.h"

#include "base/arena.h"
#include "base/strbuf.h"
#include "lesson/span.h"
#include "tex/layout.h"
#include "tex/parse.h"

static struct style look_of(const struct tex_glyph *glyph, struct style style)
{
    if (glyph->style & TEX_ERROR)
        style.role = ROLE_BAD;
    if (glyph->style & TEX_BOLD)
        style.attr |= ATTR_BOLD;
    if (glyph->style & TEX_ITALIC)
        style.attr |= ATTR_ITALIC;
    return style;
}

static void draw_box(struct canvas *canvas, int row, int col,
                     const struct tex_box *box, struct style style)
{
    for (size_t i = 0; i < box->count; i++) {
        const struct tex_glyph *glyph = &box->glyphs[i];

        canvas_rune(canvas, row + glyph->row, col + glyph->col, glyph->rune,
                    look_of(glyph, style));
        if (glyph->mark)
            canvas_combine(canvas, row + glyph->row, col + glyph->col,
                           glyph->mark);
    }
}

static const struct tex_box *lay_out(struct arena *arena, struct slice tex,
                                     bool in_line, bool ascii)
{
    struct tex_style how = { .ascii = ascii, .inline_ = in_line };

    return tex_layout(arena, tex_parse(arena, tex, NULL), how);
}

int formula_draw(struct canvas *canvas, int row, int col, int cols, int skip,
                 struct slice tex, struct style style)
{
    struct arena *arena = arena_create();
    const struct tex_box *box = lay_out(arena, tex, true, canvas_ascii(canvas));
    int width = box->cols, most = width - cols;
    struct rect place = { row, col, 1, cols }, old;

    skip = skip > most ? most : skip;
    skip = skip < 0 ? 0 : skip;
    if (skip > 0) {
        canvas_rune(canvas, row, col, 0x2026, STYLE(ROLE_FAINT));
        place = rect_inset(place, 0, 1, 0, 0);
    }
    if (width - skip > cols) {
        canvas_rune(canvas, row, col + cols - 1, 0x2026, STYLE(ROLE_FAINT));
        place = rect_inset(place, 0, 0, 0, 1);
    }
    old = canvas_clip(canvas, place);
    draw_box(canvas, row, col - skip, box, style);
    canvas_unclip(canvas, old);
    arena_destroy(arena);
    return width;
}

int formula_display(struct canvas *canvas, struct rect area, struct slice tex,
                    struct style style)
{
    struct arena *arena = arena_create();
    const struct tex_box *box =
        lay_out(arena, tex, false, canvas_ascii(canvas));
    int rows = box->rows;

    if (rows > area.rows || box->cols > area.cols)
        rows = 0;
    else
        draw_box(canvas, area.row, area.col, box, style);
    arena_destroy(arena);
    return rows;
}

int formula_cols(struct slice tex, bool ascii)
{
    struct arena *arena = arena_create();
    int cols = lay_out(arena, tex, true, ascii)->cols;

    arena_destroy(arena);
    return cols;
}

void formula_text(struct strbuf *out, struct slice tex, bool ascii)
{
    struct arena *arena = arena_create();

    tex_inline_text(out, tex_parse(arena, tex, NULL), ascii);
    arena_destroy(arena);
}

void formula_words(struct strbuf *out, const struct spans *spans, bool ascii)
{
    for (size_t i = 0; i < spans->count; i++) {
        const struct span *span = &spans->at[i];

        if (span->kind == SPAN_MATH)
            tex_inline_text(out, span->math, ascii);
        else if (span->kind == SPAN_BREAK)
            strbuf_putc(out, ' ');
        else
            strbuf_slice(out, span->text);
    }
}
