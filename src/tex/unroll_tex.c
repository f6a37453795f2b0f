/* unroll_tex.c - unroll_tex() of unroll.h: numbers put in for letters. */
#include "tex/unroll.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/strbuf.h"
#include "tex/mean_write.h"
#include "tex/unroll_parts.h"

enum {
    TERMS_WHOLE = 6,  /* a sum of more is cut... */
    TERMS_INSIDE = 4, /* ...and inside another one is its value */
    DIGITS = 3,       /* of a number put in */
    INTEGER_MAX = 1000000
};

/* ---- numbers as nodes ---- */

struct mean *unroll_node(struct arena *arena, enum mean_kind kind)
{
    struct mean *node = arena_alloc(arena, sizeof *node);

    node->kind = kind;
    return node;
}

static struct mean *negative(struct arena *arena, struct mean *of)
{
    struct mean *node = unroll_node(arena, MEAN_NEGATE);

    node->first = of;
    node->grouped = true;
    return node;
}

/* Digits behind the point that leave DIGITS significant ones, no zeros at
 * the end but one. */
static int decimals_of(double x)
{
    char text[64];
    int places = DIGITS - 1 - (int)floor(log10(x)), len;

    if (places < 1)
        return 1;
    len = snprintf(text, sizeof text, "%.*f", places, x);
    while (places > 1 && text[len - 1] == '0') {
        places--;
        len--;
    }
    return places;
}

static struct mean *words(struct arena *arena, struct real r)
{
    struct mean *node = unroll_node(arena, MEAN_TEXT);
    struct strbuf text = { 0 };

    real_write(&text, r, DIGITS);
    node->name = slice_of(arena_text(arena, strbuf_text(&text), text.len));
    strbuf_finish(&text);
    return node;
}

struct mean *unroll_number(struct arena *arena, struct real r, bool entry)
{
    struct mean *node;
    double x;

    if (r.x < 0.0) {
        r.x = -r.x;
        return negative(arena, unroll_number(arena, r, entry));
    }
    x = real_double(r);
    if (isinf(r.x))
        return unroll_node(arena, MEAN_INFINITY);
    if (isnan(x) || (x == 0.0 && r.x != 0.0) ||
        (x != 0.0 && !(x >= 1e-4 && x < INTEGER_MAX)))
        return words(arena, r);
    node = unroll_node(arena, MEAN_NUMBER);
    node->number = x == 0.0 ? 0.0 : x;
    node->decimals = x == floor(x) ? (entry ? 1 : -1) : decimals_of(x);
    return node;
}

/* ---- putting in ---- */

struct put {
    struct arena *arena;
    struct unroll at;
    int depth;   /* of sums and products that are written out */
    bool raised; /* in an exponent: 1.0 is 1 there, which is drawn small */
};

static struct mean *put(const struct put *with, const struct mean *node);

static struct mean **put_all(const struct put *with, struct mean *const *nodes,
                             size_t count)
{
    struct mean **out = arena_array(with->arena, count, sizeof *out);

    for (size_t i = 0; i < count; i++)
        out[i] = nodes[i] ? put(with, nodes[i]) : NULL;
    return out;
}

/* The node with its parts put in. */
static struct mean *rebuilt(const struct put *with, const struct mean *node)
{
    struct mean *out = arena_alloc(with->arena, sizeof *out);

    *out = *node;
    if (node->first)
        out->first = put(with, node->first);
    if (node->second) {
        struct put above = *with;

        above.raised |= node->kind == MEAN_POWER;
        out->second = put(&above, node->second);
    }
    out->items = put_all(with, node->items, node->item_count);
    out->arguments = put_all(with, node->arguments, node->argument_count);
    return out;
}

/* The same node: what is shared is not written to. */
static struct mean *as_it_is(const struct put *with, const struct mean *node)
{
    struct mean *out = arena_alloc(with->arena, sizeof *out);

    *out = *node;
    return out;
}

static bool is_entry(const struct mean *node)
{
    return node->kind != MEAN_NAME || node->item_count > 0;
}

/* A letter of which nothing is known keeps its shape: x_i becomes x_2. */
static struct mean *put_leaf(const struct put *with, const struct mean *node)
{
    struct real r;
    struct mean *out;

    if (unroll_real(with->arena, &with->at, node, &r))
        return unroll_number(with->arena, r, is_entry(node) && !with->raised);
    if (node->kind != MEAN_NAME && node->kind != MEAN_CALL)
        return as_it_is(with, node);
    out = as_it_is(with, node);
    out->items = put_all(with, node->items, node->item_count);
    return out;
}

