#include "tex/compile.h"

#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/vec.h"

static struct code *number_of(struct compiler *c, const struct env *env,
                              const struct mean *node)
{
    struct code *code = compile_whole(c, env, node);

    if (code->op != OP_FAULT && code->rank > 0)
        return compile_fault(c, node, EVAL_REFUSED, "a bound is a number");
    return code;
}

static struct code *set_of(struct compiler *c, const struct env *env,
                           const struct mean *node, struct code_range *range)
{
    range->set = compile(c, env, node);
    if (range->set->op == OP_FAULT)
        return range->set;
    if (range->set->rank != 1)
        return compile_fault(c, node, EVAL_REFUSED,
                             "this is no set of numbers, such as \\{0, 1\\}");
    return NULL;
}

struct code *compile_domain(struct compiler *c, const struct env *env,
                            struct slice letter, const struct mean *node,
                            struct code_range *range)
{
    const struct scope_domain *domain = scope_domain(env->scope, letter);
    struct env outside = { .scope = env->scope, .chain = env->chain };

    if (!domain)
        return compile_fault(c, node, EVAL_UNBOUND, "'%.*s' has no domain here",
                             SLICE_ARG(letter));
    if (domain->set)
        return set_of(c, &outside, domain->set, range);
    range->from = number_of(c, &outside, domain->from);
    if (range->from->op == OP_FAULT)
        return range->from;
    range->to = number_of(c, &outside, domain->to);
    return range->to->op == OP_FAULT ? range->to : NULL;
}

static struct code *range_of(struct compiler *c, const struct env *env,
                             const struct mean *node, struct code_range *range)
{
    if (node->range == RANGE_SET && node->set)
        return set_of(c, env, node->set, range);
    if (node->range == RANGE_BARE && node->name.len == 0)
        return compile_fault(c, node, EVAL_UNBOUND,
                             "this sum or product does not say over which "
                             "letter, and none in it is free");
    if (node->range == RANGE_DOMAIN || node->range == RANGE_BARE ||
        !node->to_bound)
        return compile_domain(c, env, node->name, node, range);
    range->from = node->range == RANGE_BOUNDS && node->from_bound
                      ? number_of(c, env, node->from_bound)
                      : compile_constant(c, env, node, 1.0);
    if (range->from->op == OP_FAULT)
        return range->from;
    range->to = number_of(c, env, node->to_bound);
    return range->to->op == OP_FAULT ? range->to : NULL;
}

static int group_of(const struct env *env, struct slice letter)
{
    const struct scope_domain *domain = scope_domain(env->scope, letter);

    return domain ? domain->group : -1;
}

/* How the rows that the variable chooses repeat, once its body is compiled. A
 * gradient by the entries of one row tells the rows apart. */
static size_t period_of(const struct compiler *c,
                        const struct code_range *range)
{
    const struct repeat *repeat = &c->repeats[range->slot];

    if (repeat->broken || range->set || c->rows_apart)
        return 0;
    return repeat->period;
}

static bool tells(const struct compiler *c)
{
    const struct eval_sink *sink = c->m->options->sink;

    return sink && sink->see;
}

/* `code` over range, the body with the variable bound. */
static struct code *over(struct compiler *c, const struct env *env,
                         struct code *code, struct code_range *range,
                         const struct mean *body)
{
    struct bound variable = { .key = range->key, .up = env->bound };
    struct env inside = *env;

    variable.slot = range->slot = compile_slot(c);
    variable.group = group_of(env, range->key);
    inside.bound = &variable;
    inside.whole = false;
    range->told = env->top && tells(c);
    code->a = compile(c, &inside, body);
    if (code->a->op == OP_FAULT)
        return code->a;
    range->period = period_of(c, range);
    code->range = *range;
    code->rank = code->a->rank;
    return code;
}

struct code *compile_binder(struct compiler *c, const struct env *env,
                            const struct mean *node)
{
    bool sum = node->kind == MEAN_SUM;
    struct code_range range = { .key = node->name };
    struct code *code = range_of(c, env, node, &range);

    if (code)
        return code;
    code = compile_make(c, env, sum ? OP_SUM : OP_PRODUCT, node);
    code->whole = false;
    code = over(c, env, code, &range, node->first);
    if (code->op == OP_PRODUCT && code->rank > 0)
        return compile_fault(c, node->first, EVAL_REFUSED,
                             "a product of vectors or matrices");
    return code;
}

