#include "tex/build.h"

#include <string.h>

#include "base/arena.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include "tex/shape.h"
#include "tex/symbol.h"

struct span build_span(const struct tex_node *node)
{
    return (struct span){ node->from, node->to };
}

static bool is_letter(uint32_t c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_alnum(uint32_t c)
{
    return is_letter(c) || (c >= '0' && c <= '9');
}

const struct tex_node *build_single(const struct tex_node *node)
{
    while (node && node->kind == TEX_LIST && node->first && !node->first->next)
        node = node->first;
    return node;
}

struct piece *build_sign(struct piece *piece)
{
    while (piece->first && !piece->first->next && piece->first->row == 0)
        piece = piece->first;
    return piece->rune && piece->repeat == 1 && !piece->first ? piece : NULL;
}

static unsigned letter_look(const struct builder *b)
{
    return b->look | (b->upright ? 0 : TEX_ITALIC);
}

/* A symbol as text, or a character that has one. */
static struct piece *symbol(const struct builder *b,
                            const struct tex_node *node)
{
    const struct tex_symbol *s = node->symbol;
    unsigned look = s->flags & TEX_SYMBOL_LETTER ? letter_look(b) : b->look;

    return piece_text(b->arena, slice_of(b->ascii ? s->ascii : s->text),
                      build_span(node), look);
}

static struct piece *character(const struct builder *b,
                               const struct tex_node *node)
{
    uint32_t rune = node->rune;
    unsigned look = is_letter(rune) ? letter_look(b) : b->look;
    struct piece *piece;

    if (node->symbol && !node->mark)
        return symbol(b, node);
    if (b->ascii && rune >= 0x80) {
        look |= TEX_ERROR;
        rune = '?';
    } else if (!b->ascii && rune == '-') {
        rune = 0x2212;
    }
    piece = piece_rune(b->arena, rune, build_span(node), look);
    if (!b->ascii)
        piece->mark = node->mark;
    return piece;
}

/* Text that is shown as it stands in the source; in ASCII only what is. */
static struct piece *verbatim(const struct builder *b, struct slice text,
                              struct span span, unsigned style)
{
    struct piece *piece = piece_text(b->arena, text, span, style);

    for (struct piece *p = piece->first; b->ascii && p; p = p->next) {
        const struct tex_symbol *s = tex_symbol_of(p->rune);

        p->mark = 0;
        if (p->rune >= 0x80) {
            p->rune = s && !s->ascii[1] ? (uint32_t)s->ascii[0] : '?';
            /* Two cells stay two: the width was taken already. */
            p->repeat = p->width;
            p->width = 1;
        }
    }
    return piece;
}

struct piece *build_raw(const struct builder *b, const struct tex_node *node,
                        unsigned style)
{
    struct strbuf text = { 0 };
    struct slice raw = node->text;
    struct piece *piece;
    uint32_t at = 0;

    /* Without escapes the text is the source, byte for byte. */
    for (size_t i = 0; i < raw.len; i++) {
        char c = raw.at[i];
        bool more = i + 1 < raw.len;

        if (c == '\\' && more && strchr(" ,;:~", raw.at[i + 1]))
            c = ' ', i++;
        else if (c == '\\' && more && strchr("{}_%$&#", raw.at[i + 1]))
            c = raw.at[++i];
        else if (c == '~')
            c = ' ';
        else if (c == '$' || c == '{' || c == '}')
            continue;
        strbuf_putc(&text, c);
    }
    if (text.len == raw.len)
        at = (uint32_t)node->raw;
    piece = verbatim(b, (struct slice){ text.at, text.len },
                     text.len == raw.len && raw.len > 0
                         ? (struct span){ at, at + (uint32_t)raw.len }
                         : build_span(node),
                     style);
    strbuf_finish(&text);
    return piece;
}

struct piece *build_tag(const struct builder *b, const struct tex_node *node)
{
    struct piece *piece = piece_empty(b->arena);
    struct span span = build_span(node);

    if (node->kind == TEX_TAG) {
        if (!node->limits)
            piece_append(piece, piece_rune(b->arena, '(', span, TEX_NOTE), 0);
        piece_append(piece, build_raw(b, node, TEX_NOTE), 0);
        if (!node->limits)
            piece_append(piece, piece_rune(b->arena, ')', span, TEX_NOTE), 0);
        return piece;
    }
    for (const struct tex_node *n = node; n; n = n->next) {
        struct piece *sign = character(b, n);

        sign->style = TEX_NOTE;
        piece_append(piece, sign, 0);
    }
    return piece;
}

/* ---- fonts and text ---- */

static struct piece *font(const struct builder *b, const struct tex_node *node)
{
    struct builder inner = *b;
    struct piece *piece;

    if (slice_is(node->text, "mathbb") || slice_is(node->text, "mathbf") ||
        slice_is(node->text, "boldsymbol") || slice_is(node->text, "bm") ||
        slice_is(node->text, "pmb"))
        inner.look |= TEX_BOLD;
    inner.upright = !slice_is(node->text, "boldsymbol") &&
                    !slice_is(node->text, "mathcal") &&
                    !slice_is(node->text, "mathit") &&
                    !slice_is(node->text, "boxed");
    piece = build(&inner, node->child[0]);
    if (slice_ends(node->text, "phantom")) {
        int cols = piece->cols;

        piece = piece_empty(b->arena);
        piece->cols = cols;
    }
    return piece;
}

static struct piece *text(const struct builder *b, const struct tex_node *node)
{
    unsigned style = b->look;

    if (slice_is(node->command, "textbf"))
        style |= TEX_BOLD;
    if (slice_is(node->command, "textit"))
        style |= TEX_ITALIC;
    return build_raw(b, node, style);
}

/* ---- classes ---- */

static enum tex_class font_class(const struct tex_node *node)
{
    static const struct {
        const char *name;
        enum tex_class cls;
    } classes[] = { { "mathop", TEX_OP },       { "mathrel", TEX_REL },
                    { "mathbin", TEX_BIN },     { "mathopen", TEX_OPEN },
                    { "mathclose", TEX_CLOSE }, { "mathpunct", TEX_PUNCT } };

    for (size_t i = 0; i < sizeof classes / sizeof classes[0]; i++)
        if (slice_is(node->text, classes[i].name))
            return classes[i].cls;
    return TEX_ORD;
}

static enum tex_class delim_class(const struct tex_node *node)
{
    if (slice_ends(node->text, "l"))
        return TEX_OPEN;
    if (slice_ends(node->text, "r"))
        return TEX_CLOSE;
    if (slice_ends(node->text, "m"))
        return TEX_REL;
    return tex_symbol_class(node->open);
}

static void set_class(struct row_item *item, enum tex_class cls)
{
    item->left = item->right = cls;
}

/* What the neighbours of a node must know of it. */
static void classify(struct row_item *item, const struct tex_node *node)
{
    switch (node->kind) {
    case TEX_CHAR:
        set_class(item, tex_symbol_class(node->rune));
        break;
    case TEX_SYMBOL:
        set_class(item, node->symbol->cls);
        item->big = node->symbol->flags & TEX_SYMBOL_BIG;
        break;
    case TEX_FRAC:
        set_class(item, TEX_INNER);
        item->bar = !slice_ends(node->text, "binom");
        break;
    case TEX_OPERATOR:
        set_class(item, TEX_OP);
        break;
    case TEX_ARROW:
        set_class(item, TEX_REL);
        break;
    case TEX_FENCE:
    case TEX_ENV:
        item->left = TEX_OPEN;
        item->right = TEX_CLOSE;
        break;
    case TEX_DELIM:
        set_class(item, delim_class(node));
        break;
    case TEX_FONT:
        set_class(item, font_class(node));
        break;
    case TEX_ACCENT:
        if (slice_is(node->text, "not") && build_single(node->child[0]))
            classify(item, build_single(node->child[0]));
        break;
    case TEX_SCRIPTS:
    case TEX_STACK:
        if (node->child[0])
            classify(item, node->kind == TEX_STACK
                               ? build_single(node->child[0])
                               : node->child[0]);
        break;
    default:
        break;
    }
}

static bool is_greek(uint32_t c)
{
    return c >= 0x391 && c <= 0x3C9;
}

/* Whether letters meet letters at its ends: "theta" and "x" in ASCII. */
static void find_letters(struct row_item *item, struct piece *piece)
{
    struct piece *head = piece, *tail = piece;
    bool level = true;

    while (head->first)
        head = head->first;
    /* Scripts above and below keep what follows off by their width. */
    while (tail->last) {
        tail = tail->last;
        level = level && tail->row == 0;
    }
    item->head = is_alnum(head->rune) || is_greek(head->rune);
    item->tail = is_alnum(tail->rune) || is_greek(tail->rune) ||
                 (item->tail_word && tail->rune == '}');
    item->tail = item->tail && level;
}

/* ---- dispatch ---- */

static struct piece *build_flat(const struct builder *b,
                                const struct tex_node *node,
                                struct row_item *item)
{
    switch (node->kind) {
    case TEX_FRAC:
        item->bar = false;
        return flat_frac(b, node);
    case TEX_SQRT:
        return flat_sqrt(b, node);
    case TEX_ACCENT:
        return flat_accent(b, node);
    case TEX_STACK:
        return flat_stack(b, node, item);
    case TEX_ARROW:
        return flat_arrow(b, node);
    case TEX_ENV:
        return flat_env(b, node);
    default:
        return piece_empty(b->arena);
    }
}

static struct piece *build_tall(const struct builder *b,
                                const struct tex_node *node)
{
    switch (node->kind) {
    case TEX_FRAC:
        return shape_frac(b, node);
    case TEX_SQRT:
        return shape_sqrt(b, node);
    case TEX_ACCENT:
        return shape_accent(b, node);
    case TEX_STACK:
        return shape_stack(b, node);
    case TEX_ARROW:
        return shape_arrow(b, node);
    case TEX_ENV:
        return shape_env(b, node);
    default:
        return piece_empty(b->arena);
    }
}

/* Whether a symbol is drawn as a word where no space sets it off. */
static bool is_spelt(const struct builder *b, const struct tex_node *node)
{
    return node->kind == TEX_SYMBOL && node->symbol->ascii[1] &&
           (b->ascii || b->script);
}

static struct piece *build_kind(const struct builder *b,
                                const struct tex_node *node,
                                struct row_item *item)
{
    struct span span = build_span(node);

    switch (node->kind) {
    case TEX_LIST:
        return build(b, node);
    case TEX_CHAR:
        return character(b, node);
    case TEX_SYMBOL:
        item->head_word = item->tail_word = is_spelt(b, node);
        return symbol(b, node);
    case TEX_SCRIPTS:
        item->head_word = node->child[0] && is_spelt(b, node->child[0]);
        return b->inline_ ? flat_scripts(b, node, item)
                          : shape_scripts(b, node);
    case TEX_FONT:
        return font(b, node);
    case TEX_TEXT:
        return text(b, node);
    case TEX_OPERATOR:
        item->head_word = item->tail_word = true;
        return build_raw(b, node, b->look);
    case TEX_FENCE:
        return shape_fence(b, node);
    case TEX_DELIM:
        return shape_delim(b, node->open, 0, 0, span);
    case TEX_UNKNOWN:
    case TEX_SOURCE:
        return verbatim(b, node->text, span, TEX_ERROR);
    case TEX_MISSING:
        return piece_rune(b->arena, '?', span, TEX_ERROR);
    default:
        return b->inline_ ? build_flat(b, node, item) : build_tall(b, node);
    }
}

struct piece *build_node(const struct builder *b, const struct tex_node *node,
                         struct row_item *item)
{
    struct row_item spare = { 0 };
    struct piece *piece;

    if (!item)
        item = &spare;
    classify(item, node);
    piece = build_kind(b, node, item);
    find_letters(item, piece);
    return piece;
}

struct piece *build(const struct builder *b, const struct tex_node *node)
{
    struct row row = { 0 };

    if (!node)
        return piece_empty(b->arena);
    if (node->kind != TEX_LIST)
        return build_node(b, node, NULL);
    row_add(b, &row, node->first, NULL);
    row_space(b, &row, false);
    return row_piece(b, &row, 0, row.count);
}
