#include "lab/part_rows.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

static int ascending(double a, double b)
{
    return (a > b) - (a < b);
}

int part_row_by_place(const void *a, const void *b)
{
    const struct part_row *x = a, *y = b;
    int order = strcmp(x->part, y->part);

    return order ? order : (x->row > y->row) - (x->row < y->row);
}

/* Parts may have one name, and then rows one place: what they hold decides. */
int part_row_by_loss(const void *a, const void *b)
{
    const struct part_row *x = a, *y = b;
    int order = ascending(y->loss, x->loss);

    if (!order)
        order = part_row_by_place(a, b);
    if (!order)
        order = ascending(x->p, y->p);
    if (!order)
        order = (x->label > y->label) - (x->label < y->label);
    return order ? order
                 : strcmp(x->text ? x->text : "", y->text ? y->text : "");
}

void part_rows_join(struct part_rows *rows, const struct part_rows *more,
                    size_t most, part_order *order, struct arena *arena)
{
    size_t count = rows->count + more->count;
    struct part_row *items = arena_array(arena, count, sizeof *items);

    if (rows->count > 0)
        memcpy(items, rows->items, rows->count * sizeof *items);
    if (more->count > 0)
        memcpy(items + rows->count, more->items, more->count * sizeof *items);
    if (count > 0)
        qsort(items, count, sizeof *items, order);
    rows->items = items;
    rows->count = count < most ? count : most;
}
