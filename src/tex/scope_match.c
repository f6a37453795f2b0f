#include "tex/scope_match.h"

#include <string.h>

#include "tex/scope_layer.h"

static bool same_list(struct mean *const *a, struct mean *const *b,
                      size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!scope_same(a[i], b[i]))
            return false;
    return true;
}

/* -0 and NaN do not occur in what is read. */
static bool same_leaf(const struct mean *a, const struct mean *b)
{
    return a->number <= b->number && a->number >= b->number &&
           slice_eq(a->name, b->name) && a->primed == b->primed &&
           a->maximum == b->maximum && a->range == b->range &&
           a->relation == b->relation;
}

bool scope_same(const struct mean *a, const struct mean *b)
{
    if (!a || !b)
        return a == b;
    return a->kind == b->kind && same_leaf(a, b) &&
           a->item_count == b->item_count &&
           a->argument_count == b->argument_count &&
           scope_same(a->from_bound, b->from_bound) &&
           scope_same(a->to_bound, b->to_bound) && scope_same(a->set, b->set) &&
           scope_same(a->first, b->first) && scope_same(a->second, b->second) &&
           same_list(a->items, b->items, a->item_count) &&
           same_list(a->arguments, b->arguments, a->argument_count) &&
           (a->argument_count == 0 ||
            memcmp(a->separators, b->separators,
                   a->argument_count * sizeof *a->separators) == 0);
}

/* ---- what fits ---- */

/* A pattern being laid on a use. */
struct laying {
    const struct scope_fit *fit;
    const struct scope_use *use;
};

static int letter_group(const struct scope *scope, const struct mean *node)
{
    const struct scope_domain *domain = NULL;

    if (scope && node->kind == MEAN_NAME && node->sort == NAME_INDEX &&
        node->item_count == 0)
        domain = scope_domain(scope, node->name);
    return domain ? domain->group : -1;
}

/* One index of a subscript. A letter of another sort does not fit: z_k is not
 * z_i. */
static bool lay_index(const struct laying *lay, const struct mean *pattern,
                      const struct index *index)
{
    const struct scope_fit *fit = lay->fit;
    int wanted, given;

    if (pattern->kind != MEAN_NAME)
        return fit->equal(fit->context, pattern, index, true);
    if (pattern->sort == NAME_PARAM)
        return index->slot < 0 && index->node->kind == MEAN_NAME &&
               slice_eq(pattern->name, index->node->name);
    wanted = letter_group(fit->inside, pattern);
    given = wanted < 0 ? -1 : fit->group(fit->context, index);
    return (given < 0 || wanted == given) &&
           fit->bind(fit->context, pattern, index);
}

static bool lay_indices(const struct laying *lay, const struct mean *pattern)
{
    const struct scope_fit *fit = lay->fit;
    const struct scope_use *use = lay->use;

    if (use->count > pattern->item_count)
        return false;
    for (size_t i = 0; i < use->count; i++)
        if (!lay_index(lay, pattern->items[i], &use->indices[i]))
            return false;
    for (size_t i = use->count; i < pattern->item_count; i++)
        if (pattern->items[i]->kind != MEAN_NAME ||
            pattern->items[i]->sort == NAME_PARAM ||
            !fit->bind(fit->context, pattern->items[i], NULL))
            return false;
    return true;
}

static bool is_name(const struct mean *node, const struct mean *pattern)
{
    return node->kind == MEAN_NAME && node->primed == pattern->primed &&
           slice_eq(node->name, pattern->name);
}

/* x_i, on the same letter with as many indices: those are bound. */
static bool lay_indexed(const struct laying *lay, const struct mean *pattern,
                        const struct mean *node)
{
    if (!is_name(node, pattern) || pattern->item_count != node->item_count)
        return false;
    for (size_t i = 0; i < pattern->item_count; i++) {
        struct index index = { node->items[i], lay->use->env, -1 };

        if (!lay_index(lay, pattern->items[i], &index))
            return false;
    }
    return true;
}

/* Dots stand for dots only. */
static bool lay_value(const struct laying *lay, const struct mean *pattern,
                      const struct mean *node)
{
    const struct scope_fit *fit = lay->fit;
    struct index value = { node, lay->use->env, -1 };

    if (pattern->kind == MEAN_ELLIPSIS || node->kind == MEAN_ELLIPSIS)
        return pattern->kind == node->kind;
    if (pattern->kind != MEAN_NAME)
        return fit->equal(fit->context, pattern, &value, false);
    if (pattern->item_count > 0)
        return lay_indexed(lay, pattern, node);
    return fit->bind(fit->context, pattern, &value);
}

