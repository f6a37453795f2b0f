#include "lesson/yaml_schema.h"

#include <assert.h>
#include <string.h>

#include "base/arena.h"
#include "base/vec.h"
#include "lesson/near.h"
#include "lesson/prose.h"

/* How a node is called in messages: "'rows'", or "an item of 'rows'". */
static const char *called(struct reader *reader, const struct yaml_tree *node)
{
    const char *item = "";

    while (node->key.len == 0 && node->parent) {
        item = "an item of ";
        node = node->parent;
    }
    if (node->key.len == 0)
        return "an item";
    return arena_printf(reader->arena, "%s'%.*s'", item, SLICE_ARG(node->key));
}

/* What a node turned out to be: "'0.3x'" or "a list". */
static const char *found(struct reader *reader, const struct yaml_tree *node)
{
    if (node->kind != YAML_TREE_TEXT)
        return yaml_tree_kind_name(node->kind);
    if (node->text.len == 0)
        return "nothing";
    if (!node->plain)
        return "quoted text";
    return arena_printf(reader->arena, "'%.*s'",
                        SLICE_ARG(slice_sub(node->text, 0, 60)));
}

static bool wrong(struct reader *reader, const struct yaml_tree *node,
                  const char *wanted)
{
    return reader_fail(reader, node->place, "%s is %s; expected %s",
                       called(reader, node), found(reader, node), wanted);
}

bool schema_is_integer(const struct yaml_tree *node, long *out)
{
    return node->kind == YAML_TREE_TEXT && node->plain &&
           slice_long(node->text, out);
}

bool schema_number(struct reader *reader, const struct yaml_tree *node,
                   double *out)
{
    if (node->kind == YAML_TREE_TEXT && node->plain &&
        slice_double(node->text, out))
        return true;
    return wrong(reader, node, "a number");
}

bool schema_text(struct reader *reader, const struct yaml_tree *node,
                 const char **out)
{
    if (node->kind != YAML_TREE_TEXT || slice_trim(node->text).len == 0)
        return wrong(reader, node, "text");
    *out = node->text.at;
    return true;
}

bool schema_tex(struct reader *reader, struct place_map *source,
                const struct yaml_tree *node, struct lesson_tex *out)
{
    struct place_map map;

    if (node->kind != YAML_TREE_TEXT || slice_trim(node->text).len == 0)
        return wrong(reader, node, "TeX, in single quotes");
    yaml_tree_map(reader, source, node, &map);
    return reader_tex(reader, &map, out);
}

static bool read_prose(struct reader *reader, struct place_map *source,
                       const struct yaml_tree *node, struct spans *out)
{
    struct place_map map;

    if (node->kind != YAML_TREE_TEXT || slice_trim(node->text).len == 0)
        return wrong(reader, node, "text");
    yaml_tree_map(reader, source, node, &map);
    return prose_read(reader, &map, out);
}

static bool read_bool(struct reader *reader, const struct yaml_tree *node,
                      bool *out)
{
    bool yes = node->kind == YAML_TREE_TEXT && node->plain &&
               slice_is(node->text, "true");

    if (!yes && !(node->kind == YAML_TREE_TEXT && node->plain &&
                  slice_is(node->text, "false")))
        return wrong(reader, node, "true or false");
    *out = yes;
    return true;
}

/* A bound as an author would write it. */
static const char *range(struct reader *reader, const struct schema_key *key)
{
    return arena_printf(reader->arena, "from %.15g to %.15g", key->low,
                        key->high);
}

static bool in_range(const struct schema_key *key, double value)
{
    return (key->low == 0 && key->high == 0) ||
           (value >= key->low && value <= key->high);
}

static bool read_integer(struct reader *reader, const struct schema_key *key,
                         const struct yaml_tree *node, long *out)
{
    if (!schema_is_integer(node, out))
        return wrong(reader, node, "a whole number");
    if (!in_range(key, (double)*out))
        return wrong(reader, node, range(reader, key));
    return true;
}

