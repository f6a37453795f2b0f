#include "support/test.h"

#include "lab/labs.h"
#include "lab/readings.h"

static struct lab *films(void)
{
    struct lab_spec spec = labs_films();

    return lab_create(&spec, NULL);
}

/* By hand: L = .7 x .3 x .6 = .126, log L = -2.0715, a third of it .6905;
 * film 2 has its largest probability on Positive: accuracy 2/3. */
static void reads_the_three_film_reviews(void **state)
{
    struct lab *lab = films();
    struct readings r;

    (void)state;
    lab_readings(lab, &r);
    assert_int_equal(r.examples, 3);
    assert_near(r.likelihood.fraction10, 1.26, 1e-15);
    assert_int_equal(r.likelihood.exponent10, -1);
    assert_near(r.log_likelihood, log(0.126), 1e-15);
    assert_near(r.log_likelihood, -2.0715, 5e-5);
    assert_near(r.nll, 2.0715, 5e-5);
    assert_near(r.nll_mean, 0.6905, 5e-5);
    assert_near(r.cross_entropy, 0.6904911240102197, 2e-16);
    assert_true(r.entropy == 0.0);
    assert_near(r.kl, 0.6905, 5e-5);
    assert_true(r.kl == r.cross_entropy);
    assert_true(r.kl_reverse == INFINITY);
    assert_near(r.perplexity, pow(0.126, -1.0 / 3.0), 1e-15);
    assert_near(r.accuracy, 2.0 / 3.0, 1e-16);
    assert_int_equal(r.hits, 2);
    assert_true(r.one_hot);
    assert_int_equal(r.zero_rows, 0);
    assert_near(r.residue_mean, 0.0, 2e-16);
    assert_true(r.residue_split == 0.0);
    lab_destroy(lab);
}

static void reads_each_row(void **state)
{
    struct lab *lab = films();
    struct row_reading r;

    (void)state;
    lab_row_reading(lab, 1, &r);
    assert_int_equal(r.count, 1);
    assert_true(r.factor == 0.3);
    assert_near(r.loss, -log(0.3), 1e-16);
    assert_true(r.one_hot && !r.hit && !r.zero);
    lab_row_reading(lab, 2, &r);
    assert_true(r.hit);
    lab_destroy(lab);
}

/* mpmath, 40 digits: log10 L = 3333333 log10 .126 + log10 .7. */
static void ten_million_examples_do_not_underflow(void **state)
{
    struct lab *lab = films();
    struct readings r;

    (void)state;
    assert_true(lab_examples(lab, 10000000, NULL));
    lab_readings(lab, &r);
    assert_int_equal(r.likelihood.exponent10, -2998765);
    assert_near(r.likelihood.fraction10, 1.974087511646627, 1e-14);
    assert_near(r.accuracy, 6666667.0 / 1e7, 1e-16);
    assert_near(r.cross_entropy, 0.69049, 1e-5);
    assert_near(r.residue_mean, 0.0, 2e-16);
    assert_true(r.residue_split == 0.0);
    lab_destroy(lab);
}

/* The mean of whole rounds is that of one. */
static void repeating_the_rows_leaves_the_means(void **state)
{
    struct lab *lab = films();
    struct readings once, often;

    (void)state;
    lab_readings(lab, &once);
    assert_true(lab_examples(lab, 3000, NULL));
    lab_readings(lab, &often);
    assert_near(often.cross_entropy, once.cross_entropy, 2e-16);
    assert_near(often.nll_mean, once.nll_mean, 2e-16);
    assert_near(often.log_likelihood, 1000.0 * once.log_likelihood, 5e-13);
    lab_destroy(lab);
}

