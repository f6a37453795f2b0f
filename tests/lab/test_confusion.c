/* test_confusion.c - which class was taken for which.
 */
#include "support/test.h"

#include <stdlib.h>
#include <string.h>

#include "base/fatal.h"
#include "lab/confusion.h"
#include "lab/lab.h"
#include "labs.h"
#include "num/dist.h"
#include "num/rng.h"
#include "support/many_rows.h"
#include "support/random_edits.h"

/* By hand: .7 .2 .1 is right, .5 .3 .2 of class 2 is taken for 1, .1 .3 .6 is
 * right. */
static void counts_true_against_predicted(void **state)
{
    struct lab_spec spec = labs_films();
    struct lab *lab = lab_create(&spec, NULL);
    struct confusion *confusion = confusion_create(lab);
    struct confused one;

    (void)state;
    assert_int_equal(confusion_rows(confusion), 0);
    assert_false(confusion_work(confusion, 2));
    assert_int_equal(confusion_rows(confusion), 2);
    assert_true(confusion_work(confusion, 1));
    assert_int_equal(confusion_count(confusion, 0, 0), 1);
    assert_int_equal(confusion_count(confusion, 1, 0), 1);
    assert_int_equal(confusion_count(confusion, 1, 1), 0);
    assert_int_equal(confusion_count(confusion, 2, 2), 1);
    assert_int_equal(confusion_true(confusion, 1), 1);
    assert_int_equal(confusion_predicted(confusion, 0), 2);
    assert_int_equal(confusion_kinds(confusion), 1);
    assert_int_equal(confusion_largest(confusion, &one, 1), 1);
    assert_int_equal(one.truth, 1);
    assert_int_equal(one.predicted, 0);
    assert_int_equal(one.count, 1);
    confusion_destroy(confusion);
    lab_destroy(lab);
}

/* All cells counted from the definition. */
static size_t *slow_cells(const struct lab *lab)
{
    size_t k = lab_classes(lab);
    size_t *cells = fatal_calloc(k * k, sizeof *cells);

    for (size_t i = 0; i < lab_rows(lab); i++)
        cells[dist_first_argmax(lab_truth(lab, i), k) * k +
              dist_first_argmax(lab_prediction(lab, i), k)]++;
    return cells;
}

static void assert_counts(const struct confusion *confusion)
{
    const struct lab *lab = confusion_lab(confusion);
    size_t k = lab_classes(lab), kinds = 0;
    size_t *cells = slow_cells(lab);

    for (size_t i = 0; i < k; i++) {
        size_t down = 0, across = 0;

        for (size_t j = 0; j < k; j++) {
            assert_int_equal(confusion_count(confusion, i, j),
                             cells[i * k + j]);
            across += cells[i * k + j];
            down += cells[j * k + i];
            kinds += i != j && cells[i * k + j] > 0;
        }
        assert_int_equal(confusion_true(confusion, i), across);
        assert_int_equal(confusion_predicted(confusion, i), down);
    }
    assert_int_equal(confusion_kinds(confusion), kinds);
    free(cells);
}

/* Edits come while it is still counting, and after. What was counted afresh
 * because very many rows moved is counted on. */
static void follow(struct lab *lab, uint64_t seed)
{
    struct confusion *confusion = confusion_create(lab);
    struct rng rng;

    rng_seed(&rng, seed);
    for (int i = 0; i < 400; i++) {
        confusion_work(confusion, lab_rows(lab) / 10 + 1);
        random_edit(lab, &rng);
        if (i % 10 == 9 && confusion_work(confusion, 0))
            assert_counts(confusion);
    }
    confusion_work(confusion, lab_rows(lab));
    assert_counts(confusion);
    confusion_destroy(confusion);
    lab_destroy(lab);
}

static void follows_edits_in_any_order(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 5; seed++) {
        follow(many_rows(200, 3, seed, true, false), seed);
        follow(many_rows(150, 4, seed, true, true), seed);
        follow(many_rows(1, 2, seed, false, false), seed);
    }
    follow(many_rows(5000, 2, 6, false, true), 6);
}

static int compare(const void *a, const void *b)
{
    const struct confused *x = a, *y = b;

    if (x->count != y->count)
        return x->count > y->count ? -1 : 1;
    if (x->truth != y->truth)
        return x->truth < y->truth ? -1 : 1;
    return (x->predicted > y->predicted) - (x->predicted < y->predicted);
}

/* Against all cells sorted; more of them than the list holds, and most with
 * equal counts. */
static void assert_largest(struct confusion *confusion)
{
    struct confused list[CONFUSION_LARGEST + 1];
    size_t k = lab_classes(confusion_lab(confusion)), count = 0, most;
    size_t *cells = slow_cells(confusion_lab(confusion));
    struct confused *all = fatal_calloc(k * k, sizeof *all);

    for (size_t i = 0; i < k * k; i++)
        if (cells[i] > 0 && i / k != i % k)
            all[count++] = (struct confused){ i / k, i % k, cells[i] };
    qsort(all, count, sizeof *all, compare);
    most = count < CONFUSION_LARGEST ? count : CONFUSION_LARGEST;
    assert_int_equal(confusion_largest(confusion, list, CONFUSION_LARGEST + 1),
                     most);
    assert_memory_equal(list, all, most * sizeof *all);
    assert_int_equal(confusion_largest(confusion, list, 3),
                     most < 3 ? most : 3);
    free(cells);
    free(all);
}

static void lists_the_largest_confusions(void **state)
{
    static const size_t classes[] = { 2, 30, 1000 };

    (void)state;
    for (size_t i = 0; i < 3; i++) {
        struct lab *lab = many_rows(2000, classes[i], 7, false, false);
        struct confusion *confusion = confusion_create(lab);
        struct rng rng;

        rng_seed(&rng, i);
        assert_true(confusion_work(confusion, 2000));
        for (int edit = 0; edit < 5; edit++) {
            assert_largest(confusion);
            lab_set_label(lab, (size_t)rng_below(&rng, 2000), 1, NULL);
        }
        confusion_destroy(confusion);
        lab_destroy(lab);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(counts_true_against_predicted),
        cmocka_unit_test(follows_edits_in_any_order),
        cmocka_unit_test(lists_the_largest_confusions),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