static struct code *grid(struct compiler *c, const struct env *env,
                         const struct mean *node,
                         const struct scope_param *param)
{
    struct code *code = compile_make(c, env, OP_GRID, node);
    struct env inside = *env;

    inside.whole = false;
    code->slot = compile_param(c, env->scope, node->name);
    code->low = param->from;
    code->high = param->to;
    code->range.key = node->name;
    code->range.told = env->top && tells(c);
    code->a = compile(c, &inside, node->first);
    return code;
}

/* Whether it is \arg\max_k y_{i,k}, on numbers that nobody listens to. */
static bool is_along_row(const struct compiler *c, const struct code *code)
{
    const struct code *read = code->a;

    return code->op == OP_PLACE && !c->m->options->sink && !code->range.set &&
           read->op == OP_READ && read->used == 2 &&
           read->index[0]->op == OP_SLOT && read->index[1]->op == OP_SLOT &&
           read->index[0]->slot != code->range.slot &&
           read->index[1]->slot == code->range.slot;
}

struct code *compile_optimum(struct compiler *c, const struct env *env,
                             const struct mean *node)
{
    const struct scope_param *param = scope_param(env->scope, node->name);
    struct code_range range = { .key = node->name };
    struct code *code;

    if (!node->first)
        return compile_fault(c, node, EVAL_REFUSED,
                             "nothing behind it to be made %s",
                             node->maximum ? "large" : "small");
    if (param && !scope_domain(env->scope, node->name)) {
        code = grid(c, env, node, param);
    } else {
        code = compile_domain(c, env, node->name, node, &range);
        if (code)
            return compile_fault(c, node, EVAL_UNBOUND,
                                 "'%.*s' is neither a parameter nor an index "
                                 "here",
                                 SLICE_ARG(node->name));
        code = compile_make(c, env, OP_PLACE, node);
        code = over(c, env, code, &range, node->first);
    }
    if (code->op == OP_FAULT)
        return code;
    if (code->a->op == OP_FAULT)
        return code->a;
    if (code->a->rank > 0)
        return compile_fault(c, node->first, EVAL_REFUSED,
                             "only a number has a largest value");
    code->rank = 0;
    code->maximum = node->maximum;
    code->along_row = is_along_row(c, code);
    return code;
}

/* ---- expectation ---- */

/* A copy of a node, which the formula does not have. */
static struct mean *made_up(struct compiler *c, const struct mean *like)
{
    struct mean *node = arena_alloc(c->m->scratch, sizeof *node);

    *node = *like;
    *vec_push_in(c->m->scratch, c->made_up, c->made_up_count, c->made_up_cap) =
        node;
    return node;
}

/* A letter read as if it stood where `like` does. */
static struct mean *letter_node(struct compiler *c, const struct mean *like,
                                struct slice key)
{
    struct mean none = { 0 }, *node = made_up(c, &none);

    node->kind = MEAN_NAME;
    node->from = like->from;
    node->to = like->to;
    node->source = like->source;
    node->node = like->node;
    node->name = key;
    node->sort = NAME_INDEX;
    return node;
}

/* The weight of the variable's value: p(x) for p, p_k for a row p. */
static struct mean *weight_of(struct compiler *c, const struct env *env,
                              const struct mean *p, struct slice key)
{
    struct mean *weight = made_up(c, p);
    struct mean *x = letter_node(c, p, key);
    const struct bound *b = compile_bound(env, p->name);
    bool function = p->sort == NAME_FUNCTION;

    if (b && b->slot < 0 && b->expression->kind == MEAN_NAME)
        function = b->expression->sort == NAME_FUNCTION;
    if (function) {
        weight->kind = MEAN_CALL;
        weight->arguments =
            arena_array(c->m->scratch, 1, sizeof(struct mean *));
        weight->separators =
            arena_array(c->m->scratch, 1, sizeof *weight->separators);
        weight->arguments[0] = x;
        weight->argument_count = 1;
        return weight;
    }
    weight->items =
        arena_array(c->m->scratch, p->item_count + 1, sizeof(struct mean *));
    if (p->item_count > 0)
        memcpy(weight->items, p->items, p->item_count * sizeof *p->items);
    weight->items[p->item_count] = x;
    weight->item_count = p->item_count + 1;
    return weight;
}

/* The letters that an expectation without a variable runs over: those of the
 * weight's arguments before its bar, or the one that the body leaves free. */
