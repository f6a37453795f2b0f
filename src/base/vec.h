/* vec.h - arrays that grow.
 *
 * An array is a pointer, a count and a capacity in the struct that owns it;
 * this is the one place that knows how it grows.
 */
#ifndef BASE_VEC_H
#define BASE_VEC_H

#include <stddef.h>

struct arena;

/* Room for `need` items: returns the array, moved if it had to grow, and
 * updates *cap. items  NULL with *cap 0 is the empty array. Fatal when memory
 * runs out. The caller frees the result. */
void *vec_reserve(void *items, size_t *cap, size_t need, size_t size);

/* The same for an array in an arena; what is outgrown stays in the arena. */
void *vec_reserve_in(struct arena *arena, void *items, size_t *cap, size_t need,
                     size_t size);

/* Appends one zeroed item and returns it: vec_push(v.items, v.count, v.cap). */
#define vec_push(items, count, cap)                                            \
    ((items) = vec_push_(items, &(count), &(cap), sizeof *(items)),            \
     &(items)[(count)-1])
#define vec_push_in(arena, items, count, cap)                                  \
    ((items) = vec_push_in_(arena, items, &(count), &(cap), sizeof *(items)),  \
     &(items)[(count)-1])

void *vec_push_(void *items, size_t *count, size_t *cap, size_t size);
void *vec_push_in_(struct arena *arena, void *items, size_t *count, size_t *cap,
                   size_t size);

#endif
