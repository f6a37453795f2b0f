/* test_fit_data.c - measured examples with labels from a CSV file. */
#include "support/test.h"

#include <string.h>

#include "base/err.h"
#include "base/slice.h"
#include "lab/fit_data.h"
#include "lab/fit_sets.h"

static double class_mean(const struct fit_data *data, int class, size_t j)
{
    double sum = 0.0;
    int many = 0;

    for (size_t i = 0; i < data->n; i++)
        if (data->y[i] == class) {
            sum += data->x[i * data->d + j];
            many++;
        }
    return sum / many;
}

/* The means that Fisher's paper prints in its table 2 for each species. */
static void the_irises_are_fishers(void **state)
{
    static const double means[3][4] = { { 5.006, 3.428, 1.462, 0.246 },
                                        { 5.936, 2.770, 4.260, 1.326 },
                                        { 6.588, 2.974, 5.552, 2.026 } };
    struct fit_data *data = fit_set_iris();

    (void)state;
    assert_int_equal(data->n, 150);
    assert_int_equal(data->k, 3);
    assert_string_equal(data->classes[1], "versicolor");
    for (int k = 0; k < 3; k++)
        for (size_t j = 0; j < 4; j++)
            assert_near(class_mean(data, k, j), means[k][j], 1e-12);
    assert_near(data->least[0], 4.3, 0.0);
    assert_near(data->most[0], 7.9, 0.0);
    fit_data_destroy(data);
}

/* The counts that the data's paper gives, less the two that were not
 * measured. */
static void the_penguins_are_there(void **state)
{
    struct fit_data *data = fit_set_penguins();
    int counts[3] = { 0 };

    (void)state;
    assert_int_equal(data->n, 342);
    for (size_t i = 0; i < data->n; i++)
        counts[data->y[i]]++;
    assert_int_equal(counts[0], 151);
    assert_int_equal(counts[1], 123);
    assert_int_equal(counts[2], 68);
    fit_data_destroy(data);
}

/* By hand: 1, 2, 6 has mean 3 and squares 4 + 1 + 9 over 3. */
static void the_spread_is_that_of_all(void **state)
{
    struct fit_data *data = fit_set_text("class,x\na,1\nb,2\n\na,6\n", 1);

    (void)state;
    assert_int_equal(data->n, 3);
    assert_near(data->mean[0], 3.0, 1e-15);
    assert_near(data->spread[0], sqrt(14.0 / 3.0), 1e-15);
    fit_data_destroy(data);
}

static void classes_asked_for_give_the_order(void **state)
{
    struct fit_data *data =
        fit_set_irises("virginica", "setosa", "petal length", "petal width");

    (void)state;
    assert_int_equal(data->n, 100);
    assert_int_equal(data->y[0], 1);
    assert_int_equal(data->y[99], 0);
    assert_near(data->x[0], 1.4, 0.0);
    fit_data_destroy(data);
}

static void refuses_with(const struct fit_columns *columns, const char *text,
                         int line, const char *says)
{
    struct err err = { 0 };

    assert_null(fit_data_read(slice_of(text), "a.csv", columns, &err));
    if (err.line != line || !strstr(err.text, says)) {
        print_error("line %d: %s\nwanted line %d: %s\n", err.line, err.text,
                    line, says);
        fail();
    }
}

static void refuses(const char *text, int line, const char *says)
{
    static const char *const names[] = { "x" };

    refuses_with(&(struct fit_columns){ names, 1, "class", NULL, 0 }, text,
                 line, says);
}

static void what_is_wrong_is_told_by_line(void **state)
{
    (void)state;
    refuses("", 0, "no header");
    refuses("z,class\n1,a\n", 1, "no column 'x'; there are 'z', 'class'");
    refuses("x,klass\n1,a\n", 1, "no column 'class'");
    refuses("x,x,class\n", 1, "a second column 'x'");
    refuses("x,class\n1,a\n2\n", 3, "1 fields in this row; the header has 2");
    refuses("x,class\n1,a\nNA,b\n", 3, "'NA' in column 'x' is no number");
    refuses("x,class\n1,a\nnan,b\n", 3, "is no number");
    refuses("x,class\n1,a\n2,\n", 3, "the label is missing");
    refuses("x,class\n1,a\n2,a\n", 0, "1 class in column 'class'");
    refuses("x,class\n1,a\n1,b\n", 0, "'x' is the same in every row");
    refuses("x,class\n", 0, "0 classes");
}

static void what_is_asked_for_must_be_there(void **state)
{
    static const char *const twice[] = { "x", "x" };
    static const char *const classes[] = { "a", "c" };
    static const char text[] = "x,class\n1,a\n2,b\n";

    (void)state;
    refuses_with(&(struct fit_columns){ twice, 2, "class", NULL, 0 }, text, 0,
                 "'x' is listed twice");
    refuses_with(&(struct fit_columns){ twice, 1, "x", NULL, 0 }, text, 0,
                 "both feature and label");
    refuses_with(&(struct fit_columns){ twice, 1, "class", classes, 2 }, text,
                 0, "no row of class 'c'");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_irises_are_fishers),
        cmocka_unit_test(the_penguins_are_there),
        cmocka_unit_test(the_spread_is_that_of_all),
        cmocka_unit_test(classes_asked_for_give_the_order),
        cmocka_unit_test(what_is_wrong_is_told_by_line),
        cmocka_unit_test(what_is_asked_for_must_be_there),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
