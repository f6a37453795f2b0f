/* yaml_tree.h - a YAML text as a tree that knows its places.
 *
 * libyaml's events give every node its start, which makes an error name line
 * and column. What a lesson has no use for is refused here, where it stands:
 * anchors and aliases (and with them alias bombs), tags, several documents,
 * keys that are not text, the same key twice, deep nesting, and every control
 * character, written or escaped.
 */
#ifndef LESSON_YAML_TREE_H
#define LESSON_YAML_TREE_H

#include <stdbool.h>
#include <stddef.h>

#include "lesson/reader.h"

enum { YAML_TREE_DEPTH_MAX = 16, YAML_TREE_KEYS_MAX = 256 };

enum yaml_tree_kind { YAML_TREE_TEXT, YAML_TREE_LIST, YAML_TREE_MAP };

/* A node; the entries of a map have keys. */
struct yaml_tree {
    enum yaml_tree_kind kind;
    struct yaml_tree *next;   /* in the list or map it stands in */
    struct yaml_tree *parent; /* that list or map; NULL: the root */
    struct place place;       /* where it begins, a quote or bar included */

    struct slice key; /* of an entry of a map */
    struct place key_place;

    /* YAML_TREE_TEXT. plain: without quotes or bar, so that it may be a
     * number or true; from, to: its source in the block's text. */
    struct slice text;
    bool plain;
    size_t from, to;

    struct yaml_tree *first; /* of a list or map */
    size_t count;
};

/* Reads map->text, one document. `what` names it in messages ("the 'lab'
 * block"); place is blamed when it is empty. NULL with the reader's err
 * filled. */
struct yaml_tree *yaml_tree_read(struct reader *reader, struct place_map *map,
                                 const char *what, struct place place);

/* The entry of a map called key, or NULL. */
struct yaml_tree *yaml_tree_get(const struct yaml_tree *map, const char *key);

/* "a list", "a map", "text": for messages. */
const char *yaml_tree_kind_name(enum yaml_tree_kind kind);

/* The map from a text node's content to the file, line folding, quotes and
 * indentation undone; source is the map of the block it was read from. */
void yaml_tree_map(struct reader *reader, struct place_map *source,
                   const struct yaml_tree *node, struct place_map *out);

#endif
