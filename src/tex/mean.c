#include "tex/mean.h"

/* Where the children are put, in the order of their source. */
struct taken {
    struct mean **out;
    size_t cap, count;
};

static void take(struct taken *taken, struct mean *child)
{
    size_t at = taken->count;

    if (!child)
        return;
    taken->count++;
    if (at >= taken->cap)
        return;

    /* A binder's limits and body come in one order in the node and may stand
     * in another: a superscript before a subscript. */
    for (; at > 0 && taken->out[at - 1]->from > child->from; at--)
        taken->out[at] = taken->out[at - 1];
    taken->out[at] = child;
}

size_t mean_children(const struct mean *node, struct mean **out, size_t cap)
{
    struct taken taken = { out, out ? cap : 0, 0 };

    for (size_t i = 0; i < node->item_count; i++)
        take(&taken, node->items[i]);
    for (size_t i = 0; i < node->argument_count; i++)
        take(&taken, node->arguments[i]);
    take(&taken, node->from_bound);
    take(&taken, node->to_bound);
    take(&taken, node->set);
    take(&taken, node->first);
    take(&taken, node->second);
    return taken.count;
}
