#include "lab/row_names.h"

#include <stdlib.h>
#include <string.h>

#include "base/fatal.h"
#include "base/vec.h"

enum { STRIDE = 16 };

void row_names_finish(struct row_names *names)
{
    free(names->bytes);
    free(names->mark);
    *names = (struct row_names){ 0 };
}

static void reserve(struct row_names *names, size_t more)
{
    if (names->cap - names->used >= more)
        return;
    names->cap = 2 * names->cap + more;
    names->bytes = fatal_realloc(names->bytes, names->cap);
}

void row_names_add(struct row_names *names, struct slice name)
{
    const char *nul = name.len > 0 ? memchr(name.at, '\0', name.len) : NULL;
    size_t len = nul ? (size_t)(nul - name.at) : name.len;

    if (names->count++ % STRIDE == 0)
        *vec_push(names->mark, names->mark_count, names->mark_cap) =
            names->used;
    reserve(names, len + 1);
    if (len > 0)
        memcpy(names->bytes + names->used, name.at, len);
    names->bytes[names->used + len] = '\0';
    names->used += len + 1;
}

const char *row_names_at(const struct row_names *names, size_t row)
{
    const char *at;

    if (row >= names->count)
        return NULL;
    at = names->bytes + names->mark[row / STRIDE];
    for (size_t i = 0; i < row % STRIDE; i++)
        at += strlen(at) + 1;
    return *at ? at : NULL;
}

bool row_names_find(const struct row_names *names, struct slice name,
                    size_t *row)
{
    const char *at = names->bytes;

    for (size_t i = 0; name.len > 0 && i < names->count; i++) {
        size_t len = strlen(at);

        if (len == name.len && memcmp(at, name.at, len) == 0) {
            *row = i;
            return true;
        }
        at += len + 1;
    }
    return false;
}
