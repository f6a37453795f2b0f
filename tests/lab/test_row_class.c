/* test_row_class.c - the class a row is of, and the one it is taken for.
 */
#include "support/test.h"

#include "lab/lab.h"
#include "lab/row_class.h"
#include "num/dist.h"
#include "num/rng.h"
#include "support/many_rows.h"
#include "support/random_edits.h"

static void assert_classes(const struct lab *lab)
{
    size_t k = lab_classes(lab);

    for (size_t i = 0; i < lab_rows(lab); i++) {
        size_t predicted = row_predicted_class(lab, i);

        assert_int_equal(row_true_class(lab, i),
                         dist_first_argmax(lab_truth(lab, i), k));
        assert_int_equal(predicted,
                         dist_first_argmax(lab_prediction(lab, i), k));
        assert_true(row_confidence(lab, i, predicted) ==
                    lab_prediction(lab, i)[predicted]);
    }
}

/* From the definition, also where a truth is soft to any degree. */
static void are_the_first_argmax(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed < 5; seed++) {
        struct lab *lab = many_rows(50, 2 + seed, seed, true, seed % 2);
        struct rng rng;

        rng_seed(&rng, seed);
        for (int i = 0; i < 200; i++) {
            random_edit(lab, &rng);
            assert_classes(lab);
        }
        lab_destroy(lab);
    }
}

/* A greater logit may be no greater probability: of two that round to the same
 * double the first counts. Gaps go from 2 to far below the last bit of 1. */
static void near_logits_go_by_their_probabilities(void **state)
{
    struct lab *lab = many_rows(1, 3, 1, false, true);
    size_t earlier = 0;

    (void)state;
    assert_true(lab_set(lab, 0, 0, 0.0, NULL));
    assert_true(lab_set(lab, 0, 1, 0.0, NULL));
    for (double gap = 2.0; gap > 1e-30; gap /= 2.0) {
        assert_true(lab_set(lab, 0, 2, gap, NULL));
        assert_classes(lab);
        earlier += row_predicted_class(lab, 0) == 0;
    }
    assert_true(earlier > 40);
    lab_destroy(lab);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(are_the_first_argmax),
        cmocka_unit_test(near_logits_go_by_their_probabilities),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
