/* Vectors and matrices. Products are worked out by hand. */
#include "support/test.h"
#include "tex/valuing.h"

static const double w[] = { .8, -.5 };
static const double x[] = { 1, 2, 0, 1, 2, 0, -1, 1 };
static const double m[] = { 1, 2, 3, 4, 5, 6 };

static const char block[] = "domain i = 1..n ; j, l = 1..d ; r = 1..3\n"
                            "data w_l, x_{i,l}, M_{r,l}, n, d\n"
                            "c_{i,l} := 10 x_{i,l} + l\n";

static void fill(struct valuing *v)
{
    valuing_init(v, block);
    valuing_table(v, "w", 2, 1, 0, w);
    valuing_table(v, "x", 4, 2, 0, x);
    valuing_table(v, "M", 3, 2, 0, m);
    valuing_number(v, "n", 4);
    valuing_number(v, "d", 2);
}

static void comes_to(struct valuing *v, const char *tex, size_t rows,
                     size_t cols, const double *entries)
{
    struct value value;

    if (valuing_of(v, tex, &value) != EVAL_VALUE)
        fail_msg("%s: %s", tex, v->fault.text);
    assert_int_equal(value.shape, cols == 0 ? VALUE_VECTOR : VALUE_MATRIX);
    assert_int_equal(value.rows, rows);
    assert_int_equal(value.cols, cols == 0 ? 1 : cols);
    for (size_t i = 0; i < rows * (cols == 0 ? 1 : cols); i++)
        assert_near(real_double(value.entries[i]), entries[i], 1e-15);
}

#define ENTRIES(...) ((const double[]){ __VA_ARGS__ })

static void a_name_with_fewer_indices_is_a_row(void **state)
{
    struct valuing v;

    (void)state;
    fill(&v);
    comes_to(&v, "x_3", 2, 0, ENTRIES(2, 0));
    comes_to(&v, "w", 2, 0, ENTRIES(.8, -.5));
    comes_to(&v, "M", 3, 2, m);
    comes_to(&v, "c_2", 2, 0, ENTRIES(1, 12));
    comes_to(&v, "c", 4, 2, ENTRIES(11, 22, 1, 12, 21, 2, -9, 12));
    comes_to(&v, "[1, 2, 3]", 3, 0, ENTRIES(1, 2, 3));
    valuing_finish(&v);
}

static void sums_and_products_of_them(void **state)
{
    struct valuing v;

    (void)state;
    fill(&v);
    assert_near(valuing_double(&v, FORMAT_FLOAT64, "w^T x_1"), -.2, 1e-15);
    assert_near(valuing_double(&v, FORMAT_FLOAT64, "w^T x_3 + .1"), 1.7, 1e-15);
    assert_near(valuing_double(&v, FORMAT_FLOAT64, "w \\cdot x_1"), -.2, 1e-15);
    assert_near(valuing_double(&v, FORMAT_FLOAT64,
                               "2 \\cdot w \\cdot x_3 + .1"),
                3.3, 1e-15);
    assert_near(valuing_double(&v, FORMAT_FLOAT64,
                               "\\sum_i w \\cdot x_i - w \\cdot \\sum_i x_i"),
                0.0, 1e-15);
    comes_to(&v, "w + x_1", 2, 0, ENTRIES(1.8, 1.5));
    comes_to(&v, "2 w - x_1", 2, 0, ENTRIES(.6, -3));
    comes_to(&v, "-\\frac{x_1}{2}", 2, 0, ENTRIES(-.5, -1));
    comes_to(&v, "M x_1", 3, 0, ENTRIES(5, 11, 17));
    comes_to(&v, "M^T", 2, 3, ENTRIES(1, 3, 5, 2, 4, 6));
    comes_to(&v, "M^T M", 2, 2, ENTRIES(35, 44, 44, 56));
    comes_to(&v, "x_1 w^T", 2, 2, ENTRIES(.8, -.5, 1.6, -1));
    assert_near(valuing_double(&v, FORMAT_FLOAT64, "x_1^T M^T M x_1"), 435.0,
                0.0);
    comes_to(&v, "\\sum_i x_i", 2, 0, ENTRIES(2, 4));
    comes_to(&v, "\\exp(x_2)", 2, 0, ENTRIES(1, exp(1.0)));
    valuing_finish(&v);
}

/* What does not fit is refused, with both shapes. */
static void shapes_that_do_not_fit_are_refused(void **state)
{
    struct valuing v;

    (void)state;
    fill(&v);
    valuing_refuses(&v, "w + [1, 2, 3]", EVAL_REFUSED,
                    "a vector of 2 and a vector of 3");
    valuing_refuses(&v, "[1, 2, 3]^T w", EVAL_REFUSED,
                    "a row of 3 times a vector of 2");
    valuing_refuses(&v, "M [1, 2, 3]", EVAL_REFUSED,
                    "a 3 x 2 matrix and a vector of 3");
    valuing_refuses(&v, "w + 1", EVAL_REFUSED,
                    "a vector cannot be added to a number");
    valuing_refuses(&v, "w w", EVAL_REFUSED, "w \\cdot x");
    valuing_refuses(&v, "w \\times w", EVAL_REFUSED, "w \\cdot x");
    valuing_refuses(&v, "w \\cdot [1, 2, 3]", EVAL_REFUSED,
                    "a row of 2 times a vector of 3");
    valuing_refuses(&v, "w^2", EVAL_REFUSED, "a vector cannot be raised");
    valuing_refuses(&v, "M [1, 2, 3] + 1", EVAL_REFUSED,
                    "a 3 x 2 matrix and a vector of 3");
    valuing_refuses(&v, "w_3", EVAL_REFUSED, "is 3");
    valuing_refuses(&v, "x_5", EVAL_REFUSED, "5: it goes from 1 to 4");
    valuing_refuses(&v, "w_{1,1}", EVAL_REFUSED, "indices");
    valuing_finish(&v);
}

static void a_whole_table_is_no_value(void **state)
{
    static double many[3 * 2000];
    struct valuing v;

    (void)state;
    valuing_init(&v, "domain i = 1..9 ; k = 1..3\ndata t_{i,k}");
    valuing_table(&v, "t", 2000, 3, 0, many);
    valuing_refuses(&v, "t", EVAL_REFUSED, "a matrix of 2000 x 3");
    valuing_finish(&v);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_name_with_fewer_indices_is_a_row),
        cmocka_unit_test(sums_and_products_of_them),
        cmocka_unit_test(shapes_that_do_not_fit_are_refused),
        cmocka_unit_test(a_whole_table_is_no_value),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
