/* test_listening.c - a count that follows a lab's edits. */
#include "support/test.h"

#include <string.h>

#include "lab/labs.h"
#include "num/fixed.h"
#include "num/rng.h"

/* How often each class is the label, and an exact sum of all predictions, so
 * that any order has the same bits. */
struct count {
    long label[3];
    struct fixed sum;
    int depth;   /* 1 between leave and enter */
    size_t rows; /* of the last call */
};

static void tally(struct count *count, const struct lab *lab, size_t row,
                  size_t rows, int sign)
{
    for (size_t i = row; i < row + rows; i++) {
        count->label[lab_class(lab, i)] += sign;
        for (size_t j = 0; j < lab_classes(lab); j++)
            fixed_add_dd(&count->sum,
                         (struct dd){ sign * lab_prediction(lab, i)[j], 0.0 });
    }
    count->rows = rows;
}

static void leave(void *context, const struct lab *lab, size_t row, size_t rows)
{
    struct count *count = context;

    assert_int_equal(count->depth++, 0);
    tally(count, lab, row, rows, -1);
}

static void enter(void *context, const struct lab *lab, size_t row, size_t rows)
{
    struct count *count = context;

    assert_int_equal(count->depth--, 1);
    assert_int_equal(rows, count->rows);
    tally(count, lab, row, rows, 1);
}

static void expect_afresh(const struct lab *lab, const struct count *count)
{
    struct count fresh = { 0 };

    tally(&fresh, lab, 0, lab_rows(lab), 1);
    assert_memory_equal(fresh.label, count->label, sizeof fresh.label);
    assert_memory_equal(&fresh.sum, &count->sum, sizeof fresh.sum);
    assert_int_equal(count->depth, 0);
}

static void edit(struct lab *lab, struct rng *rng)
{
    size_t row = rng_below(rng, 4), class = rng_below(rng, 3);

    switch (rng_below(rng, 10)) {
    case 0:
        lab_set_label(lab, row, class, NULL);
        break;
    case 1:
        lab_set_temperature(lab, 3.0 * rng_uniform(rng), NULL);
        break;
    case 2:
        lab_examples(lab, (long)rng_below(rng, 9), NULL);
        break;
    case 3:
        lab_undo(lab, NULL);
        break;
    case 4:
        lab_redo(lab, NULL);
        break;
    case 5:
        lab_save(lab, slice_of("a"), NULL);
        break;
    case 6:
        lab_restore(lab, slice_of("a"), NULL);
        break;
    case 7:
        lab_lock(lab, row, class, NULL);
        break;
    case 8:
        if (rng_below(rng, 5) == 0)
            lab_reset(lab, NULL);
        break;
    default:
        lab_nudge(lab, row, class, rng_uniform(rng) - 0.5, NULL);
    }
}

static void follow(const struct lab_spec *spec)
{
    struct lab *lab = lab_create(spec, NULL);
    struct count count = { 0 };
    struct lab_listener listener = { leave, enter, &count };
    struct rng rng;

    rng_seed(&rng, 5);
    tally(&count, lab, 0, lab_rows(lab), 1);
    lab_listen(lab, &listener);
    for (int i = 0; i < 2000; i++) {
        edit(lab, &rng);
        expect_afresh(lab, &count);
    }
    lab_destroy(lab);
}

/* By a law: what was counted afresh and what was followed are one. */
static void a_count_follows_every_edit(void **state)
{
    struct lab_spec films = labs_films(), logits = labs_logits();

    (void)state;
    follow(&films);
    follow(&logits);
}

static bool turn(const void *context, const struct lab *lab, double *out)
{
    (void)context;
    for (size_t i = 0; i < lab_rows(lab); i++)
        for (size_t j = 0; j < lab_classes(lab); j++)
            *out++ = 1.0 - lab_base_prediction(lab, i)[j];
    return true;
}

/* One edit may move every row of a lab whose predictions are redefined. */
static void a_redefined_lab_leaves_all_its_rows(void **state)
{
    struct lab_spec spec = labs_films();
    struct lab *lab = lab_create(&spec, NULL);
    struct count count = { 0 };
    struct lab_listener listener = { leave, enter, &count };

    (void)state;
    tally(&count, lab, 0, 3, 1);
    lab_listen(lab, &listener);
    lab_redefine(lab, turn, NULL);
    expect_afresh(lab, &count);
    assert_true(lab_set(lab, 1, 1, 0.25, NULL));
    assert_int_equal(count.rows, 3);
    expect_afresh(lab, &count);
    lab_redefine(lab, NULL, NULL);
    expect_afresh(lab, &count);
    lab_destroy(lab);
}

static void who_stops_listening_is_told_no_more(void **state)
{
    struct lab_spec spec = labs_films();
    struct lab *lab = lab_create(&spec, NULL);
    struct count a = { 0 }, b = { 0 };
    struct lab_listener first = { leave, enter, &a };
    struct lab_listener second = { leave, enter, &b };

    (void)state;
    lab_listen(lab, &first);
    lab_listen(lab, &second);
    lab_unlisten(lab, &a);
    assert_true(lab_set_label(lab, 0, 2, NULL));
    assert_int_equal(a.rows, 0);
    assert_int_equal(b.rows, 1);
    assert_true(lab_set_unit(lab, UNIT_BITS, NULL));
    assert_int_equal(b.rows, 1);
    lab_destroy(lab);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_count_follows_every_edit),
        cmocka_unit_test(a_redefined_lab_leaves_all_its_rows),
        cmocka_unit_test(who_stops_listening_is_told_no_more),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
