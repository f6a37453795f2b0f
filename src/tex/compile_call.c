#include "tex/compile.h"

#include "base/strbuf.h"

/* Definitions in one another go no deeper. */
enum { LETTERS_MAX = 16, CHAIN_MAX = 100 };

/* One definition being laid on one use. */
struct laying {
    struct compiler *c;
    const struct use *use;
    const struct scope_definition *definition;
    struct bound bounds[LETTERS_MAX];
    size_t count;
    struct code *let;
    struct code *fit;                   /* what has to be equal when it runs */
    struct bound *rebound[LETTERS_MAX]; /* parameters among the letters */
    size_t rebound_count;
    struct code_range missing[2];      /* indices that the use leaves open */
    struct index indices[INDICES_MAX]; /* of the pattern: given, then missing */
    size_t index_count, missing_count;
    struct code *fault;
};

/* Where the pattern's own numbers are valued. */
static struct env pattern_env(const struct laying *lay)
{
    return (struct env){ .scope = lay->definition->scope };
}

/* An index that the use leaves open runs over its letter's domain. */
static bool leave_open(struct laying *lay, const struct mean *letter,
                       struct index *out)
{
    struct env inside = pattern_env(lay);
    struct code_range *range;
    struct code *fault;

    if (lay->missing_count == 2)
        return false;
    range = &lay->missing[lay->missing_count++];
    fault = compile_domain(lay->c, &inside, letter->name, letter, range);
    if (fault)
        lay->fault = fault;
    range->slot = compile_slot(lay->c);
    range->key = letter->name;
    *out = (struct index){ letter, lay->use->env, range->slot };
    lay->indices[lay->index_count++] = *out;
    return true;
}

/* Adds "a must be b"; false when that is decided already and does not hold. */
static bool equal(struct laying *lay, struct code *a, struct code *b)
{
    if (a->op == OP_CONSTANT && b->op == OP_CONSTANT)
        return real_compare(a->number, b->number) == 0;
    if (a->op == OP_FAULT || b->op == OP_FAULT) {
        lay->fault = a->op == OP_FAULT ? a : b;
        return true;
    }
    if (a->rank > 0 || b->rank > 0)
        return false;
    compile_add(lay->c, lay->fit, a);
    compile_add(lay->c, lay->fit, b);
    return true;
}

/* A part of the pattern that is no letter: it may be equal by value. */
static bool meets(void *context, const struct mean *wanted,
                  const struct index *value, bool index)
{
    struct laying *lay = context;
    struct env inside = pattern_env(lay);

    inside.whole = index;
    return equal(lay,
                 index ? compile_index(lay->c, value)
                       : compile(lay->c, value->env, value->node),
                 compile(lay->c, &inside, wanted));
}

static int group_of(void *context, const struct index *index)
{
    (void)context;
    return compile_group(index);
}

/* A parameter that the use has in its own place is itself. */
static bool is_itself(const struct mean *letter, const struct index *value)
{
    return letter->sort == NAME_PARAM && value->slot < 0 &&
           value->node->kind == MEAN_NAME &&
           slice_eq(letter->name, value->node->name) &&
           !compile_bound(value->env, letter->name);
}

static bool bind(void *context, const struct mean *letter,
                 const struct index *value)
{
    struct laying *lay = context;
    struct index open;
    struct bound *b;

    if (!value) {
        if (!leave_open(lay, letter, &open))
            return false;
        value = &open;
    }
    if (is_itself(letter, value))
        return true;

    for (size_t i = 0; i < lay->count; i++) {
        struct index before;

        b = &lay->bounds[i];
        if (!slice_eq(b->key, letter->name))
            continue;
        before = (struct index){ b->expression, b->env, b->slot };
        if (value->slot >= 0 ? value->slot == b->slot
                             : scope_same(value->node, b->expression) &&
                                   value->env == b->env)
            return true;
        return equal(lay, compile_index(lay->c, &before),
                     compile_index(lay->c, value));
    }
    if (lay->count == LETTERS_MAX)
        return false;
    b = &lay->bounds[lay->count++];
    *b = (struct bound){ .key = letter->name,
                         .slot = value->slot,
                         .group = compile_group(value),
                         .expression = value->node,
                         .env = value->env,
                         .let = lay->let };
    if (letter->sort == NAME_PARAM && value->slot < 0)
        lay->rebound[lay->rebound_count++] = b;
    return true;
}

/* A parameter among the arguments has the use's value, for everything that
 * reads it, until the body is valued. */
