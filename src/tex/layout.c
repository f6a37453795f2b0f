#include "tex/layout.h"

#include "base/arena.h"
#include "base/strbuf.h"
#include "base/utf8.h"

struct tex_box *tex_layout(struct arena *arena, const struct tex_node *node,
                           struct tex_style style)
{
    struct tex_box *box = arena_alloc(arena, sizeof *box);
    size_t at = 0;

    (void)style;
    box->rows = 1;
    box->glyphs = arena_array(arena, node->text.len + 1, sizeof *box->glyphs);
    while (at < node->text.len) {
        unsigned int rune;
        size_t n = utf8_decode(node->text.at + at, node->text.len - at, &rune);
        int width = utf8_rune_width(rune);

        if (rune != ' ' && width > 0)
            box->glyphs[box->count++] = (struct tex_glyph){
                .rune = rune,
                .from = (uint32_t)at,
                .to = (uint32_t)(at + n),
                .col = box->cols,
                .width = (uint8_t)width,
            };
        box->cols += width > 0 ? width : 0;
        at += n;
    }
    return box;
}

void tex_inline_text(struct strbuf *out, const struct tex_node *node,
                     bool ascii)
{
    struct arena *arena = arena_create();
    struct tex_style style = { .ascii = ascii, .inline_ = true };

    tex_box_row_text(tex_layout(arena, node, style), 0, out);
    arena_destroy(arena);
}
