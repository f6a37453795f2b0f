#include "lesson/lab_parts.h"

#include <string.h>

#include "base/arena.h"
#include "base/vec.h"
#include "lesson/block.h"
#include "lesson/fenced.h"
#include "lesson/lesson.h"
#include "lesson/yaml_schema.h"

#define ROW(key, kind)                                                         \
    {                                                                          \
        .name = #key, .type = kind, .at = offsetof(struct raw_row, key)        \
    }

static const struct schema_key row_keys[] = {
    ROW(input, SCHEMA_TEXT),  ROW(label, SCHEMA_TREE),
    ROW(truth, SCHEMA_TREE),  ROW(predicted, SCHEMA_TREE),
    ROW(logits, SCHEMA_TREE), ROW(features, SCHEMA_TREE),
    { .name = NULL },
};

static const struct schema row_schema = { "a row", row_keys,
                                          sizeof(struct raw_row),
                                          offsetof(struct raw_row, line) };

/* What the table fills: the block's own members, and those that need a second
 * look. */
struct both {
    struct lab_block lab;
    struct raw_lab raw;
};

#define LAB(key) offsetof(struct both, lab.key)
#define RAW(key) offsetof(struct both, raw.key)

static const struct schema_key lab_keys[] = {
    { .name = "use", .type = SCHEMA_TEXT, .at = RAW(use) },
    { .name = "title", .type = SCHEMA_TEXT, .at = LAB(title) },
    { .name = "classes",
      .type = SCHEMA_TEXTS,
      .at = LAB(classes),
      .count_at = LAB(K) },
    { .name = "rows",
      .type = SCHEMA_MAPS,
      .at = RAW(rows),
      .count_at = RAW(row_count),
      .sub = &row_schema },
    { .name = "examples",
      .type = SCHEMA_INTEGER,
      .at = LAB(examples),
      .low = 1,
      .high = LAB_BLOCK_EXAMPLES_MAX },
    { .name = "data", .type = SCHEMA_TREE, .at = RAW(data) },
    { .name = "model",
      .type = SCHEMA_NAME,
      .at = LAB(model),
      .names = lab_block_models },
    { .name = "levers", .type = SCHEMA_TREE, .at = RAW(levers) },
    { .name = "states", .type = SCHEMA_TREE, .at = RAW(states) },
    { .name = "readings",
      .type = SCHEMA_NAMES,
      .at = LAB(readings),
      .count_at = LAB(reading_count),
      .names = lab_block_readings },
    { .name = "format",
      .type = SCHEMA_NAME,
      .at = LAB(format),
      .names = lab_block_formats },
    { .name = "unit",
      .type = SCHEMA_NAME,
      .at = LAB(unit),
      .names = lab_block_units },
    { .name = NULL },
};

static const struct schema lab_schema = { "the 'lab' block", lab_keys,
                                          sizeof(struct both), SCHEMA_NO_LINE };

bool lab_parts_fail(struct raw_lab *raw, const char *key, const char *text)
{
    struct yaml_tree *node = yaml_tree_get(raw->tree, key);

    return reader_fail(raw->reader, node ? node->place : raw->tree->place, "%s",
                       text);
}

static struct lab_block *find_lab(const struct lesson *lesson, const char *name)
{
    for (size_t i = 0; i < lesson->lab_count; i++)
        if (strcmp(lesson->labs[i]->lab->name, name) == 0)
            return lesson->labs[i]->lab;
    return NULL;
}

static bool check_use(struct raw_lab *raw)
{
    struct yaml_tree *node = yaml_tree_get(raw->tree, "use");

    for (struct yaml_tree *key = raw->tree->first; key; key = key->next)
        if (key != node)
            return reader_fail(raw->reader, key->key_place,
                               "'%.*s' beside 'use'; a lab that goes on with "
                               "another has no keys of its own",
                               SLICE_ARG(key->key));
    /* Whether there is such a lab, in this lesson or in an earlier one of the
     * part, is for course/ to say, which knows the others. */
    raw->lab->use = raw->use;
    raw->lab->use_line = node->place.line;
    raw->lab->use_column = node->place.column;
    return true;
}

static bool check_classes(struct raw_lab *raw)
{
    struct lab_block *lab = raw->lab;
    struct yaml_tree *item, *node = yaml_tree_get(raw->tree, "classes");
    size_t n = 0;

    if (!node)
        return raw->row_count == 0 ||
               lab_parts_fail(raw, "rows",
                              "rows without 'classes'; name them: "
                              "classes: [one, two]");
    if (lab->K < 2 || lab->K > LAB_CLASSES_MAX)
        return reader_fail(raw->reader, node->place,
                           "%zu classes; expected from 2 to %d", lab->K,
                           LAB_CLASSES_MAX);
    for (item = node->first; item; item = item->next, n++)
        for (size_t i = 0; i < n; i++)
            if (strcmp(lab->classes[i], lab->classes[n]) == 0)
                return reader_fail(raw->reader, item->place, "class '%s' twice",
                                   lab->classes[n]);
    return true;
}

static bool check_name(struct reader *reader, const struct fenced *fenced)
{
    struct slice rest = fenced->name, word;
    const char *name = slice_text(reader->arena, fenced->name);

    if (!slice_word(&rest, &word))
        return reader_fail(reader, fenced->place,
                           "a lab without a name; write ```lab NAME");
    if (word.len != fenced->name.len)
        return reader_fail(reader, fenced->place,
                           "the lab's name '%s' is not one word", name);
    if (find_lab(reader->lesson, name))
        return reader_fail(reader, fenced->place,
                           "a second lab '%s'; names are used once", name);
    return true;
}

static bool read_all(struct raw_lab *raw)
{
    if (raw->use)
        return check_use(raw);
    return check_classes(raw) && lab_parts_rows(raw) && lab_parts_data(raw) &&
           lab_parts_levers(raw) && lab_parts_states(raw);
}

bool lab_read(struct reader *reader, struct fenced *fenced, struct block *block)
{
    struct lesson *lesson = reader->lesson;
    struct both *both = arena_alloc(reader->arena, sizeof *both);
    struct lab_block *lab = &both->lab;
    struct raw_lab *raw = &both->raw;

    lab->line = fenced->place.line;
    lab->model = "given";
    lab->format = "float64";
    lab->unit = "nats";
    block->lab = lab;
    if (lesson->lab_count == LESSON_LABS_MAX)
        return reader_fail(reader, fenced->place,
                           "a lesson has at most %d labs", LESSON_LABS_MAX);
    if (!check_name(reader, fenced))
        return false;
    lab->name = slice_text(reader->arena, fenced->name);
    raw->reader = reader;
    raw->source = &fenced->map;
    raw->lab = lab;
    raw->tree =
        yaml_tree_read(reader, &fenced->map, lab_schema.what, fenced->place);
    if (!raw->tree ||
        !schema_read(reader, &fenced->map, &lab_schema, raw->tree, both) ||
        !read_all(raw))
        return false;
    *vec_push_in(reader->arena, lesson->labs, lesson->lab_count,
                 reader->lab_cap) = block;
    return true;
}