/* y = 1 laid on y = 1, y_2 = 1, or y_i = 1 on y_2 = 1. */
static bool lay_relation(const struct laying *lay, const struct mean *pattern,
                         const struct mean *node)
{
    const struct mean *letter = pattern->first;

    return node->relation == REL_EQUAL &&
           (letter->item_count > 0 ? lay_indexed(lay, letter, node->first)
                                   : is_name(node->first, letter)) &&
           lay_value(lay, pattern->second, node->second);
}

/* A relation is met by what is equal to its right side, too, and a letter by
 * a relation that is about it: p(y = 1 | x) by 1, p(y | x) by y = 1. */
static bool lay_argument(const struct laying *lay, const struct mean *pattern,
                         const struct mean *node)
{
    if (pattern->kind == MEAN_RELATION && node->kind == MEAN_RELATION)
        return lay_relation(lay, pattern, node);
    if (pattern->kind == MEAN_RELATION)
        return (pattern->first->item_count == 0 ||
                lay_indexed(lay, pattern->first, node)) &&
               lay_value(lay, pattern->second, node);
    if (node->kind == MEAN_RELATION)
        return node->relation == REL_EQUAL && pattern->kind == MEAN_NAME &&
               pattern->item_count == 0 && node->first->item_count == 0 &&
               is_name(node->first, pattern) &&
               lay_value(lay, pattern, node->second);
    return lay_value(lay, pattern, node);
}

bool scope_fits(const struct scope_fit *fit, const struct mean *pattern,
                const struct scope_use *use)
{
    struct laying lay = { fit, use };

    if (pattern->primed != use->primed || !slice_eq(pattern->name, use->key) ||
        pattern->argument_count != use->argument_count ||
        !lay_indices(&lay, pattern))
        return false;
    for (size_t i = 0; i < use->argument_count; i++)
        if (pattern->separators[i] != use->separators[i] ||
            !lay_argument(&lay, pattern->arguments[i], use->arguments[i]))
            return false;
    return true;
}

bool scope_visit(const struct scope *scope, struct slice key, size_t count,
                 bool (*visit)(void *context,
                               const struct scope_definition *definition),
                 void *context)
{
    for (; scope; scope = scope->below)
        for (int open = 0; open < 2; open++)
            for (size_t i = 0; i < scope->definition_count; i++) {
                const struct scope_definition *one = &scope->definitions[i];

                if ((count < one->name->item_count) == (open == 1) &&
                    slice_eq(one->name->name, key) && visit(context, one))
                    return true;
            }
    return false;
}

/* ---- by form alone ---- */

/* What a letter of a pattern stands for in a use. */
struct pair {
    const struct mean *formal;
    const struct mean *value; /* NULL: the use has fewer indices */
};

/* A use that is looked for a definition of. */
struct matching {
    const struct scope *outside; /* the use's */
    const struct scope_use *use;
    const struct scope_definition *found;
    struct pair pairs[SCOPE_LETTERS_MAX];
    size_t count;
};

/* A letter that stands in several places stands for one thing. */
static bool unify(void *context, const struct mean *formal,
                  const struct index *index)
{
    struct matching *matching = context;
    const struct mean *value = index ? index->node : NULL;

    for (size_t i = 0; i < matching->count; i++) {
        struct pair *pair = &matching->pairs[i];

        if (!slice_eq(pair->formal->name, formal->name))
            continue;
        if (!pair->value)
            pair->value = value;
        return !value || scope_same(pair->value, value);
    }
    if (matching->count == SCOPE_LETTERS_MAX)
        return false;
    matching->pairs[matching->count++] = (struct pair){ formal, value };
    return true;
}

static bool same(void *context, const struct mean *wanted,
                 const struct index *value, bool index)
{
    (void)context;
    (void)index;
    return scope_same(wanted, value->node);
}

static int group_outside(void *context, const struct index *value)
{
    return letter_group(((struct matching *)context)->outside, value->node);
}

static bool match_one(void *context, const struct scope_definition *definition)
{
    struct matching *matching = context;
    struct scope_fit fit = { matching, definition->scope, unify, same,
                             group_outside };

    matching->count = 0;
    matching->found = definition;
    return scope_fits(&fit, definition->name, matching->use);
}

const struct scope_definition *scope_match(const struct scope *scope,
                                           const struct mean *use)
{
    struct index indices[SCOPE_LETTERS_MAX];
    struct scope_use laid = { .key = use->name,
                              .primed = use->primed,
                              .indices = indices,
                              .count = use->item_count,
                              .arguments = use->arguments,
                              .separators = use->separators,
                              .argument_count = use->argument_count };
    struct matching matching = { .outside = scope, .use = &laid };

    if (use->item_count > SCOPE_LETTERS_MAX)
        return NULL;
    for (size_t i = 0; i < use->item_count; i++)
        indices[i] = (struct index){ use->items[i], NULL, -1 };
    return scope_visit(scope, use->name, use->item_count, match_one, &matching)
               ? matching.found
               : NULL;
}
