/* lab_parts.h - the parts of a `lab` block that a table of keys cannot check.
 *
 * Each takes the block as the schema left it, fills the struct lab_block and
 * is false with the reader's err filled.
 */
#ifndef LESSON_LAB_PARTS_H
#define LESSON_LAB_PARTS_H

#include <stdbool.h>
#include <stddef.h>

#include "lesson/lab_block.h"
#include "lesson/reader.h"
#include "lesson/yaml_tree.h"

enum { LAB_CLASSES_MAX = 1000 };

struct raw_row {
    const char *input;
    struct yaml_tree *label, *truth, *predicted, *logits, *features;
    int line;
    const struct yaml_tree *node; /* the row itself */
};

/* A block as the schema leaves it. */
struct raw_lab {
    struct reader *reader;
    struct place_map *source;
    struct lab_block *lab;
    struct yaml_tree *tree;
    const char *use;
    struct raw_row *rows;
    size_t row_count;
    struct yaml_tree *data, *levers, *states;
};

/* The rows, once the classes are known; `examples` gets its default. */
bool lab_parts_rows(struct raw_lab *raw);

/* The further arrays, once the rows are known. */
bool lab_parts_data(struct raw_lab *raw);

/* The levers, once the arrays are known. */
bool lab_parts_levers(struct raw_lab *raw);

/* lab_states.c: the further states. Actions stay text: only higher floors know
 * them. */
bool lab_parts_states(struct raw_lab *raw);

/* Blames the value of a key, or the whole block when it is not there. Always
 * false. */
bool lab_parts_fail(struct raw_lab *raw, const char *key, const char *text);

/* Whether the word is a parameter of a define block or a single number of a
 * lab that was read: either may be moved by its name. */
bool lab_parts_is_number(const struct reader *reader, struct slice word);

#endif
