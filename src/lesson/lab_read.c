#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/vec.h"
#include "lesson/block.h"
#include "lesson/fenced.h"
#include "lesson/lesson.h"
#include "lesson/yaml_schema.h"

enum { CLASSES_MAX = 1000, LEVERS_MAX = 64 };

/* How far a row of probabilities may be off 1: what six written decimals
 * bring about. */
static const double sum_tolerance = 1e-6;

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
    struct yaml_tree *data, *levers;
};

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

static bool fail_key(struct raw_lab *raw, const char *key, const char *text)
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
    struct lesson *lesson = raw->reader->lesson;
    struct yaml_tree *node = yaml_tree_get(raw->tree, "use");
    const char *names[16] = { NULL };
    size_t n = 0;

    for (struct yaml_tree *key = raw->tree->first; key; key = key->next)
        if (key != node)
            return reader_fail(raw->reader, key->key_place,
                               "'%.*s' beside 'use'; a lab that goes on with "
                               "another has no keys of its own",
                               SLICE_ARG(key->key));
    raw->lab->use = raw->use;
    if (find_lab(lesson, raw->use))
        return true;
    for (size_t i = 0; i < lesson->lab_count && n < 15; i++)
        names[n++] = lesson->labs[i]->lab->name;
    if (n == 0)
        return reader_fail(raw->reader, node->place,
                           "'use' of '%s'; no lab stands before this one",
                           raw->use);
    return reader_fail(raw->reader, node->place,
                       "'use' of '%s', which is no lab before this one; %s",
                       raw->use, reader_hint(raw->reader, node->text, names));
}

static bool check_classes(struct raw_lab *raw)
{
    struct lab_block *lab = raw->lab;
    struct yaml_tree *item, *node = yaml_tree_get(raw->tree, "classes");
    size_t n = 0;

    if (!node)
        return raw->row_count == 0 ||
               fail_key(raw, "rows",
                        "rows without 'classes'; name them: "
                        "classes: [one, two]");
    if (lab->K < 2 || lab->K > CLASSES_MAX)
        return reader_fail(raw->reader, node->place,
                           "%zu classes; expected from 2 to %d", lab->K,
                           CLASSES_MAX);
    for (item = node->first; item; item = item->next, n++)
        for (size_t i = 0; i < n; i++)
            if (strcmp(lab->classes[i], lab->classes[n]) == 0)
                return reader_fail(raw->reader, item->place, "class '%s' twice",
                                   lab->classes[n]);
    return true;
}

/* A list of K numbers, one a class. */
static bool read_k(struct raw_lab *raw, const struct yaml_tree *node,
                   const double **out)
{
    size_t n;

    if (!schema_numbers(raw->reader, node, out, &n))
        return false;
    if (n == raw->lab->K)
        return true;
    return reader_fail(raw->reader, node->place,
                       "'%.*s' has %zu number%s; expected %zu, one for each "
                       "class",
                       SLICE_ARG(node->key), n, n == 1 ? "" : "s", raw->lab->K);
}

static bool read_distribution(struct raw_lab *raw, const struct yaml_tree *node,
                              const double **out)
{
    double sum = 0.0;
    size_t i = 0;

    if (!read_k(raw, node, out))
        return false;
    for (struct yaml_tree *item = node->first; item; item = item->next, i++) {
        double p = (*out)[i];

        if (p < 0.0 || p > 1.0)
            return reader_fail(raw->reader, item->place,
                               "%.*s is no probability; expected from 0 to 1",
                               SLICE_ARG(item->text));
        sum += p;
    }
    if (fabs(sum - 1.0) <= sum_tolerance)
        return true;
    return reader_fail(raw->reader, node->place,
                       "'%.*s' sums to %.10g; expected 1", SLICE_ARG(node->key),
                       sum);
}

/* A class by its name, or by its number from 1 where no class is called so. */
static bool read_label(struct raw_lab *raw, const struct yaml_tree *node,
                       int *out)
{
    const struct lab_block *lab = raw->lab;
    const char *names[CLASSES_MAX + 1];
    const char *text;
    long number;

    if (!schema_text(raw->reader, node, &text))
        return false;
    for (size_t k = 0; k < lab->K; k++) {
        names[k] = lab->classes[k];
        if (strcmp(names[k], text) == 0) {
            *out = (int)k;
            return true;
        }
    }
    names[lab->K] = NULL;
    if (!schema_is_integer(node, &number))
        return reader_fail(raw->reader, node->place, "unknown class '%s'; %s",
                           text, reader_hint(raw->reader, node->text, names));
    if (number < 1 || number > (long)lab->K)
        return reader_fail(raw->reader, node->place,
                           "class number %ld; expected from 1 to %zu", number,
                           lab->K);
    *out = (int)number - 1;
    return true;
}

static bool row_fail(struct raw_lab *raw, const struct raw_row *row,
                     const struct yaml_tree *node, const char *text)
{
    return reader_fail(raw->reader, node ? node->key_place : row->node->place,
                       "%s", text);
}

