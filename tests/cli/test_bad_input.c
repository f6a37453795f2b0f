/* test_bad_input.c - `likely eval` on everything that a file of predictions
 * should not be: status 1 and one message, which names file, line and column
 * and what would do. Which texts the readers refuse otherwise, and where:
 * tests/lab. */
#include "support/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include "base/strbuf.h"
#include "cli/outcome.h"

static void refused(const char *arguments, const char *input, const char *says)
{
    struct outcome outcome = outcome_of("eval", arguments, input);
    const char *text = strbuf_text(&outcome.err);

    if (outcome.status != 1 || outcome.out.len > 0 || !strstr(text, says) ||
        strncmp(text, "likely: ", 8) != 0 || !strstr(text, " would do") ||
        strchr(text, '\n') != text + strlen(text) - 1)
        outcome_complain(arguments, &outcome);
    outcome_finish(&outcome);
}

static void a_csv_is_refused_at_its_place(void **state)
{
    static const struct {
        const char *text, *says;
    } cases[] = {
        { "label,p:a,p:b\na,0.5,0.5\na,0.5\n", "f.csv:3:6: this row has 2 f" },
        { "label,p:a,p:b\na,0.5,0.5,1\n", "f.csv:2:11: field 4 of this row" },
        { "label,cat,dog\na,0.5,0.5\n", "f.csv:1:1: no column of predictions" },
        { "p:a,p:b\n0.5,0.5\n", "f.csv:1:1: no column of truths" },
        { "p:a;p:b;label\n0,5;0,5;a\n", "f.csv:1:1: this header is one field "
                                        "with semicolons in it; commas" },
        { "label\tp:a\tp:b\na\t1\t0\n", "f.csv:1:1: this header is one field "
                                        "with tabs in it; commas" },
        { "y:a,p:a,p:b\n1,0.5,0.5\n", "f.csv:1:1: class 'b' has no column" },
        { "label,p:a,p:b\nc,0.5,0.5\n", "f.csv:2:1: label 'c' is no class" },
        { "label,p:a,p:b\n-1,0.5,0.5\n", "f.csv:2:1: label '-1' is no class" },
        { "label,p:a,p:b\n2,0.5,0.5\n", "f.csv:2:1: label '2' is no class" },
        { "label,p:a,p:b\na,half,0.5\n", "f.csv:2:3: 'half' in column 'p:a'" },
        { "label,p:a,p:b\na,0.5,nan\n", "f.csv:2:7: 'nan' in column 'p:b'" },
        { "label,p:a,p:b\na,0.5,0.47\n", "f.csv:2:3: the prediction of this "
                                         "row adds up to 0.97; 1 would do" },
        { "label,p:a,label,p:b\na,1,a,0\n", "f.csv:1:11: there are 2 columns" },
        { "", "f.csv:1:1: the file is empty" },
        { "\xEF\xBB\xBF", "f.csv:1:1: the file is empty" },
        { "label,p:a,p:b\r\n", "f.csv:1:1: no row follows the header" },
        { "label,p:a,p:b\r\na,0.5,0.5\r\na,0.5,x\r\n", "f.csv:3:7: 'x'" },
        { "\xEF\xBB\xBFlabel,p:a,p:b\nx,0.5,0.5\n", "f.csv:2:1: label 'x'" },
        { "t,label,p:a,p:b\n\"one\ntwo\",a,0.5,y\n", "f.csv:3:12: 'y'" },
        { "label,p:a,p:b\n\"a,0.5,0.5\n", "f.csv:2:1: this quote is never" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        outcome_write("f.csv", cases[i].text);
        refused("f.csv", NULL, cases[i].says);
        refused("f.csv --threads 1", NULL, cases[i].says);
    }
    refused(".", NULL, "likely: .: this is a folder");
}

/* A header of a hundred thousand columns is read; one of them is wrong. */
static void many_columns_have_places_too(void **state)
{
    struct strbuf text = { 0 };

    (void)state;
    strbuf_puts(&text, "label");
    for (int j = 0; j < 100000; j++)
        strbuf_printf(&text, ",p:%d", j);
    strbuf_puts(&text, "\n0,1");
    for (int j = 1; j < 99999; j++)
        strbuf_puts(&text, ",0");
    outcome_write("wide.csv", strbuf_text(&text));
    refused("wide.csv", NULL, "wide.csv:2:200000: this row has 100000 fields");
    strbuf_puts(&text, ",0\n");
    outcome_write("wide.csv", strbuf_text(&text));
    outcome_expect("eval", "wide.csv", NULL, 0,
                   "classes               100000: 0", NULL);
    strbuf_finish(&text);
}

/* A gigabyte without a line's end, from a program that stops when nobody
 * reads on: neither is held in memory, with a quote before it or without. */
static void a_line_of_a_gigabyte_is_not_held(void **state)
{
    static const char *const fronts[] = { "label,p:a\\na,", "label,p:a\\n\\\"",
                                          "" };
    struct rusage usage;

    (void)state;
    for (size_t i = 0; i < 3; i++) {
        char script[400];

        snprintf(script, sizeof script,
                 "{ printf \"%s\"; head -c 1000000000 "
                 "/dev/zero 2>/dev/null | tr '\\0' 1; } | likely "
                 "eval - 2>&1 | grep -q 'standard input:%d:1: a line of "
                 "more than 16 MiB.* would do'",
                 fronts[i], i < 2 ? 2 : 1);
        if (outcome_shell(script) != 0)
            fail_msg("case %zu", i);
    }
    getrusage(RUSAGE_CHILDREN, &usage);
    assert_true(usage.ru_maxrss < 400000); /* KB, of a sanitized build too */
}

/* ---- arrays ---- */

#define P(type, order, shape, data)                                            \
    "\x93NUMPY\1\0\x50\0{'descr': '" type "', 'fortran_order': " order         \
    ", 'shape': " shape "}" data
#define GOOD "\0\0\x40\x3f\0\0\x80\x3e\0\0\0\x3f\0\0\0\x3f"
#define FILE_OF(text)                                                          \
    {                                                                          \
        text, sizeof(text) - 1                                                 \
    }

/* The header is padded to 80 bytes here, as NumPy pads it. */
static void put(const char *name, struct slice file)
{
    struct strbuf text = { 0 };
    const char *end = memchr(file.at, '}', file.len);
    size_t head = (size_t)(end + 1 - file.at);

    strbuf_add(&text, file.at, head);
    strbuf_fill(&text, ' ', 90 - head);
    strbuf_add(&text, file.at + head, file.len - head);
    outcome_write_bytes(name, (struct slice){ text.at, text.len });
    strbuf_finish(&text);
}

static void arrays_are_refused_by_name(void **state)
{
    static const struct slice labels =
        FILE_OF(P("|u1", "False", "(2,)", "\0\1"));
    static const struct {
        const char *says;
        struct slice p, y;
    } cases[] = {
        { "p.npy: the file ends in row 2, and its header says 2 rows",
          FILE_OF(P("<f4", "False", "(2, 2)", "\0\0\x40\x3f\0\0\x80\x3e\0")),
          { 0 } },
        { "p.npy: an array in Fortran's order",
          FILE_OF(P("<f4", "True", "(2, 2)", GOOD)),
          { 0 } },
        { "p.npy: an array of Python objects",
          FILE_OF(P("|O", "False", "(2, 2)", GOOD)),
          { 0 } },
        { "p.npy: the bytes of its numbers are in another machine's order",
          FILE_OF(P(">f4", "False", "(2, 2)", GOOD)),
          { 0 } },
        { "p.npy: row 2: the prediction of this row adds up to 0.75",
          FILE_OF(P("<f4", "False", "(2, 2)",
                    "\0\0\x40\x3f\0\0\x80\x3e\0\0\0\x3f\0\0\x80\x3e")),
          { 0 } },
        { "p.npy: row 1, column 2: nan is no probability",
          FILE_OF(P("<f4", "False", "(2, 2)",
                    "\0\0\x40\x3f\0\0\xc0\x7f\0\0\0\x3f\0\0\x80\x3e")),
          { 0 } },
        { "y.npy: row 2: label -1 is no class; 0 to 1 would do",
          FILE_OF(P("<f4", "False", "(2, 2)", GOOD)),
          FILE_OF(P("|i1", "False", "(2,)", "\0\xff")) },
        { "y.npy: row 2: label 2 is no class; 0 to 1 would do",
          FILE_OF(P("<f4", "False", "(2, 2)", GOOD)),
          FILE_OF(P("|u1", "False", "(2,)", "\0\2")) },
        { "p.npy: more bytes follow the array",
          FILE_OF(P("<f4", "False", "(2, 2)", GOOD "x")),
          { 0 } },
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        put("p.npy", cases[i].p);
        put("y.npy", cases[i].y.len ? cases[i].y : labels);
        refused("--probs p.npy --labels y.npy", NULL, cases[i].says);
    }
    refused("--probs . --labels y.npy", NULL, "likely: .: this is a folder");
    outcome_write("p.npy", "label,p:a\n");
    refused("--probs p.npy --labels y.npy", NULL, "p.npy: this is no .npy");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_csv_is_refused_at_its_place),
        cmocka_unit_test(many_columns_have_places_too),
        cmocka_unit_test(a_line_of_a_gigabyte_is_not_held),
        cmocka_unit_test(arrays_are_refused_by_name),
    };

    return cmocka_run_group_tests(tests, outcome_setup, outcome_teardown);
}
