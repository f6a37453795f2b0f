#include "support/test.h"

#include <string.h>

#include "base/arena.h"
#include "base/err.h"
#include "lab/labs.h"
#include "support/same_lab.h"

static void refused(const struct lab_spec *spec, const char *text)
{
    struct err err;

    assert_null(lab_create(spec, &err));
    assert_string_equal(err.text, text);
}

static struct lab_spec one_row(struct lab_row *row)
{
    struct lab_spec spec = labs_films();

    spec.rows = row;
    spec.row_count = 1;
    return spec;
}

static void a_row_that_is_no_distribution_is_refused(void **state)
{
    const double low[] = { 0.5, 0.3, 0.1 }, bad[] = { 1.2, -0.1, -0.1 };
    struct lab_row row = { .input = slice_of("film"), .predicted = low };
    struct lab_spec spec = one_row(&row);

    (void)state;
    refused(&spec, "row 1 ('film'): the prediction adds up to 0.9: 1 would do");
    row.predicted = bad;
    refused(&spec, "row 1 ('film'): '1.2' in the prediction is no "
                   "probability: a number from 0 to 1 would do");
    row.predicted = NULL;
    refused(&spec, "row 1 ('film'): the prediction is missing");
    row.label = -1;
    row.predicted = row.truth = low;
    row.input.len = 0;
    refused(&spec, "row 1: the prediction adds up to 0.9: 1 would do");
}

/* Three thirds of three digits are off by .001 in a row, too much. Of five
 * digits they are as the author wrote them. */
static void a_row_of_few_digits_is_taken_as_it_stands(void **state)
{
    const double p[] = { 0.33333, 0.33333, 0.33333 };
    struct lab_row row = { .predicted = p };
    struct lab_spec spec = one_row(&row);
    struct lab *lab = lab_create(&spec, NULL);

    (void)state;
    assert_non_null(lab);
    assert_true(lab_scores(lab, 0)[2] == 0.33333);
    lab_destroy(lab);
}

static void a_label_or_softness_out_of_range_is_refused(void **state)
{
    const double p[] = { 0.5, 0.3, 0.2 };
    struct lab_row row = { .label = 3, .predicted = p };
    struct lab_spec spec = one_row(&row);

    (void)state;
    refused(&spec, "row 1: the label names no class");
    row.label = 0;
    row.softness = 1.5;
    refused(&spec, "row 1: the softness is out of range: a number from 0 to 1 "
                   "would do");
}

static void a_logistic_model_of_three_classes_is_refused(void **state)
{
    struct lab_spec spec = labs_films();

    (void)state;
    spec.model = LAB_LOGISTIC;
    refused(&spec, "model 'logistic' has two classes, not 3: 'softmax' has any "
                   "number");
}

static void numbers_out_of_range_are_refused(void **state)
{
    struct lab_spec spec = labs_films();
    const struct lab_param params[] = { { slice_of("t"), 7.0, 0.0, 5.0, 0.0 } };

    (void)state;
    spec.examples = 10000001;
    refused(&spec, "'10000001' examples cannot be: a whole number from 1 to "
                   "10000000 would do, in a lab with rows");
    spec = labs_logits();
    spec.temperature = -1.0;
    refused(&spec,
            "'-1' is no temperature: a number from 0.001 to 1000 would do");
    spec = labs_films();
    spec.params = params;
    spec.param_count = 1;
    refused(&spec, "'7' is out of range for 't': 0 to 5 would do");
}

static void names_are_given_once(void **state)
{
    const struct slice twice[] = { slice_of("a"), slice_of("b"),
                                   slice_of("a") };
    struct lab_spec spec = labs_films();

    (void)state;
    spec.classes = twice;
    refused(&spec, "class 'a' is listed twice");
}

static void control_characters_of_a_name_stay_out_of_messages(void **state)
{
    const double low[] = { 0.5, 0.3, 0.1 };
    struct lab_row row = { .input = slice_of("\033[2J"), .predicted = low };
    struct lab_spec spec = one_row(&row);
    struct err err;

    (void)state;
    assert_null(lab_create(&spec, &err));
    assert_null(strchr(err.text, '\033'));
}

static void a_snapshot_makes_the_same_lab(void **state)
{
    struct lab_spec spec = labs_films(), again;
    struct lab *lab = lab_create(&spec, NULL), *copy;
    struct arena *arena = arena_create();

    (void)state;
    assert_true(lab_set(lab, 0, 0, 0.123, NULL));
    assert_true(lab_soften(lab, 1, 0.25, NULL));
    assert_true(lab_lock(lab, 2, 1, NULL));
    assert_true(lab_examples(lab, 77, NULL));
    again = lab_snapshot(lab, arena);
    copy = lab_create(&again, NULL);
    assert_non_null(copy);
    assert_true(same_lab(lab, copy));
    assert_string_equal(lab_row_name(copy, 1, (char[LAB_ROW_NAME]){ 0 }),
                        "film 2");
    assert_string_equal(lab_class_name(copy, 2), "Negative");
    assert_true(lab_set(copy, 0, 0, 0.124, NULL));
    assert_false(same_lab(lab, copy));
    lab_destroy(lab);
    lab_destroy(copy);
    arena_destroy(arena);
}

static void rows_and_classes_are_found_by_number_and_name(void **state)
{
    struct lab_spec spec = labs_films();
    struct lab *lab = lab_create(&spec, NULL);
    struct err err;
    size_t i;

    (void)state;
    assert_true(lab_find_row(lab, slice_of("2"), &i, NULL));
    assert_int_equal(i, 1);
    assert_true(lab_find_row(lab, slice_of("film 3"), &i, NULL));
    assert_int_equal(i, 2);
    assert_true(lab_find_class(lab, slice_of("Negative"), &i, NULL));
    assert_int_equal(i, 2);
    assert_false(lab_find_class(lab, slice_of("Sad"), &i, &err));
    assert_string_equal(err.text,
                        "there is no class 'Sad': 1 to 3 or 'Positive', "
                        "'Neutral', 'Negative' would do");
    assert_false(lab_find_row(lab, slice_of("0"), &i, &err));
    assert_false(lab_find_row(lab, slice_of("4"), &i, &err));
    lab_destroy(lab);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_row_that_is_no_distribution_is_refused),
        cmocka_unit_test(a_row_of_few_digits_is_taken_as_it_stands),
        cmocka_unit_test(a_label_or_softness_out_of_range_is_refused),
        cmocka_unit_test(a_logistic_model_of_three_classes_is_refused),
        cmocka_unit_test(numbers_out_of_range_are_refused),
        cmocka_unit_test(names_are_given_once),
        cmocka_unit_test(control_characters_of_a_name_stay_out_of_messages),
        cmocka_unit_test(a_snapshot_makes_the_same_lab),
        cmocka_unit_test(rows_and_classes_are_found_by_number_and_name),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
