/* test_view.c - rows in the order, and of the kind, that is asked for.
 */
#include "support/test.h"

#include <stdlib.h>

#include "base/fatal.h"
#include "lab/lab.h"
#include "lab/readings.h"
#include "lab/view.h"
#include "num/dist.h"
#include "support/many_rows.h"

/* What decides where a row stands, the slow way: from the definitions. */
struct slow {
    double key;
    size_t row;
    size_t truth, predicted;
    bool descending;
};

static struct slow slow_row(const struct lab *lab, size_t row,
                            const struct view_spec *spec)
{
    size_t k = lab_classes(lab);
    struct row_reading reading;
    struct slow slow = { .row = row,
                         .truth = dist_first_argmax(lab_truth(lab, row), k),
                         .predicted =
                             dist_first_argmax(lab_prediction(lab, row), k),
                         .descending = spec->descending };

    lab_row_reading(lab, row, &reading);
    slow.key = spec->order == VIEW_FILE   ? (double)row
               : spec->order == VIEW_LOSS ? reading.loss
               : spec->order == VIEW_CONFIDENCE
                   ? lab_prediction(lab, row)[slow.predicted]
                   : (double)slow.truth;
    return slow;
}

static int compare(const void *a, const void *b)
{
    const struct slow *x = a, *y = b;

    if (x->key != y->key)
        return (x->key < y->key) != x->descending ? -1 : 1;
    return (x->row > y->row) - (x->row < y->row);
}

static void assert_view(struct view *view, const struct view_spec *spec)
{
    const struct lab *lab = view_lab(view);
    size_t n = lab_rows(lab), count = 0, place;
    struct slow *rows = fatal_calloc(n, sizeof *rows);

    for (size_t i = 0; i < n; i++) {
        struct slow row = slow_row(lab, i, spec);

        if ((spec->truth < 0 || row.truth == (size_t)spec->truth) &&
            (spec->predicted < 0 || row.predicted == (size_t)spec->predicted) &&
            (!spec->missed || row.truth != row.predicted))
            rows[count++] = row;
        else
            rows[n - 1 - (i - count)] = row;
    }
    qsort(rows, count, sizeof *rows, compare);
    view_set(view, spec);
    assert_int_equal(view_count(view), count);
    for (size_t i = 0; i < n; i++) {
        assert_int_equal(view_find(view, rows[i].row, &place), i < count);
        if (i >= count)
            continue;
        assert_int_equal(view_row(view, i), rows[i].row);
        assert_int_equal(place, i);
    }
    free(rows);
}

/* Every order both ways with every filter, against definitions and qsort().
 * Soft truths and equal keys are among the rows. */
static void assert_all_views(struct lab *lab)
{
    struct view *view = view_create(lab);

    for (int i = 0; i < VIEW_ORDERS * 2; i++)
        for (int filter = 0; filter < 8; filter++)
            assert_view(view,
                        &(struct view_spec){ .order = (enum view_order)(i / 2),
                                             .descending = i % 2,
                                             .truth = filter & 1 ? 1 : -1,
                                             .predicted = filter & 2 ? 0 : -1,
                                             .missed = filter & 4 });
    view_destroy(view);
    lab_destroy(lab);
}

static void orders_and_filters_as_defined(void **state)
{
    (void)state;
    assert_all_views(many_rows(1500, 3, 1, true, false));
    assert_all_views(many_rows(700, 5, 2, true, true));
    assert_all_views(many_rows(50, 1000, 3, false, false));
    assert_all_views(many_rows(1, 2, 4, false, false));
}

static void begins_with_all_rows_as_read(void **state)
{
    struct lab *lab = many_rows(20, 2, 5, false, false);
    struct view *view = view_create(lab);

    (void)state;
    assert_int_equal(view_count(view), 20);
    assert_int_equal(view_row(view, 7), 7);
    assert_int_equal(view_now(view).order, VIEW_FILE);
    assert_int_equal(view_now(view).truth, -1);
    view_destroy(view);
    lab_destroy(lab);
}

/* A true zero is the largest loss there is: it comes first of the worst. */
static void a_loss_without_bound_is_the_largest(void **state)
{
    struct lab *lab = many_rows(300, 3, 6, false, false);
    struct view *view = view_create(lab);

    (void)state;
    assert_true(lab_set(lab, 123, (size_t)lab_class(lab, 123), 0.0, NULL));
    view_set(view, &(struct view_spec){ VIEW_LOSS, true, -1, -1, false });
    assert_int_equal(view_row(view, 0), 123);
    view_destroy(view);
    lab_destroy(lab);
}

