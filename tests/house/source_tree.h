/* source_tree.h - the project's own files, read into memory to be judged.
 *
 * The house rules are functions from such a tree to a report, so a test can
 * hand them the real tree and want no complaint, or a small made-up one with
 * a fault in it and want the fault named: a rule that cannot fail is none.
 */
#ifndef HOUSE_SOURCE_TREE_H
#define HOUSE_SOURCE_TREE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/slice.h"

struct source {
    const char *path; /* from the project's root, "src/base/arena.h" */
    struct slice text;
};

struct source_tree {
    struct arena *arena; /* owns every path and text */
    struct source *items;
    size_t count, cap;
};

void source_tree_init(struct source_tree *tree);
void source_tree_finish(struct source_tree *tree);

/* Adds one file that may exist nowhere else. */
void source_tree_add(struct source_tree *tree, const char *path,
                     const char *text);

/* Adds every file below root/folder whose name does not begin with a dot.
 * False when the folder cannot be read. */
bool source_tree_read(struct source_tree *tree, const char *root,
                      const char *folder);

/* The file at path, or NULL. */
const struct source *source_tree_find(const struct source_tree *tree,
                                      const char *path);

/* The last part of the path, and the part between the first two slashes
 * ("base" of "src/base/arena.h"; empty when there is none). */
struct slice source_name(const struct source *source);
struct slice source_folder(const struct source *source);

/* Whether path lies below `top` ("src/") and, for source_is_code(), is a .c
 * or .h file. */
bool source_below(const struct source *source, const char *top);
bool source_is_code(const struct source *source);

#endif
