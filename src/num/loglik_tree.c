#include "num/loglik_tree.h"

#include <assert.h>

#include "base/parallel.h"

enum { SUBTREE = 64 }; /* blocks; for fewer a thread costs more */

/* Blocks of n rows rounded up to a power of two, at least 1. */
static size_t leaves_for(size_t n)
{
    size_t blocks = n / LOGLIK_BLOCK + (n % LOGLIK_BLOCK != 0);
    size_t leaves = 1;

    while (leaves < blocks)
        leaves *= 2;
    return leaves;
}

static struct loglik block_of(const struct loglik_rows *rows, size_t block)
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

/* Subtrees of 2^d leaves each, filled apart. */
struct subtrees {
    struct loglik_tree *tree;
    const struct loglik_rows *rows;
    size_t leaves; /* of each */
};

static void fill_subtree(void *context, size_t task)
{
    const struct subtrees *all = context;
    struct loglik *node = all->tree->node;
    size_t first = task * all->leaves, at = all->tree->leaves + first;

    for (size_t b = 0; b < all->leaves; b++)
        node[at + b] = block_of(all->rows, first + b);
    for (size_t count = all->leaves / 2; count > 0; count /= 2) {
        at /= 2;
        for (size_t i = at; i < at + count; i++)
            node[i] = loglik_combine(node[2 * i], node[2 * i + 1]);
    }
}

void loglik_tree_fill_threads(struct loglik_tree *tree, struct loglik *node,
                              const struct loglik_rows *rows, size_t threads)
{
    size_t leaves = leaves_for(rows->n);
    struct subtrees all = { tree, rows, leaves < SUBTREE ? leaves : SUBTREE };

    tree->node = node;
    tree->leaves = leaves;
    node[0] = loglik_one();
    parallel_run(threads, leaves / all.leaves, fill_subtree, &all);
    for (size_t i = leaves / all.leaves - 1; i > 0; i--)
        node[i] = loglik_combine(node[2 * i], node[2 * i + 1]);
}

void loglik_tree_fill(struct loglik_tree *tree, struct loglik *node,
                      const struct loglik_rows *rows)
{
    loglik_tree_fill_threads(tree, node, rows, 1);
}

void loglik_tree_update(struct loglik_tree *tree,
                        const struct loglik_rows *rows, size_t i)
{
    assert(i < rows->n && tree->leaves == leaves_for(rows->n));
    loglik_tree_put(tree, i / LOGLIK_BLOCK, block_of(rows, i / LOGLIK_BLOCK));
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
