/* test_stash.c - rows as they stand, and copies of them. */
#include "support/test.h"

#include <string.h>

#include "base/fatal.h"
#include "lab/rows.h"
#include "lab/stash.h"
#include "support/same_lab.h"

enum { N = 40, K = 3 };

/* Row i is of class i mod 3, its scores i, i + .25, i + .5; every fifth has a
 * given truth instead. */
static void make(struct rows *rows)
{
    double *score = fatal_calloc(N * K, sizeof *score);
    double *given = fatal_calloc(N * K, sizeof *given);
    int32_t *label = fatal_calloc(N, sizeof *label);

    for (size_t i = 0; i < N; i++) {
        label[i] = i % 5 ? (int32_t)(i % K) : -1;
        for (size_t j = 0; j < K; j++) {
            score[i * K + j] = (double)i + 0.25 * (double)j;
            given[i * K + j] = j == 0 ? 0.5 : 0.25;
        }
    }
    rows_init(rows, N, K, score, label, given);
}

/* By hand, in each of the ways in which a truth is kept. */
static void truths_are_had_in_every_way(void **state)
{
    struct rows rows;
    const double *y;

    (void)state;
    make(&rows);
    y = rows_truth(&rows, 4);
    assert_true(y[0] == 0.0 && y[1] == 1.0 && y[2] == 0.0);
    y = rows_truth(&rows, 5);
    assert_true(y[0] == 0.5 && y[2] == 0.25);
    rows_set_truth(&rows, 4, 0, 0.75);
    y = rows_truth(&rows, 4);
    assert_true(y[0] == 0.5 && y[1] == 0.25 && y[2] == 0.25);
    assert_true(rows_softness(&rows, 4) == 0.75);
    rows_set_truth(&rows, 4, 2, 0.0);
    y = rows_truth(&rows, 4);
    assert_true(y[0] == 0.0 && y[2] == 1.0);
    assert_true(rows_softness(&rows, 4) == 0.0);
    assert_null(rows_locks(&rows, 7));
    rows_set_lock(&rows, 7, 2, true);
    assert_true(rows_locks(&rows, 7)[2] && !rows_locks(&rows, 7)[0]);
    rows_finish(&rows);
}

static void softness_makes_rows_unsure_until_it_goes(void **state)
{
    int32_t *label = fatal_calloc(2, sizeof *label);
    struct rows rows;

    (void)state;
    rows_init(&rows, 2, K, NULL, label, NULL);
    assert_true(rows_are_sure(&rows));
    rows_set_lock(&rows, 0, 1, true);
    assert_true(rows_are_sure(&rows));
    rows_set_truth(&rows, 1, 2, 0.5);
    rows_set_truth(&rows, 1, 1, 0.25);
    assert_false(rows_are_sure(&rows));
    rows_set_truth(&rows, 1, 1, 0.0);
    assert_true(rows_are_sure(&rows));
    rows_finish(&rows);
}

/* By a law: what changes places twice is where it was. */
static void a_copy_and_its_row_change_places(void **state)
{
    struct rows rows, same;
    struct stash stash = { 0 };

    (void)state;
    make(&rows);
    make(&same);
    for (size_t i = 0; i < N; i += 3)
        assert_int_equal(stash_row(&stash, &rows, i), i / 3);
    assert_int_equal(stash_find(&stash, 9), 3);
    assert_true(stash_find(&stash, 10) == ROW_NONE);
    assert_int_equal(stash_differs(&stash, 3, &rows), 0);
    rows.score[9 * K] = 0.125;
    rows_set_truth(&rows, 9, 1, 0.5);
    rows_set_lock(&rows, 9, 2, true);
    assert_int_equal(stash_differs(&stash, 3, &rows),
                     ROW_SCORE | ROW_LABEL | ROW_SOFTNESS | ROW_LOCKS);
    stash_swap(&stash, 3, &rows);
    assert_true(same_rows(&rows, &same));
    stash_swap(&stash, 3, &rows);
    assert_false(same_rows(&rows, &same));
    assert_true(rows.score[9 * K] == 0.125 && rows.label[9] == 1);
    assert_true(rows_softness(&rows, 9) == 0.5 && rows_locks(&rows, 9)[2]);
    stash_take_locks(&stash, 3, &rows);
    assert_int_equal(stash_differs(&stash, 3, &rows),
                     ROW_SCORE | ROW_LABEL | ROW_SOFTNESS);
    stash_finish(&stash);
    rows_finish(&rows);
    rows_finish(&same);
}

static void rows_differ_in_any_part(void **state)
{
    struct rows a, b;

    (void)state;
    make(&a);
    make(&b);
    rows_set_lock(&a, 3, 0, true);
    assert_false(same_rows(&a, &b));
    assert_false(same_rows(&b, &a));
    rows_set_lock(&a, 3, 0, false);
    assert_true(same_rows(&a, &b) && same_rows(&b, &a));
    rows_set_truth(&b, 3, 0, 0.5);
    assert_false(same_rows(&a, &b));
    rows_set_truth(&a, 3, 0, 0.5);
    assert_true(same_rows(&a, &b));
    a.given[5 * K] = 0.375;
    assert_false(same_rows(&a, &b));
    a.given[5 * K] = 0.5;
    a.given[6 * K] = 0.375; /* not read: the row has a label */
    assert_true(same_rows(&a, &b));
    rows_finish(&a);
    rows_finish(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(truths_are_had_in_every_way),
        cmocka_unit_test(softness_makes_rows_unsure_until_it_goes),
        cmocka_unit_test(a_copy_and_its_row_change_places),
        cmocka_unit_test(rows_differ_in_any_part),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
