/* test_math_json.c - `likely math --json`, as programs read it. Numbers are
 * those of test_math.c. */
#include "support/test.h"

#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "base/slice.h"
#include "cli/outcome.h"

/* The object of one formula, whose status is 0 or 1. */
static json_t *object(const char *arguments)
{
    struct outcome outcome = outcome_math(arguments, NULL);
    json_t *root = json_loads(strbuf_text(&outcome.out), 0, NULL);

    if (!root || outcome.err.len || outcome.status > 1)
        outcome_complain(arguments, &outcome);
    outcome_finish(&outcome);
    return root;
}

static json_t *entry(const json_t *root, const char *key, size_t index)
{
    return json_array_get(json_object_get(root, key), index);
}

static double number(const json_t *root, size_t index)
{
    const json_t *value = entry(root, "values", index);

    assert_true(json_is_real(value));
    return json_real_value(value);
}

/* ---- for programs ---- */

static void an_object_says_all(void **state)
{
    json_t *root = object("'L = \\prod_i P(y_i \\mid x_i; \\theta) = 0.126' "
                          "--data 1.1 --json");

    (void)state;
    assert_string_equal(json_string_value(json_object_get(root, "tex")),
                        "L = \\prod_i P(y_i \\mid x_i; \\theta) = 0.126");
    assert_int_equal(json_array_size(json_object_get(root, "layout")), 2);
    assert_true(json_is_true(json_object_get(root, "reads")));
    assert_int_equal(json_array_size(json_object_get(root, "values")), 3);
    assert_near(number(root, 0), 0.126, 1e-16);
    assert_near(number(root, 2), 0.126, 0.0);
    assert_int_equal(json_array_size(json_object_get(root, "holds")), 2);
    assert_true(json_is_true(entry(root, "holds", 0)));
    assert_true(json_is_true(entry(root, "holds", 1)));
    assert_true(json_is_null(json_object_get(root, "error")));
    assert_int_equal(json_object_size(root), 7);
    json_decref(root);
}

/* 17 digits are enough to give the same bits back: one third is
 * 0.33333333333333331 then. */
static void numbers_come_back_to_the_bit(void **state)
{
    struct outcome outcome = outcome_math("'1/3' --json", NULL);

    (void)state;
    assert_non_null(strstr(outcome.out.at, "0.33333333333333331"));
    assert_null(strchr(outcome.out.at, '\n')[1] ? "more than a line" : NULL);
    outcome_finish(&outcome);
}

static void lists_are_arrays(void **state)
{
    json_t *root = object("'s_1 = 2 s_1' --data 1.1 --json");
    const json_t *row = entry(root, "values", 0);

    (void)state;
    assert_int_equal(json_array_size(row), 3);
    assert_near(json_real_value(json_array_get(row, 1)), 0.2, 0.0);
    assert_true(json_is_false(entry(root, "holds", 0)));
    json_decref(root);
    root = object("'s' --data 1.1 --json");
    row = json_array_get(entry(root, "values", 0), 2);
    assert_near(json_real_value(json_array_get(row, 2)), 0.6, 0.0);
    json_decref(root);
}

static void what_is_not_finite_is_text(void **state)
{
    json_t *root = object("'\\log 0 = -\\infty' --json");

    (void)state;
    assert_string_equal(json_string_value(entry(root, "values", 0)), "-inf");
    assert_string_equal(json_string_value(entry(root, "values", 1)), "-inf");
    assert_true(json_is_true(entry(root, "holds", 0)));
    json_decref(root);
    root = object("'\\frac{0}{0}' --json");
    assert_string_equal(json_string_value(entry(root, "values", 0)), "nan");
    json_decref(root);
    /* 0.5^2000 = 8.709809816217216e-603, which no double holds. */
    root = object("'\\prod_{n=1}^{2000} a' --let a=0.5 --format exact --json");
    assert_memory_equal(json_string_value(entry(root, "values", 0)),
                        "8.7098098162172", 15);
    assert_non_null(
        strstr(json_string_value(entry(root, "values", 0)), "e-603"));
    json_decref(root);
}

/* log 8 is 3 bits; 8 is 8 in any unit. */
static void logarithms_are_in_the_unit(void **state)
{
    json_t *root = object("'\\log 8 = 8' --unit bits --json");

    (void)state;
    assert_near(number(root, 0), 3.0, 1e-15);
    assert_near(number(root, 1), 8.0, 0.0);
    json_decref(root);
}

static void truth_is(const json_t *root, const char *word)
{
    const json_t *truth = entry(root, "truth", 0);

    assert_string_equal(json_is_string(truth) ? json_string_value(truth)
                                              : "null",
                        word);
}

/* By hand: float16 ends at 2^-24, so that 0.5^40 is 0 in it, whose log is not
 * 40 log 0.5; halves it adds without a loss. */
static void what_is_lost_is_told_from_what_holds(void **state)
{
    json_t *root = object("'a + a = 1' --let a=0.5 --format float16 --json");

    (void)state;
    truth_is(root, "holds");
    json_decref(root);
    root = object("'\\log \\prod_{n=1}^{40} a = 40 \\log a' --let a=0.5 "
                  "--format float16 --json");
    assert_true(json_is_true(entry(root, "holds", 0)));
    truth_is(root, "lost");
    json_decref(root);
    root = object("'1 = 2' --json");
    truth_is(root, "false");
    json_decref(root);
    root = object("'u = 2' --json");
    truth_is(root, "null");
    json_decref(root);
}

