#include "lab/csv_columns.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/vec.h"
#include "lab/lab_spec.h"

static const struct {
    const char *prefix;
    enum csv_kind kind;
} prefixes[] = { { "y:", CSV_TRUTH },
                 { "p:", CSV_PROBABILITY },
                 { "z:", CSV_LOGIT } };

void csv_columns_add(struct csv_columns *columns, struct arena *arena,
                     struct slice field)
{
    struct csv_column *column =
        vec_push_in(arena, columns->items, columns->count, columns->cap);

    column->name = slice_of(slice_text(arena, slice_trim(field)));
    if (slice_is(column->name, "label"))
        column->kind = CSV_LABEL;
    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++)
        if (slice_starts(column->name, prefixes[i].prefix)) {
            column->kind = prefixes[i].kind;
            column->class_name =
                slice_trim(slice_sub(column->name, 2, column->name.len));
        }
}

static size_t count_kind(const struct csv_columns *columns, enum csv_kind kind)
{
    size_t count = 0;

    for (size_t i = 0; i < columns->count; i++)
        count += columns->items[i].kind == kind;
    return count;
}

static bool check_kinds(const struct csv_columns *columns, struct err *err)
{
    size_t labels = count_kind(columns, CSV_LABEL);
    size_t truths = count_kind(columns, CSV_TRUTH);
    size_t chances = count_kind(columns, CSV_PROBABILITY);
    size_t logits = count_kind(columns, CSV_LOGIT);

    if (chances == 0 && logits == 0)
        return err_set(err, "no column of predictions; one for each class, "
                            "'p:CLASS' (probabilities) or 'z:CLASS' (logits), "
                            "would do");
    if (chances > 0 && logits > 0)
        return err_set(err, "there are columns 'p:' and 'z:'; predictions are "
                            "one or the other");
    if (labels == 0 && truths == 0)
        return err_set(err, "no column of truths; 'label', or 'y:CLASS' for "
                            "each class, would do");
    if (labels > 0 && truths > 0)
        return err_set(err, "there are columns 'label' and 'y:'; truths are "
                            "one or the other");
    if (labels > 1)
        return err_set(err, "there are %zu columns 'label'; one would do",
                       labels);
    return true;
}

static size_t find_class(const struct csv_columns *columns, struct slice name)
{
    size_t i = 0;

    while (i < columns->class_count && !slice_eq(columns->classes[i], name))
        i++;
    return i;
}

/* The prediction's columns say which classes there are. */
static bool list_classes(struct csv_columns *columns, enum csv_kind kind,
                         struct err *err)
{
    for (size_t i = 0; i < columns->count; i++) {
        struct csv_column *column = &columns->items[i];

        if (column->kind != kind)
            continue;
        if (column->class_name.len == 0)
            return err_set(err, "column '%.*s' names no class",
                           SLICE_ARG(column->name));
        column->class = find_class(columns, column->class_name);
        if (column->class < columns->class_count)
            return err_set(err, "column '%.*s' is there twice",
                           SLICE_ARG(column->name));
        columns->classes[columns->class_count++] = column->class_name;
    }
    return true;
}

static bool number_truths(struct csv_columns *columns, struct arena *arena,
                          struct err *err)
{
    bool *seen = arena_array(arena, columns->class_count, sizeof *seen);
    size_t count = 0;

    for (size_t i = 0; i < columns->count; i++) {
        struct csv_column *column = &columns->items[i];

        if (column->kind != CSV_TRUTH)
            continue;
        column->class = find_class(columns, column->class_name);
        if (column->class == columns->class_count)
            return err_set(err,
                           "column '%.*s' is of a class that has no "
                           "prediction",
                           SLICE_ARG(column->name));
        if (seen[column->class])
            return err_set(err, "column '%.*s' is there twice",
                           SLICE_ARG(column->name));
        seen[column->class] = true;
        count++;
    }
    for (size_t i = 0; count > 0 && i < columns->class_count; i++)
        if (!seen[i])
            return err_set(err, "class '%.*s' has no column 'y:%.*s'",
                           SLICE_ARG(columns->classes[i]),
                           SLICE_ARG(columns->classes[i]));
    return true;
}

bool csv_columns_finish(struct csv_columns *columns, struct arena *arena,
                        struct err *err)
{
    enum csv_kind kind;

    if (!check_kinds(columns, err))
        return false;
    columns->labelled = count_kind(columns, CSV_LABEL) > 0;
    columns->logits = count_kind(columns, CSV_LOGIT) > 0;
    kind = columns->logits ? CSV_LOGIT : CSV_PROBABILITY;
    if (count_kind(columns, kind) > LAB_CLASSES_MAX)
        return err_set(err, "%zu classes are too many: %d would do",
                       count_kind(columns, kind), LAB_CLASSES_MAX);
    columns->classes =
        arena_array(arena, count_kind(columns, kind), sizeof *columns->classes);
    columns->row_name = -1;
    for (size_t i = columns->count; i-- > 0;)
        if (columns->items[i].kind == CSV_OTHER)
            columns->row_name = (long)i;
    return list_classes(columns, kind, err) &&
           number_truths(columns, arena, err);
}
