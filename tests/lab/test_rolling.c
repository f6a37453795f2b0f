#include "support/test.h"

#include <stdlib.h>

#include "lab/labs.h"
#include "lab/readings.h"
#include "num/product.h"
#include "support/many_rows.h"

static void finish(struct lab *lab)
{
    while (!lab_work(lab, 100000))
        continue;
}

/* numerics.md section 6: p^N by repeated multiplication in one-row labs. */
struct fact {
    enum format format;
    double p;
    long subnormal, zero, stuck;
    double least; /* what it sticks at, in least subnormals */
};

static const struct fact facts[] = {
    { FORMAT_FLOAT16, 0.1, 5, 8, 0, 0 },
    { FORMAT_FLOAT16, 0.5, 15, 25, 0, 0 },
    { FORMAT_FLOAT16, 0.7, 28, 0, 46, 1 },
    { FORMAT_FLOAT16, 0.9, 93, 0, 142, 4 },
    { FORMAT_FLOAT16, 0.99, 990, 0, 1283, 51 },
    { FORMAT_BFLOAT16, 0.1, 38, 41, 0, 0 },
    { FORMAT_BFLOAT16, 0.5, 127, 134, 0, 0 },
    { FORMAT_BFLOAT16, 0.7, 245, 0, 256, 1 },
    { FORMAT_BFLOAT16, 0.9, 819, 0, 849, 4 },
    { FORMAT_BFLOAT16, 0.99, 7182, 0, 7267, 42 },
    { FORMAT_FLOAT32, 0.1, 38, 46, 0, 0 },
    { FORMAT_FLOAT32, 0.5, 127, 150, 0, 0 },
    { FORMAT_FLOAT32, 0.7, 245, 0, 288, 1 },
    { FORMAT_FLOAT32, 0.9, 829, 0, 964, 4 },
    { FORMAT_FLOAT32, 0.99, 8690, 0, 9876, 50 },
    { FORMAT_FLOAT64, 0.1, 308, 324, 0, 0 },
    { FORMAT_FLOAT64, 0.5, 1023, 1075, 0, 0 },
    { FORMAT_FLOAT64, 0.7, 1987, 0, 2086, 1 },
    { FORMAT_FLOAT64, 0.9, 6724, 0, 7050, 5 },
    { FORMAT_FLOAT64, 0.99, 70485, 0, 73671, 49 },
    { FORMAT_FLOAT32_FTZ, 0.1, 0, 38, 0, 0 },
    { FORMAT_FLOAT32_FTZ, 0.5, 0, 127, 0, 0 },
    { FORMAT_FLOAT32_FTZ, 0.7, 0, 245, 0, 0 },
    { FORMAT_FLOAT32_FTZ, 0.9, 0, 829, 0, 0 },
    { FORMAT_FLOAT32_FTZ, 0.99, 0, 8690, 0, 0 },
};

static void products_underflow_where_the_table_says(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof facts / sizeof *facts; i++) {
        const struct fact *fact = &facts[i];
        const double p[] = { fact->p, 1.0 - fact->p };
        struct lab_row row;
        struct lab_spec spec = labs_coin(p, &row, 100000);
        struct lab *lab = lab_create(&spec, NULL);
        struct rolling r;

        finish(lab);
        r = lab_rolling(lab, fact->format);
        assert_true(r.done);
        assert_int_equal(r.first_subnormal, fact->subnormal);
        assert_int_equal(r.first_zero, fact->zero);
        assert_int_equal(r.stuck_from, fact->stuck);
        assert_near(r.value,
                    fact->least * format_limits(fact->format).least_subnormal,
                    0.0);
        assert_int_equal(r.zero, fact->zero ? ZERO_UNDERFLOW : ZERO_NONE);
        assert_int_equal(r.bits.state,
                         fact->zero ? STATE_ZERO : STATE_SUBNORMAL);
        lab_destroy(lab);
    }
}

