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

size_t loglik_tree_nodes(size_t n)
{
    return 2 * leaves_for(n);
}

void loglik_tree_start(struct loglik_tree *tree, struct loglik *node, size_t n)
{
    tree->node = node;
    tree->leaves = leaves_for(n);
    for (size_t i = 0; i < 2 * tree->leaves; i++)
        node[i] = loglik_one();
}

void loglik_tree_leaf(struct loglik_tree *tree, size_t block,
                      struct loglik leaf)
{
    assert(block < tree->leaves);
    tree->node[tree->leaves + block] = leaf;
}

void loglik_tree_join(struct loglik_tree *tree)
{
    struct loglik *node = tree->node;

    for (size_t i = tree->leaves - 1; i > 0; i--)
        node[i] = loglik_combine(node[2 * i], node[2 * i + 1]);
}

void loglik_tree_put(struct loglik_tree *tree, size_t block, struct loglik leaf)
{
    struct loglik *node = tree->node;

    loglik_tree_leaf(tree, block, leaf);
    for (size_t at = (tree->leaves + block) / 2; at > 0; at /= 2)
        node[at] = loglik_combine(node[2 * at], node[2 * at + 1]);
}

/* The finished subtrees that loglik_run_add() would have made by then. */
struct loglik loglik_tree_prefix(const struct loglik_tree *tree, size_t blocks,
                                 struct loglik more)
{
    struct loglik_run run;
    size_t at = 0;

    assert(blocks <= tree->leaves);
    run.blocks = blocks;
    for (int d = 63; d >= 0; d--) {
        if (!(run.blocks >> d & 1))
            continue;
        run.pending[d] = tree->node[(tree->leaves >> d) + (at >> d)];
        at += (size_t)1 << d;
    }
    loglik_run_add(&run, more);
    return loglik_run_total(&run);
}

size_t loglik_tree_zero(const struct loglik_tree *tree, size_t block)
{
    size_t at = tree->leaves + block;

    if (block >= tree->leaves)
        return tree->leaves;
    while (tree->node[at].zeros == 0) {
        while (at & 1)
            at >>= 1;
        if (at == 0)
            return tree->leaves;
        at++;
    }
    while (at < tree->leaves)
        at = tree->node[2 * at].zeros > 0 ? 2 * at : 2 * at + 1;
    return at - tree->leaves;
}

struct loglik loglik_tree_total(const struct loglik_tree *tree)
{
    return tree->node[1];
}
