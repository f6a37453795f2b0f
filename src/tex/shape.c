#include "tex/shape.h"

#include "tex/build.h"
#include "tex/script.h"
#include "tex/symbol.h"

static int most(int a, int b)
{
    return a > b ? a : b;
}

/* Puts a part into a whole, centred on `cols` columns. */
static void put_centred(struct piece *whole, struct piece *part, int row,
                        int cols)
{
    piece_put(whole, part, row, (cols - part->cols) / 2);
}

/* Builds as TeX does inside a script, below its nucleus or above. */
static struct piece *build_script(const struct builder *b,
                                  const struct tex_node *node, unsigned side)
{
    struct builder inner = *b;

    inner.script = true;
    inner.look |= side;
    return build(&inner, node);
}

/* ---- fractions and roots ---- */

/* One over another without a bar, in tall parentheses. */
static struct piece *binomial(const struct builder *b,
                              const struct tex_node *node, struct piece *top,
                              struct piece *bottom)
{
    struct piece *inner = piece_empty(b->arena);
    int cols = most(top->cols, bottom->cols);

    put_centred(inner, top, -1 - top->below, cols);
    put_centred(inner, bottom, 1 + bottom->above, cols);
    return shape_between(b, inner, '(', ')', build_span(node),
                         build_span(node));
}

static bool is_frac(const struct tex_node *node)
{
    node = build_single(node);
    return node && node->kind == TEX_FRAC;
}

struct piece *shape_frac(const struct builder *b, const struct tex_node *node)
{
    struct piece *whole = piece_empty(b->arena);
    struct piece *top = build(b, node->child[0]);
    struct piece *bottom = build(b, node->child[1]);
    int cols = most(top->cols, bottom->cols);

    if (slice_ends(node->command, "binom"))
        return binomial(b, node, top, bottom);
    /* In ASCII a bar of one column would be a minus; over a bar of one
     * column another would be of equal rank. */
    cols = cols > 1 || b->ascii || is_frac(node->child[0]) ||
                   is_frac(node->child[1])
               ? cols + 2
               : 1;
    piece_put(whole,
              piece_bar(b->arena, b->ascii ? '-' : 0x2500, cols,
                        build_span(node), b->look),
              0, 0);
    put_centred(whole, top, -1 - top->below, cols);
    put_centred(whole, bottom, 1 + bottom->above, cols);
    return whole;
}

/* The hook, the line over the body, and the index in the hook's angle. */
static struct piece *root(const struct builder *b, const struct tex_node *node,
                          struct piece *body, struct piece *index)
{
    struct piece *whole = piece_empty(b->arena);
    struct span span = build_span(node);
    int left = index ? index->cols : 0, top = -1 - body->above;

    if (index)
        piece_put(whole, index, body->below - 1 - index->below, 0);
    piece_put(whole, piece_rune(b->arena, 0x221A, span, b->look), body->below,
              left);
    if (piece_rows(body) > 1)
        piece_put(whole,
                  piece_column(b->arena, 0x2502, piece_rows(body) - 1,
                               piece_rows(body) - 2, span, b->look),
                  body->below - 1, left);
    piece_put(whole, piece_rune(b->arena, 0x250C, span, b->look), top, left);
    piece_put(whole, piece_bar(b->arena, 0x2500, body->cols, span, b->look),
              top, left + 1);
    piece_put(whole, body, 0, left + 1);
    return whole;
}

struct piece *shape_sqrt(const struct builder *b, const struct tex_node *node)
{
    struct piece *body = build(b, node->child[0]);
    struct piece *index =
        node->child[1] ? build_script(b, node->child[1], TEX_SUP) : NULL;
    struct span span = build_span(node);
    struct piece *whole = piece_empty(b->arena);

    if (!b->ascii && !(build_sign(body) && !index))
        return root(b, node, body, index);
    if (index)
        piece_append(whole, index, 0);
    if (!b->ascii) {
        piece_append(whole, piece_rune(b->arena, 0x221A, span, b->look), 0);
        piece_append(whole, body, 0);
        return whole;
    }
    piece_append(whole,
                 piece_text(b->arena, slice_of(index ? "-root" : "sqrt"), span,
                            b->look),
                 0);
    piece_append(whole, shape_between(b, body, '(', ')', span, span), 0);
    return whole;
}