static struct mean *chain(const struct put *with, bool product,
                          struct mean *left, struct mean *right)
{
    struct mean *out;

    if (!left)
        return right;
    out = unroll_node(with->arena, product ? MEAN_MULTIPLY : MEAN_ADD);
    out->first = left;
    out->second = right;
    return out;
}

/* A sum's term that is a sum itself keeps its brackets. */
static struct mean *put_term(const struct put *with, const struct mean *binder,
                             const struct unroll_range *range, size_t i)
{
    struct eval_binding room[UNROLL_LETTERS];
    struct put inner = { .arena = with->arena,
                         .depth = with->depth + 1,
                         .raised = with->raised };

    if (!unroll_bind(&with->at, binder->name, unroll_index(range, i), room,
                     &inner.at))
        return unroll_node(with->arena, MEAN_ELLIPSIS);
    return put(&inner, binder->first);
}

static struct mean *put_binder(const struct put *with,
                               const struct mean *binder)
{
    bool product = binder->kind == MEAN_PRODUCT;
    struct unroll_range range;
    struct mean *out = NULL;
    size_t n;

    if (with->depth > 1 ||
        !unroll_range(with->arena, &with->at, binder, &range) ||
        range.count == 0 || (with->depth == 1 && range.count > TERMS_INSIDE))
        return put_leaf(with, binder);
    n = range.count;
    for (size_t i = 0; i < n; i++) {
        struct mean *term;

        if (n > TERMS_WHOLE && i == 2) {
            term = unroll_node(with->arena, MEAN_ELLIPSIS);
            i = n - 2;
        } else
            term = put_term(with, binder, &range, i);
        out = chain(with, product, out, term);
    }
    /* The brackets also keep a - behind a sum's + from standing bare. */
    out->grouped |= n > 1;
    return out;
}

static struct mean *put(const struct put *with, const struct mean *node)
{
    switch (node->kind) {
    case MEAN_NUMBER:
    case MEAN_INFINITY:
    case MEAN_EULER:
    case MEAN_ELLIPSIS:
    case MEAN_TEXT:
    case MEAN_SPACE:
        return as_it_is(with, node);
    case MEAN_SUM:
    case MEAN_PRODUCT:
        return put_binder(with, node);
    case MEAN_NAME:
    case MEAN_CALL:
    case MEAN_OPTIMUM:
    case MEAN_EXPECT:
    case MEAN_GRADIENT:
    case MEAN_CASES:
        return put_leaf(with, node);
    default:
        return rebuilt(with, node);
    }
}

static const struct mean *with_numbers(struct arena *arena,
                                       const struct unroll *at,
                                       const struct mean *node)
{
    struct put with = { .arena = arena, .at = *at };
    struct mean *out = put(&with, node);

    if (node->kind == MEAN_SUM || node->kind == MEAN_PRODUCT)
        out->grouped = false;
    return out;
}

/* The number in brackets behind a logarithm that may stand without them: what
 * follows is no factor. Written to be read back, it always has them. */
static struct slice lone_number(struct slice rest, struct slice *behind)
{
    static const char open[] = "\\log\\left(", close[] = "\\right)";
    size_t from = sizeof open - 1, to = from;
    struct slice next;

    if (!slice_starts(rest, open))
        return (struct slice){ 0 };
    while (to < rest.len && strchr("0123456789.", rest.at[to]))
        to++;
    next = slice_sub(rest, to, rest.len);
    *behind = slice_sub(next, sizeof close - 1, next.len);
    if (to == from || !slice_starts(next, close) ||
        (behind->len && !slice_starts(*behind, " + ") &&
         !slice_starts(*behind, " - ") && !slice_starts(*behind, close)))
        return (struct slice){ 0 };
    return slice_sub(rest, from, to);
}

static void write_plainly(struct strbuf *out, struct slice tex)
{
    while (tex.len) {
        struct slice behind, number = lone_number(tex, &behind);

        if (number.len) {
            strbuf_printf(out, "\\log %.*s", SLICE_ARG(number));
            tex = behind;
        } else {
            strbuf_putc(out, tex.at[0]);
            tex = slice_sub(tex, 1, tex.len);
        }
    }
}

struct slice unroll_tex(struct arena *arena, const struct unroll *at,
                        const struct mean *node)
{
    struct strbuf text = { 0 }, plain = { 0 };
    struct slice out;

    mean_write_tex(&text, with_numbers(arena, at, node));
    write_plainly(&plain, (struct slice){ text.at, text.len });
    out = slice_of(arena_text(arena, strbuf_text(&plain), plain.len));
    strbuf_finish(&text);
    strbuf_finish(&plain);
    return out;
}
