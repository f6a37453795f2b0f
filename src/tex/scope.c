#include "tex/scope.h"

#include "base/arena.h"
#include "base/vec.h"
#include "tex/scope_layer.h"

struct scope *scope_layer(struct arena *arena, const struct scope *below)
{
    struct scope *layer = arena_alloc(arena, sizeof *layer);

    layer->below = below;
    layer->groups = below ? below->groups : 0;
    layer->said = below ? below->said : 0;
    layer->format = FORMAT_COUNT;
    return layer;
}

struct scope *scope_create(struct arena *arena)
{
    return scope_layer(arena, NULL);
}

struct scope *scope_declare(struct arena *arena, const struct scope *below,
                            struct slice key, int rank)
{
    struct scope *layer = scope_layer(arena, below);
    struct scope_data *data =
        vec_push_in(arena, layer->data, layer->data_count, layer->data_cap);

    data->key = key;
    data->rank = rank;
    data->sorts[0] = data->sorts[1] = -1;
    return layer;
}

struct scope *scope_bind(struct arena *arena, const struct scope *below,
                         struct slice key, enum name_sort sort)
{
    struct scope *layer = scope_layer(arena, below);

    layer->bound = true;
    layer->key = key;
    layer->sort = sort;
    return layer;
}

static const struct scope_domain *domain_in(const struct scope *layer,
                                            struct slice letter)
{
    for (size_t i = 0; i < layer->domain_count; i++)
        if (slice_eq(layer->domains[i].letter, letter))
            return &layer->domains[i];
    return NULL;
}

static const struct scope_param *param_in(const struct scope *layer,
                                          struct slice key)
{
    for (size_t i = 0; i < layer->param_count; i++)
        if (slice_eq(layer->params[i].key, key))
            return &layer->params[i];
    return NULL;
}

/* The most indices that a layer's data or definitions of a key take; -1 when
 * it has none. */
static int data_rank(const struct scope *layer, struct slice key)
{
    int rank = -1;

    for (size_t i = 0; i < layer->data_count; i++)
        if (layer->data[i].rank > rank && slice_eq(layer->data[i].key, key))
            rank = layer->data[i].rank;
    return rank;
}

static int defined_rank(const struct scope *layer, struct slice key,
                        bool *function)
{
    int rank = -1;

    *function = false;
    for (size_t i = 0; i < layer->definition_count; i++) {
        const struct mean *name = layer->definitions[i].name;

        if (!slice_eq(name->name, key))
            continue;
        if (name->kind == MEAN_CALL)
            *function = true;
        else if ((int)name->item_count > rank)
            rank = (int)name->item_count;
    }
    return rank;
}

/* What one layer says a name is. A name with indices of which the layer knows
 * none (L_1 beside L) is another name. */
static enum name_sort sort_in(const struct scope *layer, struct slice key,
                              size_t items, bool called)
{
    bool function;
    int defined = defined_rank(layer, key, &function);
    int data = data_rank(layer, key);

    if (called && function)
        return NAME_FUNCTION;
    if (items == 0 && domain_in(layer, key))
        return NAME_INDEX;
    if (items == 0 && param_in(layer, key))
        return NAME_PARAM;
    if (defined >= (int)items && defined >= data)
        return NAME_DEFINED;
    if (data >= (int)items)
        return NAME_DATA;
    if (defined > 0)
        return NAME_DEFINED;
    if (data > 0)
        return NAME_DATA;
    return function ? NAME_FUNCTION : NAME_UNBOUND;
}

/* Whether a bare letter is an index below. Only there may a layer's k_i leave
 * it what it is: k itself, of which the layer says nothing. */
static bool is_index(const struct scope *scope, struct slice key)
{
    for (; scope; scope = scope->below)
        if (scope->bound
                ? scope->sort == NAME_INDEX && slice_eq(scope->key, key)
                : domain_in(scope, key) != NULL)
            return true;
    return false;
}

/* Whether a layer's arrays or definitions of a key all take indices. */
static bool only_indexed(const struct scope *layer, struct slice key)
{
    bool function;

    for (size_t i = 0; i < layer->data_count; i++)
        if (layer->data[i].rank == 0 && slice_eq(layer->data[i].key, key))
            return false;
    for (size_t i = 0; i < layer->definition_count; i++)
        if (layer->definitions[i].name->item_count == 0 &&
            layer->definitions[i].name->kind == MEAN_NAME &&
            slice_eq(layer->definitions[i].name->name, key))
            return false;
    return defined_rank(layer, key, &function) > 0 || data_rank(layer, key) > 0;
}

