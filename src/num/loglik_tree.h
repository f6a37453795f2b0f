/* loglik_tree.h - a log-likelihood that follows edits.
 *
 * Blocks of LOGLIK_BLOCK rows are the leaves of a binary tree in heap order
 * (node 1 is the root, node i has children 2i and 2i+1, absent leaves are the
 * empty product). Changing a row redoes one block and its ancestors, about a
 * microsecond in ten million rows, and gives the same bits as doing
 * everything afresh. Dividing the old factor out and multiplying the new one
 * in would not.
 *
 * The storage is the caller's: 40 bytes a node, 5 MiB for 10^7 rows.
 */
#ifndef NUM_LOGLIK_TREE_H
#define NUM_LOGLIK_TREE_H

#include <stddef.h>

#include "num/loglik.h"

struct loglik_tree {
    struct loglik *node; /* [nodes], node 0 unused */
    size_t leaves;       /* a power of two */
};

/* How many nodes a tree over n rows needs; at least 2. */
size_t loglik_tree_nodes(size_t n);

/* A tree of n rows that are all 1.
 *
 * node  [loglik_tree_nodes(n)], filled here and used from now on
 */
void loglik_tree_start(struct loglik_tree *tree, struct loglik *node, size_t n);

/* Sets one leaf (asserted < leaves) and nothing above it; then, once, all that
 * is above. */
void loglik_tree_leaf(struct loglik_tree *tree, size_t block,
                      struct loglik leaf);
void loglik_tree_join(struct loglik_tree *tree);

/* Sets one leaf and its ancestors: what follows an edit. */
void loglik_tree_put(struct loglik_tree *tree, size_t block,
                     struct loglik leaf);

/* The product of all rows. */
struct loglik loglik_tree_total(const struct loglik_tree *tree);

/* The product of the first `blocks` blocks and one more (loglik_one() where
 * there is none): the bits that a tree of these rows alone has. */
struct loglik loglik_tree_prefix(const struct loglik_tree *tree, size_t blocks,
                                 struct loglik more);

/* The first block from `block` on with a factor that is 0; tree->leaves where
 * there is none. */
size_t loglik_tree_zero(const struct loglik_tree *tree, size_t block);

#endif
