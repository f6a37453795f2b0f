#include "tex/layout.h"

#include "base/arena.h"
#include "base/strbuf.h"
#include "tex/build.h"
#include "tex/lines.h"

/* Lets a line of text end before relations and operations. */
static void mark_breaks(const struct row *row)
{
    for (size_t i = 1; i < row->count; i++) {
        const struct row_item *item = &row->items[i];
        struct piece *sign = item->piece;
        bool joint =
            item->left == TEX_REL || (item->left == TEX_BIN && !item->unary);

        while (sign->first)
            sign = sign->first;
        if (joint && item->depth == 0 && item->gap > 0)
            sign->style |= TEX_BREAK;
    }
}

static const struct tex_node *find_tag(const struct tex_node *list)
{
    for (const struct tex_node *n = list->first; n; n = n->next)
        if (n->kind == TEX_TAG)
            return n;
    return NULL;
}

/* One row, with a number at its end. */
static struct piece *one_row(const struct builder *b,
                             const struct tex_node *node)
{
    const struct tex_node *tag;
    struct row row = { 0 };
    struct piece *whole;

    if (node->kind != TEX_LIST)
        return build_node(b, node, NULL);
    row_add(b, &row, node->first, NULL);
    row_space(b, &row, false);
    mark_breaks(&row);
    whole = row_piece(b, &row, 0, row.count);
    tag = find_tag(node);
    if (tag)
        piece_append(whole, build_tag(b, tag), 2);
    return whole;
}

/* The lines in rows of the box, from a list counted from its baseline. */
static void keep_lines(struct arena *arena, struct tex_box *box,
                       const struct line_list *list)
{
    box->lines = arena_array(arena, list->count, sizeof *box->lines);
    box->line_count = (int)list->count;
    for (size_t i = 0; i < list->count; i++) {
        box->lines[i] = list->items[i];
        box->lines[i].top += box->baseline;
        box->lines[i].baseline += box->baseline;
        box->lines[i].bottom += box->baseline;
    }
}

struct tex_box *tex_layout(struct arena *arena, const struct tex_node *node,
                           struct tex_style style)
{
    struct arena *scratch = arena_create();
    struct builder b = { .arena = scratch,
                         .ascii = style.ascii,
                         .inline_ = style.inline_,
                         .hat_row = style.hat_row };
    struct line_list lines = { 0 };
    struct piece *whole =
        style.inline_ ? one_row(&b, node)
                      : lines_piece(&b, node, style.width, style.apart, &lines);
    struct tex_box *box = piece_flatten(arena, whole);

    keep_lines(arena, box, &lines);
    arena_destroy(scratch);
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
