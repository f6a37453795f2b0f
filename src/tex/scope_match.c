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

/* What a letter of a pattern stands for in a use. */
struct pair {
    const struct mean *formal;
    const struct mean *value; /* NULL: the use has fewer indices */
};

/* A pattern being laid on a use. */
struct laying {
    const struct scope *inside;  /* the definition's */
    const struct scope *outside; /* the use's */
    struct pair *pairs;          /* [SCOPE_LETTERS_MAX] */
    size_t count;
};

/* A letter that stands in several places stands for one thing. */
static bool unify(struct laying *laying, const struct mean *formal,
                  const struct mean *value)
{
    for (size_t i = 0; i < laying->count; i++) {
        struct pair *pair = &laying->pairs[i];

        if (!slice_eq(pair->formal->name, formal->name))
            continue;
        if (!pair->value)
            pair->value = value;
        return !value || scope_same(pair->value, value);
    }
    if (laying->count == SCOPE_LETTERS_MAX)
        return false;
    laying->pairs[laying->count++] = (struct pair){ formal, value };
    return true;
}

static int group_of(const struct scope *scope, const struct mean *letter)
{
    const struct scope_domain *domain = NULL;

    if (scope && letter->kind == MEAN_NAME && letter->sort == NAME_INDEX &&
        letter->item_count == 0)
        domain = scope_domain(scope, letter->name);
    return domain ? domain->group : -1;
}

/* One index of a subscript. A letter of another sort does not fit: z_k is not
 * z_i. */
static bool lay_item(struct laying *laying, const struct mean *item,
                     const struct mean *value)
{
    int wanted, given;

    if (item->kind != MEAN_NAME)
        return scope_same(item, value);
    if (item->sort == NAME_PARAM)
        return value->kind == MEAN_NAME && slice_eq(item->name, value->name);
    wanted = group_of(laying->inside, item);
    given = group_of(laying->outside, value);
    return (wanted < 0 || given < 0 || wanted == given) &&
           unify(laying, item, value);
}

static bool lay_items(struct laying *laying, const struct mean *pattern,
                      const struct mean *use)
{
    if (use->item_count > pattern->item_count)
        return false;
    for (size_t i = 0; i < use->item_count; i++)
        if (!lay_item(laying, pattern->items[i], use->items[i]))
            return false;
    for (size_t i = use->item_count; i < pattern->item_count; i++)
        if (pattern->items[i]->kind != MEAN_NAME ||
            pattern->items[i]->sort == NAME_PARAM ||
            !unify(laying, pattern->items[i], NULL))
            return false;
    return true;
}

static bool is_name(const struct mean *node, const struct mean *pattern)
{
    return node->kind == MEAN_NAME && node->primed == pattern->primed &&
           slice_eq(node->name, pattern->name);
}

/* x_i: the same letter with as many indices. */
static bool lay_indexed(struct laying *laying, const struct mean *pattern,
                        const struct mean *use)
{
    return is_name(use, pattern) && use->item_count == pattern->item_count &&
           lay_items(laying, pattern, use);
}

static bool lay_argument(struct laying *laying, const struct mean *pattern,
                         const struct mean *use)
{
    if (pattern->kind == MEAN_RELATION)
        return use->kind == MEAN_RELATION &&
               use->relation == pattern->relation &&
               (pattern->first->item_count == 0
                    ? is_name(use->first, pattern->first)
                    : lay_indexed(laying, pattern->first, use->first)) &&
               lay_argument(laying, pattern->second, use->second);
    if (use->kind == MEAN_RELATION)
        return false;
    /* Dots stand for dots only. */
    if (pattern->kind == MEAN_ELLIPSIS || use->kind == MEAN_ELLIPSIS)
        return pattern->kind == use->kind;
    if (pattern->kind != MEAN_NAME)
        return scope_same(pattern, use);
    if (pattern->item_count > 0)
        return lay_indexed(laying, pattern, use);
    return unify(laying, pattern, use);
}

static bool lay(struct laying *laying, const struct mean *pattern,
                const struct mean *use)
{
    if (pattern->kind != use->kind || pattern->primed != use->primed ||
        !slice_eq(pattern->name, use->name) ||
        pattern->argument_count != use->argument_count ||
        !lay_items(laying, pattern, use))
        return false;
    for (size_t i = 0; i < use->argument_count; i++)
        if (pattern->separators[i] != use->separators[i] ||
            !lay_argument(laying, pattern->arguments[i], use->arguments[i]))
            return false;
    return true;
}

static const struct scope_definition *match_in(const struct scope *layer,
                                               const struct scope *outside,
                                               const struct mean *use,
                                               bool partly)
{
    struct pair pairs[SCOPE_LETTERS_MAX];

    for (size_t i = 0; i < layer->definition_count; i++) {
        const struct scope_definition *definition = &layer->definitions[i];
        struct laying laying = { definition->scope, outside, pairs, 0 };

        if ((use->item_count < definition->name->item_count) == partly &&
            lay(&laying, definition->name, use))
            return definition;
    }
    return NULL;
}

const struct scope_definition *scope_match(const struct scope *scope,
                                           const struct mean *use)
{
    for (const struct scope *layer = scope; layer; layer = layer->below) {
        const struct scope_definition *found;

        if (layer->definition_count == 0)
            continue;
        found = match_in(layer, scope, use, false);
        if (!found)
            found = match_in(layer, scope, use, true);
        if (found)
            return found;
    }
    return NULL;
}
