#include "tex/compile.h"

#include <math.h>

#include "base/vec.h"

/* Rows that repeat less often than that are not counted but visited. */
enum { PERIOD_MAX = 1 << 20 };

struct parameter {
    struct slice key;
    int slot;
};

struct bound *compile_bound(const struct env *env, struct slice key)
{
    for (struct bound *b = env->bound; b; b = b->up)
        if (slice_eq(b->key, key))
            return b;
    return NULL;
}

static const struct eval_binding *binding(const struct compiler *c,
                                          struct slice key)
{
    const struct eval_options *options = c->m->options;

    for (size_t i = options->binding_count; i-- > 0;)
        if (slice_eq(options->bindings[i].key, key))
            return &options->bindings[i];
    return NULL;
}

/* The array of that key that needs the fewest indices, but `count` at least. */
static const struct eval_array *array_of(const struct compiler *c,
                                         struct slice key, size_t count)
{
    const struct eval_data *data = c->m->data;
    const struct eval_array *best = NULL;

    for (size_t i = 0; data && i < data->count; i++) {
        const struct eval_array *array = &data->arrays[i];

        if (slice_eq(array->key, key) && (size_t)array->rank >= count &&
            (!best || array->rank < best->rank))
            best = array;
    }
    return best;
}

static bool is_letter(const struct mean *node)
{
    return node->kind == MEAN_NAME && node->item_count == 0 &&
           (node->sort == NAME_INDEX || node->sort == NAME_FORMAL ||
            node->sort == NAME_UNBOUND);
}

/* The slot of a letter that a binder holds, through arguments; -1. */
static int plain_slot(const struct env *env, const struct mean *node)
{
    while (node && is_letter(node)) {
        const struct bound *b = compile_bound(env, node->name);

        if (!b)
            return -1;
        if (b->slot >= 0)
            return b->slot;
        node = b->expression;
        env = b->env;
    }
    return -1;
}

int compile_group(const struct index *index)
{
    const struct mean *node = index->node;
    const struct env *env = index->env;
    const struct scope_domain *domain;

    while (index->slot < 0 && is_letter(node)) {
        const struct bound *b = compile_bound(env, node->name);

        if (!b)
            break;
        if (b->slot >= 0)
            return b->group;
        node = b->expression;
        env = b->env;
    }
    if (!is_letter(node))
        return -1;
    domain = scope_domain(env->scope, node->name);
    return domain ? domain->group : -1;
}

/* A binder's variable. letter: it is asked for its value, which depends on
 * more than the row that it chooses. */
static struct code *slot_code(struct compiler *c, const struct env *env,
                              int slot, const struct mean *node)
{
    struct code *code = compile_make(c, env, OP_SLOT, node);

    code->slot = slot;
    code->letter = true;
    return code;
}

struct code *compile_index(struct compiler *c, const struct index *index)
{
    int slot =
        index->slot >= 0 ? index->slot : plain_slot(index->env, index->node);
    struct code *code;

    if (slot >= 0)
        return slot_code(c, index->env, slot, index->node);
    code = compile_whole(c, index->env, index->node);
    if (code->op != OP_FAULT && code->rank > 0)
        return compile_fault(c, index->node, EVAL_REFUSED,
                             "an index has to be a number");
    return code;
}

struct code *compile_indices(struct compiler *c, struct code *code,
                             const struct index *indices, size_t count)
{
    code->used = count;
    for (size_t i = 0; i < count; i++) {
        code->index[i] = compile_index(c, &indices[i]);
        if (code->index[i]->op == OP_FAULT)
            return code->index[i];
        if (code->index[i]->op == OP_SLOT)
            c->repeats[code->index[i]->slot].broken = true;
    }
    return code;
}

static double start_of(const struct compiler *c, const struct scope_param *p)
{
    const struct eval_binding *held = binding(c, p->key);
    const struct eval_array *array = array_of(c, p->key, 0);

    if (held)
        return held->value;
    return array && array->rank == 0 ? array->values[0] : p->value;
}

int compile_param(struct compiler *c, const struct scope *scope,
                  struct slice key)
{
    const struct scope_param *declared = scope_param(scope, key);
    struct parameter *param;
    struct slot *slot;

    for (size_t i = 0; i < c->param_count; i++)
        if (slice_eq(c->params[i].key, key))
            return c->params[i].slot;
    if (!declared)
        return -1;
    param = vec_push(c->params, c->param_count, c->param_cap);
    param->key = key;
    param->slot = compile_slot(c);
    slot = &c->m->slots[param->slot];
    arith_literal(&c->m->ar, start_of(c, declared), &slot->number);
    slot->index = NOT_WHOLE;
    return param->slot;
}

