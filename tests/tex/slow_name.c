#include <math.h>

#include "base/arena.h"
#include "tex/scope.h"
#include "tex/slow.h"

enum { INDICES_MAX = 4, DEPTH_MAX = 60 };

struct slow_env *slow_bind(struct slow_machine *m, const struct slow_env *env,
                           struct slice key, long double number, bool hold)
{
    struct slow_env *out = arena_alloc(m->arena, sizeof *out);
    struct slow_name *name = arena_alloc(m->arena, sizeof *name);

    *out = *env;
    *name = (struct slow_name){ key, NULL, NULL, number, env->names };
    out->names = name;
    if (hold) {
        struct slow_name *held = arena_alloc(m->arena, sizeof *held);

        *held = (struct slow_name){ key, NULL, NULL, number, env->held };
        out->held = held;
        out->names = env->names;
    }
    return out;
}

static const struct slow_name *look(const struct slow_name *list,
                                    struct slice key)
{
    for (; list; list = list->next)
        if (slice_eq(list->key, key))
            return list;
    return NULL;
}

/* A use's indices as numbers; a reason when one has none. */
static struct slow indices_of(struct slow_machine *m, const struct mean *node,
                              const struct slow_env *env, long *out)
{
    for (size_t i = 0; i < node->item_count; i++) {
        struct slow index = slow_node(m, node->items[i], env);

        if (index.why)
            return index;
        if (index.rank != 0 || index.at[0] != floorl(index.at[0]))
            return slow_none("an index is no whole number", false);
        out[i] = (long)index.at[0];
    }
    return slow_number(0);
}

struct slow slow_entry(struct slow from, const long *indices, size_t count)
{
    for (size_t i = 0; i < count && !from.why; i++) {
        size_t at = (size_t)indices[i] - 1;

        if (from.rank == 0)
            return slow_none("a number has no index", false);
        if (indices[i] < 1 || at >= from.rows)
            return slow_none("an index is out of range", false);
        if (from.rank == 2) {
            for (size_t c = 0; c < from.cols; c++)
                from.at[c] = from.at[at * from.cols + c];
            from.rank = 1;
            from.rows = from.cols;
            from.cols = 1;
        } else {
            from = slow_number(from.at[at]);
        }
    }
    return from;
}

static struct slow table(struct slow_machine *m, const struct eval_array *a)
{
    struct slow out = { .rank = a->rank, .rows = a->rows, .cols = a->cols };

    if (a->rows * a->cols > SLOW_ENTRIES_MAX)
        return slow_none("a table is too large", false);
    for (size_t i = 0; i < a->rows * a->cols; i++)
        out.at[i] = (long double)a->values[i];
    if (slice_eq(m->nudge.key, a->key))
        out.at[m->nudge.row * a->cols + m->nudge.col] += m->nudge.by;
    return out;
}

/* An entry of the lab's table. One index of the second sort alone (z_k of a
 * table z_{i,k}) selects a column. */
static bool data_entry(struct slow_machine *m, const struct mean *node,
                       const long *indices, struct slow *out)
{
    for (size_t i = 0; i < m->data->count; i++) {
        const struct eval_array *a = &m->data->arrays[i];

        if (!slice_eq(a->key, node->name))
            continue;
        *out = slow_entry(table(m, a), indices, node->item_count);
        return true;
    }
    return false;
}

/* Definitions of a name that takes indices: \hat{y}_{i,k}, with as many or
 * fewer of them; what is missing makes a vector. */
static struct slow defined(struct slow_machine *m,
                           const struct scope_definition *d,
                           const struct slow_env *env, const long *indices,
                           size_t count)
{
    const struct mean *name = d->name;
    struct slow_env fresh = { NULL, env->held };
    const struct slow_env *now = &fresh;
    long double domain[SLOW_ENTRIES_MAX];
    struct slow out;
    long size;

    for (size_t i = 0; i < count; i++)
        now = slow_bind(m, now, name->items[i]->name, (long double)indices[i],
                        false);
    if (count == name->item_count)
        return slow_node(m, d->body, now);
    size =
        slow_domain(m, name->items[count]->name, now, domain, SLOW_ENTRIES_MAX);
    if (size < 0)
        return slow_none("a definition wants more indices", false);
    out = (struct slow){ .rank = 1, .rows = (size_t)size, .cols = 1 };
    for (long v = 0; v < size; v++) {
        long more[INDICES_MAX];
        struct slow part;

        for (size_t i = 0; i < count; i++)
            more[i] = indices[i];
        more[count] = (long)domain[v];
        part = defined(m, d, env, more, count + 1);
        if (part.why)
            return part;
        if (part.rank == 0) {
            out.at[v] = part.at[0];
            continue;
        }
        if (part.rank != 1)
            return slow_none("a definition has too many indices", false);
        out.rank = 2;
        out.cols = part.rows;
        for (size_t c = 0; c < part.rows; c++)
            out.at[(size_t)v * part.rows + c] = part.at[c];
    }
    return out;
}

