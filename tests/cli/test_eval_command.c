/* test_eval_command.c - `likely eval` as a command: its table, its JSON and
 * its messages. What the numbers are worth: tests/lab/test_evaluation.c. */
#include "support/test.h"

#include <jansson.h>
#include <stdbool.h>
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
    outcome_expect("eval", arguments, input, status, out, err);
}

static json_t *object(const char *arguments, const char *input)
{
    struct outcome outcome = outcome_of("eval", arguments, input);
    json_t *root = json_loads(strbuf_text(&outcome.out), 0, NULL);

    if (!root || outcome.err.len || outcome.status != 0)
        outcome_complain(arguments, &outcome);
    outcome_finish(&outcome);
    return root;
}

static void assert_number(const json_t *root, const char *key, double want,
                          double within)
{
    const json_t *value = json_object_get(root, key);

    assert_true(json_is_number(value));
    test_near(json_number_value(value), want, within, key, __FILE__, __LINE__);
}

static void assert_text(const json_t *root, const char *key, const char *want)
{
    const char *text = json_string_value(json_object_get(root, key));

    assert_non_null(text);
    assert_string_equal(text, want);
}

/* By hand: 0.7 * 0.3 * 0.6 = 0.126, whose logarithm is -2.0714733720. */
static void a_table_has_the_readings(void **state)
{
    (void)state;
    outcome_write("films.csv", films);
    expect("films.csv", NULL, 0, "likelihood            0.126\n", NULL);
    expect("films.csv", NULL, 0, "log-likelihood        -2.071473372 nats",
           NULL);
    expect("films.csv", NULL, 0, "0.6666666667 (2 of 3)", NULL);
    expect("- --unit bits", films, 0, "-2.988504361 bits", NULL);
    expect("films.csv --worst 1", NULL, 0, "1.203973  Neutral  film 2\n", NULL);
    expect("films.csv", NULL, 0, "classes               3: Positive, Neutral",
           NULL);
}

/* The contract: these keys and no others. */
static void an_object_says_all(void **state)
{
    static const char *const formats[] = { "float64", "float32", "float16",
                                           "bfloat16", "float32-ftz" };
    json_t *root = object("- --json --worst 1", films), *part, *worst;

    (void)state;
    assert_int_equal(json_object_size(root), 15);
    assert_number(root, "examples", 3, 0);
    assert_int_equal(json_array_size(json_object_get(root, "classes")), 3);
    assert_text(root, "unit", "nats");
    assert_number(root, "log_likelihood", -2.0714733720306593, 0);
    assert_number(root, "negative_log_likelihood", 2.0714733720306593, 0);
    assert_number(root, "cross_entropy", 0.69049112401021973, 0);
    assert_number(root, "entropy", 0, 0);
    assert_number(root, "kl", 0.69049112401021973, 0);
    assert_text(root, "kl_reverse", "inf");
    assert_number(root, "perplexity", 1.9946949352952517, 1e-15);
    assert_number(root, "accuracy", 2.0 / 3.0, 0);
    part = json_object_get(root, "likelihood");
    assert_number(part, "fraction", 1.26, 1e-15);
    assert_number(part, "exponent10", -1, 0);
    part = json_object_get(part, "formats");
    assert_int_equal(json_object_size(part), 5);
    for (size_t i = 0; i < 5; i++) {
        const json_t *format = json_object_get(part, formats[i]);

        assert_int_equal(json_object_size(format), 5);
        assert_text(format, "state", "normal");
        assert_number(format, "value", 0.126, 1e-3);
        assert_true(json_is_null(json_object_get(format, "first_subnormal")));
        assert_true(json_is_null(json_object_get(format, "first_zero")));
        assert_true(json_is_null(json_object_get(format, "stuck_from")));
    }
    part = json_object_get(root, "zero_rows");
    assert_number(part, "count", 0, 0);
    assert_int_equal(json_array_size(json_object_get(part, "first")), 0);
    worst = json_array_get(json_object_get(root, "worst"), 0);
    assert_number(worst, "row", 2, 0);
    assert_text(worst, "label", "Neutral");
    assert_number(worst, "p", 0.3, 0);
    assert_number(worst, "loss", 1.2039728043259361, 1e-15);
    assert_text(worst, "text", "film 2");
    assert_int_equal(json_array_size(json_object_get(root, "worst")), 1);
    part = json_object_get(root, "sum_deviation");
    assert_number(part, "largest", 0, 1e-15);
    json_decref(root);
}

/* 3,000 halves: 2^-3000, past the ends of every format. A double ends after
 * 1,074, a float32 after 149 (numerics of powers of two). */