static void rebind(struct laying *lay)
{
    struct code *swaps[LETTERS_MAX];
    size_t count = 0;

    for (size_t i = 0; i < lay->rebound_count; i++) {
        struct bound *b = lay->rebound[i];
        struct code *swap, *hold, *value;
        int slot = compile_param(lay->c, lay->definition->scope, b->key);

        value = compile(lay->c, b->env, b->expression);
        if (slot < 0 || value->op == OP_FAULT || value->rank > 0) {
            lay->fault = value->op == OP_FAULT ? value : NULL;
            continue;
        }
        hold = compile_make(lay->c, NULL, OP_HOLD, b->expression);
        hold->a = value;
        hold->slot = compile_slot(lay->c);
        compile_add(lay->c, lay->let, hold);
        swap = compile_make(lay->c, NULL, OP_SWAP, b->expression);
        swap->slot = slot;
        swap->range.slot = hold->slot;
        swaps[count++] = swap;
    }
    for (size_t i = 0; i < count; i++)
        compile_add(lay->c, lay->let, swaps[i]);
}

/* The entry that a gradient is taken by moves, the others stand still. */
static struct code *seed(struct laying *lay, struct code *body)
{
    struct compiler *c = lay->c;
    struct code *code;

    if (!c->gradient || c->by != lay->definition || lay->index_count > 2)
        return body;
    code = compile_make(c, NULL, OP_SEED, lay->use->node);
    code->a = body;
    return compile_indices(c, code, lay->indices, lay->index_count);
}

/* The body once for every value of the indices left open. */
static struct code *families(struct laying *lay, struct code *body)
{
    for (size_t i = lay->missing_count; i-- > 0;) {
        struct code *code =
            compile_make(lay->c, NULL, OP_FAMILY, lay->use->node);

        if (body->rank == 2)
            return compile_fault(lay->c, lay->use->node, EVAL_REFUSED,
                                 "'%.*s' would have three indices",
                                 SLICE_ARG(lay->use->key));
        code->a = body;
        code->range = lay->missing[i];
        code->rank = body->rank + 1;
        body = code;
    }
    return body;
}

static struct code *body_of(struct laying *lay)
{
    struct compiler *c = lay->c;
    const struct use *use = lay->use;
    struct chain chain = { lay->definition, use->env->chain };
    struct env inside = { .scope = lay->definition->scope,
                          .chain = &chain,
                          .whole = use->env->whole };
    struct code *body;
    int depth = 0;

    if (lay->fault)
        return lay->fault;
    for (const struct chain *up = use->env->chain; up; up = up->up)
        if (++depth > CHAIN_MAX || up->definition == lay->definition)
            return compile_fault(c, use->node, EVAL_REFUSED, "'%.*s' is %s",
                                 SLICE_ARG(use->key),
                                 depth > CHAIN_MAX ? "too many definitions deep"
                                                   : "defined by itself");
    for (size_t i = 0; i < lay->count; i++) {
        lay->bounds[i].up = i > 0 ? &lay->bounds[i - 1] : NULL;
        inside.bound = &lay->bounds[i];
    }
    body = compile(c, &inside, lay->definition->body);
    rebind(lay);
    if (lay->fault)
        return lay->fault;
    if (body->op == OP_FAULT)
        return body;
    body = seed(lay, body);
    if (body->op != OP_FAULT)
        body = families(lay, body);
    if (lay->let->count == 0 || body->op == OP_FAULT)
        return body;
    lay->let->a = body;
    lay->let->rank = body->rank;
    return lay->let;
}

/* What is wrong within a definition is told with its name. */
static struct code *named_fault(struct compiler *c, const struct use *use,
                                const struct scope_definition *definition,
                                struct code *fault)
{
    const struct mean *name = definition->name;

    if (!use->env->top || fault->node->source.at == use->node->source.at)
        return fault;
    return compile_fault(c, fault->node, fault->status, "%s, in '%.*s'",
                         fault->fault,
                         SLICE_ARG(
                             slice_sub(name->source, name->from, name->to)));
}

/* Lays one definition on the use; NULL when it does not fit, else its code,
 * with *certain unless that is seen when it runs. */
static struct code *instance(struct compiler *c, const struct use *use,
                             const struct scope_definition *definition,
                             bool *certain)
{
    struct laying lay = { .c = c, .use = use, .definition = definition };
    struct scope_fit fit = { &lay, definition->scope, bind, meets, group_of };
    struct scope_use laid = { .key = use->key,
                              .indices = use->indices,
                              .count = use->count,
                              .arguments = use->arguments,
                              .separators = use->separators,
                              .argument_count = use->argument_count,
                              .env = use->env };
    struct code *body;

    if (definition->name->item_count > INDICES_MAX)
        return NULL;
    for (size_t i = 0; i < use->count; i++)
        lay.indices[lay.index_count++] = use->indices[i];
    lay.let = compile_make(c, NULL, OP_LET, use->node);
    lay.fit = compile_make(c, NULL, OP_FIT, use->node);
    if (!scope_fits(&fit, definition->name, &laid))
        return NULL;
    body = body_of(&lay);
    if (body->op == OP_FAULT)
        body = named_fault(c, use, definition, body);
    *certain = lay.fit->count == 0;
    if (*certain)
        return body;
    lay.fit->a = body;
    lay.fit->rank = body->rank;
    return lay.fit;
}