/* ---- scripts ---- */

/* Whether scripts go under and over: never inside a script, where a line is
 * low, and for argmax and argmin however they are spelt. */
static bool has_limits(const struct builder *b, const struct tex_node *nucleus)
{
    if (b->script || !nucleus)
        return false;
    if (nucleus->kind == TEX_OPERATOR)
        return nucleus->limits || slice_is(nucleus->text, "argmax") ||
               slice_is(nucleus->text, "argmin") ||
               slice_is(nucleus->text, "arg\\,max") ||
               slice_is(nucleus->text, "arg\\,min");
    return nucleus->limits;
}

/* Whether scripts sit at its upper and lower edge, not above and below it. */
static bool is_tall(const struct tex_node *nucleus)
{
    return nucleus &&
           (nucleus->kind == TEX_FENCE || nucleus->kind == TEX_FRAC ||
            nucleus->kind == TEX_ENV || nucleus->kind == TEX_SQRT);
}

static bool only_primes(const struct tex_node *sup)
{
    if (!sup || sup->braced || sup->kind != TEX_LIST || !sup->first)
        return false;
    for (const struct tex_node *n = sup->first; n; n = n->next)
        if (n->kind != TEX_SYMBOL || !slice_is(n->text, "'"))
            return false;
    return true;
}

/* One piece with others centred below and above it; either may be NULL. */
static struct piece *stack(const struct builder *b, struct piece *base,
                           struct piece *below, struct piece *above)
{
    struct piece *whole = piece_empty(b->arena);
    int cols = base->cols, floor = base->below, ceiling = base->above;

    if (below)
        cols = most(cols, below->cols);
    if (above)
        cols = most(cols, above->cols);
    put_centred(whole, base, 0, cols);
    if (above)
        put_centred(whole, above, -ceiling - 1 - above->below, cols);
    if (below)
        put_centred(whole, below, floor + 1 + below->above, cols);
    return whole;
}

struct piece *shape_scripts_on(const struct builder *b,
                               const struct tex_node *node, struct piece *base)
{
    const struct tex_node *nucleus = node->child[0];
    struct piece *sub =
        node->child[1] ? build_script(b, node->child[1], TEX_SUB) : NULL;
    struct piece *sup =
        node->child[2] ? build_script(b, node->child[2], TEX_SUP) : NULL;
    struct piece *whole = piece_empty(b->arena);
    bool tall = is_tall(nucleus);
    int floor = base->below, ceiling = base->above;

    if (has_limits(b, nucleus))
        return stack(b, base, sub, sup);
    /* Scripts are those of the letter, however high its accent. */
    if (nucleus && nucleus->kind == TEX_ACCENT)
        floor = ceiling = 0;
    piece_put(whole, base, 0, 0);
    if (sup && only_primes(node->child[2])) {
        piece_append(whole, sup, 0);
        if (sub)
            piece_put(whole, sub, floor + 1 + sub->above, base->cols);
        return whole;
    }
    if (sup)
        piece_put(whole, sup,
                  tall && ceiling > 0 ? -ceiling : -ceiling - 1 - sup->below,
                  base->cols);
    if (sub)
        piece_put(whole, sub,
                  tall && floor > 0 ? floor : floor + 1 + sub->above,
                  base->cols);
    return whole;
}

struct piece *shape_scripts(const struct builder *b,
                            const struct tex_node *node)
{
    const struct tex_node *nucleus = node->child[0];
    struct piece *base =
        nucleus ? build_node(b, nucleus, NULL) : piece_empty(b->arena);

    return shape_scripts_on(b, node, base);
}

struct piece *shape_stack(const struct builder *b, const struct tex_node *node)
{
    struct piece *below =
        node->child[1] ? build_script(b, node->child[1], TEX_SUB) : NULL;
    struct piece *above =
        node->child[2] ? build_script(b, node->child[2], TEX_SUP) : NULL;

    return stack(b, build(b, node->child[0]), below, above);
}

