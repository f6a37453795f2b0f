/* test_merge.c - `likely merge` and the parts that it joins. The laws: the
 * same parts in any order and grouping give the same text, and a whole that
 * was never cut is the other method. */
#include "support/test.h"

#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"
#include "cli/outcome.h"
#include "num/rng.h"

static const char films[] = "film,label,p:Positive,p:Neutral,p:Negative\n"
                            "film 1,Positive,0.7,0.2,0.1\n"
                            "film 2,Neutral,0.5,0.3,0.2\n"
                            "film 3,2,0.1,0.3,0.6\n";

static double number(const json_t *root, const char *key)
{
    const json_t *value = json_object_get(root, key);

    assert_true(json_is_number(value));
    return json_number_value(value);
}

static void merges(const char *arguments, const char *input, int status,
                   const char *out, const char *err)
{
    outcome_expect("merge", arguments, input, status, out, err);
}

/* The output of an evaluation as a file. */
static void keep(const char *arguments, const char *input, const char *name)
{
    struct outcome outcome = outcome_of("eval", arguments, input);

    assert_int_equal(outcome.status, 0);
    outcome_write_bytes(name,
                        (struct slice){ outcome.out.at, outcome.out.len });
    outcome_finish(&outcome);
}

/* The films, cut in two: the product is 0.126 again. */
static void parts_are_joined(void **state)
{
    json_t *root;
    struct outcome outcome;

    (void)state;
    outcome_write("films.csv", films);
    keep("- --partial",
         "label,p:Positive,p:Neutral,p:Negative\nPositive,0.7,0.2,0.1\n", "a");
    keep("- --partial",
         "p:Positive,p:Neutral,p:Negative,label\n0.5,0.3,0.2,Neutral\n"
         "0.1,0.3,0.6,2\n",
         "b");
    merges("a b", NULL, 0, "likelihood            0.126\n", NULL);
    merges("b a", NULL, 0, "log-likelihood        -2.071473372 nats", NULL);
    merges("a a b --unit bits", NULL, 0, "(3 of 4)", NULL);
    outcome = outcome_of("merge", "b a --json", NULL);
    root = json_loads(strbuf_text(&outcome.out), 0, NULL);
    assert_non_null(root);
    assert_int_equal(json_object_size(root), 15);
    assert_near(number(root, "log_likelihood"), -2.0714733720306593, 0.0);
    assert_int_equal(number(root, "examples"), 3);
    assert_true(json_is_null(
        json_object_get(json_object_get(root, "likelihood"), "formats")));
    json_decref(root);
    outcome_finish(&outcome);
    /* In groups, and from standard input. */
    outcome = outcome_of("merge", "b a --partial", NULL);
    merges("- a", outcome.out.at, 0, "examples              4\n", NULL);
    outcome_finish(&outcome);
}

/* The example of the manual, with what every system has. */
static void parts_are_read_side_by_side(void **state)
{
    (void)state;
    outcome_write("part-1.csv", "label,p:a,p:b\na,0.5,0.5\n");
    outcome_write("part-2.csv", "label,p:a,p:b\nb,0.75,0.25\n");
    outcome_write("part-3.csv", "label,p:a,p:b\nb,0,1\n");
    assert_int_equal(
        outcome_shell(
            "ls part-?.csv | xargs -n 1 -P 2 likely eval --partial | "
            "likely merge - | grep -qx 'likelihood            0.125'"),
        0);
}

static void what_is_no_part_is_refused(void **state)
{
    static const char head[] = "{\"likely_partial\":2,\"classes\":[\"a\"],"
                               "\"logits\":false,\"examples\":";

    char line[400];

    (void)state;
    keep("- --partial", "label,p:x\nx,1\n", "x");
    merges("", NULL, 2, NULL, "give it parts");
    merges("x --json --partial", NULL, 2, NULL, "one would do");
    merges("x nowhere", NULL, 1, NULL, "likely: nowhere: cannot open");
    merges("-", "", 1, NULL, "there is no part");
    merges("x -", "\n{}\n", 1, NULL,
           "likely: standard input:2:1: this is no partial result");
    merges("-", "nonsense\n", 1, NULL, "this is no partial result (");
    merges("-", "{\"likely_partial\":1}\n", 1, NULL, "another version");
    snprintf(line, sizeof line, "%s-1}\n", head);
    merges("-", line, 1, NULL, "'examples' is missing or wrong");
    snprintf(line, sizeof line, "%s3,\"hits\":4,\"zero_rows\":0}\n", head);
    merges("-", line, 1, NULL, "'hits' is missing or wrong");
    snprintf(line, sizeof line,
             "%s3,\"hits\":3,\"zero_rows\":0,\"most_off\":0,"
             "\"kl_reverse_infinite\":true,\"log_likelihood\":\"12\"}\n",
             head);
    merges("-", line, 1, NULL, "128 hexadecimal digits would do");
    keep("- --partial", "label,z:x\nx,1\n", "z");
    merges("x z", NULL, 1, NULL, "likely: z:1:1: the classes of this part");
    outcome_expect("eval", "- --partial --json", films, 2, NULL,
                   "--partial goes without");
    outcome_expect("eval", "- --name x", films, 2, NULL, "--name goes with");
}