/* By hand: .7 x .3 x .6 in double; the exact log-likelihood is log .126. */
static void a_small_lab_is_done_at_once(void **state)
{
    struct lab_spec spec = labs_films();
    struct lab *lab = lab_create(&spec, NULL);
    struct rolling r = lab_rolling(lab, FORMAT_FLOAT64);

    (void)state;
    assert_true(r.done);
    assert_true(r.value == 0.7 * 0.3 * 0.6);
    assert_int_equal(r.state, STATE_NORMAL);
    assert_int_equal(r.zero, ZERO_NONE);
    assert_near(r.log_sum, log(0.126), 1e-15);
    assert_near(r.log_error, 0.0, 1e-15);
    r = lab_rolling(lab, FORMAT_FLOAT32);
    assert_true(r.done);
    assert_true(r.value == (double)((float)0.7 * (float)0.3 * (float)0.6));
    r = lab_rolling(lab, FORMAT_EXACT);
    assert_true(r.done && r.log_error == 0.0);
    assert_near(r.value, 0.126, 1e-16);
    lab_destroy(lab);
}

/* The sum of a million logs in float32 does not come to a stand, so that no
 * round can be skipped. */
static void large_n_is_worked_off_in_pieces(void **state)
{
    const double p[] = { 0.7, 0.3 };
    struct lab_row row;
    struct lab_spec spec = labs_coin(p, &row, 1000000);
    struct lab *lab = lab_create(&spec, NULL);
    long pieces = 0;

    (void)state;
    assert_true(lab_set_format(lab, FORMAT_FLOAT32, NULL));
    assert_false(lab_rolling(lab, FORMAT_FLOAT32).done);
    while (!lab_rolling(lab, FORMAT_FLOAT32).done) {
        lab_work(lab, 1000);
        pieces++;
        assert_false(lab_rolling(lab, FORMAT_FLOAT64).done);
        assert_true(pieces < 10000);
    }
    assert_true(pieces > 1);
    finish(lab);
    for (enum format f = 0; f < FORMAT_COUNT; f++)
        assert_true(lab_rolling(lab, f).done);
    assert_true(lab_work(lab, 1));
    /* Another unit touches no factor: nothing starts afresh. */
    assert_true(lab_set_unit(lab, UNIT_BITS, NULL));
    assert_true(lab_rolling(lab, FORMAT_FLOAT64).done);
    assert_true(lab_set(lab, 0, 0, 0.8, NULL));
    assert_false(lab_rolling(lab, FORMAT_FLOAT64).done);
    lab_destroy(lab);
}

/* The pieces must not show: any budget gives the same bits. */
static void pieces_do_not_change_the_result(void **state)
{
    struct lab_spec spec = labs_films();
    struct lab *a, *b;

    (void)state;
    spec.examples = 40001;
    a = lab_create(&spec, NULL);
    b = lab_create(&spec, NULL);
    while (!lab_work(a, 7))
        continue;
    finish(b);
    for (enum format f = 0; f < FORMAT_COUNT; f++) {
        struct rolling x = lab_rolling(a, f), y = lab_rolling(b, f);

        assert_true(x.value == y.value && x.log_sum == y.log_sum);
        assert_int_equal(x.first_subnormal, y.first_subnormal);
        assert_int_equal(x.first_zero, y.first_zero);
        assert_int_equal(x.stuck_from, y.stuck_from);
    }
    lab_destroy(a);
    lab_destroy(b);
}

/* lessons.md 4. 1e-10 is below half the least subnormal of float16 (3e-8),
 * and is a number like another in float32. */
static void three_zeros_are_told_apart(void **state)
{
    double p[] = { 1e-10, 1.0 - 1e-10 };
    struct lab_row row;
    struct lab_spec spec = labs_coin(p, &row, 1);
    struct lab *lab = lab_create(&spec, NULL);
    struct rolling r = lab_rolling(lab, FORMAT_FLOAT16);

    (void)state;
    assert_int_equal(r.zero, ZERO_FACTOR);
    assert_int_equal(r.first_zero, 1);
    assert_true(r.log_sum == -INFINITY && r.log_error == -INFINITY);
    assert_int_equal(lab_rolling(lab, FORMAT_FLOAT32).zero, ZERO_NONE);
    assert_true(lab_examples(lab, 10, NULL));
    assert_int_equal(lab_rolling(lab, FORMAT_FLOAT32).zero, ZERO_UNDERFLOW);
    assert_int_equal(lab_rolling(lab, FORMAT_EXACT).zero, ZERO_NONE);
    assert_int_equal(lab_rolling(lab, FORMAT_EXACT).state, STATE_NORMAL);
    assert_true(lab_set(lab, 0, 0, 0.0, NULL));
    for (enum format f = 0; f < FORMAT_COUNT; f++) {
        r = lab_rolling(lab, f);
        assert_int_equal(r.zero, ZERO_TRUE);
        assert_int_equal(r.state, STATE_ZERO);
        assert_true(r.log_sum == -INFINITY && r.log_error == 0.0);
    }
    lab_destroy(lab);
}

