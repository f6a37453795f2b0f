/* Gradients, against the formulas one writes by hand and against differences
 * of values. */
#include <stdio.h>

#include "support/test.h"
#include "tex/valuing.h"

static const double y[] = { 1, 0, 0, 0, 0, 1, 0, 1, 0 };
static const double z[] = { 2, .5, -1, .3, .1, .9, 0, 1.5, 1 };

static const char block[] =
    "domain i = 1..N ; j, k = 1..K\n"
    "data   y_{i,k}, z_{i,k}, u_k, N, K\n"
    "param  \\theta = 0.7 in [0.1, 2]\n"
    "word softmax\n"
    "softmax_k(z) := \\frac{e^{z_k}}{\\sum_{j=1}^K e^{z_j}}\n"
    "q_{i,k} := \\frac{e^{\\theta z_{i,k}}}{\\sum_j e^{\\theta z_{i,j}}}\n"
    "H(a, b) := -\\sum_k a_k \\log b_k\n"
    "k_i := \\arg\\max_k y_{i,k}\n"
    "J := -\\frac{1}{N} \\sum_i \\log q_{i,k_i}\n";

static double u[] = { .2, .3, .5 };

static void fill(struct valuing *v)
{
    valuing_init(v, block);
    valuing_table(v, "y", 3, 3, 0, y);
    valuing_table(v, "z", 3, 3, 0, z);
    valuing_table(v, "u", 3, 1, 0, u);
    valuing_number(v, "N", 3);
    valuing_number(v, "K", 3);
}

/* Each derivative is the difference of its function over a small step of the
 * parameter, of second order: off by h^2 and by rounding over h. */
static void a_slope_is_the_limit_of_differences(void **state)
{
    static const char *const functions[] = {
        "\\theta^3",
        "\\log \\theta",
        "e^{-\\theta^2}",
        "\\sqrt{\\theta}",
        "\\frac{1}{1 + e^{-\\theta}}",
        "\\theta^{\\theta}",
        "2^\\theta",
        "\\log_2 \\theta",
        "\\left|\\theta - 1\\right|",
        "J",
        "-J",
        "\\frac{\\theta}{1 - \\theta^2}",
        "\\prod_i q_{i,k_i}",
        "\\sum_k u_k \\log q_{1,k}",
        "\\sqrt[3]{\\theta}",
        "\\begin{cases} \\theta^2 & \\theta > 0 \\\\ 0 & 0 = 0 \\end{cases}"
    };
    const double h = 1e-5;
    struct valuing v;

    (void)state;
    fill(&v);
    for (size_t i = 0; i < sizeof functions / sizeof *functions; i++) {
        struct eval_binding theta = { slice_of("\\theta"), .7 };
        double slope[2], at[2];
        char tex[256];

        v.options.bindings = &theta;
        v.options.binding_count = 1;
        snprintf(tex, sizeof tex, "\\nabla_\\theta %s", functions[i]);
        slope[0] = valuing_double(&v, FORMAT_FLOAT64, tex);
        slope[1] = valuing_double(&v, FORMAT_EXACT, tex);
        theta.value = .7 + h;
        at[1] = valuing_double(&v, FORMAT_FLOAT64, functions[i]);
        theta.value = .7 - h;
        at[0] = valuing_double(&v, FORMAT_FLOAT64, functions[i]);
        assert_near(slope[0], (at[1] - at[0]) / (2 * h), 1e-8);
        assert_near(slope[1], slope[0], 1e-13);
    }
    valuing_finish(&v);
}

/* The textbook's result: the gradient of a cross-entropy by the scores is the
 * prediction minus the truth. */
static void the_gradient_by_scores_is_prediction_minus_truth(void **state)
{
    struct valuing v;
    struct value left, right;

    (void)state;
    fill(&v);
    for (int i = 1; i <= 3; i++) {
        struct eval_binding row = { slice_of("i"), i };

        v.options.bindings = &row;
        v.options.binding_count = 1;
        assert_int_equal(valuing_of(&v, "\\nabla_{z_i} H(y_i, softmax(z_i))",
                                    &left),
                         EVAL_VALUE);
        assert_int_equal(valuing_of(&v, "softmax(z_i) - y_i", &right),
                         EVAL_VALUE);
        assert_int_equal(left.shape, VALUE_VECTOR);
        assert_int_equal(left.rows, 3);
        for (size_t k = 0; k < 3; k++)
            assert_near(real_double(left.entries[k]),
                        real_double(right.entries[k]), 1e-15);
    }
    v.options.binding_count = 0;

    /* One entry, and one of another row, on which nothing hangs. */
    assert_near(valuing_double(&v, FORMAT_FLOAT64,
                               "\\frac{\\partial}{\\partial z_{1,2}} H(y_1, "
                               "softmax(z_1))"),
                valuing_double(&v, FORMAT_FLOAT64, "softmax_2(z_1)"), 1e-15);
    assert_near(valuing_double(&v, FORMAT_FLOAT64,
                               "\\frac{\\partial}{\\partial z_{2,2}} H(y_1, "
                               "softmax(z_1))"),
                0.0, 0.0);
    valuing_finish(&v);
}

