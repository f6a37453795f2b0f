/* test_row_sort.c - rows put in the order of their keys.
 */
#include "support/test.h"

#include <stdlib.h>

#include "base/fatal.h"
#include "lab/row_sort.h"
#include "num/rng.h"

struct pair {
    uint64_t key;
    uint32_t row;
};

static int compare(const void *a, const void *b)
{
    const struct pair *x = a, *y = b;

    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    return (x->row > y->row) - (x->row < y->row);
}

/* Keys of that many bits, shifted up: many are equal, or share a front. Rows
 * are backwards, so that equal keys have something to put right. */
static void assert_sorts(size_t n, int bits, int shift, uint64_t front)
{
    struct pair *pairs = fatal_calloc(n + 1, sizeof *pairs);
    uint64_t *key = fatal_calloc(n + 1, sizeof *key);
    uint32_t *row = fatal_calloc(n + 1, sizeof *row);
    struct rng rng;

    rng_seed(&rng, n + (size_t)bits);
    for (size_t i = 0; i < n; i++) {
        key[i] = front | (bits ? rng_next(&rng) >> (64 - bits) << shift : 0);
        row[i] = (uint32_t)(n - i);
        pairs[i] = (struct pair){ key[i], row[i] };
    }
    qsort(pairs, n, sizeof *pairs, compare);
    row_sort(key, row, n, n % 3);
    for (size_t i = 0; i < n; i++)
        if (key[i] != pairs[i].key || row[i] != pairs[i].row)
            fail_msg("n %zu, %d bits: wrong at %zu", n, bits, i);
    free(pairs);
    free(key);
    free(row);
}

/* Against qsort(). The sizes lie around those at which the way changes. */
static void sorts_as_a_comparison_does(void **state)
{
    static const size_t sizes[] = { 0, 1, 2, 3, 57, 160, 161, 5000, 100001 };

    (void)state;
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        assert_sorts(sizes[i], 64, 0, 0);
        assert_sorts(sizes[i], 20, 0, 0);
        assert_sorts(sizes[i], 20, 44, 5);
        assert_sorts(sizes[i], 3, 30, (uint64_t)1 << 63);
        assert_sorts(sizes[i], 0, 0, 42);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sorts_as_a_comparison_does),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
