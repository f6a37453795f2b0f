#include "num/loglik_tree.h"

#include <assert.h>

/* Blocks of n rows rounded up to a power of two, at least 1. */
static size_t leaves_for(size_t n)
{
    size_t blocks = n / LOGLIK_BLOCK + (n % LOGLIK_BLOCK != 0);
    size_t leaves = 1;

    while (leaves < blocks)
        leaves *= 2;
    return leaves;
}

static struct loglik leaf(const struct loglik_rows *rows, size_t block)
{
    size_t from = block * LOGLIK_BLOCK;
    size_t to = from + LOGLIK_BLOCK;

    if (from >= rows->n)
        return loglik_one();
    return loglik_block(rows, from, to < rows->n ? to : rows->n);
}

size_t loglik_tree_nodes(size_t n)
{
    return 2 * leaves_for(n);
}

void loglik_tree_fill(struct loglik_tree *tree, struct loglik *node,
                      const struct loglik_rows *rows)
{
    size_t leaves = leaves_for(rows->n);

    tree->node = node;
    tree->leaves = leaves;
    node[0] = loglik_one();
    for (size_t b = 0; b < leaves; b++)
        node[leaves + b] = leaf(rows, b);
    for (size_t i = leaves - 1; i > 0; i--)
        node[i] = loglik_combine(node[2 * i], node[2 * i + 1]);
}

void loglik_tree_update(struct loglik_tree *tree,
                        const struct loglik_rows *rows, size_t i)
{
    struct loglik *node = tree->node;
    size_t at = tree->leaves + i / LOGLIK_BLOCK;

    assert(i < rows->n && tree->leaves == leaves_for(rows->n));
    node[at] = leaf(rows, i / LOGLIK_BLOCK);
    for (at /= 2; at > 0; at /= 2)
        node[at] = loglik_combine(node[2 * at], node[2 * at + 1]);
}

struct loglik loglik_tree_total(const struct loglik_tree *tree)
{
    return tree->node[1];
}
