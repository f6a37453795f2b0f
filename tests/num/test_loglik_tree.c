#include "num/loglik_tree.h"

#include <stdbool.h>
#include <string.h>

#include "num/rng.h"
#include "support/multiplied.h"
#include "support/test.h"

enum { K = 3, MOST = 5000, NODES = 64 };

static double p[MOST * K];
static int32_t label[MOST];
static struct loglik edited[NODES], fresh[NODES];

/* Anything that may stand in a table, nonsense among it. */
static double any(struct rng *rng)
{
    double u = rng_uniform(rng);

    switch (rng_below(rng, 12)) {
    case 0:
        return 0.0;
    case 1:
        return 0x1p-1022 * u;
    case 2:
        return 1.0 - 0x1p-53;
    case 3:
        return u < 0.2 ? NAN : u < 0.4 ? -u : 1.0 + u;
    case 4:
        return 1.0;
    default:
        return u;
    }
}

static void fill(struct rng *rng, size_t n)
{
    for (size_t i = 0; i < n * K; i++)
        p[i] = any(rng);
    for (size_t i = 0; i < n; i++)
        label[i] = (int32_t)rng_below(rng, K);
}

static struct loglik block_of(const struct loglik_rows *rows, size_t block)
{
    size_t from = block * LOGLIK_BLOCK, left = rows->n - from;

    return loglik_block(rows, from,
                        from + (left < LOGLIK_BLOCK ? left : LOGLIK_BLOCK));
}

static void grow(struct loglik_tree *tree, struct loglik *node,
                 const struct loglik_rows *rows)
{
    loglik_tree_start(tree, node, rows->n);
    for (size_t b = 0; b * LOGLIK_BLOCK < rows->n; b++)
        loglik_tree_leaf(tree, b, block_of(rows, b));
    loglik_tree_join(tree);
}

/* Row i has changed. */
static void follow(struct loglik_tree *tree, const struct loglik_rows *rows,
                   size_t i)
{
    loglik_tree_put(tree, i / LOGLIK_BLOCK, block_of(rows, i / LOGLIK_BLOCK));
}

static void assert_same(struct loglik a, struct loglik b)
{
    assert_true(memcmp(&a, &b, sizeof a) == 0);
}

/* The property that "divide the old factor out, multiply the new one in"
 * lacks, and that is lost if the update skips an ancestor or if a block's
 * bits depend on anything but its rows. */
static void edited_and_recomputed_totals_have_the_same_bits(void **state)
{
    static const size_t sizes[] = { 1, 15, 256, 257, 1000, MOST };
    struct rng rng;

    (void)state;
    rng_seed(&rng, 11);
    for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++) {
        struct loglik_rows rows = { p, label, sizes[s], K };
        struct loglik_tree tree, again;

        assert_true(loglik_tree_nodes(sizes[s]) <= NODES);
        fill(&rng, sizes[s]);
        grow(&tree, edited, &rows);
        for (int edit = 0; edit < 2000; edit++) {
            size_t i = (size_t)rng_below(&rng, sizes[s]);

            p[i * K + rng_below(&rng, K)] = any(&rng);
            label[i] = (int32_t)rng_below(&rng, K + 1);
            follow(&tree, &rows, i);
            if (edit % 20 != 0)
                continue;
            grow(&again, fresh, &rows);
            assert_same(loglik_tree_total(&tree), loglik_tree_total(&again));
            assert_same(loglik_tree_total(&tree), multiplied(&rows));
        }
    }
}

static void doing_and_undoing_gives_the_first_bits(void **state)
{
    struct loglik_rows rows = { p, label, 1000, K };
    struct loglik_tree tree;
    struct loglik before;
    struct rng rng;
    double held;

    (void)state;
    rng_seed(&rng, 12);
    fill(&rng, 1000);
    grow(&tree, edited, &rows);
    before = loglik_tree_total(&tree);
    held = p[700 * K + (size_t)label[700]];
    p[700 * K + (size_t)label[700]] = 0.123;
    follow(&tree, &rows, 700);
    p[700 * K + (size_t)label[700]] = held;
    follow(&tree, &rows, 700);
    assert_same(loglik_tree_total(&tree), before);
}

/* The rows before any place, as if there were no others. */
static void a_part_of_a_tree_has_the_bits_of_its_rows(void **state)
{
    struct loglik_rows rows = { p, label, 2000, K };
    struct loglik_tree tree;
    struct rng rng;

    (void)state;
    rng_seed(&rng, 13);
    fill(&rng, 2000);
    grow(&tree, edited, &rows);
    for (size_t n = 0; n <= 2000; n += n < 600 ? 1 : 97) {
        struct loglik_rows part = { p, label, n, K };
        size_t blocks = n / LOGLIK_BLOCK;

        assert_same(loglik_tree_prefix(&tree, blocks,
                                       loglik_block(&rows,
                                                    blocks * LOGLIK_BLOCK, n)),
                    multiplied(&part));
    }
}

/* Against looking at every block. */
static void blocks_with_a_zero_are_found(void **state)
{
    static const double half = 0.5, zero = 0.0;
    struct loglik_rows one = { &half, NULL, 1, 1 },
                       none = { &zero, NULL, 1, 1 };
    struct loglik_tree tree;
    struct rng rng;
    bool zeros[8] = { false };

    (void)state;
    rng_seed(&rng, 14);
    loglik_tree_start(&tree, edited, 2000);
    assert_int_equal(tree.leaves, 8);
    for (int i = 0; i < 200; i++) {
        size_t at = rng_below(&rng, 8), from = rng_below(&rng, 8), next = from;

        zeros[at] = rng_below(&rng, 4) == 0;
        loglik_tree_put(&tree, at,
                        loglik_block(zeros[at] ? &none : &one, 0, 1));
        while (next < 8 && !zeros[next])
            next++;
        assert_int_equal(loglik_tree_zero(&tree, from), next);
    }
    assert_int_equal(loglik_tree_zero(&tree, 8), 8);
}

static void an_empty_tree_is_1(void **state)
{
    struct loglik_rows rows = { p, label, 0, K };
    struct loglik_tree tree;

    (void)state;
    assert_true(loglik_tree_nodes(0) == 2);
    grow(&tree, edited, &rows);
    assert_same(loglik_tree_total(&tree), loglik_one());
    assert_same(multiplied(&rows), loglik_one());
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(edited_and_recomputed_totals_have_the_same_bits),
        cmocka_unit_test(doing_and_undoing_gives_the_first_bits),
        cmocka_unit_test(a_part_of_a_tree_has_the_bits_of_its_rows),
        cmocka_unit_test(blocks_with_a_zero_are_found),
        cmocka_unit_test(an_empty_tree_is_1),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
