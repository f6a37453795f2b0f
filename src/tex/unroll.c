#include "tex/unroll.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/strbuf.h"
#include "tex/mean_write.h"
#include "tex/scope.h"

enum {
    LETTERS = 32,     /* held at a value at once */
    TERMS_WHOLE = 6,  /* a sum of more is cut... */
    TERMS_INSIDE = 4, /* ...and inside another one is its value */
    ASKS = 30,        /* of eval() before it is given up: some 2 ms */
    DIGITS = 3,       /* of a number put in */
    INTEGER_MAX = 1000000
};

/* ---- letters ---- */

/* The place with one letter more (or held at another value). False when
 * there is no room; `room` is the caller's. */
static bool bind(const struct unroll *at, struct slice key, double value,
                 struct eval_binding room[LETTERS], struct unroll *out)
{
    size_t n = 0;

    for (size_t i = 0; i < at->options.binding_count; i++) {
        if (slice_eq(at->options.bindings[i].key, key))
            continue;
        if (n + 1 >= LETTERS)
            return false;
        room[n++] = at->options.bindings[i];
    }
    room[n++] = (struct eval_binding){ key, value };
    *out = *at;
    out->options.bindings = room;
    out->options.binding_count = n;
    return true;
}

static bool asked_enough(void *asks)
{
    return --*(int *)asks < 0;
}

/* The cost counts a repeated row once; multiplying it in again and again is
 * what the questions end. */
bool unroll_value(struct arena *arena, const struct unroll *at,
                  const struct mean *node, struct value *out)
{
    struct eval_options options = at->options;
    struct mean_fault fault;
    int asks = ASKS;

    options.stop = asked_enough;
    options.stop_context = &asks;
    return !(eval_cost(node, at->scope, at->data) > UNROLL_STEPS) &&
           eval(arena, node, at->scope, at->data, &options, out, &fault) ==
               EVAL_VALUE;
}

static bool number_of(struct arena *arena, const struct unroll *at,
                      const struct mean *node, struct real *out)
{
    struct value value;

    if (!node || !unroll_value(arena, at, node, &value) ||
        value.shape != VALUE_NUMBER)
        return false;
    *out = value.number;
    return true;
}

/* ---- ranges ---- */

double unroll_index(const struct unroll_range *range, size_t i)
{
    assert(i < range->count);
    return range->values ? range->values[i] : (double)range->first + (double)i;
}

static bool whole(struct arena *arena, const struct unroll *at,
                  const struct mean *node, long *out)
{
    struct real r;
    double x;

    if (!number_of(arena, at, node, &r))
        return false;
    x = real_double(r);
    if (!(fabs(x) < 1e15) || x != floor(x))
        return false;
    *out = (long)x;
    return true;
}

static bool range_of_set(struct arena *arena, const struct unroll *at,
                         const struct mean *set, struct unroll_range *range)
{
    double *values;

    if (!set || set->kind != MEAN_SET)
        return false;
    values = arena_array(arena, set->item_count, sizeof *values);
    for (size_t i = 0; i < set->item_count; i++) {
        struct real r;

        if (!number_of(arena, at, set->items[i], &r))
            return false;
        values[i] = real_double(r);
    }
    *range = (struct unroll_range){ set->item_count, 0, values };
    return true;
}

bool unroll_letter(struct arena *arena, const struct unroll *at,
                   struct slice letter, struct unroll_range *range)
{
    const struct scope_domain *domain = scope_domain(at->scope, letter);
    long count;

    if (domain && domain->set)
        return range_of_set(arena, at, domain->set, range);
    if (!domain ||
        !eval_domain(at->scope, at->data, letter, &range->first, &count))
        return false;
    range->count = count > 0 ? (size_t)count : 0;
    range->values = NULL;
    return true;
}

bool unroll_range(struct arena *arena, const struct unroll *at,
                  const struct mean *binder, struct unroll_range *range)
{
    long last;

    if (!binder->name.len || !binder->first ||
        scope_param(at->scope, binder->name))
        return false;
    if (binder->kind == MEAN_OPTIMUM || binder->kind == MEAN_EXPECT)
        return unroll_letter(arena, at, binder->name, range);
    if (binder->range == RANGE_SET)
        return range_of_set(arena, at, binder->set, range);
    if (binder->range == RANGE_DOMAIN || binder->range == RANGE_BARE)
        return unroll_letter(arena, at, binder->name, range);
    *range = (struct unroll_range){ 0, 1, NULL };
    if (binder->range == RANGE_BOUNDS &&
        !whole(arena, at, binder->from_bound, &range->first))
        return false;
    if (!whole(arena, at, binder->to_bound, &last))
        return false;
    if (last >= range->first)
        range->count = (size_t)(last - range->first) + 1;
    return true;
}