struct piece *shape_arrow(const struct builder *b, const struct tex_node *node)
{
    struct piece *above = build_script(b, node->child[0], TEX_SUP);
    struct piece *below =
        node->child[1] ? build_script(b, node->child[1], TEX_SUB) : NULL;
    struct piece *shaft = piece_empty(b->arena);
    struct span span = build_span(node);
    bool back = node->rune == 0x2190;
    int cols = most(above->cols, below ? below->cols : 0);
    uint32_t head = node->rune;
    struct piece *line, *point;

    if (b->ascii)
        head = back ? '<' : '>';
    line =
        piece_bar(b->arena, b->ascii ? '-' : 0x2500, cols + 1, span, b->look);
    point = piece_rune(b->arena, head, span, b->look);
    piece_append(shaft, back ? point : line, 0);
    piece_append(shaft, back ? line : point, 0);
    return stack(b, shaft, below, above);
}

/* ---- accents ---- */

/* What stands in a row of its own for a combining accent. */
static uint32_t accent_sign(uint32_t accent, bool below)
{
    switch (accent) {
    case 0x302:
        return '^';
    case 0x303:
        return '~';
    case 0x304:
        return '_';
    case 0x332:
        return below ? '-' : '_';
    case 0x307:
    case 0x308:
        return accent == 0x307 ? '.' : '"';
    case 0x20D7:
        return '>';
    case 0x30C:
        return 'v';
    case 0x306:
        return 'u';
    case 0x301:
        return '/';
    case 0x300:
        return '\\';
    default:
        return 'o';
    }
}

/* A brace laid on its side, its tip towards what is written beside it. */
static struct piece *lying_brace(const struct builder *b, int cols, bool below,
                                 struct span span)
{
    struct piece *whole = piece_empty(b->arena);
    uint32_t left = below ? 0x2514 : 0x250C, right = below ? 0x2518 : 0x2510;
    uint32_t tip = below ? 0x252C : 0x2534, line = 0x2500;

    if (b->ascii) {
        left = below ? '\\' : '/';
        right = below ? '/' : '\\';
        tip = '+';
        line = '-';
    }
    for (int i = 0; i < cols; i++) {
        uint32_t rune = i == (cols - 1) / 2 ? tip
                        : i == 0            ? left
                        : i == cols - 1     ? right
                                            : line;

        piece_append(whole, piece_rune(b->arena, rune, span, b->look), 0);
    }
    return whole;
}

/* The accent in a row of its own. */
static struct piece *accent_row(const struct builder *b,
                                const struct tex_node *node, struct piece *base)
{
    struct span span = build_span(node);
    uint32_t accent = node->rune;
    uint32_t rune = accent_sign(accent, node->below);
    int cols = base->cols > 0 ? base->cols : 1;
    struct piece *sign;

    if (accent == '{')
        sign = lying_brace(b, cols, node->below, span);
    else if (rune == '_' || rune == '-')
        sign = piece_bar(b->arena, rune == '-' && !b->ascii ? 0x203E : rune,
                         cols, span, b->look | TEX_HAT);
    else
        sign = piece_rune(b->arena, rune == '>' && !b->ascii ? 0x2192 : rune,
                          span, b->look | TEX_HAT);
    return stack(b, base, node->below ? sign : NULL, node->below ? NULL : sign);
}

struct piece *shape_accent(const struct builder *b, const struct tex_node *node)
{
    bool suffix = node->rune == 0x302 || node->rune == 0x303;
    struct piece *base, *sign;
    uint32_t one;

    if (node->rune == 0x338)
        return flat_accent(b, node);
    base = build(b, node->child[0]);
    sign = build_sign(base);
    one = sign ? script_accented(sign->rune, node->rune) : 0;
    if (!sign || node->rune == '{' || node->below ||
        (node->wide && node->rune == 0x304))
        return accent_row(b, node, base);
    if (b->ascii && suffix) {
        struct piece *whole = piece_empty(b->arena);

        piece_append(whole, base, 0);
        piece_append(whole,
                     piece_rune(b->arena, accent_sign(node->rune, false),
                                build_span(node), b->look),
                     0);
        return whole;
    }
    if (b->ascii || b->hat_row || node->rune == 0x20D7)
        return accent_row(b, node, base);
    /* The sign now stands for the accent, too. */
    sign->from = node->from;
    sign->to = node->to;
    if (one)
        sign->rune = one;
    else if (!sign->mark)
        sign->mark = node->rune;
    return base;
}
