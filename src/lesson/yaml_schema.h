/* yaml_schema.h - which keys a YAML block may have, and of which type.
 *
 * One table per block says it all: reading, checking and the error texts come
 * from it. An entry writes into a member of the block's struct, named by its
 * offset; what is not written keeps the value the struct had before.
 */
#ifndef LESSON_YAML_SCHEMA_H
#define LESSON_YAML_SCHEMA_H

#include <stdbool.h>
#include <stddef.h>

#include "lesson/yaml_tree.h"

/* The type in YAML, and the member that it fills. A list also fills the
 * size_t at count_at. */
enum schema_type {
    SCHEMA_TEXT,     /* const char *, never blank */
    SCHEMA_BOOL,     /* bool: true or false */
    SCHEMA_INTEGER,  /* long from low to high */
    SCHEMA_NUMBER,   /* double from low to high */
    SCHEMA_NAME,     /* const char *, one of names */
    SCHEMA_TEX,      /* struct lesson_tex */
    SCHEMA_PROSE,    /* struct spans: Markdown, paragraphs only */
    SCHEMA_TREE,     /* struct yaml_tree *: for code that knows better */
    SCHEMA_MAP,      /* the struct of `sub`, in place */
    SCHEMA_TEXTS,    /* const char ** */
    SCHEMA_NAMES,    /* const char **, each one of names, none twice */
    SCHEMA_NUMBERS,  /* double * */
    SCHEMA_INTEGERS, /* long * */
    SCHEMA_PROSES,   /* struct spans * */
    SCHEMA_MAPS      /* an array of the struct of `sub` */
};

struct schema;

struct schema_key {
    const char *name; /* NULL ends a table */
    enum schema_type type;
    bool required;
    size_t at, count_at;
    double low, high; /* both 0: anything that is finite */
    size_t most;      /* of a list: its entries; 0: as many as there are */
    const char *const *names;
    const struct schema *sub;
};

struct schema {
    const char *what; /* "the 'lab' block", "a row": for messages */
    const struct schema_key *keys;
    size_t size;    /* of the struct */
    size_t line_at; /* an int that gets the line; SCHEMA_NO_LINE: none */
};

enum {
    SCHEMA_NO_LINE = 1 << 30,
    /* No line either; and others write here, too: an unknown key that is near
     * none of ours is theirs, and worth a warning only. */
    SCHEMA_SHARED = 1 << 29
};

/* Reads a map into out (size bytes, set up by the caller). source is the map
 * of the text that the tree was read from. */
bool schema_read(struct reader *reader, struct place_map *source,
                 const struct schema *schema, const struct yaml_tree *tree,
                 void *out);

/* The single steps, for what a table cannot say. Each false with an error
 * that names the key. */
bool schema_number(struct reader *reader, const struct yaml_tree *node,
                   double *out);
bool schema_numbers(struct reader *reader, const struct yaml_tree *node,
                    const double **out, size_t *count);
bool schema_text(struct reader *reader, const struct yaml_tree *node,
                 const char **out);
bool schema_tex(struct reader *reader, struct place_map *source,
                const struct yaml_tree *node, struct lesson_tex *out);

/* Whether the node is a plain whole number. */
bool schema_is_integer(const struct yaml_tree *node, long *out);

#endif
