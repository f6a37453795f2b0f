#include "lab/worst_rows.h"

#include <stdlib.h>
#include <string.h>

#include "base/fatal.h"
#include "base/vec.h"
#include "lab/evaluation.h"

/* Below 0 where a is the worse. */
static int worse(const void *a, const void *b)
{
    const struct worst_row *x = a, *y = b;

    if (x->loss != y->loss)
        return x->loss > y->loss ? -1 : 1;
    return (x->row > y->row) - (x->row < y->row);
}

static void swap(struct worst_row *a, struct worst_row *b)
{
    struct worst_row kept = *a;

    *a = *b;
    *b = kept;
}

static void sift_up(struct worst_rows *rows, size_t i)
{
    struct worst_row *heap = rows->heap;

    for (; i > 0 && worse(&heap[(i - 1) / 2], &heap[i]) < 0; i = (i - 1) / 2)
        swap(&heap[i], &heap[(i - 1) / 2]);
}

static void sift_down(struct worst_rows *rows, size_t i)
{
    struct worst_row *heap = rows->heap;

    for (;;) {
        size_t least = i, child = 2 * i + 1;

        for (size_t c = child; c < child + 2 && c < rows->count; c++)
            if (worse(&heap[least], &heap[c]) < 0)
                least = c;
        if (least == i)
            return;
        swap(&heap[i], &heap[least]);
        i = least;
    }
}

static char *copy(const struct worst_rows *rows, struct slice text)
{
    char *kept;

    if (!rows->named)
        return NULL;
    kept = fatal_malloc(text.len + 1);
    if (text.len > 0)
        memcpy(kept, text.at, text.len);
    kept[text.len] = '\0';
    return kept;
}

void worst_rows_add(struct worst_rows *rows, const struct worst_row *row,
                    struct slice text)
{
    if (rows->count < rows->most) {
        struct worst_row *last = vec_push(rows->heap, rows->count, rows->cap);

        *last = *row;
        last->text = copy(rows, text);
        sift_up(rows, rows->count - 1);
    } else if (rows->most > 0 && worse(row, &rows->heap[0]) < 0) {
        free(rows->heap[0].text);
        rows->heap[0] = *row;
        rows->heap[0].text = copy(rows, text);
        sift_down(rows, 0);
    }
}

const struct worst_row *worst_rows_sort(struct worst_rows *rows, size_t *count)
{
    *count = rows->count;
    if (rows->count > 0)
        qsort(rows->heap, rows->count, sizeof *rows->heap, worse);
    return rows->heap;
}

void worst_rows_finish(struct worst_rows *rows)
{
    for (size_t i = 0; i < rows->count; i++)
        free(rows->heap[i].text);
    free(rows->heap);
    *rows = (struct worst_rows){ 0 };
}
