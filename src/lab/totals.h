/* totals.h - a lab's sums and its product, kept while it is edited.
 *
 * Over all rows, and over the first of them, which occur once more where N is
 * no multiple of n. An edit of a row costs the same for any number of rows:
 * the row goes out of its sums and in again, and a block of the product's tree
 * (num/loglik_tree.h) is done anew. For lab*.c only.
 */
#ifndef LAB_TOTALS_H
#define LAB_TOTALS_H

#include <stddef.h>

#include "lab/sums.h"
#include "num/loglik.h"

struct totals;

/* Of no lab yet: filled when first read. NULL may be destroyed. */
struct totals *totals_create(void);
void totals_destroy(struct totals *totals);

/* Before and after rows change. Of many rows all is forgotten, and done anew
 * when next read. */
void totals_leave(struct totals *totals, const struct lab *lab, size_t row,
                  size_t count);
void totals_enter(struct totals *totals, const struct lab *lab, size_t row,
                  size_t count);

/* When the readings come from elsewhere from now on. */
void totals_forget(struct totals *totals);

/* What the N examples come to. */
struct totals_read {
    struct sums sums;
    struct loglik product; /* of row_sure_factor(); 1 of logits */
    size_t zero_rows;      /* listed rows that occur and are zeros */
};
struct totals_read totals_read(struct totals *totals, const struct lab *lab);

/* The first zero row from `row` on, or n. Not of logits, which have none. */
size_t totals_zero_row(struct totals *totals, const struct lab *lab,
                       size_t row);

#endif
