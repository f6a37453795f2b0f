#include "tex/build.h"
#include "tex/shape.h"
#include "tex/symbol.h"

/* How a delimiter is drawn over several rows. */
struct parts {
    uint32_t plain; /* on one row */
    uint32_t top, fill, tip, bottom;
};

static const struct parts unicode_parts[] = {
    { '(', 0x239B, 0x239C, 0x239C, 0x239D },
    { ')', 0x239E, 0x239F, 0x239F, 0x23A0 },
    { '[', 0x23A1, 0x23A2, 0x23A2, 0x23A3 },
    { ']', 0x23A4, 0x23A5, 0x23A5, 0x23A6 },
    { '{', 0x23A7, 0x23AA, 0x23A8, 0x23A9 },
    { '}', 0x23AB, 0x23AA, 0x23AC, 0x23AD },
    { '|', 0x2502, 0x2502, 0x2502, 0x2502 },
    { 0x2016, 0x2551, 0x2551, 0x2551, 0x2551 },
    { 0x230A, 0x23A2, 0x23A2, 0x23A2, 0x23A3 },
    { 0x230B, 0x23A5, 0x23A5, 0x23A5, 0x23A6 },
    { 0x2308, 0x23A1, 0x23A2, 0x23A2, 0x23A2 },
    { 0x2309, 0x23A4, 0x23A5, 0x23A5, 0x23A5 },
};

static const struct parts ascii_parts[] = {
    { '(', '/', '|', '|', '\\' }, { ')', '\\', '|', '|', '/' },
    { '[', '[', '[', '[', '[' },  { ']', ']', ']', ']', ']' },
    { '{', '/', '|', '<', '\\' }, { '}', '\\', '|', '>', '/' },
    { '|', '|', '|', '|', '|' },
};

/* What ASCII has for the delimiters that it lacks. */
static uint32_t ascii_delim(uint32_t rune)
{
    switch (rune) {
    case 0x2016:
        return '|';
    case 0x2039:
        return '<';
    case 0x203A:
        return '>';
    case 0x230A:
    case 0x2308:
        return '[';
    case 0x230B:
    case 0x2309:
        return ']';
    default:
        return rune < 0x80 ? rune : '?';
    }
}

static const struct parts *find_parts(bool ascii, uint32_t rune)
{
    const struct parts *table = ascii ? ascii_parts : unicode_parts;
    size_t count = ascii ? sizeof ascii_parts / sizeof ascii_parts[0]
                         : sizeof unicode_parts / sizeof unicode_parts[0];

    for (size_t i = 0; i < count; i++)
        if (table[i].plain == rune)
            return &table[i];
    return NULL;
}

struct piece *shape_delim(const struct builder *b, uint32_t rune, int above,
                          int below, struct span span)
{
    struct piece *whole = piece_empty(b->arena);
    const struct parts *parts;
    int rows = above + 1 + below, tip = 0;

    if (rune == 0)
        return whole;
    if (b->ascii)
        rune = ascii_delim(rune);
    parts = find_parts(b->ascii, rune);
    if (rows == 1 || !parts) {
        /* "‖" is in few fonts: two bars. */
        piece_append(whole,
                     rune == 0x2016 ? piece_bar(b->arena, '|', 2, span, b->look)
                                    : piece_rune(b->arena, rune, span, b->look),
                     0);
        return whole;
    }
    /* The tip of a brace points at the baseline where it can. */
    if (above == 0 || below == 0)
        tip = (rows - 1) / 2 - above;
    for (int row = -above; row <= below; row++) {
        uint32_t part = row == -above  ? parts->top
                        : row == below ? parts->bottom
                        : row == tip   ? parts->tip
                                       : parts->fill;

        piece_put(whole, piece_rune(b->arena, part, span, b->look), row, 0);
    }
    return whole;
}

struct piece *shape_between(const struct builder *b, struct piece *content,
                            uint32_t open, uint32_t close, struct span left,
                            struct span right)
{
    struct piece *whole = piece_empty(b->arena);
    int above = content->above, below = content->below;
    bool brace = open == '{' || close == '}';

    /* A brace has a tip between its ends: two rows are too few. */
    if (brace && above + below == 1)
        above = below = 1;
    piece_append(whole, shape_delim(b, open, above, below, left), 0);
    piece_append(whole, content, 0);
    piece_append(whole, shape_delim(b, close, above, below, right), 0);
    return whole;
}

struct piece *shape_fence(const struct builder *b, const struct tex_node *node)
{
    const struct tex_node *body = node->child[0];
    struct span left = { node->from, body->from };
    struct span right = { body->to, node->to };

    return shape_between(b, build(b, body), node->open, node->close, left,
                         right);
}
