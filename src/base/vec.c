#include "base/vec.h"

#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/fatal.h"

/* The first capacity. Most arrays of a lesson have one item or two, and what
 * they outgrow in an arena is lost. */
enum { VEC_FIRST = 8, VEC_FIRST_IN = 2 };

/* The capacity that holds `need` items: half as much again as before, so that
 * n appends move an item a bounded number of times. */
static size_t grown(size_t cap, size_t need, size_t size, size_t first)
{
    size_t most = SIZE_MAX / size;
    size_t next = cap < most - cap / 2 ? cap + cap / 2 : most;

    if (need > most)
        fatal("out of memory (%zu items of %zu bytes)", need, size);
    if (next < first && first <= most)
        next = first;
    return next > need ? next : need;
}

void *vec_reserve(void *items, size_t *cap, size_t need, size_t size)
{
    assert(size > 0);
    if (need <= *cap)
        return items;
    *cap = grown(*cap, need, size, VEC_FIRST);
    return fatal_realloc(items, *cap * size);
}

void *vec_reserve_in(struct arena *arena, void *items, size_t *cap, size_t need,
                     size_t size)
{
    size_t old = *cap;
    void *moved;

    assert(size > 0);
    if (need <= old)
        return items;
    *cap = grown(old, need, size, VEC_FIRST_IN);
    if (old && arena_extend(arena, items, old * size, *cap * size))
        return items;
    moved = arena_array(arena, *cap, size);
    if (old)
        memcpy(moved, items, old * size);
    return moved;
}

void *vec_push_(void *items, size_t *count, size_t *cap, size_t size)
{
    char *at = vec_reserve(items, cap, *count + 1, size);

    memset(at + *count * size, 0, size);
    ++*count;
    return at;
}

void *vec_push_in_(struct arena *arena, void *items, size_t *count, size_t *cap,
                   size_t size)
{
    char *at = vec_reserve_in(arena, items, cap, *count + 1, size);

    memset(at + *count * size, 0, size);
    ++*count;
    return at;
}
