#include "course/scopes.h"

#include <string.h>

#include "base/arena.h"
#include "base/strbuf.h"
#include "base/vec.h"
#include "course/notation.h"
#include "lab/lab.h"
#include "lesson/lesson.h"

/* The scopes of labs with the same arrays. */
struct ladder {
    const char *names; /* of the arrays */
    /* Behind so many define blocks, as far as somebody asked. */
    const struct scope **rungs;
    size_t count, cap;
};

struct scopes {
    struct arena *arena;
    const struct lesson *lesson;
    const struct scope *notation;
    const struct block **defines;
    size_t define_count, define_cap;
    struct ladder **ladders;
    size_t count, cap;
};

struct scopes *scopes_create(struct arena *arena, const struct scope *notation,
                             const struct lesson *lesson)
{
    struct scopes *scopes = arena_alloc(arena, sizeof *scopes);

    scopes->arena = arena;
    scopes->lesson = lesson;
    scopes->notation = notation;
    for (struct block *b = block_walk(lesson->blocks, NULL); b;
         b = block_walk(lesson->blocks, b))
        if (b->kind == BLOCK_DEFINE)
            *vec_push_in(arena, scopes->defines, scopes->define_count,
                         scopes->define_cap) = b;
    return scopes;
}

static void write_names(struct strbuf *out, const struct lab *lab)
{
    for (size_t i = 0; lab && i < lab_arrays(lab); i++) {
        const struct lab_data *data = lab_array(lab, i);

        strbuf_slice(out, data->name);
        strbuf_printf(out, " %d\n", data->rank);
    }
    if (lab && lab_features(lab))
        strbuf_puts(out, "features\n");
}

static struct ladder *ladder_of(struct scopes *scopes, const struct lab *lab)
{
    struct strbuf names = { 0 };
    struct ladder *ladder = NULL;

    write_names(&names, lab);
    for (size_t i = 0; i < scopes->count && !ladder; i++)
        if (!strcmp(scopes->ladders[i]->names, strbuf_text(&names)))
            ladder = scopes->ladders[i];
    if (!ladder) {
        ladder = arena_alloc(scopes->arena, sizeof *ladder);
        ladder->names =
            arena_text(scopes->arena, strbuf_text(&names), names.len);
        *vec_push_in(scopes->arena, ladder->rungs, ladder->count, ladder->cap) =
            notation_lab(scopes->arena, scopes->notation, lab);
        *vec_push_in(scopes->arena, scopes->ladders, scopes->count,
                     scopes->cap) = ladder;
    }
    strbuf_finish(&names);
    return ladder;
}

/* How many define blocks stand before a block. */
static size_t defines_before(const struct scopes *scopes,
                             const struct block *end)
{
    size_t low = 0, high = scopes->define_count;

    while (end && low < high) {
        size_t middle = low + (high - low) / 2;

        if (scopes->defines[middle]->line < end->line)
            low = middle + 1;
        else
            high = middle;
    }
    return high;
}

const struct scope *scopes_at(struct scopes *scopes, const struct lab *lab,
                              const struct block *end, struct err *err)
{
    struct ladder *ladder = ladder_of(scopes, lab);
    size_t wanted = defines_before(scopes, end);

    while (ladder->count <= wanted) {
        const struct scope *scope =
            notation_block(scopes->arena, ladder->rungs[ladder->count - 1],
                           scopes->lesson, scopes->defines[ladder->count - 1],
                           err);

        if (!scope)
            return NULL;
        *vec_push_in(scopes->arena, ladder->rungs, ladder->count, ladder->cap) =
            scope;
    }
    return ladder->rungs[wanted];
}
