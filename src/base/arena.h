/* arena.h - memory that is freed all at once.
 *
 * A lesson and a formula are trees that live and die together, so their nodes
 * come from an arena and nobody frees a node. Running out of memory is fatal
 * (fatal.h): no call here returns NULL.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stdbool.h>
#include <stddef.h>

struct arena;

/* A new, empty arena. */
struct arena *arena_create(void);

/* As arena_create(), with blocks of at least `block` bytes: tests pass 4 to
 * meet every boundary. */
struct arena *arena_create_sized(size_t block);

/* Frees everything that came from the arena. NULL is fine. */
void arena_destroy(struct arena *arena);

/* `size` zeroed bytes, aligned for any object; size 0 gives a valid pointer
 * that may not be read. */
void *arena_alloc(struct arena *arena, size_t size);

/* Makes the piece of `old` bytes at p larger where it lies, to `size` bytes,
 * the further ones zeroed. False, with nothing done, when it is not the last
 * that was given out or its block has no room. size >= old. */
bool arena_extend(struct arena *arena, const void *p, size_t old, size_t size);

/* `count` zeroed items of `size` bytes. Fatal if the product overflows. */
void *arena_array(struct arena *arena, size_t count, size_t size);

/* A NUL-terminated copy of n bytes at p. */
char *arena_text(struct arena *arena, const char *p, size_t n);

/* printf into the arena. */
char *arena_printf(struct arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Bytes taken from the system so far: what goes by how large it is reads. */
size_t arena_used(const struct arena *arena);

#endif
