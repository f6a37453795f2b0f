#include "tex/mean.h"

static const char *const kind_names[MEAN_KIND_COUNT] = {
    [MEAN_NUMBER] = "number",     [MEAN_INFINITY] = "infinity",
    [MEAN_EULER] = "e",           [MEAN_NAME] = "name",
    [MEAN_CALL] = "call",         [MEAN_NEGATE] = "negate",
    [MEAN_ADD] = "add",           [MEAN_SUBTRACT] = "subtract",
    [MEAN_MULTIPLY] = "multiply", [MEAN_DIVIDE] = "divide",
    [MEAN_POWER] = "power",       [MEAN_ROOT] = "root",
    [MEAN_ABSOLUTE] = "absolute", [MEAN_TRANSPOSE] = "transpose",
    [MEAN_LOG] = "log",           [MEAN_EXP] = "exp",
    [MEAN_SUM] = "sum",           [MEAN_PRODUCT] = "product",
    [MEAN_OPTIMUM] = "optimum",   [MEAN_EXPECT] = "expect",
    [MEAN_GRADIENT] = "gradient", [MEAN_CASES] = "cases",
    [MEAN_RELATION] = "relation", [MEAN_LIST] = "list",
    [MEAN_SET] = "set",           [MEAN_ELLIPSIS] = "ellipsis",
    [MEAN_TEXT] = "text",         [MEAN_SPACE] = "space",
};

const char *mean_kind_name(enum mean_kind kind)
{
    return kind_names[kind];
}

const char *mean_relation_name(enum mean_relation relation)
{
    static const char *const names[REL_COUNT] = {
        [REL_EQUAL] = "=",
        [REL_DEFINE] = ":=",
        [REL_NOT_EQUAL] = "!=",
        [REL_LESS] = "<",
        [REL_GREATER] = ">",
        [REL_LESS_EQUAL] = "<=",
        [REL_GREATER_EQUAL] = ">=",
        [REL_APPROX] = "~~",
        [REL_EQUIV] = "==",
        [REL_IN] = "in",
        [REL_SIM] = "~",
        [REL_TO] = "->",
    };

    return names[relation];
}

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

static const struct mean *in_list(struct mean *const *nodes, size_t count,
                                  uint32_t from, uint32_t to)
{
    const struct mean *found = NULL;

    for (size_t i = 0; i < count && !found; i++)
        found = mean_at(nodes[i], from, to);
    return found;
}

const struct mean *mean_at(const struct mean *root, uint32_t from, uint32_t to)
{
    const struct mean *found;

    if (!root || root->from > from || root->to < to)
        return NULL;
    found = in_list(root->items, root->item_count, from, to);
    if (!found)
        found = in_list(root->arguments, root->argument_count, from, to);
    if (!found)
        found =
            in_list((struct mean *[]){ root->from_bound, root->to_bound,
                                       root->set, root->first, root->second },
                    5, from, to);
    return found ? found : root;
}
