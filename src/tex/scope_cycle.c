#include "base/arena.h"
#include "tex/scope_block.h"

/* A definition that needs itself has no value. Only those of one block can:
 * a body knows its own block and those below. */
struct search {
    struct scope_block *block;
    enum { NEW, OPEN, DONE } * state; /* [definition_count] */
};

static bool visit(struct search *search, size_t index);

static bool follow(struct search *search, const struct mean *use,
                   const struct scope_definition *to)
{
    const struct scope *layer = search->block->layer;
    size_t index;

    if (!to || to->scope != layer)
        return true;
    index = (size_t)(to - layer->definitions);
    if (search->state[index] == OPEN)
        return scope_text_fail(&search->block->text, use->source.at + use->from,
                               "'%.*s' is defined by itself, in line %d",
                               SLICE_ARG(to->name->name), to->line);
    return visit(search, index);
}

static bool walk(struct search *search, const struct mean *node)
{
    const struct scope *layer = search->block->layer;
    size_t count = mean_children(node, NULL, 0);
    struct mean **children =
        arena_array(search->block->arena, count, sizeof(struct mean *));

    if (node->kind == MEAN_CALL ||
        (node->kind == MEAN_NAME && node->sort == NAME_DEFINED)) {
        if (!follow(search, node, scope_match(layer, node)))
            return false;
    } else if (node->kind == MEAN_NAME && node->sort == NAME_FUNCTION) {
        const struct scope_definition *any = NULL;

        while ((any = scope_definition(layer, node->name, any)))
            if (!follow(search, node, any))
                return false;
    }
    mean_children(node, children, count);
    for (size_t i = 0; i < count; i++)
        if (!walk(search, children[i]))
            return false;
    return true;
}

static bool visit(struct search *search, size_t index)
{
    const struct scope_definition *definition =
        &search->block->layer->definitions[index];

    if (search->state[index] == DONE)
        return true;
    search->state[index] = OPEN;
    if (!walk(search, definition->body))
        return false;
    search->state[index] = DONE;
    return true;
}

bool scope_block_cycles(struct scope_block *block)
{
    size_t count = block->layer->definition_count;
    struct search search = { block, NULL };

    search.state = arena_array(block->arena, count, sizeof *search.state);
    for (size_t i = 0; i < count; i++)
        if (!visit(&search, i))
            return false;
    return true;
}
