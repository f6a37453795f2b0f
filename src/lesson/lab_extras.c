#include <string.h>

#include "base/arena.h"
#include "lesson/lab_parts.h"
#include "lesson/lesson.h"
#include "lesson/yaml_schema.h"

enum { LEVERS_MAX = 64 };

static bool ragged(struct raw_lab *raw, const struct yaml_tree *row)
{
    return reader_fail(raw->reader, row->place,
                       "rows of different length in a matrix");
}

/* The lines of a matrix behind each other. */
static bool read_matrix(struct raw_lab *raw, const struct yaml_tree *node,
                        struct lab_block_data *out)
{
    double *all = NULL;
    size_t at = 0;

    out->rank = 2;
    out->rows = node->count;
    for (struct yaml_tree *row = node->first; row; row = row->next) {
        const double *values;
        size_t n;

        if (!schema_numbers(raw->reader, row, &values, &n))
            return false;
        if (n == 0)
            return ragged(raw, row);
        if (!all) {
            out->cols = n;
            all = arena_array(raw->reader->arena, node->count * n, sizeof *all);
        }
        if (n != out->cols)
            return ragged(raw, row);
        memcpy(all + at, values, n * sizeof *all);
        at += n;
    }
    out->values = all;
    return true;
}

static bool read_array(struct raw_lab *raw, const struct yaml_tree *node,
                       struct lab_block_data *out)
{
    double *one;

    out->name = node->key.at;
    if (node->kind == YAML_TREE_MAP ||
        (node->kind == YAML_TREE_LIST && node->count == 0))
        return reader_fail(raw->reader, node->place,
                           "'%s' is %s; expected a number, a list of numbers "
                           "or a list of such lists",
                           out->name, node->count ? "a map" : "empty");
    if (node->kind == YAML_TREE_LIST && node->first->kind == YAML_TREE_LIST)
        return read_matrix(raw, node, out);
    out->rows = 1;
    if (node->kind == YAML_TREE_LIST) {
        out->rank = 1;
        return schema_numbers(raw->reader, node, &out->values, &out->cols);
    }
    out->cols = 1;
    one = arena_alloc(raw->reader->arena, sizeof *one);
    out->values = one;
    return schema_number(raw->reader, node, one);
}

bool lab_parts_data(struct raw_lab *raw)
{
    static const char *const taken[] = { "y", "s", "N", "K" };
    struct lab_block *lab = raw->lab;
    struct yaml_tree *node = raw->data;
    size_t i = 0;

    if (!node)
        return lab->n > 0 ||
               reader_fail(raw->reader, raw->tree->place,
                           "the 'lab' block has neither 'rows' nor 'data'");
    if (node->kind != YAML_TREE_MAP || node->count == 0)
        return lab_parts_fail(raw, "data",
                              "'data' is no map; expected 'name: value' "
                              "pairs");
    lab->data_count = node->count;
    lab->data = arena_array(raw->reader->arena, node->count, sizeof *lab->data);
    for (node = node->first; node; node = node->next) {
        for (size_t t = 0; lab->n > 0 && t < 4; t++)
            if (slice_is(node->key, taken[t]))
                return reader_fail(raw->reader, node->key_place,
                                   "'%s' in 'data' of a lab with rows, which "
                                   "give it",
                                   taken[t]);
        if (!read_array(raw, node, &lab->data[i++]))
            return false;
    }
    return true;
}

/* Whether a line "param NAME..." of some define block has the word. */
static bool is_param(struct slice text, struct slice word)
{
    struct slice line;

    while (slice_line(&text, &line)) {
        const char *at;

        line = slice_trim(line);
        if (!slice_starts(line, "param "))
            continue;
        at = memmem(line.at + 6, line.len - 6, word.at, word.len);
        if (at)
            return true;
    }
    return false;
}

static bool has_number(const struct lab_block *lab, struct slice word)
{
    for (size_t i = 0; i < lab->data_count; i++)
        if (lab->data[i].rank == 0 && slice_is(word, lab->data[i].name))
            return true;
    return false;
}

bool lab_parts_is_number(const struct reader *reader, struct slice word)
{
    for (size_t i = 0; i < reader->lesson->lab_count; i++)
        if (has_number(reader->lesson->labs[i]->lab, word))
            return true;
    return is_param(reader->lesson->text, word);
}

/* A lever of the list, or something that has one number: a scalar of `data`,
 * a parameter. */
static bool read_lever(struct raw_lab *raw, const struct yaml_tree *node,
                       const char **out)
{
    if (!schema_text(raw->reader, node, out))
        return false;
    for (size_t i = 0; lab_block_levers[i]; i++)
        if (slice_is(node->text, lab_block_levers[i])) {
            *out = lab_block_levers[i];
            return true;
        }
    if (has_number(raw->lab, node->text) ||
        is_param(raw->reader->lesson->text, node->text))
        return true;
    return reader_fail(raw->reader, node->place, "unknown lever '%s'; %s", *out,
                       reader_hint(raw->reader, node->text, lab_block_levers));
}

bool lab_parts_levers(struct raw_lab *raw)
{
    struct lab_block *lab = raw->lab;
    struct yaml_tree *node = raw->levers;

    lab->all_levers = !node;
    if (!node)
        return true;
    if (node->kind != YAML_TREE_LIST || node->count > LEVERS_MAX)
        return lab_parts_fail(raw, "levers",
                              "'levers' is no list of lever names");
    lab->levers =
        arena_array(raw->reader->arena, node->count, sizeof *lab->levers);
    for (node = node->first; node; node = node->next) {
        const char **lever = &lab->levers[lab->lever_count];

        if (!read_lever(raw, node, lever))
            return false;
        for (size_t i = 0; i < lab->lever_count; i++)
            if (strcmp(lab->levers[i], *lever) == 0)
                return reader_fail(raw->reader, node->place,
                                   "'%s' twice in 'levers'", *lever);
        lab->lever_count++;
    }
    return true;
}
