#include "tex/eval.h"

#include <math.h>

enum eval_status eval(struct arena *arena, const struct mean *node,
                      const struct scope *scope, const struct eval_data *data,
                      const struct eval_options *options, struct value *out,
                      struct mean_fault *fault)
{
    (void)arena;
    (void)scope;
    (void)data;
    (void)options;
    (void)out;
    *fault =
        (struct mean_fault){ node->from, node->to, node->source, "not valued" };
    return EVAL_REFUSED;
}

double eval_cost(const struct mean *node, const struct scope *scope,
                 const struct eval_data *data)
{
    (void)node;
    (void)scope;
    (void)data;
    return INFINITY;
}

bool eval_has_optimum(const struct mean *node, const struct scope *scope)
{
    (void)node;
    (void)scope;
    return false;
}

size_t eval_free(const struct mean *node, const struct scope *scope,
                 struct slice *keys, size_t cap)
{
    (void)node;
    (void)scope;
    (void)keys;
    (void)cap;
    return 0;
}

bool eval_domain(const struct scope *scope, const struct eval_data *data,
                 struct slice letter, long *first, long *count)
{
    (void)scope;
    (void)data;
    (void)letter;
    (void)first;
    (void)count;
    return false;
}