static bool read_number(struct reader *reader, const struct schema_key *key,
                        const struct yaml_tree *node, double *out)
{
    if (!schema_number(reader, node, out))
        return false;
    if (!in_range(key, *out))
        return wrong(reader, node, range(reader, key));
    return true;
}

/* Names are stored as they stand in the list, so that they live longer than
 * any lesson. '_' and '-' are the same. */
static const char *listed(struct slice word, const char *const *names)
{
    for (; *names; names++) {
        struct slice name = slice_of(*names);
        size_t i = 0;

        while (i < word.len && i < name.len &&
               (word.at[i] == name.at[i] ||
                (word.at[i] == '_' && name.at[i] == '-')))
            i++;
        if (i == word.len && i == name.len)
            return *names;
    }
    return NULL;
}

static bool read_name(struct reader *reader, const struct schema_key *key,
                      const struct yaml_tree *node, const char **out)
{
    if (node->kind != YAML_TREE_TEXT || node->text.len == 0)
        return wrong(reader, node, "a name");
    *out = listed(node->text, key->names);
    if (*out)
        return true;
    return reader_fail(reader, node->place, "unknown %s '%.*s'; %s",
                       key->type == SCHEMA_NAME
                           ? key->name
                           : arena_printf(reader->arena,
                                          "name in '%s':", key->name),
                       SLICE_ARG(slice_sub(node->text, 0, 60)),
                       reader_hint(reader, node->text, key->names));
}

static bool want_list(struct reader *reader, const struct yaml_tree *node)
{
    return node->kind == YAML_TREE_LIST ||
           wrong(reader, node,
                 "a list: [one, two], or lines that begin "
                 "with '- '");
}

/* Room for the items of a list, each of `size` bytes. */
static void *room(struct reader *reader, const struct yaml_tree *node,
                  size_t size)
{
    return arena_array(reader->arena, node->count, size);
}

bool schema_numbers(struct reader *reader, const struct yaml_tree *node,
                    const double **out, size_t *count)
{
    double *values;
    size_t n = 0;

    if (!want_list(reader, node))
        return false;
    values = room(reader, node, sizeof *values);
    for (struct yaml_tree *item = node->first; item; item = item->next)
        if (!schema_number(reader, item, &values[n++]))
            return false;
    *out = values;
    *count = n;
    return true;
}

static bool read_integers(struct reader *reader, const struct schema_key *key,
                          const struct yaml_tree *node, const long **out,
                          size_t *count)
{
    long *values = room(reader, node, sizeof *values);
    size_t n = 0;

    for (struct yaml_tree *item = node->first; item; item = item->next)
        if (!read_integer(reader, key, item, &values[n++]))
            return false;
    *out = values;
    *count = n;
    return true;
}

static bool read_texts(struct reader *reader, const struct schema_key *key,
                       const struct yaml_tree *node, const char ***out,
                       size_t *count)
{
    const char **texts = room(reader, node, sizeof *texts);
    size_t n = 0;

    for (struct yaml_tree *item = node->first; item; item = item->next, n++) {
        if (key->type == SCHEMA_TEXTS) {
            if (!schema_text(reader, item, &texts[n]))
                return false;
            continue;
        }
        if (!read_name(reader, key, item, &texts[n]))
            return false;
        for (size_t i = 0; i < n; i++)
            if (texts[i] == texts[n])
                return reader_fail(reader, item->place, "'%s' twice in '%s'",
                                   texts[n], key->name);
    }
    *out = texts;
    *count = n;
    return true;
}

static bool read_proses(struct reader *reader, struct place_map *source,
                        const struct yaml_tree *node, struct spans **out,
                        size_t *count)
{
    struct spans *texts = room(reader, node, sizeof *texts);
    size_t n = 0;

    for (struct yaml_tree *item = node->first; item; item = item->next)
        if (!read_prose(reader, source, item, &texts[n++]))
            return false;
    *out = texts;
    *count = n;
    return true;
}

static bool read_maps(struct reader *reader, struct place_map *source,
                      const struct schema *sub, const struct yaml_tree *node,
                      void *out, size_t *count)
{
    char *items = room(reader, node, sub->size);
    size_t n = 0;

    for (struct yaml_tree *item = node->first; item; item = item->next)
        if (!schema_read(reader, source, sub, item, items + sub->size * n++))
            return false;
    memcpy(out, &items, sizeof items);
    *count = n;
    return true;
}

