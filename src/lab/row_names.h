/* row_names.h - what rows are called, in as many bytes as that takes.
 *
 * Texts stand one after another, each with a NUL; every sixteenth row's place
 * is kept. For lab*.c only.
 */
#ifndef LAB_ROW_NAMES_H
#define LAB_ROW_NAMES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"

/* Zeroed: no row has a name. */
struct row_names {
    char *bytes; /* [used] */
    size_t used, cap;
    size_t *mark; /* [mark_count] */
    size_t mark_count, mark_cap;
    size_t count;
};

void row_names_finish(struct row_names *names);

/* The next row's, from row 0 on; empty: it has none. What follows a NUL in it
 * is lost. */
void row_names_add(struct row_names *names, struct slice name);

/* NULL where the row has none, or was not added. */
const char *row_names_at(const struct row_names *names, size_t row);

/* The first row of that name; false, *row left alone, where there is none or
 * the name is empty. */
bool row_names_find(const struct row_names *names, struct slice name,
                    size_t *row);

#endif
