#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "lesson/lab_parts.h"
#include "lesson/yaml_schema.h"

/* How far a row of probabilities may be off 1: what six written decimals
 * bring about. */
static const double sum_tolerance = 1e-6;

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
    const char *names[LAB_CLASSES_MAX + 1];
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

bool lab_parts_rows(struct raw_lab *raw)
{
    struct lab_block *lab = raw->lab;
    bool with_input = raw->row_count > 0 && raw->rows[0].input;
    struct yaml_tree *list = yaml_tree_get(raw->tree, "rows");
    struct yaml_tree *node = list ? list->first : NULL;

    if (list && raw->row_count == 0)
        return lab_parts_fail(raw, "rows", "'rows' is empty");
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
