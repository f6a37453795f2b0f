/* test_csv_read.c - a file of predictions as a lab. */
#include "support/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/strbuf.h"
#include "lab/csv_read.h"
#include "lab/lab.h"

static struct lab *read_well(const char *text)
{
    struct err err = { 0 };
    struct lab *lab = csv_read(slice_of(text), "a.csv", &err);

    if (!lab)
        print_error("%d: %s\n", err.line, err.text);
    assert_non_null(lab);
    return lab;
}

/* The line that is blamed, and a piece of what is said of it. */
static void refuses_bytes(struct slice text, int line, const char *says)
{
    struct err err = { 0 };
    struct lab *lab = csv_read(text, "a.csv", &err);

    assert_null(lab);
    if (err.line != line || !strstr(err.text, says)) {
        print_error("line %d: %s\nwanted line %d: %s\n", err.line, err.text,
                    line, says);
        fail();
    }
    assert_string_equal(err.file, "a.csv");
}

static void refuses(const char *text, int line, const char *says)
{
    refuses_bytes(slice_of(text), line, says);
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
    assert_string_equal(lab_row_name(lab, 1), "two, too");
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
    struct lab *lab = read_well("label,\"p:x,y\",p:b\nb,0.1,0.9\n");
    struct lab *copy;

    (void)state;
    lab_csv(lab, &first);
    copy = read_well(first.at);
    lab_csv(copy, &again);
    assert_string_equal(first.at, again.at);
    assert_true(lab_equal(lab, copy));
    lab_destroy(lab);
    lab_destroy(copy);
    strbuf_finish(&first);
    strbuf_finish(&again);
}

static void a_header_must_say_all(void **state)
{
    (void)state;
    refuses("", 0, "the file is empty");
    refuses("\n\n", 0, "the file is empty");
    refuses("label,p:a,p:b\n", 0, "no row follows");
    refuses("label,a,b\n", 1, "no column of predictions");
    refuses("p:a,p:b\n", 1, "no column of truths");
    refuses("label,p:a,z:b\n", 1, "one or the other");
    refuses("label,y:a,y:b,p:a,p:b\n", 1, "one or the other");
    refuses("label,label,p:a,p:b\n", 1, "2 columns 'label'");
    refuses("label,p:a,p:a\n", 1, "'p:a' is there twice");
    refuses("label,p:,p:a\n", 1, "names no class");
    refuses("y:a,y:c,p:a,p:b\n", 1, "'y:c' is of a class");
    refuses("y:a,p:a,p:b\n", 1, "no column 'y:b'");
    refuses("y:a,y:a,p:a,p:b\n", 1, "'y:a' is there twice");
}

static void a_bad_row_is_named_by_its_line(void **state)
{
    (void)state;
    refuses("label,p:a,p:b\na,0.5,0.5\nc,0.5,0.5\n", 3, "'c' is no class");
    refuses("label,p:a,p:b\n2,0.5,0.5\n", 2, "from 0 to 1");
    refuses("label,p:a,p:b\na,0.5x,0.5\n", 2, "'0.5x' in column 'p:a'");
    refuses("label,p:a,p:b\na,nan,0.5\n", 2, "no number");
    refuses("label,p:a,p:b\na,1.5,-0.5\n", 2, "no probability");
    refuses("label,p:a,p:b\na,0.5,0.4\n", 2, "adds up to 0.9");
    refuses("y:a,y:b,p:a,p:b\n1,1,0.5,0.5\n", 2, "truth of this row adds up");
    refuses("label,z:a,z:b\na,1e300,0\n", 2, "no logit");
    refuses("label,p:a,p:b\na,0.5\n", 2, "2 fields, and the header 3");
    refuses("label,p:a,p:b\na,0.5,0.5,\n", 2, "4 fields, and the header 3");
}

/* The row with a field over two lines begins in line 2; the next is in 4. */
static void lines_are_counted_through_quotes(void **state)
{
    (void)state;
    refuses("t,label,p:a,p:b\n\"x\ny\",a,0.5,0.5\nz,q,0.5,0.5\n", 4, "'q'");
    refuses("t,label,p:a,p:b\n\"x\ny\",q,0.5,0.5\n", 2, "'q'");
}

static void what_is_no_csv_is_refused(void **state)
{
    static const char nul[] = "label,p:a\0,p:b\n";

    (void)state;
    refuses("label,p:a,p:b\na\"b,0.5,0.5\n", 2, "a quote stands");
    refuses("label,p:a,p:b\n\"a,0.5,0.5\n", 2, "within quotes");
    refuses_bytes((struct slice){ nul, sizeof nul - 1 }, 1, "NUL");
}

/* An escape sequence in a name cannot reach a terminal. */
static void messages_pass_the_gate(void **state)
{
    struct err err = { 0 };

    (void)state;
    assert_null(
        csv_read(slice_of("label,p:a,p:b\n\033[2J,0.5,0.5\n"), "a.csv", &err));
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
    refuses("label,p:a,p:b,p:c\na,0.333,0.333,0.333\n", 2, "adds up to 0.999");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(labels_are_names_or_indices_from_0),
        cmocka_unit_test(a_name_goes_before_an_index),
        cmocka_unit_test(soft_truths_and_logits_are_read),
        cmocka_unit_test(what_a_lab_writes_is_read_again),
        cmocka_unit_test(a_header_must_say_all),
        cmocka_unit_test(a_bad_row_is_named_by_its_line),
        cmocka_unit_test(lines_are_counted_through_quotes),
        cmocka_unit_test(what_is_no_csv_is_refused),
        cmocka_unit_test(messages_pass_the_gate),
        cmocka_unit_test(few_digits_are_enough),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
