#include "tex/compile.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>

#include "base/arena.h"
#include "base/vec.h"

/* What definitions that use one another may come to. */
enum { CODE_MAX = 200000, DEPTH_MAX = 1200 };

struct code *compile_make(struct compiler *c, const struct env *env, enum op op,
                          const struct mean *node)
{
    struct code *code = arena_alloc(c->m->scratch, sizeof *code);

    code->op = op;
    code->node = node;
    code->whole = env && env->whole;
    c->made++;
    return code;
}

struct code *compile_fault(struct compiler *c, const struct mean *node,
                           enum eval_status status, const char *format, ...)
{
    struct code *code = compile_make(c, NULL, OP_FAULT, node);
    char text[400];
    va_list args;

    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    code->fault = arena_printf(c->m->arena, "%s", text);
    code->status = status;
    return code;
}

void compile_add(struct compiler *c, struct code *to, struct code *item)
{
    *vec_push_in(c->m->scratch, to->items, to->count, to->cap) = item;
}

int compile_slot(struct compiler *c)
{
    struct machine *m = c->m;

    (void)vec_push(m->slots, m->slot_count, m->slot_cap);
    (void)vec_push(c->repeats, c->repeat_count, c->repeat_cap);
    return (int)m->slot_count - 1;
}

struct code *compile_whole(struct compiler *c, const struct env *env,
                           const struct mean *node)
{
    struct env whole = *env;

    whole.whole = true;
    return compile(c, &whole, node);
}

struct code *compile_constant(struct compiler *c, const struct env *env,
                              const struct mean *node, double x)
{
    struct code *code = compile_make(c, env, OP_CONSTANT, node);

    code->exact = x;
    if (env->whole)
        code->number = real_of(x);
    else
        arith_literal(&c->m->ar, x, &code->number);
    return code;
}

static const char *shape_name(const struct code *code)
{
    static const char *const names[] = { "a number", "a vector", "a matrix" };

    return names[code->rank];
}

/* One operand, entry by entry where it has several. */
static struct code *unary(struct compiler *c, const struct env *env, enum op op,
                          const struct mean *node)
{
    struct code *a = compile(c, env, node->first), *code;

    if (a->op == OP_FAULT)
        return a;
    if (a->rank > 0 && op == OP_ABSOLUTE)
        return compile_fault(c, node, EVAL_REFUSED,
                             "%s has no absolute value here, only a number",
                             shape_name(a));
    code = compile_make(c, env, op, node);
    code->a = a;
    code->rank = a->rank;
    return code;
}

static struct code *transpose(struct compiler *c, const struct env *env,
                              const struct mean *node)
{
    struct code *code = unary(c, env, OP_TRANSPOSE, node);

    if (code->op == OP_TRANSPOSE && code->rank == 0)
        return code->a;
    if (code->op == OP_TRANSPOSE && code->rank == 1) {
        code->rank = 2;
        code->used = 1;
    }
    return code;
}

/* The rank of a product; -1 when it has none. `used` is 1 of a matrix with one
 * row, a transposed vector: with a vector behind it, it makes a number. */
static int product_rank(const struct code *a, const struct code *b)
{
    if (a->rank == 0 || b->rank == 0)
        return a->rank + b->rank;
    if (a->rank == 2 && b->rank == 1)
        return a->used == 1 ? 0 : 1;
    if (a->rank == 2)
        return 2;
    return b->rank == 2 && b->used == 1 ? 2 : -1;
}

static bool is_row(const struct code *code)
{
    return (code->op == OP_TRANSPOSE || code->op == OP_MULTIPLY) &&
           code->rank == 2 && code->used == 1;
}

static int binary_rank(enum op op, const struct code *a, const struct code *b)
{
    switch (op) {
    case OP_ADD:
    case OP_SUBTRACT:
        return a->rank == b->rank ? a->rank : -1;
    case OP_MULTIPLY:
        return product_rank(a, b);
    case OP_DIVIDE:
        return b->rank == 0 ? a->rank : -1;
    default:
        return a->rank + b->rank == 0 ? 0 : -1;
    }
}

/* Two shapes that have no sum, product, ratio or power. What does not fit
 * within one of them is told first, where that needs no letter to be bound. */
static struct code *misfit(struct compiler *c, const struct env *env,
                           enum op op, const struct mean *node, struct code *a,
                           struct code *b)
{
    static const char *const doing[] = { "added to", "subtracted from",
                                         "multiplied by", "divided by",
                                         "raised to" };
    struct code *code;