/* ---- numbers as nodes ---- */

static struct mean *make(struct arena *arena, enum mean_kind kind)
{
    struct mean *node = arena_alloc(arena, sizeof *node);

    node->kind = kind;
    return node;
}

static struct mean *negative(struct arena *arena, struct mean *of)
{
    struct mean *node = make(arena, MEAN_NEGATE);

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
    struct mean *node = make(arena, MEAN_TEXT);
    struct strbuf text = { 0 };

    real_write(&text, r, DIGITS);
    node->name = slice_of(arena_text(arena, strbuf_text(&text), text.len));
    strbuf_finish(&text);
    return node;
}

/* entry: of an array or a function: 1 is written 1.0, which tells it from an
 * index and a count. */
static struct mean *number(struct arena *arena, struct real r, bool entry)
{
    struct mean *node;
    double x;

    if (r.x < 0.0) {
        r.x = -r.x;
        return negative(arena, number(arena, r, entry));
    }
    x = real_double(r);
    if (isinf(r.x))
        return make(arena, MEAN_INFINITY);
    if (isnan(x) || (x == 0.0 && r.x != 0.0) ||
        (x != 0.0 && !(x >= 1e-4 && x < INTEGER_MAX)))
        return words(arena, r);
    node = make(arena, MEAN_NUMBER);
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

    if (number_of(with->arena, &with->at, node, &r))
        return number(with->arena, r, is_entry(node) && !with->raised);
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
    out = make(with->arena, product ? MEAN_MULTIPLY : MEAN_ADD);
    out->first = left;
    out->second = right;
    return out;
}

/* A sum's term that is a sum itself keeps its brackets. */
static struct mean *put_term(const struct put *with, const struct mean *binder,
                             const struct unroll_range *range, size_t i)
{
    struct eval_binding room[LETTERS];
    struct put inner = { .arena = with->arena,
                         .depth = with->depth + 1,
                         .raised = with->raised };

    if (!bind(&with->at, binder->name, unroll_index(range, i), room, &inner.at))
        return make(with->arena, MEAN_ELLIPSIS);
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
            term = make(with->arena, MEAN_ELLIPSIS);
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

/* ---- terms ---- */

/* The binder over its first n values. */
static struct mean *cut_off(struct arena *arena, const struct mean *binder,
                            const struct unroll_range *range, size_t n)
{
    struct mean *out = arena_alloc(arena, sizeof *out);

    *out = *binder;
    if (range->values) {
        out->set = make(arena, MEAN_SET);
        out->set->items = arena_array(arena, n, sizeof *out->set->items);
        out->set->item_count = n;
        for (size_t i = 0; i < n; i++)
            out->set->items[i] =
                number(arena, real_of(range->values[i]), false);
        out->range = RANGE_SET;
        return out;
    }
    out->range = RANGE_BOUNDS;
    out->from_bound = make(arena, MEAN_NUMBER);
    out->from_bound->number = (double)range->first;
    out->from_bound->decimals = -1;
    out->to_bound = make(arena, MEAN_NUMBER);
    out->to_bound->number = (double)range->first + (double)n - 1.0;
    out->to_bound->decimals = -1;
    return out;
}

void unroll_row(struct arena *arena, const struct unroll *at,
                const struct mean *binder, const struct unroll_range *range,
                size_t i, struct unroll_row *row)
{
    struct eval_binding room[LETTERS];
    struct unroll inner;

    memset(row, 0, sizeof *row);
    row->index = unroll_index(range, i);
    if (!bind(at, binder->name, row->index, room, &inner))
        return;
    row->tex = unroll_tex(arena, &inner, binder->first);
    row->valued = unroll_value(arena, &inner, binder->first, &row->body);
    if (binder->kind == MEAN_SUM || binder->kind == MEAN_PRODUCT)
        row->counted =
            unroll_value(arena, at, cut_off(arena, binder, range, i + 1),
                         &row->partial);
}
