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
    char text[1024];
    va_list args;

    /* Taken away first: a hook that runs out of memory must not come back. */
    leave = NULL;
    if (hook)
        hook();
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    /* In one piece, whoever else writes to the terminal. */
    fprintf(stderr, "likely: %s\n", text);
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
    /* In pieces that the C library keeps; a large one it would give back. The
     * first is freed first: the last lies on top, and with each that is freed
     * there the kernel would be called. */
    enum { PIECE = 4096 };
    struct piece {
        struct piece *next;
    } *pieces = NULL, **end = &pieces;

    for (size_t n = 0; n < bytes; n += PIECE) {
        struct piece *piece = fatal_malloc(PIECE);

        piece->next = NULL;
        *end = piece;
        end = &piece->next;
    }
    while (pieces) {
        struct piece *next = pieces->next;

        free(pieces);
        pieces = next;
    }
}

char *fatal_strdup(const char *text)
{
    size_t n = strlen(text) + 1;

    return memcpy(fatal_malloc(n), text, n);
}