static void an_underflow_is_told_from_a_zero(void **state)
{
    struct strbuf text = { 0 };
    json_t *root, *format;

    (void)state;
    strbuf_puts(&text, "label,p:a,p:b\n");
    for (int i = 0; i < 3000; i++)
        strbuf_puts(&text, "a,0.5,0.5\n");
    root = object("- --json --unit bits", text.at);
    assert_number(root, "log_likelihood", -3000, 0);
    assert_number(root, "cross_entropy", 1, 0);
    assert_number(json_object_get(root, "likelihood"), "exponent10", -904, 0);
    format = json_object_get(json_object_get(root, "likelihood"), "formats");
    format = json_object_get(format, "float64");
    assert_text(format, "state", "zero");
    assert_number(format, "value", 0, 0);
    assert_number(format, "first_subnormal", 1023, 0);
    assert_number(format, "first_zero", 1075, 0);
    assert_number(json_object_get(root, "zero_rows"), "count", 0, 0);
    json_decref(root);
    root = object("- --json", "label,p:a,p:b\na,1,0\nb,1,0\nb,1,0\n");
    assert_text(root, "log_likelihood", "-inf");
    assert_text(root, "perplexity", "inf");
    assert_number(json_object_get(root, "zero_rows"), "count", 2, 0);
    format = json_object_get(json_object_get(root, "zero_rows"), "first");
    assert_int_equal(json_integer_value(json_array_get(format, 0)), 2);
    json_decref(root);
    strbuf_finish(&text);
}

static void columns_and_sums_are_options(void **state)
{
    static const char plain[] = "truth,cat,dog\ncat,0.5,0.47\n1,3,1\n";

    (void)state;
    expect("- --label truth --classes dog,cat", plain, 1, NULL,
           "likely: standard input:2:9: the prediction of this row adds up "
           "to 0.97; 1 would do");
    expect("- --label truth --classes dog,cat --tolerance 0.05", plain, 1, NULL,
           "likely: standard input:3:3: 3 in column 'cat' is no probability");
    expect("- --label truth --classes dog,cat --normalize", plain, 0,
           "by 3 at most, in row 2; rows are divided", NULL);
    expect("- --label x --classes cat,dog", plain, 1, NULL, "no column 'x'");
    expect("-", "y:a,y:b,z:a,z:b\n0.5,0.5,0,0\n", 0,
           "KL(truth || pred.)    0 nats", NULL);
}

static void what_is_no_prediction_is_status_1(void **state)
{
    (void)state;
    expect("nowhere.csv", NULL, 1, NULL, "likely: nowhere.csv: cannot open");
    expect("/", NULL, 1, NULL, "likely: /: this is a folder");
    expect("-", "", 1, NULL, "likely: standard input:1:1: the file is empty");
    expect("-", "label,p:a\n", 1, NULL, "standard input:1:1: no row follows");
    expect("-", "label,p:a\na,1\nb,1\n", 1, NULL,
           "likely: standard input:3:1: label 'b' is no class");
    expect("-", "label,p:a\n\033[2Jb,1\n", 1, NULL, "'^[[2Jb'");
    expect("-", "label,p:a,t\na,1,\033[2J\n", 0, "examples", NULL);
    expect("- --worst 1", "label,p:a,t\na,1,\033[2J\n", 0, "^[[2J", NULL);
}

static void the_command_line_must_make_sense(void **state)
{
    (void)state;
    expect("", NULL, 2, NULL, "likely eval: give it a file");
    expect("a b", NULL, 2, NULL, "one file");
    expect("a --probs p --labels y", NULL, 2, NULL, "a file and arrays");
    expect("--probs p", NULL, 2, NULL, "go together");
    expect("--probs - --labels -", NULL, 2, NULL, "only one");
    expect("--probs p --labels y --label l", NULL, 2, NULL, "--label");
    expect("a --tolerance 2", NULL, 2, NULL, "'2' is no tolerance");
    expect("a --tolerance nan", NULL, 2, NULL, "'nan'");
    expect("a --worst -1", NULL, 2, NULL, "'-1' is no number of rows");
    expect("a --unit trits", NULL, 2, NULL, "'trits' is no unit");
    expect("a --classes a,,b", NULL, 2, NULL, "without a name");
    expect("a --classes a,b,a", NULL, 2, NULL, "'a' twice");
    expect("a --label ''", NULL, 2, NULL, "no column");
    expect("a --frob", NULL, 2, NULL, "'--frob'");
    expect("--help", NULL, 0, "usage: likely eval FILE", NULL);
}

static void arrays_are_read_too(void **state)
{
    (void)state;
    outcome_write_arrays(0);
    expect("--probs p.npy --labels y.npy", NULL, 0,
           "likelihood            0.375\n", NULL);
    expect("--probs p.npy --labels y.npy --classes no,yes --worst 1", NULL, 0,
           "yes\n", NULL);
    expect("--probs y.npy --labels p.npy", NULL, 1, NULL, "likely: y.npy: ");
    outcome_write_arrays(1);
    expect("--probs p.npy --labels y.npy", NULL, 1, NULL,
           "likely: p.npy: the file ends in row 2");
}

