#include "tex/unroll.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "tex/scope.h"
#include "tex/unroll_parts.h"

enum { ASKS = 30 /* of eval() before it is given up: some 2 ms */ };

/* ---- letters ---- */

bool unroll_bind(const struct unroll *at, struct slice key, double value,
                 struct eval_binding room[UNROLL_LETTERS], struct unroll *out)
{
    size_t n = 0;

    for (size_t i = 0; i < at->options.binding_count; i++) {
        if (slice_eq(at->options.bindings[i].key, key))
            continue;
        if (n + 1 >= UNROLL_LETTERS)
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

bool unroll_real(struct arena *arena, const struct unroll *at,
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

    if (!unroll_real(arena, at, node, &r))
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

        if (!unroll_real(arena, at, set->items[i], &r))
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

/* ---- terms ---- */

/* The binder over its first n values. */
static struct mean *cut_off(struct arena *arena, const struct mean *binder,
                            const struct unroll_range *range, size_t n)
{
    struct mean *out = arena_alloc(arena, sizeof *out);

    *out = *binder;
    if (range->values) {
        out->set = unroll_node(arena, MEAN_SET);
        out->set->items = arena_array(arena, n, sizeof *out->set->items);
        out->set->item_count = n;
        for (size_t i = 0; i < n; i++)
            out->set->items[i] =
                unroll_number(arena, real_of(range->values[i]), false);
        out->range = RANGE_SET;
        return out;
    }
    out->range = RANGE_BOUNDS;
    out->from_bound = unroll_node(arena, MEAN_NUMBER);
    out->from_bound->number = (double)range->first;
    out->from_bound->decimals = -1;
    out->to_bound = unroll_node(arena, MEAN_NUMBER);
    out->to_bound->number = (double)range->first + (double)n - 1.0;
    out->to_bound->decimals = -1;
    return out;
}

void unroll_row(struct arena *arena, const struct unroll *at,
                const struct mean *binder, const struct unroll_range *range,
                size_t i, struct unroll_row *row)
{
    struct eval_binding room[UNROLL_LETTERS];
    struct unroll inner;

    memset(row, 0, sizeof *row);
    row->index = unroll_index(range, i);
    if (!unroll_bind(at, binder->name, row->index, room, &inner))
        return;
    row->tex = unroll_tex(arena, &inner, binder->first);
    row->valued = unroll_value(arena, &inner, binder->first, &row->body);
    if (binder->kind == MEAN_SUM || binder->kind == MEAN_PRODUCT)
        row->counted =
            unroll_value(arena, at, cut_off(arena, binder, range, i + 1),
                         &row->partial);
}
