#include "tex/row.h"

#include "base/vec.h"
#include "tex/build.h"
#include "tex/shape.h"
#include "tex/symbol.h"

struct row_item *row_push(const struct builder *b, struct row *row,
                          struct piece *piece, enum tex_class cls)
{
    struct row_item *item =
        vec_push_in(b->arena, row->items, row->count, row->cap);

    item->piece = piece;
    item->left = item->right = cls;
    item->space = row->trailing;
    row->trailing = 0;
    return item;
}

/* Whether it is log, exp or their like: not a sum, and no "arg min", which
 * takes all that follows. */
static bool is_function(const struct row_item *item)
{
    const struct tex_node *node = item->node;

    if (node && node->kind == TEX_SCRIPTS && node->child[0])
        node = build_single(node->child[0]);
    return item->right == TEX_OP && node && node->kind == TEX_SYMBOL &&
           !(node->symbol->flags & (TEX_SYMBOL_BIG | TEX_SYMBOL_LIMITS));
}

/* In one row "log 10/2" would be read as it is typed, as half of log 10. */
static void close_argument(const struct builder *b, const struct row *row,
                           struct row_item *item)
{
    const struct row_item *before = row->count > 1 ? item - 1 : NULL;
    struct span span = build_span(item->node);

    if (!b->inline_ || item->node->kind != TEX_FRAC ||
        slice_ends(item->node->command, "binom") || !before ||
        !is_function(before))
        return;
    item->piece = shape_between(b, item->piece, '(', ')', span, span);
    item->left = TEX_OPEN;
    item->right = TEX_CLOSE;
}

void row_add(const struct builder *b, struct row *row,
             const struct tex_node *first, const struct tex_node *stop)
{
    for (const struct tex_node *n = first; n && n != stop; n = n->next) {
        struct row_item *item;

        switch (n->kind) {
        case TEX_SPACE:
            row->trailing += b->script && n->count == 1 ? 0 : n->count;
            break;
        case TEX_TAG:
        case TEX_LABEL:
        case TEX_NOTHING:
            break;
        default:
            item = row_push(b, row, NULL, TEX_ORD);
            item->node = n;
            item->piece = build_node(b, n, item);
            close_argument(b, row, item);
        }
    }
}

/* Whether a sign of the class BIN has nothing on its left to add to. */
static bool is_unary(const struct row_item *before, bool led)
{
    if (!before)
        return !led;
    if (before->unary)
        return true;
    switch (before->right) {
    case TEX_OP:
    case TEX_BIN:
    case TEX_REL:
    case TEX_OPEN:
    case TEX_PUNCT:
        return true;
    default:
        return false;
    }
}

/* A sign with nothing on its right is no operation either: "x^{+}". */
static bool is_loose(const struct row_item *after)
{
    return !after || after->left == TEX_REL || after->left == TEX_CLOSE ||
           after->left == TEX_PUNCT;
}

/* The columns between two classes: TeX's table on whole cells. */
static int between(enum tex_class a, enum tex_class b, bool big)
{
    if (a == TEX_OPEN || b == TEX_CLOSE || b == TEX_PUNCT)
        return 0;
    if (a == TEX_REL && b == TEX_REL)
        return 0;
    if (a == TEX_REL || b == TEX_REL || a == TEX_BIN || b == TEX_BIN)
        return 1;
    if (a == TEX_PUNCT)
        return 1;
    if (b == TEX_OPEN)
        return a == TEX_OP && big;
    if (a == TEX_OP || b == TEX_OP)
        return 1;
    if (a == TEX_INNER || b == TEX_INNER)
        return 1;
    return 0;
}

static int gap(const struct builder *b, const struct row_item *a,
               const struct row_item *c)
{
    enum tex_class left = a->unary ? TEX_ORD : a->right;
    enum tex_class right = c->unary ? TEX_ORD : c->left;

    if ((a->tail_word || c->head_word) && a->tail && c->head)
        return 1;
    /* Bars side by side, or behind a minus, would read as one rule. */
    if ((a->unary && c->bar) || (a->bar && c->bar))
        return 1;
    if (b->script || a->unary)
        return 0;
    return between(left, right, a->big);
}

void row_space(const struct builder *b, struct row *row, bool led)
{
    static const struct row_item nothing = { .left = TEX_ORD };
    const struct row_item *before = led ? &nothing : NULL;
    int depth = 0;

    for (size_t i = 0; i < row->count; i++) {
        struct row_item *item = &row->items[i];
        const struct row_item *after = i + 1 < row->count ? item + 1 : NULL;

        if (item->left == TEX_BIN)
            item->unary = is_unary(before, led) || is_loose(after);
        item->gap = item->space + (before ? gap(b, before, item) : 0);
        if (item->right == TEX_CLOSE && item->left != TEX_OPEN && depth > 0)
            depth--;
        item->depth = depth;
        if (item->left == TEX_OPEN && item->right != TEX_CLOSE)
            depth++;
        before = item;
    }
}

int row_cols(const struct row *row, size_t from, size_t to)
{
    int cols = 0;

    for (size_t i = from; i < to; i++)
        cols += row->items[i].piece->cols + (i > from ? row->items[i].gap : 0);
    return cols;
}

struct piece *row_piece(const struct builder *b, const struct row *row,
                        size_t from, size_t to)
{
    struct piece *whole = piece_empty(b->arena);

    for (size_t i = from; i < to; i++)
        piece_append(whole, row->items[i].piece,
                     i > from ? row->items[i].gap : 0);
    return whole;
}