/* "\hat{y} with the index k", as it was used. */
static void describe(struct strbuf *out, const struct use *use)
{
    strbuf_printf(out, "'%.*s'", SLICE_ARG(use->key));
    if (use->argument_count > 0 || use->count == 0)
        return;
    strbuf_puts(out, use->count == 1 ? " with the index '" : " with '");
    for (size_t i = 0; i < use->count; i++) {
        const struct mean *index = use->indices[i].node;

        strbuf_puts(out, i > 0 ? "," : "");
        strbuf_slice(out, slice_sub(index->source, index->from, index->to));
    }
    strbuf_putc(out, '\'');
}

static struct code *none_fits(struct compiler *c, const struct use *use)
{
    struct strbuf text = { 0 }, there = { 0 };
    const struct scope_definition *definition = NULL;
    struct code *code;

    describe(&text, use);
    while ((definition = scope_definition(use->scope, use->key, definition))) {
        const struct mean *name = definition->name;

        strbuf_puts(&there, there.len > 0 ? ", " : "");
        strbuf_slice(&there, slice_sub(name->source, name->from, name->to));
    }
    if (there.len == 0)
        code = compile_fault(c, use->node, EVAL_UNBOUND, "%s has no definition",
                             strbuf_text(&text));
    else
        code = compile_fault(c, use->node, EVAL_REFUSED,
                             "no definition of %s fits; there is %s",
                             strbuf_text(&text), strbuf_text(&there));
    strbuf_finish(&text);
    strbuf_finish(&there);
    return code;
}

/* What is known of a use while its definitions are tried. */
struct choosing {
    struct compiler *c;
    const struct use *use;
    struct code *all;
};

/* Keeps what may fit; true when nothing behind it can be meant. */
static bool choose(void *context, const struct scope_definition *definition)
{
    struct choosing *choosing = context;
    bool certain = false;
    struct code *code =
        instance(choosing->c, choosing->use, definition, &certain);

    if (code)
        compile_add(choosing->c, choosing->all, code);
    return certain;
}

struct code *compile_defined(struct compiler *c, const struct use *use)
{
    struct code *all = compile_make(c, NULL, OP_CHOOSE, use->node);
    struct choosing choosing = { c, use, all };
    bool ranked = false;

    scope_visit(use->scope, use->key, use->count, choose, &choosing);
    if (all->count == 0)
        return none_fits(c, use);
    if (all->count == 1 && all->items[0]->op != OP_FIT)
        return all->items[0];
    for (size_t i = 0; i < all->count; i++) {
        const struct code *body = all->items[i];

        if (body->op == OP_FIT)
            body = body->a;
        if (body->op == OP_FAULT)
            continue;
        if (ranked && body->rank != all->rank)
            return compile_fault(c, use->node, EVAL_REFUSED,
                                 "the definitions of '%.*s' differ in shape",
                                 SLICE_ARG(use->key));
        all->rank = body->rank;
        ranked = true;
    }
    return all;
}

struct code *compile_call(struct compiler *c, const struct env *env,
                          const struct mean *node)
{
    struct use use = { .node = node,
                       .key = node->name,
                       .scope = env->scope,
                       .env = env,
                       .arguments = node->arguments,
                       .separators = node->separators,
                       .argument_count = node->argument_count };
    const struct bound *b = compile_bound(env, node->name);

    if (node->item_count > INDICES_MAX)
        return compile_fault(c, node, EVAL_REFUSED, "too many indices");
    if (node->primed)
        return compile_fault(c, node, EVAL_UNBOUND,
                             "'%.*s' with a prime has no value here",
                             SLICE_ARG(node->name));
    for (size_t i = 0; i < node->item_count; i++)
        use.indices[use.count++] = (struct index){ node->items[i], env, -1 };

    /* A letter that stands for a function: KL(p || q) over p(x). */
    if (b && b->slot < 0 && b->expression->kind == MEAN_NAME &&
        b->expression->sort == NAME_FUNCTION) {
        use.key = b->expression->name;
        use.scope = b->env->scope;
    }
    return compile_defined(c, &use);
}