static struct code *unbound(struct compiler *c, const struct use *use,
                            const char *why)
{
    return compile_fault(c, use->node, EVAL_UNBOUND,
                         "'%.*s' has no value here%s", SLICE_ARG(use->key),
                         why);
}

/* A number that the options or the data hold under this name. */
static struct code *given(struct compiler *c, const struct use *use)
{
    const struct eval_binding *held = binding(c, use->key);

    if (!held || use->count > 0)
        return NULL;
    return compile_constant(c, use->env, use->node, held->value);
}

static size_t divisor(size_t a, size_t b)
{
    while (b > 0) {
        size_t rest = a % b;

        a = b;
        b = rest;
    }
    return a;
}

/* Notes that the slot chooses a row of the array. */
static void choose_row(struct compiler *c, int slot,
                       const struct eval_array *array)
{
    struct repeat *repeat = &c->repeats[slot];
    size_t period = repeat->period, rows = array->rows;

    if (array->examples <= rows || rows == 0) {
        repeat->broken = true;
        return;
    }
    if (period == 0)
        period = rows;
    else
        period = period / divisor(period, rows) * rows;
    repeat->period = period;
    if (period > PERIOD_MAX)
        repeat->broken = true;
}

/* The first index that counts something else than the array's; false: none. */
static bool clashes(const struct use *use, size_t *which)
{
    int groups[INDICES_MAX], any[INDICES_MAX];
    const struct scope_data *declared;

    for (size_t i = 0; i < use->count; i++) {
        groups[i] = compile_group(&use->indices[i]);
        any[i] = -1;
    }
    declared = scope_data(use->scope, use->key, any, use->count);
    if (!declared || scope_data(use->scope, use->key, groups, use->count))
        return false;
    for (size_t i = 0; i < use->count && i < (size_t)declared->rank; i++) {
        *which = i;
        if (groups[i] >= 0 && declared->sorts[i] >= 0 &&
            groups[i] != declared->sorts[i])
            return true;
    }
    return false;
}

static struct code *data(struct compiler *c, const struct use *use)
{
    const struct eval_array *array = array_of(c, use->key, use->count);
    struct code *code = use->count == 0 ? given(c, use) : NULL;
    size_t which = 0;

    if (code)
        return code;
    if (!array && array_of(c, use->key, 0))
        return compile_fault(c, use->node, EVAL_REFUSED,
                             "'%.*s' has no %zu indices", SLICE_ARG(use->key),
                             use->count);
    if (!array)
        return unbound(c, use, ": there is no data of that name");
    if (clashes(use, &which))
        return compile_fault(
            c, use->indices[which].node, EVAL_REFUSED,
            "'%.*s' counts something else than index %zu of '%.*s'",
            SLICE_ARG(use->indices[which].node->name), which + 1,
            SLICE_ARG(use->key));

    /* A number that nobody listens to, and that stands still. */
    if (array->rank == 0 && !c->gradient && !c->m->options->sink)
        return compile_constant(c, use->env, use->node, array->values[0]);
    code = compile_make(c, use->env,
                        (size_t)array->rank == use->count ? OP_READ : OP_ROW,
                        use->node);
    code->array = array;
    code->rank = array->rank - (int)use->count;
    code->used = use->count;
    for (size_t i = 0; i < use->count; i++) {
        struct code *index = compile_index(c, &use->indices[i]);

        if (index->op == OP_FAULT)
            return index;
        code->index[i] = index;
        if (index->op == OP_SLOT && i == 0)
            choose_row(c, index->slot, array);
        else if (index->op == OP_SLOT)
            c->repeats[index->slot].broken = true;
    }
    return code;
}

/* The value of an argument, held from the beginning of the call: asked for
 * the first time, it is added to what the call does first. What counts is held
 * beside it, for that is not rounded. */
static struct code *held(struct compiler *c, const struct use *use,
                         struct bound *b)
{
    struct code **kept = use->env->whole ? &b->held_whole : &b->held;
    struct code *code, *hold;

    if (!*kept) {
        code = use->env->whole ? compile_whole(c, b->env, b->expression)
                               : compile(c, b->env, b->expression);
        if (code->op == OP_FAULT)
            return code;
        if (code->op != OP_CONSTANT && !(code->op == OP_SLOT && code->letter)) {
            hold = compile_make(c, NULL, OP_HOLD, b->expression);
            hold->a = code;
            hold->rank = code->rank;
            hold->slot = compile_slot(c);
            compile_add(c, b->let, hold);
            code = compile_make(c, NULL, OP_SLOT, use->node);
            code->slot = hold->slot;
            code->rank = hold->rank;
        }
        *kept = code;
    }
    if ((*kept)->op == OP_CONSTANT)
        return compile_constant(c, use->env, use->node, (*kept)->exact);
    code = compile_make(c, use->env, OP_SLOT, use->node);
    code->slot = (*kept)->slot;
    code->rank = (*kept)->rank;
    code->letter = (*kept)->letter;
    return code;
}

