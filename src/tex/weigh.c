#include "tex/weigh.h"

#include <math.h>

#include "base/arena.h"
#include "tex/scope.h"

/* VISITS_MAX bounds what definitions that use each other twice could make of a
 * walk; past it the chain is as long as it was found to be. */
enum { NODES_MAX = 64, DEPTH_MAX = 32, VISITS_MAX = 4096 };

/* A node on a linear path from the root, and what was seen of it. */
struct weighed {
    const struct mean *node;
    double greatest; /* the largest size of its value */
    double total;    /* of a sum's body: sizes added up since the sum ended */
    double sum;      /* of a sum: the largest total of its body */
};

struct scales {
    struct weighed nodes[NODES_MAX];
    size_t count;
};

static void note(struct scales *scales, const struct mean *node)
{
    if (scales->count < NODES_MAX)
        scales->nodes[scales->count++] = (struct weighed){ .node = node };
}

/* The nodes through which a value goes linearly, and the factors beside. */
static void collect(struct scales *scales, const struct mean *node)
{
    if (!node)
        return;
    note(scales, node);
    switch (node->kind) {
    case MEAN_ADD:
    case MEAN_SUBTRACT:
    case MEAN_MULTIPLY:
        collect(scales, node->first);
        collect(scales, node->second);
        break;
    case MEAN_DIVIDE:
        collect(scales, node->first);
        note(scales, node->second);
        break;
    case MEAN_NEGATE:
    case MEAN_SUM:
        collect(scales, node->first);
        break;
    default:
        break;
    }
}

static struct weighed *find(struct scales *scales, const struct mean *node)
{
    for (size_t i = 0; i < scales->count; i++)
        if (scales->nodes[i].node == node)
            return &scales->nodes[i];
    return NULL;
}

static double size_of(const struct value *value)
{
    double size = 0.0;

    if (value->shape == VALUE_NUMBER)
        return fabs(real_double(value->number));
    for (size_t e = 0; e < value->rows * value->cols; e++)
        size = fmax(size, fabs(real_double(value->entries[e])));
    return size;
}

static void see(void *context, const struct mean *node,
                const struct eval_binding *bound, size_t bound_count,
                const struct value *value)
{
    struct scales *scales = context;
    struct weighed *at = find(scales, node);
    double size;

    (void)bound;
    (void)bound_count;
    if (!at)
        return;
    size = size_of(value);
    at->greatest = fmax(at->greatest, size);
    at->total += size;
    if (node->kind == MEAN_SUM) {
        struct weighed *body = find(scales, node->first);

        if (body) {
            at->sum = fmax(at->sum, body->total);
            body->total = 0.0;
        }
    }
}

static double greatest(struct scales *scales, const struct mean *node)
{
    struct weighed *at = find(scales, node);

    return at ? at->greatest : 0.0;
}

/* The largest partial sum at a node, from what was seen of those below. */
static double largest(struct scales *scales, const struct mean *node)
{
    struct weighed *at = find(scales, node);
    double own = at ? at->greatest : 0.0, body, inner;

    switch (at ? node->kind : MEAN_NUMBER) {
    case MEAN_ADD:
    case MEAN_SUBTRACT:
        return fmax(own, fmax(largest(scales, node->first),
                              largest(scales, node->second)));
    case MEAN_MULTIPLY:
        inner = largest(scales, node->first) * greatest(scales, node->second);
        body = greatest(scales, node->first) * largest(scales, node->second);
        return fmax(own, fmax(inner, body));
    case MEAN_DIVIDE:
        body = greatest(scales, node->second);
        inner = largest(scales, node->first);
        return body > 0.0 ? fmax(own, inner / body) : own;
    case MEAN_NEGATE:
        return largest(scales, node->first);
    case MEAN_SUM:
        /* What a term hides by cancelling inside, it hides in every term. */
        body = greatest(scales, node->first);
        inner = largest(scales, node->first);
        return fmax(own, body > 0.0 ? at->sum * (inner / body) : inner);
    default:
        return own;
    }
}