static bool read_list(struct reader *reader, struct place_map *source,
                      const struct schema_key *key,
                      const struct yaml_tree *node, void *out)
{
    void *at = (char *)out + key->at;
    size_t *count = (size_t *)(void *)((char *)out + key->count_at);

    if (!want_list(reader, node))
        return false;
    if (key->most > 0 && node->count > key->most)
        return reader_fail(reader, node->place,
                           "'%s' has %zu entries; at most %zu", key->name,
                           node->count, key->most);
    switch (key->type) {
    case SCHEMA_NUMBERS:
        return schema_numbers(reader, node, at, count);
    case SCHEMA_INTEGERS:
        return read_integers(reader, key, node, at, count);
    case SCHEMA_PROSES:
        return read_proses(reader, source, node, at, count);
    case SCHEMA_MAPS:
        return read_maps(reader, source, key->sub, node, at, count);
    default:
        return read_texts(reader, key, node, at, count);
    }
}

static bool read_value(struct reader *reader, struct place_map *source,
                       const struct schema_key *key, struct yaml_tree *node,
                       void *out)
{
    void *at = (char *)out + key->at;

    switch (key->type) {
    case SCHEMA_TEXT:
        return schema_text(reader, node, at);
    case SCHEMA_BOOL:
        return read_bool(reader, node, at);
    case SCHEMA_INTEGER:
        return read_integer(reader, key, node, at);
    case SCHEMA_NUMBER:
        return read_number(reader, key, node, at);
    case SCHEMA_NAME:
        return read_name(reader, key, node, at);
    case SCHEMA_TEX:
        return schema_tex(reader, source, node, at);
    case SCHEMA_PROSE:
        return read_prose(reader, source, node, at);
    case SCHEMA_TREE:
        *(struct yaml_tree **)at = node;
        return true;
    case SCHEMA_MAP:
        return schema_read(reader, source, key->sub, node, at);
    default:
        return read_list(reader, source, key, node, out);
    }
}

/* False when it may not be there. */
static bool unknown_key(struct reader *reader, const struct schema *schema,
                        const struct yaml_tree *node)
{
    const char *names[64];
    size_t n = 0;

    for (const struct schema_key *key = schema->keys; key->name; key++) {
        assert(n + 1 < sizeof names / sizeof *names);
        names[n++] = key->name;
    }
    names[n] = NULL;
    if (schema->line_at == SCHEMA_SHARED && !near_name(node->key, names)) {
        reader_warn(reader, node->key_place, "'%.*s' in %s is passed over",
                    SLICE_ARG(slice_sub(node->key, 0, 60)), schema->what);
        return true;
    }
    return reader_fail(reader, node->key_place, "unknown key '%.*s' in %s; %s",
                       SLICE_ARG(slice_sub(node->key, 0, 60)), schema->what,
                       reader_hint(reader, node->key, names));
}

bool schema_read(struct reader *reader, struct place_map *source,
                 const struct schema *schema, const struct yaml_tree *tree,
                 void *out)
{
    const struct schema_key *key;

    if (tree->kind != YAML_TREE_MAP)
        return reader_fail(reader, tree->place,
                           "%s is %s; expected 'key: value' pairs",
                           schema->what, found(reader, tree));
    if (schema->line_at < SCHEMA_SHARED)
        *(int *)(void *)((char *)out + schema->line_at) = tree->place.line;
    for (struct yaml_tree *node = tree->first; node; node = node->next) {
        for (key = schema->keys; key->name; key++)
            if (slice_is(node->key, key->name))
                break;
        if (!key->name && !unknown_key(reader, schema, node))
            return false;
        if (key->name && !read_value(reader, source, key, node, out))
            return false;
    }
    for (key = schema->keys; key->name; key++)
        if (key->required && !yaml_tree_get(tree, key->name))
            return reader_fail(reader, tree->place, "%s has no '%s'",
                               schema->what, key->name);
    return true;
}