/* By hand: 0.7 0.3 0.6 a thousand times is e^-2071.473...; of four rows the
 * fourth is the first again, 0.126 0.7. */
static void an_n_takes_the_rows_in_turn(void **state)
{
    json_t *root = object("'\\sum_i \\log P(y_i \\mid x_i; \\theta)' --data "
                          "1.1 --let N=3000 --json");

    (void)state;
    assert_near(number(root, 0), 1000.0 * log(0.126), 1e-9);
    json_decref(root);
    root = object("'\\prod_i P(y_i \\mid x_i; \\theta)' --data 1.1 --let N=4 "
                  "--json");
    assert_near(number(root, 0), 0.0882, 1e-16);
    json_decref(root);
}

/* A lesson that lets nothing of its lab be moved has values all the same. */
static void a_lab_without_levers_is_read(void **state)
{
    json_t *root;

    (void)state;
    outcome_write("fixed.md",
                  "# T\n\n```lab one\nclasses: [A, B]\nrows:\n"
                  "  - {input: f, label: A, predicted: [0.5, 0.5]}\n"
                  "levers: [predicted]\n```\n");
    root = object("'\\log \\frac{1}{2}' --data fixed.md --unit bits --json");
    assert_near(number(root, 0), -1.0, 1e-15);
    json_decref(root);
}

static void no_value_is_null(void **state)
{
    json_t *root = object("'u = 1 + 1 = 2' --json");

    (void)state;
    assert_true(json_is_null(entry(root, "values", 0)));
    assert_near(number(root, 1), 2.0, 0.0);
    assert_true(json_is_null(entry(root, "holds", 0)));
    assert_true(json_is_true(entry(root, "holds", 1)));
    json_decref(root);
}

static void an_error_has_its_offset_in_bytes(void **state)
{
    json_t *root = object("'\xCE\xB8 + f(2)' --json");
    const json_t *error = json_object_get(root, "error");

    (void)state;
    assert_true(json_is_false(json_object_get(root, "reads")));
    assert_int_equal(json_integer_value(json_object_get(error, "offset")), 5);
    assert_non_null(
        strstr(json_string_value(json_object_get(error, "message")), "'f'"));
    json_decref(root);
    /* One that cannot even be laid out is still an object. */
    root = object("'1 + {2' --json");
    error = json_object_get(root, "error");
    assert_int_equal(json_integer_value(json_object_get(error, "offset")), 4);
    assert_int_equal(json_array_size(json_object_get(root, "values")), 0);
    json_decref(root);
}

static void a_file_gives_an_object_a_line(void **state)
{
    struct outcome outcome =
        outcome_math("--file - --json", "1 + 1\n\n2 (\n3\n");
    struct slice rest = { outcome.out.at, outcome.out.len }, line;
    int count = 0;

    (void)state;
    assert_int_equal(outcome.status, 1);
    assert_int_equal(outcome.err.len, 0);
    while (slice_line(&rest, &line)) {
        json_t *root = json_loadb(line.at, line.len, 0, NULL);

        assert_non_null(root);
        json_decref(root);
        count++;
    }
    assert_int_equal(count, 3);
    outcome_finish(&outcome);
}

/* Every formula of the sources is answered, whatever it is: a layout, and no
 * crash; JSON always. */
static void every_formula_of_the_sources_is_answered(void **state)
{
    struct outcome outcome;
    struct slice rest, line;
    char arguments[512];
    int count = 0;

    (void)state;
    assert_int_equal(outcome_shell(
                         "tail -n +2 \"$LIKELY_TESTS\"/data/formulas.tsv "
                         "| cut -f 4 >formulas"),
                     0);
    snprintf(arguments, sizeof arguments,
             "--file formulas --data 1.1 --define 1.1 --json");
    outcome = outcome_math(arguments, NULL);
    rest = (struct slice){ outcome.out.at, outcome.out.len };
    while (slice_line(&rest, &line)) {
        json_t *root = json_loadb(line.at, line.len, 0, NULL);

        assert_non_null(root);
        assert_true(json_array_size(json_object_get(root, "layout")) > 0);
        json_decref(root);
        count++;
    }
    assert_int_equal(count, 157);
    outcome_finish(&outcome);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_object_says_all),
        cmocka_unit_test(numbers_come_back_to_the_bit),
        cmocka_unit_test(lists_are_arrays),
        cmocka_unit_test(what_is_not_finite_is_text),
        cmocka_unit_test(logarithms_are_in_the_unit),
        cmocka_unit_test(what_is_lost_is_told_from_what_holds),
        cmocka_unit_test(an_n_takes_the_rows_in_turn),
        cmocka_unit_test(a_lab_without_levers_is_read),
        cmocka_unit_test(no_value_is_null),
        cmocka_unit_test(an_error_has_its_offset_in_bytes),
        cmocka_unit_test(a_file_gives_an_object_a_line),
        cmocka_unit_test(every_formula_of_the_sources_is_answered),
    };

    return cmocka_run_group_tests(tests, outcome_setup, outcome_teardown);
}
