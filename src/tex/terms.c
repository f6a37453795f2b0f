#include "tex/terms.h"

#include <string.h>

#include "base/arena.h"

enum { PARTS = 64 };

static bool is_sum(const struct mean *node)
{
    return node->kind == MEAN_ADD || node->kind == MEAN_SUBTRACT;
}

/* Whether what is in front of the last term belongs to the same sum or
 * product: brackets end it. */
static bool goes_on(const struct mean *node, bool product)
{
    return !node->grouped &&
           (product ? node->kind == MEAN_MULTIPLY : is_sum(node));
}

/* Terms of a + b - c, which is read as (a + b) - c. */
static size_t count_written(const struct mean *node, bool product)
{
    size_t count = 2;

    for (node = node->first; goes_on(node, product); node = node->first)
        count++;
    return count;
}

static bool opens(const struct mean *node)
{
    return node->kind != MEAN_OPTIMUM && node->kind != MEAN_EXPECT &&
           node->kind != MEAN_GRADIENT && node->kind != MEAN_CALL &&
           node->kind != MEAN_NAME && node->kind != MEAN_CASES &&
           node->kind != MEAN_POWER;
}

static bool find(struct arena *arena, const struct unroll *at,
                 const struct mean *node, struct terms *out)
{
    struct mean *parts[PARTS];
    size_t count;

    *out = (struct terms){ .node = node };
    if (node->kind == MEAN_SUM || node->kind == MEAN_PRODUCT) {
        out->product = node->kind == MEAN_PRODUCT;
        return unroll_range(arena, at, node, &out->range);
    }
    if (is_sum(node)) {
        out->written = true;
        out->range.count = count_written(node, false);
        return true;
    }
    if (!opens(node))
        return false;
    count = mean_children(node, parts, PARTS);
    for (size_t i = 0; i < count && i < PARTS; i++)
        if (parts[i] && find(arena, at, parts[i], out))
            return true;
    return false;
}

bool terms_find(struct arena *arena, const struct unroll *at,
                const struct mean *side, struct terms *out)
{
    if (find(arena, at, side, out))
        return true;
    if (side->kind != MEAN_MULTIPLY)
        return false;
    *out = (struct terms){ .node = side, .product = true, .written = true };
    out->range.count = count_written(side, true);
    return true;
}

/* The sum up to a term, which is a node of the tree. */
static const struct mean *up_to(const struct terms *terms, size_t i)
{
    const struct mean *node = terms->node;

    for (size_t n = terms->range.count; n > i + 1; n--)
        node = node->first;
    return node;
}

static const struct mean *negative(struct arena *arena, const struct mean *of)
{
    struct mean *out = arena_alloc(arena, sizeof *out);

    out->kind = MEAN_NEGATE;
    out->first = arena_alloc(arena, sizeof *of);
    *out->first = *of;
    out->from = of->from;
    out->to = of->to;
    out->node = of->node;
    out->source = of->source;
    out->height = of->height + 1;
    return out;
}

void terms_row(struct arena *arena, const struct unroll *at,
               const struct terms *terms, size_t i, struct unroll_row *row)
{
    const struct mean *sum, *term;

    if (!terms->written) {
        unroll_row(arena, at, terms->node, &terms->range, i, row);
        return;
    }
    sum = term = up_to(terms, i);
    if (i > 0)
        term = sum->kind == MEAN_SUBTRACT ? negative(arena, sum->second)
                                          : sum->second;
    memset(row, 0, sizeof *row);
    row->index = (double)i + 1.0;
    row->tex = unroll_tex(arena, at, term);
    row->valued = unroll_value(arena, at, term, &row->body);
    row->counted = unroll_value(arena, at, sum, &row->partial);
}