/* ---- rows ---- */

/* By hand: 0 comes before 0.25 and 0.5; of equal losses the place decides. */
static void rows_of_parts_are_named(void **state)
{
    (void)state;
    keep("- --partial --name one --worst 2",
         "t,label,p:a,p:b\nx,a,0.5,0.5\ny,b,1,0\nz,a,0.5,0.50001\n", "one");
    keep("- --partial --name two --worst 3",
         "t,label,p:a,p:b\nv,a,0.25,0.75\nw,a,0,1\nu,a,1,0\n", "two");
    merges("two one", NULL, 0,
           "probability 0 held    by the truth of 2 rows: 2 of one, 2 of two\n",
           NULL);
    merges("two one", NULL, 0, "by 1e-05 at most, in row 3 of one\n", NULL);
    merges("one two", NULL, 0,
           "         2             0           inf  b  y  of one\n"
           "         2             0           inf  a  w  of two\n",
           NULL);
    merges("one two --json", NULL, 0,
           "\"worst\": [{\"part\": \"one\", \"row\": 2, \"label\": \"b\", "
           "\"p\": 0.0, \"loss\": \"inf\", \"text\": \"y\"}, ",
           NULL);
    merges("one two --json", NULL, 0,
           "{\"count\": 2, \"first\": [{\"part\": \"one\", \"row\": 2}, "
           "{\"part\": \"two\", \"row\": 2}]}",
           NULL);
    merges("one two --json", NULL, 0,
           "\"row\": {\"part\": \"one\", \"row\": 3}}", NULL);
}

/* Its rows' texts alone are longer than a line of a CSV may be. */
static void a_part_may_be_a_long_line(void **state)
{
    struct strbuf input = { 0 };

    (void)state;
    strbuf_puts(&input, "t,label,p:a,p:b\n");
    for (int i = 0; i < 2; i++) {
        strbuf_fill(&input, 'x', 9 << 20);
        strbuf_puts(&input, ",a,0.5,0.5\n");
    }
    keep("- --partial --worst 2", strbuf_text(&input), "long");
    merges("long", NULL, 0, "likelihood            0.25\n", NULL);
    strbuf_finish(&input);
}

/* Of each part a megabyte is kept, and let go of when another's is worse: the
 * losses go up and down again. */
static void what_is_no_longer_the_worst_is_let_go(void **state)
{
    struct strbuf parts = { 0 }, row = { 0 };

    (void)state;
    for (int i = 0; i < 24; i++) {
        struct outcome outcome;

        strbuf_clear(&row);
        strbuf_puts(&row, "t,label,p:a,p:b\n");
        strbuf_fill(&row, 'a' + (char)i, 1 << 20);
        strbuf_printf(&row, ",a,0.%02d,0.%02d\n", 20 + abs(i - 12),
                      80 - abs(i - 12));
        strbuf_printf(&row, "short %d,b,0,1\n", i);
        outcome_write("rows", strbuf_text(&row));
        outcome = outcome_of("eval", "rows --partial --worst 1", NULL);
        assert_int_equal(outcome.status, 0);
        strbuf_add(&parts, outcome.out.at, outcome.out.len);
        outcome_finish(&outcome);
    }
    merges("-", strbuf_text(&parts), 0, "a  mmmm", NULL);
    merges("-", strbuf_text(&parts), 0, "examples              48\n", NULL);
    strbuf_finish(&parts);
    strbuf_finish(&row);
}

/* A partition of a cluster may be empty. */
static void a_part_may_have_no_row(void **state)
{
    (void)state;
    keep("- --partial", "label,p:Positive,p:Neutral,p:Negative\n", "none");
    keep("- --partial --name films", films, "all");
    merges("none all none", NULL, 0, "likelihood            0.126\n", NULL);
    merges("none", NULL, 1, NULL, "likely: none: no part has a row; ");
    outcome_expect("eval", "-", "label,p:a\n", 1, NULL, "no row follows");
    outcome_expect("eval", "- --partial", "", 1, NULL, "the file is empty");
}

/* ---- random cuts ---- */

enum { PARTS = 6, ROWS = 90 };

/* Rows of nasty kinds: near 0, near 1, subnormal; now and then a 0. */
static void put_row(struct strbuf *out, struct rng *rng, bool zeros)
{
    double small = ldexp(rng_uniform(rng), -(int)rng_below(rng, 60));
    unsigned label = (unsigned)rng_below(rng, 2);

    if (rng_below(rng, 12) == 0)
        small = zeros && label == 0 ? 0.0 : 0x1p-1074;
    strbuf_printf(out, "%u,%.17g,%.17g\n", label, small, 1.0 - small);
}

static void write_parts(const struct strbuf *rows, struct rng *rng)
{
    size_t from = 0;

    for (int i = 0; i < PARTS; i++) {
        struct strbuf file = { 0 };
        size_t left = ROWS - from;
        size_t n = i + 1 < PARTS ? rng_below(rng, left / 2 + 1) : left;
        char name[8];

        strbuf_puts(&file, "label,p:a,p:b\n");
        for (size_t j = from; j < from + n; j++)
            strbuf_puts(&file, strbuf_text(&rows[j]));
        from += n;
        snprintf(name, sizeof name, "%d", i);
        keep("- --partial --worst 4 --threads 1", strbuf_text(&file), name);
        strbuf_finish(&file);
    }
}

