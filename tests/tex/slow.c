#include "tex/slow.h"

#include <math.h>

#include "base/arena.h"
#include "tex/scope.h"

enum { GRID = 20000, TERMS_MAX = 4096 };

struct slow slow_number(long double x)
{
    return (struct slow){ .rows = 1, .cols = 1, .at = { x } };
}

struct slow slow_none(const char *why, bool unbound)
{
    return (struct slow){ .why = why, .unbound = unbound };
}

struct slow slow_plus(struct slow a, struct slow b, long double sign)
{
    if (a.why)
        return a;
    if (b.why)
        return b;
    if (a.rank != b.rank || a.rows != b.rows || a.cols != b.cols)
        return slow_none("shapes differ", false);
    for (size_t i = 0; i < a.rows * a.cols; i++)
        a.at[i] += sign * b.at[i];
    return a;
}

/* 0 times an infinite logarithm is 0, as the course has it. */
static long double times(long double a, long double b)
{
    if ((a == 0 && isinf(b)) || (b == 0 && isinf(a)))
        return 0;
    return a * b;
}

struct slow slow_multiply(struct slow a, struct slow b)
{
    struct slow out;

    if (a.why)
        return a;
    if (b.why)
        return b;
    if (a.rank == 0 || b.rank == 0) {
        out = a.rank == 0 ? b : a;
        for (size_t i = 0; i < out.rows * out.cols; i++)
            out.at[i] =
                a.rank == 0 ? times(a.at[0], b.at[i]) : times(a.at[i], b.at[0]);
        return out;
    }
    if (b.rank != 1)
        return slow_none("shapes do not multiply", false);
    if (a.rank == 1 && a.turned && a.rows == b.rows) {
        out = slow_number(0);
        for (size_t i = 0; i < a.rows; i++)
            out.at[0] += a.at[i] * b.at[i];
        return out;
    }
    if (a.rank != 2 || a.cols != b.rows)
        return slow_none("shapes do not multiply", false);
    out = (struct slow){ .rank = 1, .rows = a.rows, .cols = 1 };
    for (size_t r = 0; r < a.rows; r++)
        for (size_t c = 0; c < a.cols; c++)
            out.at[r] += a.at[r * a.cols + c] * b.at[c];
    return out;
}

static struct slow turn(struct slow a)
{
    struct slow out = a;

    if (a.why || a.rank == 0)
        return a;
    if (a.rank == 1) {
        out.turned = !a.turned;
        return out;
    }
    out.rows = a.cols;
    out.cols = a.rows;
    for (size_t r = 0; r < a.rows; r++)
        for (size_t c = 0; c < a.cols; c++)
            out.at[c * a.rows + r] = a.at[r * a.cols + c];
    return out;
}

long slow_domain(struct slow_machine *m, struct slice letter,
                 const struct slow_env *env, long double *out, long cap)
{
    const struct scope_domain *d = scope_domain(m->scope, letter);
    struct slow_env none = { NULL, env->held };
    struct slow from, to;
    long count = 0;

    if (!d)
        return -1;
    if (d->set) {
        for (size_t i = 0; i < d->set->item_count && count < cap; i++) {
            from = slow_node(m, d->set->items[i], &none);
            if (from.why)
                return -1;
            out[count++] = from.at[0];
        }
        return count;
    }
    from = slow_node(m, d->from, &none);
    to = slow_node(m, d->to, &none);
    if (from.why || to.why)
        return -1;
    for (long double v = from.at[0]; v <= to.at[0] && count < cap; v += 1)
        out[count++] = v;
    return count;
}

/* The values that a sum or a product goes through. */
static long range(struct slow_machine *m, const struct mean *node,
                  const struct slow_env *env, long double *out)
{
    struct slow from = slow_number(1), to;
    long count = 0;

    if (node->range == RANGE_SET) {
        if (!node->set || node->set->kind != MEAN_SET)
            return -1;
        for (size_t i = 0; i < node->set->item_count; i++) {
            from = slow_node(m, node->set->items[i], env);
            if (from.why)
                return -1;
            out[count++] = from.at[0];
        }
        return count;
    }
    if (node->range == RANGE_DOMAIN || node->range == RANGE_BARE)
        return slow_domain(m, node->name, env, out, TERMS_MAX);
    if (node->range == RANGE_BOUNDS)
        from = slow_node(m, node->from_bound, env);
    to = slow_node(m, node->to_bound, env);
    if (from.why || to.why)
        return -1;
    for (long double v = from.at[0]; v <= to.at[0] && count < TERMS_MAX; v += 1)
        out[count++] = v;
    return count;
}