    if (op == OP_MULTIPLY)
        code = compile_fault(c, node, EVAL_REFUSED,
                             "%s times %s: their dot product is w \\cdot x",
                             shape_name(a), shape_name(b));
    else if (op == OP_SUBTRACT)
        code = compile_fault(c, node, EVAL_REFUSED,
                             "%s cannot be subtracted from %s", shape_name(b),
                             shape_name(a));
    else
        code = compile_fault(c, node, EVAL_REFUSED, "%s cannot be %s %s",
                             shape_name(a), doing[op - OP_ADD], shape_name(b));
    if (!env->bound && !env->chain) {
        code->a = a;
        code->b = b;
    }
    return code;
}

/* A vector lying, as the first factor of a dot product. */
static struct code *row_of(struct compiler *c, struct code *vector)
{
    struct code *code = compile_make(c, NULL, OP_TRANSPOSE, vector->node);

    code->a = vector;
    code->rank = 2;
    code->used = 1;
    return code;
}

static struct code *binary(struct compiler *c, const struct env *env,
                           enum op op, const struct mean *node)
{
    struct code *a = compile(c, env, node->first), *b, *code;
    int rank;

    if (a->op == OP_FAULT)
        return a;
    b = compile(c, env, node->second);
    if (b->op == OP_FAULT)
        return b;
    if (node->dotted && a->rank == 1 && b->rank == 1)
        a = row_of(c, a);
    rank = binary_rank(op, a, b);
    if (rank < 0)
        return misfit(c, env, op, node, a, b);
    code = compile_make(c, env, op, node);
    code->a = a;
    code->b = b;
    code->rank = rank;
    code->used =
        op == OP_MULTIPLY && (is_row(a) || (a->rank == 0 && is_row(b))) ? 1 : 0;
    return code;
}

/* e^x in one rounding. */
static struct code *power(struct compiler *c, const struct env *env,
                          const struct mean *node)
{
    struct code *code, *a;

    if (node->first->kind != MEAN_EULER || env->whole)
        return binary(c, env, OP_POWER, node);
    a = compile(c, env, node->second);
    if (a->op == OP_FAULT)
        return a;
    if (a->rank > 0)
        return compile_fault(c, node, EVAL_REFUSED, "e to the power of %s",
                             shape_name(a));
    code = compile_make(c, env, OP_EXP, node);
    code->a = a;
    return code;
}

/* A root's index and a logarithm's base stand in `second`. */
static struct code *based(struct compiler *c, const struct env *env, enum op op,
                          const struct mean *node)
{
    struct code *code = unary(c, env, op, node);

    if (code->op != op)
        return code;
    if (op == OP_ROOT && code->rank > 0)
        return compile_fault(c, node, EVAL_REFUSED, "%s has no root",
                             shape_name(code));
    if (!node->second)
        return code;
    code->b = compile(c, env, node->second);
    if (code->b->op == OP_FAULT)
        return code->b;
    if (code->b->rank > 0)
        return compile_fault(c, node->second, EVAL_REFUSED,
                             "this has to be a number");
    return code;
}

/* "1, ..., K": the integers between its neighbours. */
static struct code *run_between(struct compiler *c, const struct env *env,
                                const struct mean *list, size_t i)
{
    struct code *code;

    if (i == 0 || i + 1 == list->item_count)
        return compile_fault(c, list->items[i], EVAL_REFUSED,
                             "'...' stands between two whole numbers");
    /* x_1, x_2, ..., x_n goes on by its index, not by its values. */
    if (list->items[i + 1]->kind == MEAN_NAME &&
        list->items[i + 1]->item_count > 0)
        return compile_fault(c, list->items[i], EVAL_UNBOUND,
                             "a list with dots has no value");
    code = compile_make(c, env, OP_RUN, list->items[i]);
    code->a = compile_whole(c, env, list->items[i - 1]);
    code->b = compile_whole(c, env, list->items[i + 1]);
    code->rank = 1;
    if (code->a->op == OP_FAULT)
        return code->a;
    return code->b->op == OP_FAULT ? code->b : code;
}

static struct code *list(struct compiler *c, const struct env *env,
                         const struct mean *node)
{
    struct code *code = compile_make(c, env, OP_LIST, node);
    int rank = -1;

    for (size_t i = 0; i < node->item_count; i++) {
        const struct mean *entry = node->items[i];
        bool run = entry->kind == MEAN_ELLIPSIS;
        struct code *item =
            run ? run_between(c, env, node, i) : compile(c, env, entry);

        if (item->op == OP_FAULT)
            return item;
        if ((rank >= 0 && !run && item->rank != rank) || item->rank > 1)
            return compile_fault(c, entry, EVAL_REFUSED,
                                 "%s among the entries of a list",
                                 shape_name(item));
        if (!run)
            rank = item->rank;
        compile_add(c, code, item);
    }
    code->rank = rank == 1 ? 2 : 1;
    return code;
}

