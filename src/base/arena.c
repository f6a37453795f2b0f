#include "base/arena.h"

#include <assert.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fatal.h"

/* A lesson has fifty arenas, most of a formula and some of all its text: each
 * block is twice the one before, up to the most. */
enum { ARENA_FIRST = 512, ARENA_MOST = 4096 };

struct block {
    struct block *next;
    size_t size; /* bytes in data */
    size_t used;
    _Alignas(max_align_t) char data[];
};

struct arena {
    struct block *blocks; /* the one being filled comes first */
    size_t block;         /* bytes of the next block */
    size_t most;          /* ... and of any that more than one thing lies in */
    size_t taken;
};

static size_t aligned(size_t size)
{
    size_t step = _Alignof(max_align_t);

    if (size > SIZE_MAX - sizeof(struct block) - step)
        fatal("out of memory (%zu bytes asked of an arena)", size);
    return (size + step - 1) / step * step;
}

static struct block *block_add(struct arena *arena, size_t size)
{
    struct block *b = fatal_calloc(1, sizeof *b + size);

    b->size = size;
    arena->taken += sizeof *b + size;
    return b;
}

struct arena *arena_create(void)
{
    struct arena *arena = arena_create_sized(ARENA_FIRST);

    arena->most = ARENA_MOST;
    return arena;
}

struct arena *arena_create_sized(size_t block)
{
    struct arena *arena = fatal_calloc(1, sizeof *arena);

    assert(block > 0);
    arena->block = arena->most = block;
    arena->taken = sizeof *arena;
    return arena;
}

void arena_destroy(struct arena *arena)
{
    if (!arena)
        return;
    for (struct block *b = arena->blocks, *next; b; b = next) {
        next = b->next;
        free(b);
    }
    free(arena);
}

void *arena_alloc(struct arena *arena, size_t size)
{
    size_t need = aligned(size ? size : 1);
    struct block *b = arena->blocks;
    bool large;
    void *p;

    if (b && b->size - b->used >= need) {
        p = b->data + b->used;
        b->used += need;
        return p;
    }
    while (arena->block < need && arena->block < arena->most)
        arena->block *= 2;
    large = need > arena->block;
    b = block_add(arena, large ? need : arena->block);
    b->used = need;
    if (!large && arena->block < arena->most)
        arena->block *= 2;

    /* What is too large for a block gets one of its own, and the block that
     * was being filled goes on being filled. */
    if (arena->blocks && large) {
        b->next = arena->blocks->next;
        arena->blocks->next = b;
    } else {
        b->next = arena->blocks;
        arena->blocks = b;
    }
    return b->data;
}

bool arena_extend(struct arena *arena, const void *p, size_t old, size_t size)
{
    struct block *b = arena->blocks;
    size_t had = aligned(old ? old : 1), need = aligned(size ? size : 1);

    assert(size >= old);
    if (!b || had > b->used || p != b->data + (b->used - had) ||
        b->size - b->used < need - had)
        return false;
    b->used += need - had;
    return true;
}

void *arena_array(struct arena *arena, size_t count, size_t size)
{
    if (size && count > SIZE_MAX / size)
        fatal("out of memory (%zu items of %zu bytes)", count, size);
    return arena_alloc(arena, count * size);
}

char *arena_text(struct arena *arena, const char *p, size_t n)
{
    char *text;

    if (n == SIZE_MAX)
        fatal("out of memory (a text of %zu bytes)", n);
    text = arena_alloc(arena, n + 1);
    if (n)
        memcpy(text, p, n);
    return text;
}

char *arena_printf(struct arena *arena, const char *format, ...)
{
    va_list args, again;
    char *text;
    int n;

    assert(format);
    va_start(args, format);
    va_copy(again, args);
    n = vsnprintf(NULL, 0, format, args);
    assert(n >= 0);
    text = arena_alloc(arena, (size_t)n + 1);
    vsnprintf(text, (size_t)n + 1, format, again);
    va_end(again);
    va_end(args);
    return text;
}

size_t arena_used(const struct arena *arena)
{
    return arena->taken;
}
