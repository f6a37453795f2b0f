#include "tex/mean_change.h"

#include <string.h>

#include "base/arena.h"

struct mean *mean_copy(struct arena *arena, const struct mean *node)
{
    struct mean *out = arena_alloc(arena, sizeof *out);

    *out = *node;
    return out;
}

struct mean *mean_whole(struct arena *arena, const struct mean *at, int value)
{
    struct mean *out = mean_copy(arena, at);
    struct mean blank = { .kind = MEAN_NUMBER,
                          .from = at->from,
                          .to = at->to,
                          .node = at->node,
                          .source = at->source,
                          .number = value,
                          .decimals = -1 };

    *out = blank;
    return out;
}

struct mean *mean_pair(struct arena *arena, enum mean_kind kind,
                       struct mean *first, struct mean *second)
{
    struct mean *out = mean_whole(arena, first, 0);

    out->kind = kind;
    out->first = first;
    out->second = second;
    return out;
}

static struct mean **replaced_all(struct arena *arena, struct mean **nodes,
                                  size_t count, const struct mean *old,
                                  struct mean *new)
{
    for (size_t i = 0; i < count; i++) {
        struct mean *other = mean_replaced(arena, nodes[i], old, new);
        struct mean **out;

        if (other == nodes[i])
            continue;
        out = arena_array(arena, count, sizeof *out);
        memcpy(out, nodes, count * sizeof *out);
        out[i] = other;
        return out;
    }
    return nodes;
}

struct mean *mean_replaced(struct arena *arena, struct mean *node,
                           const struct mean *old, struct mean *new)
{
    struct mean changed;

    if (!node || node == old)
        return node ? new : NULL;
    changed = *node;
    changed.from_bound = mean_replaced(arena, node->from_bound, old, new);
    changed.to_bound = mean_replaced(arena, node->to_bound, old, new);
    changed.set = mean_replaced(arena, node->set, old, new);
    changed.first = mean_replaced(arena, node->first, old, new);
    changed.second = mean_replaced(arena, node->second, old, new);
    changed.items =
        replaced_all(arena, node->items, node->item_count, old, new);
    changed.arguments =
        replaced_all(arena, node->arguments, node->argument_count, old, new);
    if (changed.from_bound == node->from_bound &&
        changed.to_bound == node->to_bound && changed.set == node->set &&
        changed.first == node->first && changed.second == node->second &&
        changed.items == node->items && changed.arguments == node->arguments)
        return node;
    return mean_copy(arena, &changed);
}