/* An entry of a vector that is no name: "(0.25, 0.75)_k" through a letter. */
static struct code *entry(struct compiler *c, const struct use *use,
                          struct code *vector)
{
    struct code *code;

    if (vector->op == OP_FAULT)
        return vector;
    if (use->count > (size_t)vector->rank)
        return compile_fault(c, use->node, EVAL_REFUSED,
                             "'%.*s' has no %zu indices", SLICE_ARG(use->key),
                             use->count);
    code = compile_make(c, use->env, OP_ENTRY, use->node);
    code->a = vector;
    code->rank = vector->rank - (int)use->count;
    return compile_indices(c, code, use->indices, use->count);
}

/* A letter may stand for a name, so that the two call each other. */
static struct code *use_name(struct compiler *c, const struct use *use,
                             enum name_sort sort);

/* A letter bound here: by a binder, or to an argument. A name as an argument
 * is a reference: its indices and ours choose the entry. */
static struct code *letter(struct compiler *c, const struct use *use,
                           struct bound *b)
{
    const struct mean *stands = b->expression;
    struct use through = *use;

    if (b->slot >= 0 && use->count > 0)
        return compile_fault(c, use->node, EVAL_REFUSED,
                             "'%.*s' is a number: it has no indices",
                             SLICE_ARG(use->key));
    if (b->slot >= 0) {
        c->repeats[b->slot].broken = true;
        return slot_code(c, use->env, b->slot, use->node);
    }
    if (use->count == 0)
        return held(c, use, b);
    if (stands->kind != MEAN_NAME)
        return entry(c, use, held(c, use, b));
    if (stands->item_count + use->count > INDICES_MAX)
        return compile_fault(c, use->node, EVAL_REFUSED, "too many indices");
    through.key = stands->name;
    through.scope = b->env->scope;
    through.env = b->env;
    through.count = 0;
    for (size_t i = 0; i < stands->item_count; i++)
        through.indices[through.count++] =
            (struct index){ stands->items[i], b->env, -1 };
    for (size_t i = 0; i < use->count; i++)
        through.indices[through.count++] = use->indices[i];
    return use_name(c, &through, stands->sort);
}

static struct code *param(struct compiler *c, const struct use *use)
{
    int slot = compile_param(c, use->scope, use->key);
    struct code *code;

    if (slot < 0)
        return unbound(c, use, "");
    if (use->count > 0)
        return compile_fault(c, use->node, EVAL_REFUSED,
                             "'%.*s' is a number: it has no indices",
                             SLICE_ARG(use->key));
    code = compile_make(c, use->env, OP_PARAM, use->node);
    code->slot = slot;
    return code;
}

static struct code *use_name(struct compiler *c, const struct use *use,
                             enum name_sort sort)
{
    struct bound *b = compile_bound(use->env, use->key);
    struct code *code;

    switch (sort) {
    case NAME_PARAM:
        return param(c, use);
    case NAME_DATA:
        return data(c, use);
    case NAME_DEFINED:
        return compile_defined(c, use);
    case NAME_FUNCTION:
        return compile_fault(c, use->node, EVAL_REFUSED,
                             "'%.*s' is a function: give it its arguments",
                             SLICE_ARG(use->key));
    case NAME_INDEX:
    case NAME_FORMAL:
    case NAME_UNBOUND:
        break;
    }
    if (b)
        return letter(c, use, b);
    code = given(c, use);
    if (!code && array_of(c, use->key, use->count))
        code = data(c, use);
    if (code)
        return code;
    if (c->letters_free && sort == NAME_INDEX && use->count == 0) {
        return compile_constant(c, use->env, use->node, 1.0);
    }
    return unbound(c, use,
                   sort == NAME_INDEX ? ": no sum or product holds it" : "");
}

struct code *compile_name(struct compiler *c, const struct env *env,
                          const struct mean *node)
{
    struct use use = {
        .node = node, .key = node->name, .scope = env->scope, .env = env
    };

    if (node->item_count > INDICES_MAX)
        return compile_fault(c, node, EVAL_REFUSED, "too many indices");
    if (node->primed)
        return compile_fault(c, node, EVAL_UNBOUND,
                             "'%.*s' with a prime has no value here",
                             SLICE_ARG(node->name));
    for (size_t i = 0; i < node->item_count; i++)
        use.indices[use.count++] = (struct index){ node->items[i], env, -1 };
    return use_name(c, &use, node->sort);
}
