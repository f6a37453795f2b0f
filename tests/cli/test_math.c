/* test_math.c - `likely math`, as people and programs run it.
 *
 * Values are of the three films: 0.7, 0.3 and 0.6 for what happened, so that
 * L = 0.126, log L = -2.0715 and -log L / N = 0.6905; and of the distributions
 * p = (0.5, 0.3, 0.2), q = (0.7, 0.2, 0.1): H(p, q) = 1.1217, H(p) = 1.0297,
 * KL = 0.0920, by hand.
 */
#include "support/test.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "cli/outcome.h"

static void expect(const char *arguments, int status, const char *out,
                   const char *err)
{
    outcome_expect("math", arguments, NULL, status, out, err);
}

/* ---- for people ---- */

static void the_first_formula_of_the_course_has_its_value(void **state)
{
    (void)state;
    expect("'L = \\prod_{i=1}^N P(y_i \\mid x_i; \\theta)' --data 1.1 "
           "--width 60",
           0,
           "     N\n"
           "L =  \xE2\x88\x8F  P(y  | x ; \xCE\xB8)"
           "                                0.126 \xE2\x9C\x93\n"
           "    i=1    i    i\n",
           NULL);
}

static void what_is_false_says_by_how_much(void **state)
{
    (void)state;
    expect("'-\\frac{1}{N} \\log L = 0.71' --data 1.1", 0, "0.6905 nats", NULL);
    expect("'-\\frac{1}{N} \\log L = 0.71' --data 1.1", 0, "\xE2\x9C\x97",
           NULL);
    expect("'-\\frac{1}{N} \\log L = 0.6905' --data 1.1", 0, "\xE2\x9C\x93",
           NULL);
}

/* 0.5^200 is below what float32 can hold, and not what it is: lost there. */
static void a_format_loses_what_is_true(void **state)
{
    (void)state;
    expect("'\\log \\prod_{n=1}^{200} a = 200 \\log a' --let a=0.5 --format "
           "float32 --ascii",
           0, "~", NULL);
    expect("'\\log \\prod_{n=1}^{200} a = 200 \\log a' --let a=0.5 --ascii", 0,
           "ok", NULL);
}

static void units_are_chosen(void **state)
{
    (void)state;
    expect("'\\log 8'", 0, "2.0794 nats", NULL);
    expect("'\\log 8' --unit bits", 0, "3.0000 bits", NULL);
    /* The coin's lab is in bits. */
    expect("'\\log L' --data 1.1:coin", 0, " bits", NULL);
    /* What is to be predicted first in the lesson holds nobody here. */
    expect("'\\log L' --data 1.3 --unit bits", 0, "1.0000 bits", NULL);
    expect("'\\log 8' --unit pecks", 2, NULL, "nats, bits or bans would do");
}

static void a_formula_may_be_one_row(void **state)
{
    (void)state;
    expect("'\\frac{1}{2} + \\frac{1}{4}' --inline", 0, "1/2 + 1/4", NULL);
    expect("'\\frac{1}{2} + \\frac{1}{4}' --inline", 0, "0.75", NULL);
    expect("'\\hat{y} \\to \\theta' --ascii --inline", 0, "y^ -> theta", NULL);
}

static void a_formula_may_begin_with_a_minus(void **state)
{
    (void)state;
    expect("'-\\log 1'", 0, "0", NULL);
    expect("-- '-x' --let x=2", 2, NULL, "more than one formula");
    expect("--let x=2 -- '-x'", 0,
           "\xE2\x88\x92"
           "2",
           NULL);
}

static void what_has_no_value_is_laid_out(void **state)
{
    (void)state;
    expect("'u^2'", 0, " 2\nu\n", NULL);
}

/* ---- what letters mean ---- */

static void letters_may_be_let(void **state)
{
    (void)state;
    expect("'x^2' --let x=1.5", 0, "2.25", NULL);
    expect("'\\theta + 1' --let theta=2", 0, "3", NULL);
    expect("'\\theta + 1' --let '\\theta=1/4'", 0, "1.25", NULL);
    expect("'px + 1' --let px=2", 0, "3", NULL);
    /* As programs write numbers: as TeX, 1e-3 is e less three. */
    expect("'x + 1' --let x=1e-3", 0, "1.001", NULL);
    expect("'x_2' --let x=[1e2,50%]", 0, "0.5", NULL);
    expect("'x' --let 'x=50\\%'", 0, "0.5", NULL);
    expect("'a b' --let a=2 --let 'b=a+1'", 0, "6", NULL);
    expect("'a' --let a=2 --let a=5", 0, "5", NULL);
    expect("'N' --data 1.1 --let N=7", 0, "7", NULL);
    /* A letter of the notation too. */
    expect("'L + 1' --let L=2", 0, "3", NULL);
}

