/* csv_columns.h - what the header of a file of predictions says. Private to
 * lab/csv*.c.
 */
#ifndef LAB_CSV_COLUMNS_H
#define LAB_CSV_COLUMNS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"

struct arena;
struct csv_split;
struct prediction_options;

enum csv_kind {
    CSV_OTHER,
    CSV_LABEL,
    CSV_TRUTH,       /* y: */
    CSV_PROBABILITY, /* p:, or named by --classes */
    CSV_LOGIT        /* z: */
};

struct csv_column {
    enum csv_kind kind;
    struct slice name; /* as in the header */
    struct slice class_name;
    size_t class; /* of TRUTH, PROBABILITY, LOGIT: from 0 */
    int line, at; /* where it stands: line and column in code points */
};

/* A class by name. */
struct csv_class {
    struct slice name;
    size_t number;
};

struct csv_columns {
    const struct prediction_options *options;
    struct csv_column *items; /* [count] */
    size_t count, cap;
    struct slice *classes;    /* [class_count] */
    struct csv_class *sorted; /* [class_count], by name */
    size_t class_count;
    bool labelled; /* the truth is a label */
    bool logits;
    long row_name; /* the first other column, or -1 */
};

/* A field of the header; copied into the arena. */
void csv_columns_add(struct csv_columns *columns, struct arena *arena,
                     struct slice field, int line, int at);

/* When the header is through: numbers the classes. False after csv_fault(). */
bool csv_columns_finish(struct csv_columns *columns, struct arena *arena,
                        struct csv_split *split);

/* The class of that name; class_count where there is none. */
size_t csv_columns_class(const struct csv_columns *columns, struct slice name);

#endif