/* The rows stay where they are until they are sorted again. */
static void an_edit_moves_nothing_but_makes_the_order_old(void **state)
{
    struct lab *lab = many_rows(300, 3, 7, false, false);
    struct view *view = view_create(lab);
    struct view_spec spec = { VIEW_LOSS, true, -1, -1, false };
    size_t worst, place;

    (void)state;
    view_set(view, &spec);
    worst = view_row(view, 0);
    assert_true(lab_set(lab, worst, (size_t)lab_class(lab, worst), 1.0, NULL));
    assert_true(view_stale(view));
    assert_int_equal(view_row(view, 0), worst);
    spec = view_now(view);
    view_set(view, &spec);
    assert_false(view_stale(view));
    assert_true(view_find(view, worst, &place));
    assert_int_equal(place, 299);
    view_destroy(view);
    lab_destroy(lab);
}

/* A label moves no confidence, a lock or a softness no label, N no row. */
static void what_is_not_sorted_by_makes_nothing_old(void **state)
{
    struct lab *lab = many_rows(300, 3, 8, false, false);
    struct view *view = view_create(lab);
    size_t other = lab_class(lab, 9) == 0 ? 1 : 0;

    (void)state;
    assert_true(lab_set(lab, 9, 0, 0.25, NULL));
    assert_false(view_stale(view));
    view_set(view, &(struct view_spec){ VIEW_CONFIDENCE, true, -1, -1, false });
    assert_true(lab_set_label(lab, 9, other, NULL));
    assert_true(lab_examples(lab, 1000, NULL));
    assert_true(lab_set_unit(lab, UNIT_BITS, NULL));
    assert_false(view_stale(view));
    view_set(view, &(struct view_spec){ VIEW_LABEL, false, -1, -1, false });
    assert_true(lab_soften(lab, 9, 0.5, NULL));
    assert_true(lab_lock(lab, 9, 0, NULL));
    assert_false(view_stale(view));
    assert_true(lab_set_label(lab, 9, 2, NULL));
    assert_true(view_stale(view));
    view_destroy(view);
    lab_destroy(lab);
}

/* Of a filtered view only rows that come, go or move inside it. */
static void rows_that_a_filter_leaves_out_make_nothing_old(void **state)
{
    struct lab *lab = many_rows(300, 3, 9, false, false);
    struct view *view = view_create(lab);
    struct view_spec spec = { VIEW_LOSS, false, 1, -1, false };
    size_t row = 0;

    (void)state;
    while (lab_class(lab, row) != 0)
        row++;
    view_set(view, &spec);
    assert_true(lab_set(lab, row, 2, 0.125, NULL));
    assert_false(view_stale(view));
    assert_true(lab_set_label(lab, row, 1, NULL));
    assert_true(view_stale(view));
    assert_false(view_find(view, row, &row));
    view_destroy(view);
    lab_destroy(lab);
}

/* In the file's order it is the filter alone. */
static void a_row_that_passes_no_more_makes_the_view_old(void **state)
{
    struct lab *lab = many_rows(300, 3, 10, false, false);
    struct view *view = view_create(lab);
    size_t row;

    (void)state;
    view_set(view, &(struct view_spec){ VIEW_FILE, false, -1, -1, true });
    row = view_row(view, 3);
    assert_true(lab_set_label(lab, row, 0, NULL));
    assert_true(lab_set(lab, row, 0, 1.0, NULL));
    assert_true(view_stale(view));
    view_destroy(view);
    lab_destroy(lab);
}

static void orders_have_names(void **state)
{
    enum view_order order = VIEW_FILE;

    (void)state;
    for (int i = 0; i < VIEW_ORDERS; i++) {
        const char *name = view_order_name((enum view_order)i);

        assert_true(view_order_from_name(slice_of(name), &order));
        assert_int_equal(order, i);
    }
    assert_false(view_order_from_name(slice_of("weight"), &order));
    assert_int_equal(order, VIEW_LABEL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(orders_and_filters_as_defined),
        cmocka_unit_test(begins_with_all_rows_as_read),
        cmocka_unit_test(a_loss_without_bound_is_the_largest),
        cmocka_unit_test(an_edit_moves_nothing_but_makes_the_order_old),
        cmocka_unit_test(what_is_not_sorted_by_makes_nothing_old),
        cmocka_unit_test(rows_that_a_filter_leaves_out_make_nothing_old),
        cmocka_unit_test(a_row_that_passes_no_more_makes_the_view_old),
        cmocka_unit_test(orders_have_names),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
