/* test_csv_read.c - a file of predictions as a lab. */
#include "support/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/strbuf.h"
#include "base/stream.h"
#include "lab/csv_read.h"
#include "lab/lab.h"
#include "lab/rows_csv.h"
#include "support/same_lab.h"

static struct lab *read_slice(struct slice text, struct err *err)
{
    struct stream stream;
    struct lab *lab;

    stream_of(&stream, text, "a.csv");
    lab = csv_read(&stream, err);
    stream_close(&stream);
    return lab;
}

static struct lab *read_well(const char *text)
{
    struct err err = { 0 };
    struct lab *lab = read_slice(slice_of(text), &err);

    if (!lab)
        print_error("%d: %s\n", err.line, err.text);
    assert_non_null(lab);
    return lab;
}

static void labels_are_names_or_indices_from_0(void **state)
{
    struct lab *lab = read_well("film,label,p:Pos,p:Neg\n"
                                "one,Neg,0.7,0.3\n"
                                "\"two, too\",0,0.5,0.5\n");

    (void)state;
    assert_int_equal(lab_rows(lab), 2);
    assert_int_equal(lab_classes(lab), 2);
    assert_string_equal(lab_class_name(lab, 1), "Neg");
    assert_string_equal(lab_row_name(lab, 1, (char[LAB_ROW_NAME]){ 0 }),
                        "two, too");
    assert_int_equal(lab_class(lab, 0), 1);
    assert_int_equal(lab_class(lab, 1), 0);
    assert_near(lab_prediction(lab, 0)[0], 0.7, 0.0);
    lab_destroy(lab);
}

/* A class called "0" is named by it; the index 0 is another's. */
static void a_name_goes_before_an_index(void **state)
{
    struct lab *lab = read_well("label,p:1,p:0\n0,0.7,0.3\n");

    (void)state;
    assert_int_equal(lab_class(lab, 0), 1);
    lab_destroy(lab);
}

/* By hand: logits 0 and 0 are one half each. */
static void soft_truths_and_logits_are_read(void **state)
{
    struct lab *lab = read_well("\xEF\xBB\xBFy:b,z:a,y:a,z:b\r\n"
                                "0.25,0,0.75,0\r\n\r\n");

    (void)state;
    assert_int_equal(lab_rows(lab), 1);
    assert_string_equal(lab_class_name(lab, 0), "a");
    assert_near(lab_truth(lab, 0)[0], 0.75, 0.0);
    assert_near(lab_prediction(lab, 0)[1], 0.5, 0.0);
    assert_int_equal(lab_model(lab), LAB_SOFTMAX);
    lab_destroy(lab);
}

static void what_a_lab_writes_is_read_again(void **state)
{
    struct strbuf first = { 0 }, again = { 0 };
    struct lab *lab = read_well("label,\"p:x,y\",p:b,film\n"
                                "b,0.1,0.9,\"a \"\"b\"\"\"\n");
    struct lab *copy;

    (void)state;
    rows_csv_all(lab, &first);
    copy = read_well(first.at);
    rows_csv_all(copy, &again);
    assert_string_equal(first.at, again.at);
    assert_true(same_lab(lab, copy));
    lab_destroy(lab);
    lab_destroy(copy);
    strbuf_finish(&first);
    strbuf_finish(&again);
}

/* Which texts are no predictions: test_csv_rows.c. */
static void what_is_refused_has_a_place(void **state)
{
    struct err err = { 0 };

    (void)state;
    assert_null(read_slice(slice_of("label,p:a,p:b\na,0.5,0.4\n"), &err));
    assert_string_equal(err.file, "a.csv");
    assert_int_equal(err.line, 2);
    assert_int_equal(err.column, 3);
    assert_non_null(strstr(err.text, "adds up to 0.9"));
    assert_null(strstr(err.text, "--normalize"));
}

/* By hand: all of the prediction is on class 0, which is not the label. */
static void a_lab_may_have_ten_thousand_classes(void **state)
{
    struct strbuf text = { 0 };
    struct lab *lab;

    (void)state;
    strbuf_puts(&text, "label");
    for (int j = 0; j < 10000; j++)
        strbuf_printf(&text, ",p:%d", j);
    strbuf_puts(&text, "\n9999,1");
    for (int j = 1; j < 10000; j++)
        strbuf_puts(&text, ",0");
    strbuf_putc(&text, '\n');
    lab = read_well(text.at);
    assert_int_equal(lab_classes(lab), 10000);
    assert_true(lab_truth(lab, 0)[9999] == 1.0);
    assert_true(lab_truth(lab, 0)[0] == 0.0);
    assert_true(lab_set_label(lab, 0, 0, NULL));
    assert_true(lab_truth(lab, 0)[0] == 1.0);
    lab_destroy(lab);
    strbuf_finish(&text);
}

/* An escape sequence in a name cannot reach a terminal. */
static void messages_pass_the_gate(void **state)
{
    struct err err = { 0 };

    (void)state;
    assert_null(read_slice(slice_of("label,p:a,p:b\n\033[2J,0.5,0.5\n"), &err));
    assert_null(strchr(err.text, '\033'));
    assert_non_null(strstr(err.text, "^[[2J"));
}

/* 0.3333 three times misses 1 by 1e-4, 0.333 by ten times as much. */
static void few_digits_are_enough(void **state)
{
    struct lab *lab = read_well("label,p:a,p:b,p:c\na,0.3333,0.3333,0.3333\n");

    (void)state;
    assert_near(lab_prediction(lab, 0)[0], 0.3333, 0.0);
    lab_destroy(lab);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(labels_are_names_or_indices_from_0),
        cmocka_unit_test(a_name_goes_before_an_index),
        cmocka_unit_test(soft_truths_and_logits_are_read),
        cmocka_unit_test(what_a_lab_writes_is_read_again),
        cmocka_unit_test(what_is_refused_has_a_place),
        cmocka_unit_test(a_lab_may_have_ten_thousand_classes),
        cmocka_unit_test(messages_pass_the_gate),
        cmocka_unit_test(few_digits_are_enough),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