static size_t variables_of(const struct env *env, const struct mean *node,
                           struct slice *keys, size_t cap)
{
    const struct mean *p = node->second;
    size_t count = 0;

    if (node->name.len > 0) {
        keys[0] = node->name;
        return 1;
    }
    if (p->kind != MEAN_CALL) {
        struct slice all[INDICES_MAX];
        size_t n = eval_free(node->first, env->scope, all, INDICES_MAX);

        for (size_t i = 0; i < n && i < INDICES_MAX; i++)
            if (!compile_bound(env, all[i]) && count < cap)
                keys[count++] = all[i];
        return count == 1 ? 1 : 0;
    }
    for (size_t i = 0; i < p->argument_count && count < cap; i++) {
        const struct mean *x = p->arguments[i];

        if (i > 0 && p->separators[i] != SEPARATOR_COMMA)
            break;
        if (x->kind == MEAN_NAME && x->item_count == 0)
            keys[count++] = x->name;
    }
    return count;
}

/* Sums over the first of the variables of the rest. */
static struct code *expect(struct compiler *c, const struct env *env,
                           const struct mean *node, const struct slice *keys,
                           size_t count)
{
    struct mean *rest = made_up(c, node);

    rest->kind = MEAN_MULTIPLY;
    rest->first = node->second->kind == MEAN_CALL
                      ? node->second
                      : weight_of(c, env, node->second, keys[count - 1]);
    rest->second = node->first;
    for (size_t i = count; i-- > 0;) {
        struct mean *sum = made_up(c, node);

        sum->kind = MEAN_SUM;
        sum->range = RANGE_DOMAIN;
        sum->name = keys[i];
        sum->second = NULL;
        sum->first = rest;
        rest = sum;
    }
    return compile_binder(c, env, rest);
}

struct code *compile_expect(struct compiler *c, const struct env *env,
                            const struct mean *node)
{
    struct slice keys[INDICES_MAX];
    size_t count;

    if (!node->first || !node->second)
        return compile_fault(c, node, EVAL_UNBOUND,
                             "an expectation of nothing");
    count = variables_of(env, node, keys, INDICES_MAX);
    if (count == 0)
        return compile_fault(c, node, EVAL_REFUSED,
                             "over what the mean is taken is not said: write "
                             "\\mathbb{E}_{x \\sim p}");
    return expect(c, env, node, keys, count);
}

/* ---- gradient ---- */

/* The definition whose entries a gradient is taken by, through arguments. */
static const struct scope_definition *by_definition(const struct env *env,
                                                    const struct mean *name)
{
    const struct bound *b;

    while (name->kind == MEAN_NAME && (b = compile_bound(env, name->name)) &&
           b->slot < 0) {
        name = b->expression;
        env = b->env;
    }
    if (name->kind != MEAN_NAME || name->sort != NAME_DEFINED)
        return NULL;
    return scope_match(env->scope, name);
}

struct code *compile_gradient(struct compiler *c, const struct env *env,
                              const struct mean *node)
{
    struct code *code = compile_make(c, env, OP_GRADIENT, node);
    struct code *by;

    if (!node->first || !node->second)
        return compile_fault(c, node, EVAL_UNBOUND, "a gradient of nothing");
    if (c->gradient)
        return compile_fault(c, node, EVAL_REFUSED,
                             "a derivative of a derivative is not valued");
    c->gradient = true;
    c->by = by_definition(env, node->second);
    by = compile(c, env, node->second);
    c->rows_apart = by->op != OP_PARAM;
    code->a = compile(c, env, node->first);
    c->gradient = c->rows_apart = false;
    c->by = NULL;
    if (by->op == OP_FAULT)
        return by;
    if (code->a->op == OP_FAULT)
        return code->a;
    by->told = NULL;
    if (by->op == OP_LET && by->a->op == OP_SEED)
        by = by->a;
    if ((by->op != OP_PARAM && by->op != OP_READ && by->op != OP_ROW &&
         by->op != OP_SEED && !(by->op == OP_FAMILY && by->a->op == OP_SEED)) ||
        by->rank > 1)
        return compile_fault(c, node->second, EVAL_REFUSED,
                             "a derivative is taken by a parameter, or by an "
                             "entry or a row of the data");
    if (code->a->rank > 0)
        return compile_fault(c, node->first, EVAL_REFUSED,
                             "only a number has a derivative here");
    code->b = by;
    code->rank = by->rank;
    return code;
}
