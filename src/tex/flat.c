/* The constructions on one row: for formulas inside a line of text. */
#include "tex/build.h"
#include "tex/script.h"
#include "tex/shape.h"
#include "tex/symbol.h"

enum { SIGNS_MAX = 24 }; /* a longer script is written as TeX does */

/* The signs of a script as small letters. */
struct small {
    int count;
    uint32_t runes[SIGNS_MAX];
    struct span spans[SIGNS_MAX];
};

static bool is_letter(uint32_t c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static void append_rune(const struct builder *b, struct piece *whole,
                        uint32_t rune, struct span span)
{
    piece_append(whole, piece_rune(b->arena, rune, span, b->look), 0);
}

/* ---- scripts ---- */

/* A script that is a word and no row of indices: \text, or only letters,
 * and three of them or capitals. */
static bool is_word(const struct tex_node *script)
{
    const struct tex_node *one = build_single(script);
    int letters = 0;
    bool capitals = true;

    if (one && (one->kind == TEX_TEXT || one->kind == TEX_OPERATOR))
        return true;
    if (one && one->kind == TEX_FONT)
        return is_word(one->child[0]);
    if (!one || one->kind != TEX_LIST)
        return false;
    for (const struct tex_node *n = one->first; n; n = n->next) {
        if (n->kind != TEX_CHAR || !is_letter(n->rune))
            return false;
        capitals = capitals && n->rune < 'a';
        letters++;
    }
    return letters >= 3 || (letters == 2 && capitals);
}

/* Collects a script as small signs; false when one of them has none. */
static bool collect(struct small *small, const struct tex_node *node,
                    bool super)
{
    uint32_t rune = 0;

    if (!node)
        return true;
    if (node->kind == TEX_LIST) {
        for (const struct tex_node *n = node->first; n; n = n->next)
            if (!collect(small, n, super))
                return false;
        return true;
    }
    if (node->kind == TEX_FONT && slice_is(node->text, "mathrm"))
        return collect(small, node->child[0], super);
    if (node->kind == TEX_CHAR && !node->mark)
        rune = script_of(node->rune, super);
    else if (node->kind == TEX_SYMBOL && super && slice_is(node->text, "'"))
        rune = 0x2032;
    else if (node->kind == TEX_SYMBOL && super && slice_is(node->text, "top"))
        rune = 0x1D40;
    if (rune == 0 || small->count == SIGNS_MAX)
        return false;
    small->spans[small->count] = build_span(node);
    small->runes[small->count++] = rune;
    return true;
}

static void append_small(const struct builder *b, struct piece *whole,
                         const struct small *small)
{
    for (int i = 0; i < small->count; i++)
        append_rune(b, whole, small->runes[i], small->spans[i]);
}

/* One sign or one number needs no braces. */
static bool is_bare(const struct tex_node *script)
{
    const struct tex_node *one = build_single(script);

    if (!one)
        return false;
    return one->kind == TEX_CHAR || one->kind == TEX_SYMBOL || is_word(one);
}

static bool is_primes(const struct tex_node *sup)
{
    const struct tex_node *n = sup && !sup->braced ? sup->first : NULL;

    for (; n; n = n->next)
        if (n->kind != TEX_SYMBOL || !slice_is(n->text, "'"))
            return false;
    return sup && !sup->braced && sup->first;
}

/* A script as TeX writes it: "_θ", "^{y_{i,k}}". */
static void append_written(const struct builder *b, struct piece *whole,
                           const struct tex_node *script, uint32_t sign,
                           struct row_item *item)
{
    struct builder inner = *b;
    struct span span;

    if (!script)
        return;
    span = build_span(script);
    inner.script = true;
    if (sign == '^' && is_primes(script)) {
        piece_append(whole, build(&inner, script), 0);
        return;
    }
    append_rune(b, whole, sign, span);
    item->tail_word = true;
    if (!is_bare(script))
        append_rune(b, whole, '{', span);
    piece_append(whole, build(&inner, script), 0);
    if (!is_bare(script))
        append_rune(b, whole, '}', span);
}

struct piece *flat_scripts(const struct builder *b, const struct tex_node *node,
                           struct row_item *item)
{
    struct piece *whole = piece_empty(b->arena);
    struct small sub = { 0 }, sup = { 0 };
    bool small;

    if (node->child[0])
        piece_append(whole, build_node(b, node->child[0], NULL), 0);
    small = !b->ascii && !is_word(node->child[1]) &&
            collect(&sub, node->child[1], false) &&
            collect(&sup, node->child[2], true);
    if (small && is_primes(node->child[2])) {
        append_small(b, whole, &sup);
        append_small(b, whole, &sub);
    } else if (small) {
        append_small(b, whole, &sub);
        append_small(b, whole, &sup);
    } else {
        append_written(b, whole, node->child[1], '_', item);
        append_written(b, whole, node->child[2], '^', item);
    }
    return whole;
}

/* ---- fractions, roots ---- */

/* Whether a part of a fraction reads as one thing without parentheses. */
static bool is_atom(const struct tex_node *node)
{
    const struct tex_node *one = build_single(node);
    bool number = true;

    if (!one)
        return false;
    if (one->kind == TEX_LIST) {
        for (const struct tex_node *n = one->first; n; n = n->next)
            number = number && n->kind == TEX_CHAR &&
                     ((n->rune >= '0' && n->rune <= '9') || n->rune == '.');
        return number && one->first;
    }
    return one->kind != TEX_FRAC && one->kind != TEX_STACK &&
           one->kind != TEX_ENV && one->kind != TEX_ARROW;
}

/* An argument, in parentheses unless it is one atom. */
static void append_closed(const struct builder *b, struct piece *whole,
                          const struct tex_node *node)
{
    struct piece *inner = build(b, node);
    struct span span = build_span(node);

    if (is_atom(node))
        piece_append(whole, inner, 0);
    else
        piece_append(whole, shape_between(b, inner, '(', ')', span, span), 0);
}

static void append_word(const struct builder *b, struct piece *whole,
                        const char *word, const struct tex_node *node)
{
    piece_append(whole,
                 piece_text(b->arena, slice_of(word), build_span(node),
                            b->look),
                 0);
}

struct piece *flat_frac(const struct builder *b, const struct tex_node *node)
{
    struct piece *whole = piece_empty(b->arena);

    if (slice_ends(node->command, "binom")) {
        append_word(b, whole, "C(", node);
        piece_append(whole, build(b, node->child[0]), 0);
        append_rune(b, whole, ',', build_span(node));
        piece_append(whole, build(b, node->child[1]), 1);
        append_rune(b, whole, ')', build_span(node));
        return whole;
    }
    append_closed(b, whole, node->child[0]);
    append_rune(b, whole, '/', build_span(node));
    append_closed(b, whole, node->child[1]);
    return whole;
}

struct piece *flat_sqrt(const struct builder *b, const struct tex_node *node)
{
    struct piece *whole = piece_empty(b->arena);
    struct span span = build_span(node);
    struct small index = { 0 };

    if (node->child[1]) {
        if (!b->ascii && collect(&index, node->child[1], true)) {
            append_small(b, whole, &index);
        } else {
            piece_append(whole, build(b, node->child[1]), 0);
            append_rune(b, whole, '-', span);
        }
    }
    append_word(b, whole, b->ascii ? "sqrt" : "√", node);
    if (b->ascii)
        piece_append(whole,
                     shape_between(b, build(b, node->child[0]), '(', ')', span,
                                   span),
                     0);
    else
        append_closed(b, whole, node->child[0]);
    return whole;
}

/* ---- accents, stacks, arrows ---- */

/* The name of the accent as a function: "bar(x)". */
static struct piece *accent_named(const struct builder *b,
                                  const struct tex_node *node,
                                  struct piece *base)
{
    struct piece *whole = piece_empty(b->arena);
    struct slice name = node->command;
    struct span span = build_span(node);

    if (node->rune == '{' || node->rune == 0x332)
        return base;
    if (slice_starts(name, "wide"))
        name = slice_sub(name, 4, name.len);
    piece_append(whole, piece_text(b->arena, name, span, b->look), 0);
    piece_append(whole, shape_between(b, base, '(', ')', span, span), 0);
    return whole;
}

struct piece *flat_accent(const struct builder *b, const struct tex_node *node)
{
    struct piece *base = build(b, node->child[0]);
    struct piece *sign = build_sign(base);
    uint32_t one = sign ? script_accented(sign->rune, node->rune) : 0;
    struct piece *whole = piece_empty(b->arena);

    if (node->rune == 0x338 && (b->ascii || !sign)) {
        append_rune(b, whole, '!', build_span(node));
        piece_append(whole, base, 0);
        return whole;
    }
    if (b->ascii && sign && (node->rune == 0x302 || node->rune == 0x303)) {
        piece_append(whole, base, 0);
        append_rune(b, whole, node->rune == 0x302 ? '^' : '~',
                    build_span(node));
        return whole;
    }
    if (b->ascii || !sign || node->below || node->rune == '{' ||
        (b->hat_row && !one) || node->rune == 0x20D7)
        return accent_named(b, node, base);
    sign->from = node->from;
    sign->to = node->to;
    if (one)
        sign->rune = one;
    else if (!sign->mark)
        sign->mark = node->rune;
    return base;
}

struct piece *flat_stack(const struct builder *b, const struct tex_node *node,
                         struct row_item *item)
{
    struct piece *whole = piece_empty(b->arena);

    piece_append(whole, build(b, node->child[0]), 0);
    append_written(b, whole, node->child[1], '_', item);
    append_written(b, whole, node->child[2], '^', item);
    return whole;
}

struct piece *flat_arrow(const struct builder *b, const struct tex_node *node)
{
    struct piece *whole = piece_empty(b->arena);
    struct row_item spare;
    bool back = node->rune == 0x2190;

    append_word(b, whole, back ? "<-" : b->ascii ? "->" : "→", node);
    append_written(b, whole, node->child[1], '_', &spare);
    append_written(b, whole, node->child[0], '^', &spare);
    return whole;
}
