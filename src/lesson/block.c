#include "lesson/block.h"

#include <assert.h>

static const char *const kind_names[BLOCK_KIND_COUNT] = {
    "heading", "paragraph", "item",   "code", "quote",
    "table",   "rule",      "math",   "lab",  "question",
    "define",  "plot",      "sample", "fit",  "notes",
};

static const char *const mark_names[] = { "identity", "given one-hot",
                                          "instance", "misprint", "unread" };

const char *block_kind_name(enum block_kind kind)
{
    assert((unsigned)kind < BLOCK_KIND_COUNT);
    return kind_names[kind];
}

const char *check_mark_name(enum check_mark mark)
{
    assert((unsigned)mark <= CHECK_UNREAD);
    return mark_names[mark];
}

struct block *block_walk(struct block *first, struct block *block)
{
    if (!block)
        return first;
    if (block->blocks)
        return block->blocks;
    while (block && !block->next)
        block = block->parent;
    return block ? block->next : NULL;
}
