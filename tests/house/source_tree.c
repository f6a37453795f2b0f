#include "house/source_tree.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/strbuf.h"
#include "base/vec.h"

void source_tree_init(struct source_tree *tree)
{
    *tree = (struct source_tree){ .arena = arena_create() };
}

void source_tree_finish(struct source_tree *tree)
{
    arena_destroy(tree->arena);
    *tree = (struct source_tree){ 0 };
}

void source_tree_add(struct source_tree *tree, const char *path,
                     const char *text)
{
    struct slice s = slice_of(text);
    struct source *new =
        vec_push_in(tree->arena, tree->items, tree->count, tree->cap);

    new->path = arena_text(tree->arena, path, strlen(path));
    new->text = (struct slice){ arena_text(tree->arena, s.at, s.len), s.len };
}

static bool read_one(struct source_tree *tree, const char *root,
                     const char *path)
{
    struct strbuf text = { 0 };
    bool ok = file_read(arena_printf(tree->arena, "%s/%s", root, path), &text,
                        0, NULL);

    if (ok)
        source_tree_add(tree, path, strbuf_text(&text));
    strbuf_finish(&text);
    return ok;
}

bool source_tree_read(struct source_tree *tree, const char *root,
                      const char *folder)
{
    char *dir = arena_printf(tree->arena, "%s/%s", root, folder);
    size_t count;
    char **names = file_list(dir, "", &count, NULL);
    bool ok = names != NULL;

    for (size_t i = 0; ok && i < count; i++) {
        char *path = arena_printf(tree->arena, "%s/%s", folder, names[i]);

        if (names[i][0] == '.')
            continue;
        if (file_is_dir(arena_printf(tree->arena, "%s/%s", root, path)))
            ok = source_tree_read(tree, root, path);
        else
            ok = read_one(tree, root, path);
    }
    free(names);
    return ok;
}

const struct source *source_tree_find(const struct source_tree *tree,
                                      const char *path)
{
    for (size_t i = 0; i < tree->count; i++)
        if (strcmp(tree->items[i].path, path) == 0)
            return &tree->items[i];
    return NULL;
}

struct slice source_name(const struct source *source)
{
    const char *slash = strrchr(source->path, '/');

    return slice_of(slash ? slash + 1 : source->path);
}

struct slice source_folder(const struct source *source)
{
    const char *first = strchr(source->path, '/');
    const char *second = first ? strchr(first + 1, '/') : NULL;

    if (!second)
        return (struct slice){ 0 };
    return (struct slice){ first + 1, (size_t)(second - first - 1) };
}

bool source_below(const struct source *source, const char *top)
{
    return slice_starts(slice_of(source->path), top);
}

bool source_is_code(const struct source *source)
{
    struct slice path = slice_of(source->path);

    return slice_ends(path, ".c") || slice_ends(path, ".h");
}