static struct slow accumulate(struct slow_machine *m, const struct mean *node,
                              const struct slow_env *env)
{
    long double values[TERMS_MAX];
    long count = range(m, node, env, values);
    struct slow out = slow_number(node->kind == MEAN_PRODUCT);

    if (count < 0)
        return slow_none("a range has no value", true);
    for (long i = 0; i < count; i++) {
        struct slow term =
            slow_node(m, node->first,
                      slow_bind(m, env, node->name, values[i], false));

        if (node->kind == MEAN_PRODUCT)
            out = slow_multiply(out, term);
        else
            out = i == 0 ? term : slow_plus(out, term, 1);
        if (out.why)
            return out;
    }
    return out;
}

/* The best place in [from, to], and again around it. */
static struct slow search(struct slow_machine *m, const struct mean *node,
                          const struct slow_env *env, long double from,
                          long double to)
{
    long double low = from, high = to, best_at = from;

    for (int round = 0; round < 4; round++) {
        int points = round == 0 ? GRID / 10 : 200;
        long double best = 0, step = (high - low) / points;
        bool any = false;

        for (int i = 0; i <= points; i++) {
            long double at = i == points ? high : low + step * i;
            struct slow value =
                slow_node(m, node->first,
                          slow_bind(m, env, node->name, at, true));
            long double size = node->maximum ? value.at[0] : -value.at[0];

            if (value.why)
                return value;
            if (value.rank != 0)
                return slow_none("an optimum of no number", false);
            if (isnan(size) || (any && size <= best))
                continue;
            any = true;
            best = size;
            best_at = at;
        }
        low = fmaxl(from, best_at - step);
        high = fminl(to, best_at + step);
    }
    return slow_number(best_at);
}

static struct slow optimum(struct slow_machine *m, const struct mean *node,
                           const struct slow_env *env)
{
    const struct scope_param *p = scope_param(m->scope, node->name);
    long double values[TERMS_MAX], best = 0, at = 0;
    long count;

    if (!node->first)
        return slow_none("an optimum of nothing", true);
    if (p)
        return search(m, node, env, (long double)p->from, (long double)p->to);
    count = slow_domain(m, node->name, env, values, TERMS_MAX);
    if (count < 1)
        return slow_none("an optimum over an unknown letter", true);
    for (long i = 0; i < count; i++) {
        struct slow value =
            slow_node(m, node->first,
                      slow_bind(m, env, node->name, values[i], false));
        long double size = node->maximum ? value.at[0] : -value.at[0];

        if (value.why)
            return value;
        if (i == 0 || size > best) {
            best = size;
            at = values[i];
        }
    }
    return slow_number(at);
}

/* Every letter of the weight that runs over a domain, in turn. */
static struct slow expect_over(struct slow_machine *m, const struct mean *node,
                               const struct mean *weight, size_t argument,
                               const struct slow_env *env)
{
    long double values[TERMS_MAX];
    struct slow out = slow_number(0);
    const struct mean *letter;
    long count;

    if (argument == weight->argument_count)
        return slow_multiply(slow_node(m, weight, env),
                             slow_node(m, node->first, env));
    letter = weight->arguments[argument];
    count = letter->kind == MEAN_NAME && letter->item_count == 0
                ? slow_domain(m, letter->name, env, values, TERMS_MAX)
                : -1;
    if (count < 0)
        return expect_over(m, node, weight, argument + 1, env);
    for (long i = 0; i < count; i++) {
        struct slow term =
            expect_over(m, node, weight, argument + 1,
                        slow_bind(m, env, letter->name, values[i], false));

        out = i == 0 ? term : slow_plus(out, term, 1);
        if (out.why)
            return out;
    }
    return out;
}

static struct slow expect(struct slow_machine *m, const struct mean *node,
                          const struct slow_env *env)
{
    struct mean call, letter;
    struct mean *arguments[1] = { &letter };
    enum mean_separator separators[1] = { SEPARATOR_NONE };

    if (node->second->kind == MEAN_CALL)
        return expect_over(m, node, node->second, 0, env);
    /* E_{x \sim p}: the weight is p(x). */
    letter = (struct mean){ .kind = MEAN_NAME,
                            .name = node->name,
                            .sort = NAME_INDEX };
    call = *node->second;
    call.kind = MEAN_CALL;
    call.arguments = arguments;
    call.separators = separators;
    call.argument_count = 1;
    return expect_over(m, node, &call, 0, env);
}

static bool stands(struct slow_machine *m, const struct mean *relation,
                   const struct slow_env *env, struct slow *fault)
{
    struct slow a = slow_node(m, relation->first, env);
    struct slow b = slow_node(m, relation->second, env);

    *fault = a.why ? a : b;
    if (a.why || b.why)
        return false;
    switch (relation->relation) {
    case REL_NOT_EQUAL:
        return a.at[0] != b.at[0];
    case REL_LESS:
        return a.at[0] < b.at[0];
    case REL_GREATER:
        return a.at[0] > b.at[0];
    case REL_LESS_EQUAL:
        return a.at[0] <= b.at[0];
    case REL_GREATER_EQUAL:
        return a.at[0] >= b.at[0];
    default:
        return a.at[0] == b.at[0];
    }
}