/* ---- threads ---- */

/* A mark of byte order, CR LF, line breaks in quotes; more than is read at
 * once. `bad` has another number in row 15,000. */
static void write_long_file(const char *name, bool bad)
{
    struct strbuf text = { 0 };

    strbuf_puts(&text, "\xEF\xBB\xBFtext,label,p:a,p:b\r\n");
    for (int i = 1; i <= 20000; i++)
        strbuf_printf(&text, "\"row \"\"%d\"\"\r\n, here\",%c,%s,%.17g\r\n", i,
                      "ab"[i % 2], bad && i == 15000 ? "0.5x" : "0.1",
                      i % 1000 ? 0.9 : 0.90001);
    outcome_write(name, strbuf_text(&text));
    strbuf_finish(&text);
}

static struct outcome read_by(const char *threads, const char *name,
                              const char *options, bool piped)
{
    char line[400];

    snprintf(line, sizeof line,
             "--help >/dev/null; { cat %s | '" LIKELY
             "' eval - --threads %s %s %s%s; }",
             name, threads, options, piped ? "" : "<", piped ? "" : name);
    return outcome_of("eval", line, NULL);
}

/* From a pipe, or a file as standard input. */
static void same_by_any_threads(const char *name, const char *options,
                                int status)
{
    static const char *const threads[] = { "1", "2", "7" };
    struct outcome want = read_by("1", name, options, false);

    assert_int_equal(want.status, status);
    for (size_t i = 0; i < 6; i++) {
        struct outcome got = read_by(threads[i / 2], name, options, i % 2);

        assert_int_equal(got.status, status);
        assert_string_equal(strbuf_text(&got.out), strbuf_text(&want.out));
        assert_string_equal(strbuf_text(&got.err), strbuf_text(&want.err));
        outcome_finish(&got);
    }
    outcome_finish(&want);
}

static void threads_change_nothing(void **state)
{
    (void)state;
    write_long_file("long.csv", false);
    write_long_file("bad.csv", true);
    same_by_any_threads("long.csv", "--json --worst 3", 0);
    same_by_any_threads("long.csv", "--partial --worst 3", 0);
    same_by_any_threads("bad.csv", "--json", 1);
    expect("bad.csv --threads 7", NULL, 1, NULL,
           "bad.csv:30001:11: '0.5x' in column 'p:a' is no number");
    expect("long.csv --threads 0", NULL, 2, NULL, "'0' is no number of th");
    expect("long.csv --threads 257", NULL, 2, NULL, "1 to 256 would do");
    expect("long.csv --threads two", NULL, 2, NULL, "'two'");
}

/* What a terminal would act on or not show is an escape in JSON: DEL, C1 (an
 * OSC as one code point), a bidi override, a tag outside the first plane. The
 * text that another program reads is the same, and a part can be joined. */
static void json_sends_nothing_that_acts(void **state)
{
#define ODD   "\x7f\xc2\x9d\xe2\x80\xae\xf3\xa0\x81\x81\xc3\xa9"
#define SHOWN "\\u007F\\u009D\\u202E\\uDB40\\uDC41\xc3\xa9"
    static const char file[] = "label,p:" ODD ",p:b\nb,0.5,0.5\n";

    (void)state;
    json_t *root = object("- --json", file);
    json_t *classes = json_object_get(root, "classes");
    struct outcome part = outcome_of("eval", "- --partial", file);

    assert_string_equal(json_string_value(json_array_get(classes, 0)), ODD);
    json_decref(root);
    outcome_expect("eval", "- --json", file, 0, "[\"" SHOWN "\", \"b\"]", NULL);
    outcome_expect("merge", "- --json", strbuf_text(&part.out), 0,
                   "[\"" SHOWN "\", \"b\"]", NULL);
    assert_non_null(strstr(strbuf_text(&part.out), SHOWN));
    outcome_finish(&part);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_table_has_the_readings),
        cmocka_unit_test(an_object_says_all),
        cmocka_unit_test(an_underflow_is_told_from_a_zero),
        cmocka_unit_test(columns_and_sums_are_options),
        cmocka_unit_test(what_is_no_prediction_is_status_1),
        cmocka_unit_test(the_command_line_must_make_sense),
        cmocka_unit_test(arrays_are_read_too),
        cmocka_unit_test(threads_change_nothing),
        cmocka_unit_test(json_sends_nothing_that_acts),
    };

    return cmocka_run_group_tests(tests, outcome_setup, outcome_teardown);
}
