#include "lab/csv_columns.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/vec.h"
#include "lab/csv_split.h"
#include "lab/predictions.h"

static const struct {
    const char *prefix;
    enum csv_kind kind;
} prefixes[] = { { "y:", CSV_TRUTH },
                 { "p:", CSV_PROBABILITY },
                 { "z:", CSV_LOGIT } };

/* A name that may be long, for a message. */
#define SHOWN(s) (int)((s).len > 40 ? 40 : (s).len), (s).at

void csv_columns_add(struct csv_columns *columns, struct arena *arena,
                     struct slice field, int line, int at)
{
    struct csv_column *column =
        vec_push_in(arena, columns->items, columns->count, columns->cap);
    struct slice label = columns->options->label;

    column->line = line;
    column->at = at;
    column->name = slice_of(slice_text(arena, slice_trim(field)));
    if (slice_eq(column->name, label.len ? label : slice_of("label"))) {
        column->kind = CSV_LABEL;
        return;
    }
    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++)
        if (slice_starts(column->name, prefixes[i].prefix)) {
            column->kind = prefixes[i].kind;
            column->class_name =
                slice_trim(slice_sub(column->name, 2, column->name.len));
        }
}

static struct csv_mark place_of(const struct csv_column *column)
{
    return (struct csv_mark){ column->line, column->at, NULL };
}

/* How many columns are of a kind, and which is the `nth` of them from 0. */
static size_t count_kind(const struct csv_columns *columns, enum csv_kind kind,
                         size_t nth, const struct csv_column **found)
{
    size_t count = 0;

    for (size_t i = 0; i < columns->count; i++)
        if (columns->items[i].kind == kind && count++ == nth && found)
            *found = &columns->items[i];
    return count;
}

/* ---- classes without a prefix ---- */

static bool choose_classes(struct csv_columns *columns, struct csv_split *split)
{
    const struct prediction_options *options = columns->options;
    const struct csv_column *decorated = &columns->items[0];

    if (count_kind(columns, CSV_PROBABILITY, 0, &decorated) > 0 ||
        count_kind(columns, CSV_LOGIT, 0, &decorated) > 0)
        return csv_fault(split, place_of(decorated),
                         "there is a column '%.*s' although the classes are "
                         "named by --classes; one or the other would do",
                         SHOWN(decorated->name));
    for (size_t j = 0; j < options->class_count; j++) {
        struct csv_column *column = NULL;

        for (size_t i = 0; i < columns->count && !column; i++)
            if (slice_eq(columns->items[i].name, options->classes[j]) &&
                columns->items[i].kind == CSV_OTHER)
                column = &columns->items[i];
        if (!column)
            return csv_fault(split, place_of(&columns->items[0]),
                             "there is no column '%.*s' for that class of "
                             "--classes; names as in this header would do",
                             SHOWN(options->classes[j]));
        column->kind = CSV_PROBABILITY;
        column->class_name = column->name;
        column->class = j;
    }
    return true;
}

/* ---- what there must be ---- */

/* As spreadsheets write it where a comma is the point of a number: the header
 * is then one field, which can never do. */
static bool check_commas(const struct csv_columns *columns,
                         struct csv_split *split)
{
    struct slice name = columns->items[0].name;

    if (columns->count > 1 || name.len == 0)
        return true;
    if (memchr(name.at, ';', name.len))
        return csv_fault(split, place_of(&columns->items[0]),
                         "this header is one field with semicolons in it; "
                         "commas between fields, and points in numbers, would "
                         "do");
    if (memchr(name.at, '\t', name.len))
        return csv_fault(split, place_of(&columns->items[0]),
                         "this header is one field with tabs in it; commas "
                         "between fields would do");
    return true;
}

static bool check_predictions(const struct csv_columns *columns,
                              struct csv_split *split)
{
    const struct csv_column *first = &columns->items[0], *second = first;
    size_t chances = count_kind(columns, CSV_PROBABILITY, 0, &first);
    size_t logits = count_kind(columns, CSV_LOGIT, 0, &second);

    if (chances == 0 && logits == 0)
        return csv_fault(split, place_of(first),
                         "no column of predictions; one for each class, "
                         "'p:CLASS' (probabilities) or 'z:CLASS' (logits), "
                         "would do%s",
                         columns->options->told
                             ? ", or --classes with the names of columns"
                             : "");
    if (chances > 0 && logits > 0)
        return csv_fault(split, place_of(second),
                         "there are columns 'p:' and 'z:'; predictions are "
                         "one or the other");
    return true;
}

static bool check_truths(const struct csv_columns *columns,
                         struct csv_split *split)
{
    const struct csv_column *label = &columns->items[0], *truth = label;
    struct slice asked = columns->options->label;
    size_t labels = count_kind(columns, CSV_LABEL, 0, NULL);
    size_t truths = count_kind(columns, CSV_TRUTH, 0, &truth);