static void lists_say_how_many_there_are(void **state)
{
    (void)state;
    expect("'H(p, q)' --let p=[0.5,0.3,0.2] --let q=[0.7,0.2,0.1]", 0,
           "1.1217 nats", NULL);
    expect("'H(p, q) - H(p) = KL(p \\| q)' --let p=[0.5,0.3,0.2] --let "
           "q=[0.7,0.2,0.1]",
           0, "\xE2\x9C\x93", NULL);
    expect("'\\frac{1}{N} \\sum_{i=1}^N x_i' --let x=[1,2,6]", 0, "3", NULL);
}

static void a_bad_let_is_a_bad_command_line(void **state)
{
    (void)state;
    expect("'x' --let x", 2, NULL, "NAME=VALUE would do");
    expect("'x' --let =3", 2, NULL, "NAME=VALUE would do");
    expect("'x' --let 3=x", 2, NULL, "is no name");
    expect("'x' --let 'x=1+'", 2, NULL, "--let x=1+: ");
    expect("'x' --let 'x=\\frac{1'", 2, NULL, "unmatched");
    expect("'x' --let x=u+50%", 2, NULL, "a percent sign is");
    expect("'x' --let x=[1,,2]", 2, NULL, "--let x=[1,,2]: ");
    expect("'x' --let x=u", 2, NULL, "--let x=u: ");
}

static void definitions_come_from_files(void **state)
{
    (void)state;
    outcome_write("defs", "% of mine\nf(x) := x^2 + c\nc := 3\n");
    outcome_write("bad", "f(x) := x\n\ng(x := 2\n");
    expect("'f(2)' --define defs", 0, "7", NULL);
    /* What was defined stays what it is; what is let goes before it. */
    expect("'f(2)' --define defs --let c=1", 0, "7", NULL);
    expect("'100 c' --let c=1 --define defs", 0, " 100\n", NULL);
    expect("'f(2)' --define bad", 1, NULL, "likely: bad:3:2: ");
    outcome_expect("math", "'g(2)' --define -", "g(x) := 2 x", 0, "4", NULL);
    expect("'f(2)' --define no-such", 1, NULL, "no-such");
}

/* M is the lesson's own: at theta = 2 the films have 0.49 / 0.54, 0.09 / 0.38
 * and 0.36 / 0.46, by hand. */
static void a_lessons_definitions_are_taken(void **state)
{
    (void)state;
    expect("'M' --data 1.1 --define 1.1", 0, "0.126", NULL);
    expect("'M = \\frac{0.49}{0.54} \\frac{0.09}{0.38} \\frac{0.36}{0.46}' "
           "--data 1.1 --define 1.1 --let theta=2",
           0, "\xE2\x9C\x93", NULL);
    expect("'M' --define 1.2", 1, NULL, "no define block");
    expect("'M' --define 9.9", 1, NULL, "9.9");
}

/* ---- data ---- */

static void data_come_from_a_section(void **state)
{
    (void)state;
    expect("'K' --data 1.1", 0, "3", NULL);
    expect("'K' --data 1.1:coin", 0, "2", NULL);
    expect("'a' --data 1.1:coin", 0, "3", NULL);
    expect("'K' --data 1.1:dice", 1, NULL, "no lab 'dice'; 'films' would do");
    expect("'K' --data 1.2", 1, NULL, "no lab in this section");
    expect("'K' --data 7", 1, NULL, "7");
}

static void data_come_from_a_file(void **state)
{
    (void)state;
    outcome_write("p.csv", "label,p:a,p:b\nb,0.75,0.25\n0,0.5,0.5\n");
    outcome_write("bad.csv", "label,p:a,p:b\na,0.5,0.5\nb,0.75,0.2\n");
    expect("'L' --data p.csv", 0, "0.125", NULL);
    expect("'L' --data ./p.csv", 0, "0.125", NULL);
    outcome_expect("math", "'L' --data -", "y:a,y:b,z:a,z:b\n1,0,3,3\n", 0,
                   "0.5", NULL);
    expect("'L' --data bad.csv", 1, NULL,
           "likely: bad.csv:3:3: the prediction");
    expect("'L' --data no.csv", 1, NULL, "no.csv");
}

/* ---- what is wrong ---- */

static void a_caret_stands_under_the_place(void **state)
{
    (void)state;
    expect("'1 + \\frac{1}{2'", 1, NULL,
           "likely: 1:13: unmatched '{', no '}' closes it\n"
           "  1 + \\frac{1}{2\n"
           "              ^\n");
    /* The column is in code points, the caret in cells. */
    expect("'\xCE\xB8 + f(2)'", 1, "", "likely: 1:5: 'f' before a bracket");
    expect("'\xCE\xB8 + f(2)'", 1, "", "\n      ^\n");
    expect("'$$1 + f(2)$$'", 1, "", "likely: 1:7: 'f'");
}