/* Where a row's prediction comes from is the model's choice. */
static bool check_model(struct raw_lab *raw, const struct raw_row *row)
{
    const char *model = raw->lab->model;

    if (strcmp(model, "given") == 0) {
        if (row->logits)
            return row_fail(raw, row, row->logits,
                            "'logits' in a lab whose model is 'given'; write "
                            "'model: softmax'");
        if (!row->predicted)
            return row_fail(
                raw, row, NULL,
                "a row without 'predicted'; model 'given' needs it");
        return true;
    }
    if (row->predicted)
        return row_fail(raw, row, row->predicted,
                        "'predicted' in a lab whose model makes the "
                        "predictions; write 'model: given' or leave it out");
    if (strcmp(model, "softmax") == 0)
        return row->logits ||
               row_fail(raw, row, NULL,
                        "a row without 'logits'; model 'softmax' needs them");
    if (row->logits)
        return row_fail(raw, row, row->logits,
                        "'logits' in a lab whose model is 'logistic'; write "
                        "'model: softmax'");
    return row->features ||
           row_fail(raw, row, NULL,
                    "a row without 'features'; model 'logistic' needs them");
}

static bool read_features(struct raw_lab *raw, const struct yaml_tree *node,
                          struct lab_block_row *row, bool first)
{
    struct lab_block *lab = raw->lab;
    size_t n;

    if (!schema_numbers(raw->reader, node, &row->features, &n))
        return false;
    if (first)
        lab->feature_count = n;
    if (n == 0)
        return reader_fail(raw->reader, node->place, "'features' is empty");
    if (n != lab->feature_count)
        return reader_fail(raw->reader, node->place,
                           "'features' has %zu number%s; the rows before have "
                           "%zu",
                           n, n == 1 ? "" : "s", lab->feature_count);
    return true;
}

static bool read_row(struct raw_lab *raw, const struct raw_row *from,
                     struct lab_block_row *row, bool first)
{
    row->input = from->input ? from->input : "";
    row->line = from->line;
    row->label = -1;
    if (from->label && from->truth)
        return row_fail(raw, from, from->truth,
                        "'truth' beside 'label'; a row has one of them");
    if (!from->label && !from->truth)
        return row_fail(raw, from, NULL,
                        "a row without 'label' or 'truth'; it needs one");
    if (!check_model(raw, from))
        return false;
    if (from->label && !read_label(raw, from->label, &row->label))
        return false;
    if (from->truth && !read_distribution(raw, from->truth, &row->truth))
        return false;
    if (from->predicted &&
        !read_distribution(raw, from->predicted, &row->predicted))
        return false;
    if (from->logits && !read_k(raw, from->logits, &row->logits))
        return false;
    if (!from->features)
        return first || raw->lab->feature_count == 0 ||
               row_fail(raw, from, NULL,
                        "a row without 'features'; the rows "
                        "before have them");
    if (!first && raw->lab->feature_count == 0)
        return row_fail(raw, from, from->features,
                        "'features' here; the rows before have none");
    return read_features(raw, from->features, row, first);
}

static bool read_rows(struct raw_lab *raw)
{
    struct lab_block *lab = raw->lab;
    bool with_input = raw->row_count > 0 && raw->rows[0].input;
    struct yaml_tree *list = yaml_tree_get(raw->tree, "rows");
    struct yaml_tree *node = list ? list->first : NULL;

    if (list && raw->row_count == 0)
        return fail_key(raw, "rows", "'rows' is empty");
    lab->n = raw->row_count;
    lab->rows = arena_array(raw->reader->arena, lab->n, sizeof *lab->rows);
    for (size_t i = 0; i < lab->n; i++, node = node->next) {
        raw->rows[i].node = node;
        if (!read_row(raw, &raw->rows[i], &lab->rows[i], i == 0))
            return false;
        if (with_input != (raw->rows[i].input != NULL))
            return row_fail(raw, &raw->rows[i], NULL,
                            "'input' on some rows only; give it to all or "
                            "none");
    }
    if (lab->examples == 0)
        lab->examples = (long)lab->n;
    return true;
}

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

static bool read_data(struct raw_lab *raw)
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
        return fail_key(raw, "data",
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

/* A lever of the list, or something that has one number: a scalar of `data`,
 * a parameter. */
static bool read_lever(struct raw_lab *raw, const struct yaml_tree *node,
                       const char **out)
{
    const struct lab_block *lab = raw->lab;

    if (!schema_text(raw->reader, node, out))
        return false;
    for (size_t i = 0; lab_block_levers[i]; i++)
        if (slice_is(node->text, lab_block_levers[i])) {
            *out = lab_block_levers[i];
            return true;
        }
    for (size_t i = 0; i < lab->data_count; i++)
        if (lab->data[i].rank == 0 && slice_is(node->text, lab->data[i].name))
            return true;
    if (is_param(raw->reader->lesson->text, node->text))
        return true;
    return reader_fail(raw->reader, node->place, "unknown lever '%s'; %s", *out,
                       reader_hint(raw->reader, node->text, lab_block_levers));
}

static bool read_levers(struct raw_lab *raw)
{
    struct lab_block *lab = raw->lab;
    struct yaml_tree *node = raw->levers;

    lab->all_levers = !node;
    if (!node)
        return true;
    if (node->kind != YAML_TREE_LIST || node->count > LEVERS_MAX)
        return fail_key(raw, "levers", "'levers' is no list of lever names");
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
    return check_classes(raw) && read_rows(raw) && read_data(raw) &&
           read_levers(raw);
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
