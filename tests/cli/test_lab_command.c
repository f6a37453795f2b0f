/* test_lab_command.c - `likely lab` as a command: its options, what it reads,
 * its messages. What it does on a screen: tests/screen/test_desk.c; in a
 * terminal: tests/ui/test_lab_terminal.c. */
#include "support/test.h"

#include <stdio.h>
#include <string.h>

#include "base/strbuf.h"
#include "cli/outcome.h"

static const char films[] = "film,label,p:Positive,p:Neutral,p:Negative\n"
                            "film 1,Positive,0.7,0.2,0.1\n"
                            "film 2,Neutral,0.5,0.3,0.2\n"
                            "film 3,2,0.1,0.3,0.6\n";

static void expect(const char *arguments, const char *input, int status,
                   const char *out, const char *err)
{
    outcome_expect("lab", arguments, input, status, out, err);
}

/* By hand: 0.7 0.3 0.6 = 0.126, log2 of it -2.9885. */
static void a_file_is_shown(void **state)
{
    (void)state;
    outcome_write("films.csv", films);
    expect("films.csv --dump text", NULL, 0, "films.csv", NULL);
    expect("films.csv --dump text", NULL, 0, "0.126", NULL);
    expect("- --dump text --unit bits", films, 0, "2.9885 bits", NULL);
    expect("- --dump text", films, 0, "standard input", NULL);
    expect("films.csv --dump text --size 120x40 --ascii", NULL, 0,
           "never underflows", NULL);
    expect("films.csv --dump svg --theme dark", NULL, 0, "<svg", NULL);
    expect("films.csv --dump ansi", NULL, 0, "\033[", NULL);
}

static void a_script_edits_and_writes(void **state)
{
    (void)state;
    outcome_write("films.csv", films);
    outcome_write("edit", "set 2 Neutral 1\nfilter missed\n");
    expect("films.csv --script edit", NULL, 1, NULL,
           "likely: edit:2:1: no row is like that");
    outcome_write("edit", "set 2 Neutral 1\nwrite out.csv\n");
    expect("films.csv --script edit", NULL, 0, NULL, NULL);
    outcome_expect("eval", "out.csv", NULL, 0, "likelihood            0.42\n",
                   NULL);
    expect("films.csv --script edit", NULL, 1, NULL,
           "likely: edit:2:1: 'out.csv' is there already");
    outcome_write("edit", "undo\n");
    expect("films.csv --unit bits --script edit", NULL, 1, NULL, "edit:1:1: ");
    outcome_write("edit", "go 1.1\n");
    expect("films.csv --script edit", NULL, 1, NULL, "course");
}

static void columns_and_sums_are_options(void **state)
{
    (void)state;
    expect("- --dump text --label t --classes a,b", "a,b,t\n0.25,0.75,b\n", 0,
           "0.75", NULL);
    expect("- --dump text", "label,p:a,p:b\na,2,2\n", 1, NULL,
           "likely: standard input:2:3: ");
    expect("- --dump text --normalize", "label,p:a,p:b\na,2,2\n", 0, "0.5",
           NULL);
    expect("- --dump text", "label,p:a,p:b\na,0.5,0.49\n", 1, NULL,
           "adds up to 0.99");
    expect("- --dump text --tolerance 0.02", "label,p:a,p:b\na,0.5,0.49\n", 0,
           "0.490", NULL);
}

static void what_is_no_prediction_is_named(void **state)
{
    (void)state;
    outcome_write("empty.csv", "");
    outcome_write("header.csv", "label,p:a,p:b\n");
    expect("no.csv --dump text", NULL, 1, NULL, "likely: no.csv: cannot open");
    expect(". --dump text", NULL, 1, NULL, "likely: .: ");
    expect("empty.csv --dump text", NULL, 1, NULL, "likely: empty.csv:");
    expect("header.csv --dump text", NULL, 1, NULL, "likely: header.csv:");
}

static void the_command_line_must_make_sense(void **state)
{
    (void)state;
    expect("--labels y", NULL, 2, NULL, "go together");
    expect("a b", NULL, 2, NULL, "one file");
    expect("a --probs p --labels y", NULL, 2, NULL, "a file and arrays");
    expect("--probs p", NULL, 2, NULL, "go together");
    expect("p.npy", NULL, 2, NULL, "'p.npy' is an array; --probs P.npy");
    expect("a --size 80", NULL, 2, NULL, "'80' is not a value");
    expect("a --theme pink", NULL, 2, NULL, "'pink' is not a value");
    expect("a --dump png", NULL, 2, NULL, "'png' is not a value");
    expect("a --unit trits", NULL, 2, NULL, "'trits' is no unit");
    expect("a --frob", NULL, 2, NULL, "'--frob'");
    expect("--help", NULL, 0, "usage: likely lab [FILE]", NULL);
}

/* The sample itself is a picture in README.md: test_manual.c. The lessons of
 * this test have none beside them. */
static void without_a_file_there_is_a_sample(void **state)
{
    (void)state;
    expect("--dump text", NULL, 1, NULL, "assets/films.csv: cannot open");
    expect("", NULL, 2, NULL, "there is no terminal");
}

static void without_a_terminal_eval_is_named(void **state)
{
    (void)state;
    outcome_write("films.csv", films);
    expect("films.csv", "", 2, NULL, "'likely eval' prints the readings");
    expect("-", films, 2, NULL, "'likely eval'");
}

static void arrays_are_read_too(void **state)
{
    (void)state;
    outcome_write_arrays(0);
    expect("--probs p.npy --labels y.npy --dump text", NULL, 0, "0.375", NULL);
    expect("--probs p.npy --labels y.npy --classes no,yes --dump text", NULL, 0,
           "yes", NULL);
    expect("--probs y.npy --labels p.npy --dump text", NULL, 1, NULL,
           "likely: y.npy: ");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_is_shown),
        cmocka_unit_test(a_script_edits_and_writes),
        cmocka_unit_test(columns_and_sums_are_options),
        cmocka_unit_test(what_is_no_prediction_is_named),
        cmocka_unit_test(the_command_line_must_make_sense),
        cmocka_unit_test(without_a_file_there_is_a_sample),
        cmocka_unit_test(without_a_terminal_eval_is_named),
        cmocka_unit_test(arrays_are_read_too),
    };

    return cmocka_run_group_tests(tests, outcome_setup, outcome_teardown);
}