static char *merged(const char *arguments, const char *input)
{
    struct outcome outcome = outcome_of("merge", arguments, input);
    char *text;

    if (outcome.status != 0)
        outcome_complain(arguments, &outcome);
    text = strdup(strbuf_text(&outcome.out));
    outcome_finish(&outcome);
    return text;
}

/* Some of them first, then that and the others. */
static char *merged_at_random(struct rng *rng)
{
    char first[4 * PARTS + 20] = "", second[4 * PARTS + 20] = "- --json";
    char *part, *whole;
    int order[PARTS];

    for (int i = 0; i < PARTS; i++) {
        int j = (int)rng_below(rng, (uint64_t)i + 1);

        order[i] = order[j];
        order[j] = i;
    }
    for (int i = 0; i < PARTS; i++) {
        char *list = i == 0 || rng_below(rng, 2) ? first : second;

        sprintf(list + strlen(list), " %d", order[i]);
    }
    strcat(first, " --partial");
    part = merged(first, NULL);
    if (rng_below(rng, 2)) { /* a grouping deeper */
        outcome_write("group", part);
        free(part);
        part = merged("group --partial", NULL);
    }
    whole = merged(second, part);
    free(part);
    return whole;
}

static void assert_within_an_ulp(const char *a, const char *b, const char *key)
{
    json_t *x = json_loads(a, 0, NULL), *y = json_loads(b, 0, NULL);

    assert_true(x && y);
    if (json_is_string(json_object_get(x, key)))
        assert_string_equal(json_string_value(json_object_get(x, key)),
                            json_string_value(json_object_get(y, key)));
    else
        assert_near(number(x, key), number(y, key),
                    fabs(number(y, key)) * 0x1p-52);
    json_decref(x);
    json_decref(y);
}

/* With rows of probability 0, where sums are infinite, and without. */
static void check_cuts(struct rng *rng, bool zeros)
{
    static const char *const keys[] = {
        "log_likelihood", "cross_entropy", "kl",
        "kl_reverse",     "perplexity",    "accuracy"
    };
    struct strbuf rows[ROWS] = { { 0 } }, all = { 0 };
    struct outcome whole;

    strbuf_puts(&all, "label,p:a,p:b\n");
    for (int i = 0; i < ROWS; i++) {
        put_row(&rows[i], rng, zeros);
        strbuf_puts(&all, strbuf_text(&rows[i]));
    }
    whole = outcome_of("eval", "- --json", strbuf_text(&all));
    for (int cut = 0; cut < 2; cut++) {
        char *want;

        write_parts(rows, rng);
        want = merged("0 1 2 3 4 5 --json", NULL);
        for (size_t k = 0; k < sizeof keys / sizeof *keys; k++)
            assert_within_an_ulp(want, strbuf_text(&whole.out), keys[k]);
        for (int i = 0; i < 6; i++) {
            char *got = merged_at_random(rng);

            assert_string_equal(got, want);
            free(got);
        }
        free(want);
    }
    outcome_finish(&whole);
    strbuf_finish(&all);
    for (int i = 0; i < ROWS; i++)
        strbuf_finish(&rows[i]);
}

static void order_and_grouping_change_nothing(void **state)
{
    struct rng rng;

    (void)state;
    rng_seed(&rng, 12);
    check_cuts(&rng, false);
    check_cuts(&rng, true);
}

/* One part alone says what `eval` says of it, decimals of the product too. */
static void one_part_is_the_whole(void **state)
{
    json_t *a, *b;
    struct outcome eval = outcome_of("eval", "- --json", films), merge;

    (void)state;
    keep("- --partial", films, "whole");
    merge = outcome_of("merge", "whole --json", NULL);
    a = json_loads(strbuf_text(&eval.out), 0, NULL);
    b = json_loads(strbuf_text(&merge.out), 0, NULL);
    assert_true(number(json_object_get(a, "likelihood"), "fraction") ==
                number(json_object_get(b, "likelihood"), "fraction"));
    assert_true(number(a, "log_likelihood") == number(b, "log_likelihood"));
    json_decref(a);
    json_decref(b);
    outcome_finish(&eval);
    outcome_finish(&merge);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parts_are_joined),
        cmocka_unit_test(parts_are_read_side_by_side),
        cmocka_unit_test(what_is_no_part_is_refused),
        cmocka_unit_test(rows_of_parts_are_named),
        cmocka_unit_test(a_part_may_be_a_long_line),
        cmocka_unit_test(what_is_no_longer_the_worst_is_let_go),
        cmocka_unit_test(a_part_may_have_no_row),
        cmocka_unit_test(order_and_grouping_change_nothing),
        cmocka_unit_test(one_part_is_the_whole),
    };

    return cmocka_run_group_tests(tests, outcome_setup, outcome_teardown);
}
