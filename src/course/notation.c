#include "course/notation.h"

#include <stdio.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/slice.h"
#include "base/strbuf.h"
#include "course/name_key.h"
#include "lab/lab.h"
#include "lesson/catalogue.h"
#include "lesson/lesson.h"
#include "tex/scope.h"

const struct scope *notation_block(struct arena *arena,
                                   const struct scope *below,
                                   const struct lesson *lesson,
                                   const struct block *block, struct err *err)
{
    struct err why = { 0 };
    const struct scope *scope =
        scope_define(arena, below, block->text, block->line + 1, &why);

    if (!scope)
        err_at(err, lesson->path, why.line, why.column, "%s", why.text);
    return scope;
}

const struct scope *notation_lesson(struct arena *arena,
                                    const struct scope *below,
                                    const struct lesson *lesson,
                                    struct err *err)
{
    struct block *first = lesson->blocks;
    const struct scope *scope = below;

    for (struct block *b = first; b && scope; b = block_walk(first, b))
        if (b->kind == BLOCK_DEFINE)
            scope = notation_block(arena, scope, lesson, b, err);
    return scope;
}

/* Whether the folder has one; fills its path. */
static bool find(struct strbuf *path, const struct catalogue *catalogue)
{
    struct err err;

    if (catalogue->folder)
        strbuf_puts(path, catalogue->folder);
    else if (!catalogue_folder(path, &err))
        return false;
    strbuf_puts(path, "/notation.md");
    return access(strbuf_text(path), F_OK) == 0;
}

static const struct scope *read_file(struct arena *arena, const char *path,
                                     struct err *err)
{
    struct lesson *lesson = lesson_open(path, err);
    const struct scope *scope =
        lesson ? notation_lesson(arena, scope_create(arena), lesson, err)
               : NULL;

    lesson_destroy(lesson);
    return scope;
}

const struct scope *notation_scope(struct arena *arena,
                                   const struct catalogue *catalogue,
                                   struct err *err)
{
    struct strbuf path = { 0 };
    const struct scope *scope;

    if (find(&path, catalogue))
        scope = read_file(arena, strbuf_text(&path), err);
    else
        scope = scope_create(arena);
    strbuf_finish(&path);
    return scope;
}

static const struct scope *declare(struct arena *arena,
                                   const struct scope *below, struct slice name,
                                   int rank)
{
    static const int any[2] = { -1, -1 };
    struct slice key = name_key(arena, name);
    const struct scope_data *data = scope_data(below, key, any, (size_t)rank);

    if ((data && data->rank == rank) || (!rank && scope_param(below, key)))
        return below;
    return scope_declare(arena, below, key, rank);
}

const struct scope *notation_lab(struct arena *arena, const struct scope *below,
                                 const struct lab *lab)
{
    for (size_t i = 0; lab && i < lab_arrays(lab); i++) {
        const struct lab_data *data = lab_array(lab, i);

        below = declare(arena, below, data->name, data->rank);
    }
    if (lab && lab_features(lab))
        below = declare(arena, below, slice_of("x"), 2);
    return below;
}
