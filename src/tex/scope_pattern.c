#include <string.h>

#include "base/arena.h"
#include "base/vec.h"
#include "tex/scope_block.h"

static const char *start_of(const struct mean *node)
{
    return node->source.at + node->from;
}

static struct slice text_of(const struct mean *node)
{
    return slice_sub(node->source, node->from, node->to);
}

/* What one letter of a pattern is. */
static enum name_sort sort_of(const struct scope_block *block,
                              const struct mean *letter)
{
    if (scope_domain(block->layer, letter->name))
        return NAME_INDEX;
    if (scope_param(block->layer, letter->name))
        return NAME_PARAM;
    return NAME_FORMAL;
}

static bool is_constant(const struct mean *node)
{
    return node->kind == MEAN_NUMBER ||
           (node->kind == MEAN_NEGATE && node->first->kind == MEAN_NUMBER);
}

static bool check_items(struct scope_block *block, struct mean *name)
{
    for (size_t i = 0; i < name->item_count; i++) {
        struct mean *item = name->items[i];

        if (item->kind == MEAN_NAME && item->item_count == 0)
            item->sort = sort_of(block, item);
        else if (!is_constant(item))
            return scope_text_fail(&block->text, start_of(item),
                                   "'%.*s' is no index of a pattern; an index "
                                   "letter or a number is",
                                   SCOPE_SHOWN(text_of(item)));
    }
    return true;
}

static bool check_argument(struct scope_block *block, struct mean *node)
{
    if (is_constant(node) || node->kind == MEAN_ELLIPSIS)
        return true;
    if (node->kind == MEAN_NAME && node->item_count == 0)
        node->sort = sort_of(block, node);
    if (node->kind == MEAN_NAME)
        return check_items(block, node);
    if (node->kind == MEAN_RELATION && node->relation == REL_EQUAL &&
        node->first->kind == MEAN_NAME && node->second->kind != MEAN_RELATION)
        return check_items(block, node->first) &&
               check_argument(block, node->second);
    return scope_text_fail(&block->text, start_of(node),
                           "'%.*s' is no argument of a pattern; a letter, an "
                           "indexed letter x_i, a number or y = 1 is",
                           SCOPE_SHOWN(text_of(node)));
}

/* f(p, p) would be met by equal arguments only: a slip. */
static bool check_twice(struct scope_block *block, const struct mean *name)
{
    for (size_t i = 0; i < name->argument_count; i++)
        for (size_t j = 0; j < i; j++) {
            const struct mean *a = name->arguments[i];
            const struct mean *b = name->arguments[j];

            if (a->kind == MEAN_NAME && a->item_count == 0 && scope_same(a, b))
                return scope_text_fail(&block->text, start_of(a),
                                       "'%.*s' stands twice among the "
                                       "arguments of this pattern",
                                       SCOPE_SHOWN(a->name));
        }
    return true;
}

static size_t places_in(const struct mean *name)
{
    size_t count = name->item_count;

    for (size_t i = 0; i < name->argument_count; i++) {
        const struct mean *a = name->arguments[i];

        count += 1 + a->item_count + (a->first ? a->first->item_count : 0);
    }
    return count;
}

static bool check_pattern(struct scope_block *block, struct mean *name)
{
    const struct scope *layer = block->layer;

    if (!check_items(block, name))
        return false;
    for (size_t i = 0; i < name->argument_count; i++)
        if (!check_argument(block, name->arguments[i]))
            return false;
    if (!check_twice(block, name))
        return false;
    if (places_in(name) > SCOPE_LETTERS_MAX)
        return scope_text_fail(&block->text, start_of(name),
                               "a pattern has at most %d letters",
                               SCOPE_LETTERS_MAX);
    if (name->kind == MEAN_CALL || name->item_count > 0)
        return true;
    if (scope_domain(layer, name->name))
        return scope_text_fail(&block->text, start_of(name),
                               "'%.*s' is an index letter, and has no "
                               "definition; %.*s_i may have one",
                               SCOPE_SHOWN(name->name),
                               SCOPE_SHOWN(name->name));
    for (size_t i = 0; i < layer->param_count; i++)
        if (slice_eq(layer->params[i].key, name->name))
            return scope_text_fail(&block->text, start_of(name),
                                   "'%.*s' is a parameter of this block, and "
                                   "has no definition besides",
                                   SCOPE_SHOWN(name->name));
    return true;
}