static void a_fault_in_a_definition_is_shown_there(void **state)
{
    (void)state;
    outcome_write("far", "g(x) := \\sum_{n=1}^{x} w_n\nw_n := n^2\n");
    expect("'g(\\frac{1}{2})' --define far", 1, "", "^\n");
}

static void control_characters_do_not_come_through(void **state)
{
    struct outcome outcome =
        outcome_math("\"$(printf 'x \\033[2J + (')\"", NULL);

    (void)state;
    assert_int_equal(outcome.status, 1);
    assert_null(strchr(strbuf_text(&outcome.out), '\033'));
    assert_null(strchr(strbuf_text(&outcome.err), '\033'));
    outcome_finish(&outcome);
}

static void a_bad_command_line_is_status_2(void **state)
{
    (void)state;
    expect("", 2, NULL, "give it a formula");
    expect("a b", 2, NULL, "single quotes");
    expect("'x' --format float8", 2, NULL, "float64, ");
    expect("'x' --width 3", 2, NULL, "40 to 300");
    expect("'x' --file y", 2, NULL, "one would do");
    expect("' '", 2, NULL, "give it a formula");
    expect("--file - --data -", 2, NULL, "only one file");
    expect("'x' --define - --data -", 2, NULL, "only one file");
    expect("'x' --data 1.1 --data 1.2", 2, NULL, "twice");
    expect("'x' --frob", 2, NULL, "--frob");
    expect("--help", 0, "usage: likely math", NULL);
}

/* ---- files ---- */

static void formulas_come_one_a_line(void **state)
{
    (void)state;
    outcome_expect("math", "--file -", "1 + 1\n\n2 + 3\r\n", 0, "1 + 1", NULL);
    outcome_expect("math", "--file -", "1 + 1\n\n2 + 3\r\n", 0, "5\n", NULL);
    outcome_expect("math", "--file -", "1 + 1\n\nf(2)\n", 1, "2\n",
                   "likely: standard input:3:1: 'f'");
    outcome_write("many", "1 + 1\n1 + (\n3 + 3\n");
    expect("--file many", 1, "6\n", "likely: many:2:6: ");
    expect("--file none", 1, NULL, "none");
}

static void strict_asks_for_truth(void **state)
{
    (void)state;
    expect("'1 = 2'", 0, "\xE2\x9C\x97", NULL);
    expect("'1 = 2' --strict", 1, "\xE2\x9C\x97", NULL);
    expect("'1 = 2 = 2' --strict", 1, "\xE2\x9C\x97", NULL);
    expect("'1 + 1 = 2' --strict", 0, "\xE2\x9C\x93", NULL);
    expect("'u = 2' --strict", 0, "u", NULL);
}

/* ---- hard times ---- */

static void a_full_disk_is_told(void **state)
{
    (void)state;
    assert_int_equal(outcome_shell("likely math '1 + 1' >/dev/full 2>err"), 1);
    assert_int_equal(outcome_shell(
                         "likely math '1 + 1' --json >/dev/full 2>err"),
                     1);
    assert_int_equal(outcome_shell("likely math '1 + 1' >&- 2>err"), 1);
}

static void a_closed_pipe_ends_it(void **state)
{
    struct strbuf text = { 0 };

    (void)state;
    for (int i = 0; i < 20000; i++)
        strbuf_puts(&text, "1 + 1 = 2\n");
    outcome_write("long", text.at);
    assert_int_equal(outcome_shell(
                         "math --file long 2>err | head -n 1 >/dev/null"),
                     0);
    strbuf_finish(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_formula_of_the_course_has_its_value),
        cmocka_unit_test(what_is_false_says_by_how_much),
        cmocka_unit_test(a_format_loses_what_is_true),
        cmocka_unit_test(units_are_chosen),
        cmocka_unit_test(a_formula_may_be_one_row),
        cmocka_unit_test(a_formula_may_begin_with_a_minus),
        cmocka_unit_test(what_has_no_value_is_laid_out),
        cmocka_unit_test(letters_may_be_let),
        cmocka_unit_test(lists_say_how_many_there_are),
        cmocka_unit_test(a_bad_let_is_a_bad_command_line),
        cmocka_unit_test(definitions_come_from_files),
        cmocka_unit_test(a_lessons_definitions_are_taken),
        cmocka_unit_test(data_come_from_a_section),
        cmocka_unit_test(data_come_from_a_file),
        cmocka_unit_test(a_caret_stands_under_the_place),
        cmocka_unit_test(a_fault_in_a_definition_is_shown_there),
        cmocka_unit_test(control_characters_do_not_come_through),
        cmocka_unit_test(a_bad_command_line_is_status_2),
        cmocka_unit_test(formulas_come_one_a_line),
        cmocka_unit_test(strict_asks_for_truth),
        cmocka_unit_test(a_full_disk_is_told),
        cmocka_unit_test(a_closed_pipe_ends_it),
    };

    return cmocka_run_group_tests(tests, outcome_setup, outcome_teardown);
}