    if (labels > 1) {
        count_kind(columns, CSV_LABEL, 1, &label);
        return csv_fault(split, place_of(label),
                         "there are %zu columns '%.*s'; one would do", labels,
                         SHOWN(label->name));
    }
    if (labels == 0 && asked.len)
        return csv_fault(split, place_of(label),
                         "there is no column '%.*s', which --label names; a "
                         "name as in this header would do",
                         SHOWN(asked));
    if (labels == 0 && truths == 0)
        return csv_fault(split, place_of(label),
                         "no column of truths; 'label', or 'y:CLASS' for each "
                         "class, would do%s",
                         columns->options->told
                             ? ", or --label with the name of a column"
                             : "");
    if (labels > 0 && truths > 0)
        return csv_fault(split, place_of(truth),
                         "there are columns of labels and 'y:'; truths are one "
                         "or the other");
    return true;
}

/* ---- numbers for names ---- */

static int by_name(const void *a, const void *b)
{
    const struct csv_class *x = a, *y = b;
    size_t shared = x->name.len < y->name.len ? x->name.len : y->name.len;
    int order = shared ? memcmp(x->name.at, y->name.at, shared) : 0;

    if (order)
        return order;
    if (x->name.len != y->name.len)
        return x->name.len < y->name.len ? -1 : 1;
    return (x->number > y->number) - (x->number < y->number);
}

size_t csv_columns_class(const struct csv_columns *columns, struct slice name)
{
    struct csv_class key = { name, 0 };
    size_t from = 0, to = columns->class_count;

    while (from < to) {
        size_t middle = from + (to - from) / 2;

        if (by_name(&columns->sorted[middle], &key) < 0)
            from = middle + 1;
        else
            to = middle;
    }
    return from < columns->class_count &&
                   slice_eq(columns->sorted[from].name, name)
               ? columns->sorted[from].number
               : columns->class_count;
}

static bool twice(struct csv_split *split, const struct csv_column *column)
{
    return csv_fault(split, place_of(column),
                     "column '%.*s' is there twice; once would do",
                     SHOWN(column->name));
}

/* The prediction's columns say which classes there are, in their order, or
 * --classes has. */
static bool list_classes(struct csv_columns *columns, enum csv_kind kind,
                         struct csv_split *split)
{
    size_t count = 0;

    for (size_t i = 0; i < columns->count; i++) {
        struct csv_column *column = &columns->items[i];

        if (column->kind != kind)
            continue;
        if (column->class_name.len == 0)
            return csv_fault(split, place_of(column),
                             "column '%.*s' names no class; a name behind the "
                             "colon would do",
                             SHOWN(column->name));
        if (columns->options->class_count == 0)
            column->class = count;
        columns->classes[column->class] = column->class_name;
        columns->sorted[count] =
            (struct csv_class){ column->class_name, column->class };
        count++;
    }
    columns->class_count = count;
    qsort(columns->sorted, count, sizeof *columns->sorted, by_name);
    return true;
}

static bool classes_differ(const struct csv_columns *columns,
                           enum csv_kind kind, struct csv_split *split)
{
    for (size_t j = 1; j < columns->class_count; j++) {
        const struct csv_class *class = &columns->sorted[j];
        const struct csv_column *column = &columns->items[0];

        if (!slice_eq(class[-1].name, class->name))
            continue;
        count_kind(columns, kind, class->number, &column);
        return twice(split, column);
    }
    return true;
}

static bool number_truths(struct csv_columns *columns, struct arena *arena,
                          struct csv_split *split)
{
    bool *seen = arena_array(arena, columns->class_count, sizeof *seen);
    const struct csv_column *first = NULL;

    for (size_t i = 0; i < columns->count; i++) {
        struct csv_column *column = &columns->items[i];

        if (column->kind != CSV_TRUTH)
            continue;
        column->class = csv_columns_class(columns, column->class_name);
        if (column->class == columns->class_count)
            return csv_fault(split, place_of(column),
                             "column '%.*s' is of a class that has no "
                             "prediction; the classes of the predictions "
                             "would do",
                             SHOWN(column->name));
        if (seen[column->class])
            return twice(split, column);
        seen[column->class] = true;
        if (!first)
            first = column;
    }
    for (size_t j = 0; first && j < columns->class_count; j++)
        if (!seen[j])
            return csv_fault(split, place_of(first),
                             "class '%.*s' has no column 'y:%.*s'; one for "
                             "each class would do",
                             SHOWN(columns->classes[j]),
                             SHOWN(columns->classes[j]));
    return true;
}

bool csv_columns_finish(struct csv_columns *columns, struct arena *arena,
                        struct csv_split *split)
{
    enum csv_kind kind;
    size_t k;

    if (!check_commas(columns, split) ||
        (columns->options->class_count > 0 && !choose_classes(columns, split)))
        return false;
    if (!check_predictions(columns, split) || !check_truths(columns, split))
        return false;
    columns->labelled = count_kind(columns, CSV_LABEL, 0, NULL) > 0;
    columns->logits = count_kind(columns, CSV_LOGIT, 0, NULL) > 0;
    kind = columns->logits ? CSV_LOGIT : CSV_PROBABILITY;
    k = count_kind(columns, kind, 0, NULL);
    columns->classes = arena_array(arena, k, sizeof *columns->classes);
    columns->sorted = arena_array(arena, k, sizeof *columns->sorted);
    columns->row_name = -1;
    for (size_t i = columns->count; i-- > 0;)
        if (columns->items[i].kind == CSV_OTHER)
            columns->row_name = (long)i;
    return list_classes(columns, kind, split) &&
           classes_differ(columns, kind, split) &&
           number_truths(columns, arena, split);
}
