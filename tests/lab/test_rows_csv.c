#include "support/test.h"

#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"
#include "lab/labs.h"
#include "lab/rows_csv.h"

static void one_hot_rows_have_a_label(void **state)
{
    struct lab_spec spec = labs_films();
    struct lab *lab = lab_create(&spec, NULL);
    struct strbuf out = { 0 };

    (void)state;
    rows_csv_all(lab, &out);
    assert_string_equal(strbuf_text(&out),
                        "text,label,p:Positive,p:Neutral,p:Negative\n"
                        "film 1,Positive,0.7,0.2,0.1\n"
                        "film 2,Neutral,0.5,0.3,0.2\n"
                        "film 3,Negative,0.1,0.3,0.6\n");
    strbuf_finish(&out);
    lab_destroy(lab);
}

static void soft_rows_write_the_whole_truth(void **state)
{
    struct lab_spec spec = labs_films();
    struct lab *lab = lab_create(&spec, NULL);
    struct strbuf out = { 0 };

    (void)state;
    assert_true(lab_soften(lab, 0, 0.75, NULL));
    rows_csv_all(lab, &out);
    assert_string_equal(strbuf_text(&out),
                        "text,y:Positive,y:Neutral,y:Negative,"
                        "p:Positive,p:Neutral,p:Negative\n"
                        "film 1,0.5,0.25,0.25,0.7,0.2,0.1\n"
                        "film 2,0,1,0,0.5,0.3,0.2\n"
                        "film 3,0,0,1,0.1,0.3,0.6\n");
    strbuf_finish(&out);
    lab_destroy(lab);
}

static void numbers_read_back_to_the_same_bits(void **state)
{
    const double p[] = { 1.0 / 3.0, 5e-324, 2.0 / 3.0 };
    struct lab_row row = { .label = 0, .predicted = p };
    struct lab_spec spec = labs_films();
    struct lab *lab;
    struct strbuf out = { 0 };
    const char *at;

    (void)state;
    spec.rows = &row;
    spec.row_count = 1;
    lab = lab_create(&spec, NULL);
    rows_csv_all(lab, &out);
    at = strchr(strbuf_text(&out), '\n');
    for (size_t j = 0; j < 3; j++) {
        at = strchr(at, ',') + 1;
        assert_true(strtod(at, NULL) == p[j]);
    }
    strbuf_finish(&out);
    lab_destroy(lab);
}

/* RFC 4180: quotes are doubled inside quotes. */
static void names_with_commas_are_quoted(void **state)
{
    const struct slice classes[] = { slice_of("a,b"), slice_of("\"c\"") };
    const double p[] = { 0.5, 0.5 };
    struct lab_row row = { .label = 1, .predicted = p };
    struct lab_spec spec = {
        .classes = classes, .class_count = 2, .rows = &row, .row_count = 1
    };
    struct lab *lab = lab_create(&spec, NULL);
    struct strbuf out = { 0 };

    (void)state;
    rows_csv_all(lab, &out);
    assert_string_equal(strbuf_text(&out), "label,\"p:a,b\",\"p:\"\"c\"\"\"\n"
                                           "\"\"\"c\"\"\",0.5,0.5\n");
    strbuf_finish(&out);
    lab_destroy(lab);
}

/* Logits stay what they are, while the temperature does not come in between.
 * softmax(2, 0.5, -1) at T = 2 by Python's math.exp:
 * 0.589797..., so that no logit stands in the row. */
static void logits_are_written_while_they_say_all(void **state)
{
    struct lab_spec spec = labs_logits();
    struct lab *lab = lab_create(&spec, NULL);
    struct strbuf out = { 0 };

    (void)state;
    rows_csv_all(lab, &out);
    assert_string_equal(strbuf_text(&out),
                        "label,z:Positive,z:Neutral,z:Negative\n"
                        "Positive,2,0.5,-1\n"
                        "Negative,0.3,0.1,0.9\n"
                        "Neutral,0,1.5,1\n");
    strbuf_clear(&out);
    assert_true(lab_set_temperature(lab, 2.0, NULL));
    rows_csv_all(lab, &out);
    assert_non_null(strstr(strbuf_text(&out), "label,p:Positive"));
    assert_non_null(strstr(strbuf_text(&out), "Positive,0.589797"));
    strbuf_finish(&out);
    lab_destroy(lab);
}

/* By the number of digits that each was typed with. */
static void numbers_have_no_digit_too_many(void **state)
{
    const double p[] = { 9e-05, 1e-05, 5e-324, 0.3333333333333333, 0.6665667 };
    const struct slice classes[] = { slice_of("a"), slice_of("b"),
                                     slice_of("c"), slice_of("d"),
                                     slice_of("e") };
    struct lab_row row = { .label = 0, .predicted = p };
    struct lab_spec spec = {
        .classes = classes, .class_count = 5, .rows = &row, .row_count = 1
    };
    struct lab *lab = lab_create(&spec, NULL);
    struct strbuf out = { 0 };

    (void)state;
    rows_csv_all(lab, &out);
    assert_non_null(strstr(strbuf_text(&out),
                           "\na,9e-05,1e-05,5e-324,0.3333333333333333,"
                           "0.6665667\n"));
    strbuf_finish(&out);
    lab_destroy(lab);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_hot_rows_have_a_label),
        cmocka_unit_test(soft_rows_write_the_whole_truth),
        cmocka_unit_test(logits_are_written_while_they_say_all),
        cmocka_unit_test(numbers_have_no_digit_too_many),
        cmocka_unit_test(numbers_read_back_to_the_same_bits),
        cmocka_unit_test(names_with_commas_are_quoted),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