/* A softmax is never a true zero, even where no double holds it. */
static void a_softmax_that_underflows_is_a_lost_factor(void **state)
{
    struct lab_spec spec = labs_logits();
    struct lab *lab = lab_create(&spec, NULL);

    (void)state;
    assert_true(lab_set(lab, 0, 0, -800.0, NULL));
    assert_int_equal(lab_rolling(lab, FORMAT_FLOAT64).zero, ZERO_FACTOR);
    assert_int_equal(lab_rolling(lab, FORMAT_EXACT).zero, ZERO_NONE);
    lab_destroy(lab);
}

/* The half formats stop growing: bfloat16 has 8 bits, so a sum stands still
 * once a term is below half its last place. */
static void a_half_format_log_sum_stops_growing(void **state)
{
    struct lab_spec spec = labs_films();
    struct lab *lab;
    struct rolling small, large;

    (void)state;
    spec.examples = 30000;
    lab = lab_create(&spec, NULL);
    small = lab_rolling(lab, FORMAT_BFLOAT16);
    assert_true(lab_examples(lab, 10000000, NULL));
    finish(lab);
    large = lab_rolling(lab, FORMAT_BFLOAT16);
    assert_true(small.log_sum == large.log_sum);
    assert_true(large.log_error > 1e6);
    /* lessons.md 4: float32 over 10^7 films is 2 % off. */
    large = lab_rolling(lab, FORMAT_FLOAT32);
    assert_near(fabs(large.log_error) / 6.9e6, 0.02, 0.01);
    lab_destroy(lab);
}

/* The rounded power: (1-e) + e/2 = .95 and .05 of (.5, .5) make .5. */
static void a_soft_row_multiplies_by_its_power(void **state)
{
    const double p[] = { 0.5, 0.5 };
    struct lab_row row;
    struct lab_spec spec = labs_coin(p, &row, 1);
    struct lab *lab = lab_create(&spec, NULL);

    (void)state;
    assert_true(lab_soften(lab, 0, 0.1, NULL));
    assert_near(lab_rolling(lab, FORMAT_FLOAT64).value, 0.5, 1e-16);
    lab_destroy(lab);
}

static void a_lab_of_data_alone_has_the_empty_product(void **state)
{
    struct lab_spec spec = labs_bernoulli();
    struct lab *lab = lab_create(&spec, NULL);

    (void)state;
    assert_true(lab_work(lab, 10));
    assert_true(lab_rolling(lab, FORMAT_FLOAT64).done);
    assert_true(lab_rolling(lab, FORMAT_FLOAT64).value == 1.0);
    lab_destroy(lab);
}

/* The factors of many rows are not kept: the same bits as multiplying an
 * array of them, which lessons' labs do. */
static void expect_products_of(struct lab *lab, const double *factors, size_t n)
{
    long all = lab_example_count(lab);
    double *room = malloc(2 * n * sizeof *room);

    while (!lab_work(lab, 7777))
        continue;
    for (enum format f = FORMAT_FLOAT64; f < FORMAT_EXACT; f++) {
        struct rolling r = lab_rolling(lab, f);
        struct product p;

        product_start(&p, factors, room, n, (uint64_t)all, f);
        while (!product_run(&p, 1000000))
            continue;
        assert_true(r.done);
        assert_memory_equal(&r.value, &p.product.value, sizeof r.value);
        assert_memory_equal(&r.log_sum, &p.log_sum.value, sizeof r.value);
        assert_int_equal(r.first_subnormal, p.first_subnormal);
        assert_int_equal(r.first_zero, p.first_zero);
        assert_int_equal(r.stuck_from, p.stuck_from);
    }
    free(room);
}