enum name_sort scope_sort(const struct scope *scope, struct slice key,
                          size_t items, bool called)
{
    enum name_sort found = NAME_UNBOUND;

    for (; scope; scope = scope->below) {
        enum name_sort sort;

        if (scope->bound) {
            if (!slice_eq(scope->key, key) ||
                (scope->sort == NAME_INDEX && items > 0))
                continue;
            sort = scope->sort;
        } else {
            sort = sort_in(scope, key, items, called);
            if ((sort == NAME_DEFINED || sort == NAME_DATA) && items == 0 &&
                only_indexed(scope, key) && is_index(scope->below, key))
                sort = NAME_INDEX;
        }
        if (sort == NAME_UNBOUND)
            continue;

        /* L and L(\theta) may stand in different blocks; whatever else a name
         * is hides what lies below. */
        if (found == NAME_UNBOUND) {
            if (sort != (called ? NAME_DEFINED : NAME_FUNCTION))
                return sort;
            found = sort;
        } else if (sort == (called ? NAME_FUNCTION : NAME_DEFINED)) {
            return sort;
        } else if (sort != found) {
            return found;
        }
    }
    return found;
}

bool scope_is_label(const struct scope *scope, struct slice text)
{
    for (; scope; scope = scope->below)
        for (size_t i = 0; i < scope->label_count; i++)
            if (slice_eq(scope->labels[i], text))
                return true;
    return false;
}

static bool begins(struct slice run, struct slice word)
{
    return slice_eq(slice_sub(run, 0, word.len), word);
}

/* The longer of the two that `run` begins with. A key of more letters than one
 * counts as a word; a command or an accent is no run of letters. */
static struct slice longer(struct slice best, struct slice run,
                           struct slice word)
{
    return word.len > best.len && word.len > 1 && begins(run, word) ? word
                                                                    : best;
}

struct slice scope_word(const struct scope *scope, struct slice run)
{
    struct slice best = { 0 };

    for (; scope; scope = scope->below) {
        if (scope->bound)
            best = longer(best, run, scope->key);
        for (size_t i = 0; i < scope->label_count; i++)
            best = longer(best, run, scope->labels[i]);
        for (size_t i = 0; i < scope->word_count; i++)
            best = longer(best, run, scope->words[i]);
        for (size_t i = 0; i < scope->data_count; i++)
            best = longer(best, run, scope->data[i].key);
        for (size_t i = 0; i < scope->param_count; i++)
            best = longer(best, run, scope->params[i].key);
        for (size_t i = 0; i < scope->definition_count; i++)
            best = longer(best, run, scope->definitions[i].name->name);
    }
    return best;
}

const struct scope_domain *scope_domain(const struct scope *scope,
                                        struct slice letter)
{
    for (; scope; scope = scope->below) {
        const struct scope_domain *domain = domain_in(scope, letter);

        if (domain)
            return domain;
    }
    return NULL;
}

/* How well an array takes indices of these groups: how many it takes, with
 * one that takes exactly these before one that takes more; -1: not at all. */
static int fit(const struct scope_data *data, const int *groups, size_t items)
{
    if (items > (size_t)data->rank)
        return -1;
    for (size_t i = 0; i < items; i++)
        if (groups[i] >= 0 && data->sorts[i] >= 0 &&
            groups[i] != data->sorts[i])
            return -1;
    return items == (size_t)data->rank ? 2 : 1;
}

const struct scope_data *scope_data(const struct scope *scope, struct slice key,
                                    const int *groups, size_t items)
{
    for (; scope; scope = scope->below) {
        const struct scope_data *best = NULL, *any = NULL;
        int best_fit = 0;

        for (size_t i = 0; i < scope->data_count; i++) {
            const struct scope_data *data = &scope->data[i];
            int now;

            if (!slice_eq(data->key, key))
                continue;
            now = fit(data, groups, items);
            if (now > best_fit) {
                best = data;
                best_fit = now;
            }
            any = data;
        }
        if (best || any)
            return best;
    }
    return NULL;
}

const struct scope_param *scope_param(const struct scope *scope,
                                      struct slice key)
{
    for (; scope; scope = scope->below) {
        const struct scope_param *param = param_in(scope, key);

        if (param)
            return param;
    }
    return NULL;
}

const struct scope_definition *
scope_definition(const struct scope *scope, struct slice key,
                 const struct scope_definition *after)
{
    size_t i = 0;

    if (after) {
        scope = after->scope;
        i = (size_t)(after - scope->definitions) + 1;
    }
    for (; scope; scope = scope->below, i = 0)
        for (; i < scope->definition_count; i++)
            if (slice_eq(scope->definitions[i].name->name, key))
                return &scope->definitions[i];
    return NULL;
}

/* Lowest layer first, by a recursion as deep as there are layers. */
static size_t params_from(const struct scope *top, const struct scope *layer,
                          const struct scope_param **out, size_t cap)
{
    size_t count;

    if (!layer)
        return 0;
    count = params_from(top, layer->below, out, cap);
    for (size_t i = 0; i < layer->param_count; i++) {
        const struct scope_param *param =
            scope_param(top, layer->params[i].key);

        if (param == &layer->params[i]) {
            if (count < cap)
                out[count] = param;
            count++;
        }
    }
    return count;
}

size_t scope_params(const struct scope *scope, const struct scope_param **out,
                    size_t cap)
{
    return params_from(scope, scope, out, cap);
}

enum format scope_format(const struct scope *scope)
{
    for (; scope; scope = scope->below)
        if (scope->format != FORMAT_COUNT)
            return scope->format;
    return FORMAT_COUNT;
}
