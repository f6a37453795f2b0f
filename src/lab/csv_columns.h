/* csv_columns.h - what the header of a file of predictions says. Private to
 * lab/csv*.c.
 */
#ifndef LAB_CSV_COLUMNS_H
#define LAB_CSV_COLUMNS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"

struct arena;
struct err;

enum csv_kind {
    CSV_OTHER,
    CSV_LABEL,
    CSV_TRUTH,       /* y: */
    CSV_PROBABILITY, /* p: */
    CSV_LOGIT        /* z: */
};

struct csv_column {
    enum csv_kind kind;
    struct slice name; /* as in the header */
    struct slice class_name;
    size_t class; /* of TRUTH, PROBABILITY, LOGIT: from 0 */
};

struct csv_columns {
    struct csv_column *items; /* [count] */
    size_t count, cap;
    struct slice *classes; /* [class_count] */
    size_t class_count;
    bool labelled; /* the truth is a label */
    bool logits;
    long row_name; /* the first other column, or -1 */
};

/* A field of the header; copied into the arena. */
void csv_columns_add(struct csv_columns *columns, struct arena *arena,
                     struct slice field);

/* When the header is through: numbers the classes. False with err, its text
 * only. */
bool csv_columns_finish(struct csv_columns *columns, struct arena *arena,
                        struct err *err);

#endif