static struct code *condition(struct compiler *c, const struct env *env,
                              const struct mean *node)
{
    struct code *code = compile_make(c, env, OP_COMPARE, node);

    code->relation = node->relation;
    code->a = compile(c, env, node->first);
    code->b = compile(c, env, node->second);
    if (code->a->op == OP_FAULT)
        return code->a;
    if (code->b->op == OP_FAULT)
        return code->b;
    if (code->a->rank > 0 || code->b->rank != (node->relation == REL_IN))
        return compile_fault(c, node, EVAL_REFUSED,
                             "a condition compares two numbers");
    return code;
}

static struct code *cases(struct compiler *c, const struct env *env,
                          const struct mean *node)
{
    struct code *code = compile_make(c, env, OP_CASES, node);

    for (size_t i = 0; i + 1 < node->item_count; i += 2) {
        struct code *value = compile(c, env, node->items[i]);
        const struct mean *when = node->items[i + 1];

        if (value->op != OP_FAULT) {
            if (code->count > 0 && value->rank != code->rank)
                return compile_fault(c, node->items[i], EVAL_REFUSED,
                                     "%s where another case is not one",
                                     shape_name(value));
            code->rank = value->rank;
        }
        compile_add(c, code, value);
        compile_add(c, code, when ? condition(c, env, when) : NULL);
    }
    return code;
}

static struct code *compile_kind(struct compiler *c, const struct env *env,
                                 const struct mean *node)
{
    switch (node->kind) {
    case MEAN_NUMBER:
        return compile_constant(c, env, node, node->number);
    case MEAN_INFINITY:
        return compile_constant(c, env, node, INFINITY);
    case MEAN_EULER:
        return compile_constant(c, env, node, exp(1.0));
    case MEAN_NAME:
        return compile_name(c, env, node);
    case MEAN_CALL:
        return compile_call(c, env, node);
    case MEAN_NEGATE:
        return unary(c, env, OP_NEGATE, node);
    case MEAN_ADD:
        return binary(c, env, OP_ADD, node);
    case MEAN_SUBTRACT:
        return binary(c, env, OP_SUBTRACT, node);
    case MEAN_MULTIPLY:
        return binary(c, env, OP_MULTIPLY, node);
    case MEAN_DIVIDE:
        return binary(c, env, OP_DIVIDE, node);
    case MEAN_POWER:
        return power(c, env, node);
    case MEAN_ROOT:
        return based(c, env, OP_ROOT, node);
    case MEAN_ABSOLUTE:
        return unary(c, env, OP_ABSOLUTE, node);
    case MEAN_TRANSPOSE:
        return transpose(c, env, node);
    case MEAN_LOG:
        return based(c, env, OP_LOG, node);
    case MEAN_EXP:
        return unary(c, env, OP_EXP, node);
    case MEAN_SUM:
    case MEAN_PRODUCT:
        return compile_binder(c, env, node);
    case MEAN_OPTIMUM:
        return compile_optimum(c, env, node);
    case MEAN_EXPECT:
        return compile_expect(c, env, node);
    case MEAN_GRADIENT:
        return compile_gradient(c, env, node);
    case MEAN_CASES:
        return cases(c, env, node);
    case MEAN_LIST:
    case MEAN_SET:
        return list(c, env, node);
    case MEAN_RELATION:
    case MEAN_ELLIPSIS:
    case MEAN_TEXT:
    case MEAN_SPACE:
    case MEAN_KIND_COUNT:
        break;
    }
    return compile_fault(c, node, EVAL_UNBOUND, "this is read, not valued");
}

static bool is_made_up(const struct compiler *c, const struct mean *node)
{
    for (size_t i = 0; i < c->made_up_count; i++)
        if (c->made_up[i] == node)
            return true;
    return false;
}

struct code *compile(struct compiler *c, const struct env *env,
                     const struct mean *node)
{
    const struct eval_sink *sink = c->m->options->sink;
    struct code *code;

    if (c->depth >= DEPTH_MAX || c->made >= CODE_MAX)
        return compile_fault(c, node, EVAL_REFUSED,
                             "too much: definitions in definitions come to "
                             "more than %d steps",
                             CODE_MAX);
    c->depth++;
    code = compile_kind(c, env, node);
    c->depth--;
    if (env->top && sink && sink->see && !code->told && code->op != OP_FAULT &&
        !is_made_up(c, node))
        code->told = node;
    return code;
}
