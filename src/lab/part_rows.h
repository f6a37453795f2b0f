/* part_rows.h - the few rows that parts of a data set name, joined.
 *
 * A row is known by the name of its part and its number in it. A list keeps
 * the first few in an order that leaves no choice, so that joining the same
 * lists in any order and grouping gives the same list.
 */
#ifndef LAB_PART_ROWS_H
#define LAB_PART_ROWS_H

#include <stddef.h>
#include <stdint.h>

struct arena;

struct part_row {
    const char *part;
    uint64_t row; /* of the part, from 1 */

    /* Only of the worst rows: as in worst_row (evaluation.h). */
    long label;
    double p, loss;
    const char *text; /* NULL where rows have none */
};

struct part_rows {
    struct part_row *items; /* [count], in their order */
    size_t count;
};

/* Below 0 where a comes first. By the name of the part, then by its rows; or
 * the greatest loss first, then by place. */
typedef int part_order(const void *a, const void *b);
part_order part_row_by_place, part_row_by_loss;

/* The first `most` of both, into the arena. */
void part_rows_join(struct part_rows *rows, const struct part_rows *more,
                    size_t most, part_order *order, struct arena *arena);

#endif