static void many_rows_are_multiplied_as_few_are(void **state)
{
    enum { N = 5000 };
    struct lab *lab = many_rows(N, 3, 11, true, false);
    double *factors = malloc(N * sizeof *factors);
    struct row_reading row;

    (void)state;
    for (size_t i = 0; i < N; i++) {
        lab_row_reading(lab, i, &row);
        factors[i] = row.factor;
    }
    expect_products_of(lab, factors, N);
    assert_true(lab_examples(lab, 2 * N + 17, NULL));
    expect_products_of(lab, factors, N);
    assert_true(lab_examples(lab, N - 17, NULL));
    expect_products_of(lab, factors, N);
    assert_true(lab_set(lab, 4000, 0, 1e-20, NULL));
    assert_true(lab_set_label(lab, 4000, 0, NULL));
    lab_row_reading(lab, 4000, &row);
    factors[4000] = row.factor;
    expect_products_of(lab, factors, N);
    assert_int_equal(lab_rolling(lab, FORMAT_FLOAT16).zero, ZERO_FACTOR);
    free(factors);
    lab_destroy(lab);
}

static void fill_factors(const struct lab *lab, double *factors)
{
    struct row_reading row;

    for (size_t i = 0; i < lab_rows(lab); i++) {
        lab_row_reading(lab, i, &row);
        factors[i] = row.factor;
    }
}

/* Edits here and there, with some of the work done between, and other N. */
static void an_edit_goes_back_no_further_than_it_must(void **state)
{
    enum { N = 150000 };
    static const size_t rows[] = { 149999, 70000, 65536, 65535, 3, 131072 };
    static const long all[] = { N, 2 * N, 65536, 70001, N, N };
    struct lab *lab = many_rows(N, 2, 13, false, false);
    double *factors = malloc(N * sizeof *factors);

    (void)state;
    while (!lab_work(lab, 1000000))
        continue;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_true(lab_set(lab, rows[i], 0, 0.125, NULL));
        lab_work(lab, 100000);
        assert_true(lab_examples(lab, all[i], NULL));
        lab_work(lab, 200000);
        assert_true(lab_set(lab, rows[i] - 2, 1, 0.75, NULL));
        if (i % 2)
            assert_true(lab_undo(lab, NULL));
        fill_factors(lab, factors);
        expect_products_of(lab, factors, N);
    }
    free(factors);
    lab_destroy(lab);
}

/* A lock, a unit and a format move no factor; a label of one row does. */
static void what_is_done_stays_done_where_no_factor_moves(void **state)
{
    struct lab *lab = many_rows(50000, 3, 12, false, false);

    (void)state;
    assert_false(lab_rolling(lab, FORMAT_FLOAT64).done);
    while (!lab_work(lab, 100000))
        continue;
    assert_true(lab_set_unit(lab, UNIT_BITS, NULL));
    assert_true(lab_set_format(lab, FORMAT_FLOAT16, NULL));
    assert_true(lab_work(lab, 1));
    assert_true(
        lab_set_label(lab, 9, (size_t)(lab_class(lab, 9) + 1) % 3, NULL));
    assert_false(lab_rolling(lab, FORMAT_FLOAT64).done);
    assert_true(lab_rolled(lab, FORMAT_FLOAT64).done);
    assert_false(lab_work(lab, 1));
    lab_destroy(lab);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(products_underflow_where_the_table_says),
        cmocka_unit_test(a_small_lab_is_done_at_once),
        cmocka_unit_test(large_n_is_worked_off_in_pieces),
        cmocka_unit_test(pieces_do_not_change_the_result),
        cmocka_unit_test(three_zeros_are_told_apart),
        cmocka_unit_test(a_softmax_that_underflows_is_a_lost_factor),
        cmocka_unit_test(a_half_format_log_sum_stops_growing),
        cmocka_unit_test(a_soft_row_multiplies_by_its_power),
        cmocka_unit_test(a_lab_of_data_alone_has_the_empty_product),
        cmocka_unit_test(many_rows_are_multiplied_as_few_are),
        cmocka_unit_test(an_edit_goes_back_no_further_than_it_must),
        cmocka_unit_test(what_is_done_stays_done_where_no_factor_moves),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
