#include "base/fatal.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void (*leave)(void);

void fatal_hook(void (*hook)(void))
{
    leave = hook;
}

void fatal(const char *format, ...)
{
    void (*hook)(void) = leave;
    va_list args;

    /* Taken away first: a hook that runs out of memory must not come back. */
    leave = NULL;
    if (hook)
        hook();
    va_start(args, format);
    fputs("likely: ", stderr);
    vfprintf(stderr, format, args);
    fputc('\n', stderr);
    va_end(args);
    /* Not exit(): whatever would run there may be what was broken off here. */
    fflush(stdout);
    _exit(1);
}

void *fatal_malloc(size_t size)
{
    void *p = malloc(size ? size : 1);

    if (!p)
        fatal("out of memory (%zu bytes)", size);
    return p;
}

void *fatal_calloc(size_t count, size_t size)
{
    void *p = calloc(count ? count : 1, size ? size : 1);

    if (!p)
        fatal("out of memory (%zu items of %zu bytes)", count, size);
    return p;
}

void *fatal_realloc(void *old, size_t size)
{
    void *p = realloc(old, size ? size : 1);

    if (!p)
        fatal("out of memory (%zu bytes)", size);
    return p;
}

void fatal_reserve(size_t bytes)
{
    /* In pieces that the C library keeps; a large one it would give back. */
    enum { PIECE = 4096, PIECES = 25 };
    void *pieces[PIECES];
    size_t n = 0;

    while (n < PIECES && n * PIECE < bytes)
        pieces[n++] = fatal_malloc(PIECE);
    while (n > 0)
        free(pieces[--n]);
}

char *fatal_strdup(const char *text)
{
    size_t n = strlen(text) + 1;

    return memcpy(fatal_malloc(n), text, n);
}
