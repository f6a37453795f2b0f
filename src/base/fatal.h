/* fatal.h - the one way out when memory is gone.
 *
 * The hook is one of the two mutable globals of the program: ui/ sets it to
 * give the terminal back before the message is printed.
 */
#ifndef BASE_FATAL_H
#define BASE_FATAL_H

#include <stddef.h>

/* Called once, before the message. NULL takes it away. */
void fatal_hook(void (*hook)(void));

/* Prints "likely: " and the message to standard error and ends with status 1.
 * Standard output keeps what was printed; nothing else is run on the way. */
void fatal(const char *format, ...)
    __attribute__((format(printf, 1, 2), noreturn));

/* malloc, calloc and realloc that never return NULL. */
void *fatal_malloc(size_t size);
void *fatal_calloc(size_t count, size_t size);
void *fatal_realloc(void *old, size_t size);
char *fatal_strdup(const char *text);

/* Fatal unless `bytes`, rounded up to whole pieces of 4 kB, can be had now; 0
 * asks for nothing. The pieces are free again afterwards, and so there for a
 * library that does not look whether it got what it asked for: as long as no
 * other thread or process takes them, and each of its blocks fits into pieces
 * that lie together, as they do on top of the heap. It is no promise that the
 * next call for memory succeeds. */
void fatal_reserve(size_t bytes);

#endif
