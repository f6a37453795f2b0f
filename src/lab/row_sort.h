/* row_sort.h - row numbers put in the order of their keys. Private to view.c.
 */
#ifndef LAB_ROW_SORT_H
#define LAB_ROW_SORT_H

#include <stddef.h>
#include <stdint.h>

/* Sorts both arrays alike: by key, and by row where keys are equal. Rows are
 * all different. In place: no memory goes with n.
 *
 * key, row  [n]
 * threads   how many may work at it (base/parallel.h); the result is the same
 */
void row_sort(uint64_t *key, uint32_t *row, size_t n, size_t threads);

#endif