static struct slow cases(struct slow_machine *m, const struct mean *node,
                         const struct slow_env *env)
{
    struct slow fault = slow_number(0);

    for (size_t i = 0; i + 1 < node->item_count; i += 2) {
        if (!node->items[i + 1] || stands(m, node->items[i + 1], env, &fault))
            return slow_node(m, node->items[i], env);
        if (fault.why)
            return fault;
    }
    return slow_none("no case holds", false);
}

static struct slow list(struct slow_machine *m, const struct mean *node,
                        const struct slow_env *env)
{
    struct slow out = { .rank = 1, .rows = node->item_count, .cols = 1 };

    for (size_t i = 0; i < node->item_count; i++) {
        struct slow item = slow_node(m, node->items[i], env);

        if (item.why)
            return item;
        if (item.rank == 0) {
            out.at[i] = item.at[0];
            continue;
        }
        out.rank = 2;
        out.cols = item.rows;
        for (size_t c = 0; c < item.rows; c++)
            out.at[i * item.rows + c] = item.at[c];
    }
    return out;
}

/* One number from one or two. */
static struct slow scalar(const struct mean *node, struct slow a, struct slow b)
{
    if (a.why)
        return a;
    if (b.why)
        return b;
    if (node->kind == MEAN_DIVIDE && b.rank == 0)
        return slow_multiply(a, slow_number(1 / b.at[0]));
    if (a.rank != 0 || b.rank != 0)
        return slow_none("a vector where a number should be", false);
    switch (node->kind) {
    case MEAN_POWER:
        return slow_number(powl(a.at[0], b.at[0]));
    case MEAN_ROOT:
        return slow_number(powl(a.at[0], 1 / b.at[0]));
    case MEAN_ABSOLUTE:
        return slow_number(fabsl(a.at[0]));
    case MEAN_EXP:
        return slow_number(expl(a.at[0]));
    default:
        return slow_number(node->second ? logl(a.at[0]) / logl(b.at[0])
                                        : logl(a.at[0]));
    }
}

static struct slow operation(struct slow_machine *m, const struct mean *node,
                             const struct slow_env *env)
{
    struct slow a = slow_node(m, node->first, env);
    struct slow b =
        node->second ? slow_node(m, node->second, env) : slow_number(2);

    switch (node->kind) {
    case MEAN_NEGATE:
        return slow_multiply(slow_number(-1), a);
    case MEAN_ADD:
        return slow_plus(a, b, 1);
    case MEAN_SUBTRACT:
        return slow_plus(a, b, -1);
    case MEAN_MULTIPLY:
        return slow_multiply(a, b);
    case MEAN_TRANSPOSE:
        return turn(a);
    default:
        return scalar(node, a, b);
    }
}

struct slow slow_node(struct slow_machine *m, const struct mean *node,
                      const struct slow_env *env)
{
    switch (node->kind) {
    case MEAN_NUMBER:
        return slow_number((long double)node->number);
    case MEAN_INFINITY:
        return slow_number((long double)INFINITY);
    case MEAN_EULER:
        return slow_number(expl(1));
    case MEAN_NAME:
        return slow_name(m, node, env);
    case MEAN_CALL:
        return slow_call(m, node, env);
    case MEAN_SUM:
    case MEAN_PRODUCT:
        return accumulate(m, node, env);
    case MEAN_OPTIMUM:
        return optimum(m, node, env);
    case MEAN_EXPECT:
        return expect(m, node, env);
    case MEAN_GRADIENT:
        return slow_slope(m, node, env);
    case MEAN_CASES:
        return cases(m, node, env);
    case MEAN_LIST:
        return list(m, node, env);
    case MEAN_RELATION:
    case MEAN_SET:
    case MEAN_ELLIPSIS:
    case MEAN_TEXT:
    case MEAN_SPACE:
    case MEAN_KIND_COUNT:
        return slow_none("no expression", false);
    default:
        return operation(m, node, env);
    }
}

struct slow slow_value(struct arena *arena, const struct mean *node,
                       const struct scope *scope, const struct eval_data *data,
                       const struct eval_binding *bindings, size_t count)
{
    struct slow_machine m = { .arena = arena, .scope = scope, .data = data };
    struct slow_env start = { NULL, NULL };
    const struct slow_env *env = &start;

    for (size_t i = 0; i < count; i++)
        env =
            slow_bind(&m, env, bindings[i].key, (long double)bindings[i].value,
                      scope_param(scope, bindings[i].key) != NULL);
    return slow_node(&m, node, env);
}