/* How often the listed rows are repeated by the data, at least 1. */
static double repeats_of(const struct eval_data *data)
{
    double repeats = 1.0;

    for (size_t i = 0; i < data->count; i++) {
        const struct eval_array *a = &data->arrays[i];

        if (a->rank > 0 && a->rows > 0 && a->examples > a->rows)
            repeats = fmax(repeats, (double)a->examples / (double)a->rows);
    }
    return repeats;
}

double weigh_largest(const struct mean *node, const struct scope *scope,
                     const struct eval_data *data,
                     const struct eval_options *options)
{
    struct scales scales = { .count = 0 };
    struct eval_sink sink = { .context = &scales, .see = see };
    struct eval_options with = *options;
    struct arena *arena = arena_create();
    struct mean_fault fault;
    struct value value;
    double out = 0.0;

    collect(&scales, node);
    with.format = FORMAT_EXACT;
    with.sink = &sink;
    if (eval(arena, node, scope, data, &with, &value, &fault) == EVAL_VALUE) {
        double own = size_of(&value);

        out = largest(&scales, node);
        /* A repeated row is seen once: where there was a sum, its total is
         * short by as much. */
        if (out > own)
            out *= repeats_of(data);
        out = fmax(out, own);
    }
    arena_destroy(arena);
    return out;
}

/* What the longest chain is looked for in. */
struct chain {
    const struct scope *scope;
    const struct eval_data *data;
    const struct eval_options *options;
    struct arena *arena;
    int visits;
};

static struct roundings longest(struct chain *chain, const struct mean *node,
                                int depth);

static double number_of(struct chain *chain, const struct mean *node,
                        double otherwise)
{
    struct eval_options with = *chain->options;
    struct mean_fault fault;
    struct value value;

    with.sink = NULL;
    with.format = FORMAT_EXACT;
    if (!node || eval(chain->arena, node, chain->scope, chain->data, &with,
                      &value, &fault) != EVAL_VALUE)
        return otherwise;
    return value.shape == VALUE_NUMBER ? real_double(value.number) : otherwise;
}

/* How many terms a sum or a product has. */
static double terms(struct chain *chain, const struct mean *node)
{
    long first = 1, count = 1;

    if (node->range == RANGE_SET && node->set)
        return (double)node->set->item_count;
    if (!eval_domain(chain->scope, chain->data, node->name, &first, &count))
        count = 1;
    if (node->to_bound) {
        double to = number_of(chain, node->to_bound, (double)count);

        return fmax(1.0, to - number_of(chain, node->from_bound, 1.0) + 1.0);
    }
    return (double)count;
}

static struct roundings longer(struct roundings a, struct roundings b)
{
    return (struct roundings){ fmax(a.sums, b.sums),
                               fmax(a.products, b.products) };
}

static struct roundings children(struct chain *chain, const struct mean *node,
                                 int depth)
{
    struct roundings out = { 0.0, 0.0 };
    struct mean *below[NODES_MAX];
    size_t count = mean_children(node, below, NODES_MAX);

    if (count > NODES_MAX)
        count = NODES_MAX;
    for (size_t i = 0; i < count; i++)
        out = longer(out, longest(chain, below[i], depth + 1));
    return out;
}

static struct roundings longest(struct chain *chain, const struct mean *node,
                                int depth)
{
    const struct scope_definition *definition = NULL;
    struct roundings out;

    if (!node || depth > DEPTH_MAX || ++chain->visits > VISITS_MAX)
        return (struct roundings){ 0.0, 0.0 };
    out = children(chain, node, depth);
    switch (node->kind) {
    case MEAN_SUM:
        out.sums += terms(chain, node);
        break;
    case MEAN_PRODUCT:
        out.products += terms(chain, node);
        break;
    case MEAN_NAME:
    case MEAN_CALL:
        while ((definition =
                    scope_definition(chain->scope, node->name, definition)))
            out = longer(out, longest(chain, definition->body, depth + 1));
        out.sums += 1.0;
        break;
    default:
        out.sums += 1.0;
        break;
    }
    return out;
}

struct roundings weigh_roundings(const struct mean *node,
                                 const struct scope *scope,
                                 const struct eval_data *data,
                                 const struct eval_options *options)
{
    struct chain chain = { scope, data, options, arena_create(), 0 };
    struct roundings out = longest(&chain, node, 0);

    arena_destroy(chain.arena);
    return out;
}