/* mpmath for y = (.8, .1, .1), q = (.7, .2, .1). */
static void splits_a_soft_truth_into_entropy_and_kl(void **state)
{
    struct lab *lab = films();
    struct readings r;

    (void)state;
    assert_true(lab_soften(lab, 0, 0.3, NULL));
    assert_true(lab_examples(lab, 1, NULL));
    lab_readings(lab, &r);
    assert_false(r.one_hot);
    assert_near(r.entropy, 0.6390318596501769, 4e-16);
    assert_near(r.cross_entropy, 0.6765422556938006, 4e-16);
    assert_near(r.kl, 0.0375103960436236, 4e-16);
    assert_near(r.kl_reverse, 0.0451574612748232, 4e-16);
    assert_near(r.nll_mean, r.cross_entropy, 4e-16);
    assert_near(r.residue_split, 0.0, 4e-16);
    assert_near(r.likelihood.fraction10, 10.0 * exp(-0.6765422556938006),
                1e-14);
    lab_destroy(lab);
}

/* Gibbs: KL is 0 exactly where prediction is truth. */
static void a_perfect_soft_prediction_has_no_kl(void **state)
{
    const double p[] = { 0.5, 0.25, 0.25 };
    struct lab_row row = { .label = -1, .truth = p, .predicted = p };
    struct lab_spec spec = labs_films();
    struct lab *lab;
    struct readings r;

    (void)state;
    spec.rows = &row;
    spec.row_count = 1;
    lab = lab_create(&spec, NULL);
    lab_readings(lab, &r);
    assert_true(r.kl == 0.0 && r.kl_reverse == 0.0);
    assert_near(r.cross_entropy, 1.5 * log(2.0), 2e-16);
    assert_near(r.entropy, 1.5 * log(2.0), 2e-16);
    assert_near(r.accuracy, 1.0, 0.0);
    lab_destroy(lab);
}

static void a_true_zero_is_counted_and_named(void **state)
{
    struct lab *lab = films();
    struct readings r;
    struct row_reading row;

    (void)state;
    assert_true(lab_set(lab, 1, 1, 0.0, NULL));
    assert_true(lab_examples(lab, 8, NULL));
    lab_readings(lab, &r);
    assert_int_equal(r.zero_rows, 1);
    assert_int_equal(r.zero_first[0], 1);
    assert_int_equal(r.zero_examples, 3);
    assert_true(r.likelihood.fraction10 == 0.0);
    assert_true(r.log_likelihood == -INFINITY);
    assert_true(r.nll == INFINITY && r.nll_mean == INFINITY);
    assert_true(r.cross_entropy == INFINITY && r.kl == INFINITY);
    assert_true(r.perplexity == INFINITY);
    assert_true(r.residue_mean == 0.0 && r.residue_split == 0.0);
    lab_row_reading(lab, 1, &row);
    assert_true(row.zero && row.factor == 0.0);
    /* A row that no example reaches does not count. */
    assert_true(lab_examples(lab, 1, NULL));
    lab_readings(lab, &r);
    assert_int_equal(r.zero_rows, 0);
    assert_near(r.log_likelihood, log(0.7), 1e-16);
    lab_destroy(lab);
}

/* 0 log 0 = 0 and 0^0 = 1: certainty about the truth costs nothing. */
static void certainty_that_is_right_costs_nothing(void **state)
{
    struct lab *lab = films();
    struct readings r;

    (void)state;
    for (size_t i = 0; i < 3; i++)
        assert_true(lab_set(lab, i, i, 1.0, NULL));
    lab_readings(lab, &r);
    assert_true(r.likelihood.fraction10 == 1.0);
    assert_int_equal(r.likelihood.exponent10, 0);
    assert_true(r.log_likelihood == 0.0 && !signbit(r.log_likelihood));
    assert_true(r.nll == 0.0 && !signbit(r.nll));
    assert_true(r.nll_mean == 0.0 && !signbit(r.nll_mean));
    assert_true(r.cross_entropy == 0.0 && !signbit(r.cross_entropy));
    assert_true(r.kl == 0.0 && r.kl_reverse == 0.0);
    assert_true(r.perplexity == 1.0 && r.accuracy == 1.0);
    lab_destroy(lab);
}

/* sources/README.md 17, 18, 20: softmax of sample 1, -log L 1.5377, and
 * n H at i = 1 is .7239. */