static bool met_before(struct scope_block *block)
{
    const struct scope *layer = block->layer;
    const struct scope_definition *last =
        &layer->definitions[layer->definition_count - 1];
    const struct scope_definition *met = scope_match(layer, last->name);

    if (!met || met == last || met->scope != layer ||
        met->name->item_count != last->name->item_count)
        return true;
    return scope_text_fail(&block->text, start_of(last->name),
                           "'%.*s' is never met: the definition of '%.*s' in "
                           "line %d comes first",
                           SCOPE_SHOWN(text_of(last->name)),
                           SCOPE_SHOWN(text_of(met->name)), met->line);
}

bool scope_block_pattern(struct scope_block *block, struct slice statement)
{
    struct scope *layer = block->layer;
    struct scope_definition *definition;
    struct slice left, right;
    const char *sign;
    struct mean *name;

    /* Wherever it stands: a bracket that is not closed is the reader's to
     * tell. */
    sign = memmem(statement.at, statement.len, ":=", 2);
    left = slice_trim(slice_sub(statement, 0, (size_t)(sign - statement.at)));
    right = slice_trim(
        slice_sub(statement, (size_t)(sign + 2 - statement.at), statement.len));
    if (right.len == 0)
        return scope_text_fail(&block->text, right.at,
                               "nothing stands behind ':=', where the body of "
                               "the definition should");
    if (!scope_block_room(block, left.at))
        return false;
    name = scope_block_pattern_read(block, left, "a name to define");
    if (!name || !check_pattern(block, name))
        return false;
    definition = vec_push_in(block->arena, layer->definitions,
                             layer->definition_count, layer->definition_cap);
    definition->name = name;
    definition->scope = layer;
    scope_text_place(&block->text, left.at, &definition->line,
                     &definition->column);
    *vec_push_in(block->arena, block->bodies, block->body_count,
                 block->body_cap) = right;
    return met_before(block);
}

static const struct scope *bind_letter(struct scope_block *block,
                                       const struct scope *scope,
                                       const struct mean *node)
{
    if (node->kind != MEAN_NAME || node->item_count > 0 ||
        node->sort == NAME_PARAM)
        return scope;
    return scope_bind(block->arena, scope, node->name, node->sort);
}

/* The scope of a body: the block's, with the letters of the pattern. */
static const struct scope *inside(struct scope_block *block,
                                  const struct mean *name)
{
    const struct scope *scope = block->layer;

    for (size_t i = 0; i < name->item_count; i++)
        scope = bind_letter(block, scope, name->items[i]);
    for (size_t i = 0; i < name->argument_count; i++) {
        const struct mean *a = name->arguments[i];

        scope = bind_letter(block, scope, a);
        for (size_t k = 0; k < a->item_count; k++)
            scope = bind_letter(block, scope, a->items[k]);
        if (a->kind != MEAN_RELATION)
            continue;
        scope = bind_letter(block, scope, a->second);
        for (size_t k = 0; k < a->first->item_count; k++)
            scope = bind_letter(block, scope, a->first->items[k]);
        for (size_t k = 0; k < a->second->item_count; k++)
            scope = bind_letter(block, scope, a->second->items[k]);
    }
    return scope;
}

bool scope_block_bodies(struct scope_block *block)
{
    struct scope *layer = block->layer;

    for (size_t i = 0; i < layer->definition_count; i++) {
        struct scope_definition *definition = &layer->definitions[i];

        definition->body = scope_block_read(block, block->bodies[i],
                                            inside(block, definition->name));
        if (!definition->body)
            return false;
    }
    return true;
}
