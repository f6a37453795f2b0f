#include "support/test.h"

#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"
#include "lab/labs.h"

static void one_hot_rows_have_a_label(void **state)
{
    struct lab_spec spec = labs_films();
    struct lab *lab = lab_create(&spec, NULL);
    struct strbuf out = { 0 };

    (void)state;
    lab_csv(lab, &out);
    assert_string_equal(strbuf_text(&out),
                        "label,p:Positive,p:Neutral,p:Negative\n"
                        "Positive,0.7,0.2,0.1\n"
                        "Neutral,0.5,0.3,0.2\n"
                        "Negative,0.1,0.3,0.6\n");
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
    lab_csv(lab, &out);
    assert_string_equal(strbuf_text(&out), "y:Positive,y:Neutral,y:Negative,"
                                           "p:Positive,p:Neutral,p:Negative\n"
                                           "0.5,0.25,0.25,0.7,0.2,0.1\n"
                                           "0,1,0,0.5,0.3,0.2\n"
                                           "0,0,1,0.1,0.3,0.6\n");
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
    lab_csv(lab, &out);
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
    lab_csv(lab, &out);
    assert_string_equal(strbuf_text(&out), "label,\"p:a,b\",\"p:\"\"c\"\"\"\n"
                                           "\"\"\"c\"\"\",0.5,0.5\n");
    strbuf_finish(&out);
    lab_destroy(lab);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_hot_rows_have_a_label),
        cmocka_unit_test(soft_rows_write_the_whole_truth),
        cmocka_unit_test(numbers_read_back_to_the_same_bits),
        cmocka_unit_test(names_with_commas_are_quoted),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
