/* partial.h - the readings of a part of a data set, made to be joined.
 *
 * Counts and exact sums. Joining only adds integers: any order and grouping
 * of the same parts gives the same bits, and parts that were cut otherwise
 * agree to the last bit or nearly so. Which rows were zero or the worst has
 * part_rows.h; what a product from left to right comes to, no part can say of
 * the whole.
 */
#ifndef LAB_PARTIAL_H
#define LAB_PARTIAL_H

#include <stdbool.h>
#include <stdint.h>

#include "num/fixed.h"
#include "num/loglik.h"

struct evaluated;

struct partial {
    uint64_t examples;
    uint64_t hits;
    uint64_t zero_rows; /* not in the sums */
    double most_off;    /* the largest |sum - 1|; 0 with logits */
    bool reverse_infinite;
    struct fixed log_likelihood; /* nats, as are the others: all totals */
    struct fixed entropy;
    struct fixed kl;
    struct fixed kl_reverse;
    bool rooted;        /* one part, and its likelihood is that of `root`: */
    struct loglik root; /* the product of its factors (loglik_tree.h) */
};

/* Zeroed is the part without rows. Counts must stay below 2^53. */
void partial_add(struct partial *whole, const struct partial *part);

/* Its readings, but for formats, first zero rows and worst rows, which are
 * left alone. At least one row (asserted). */
void partial_read(const struct partial *part, struct evaluated *out);

#endif
