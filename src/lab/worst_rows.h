/* worst_rows.h - the few rows with the largest loss of very many. Private to
 * lab/evaluation.c.
 *
 * A heap with the least of them on top: a row costs a comparison, and its
 * text is copied only where it gets in. Of equal losses the earlier row is
 * the worse.
 */
#ifndef LAB_WORST_ROWS_H
#define LAB_WORST_ROWS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"

struct worst_row;

struct worst_rows {
    size_t most;            /* how many to keep */
    bool named;             /* keep their texts */
    struct worst_row *heap; /* [count] */
    size_t count, cap;
};

/* `row` comes without a text. Rows come in their order. */
void worst_rows_add(struct worst_rows *rows, const struct worst_row *row,
                    struct slice text);

/* Puts them in order, the worst first; nothing may be added afterwards. */
const struct worst_row *worst_rows_sort(struct worst_rows *rows, size_t *count);

void worst_rows_finish(struct worst_rows *rows);

#endif