/* With as many indices as the use has, else with more. */
static const struct scope_definition *definition_of(struct slow_machine *m,
                                                    const struct mean *node)
{
    const struct scope_definition *d = NULL, *wider = NULL;

    while ((d = scope_definition(m->scope, node->name, d))) {
        if (d->name->kind != MEAN_NAME)
            continue;
        if (d->name->item_count == node->item_count)
            return d;
        if (d->name->item_count > node->item_count && !wider)
            wider = d;
    }
    return wider;
}

struct slow slow_name(struct slow_machine *m, const struct mean *node,
                      const struct slow_env *env)
{
    const struct slow_name *bound = look(env->names, node->name);
    const struct scope_definition *d;
    const struct scope_param *param;
    long indices[INDICES_MAX];
    struct slow got;

    if (node->item_count > INDICES_MAX)
        return slow_none("too many indices", false);
    if (bound && !bound->node && node->item_count == 0)
        return slow_number(bound->number);
    got = indices_of(m, node, env, indices);
    if (got.why)
        return got;
    if (bound && bound->node)
        return slow_entry(slow_node(m, bound->node, bound->env), indices,
                          node->item_count);
    bound = look(env->held, node->name);
    if (bound && node->item_count == 0)
        return slow_number(bound->number);
    d = definition_of(m, node);
    if (d && ++m->depth > DEPTH_MAX)
        return slow_none("recursion", false);
    if (d) {
        got = defined(m, d, env, indices, node->item_count);
        m->depth--;
        return got;
    }
    if (data_entry(m, node, indices, &got))
        return got;
    param = scope_param(m->scope, node->name);
    if (param && node->item_count == 0)
        return slow_number((long double)param->value);
    return slow_none("a letter has no value", true);
}

/* Lays a use on a pattern; what the pattern's letters stand for is added to
 * *names (and *held, a parameter written into the pattern). */
static bool lay(struct slow_machine *m, const struct mean *pattern,
                const struct mean *use, const struct slow_env *env,
                struct slow_env *out)
{
    if (pattern->kind == MEAN_NUMBER)
        return use->kind == MEAN_NUMBER && use->number == pattern->number;
    if (pattern->kind == MEAN_RELATION)
        return use->kind == MEAN_RELATION &&
               use->relation == pattern->relation &&
               lay(m, pattern->first, use->first, env, out) &&
               lay(m, pattern->second, use->second, env, out);
    if (pattern->kind == MEAN_NAME && pattern->item_count > 0) {
        if (use->kind != MEAN_NAME || !slice_eq(use->name, pattern->name) ||
            use->item_count != pattern->item_count)
            return false;
        for (size_t i = 0; i < use->item_count; i++)
            if (!lay(m, pattern->items[i], use->items[i], env, out))
                return false;
        return true;
    }
    if (pattern->kind == MEAN_NAME && pattern->sort == NAME_INDEX) {
        struct slow index = slow_node(m, use, env);

        if (index.why || index.rank != 0)
            return false;
        *out = *slow_bind(m, out, pattern->name, index.at[0], false);
        return true;
    }
    if (pattern->kind == MEAN_NAME && scope_param(m->scope, pattern->name)) {
        struct slow value = slow_node(m, use, env);

        if (!value.why && value.rank == 0)
            *out = *slow_bind(m, out, pattern->name, value.at[0], true);
        return true;
    }
    if (pattern->kind == MEAN_NAME && use->kind != MEAN_ELLIPSIS &&
        use->kind != MEAN_RELATION) {
        struct slow_name *name = arena_alloc(m->arena, sizeof *name);

        *name = (struct slow_name){ pattern->name, use, env, 0, out->names };
        out->names = name;
        return true;
    }
    return false;
}

static bool fits(struct slow_machine *m, const struct mean *pattern,
                 const struct mean *use, const struct slow_env *env,
                 struct slow_env *out)
{
    if (pattern->kind != MEAN_CALL ||
        pattern->argument_count != use->argument_count ||
        pattern->item_count != use->item_count)
        return false;
    for (size_t i = 0; i < use->item_count; i++)
        if (!lay(m, pattern->items[i], use->items[i], env, out))
            return false;
    for (size_t i = 0; i < use->argument_count; i++)
        if (pattern->separators[i] != use->separators[i] ||
            !lay(m, pattern->arguments[i], use->arguments[i], env, out))
            return false;
    return true;
}

struct slow slow_call(struct slow_machine *m, const struct mean *node,
                      const struct slow_env *env)
{
    const struct scope_definition *d = NULL;

    while ((d = scope_definition(m->scope, node->name, d))) {
        struct slow_env *body = arena_alloc(m->arena, sizeof *body);
        struct slow out;

        *body = (struct slow_env){ NULL, env->held };
        if (!fits(m, d->name, node, env, body))
            continue;
        if (++m->depth > DEPTH_MAX)
            return slow_none("recursion", false);
        out = slow_node(m, d->body, body);
        m->depth--;
        return out;
    }
    /* P(0) of a table P over \{0, 1\}: not in this language. */
    return slow_none("no definition fits", false);
}