/* By hand: d(-sum a log b)/db_k = -a_k / b_k, with b a definition or data. */
static void a_gradient_by_probabilities(void **state)
{
    struct valuing v;
    struct value value;

    (void)state;
    fill(&v);
    assert_int_equal(valuing_of(&v, "\\nabla_{u} H(y_1, u)", &value),
                     EVAL_VALUE);
    assert_near(real_double(value.entries[0]), -1 / .2, 1e-15);
    assert_near(real_double(value.entries[1]), 0.0, 0.0);
    assert_int_equal(valuing_of(&v, "\\nabla_{q_1} H(y_1, q_1)", &value),
                     EVAL_VALUE);
    assert_near(real_double(value.entries[0]),
                -1 / valuing_double(&v, FORMAT_FLOAT64, "q_{1,1}"), 1e-14);
    assert_near(real_double(value.entries[2]), 0.0, 0.0);
    assert_near(valuing_double(&v, FORMAT_FLOAT64,
                               "\\frac{\\partial}{\\partial q_{1,1}} q_{1,1}^2 "
                               "- 2 q_{1,1}"),
                0.0, 2.0);
    valuing_finish(&v);
}

/* A likelihood below a double's reach still has a slope: d log L = dL / L,
 * where both have left the doubles. By hand, of theta^9000: 9000 / theta; a sum
 * of 9000 rounded terms is within 9000 ulp. */
static void a_slope_beyond_a_doubles_reach(void **state)
{
    struct valuing v;

    (void)state;
    fill(&v);
    assert_near(valuing_double(&v, FORMAT_EXACT,
                               "\\nabla_\\theta \\log \\prod_{n=1}^{9000} "
                               "\\theta"),
                9000 / .7, 1e-8);
    assert_near(valuing_double(&v, FORMAT_EXACT,
                               "\\nabla_\\theta \\log (\\theta^{9000})"),
                9000 / .7, 1e-8);
    assert_near(valuing_double(&v, FORMAT_EXACT,
                               "\\nabla_\\theta \\log e^{-9000 \\theta}"),
                -9000, 1e-8);
    valuing_finish(&v);
}

/* By hand: the slope of a sum of theta t is the sum of t, 7 for each three of
 * ten million rows, which are not visited; the last of them is a first. */
static void a_slope_over_rows_that_repeat(void **state)
{
    const double rows[] = { 1, 2, 4 };
    struct valuing v;

    (void)state;
    valuing_init(&v, "domain i = 1..n\ndata t_i, n\n"
                     "param \\theta = 2 in [0, 5]\n");
    valuing_table(&v, "t", 3, 1, 10000000, rows);
    valuing_number(&v, "n", 1e7);
    v.options.steps_max = 1000;
    assert_near(valuing_double(&v, FORMAT_EXACT,
                               "\\nabla_\\theta \\sum_i \\theta t_i"),
                7.0 * 3333333 + 1, 0.0);
    assert_near(valuing_double(&v, FORMAT_EXACT,
                               "\\nabla_\\theta \\log \\prod_i t_i^\\theta"),
                3333333 * log(8.0), 1e-6);
    valuing_finish(&v);
}

/* 0 log t with a 0 that stands still is 0 and does not move; 0^t does not have
 * a derivative at 0, nor has t^0 seen as 0^0. */
static void conventions_have_honest_slopes(void **state)
{
    struct eval_binding zero = { slice_of("\\theta"), 0.0 };
    struct valuing v;

    (void)state;
    fill(&v);
    v.options.bindings = &zero;
    v.options.binding_count = 1;
    assert_near(valuing_double(&v, FORMAT_FLOAT64,
                               "\\nabla_\\theta 0 \\log \\theta"),
                0.0, 0.0);
    assert_true(isnan(valuing_double(&v, FORMAT_FLOAT64,
                                     "\\nabla_\\theta (\\theta^\\theta)")));
    assert_true(
        isnan(valuing_double(&v, FORMAT_FLOAT64,
                             "\\nabla_\\theta (\\theta \\log \\theta)")));
    assert_near(valuing_double(&v, FORMAT_FLOAT64,
                               "\\nabla_\\theta (\\theta^2)"),
                0.0, 0.0);
    valuing_refuses(&v, "\\nabla_\\theta \\nabla_\\theta \\theta^3",
                    EVAL_REFUSED, "a derivative of a derivative");
    valuing_finish(&v);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_slope_is_the_limit_of_differences),
        cmocka_unit_test(the_gradient_by_scores_is_prediction_minus_truth),
        cmocka_unit_test(a_gradient_by_probabilities),
        cmocka_unit_test(a_slope_beyond_a_doubles_reach),
        cmocka_unit_test(a_slope_over_rows_that_repeat),
        cmocka_unit_test(conventions_have_honest_slopes),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
