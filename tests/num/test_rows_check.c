/* Every path that this processor has, beside rows looked at one by one, entry
 * by entry, as the header says it. */
#include "num/rows_check.h"

#include <float.h>
#include <string.h>

#include "num/kernel.h"
#include "num/rng.h"
#include "support/test.h"

enum { ROWS = 300, CLASSES_MAX = 20 };

static double p[ROWS * CLASSES_MAX], factor[ROWS];
static int32_t label[ROWS];

static bool slow(const struct loglik_rows *rows, double most,
                 struct rows_checked *sum)
{
    struct rows_checked out = *sum;

    for (size_t i = 0; i < rows->n; i++) {
        const double *row = rows->p + i * rows->classes;
        size_t first = 0;
        double total = 0.0;

        if (rows->label &&
            (rows->label[i] < 0 || (size_t)rows->label[i] >= rows->classes))
            return false;
        for (size_t j = 0; j < rows->classes; j++) {
            if (isnan(row[j]) || row[j] < 0.0 || row[j] > most)
                return false;
            total += row[j];
            if (row[j] > row[first])
                first = j;
        }
        out.rows++;
        out.hits += rows->label && first == (size_t)rows->label[i];
        if (fabs(total - 1.0) > out.most_off) {
            out.most_off = fabs(total - 1.0);
            out.most_row = out.rows;
        }
    }
    *sum = out;
    return true;
}

static void assert_as_slow(const struct loglik_rows *rows, double most,
                           const struct rows_checked *before)
{
    struct rows_checked want = *before;
    bool fits = slow(rows, most, &want);

    for (int path = KERNEL_PLAIN; path < KERNEL_PATHS; path++) {
        const struct kernel *kernel = kernel_of((enum kernel_path)path);
        struct rows_checked got = *before;

        if (!kernel)
            continue;
        assert_int_equal(kernel->rows_check(rows, most,
                                            rows->label ? factor : NULL, &got),
                         fits);
        assert_memory_equal(&got, &want, sizeof got);
        for (size_t i = 0; fits && rows->label && i < rows->n; i++)
            assert_true(factor[i] ==
                        rows->p[i * rows->classes + (size_t)rows->label[i]]);
    }
}

/* Coarse entries make ties; -0 is no negative number. */
static void fill(struct rng *rng, size_t classes, bool coarse)
{
    for (size_t i = 0; i < ROWS; i++) {
        double sum = 0.0;

        for (size_t j = 0; j < classes; j++) {
            double u = rng_uniform(rng);

            p[i * classes + j] = coarse ? floor(4.0 * u) / 4.0 : u;
            if (coarse && u < 0.01)
                p[i * classes + j] = -0.0;
            sum += p[i * classes + j];
        }
        for (size_t j = 0; !coarse && j < classes; j++)
            p[i * classes + j] /= sum;
        label[i] = (int32_t)rng_below(rng, classes);
    }
}

static void sees_what_looking_one_by_one_sees(void **state)
{
    static const size_t sizes[] = { 0, 1, 63, 64, 65, 127, 128, 200, ROWS };
    const struct rows_checked none = { 0 }, some = { 1000, 0.2, 17, 300 };
    struct rng rng;

    (void)state;
    rng_seed(&rng, 31);
    for (size_t classes = 1; classes <= CLASSES_MAX; classes++)
        for (int coarse = 0; coarse < 2; coarse++) {
            fill(&rng, classes, coarse);
            for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++) {
                struct loglik_rows rows = { p, label, sizes[s], classes };

                assert_as_slow(&rows, 1.0, &none);
                assert_as_slow(&rows, 1.0, &some);
                rows.label = NULL;
                assert_as_slow(&rows, DBL_MAX, &none);
            }
        }
}

/* One bad entry anywhere, and what is almost bad: with sums that call for
 * another look, and, after one far off, with sums that do not. */
static void a_single_bad_entry_is_seen_wherever_it_is(void **state)
{
    const double odd[] = { NAN,     -NAN,       INFINITY, -INFINITY,
                           -1e-300, -0x1p-1074, -1.0,     1.0 + DBL_EPSILON,
                           1.0,     0.0,        -0.0,     0x1p-1074,
                           DBL_MAX, 2.0 };
    const struct rows_checked none = { 0 }, much = { 1, 5.0, 1, 0 };
    struct rng rng;

    (void)state;
    rng_seed(&rng, 32);
    for (size_t classes = 1; classes <= 5; classes++) {
        fill(&rng, classes, false);
        for (size_t at = 0; at < 130 * classes; at++) {
            struct loglik_rows rows = { p, label, 130, classes };
            double held = p[at];

            p[at] = odd[rng_below(&rng, sizeof odd / sizeof *odd)];
            assert_as_slow(&rows, 1.0, &none);
            assert_as_slow(&rows, 1.0, &much);
            assert_as_slow(&rows, DBL_MAX, &none);
            p[at] = held;
        }
    }
}

static void a_bad_label_is_seen(void **state)
{
    const int32_t bad[] = { 3, -1, INT32_MAX, INT32_MIN };
    const struct rows_checked none = { 0 };
    struct rng rng;

    (void)state;
    rng_seed(&rng, 33);
    fill(&rng, 3, false);
    for (size_t at = 0; at < 130; at++) {
        struct loglik_rows rows = { p, label, 130, 3 };
        int32_t held = label[at];

        label[at] = bad[at % 4];
        assert_as_slow(&rows, 1.0, &none);
        label[at] = held;
    }
}

/* Sums that are no number to divide by are the caller's to refuse. */
static void huge_rows_add_up_to_infinity(void **state)
{
    struct loglik_rows rows = { p, label, 64, 3 };
    struct rows_checked got = { 0 };

    (void)state;
    for (size_t i = 0; i < 64 * 3; i++)
        p[i] = DBL_MAX;
    memset(label, 0, sizeof label);
    assert_true(rows_check(&rows, DBL_MAX, NULL, &got));
    assert_true(got.most_off == INFINITY);
    assert_int_equal(got.most_row, 1);
    assert_int_equal(got.hits, 64);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sees_what_looking_one_by_one_sees),
        cmocka_unit_test(a_single_bad_entry_is_seen_wherever_it_is),
        cmocka_unit_test(a_bad_label_is_seen),
        cmocka_unit_test(huge_rows_add_up_to_infinity),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