static void reads_the_lab_of_logits(void **state)
{
    struct lab_spec spec = labs_logits();
    struct lab *lab = lab_create(&spec, NULL);
    struct readings r;
    struct row_reading row;

    (void)state;
    assert_near(lab_prediction(lab, 0)[0], 0.7856, 5e-5);
    assert_near(lab_prediction(lab, 0)[1], 0.1753, 5e-5);
    assert_near(lab_prediction(lab, 0)[2], 0.0391, 5e-5);
    lab_readings(lab, &r);
    assert_near(r.nll, 1.5377, 5e-5);
    assert_near(r.nll_mean, 1.5377 / 3.0, 2e-5);
    assert_near(r.residue_mean, 0.0, 2e-16);
    assert_near(log(r.likelihood.fraction10) +
                    (double)r.likelihood.exponent10 * log(10.0),
                r.log_likelihood, 1e-15);
    lab_row_reading(lab, 0, &row);
    assert_near(3.0 * row.loss, 0.7239, 5e-5);
    lab_destroy(lab);
}

/* numerics.md 1: logits (40, 0, 0), class 1: the loss is log1p(2 e^-40),
 * where the logarithm of the probability, which rounds to 1, is 0. */
static void logits_keep_the_digits_of_a_sure_prediction(void **state)
{
    const double z[] = { 40.0, 0.0, 0.0 };
    struct lab_row row = { .label = 0, .logits = z };
    struct lab_spec spec = labs_logits();
    struct lab *lab;
    struct readings r;

    (void)state;
    spec.rows = &row;
    spec.row_count = 1;
    lab = lab_create(&spec, NULL);
    lab_readings(lab, &r);
    assert_true(lab_prediction(lab, 0)[0] == 1.0);
    assert_near(r.nll, log1p(2.0 * exp(-40.0)), 1e-32);
    assert_true(r.kl == r.cross_entropy);
    /* And e^-800 is no true zero, though no double holds it. */
    assert_true(lab_set(lab, 0, 1, 840.0, NULL));
    assert_true(lab_prediction(lab, 0)[0] == 0.0);
    lab_readings(lab, &r);
    assert_near(r.nll, 800.0, 1e-12);
    assert_int_equal(r.zero_rows, 0);
    assert_int_equal(r.likelihood.exponent10, -348);
    lab_destroy(lab);
}

static void a_lab_of_data_alone_reads_the_empty_product(void **state)
{
    struct lab_spec spec = labs_bernoulli();
    struct lab *lab = lab_create(&spec, NULL);
    struct readings r;

    (void)state;
    lab_readings(lab, &r);
    assert_int_equal(r.examples, 0);
    assert_true(r.likelihood.fraction10 == 1.0);
    assert_true(r.log_likelihood == 0.0);
    assert_true(isnan(r.cross_entropy) && isnan(r.accuracy));
    lab_destroy(lab);
}

/* readings.h: the first class with the largest probability is the guess. A
 * fair coin is right for the first class and wrong for the second. */
static void a_tie_goes_to_the_first_class(void **state)
{
    const double half[] = { 0.5, 0.5 };
    struct lab_row row;
    struct lab_spec spec = labs_coin(half, &row, 1);
    struct lab *lab = lab_create(&spec, NULL);
    struct row_reading r;

    (void)state;
    lab_row_reading(lab, 0, &r);
    assert_true(r.hit);
    assert_true(lab_set_label(lab, 0, 1, NULL));
    lab_row_reading(lab, 0, &r);
    assert_false(r.hit);
    lab_destroy(lab);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_the_three_film_reviews),
        cmocka_unit_test(reads_each_row),
        cmocka_unit_test(ten_million_examples_do_not_underflow),
        cmocka_unit_test(repeating_the_rows_leaves_the_means),
        cmocka_unit_test(splits_a_soft_truth_into_entropy_and_kl),
        cmocka_unit_test(a_perfect_soft_prediction_has_no_kl),
        cmocka_unit_test(a_true_zero_is_counted_and_named),
        cmocka_unit_test(certainty_that_is_right_costs_nothing),
        cmocka_unit_test(reads_the_lab_of_logits),
        cmocka_unit_test(logits_keep_the_digits_of_a_sure_prediction),
        cmocka_unit_test(a_lab_of_data_alone_reads_the_empty_product),
        cmocka_unit_test(a_tie_goes_to_the_first_class),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
