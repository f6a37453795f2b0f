/* Every path that this processor has is run over the same inputs. Two things
 * are known of the result: it is the plain path's to the bit, and (test_loglik)
 * the plain path's is right. */
#include "num/kernel.h"

#include <string.h>

#include "num/rng.h"
#include "support/test.h"

enum { CLASSES_MAX = 20, WIDE = 2000 };

static double p[WIDE * CLASSES_MAX];
static int32_t label[WIDE];

static double hostile(struct rng *rng, int kind)
{
    static const double odd[] = {
        0.0,    -0.0, 0x1p-1074, 0x1p-1022, 1.0,
        1e-300, NAN,  -0.5,      INFINITY,  -INFINITY
    };
    double u = rng_uniform(rng);

    switch (kind) {
    case 0:
        return 1.0 - u;
    case 1:
        return 1.0 - 0x1p-53;
    case 2:
        return 1e-300 * (1.0 - u);
    case 3:
        return 0x1p-1022 * u;
    case 4:
        return 1.0 - 1e-12 * u;
    case 5:
        return u < 0.5 ? 0x1.6a09e667f3bccp-1 : 0x1.6a09e667f3bcdp-1;
    case 6:
        return 1.0 + u;
    default:
        return odd[rng_below(rng, sizeof odd / sizeof *odd)];
    }
}

/* Kinds 0 to 7 alone, then all of them mixed. */
static void fill(struct rng *rng, int kind, size_t n, size_t classes)
{
    for (size_t i = 0; i < n * classes; i++)
        p[i] = hostile(rng, kind < 8 ? kind : (int)rng_below(rng, 8));
    for (size_t i = 0; i < n; i++)
        label[i] = (int32_t)rng_below(rng, classes);
}

static void assert_same(struct loglik a, struct loglik b)
{
    assert_memory_equal(&a, &b, sizeof a);
}

static void assert_paths_agree(const struct loglik_rows *rows, size_t from,
                               size_t to)
{
    struct loglik plain = kernel_of(KERNEL_PLAIN)->loglik_block(rows, from, to);

    for (int path = KERNEL_PLAIN; path < KERNEL_PATHS; path++) {
        const struct kernel *kernel = kernel_of((enum kernel_path)path);

        if (kernel)
            assert_same(kernel->loglik_block(rows, from, to), plain);
    }
}

static void every_path_gives_the_same_bits(void **state)
{
    static const size_t sizes[] = { 0, 1, 7, 8, 15, 16, 17, 255, 256 };
    struct rng rng;

    (void)state;
    rng_seed(&rng, 21);
    for (int kind = 0; kind < 9; kind++)
        for (size_t classes = 1; classes <= CLASSES_MAX; classes++) {
            struct loglik_rows rows = { p, label, WIDE, classes };

            fill(&rng, kind, WIDE, classes);
            for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++) {
                size_t from = (size_t)rng_below(&rng, WIDE - sizes[s] + 1);

                rows.label = label;
                assert_paths_agree(&rows, from, from + sizes[s]);
                rows.label = NULL;
                assert_paths_agree(&rows, from, from + sizes[s]);
            }
        }
}

static void every_path_counts_bad_labels_and_odd_factors(void **state)
{
    const double few[] = { 0.5, 0.0, 0.25, 1.5, NAN, 0.125, -0.0, 0.5 };
    const int32_t bad[] = { 0, 0, -1, 0, 0, 2, 0, INT32_MIN };
    struct loglik_rows rows = { few, bad, 8, 1 };

    (void)state;
    for (int path = KERNEL_PLAIN; path < KERNEL_PATHS; path++) {
        const struct kernel *kernel = kernel_of((enum kernel_path)path);
        struct loglik got;

        if (!kernel)
            continue;
        got = kernel->loglik_block(&rows, 0, 8);
        assert_int_equal(got.zeros, 2);
        assert_int_equal(got.invalid, 5);
        assert_int_equal(got.exponent, -1);
    }
}

static void the_best_path_is_the_last_that_runs(void **state)
{
    const struct kernel *last = NULL;

    (void)state;
    assert_non_null(kernel_of(KERNEL_PLAIN));
    for (int path = KERNEL_PLAIN; path < KERNEL_PATHS; path++)
        if (kernel_of((enum kernel_path)path))
            last = kernel_of((enum kernel_path)path);
    print_message("the best path here is %s\n", last->name);
    assert_ptr_equal(kernel_best(), last);
    assert_null(kernel_of(KERNEL_PATHS));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_path_gives_the_same_bits),
        cmocka_unit_test(every_path_counts_bad_labels_and_odd_factors),
        cmocka_unit_test(the_best_path_is_the_last_that_runs),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
