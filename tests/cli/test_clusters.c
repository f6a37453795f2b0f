/* test_clusters.c - the commands of docs/clusters.md, run: those of GNU
 * parallel where it is installed, and what a cluster would start as a shell
 * starts it. What comes of the parts is held to `likely eval` on the whole. */
#include "support/test.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/strbuf.h"
#include "cli/outcome.h"
#include "num/rng.h"

enum { ROWS = 30000, FILES = 4, FILE_MAX = 1 << 20 };

static void sh(const char *script, const char *out)
{
    char line[80];

    outcome_write("run.sh", script);
    snprintf(line, sizeof line, "sh run.sh >%s", out);
    if (outcome_shell(line) != 0)
        fail_msg("this fails: %s", script);
}

static int make_files(void **state)
{
    struct strbuf all = { 0 }, part = { 0 };
    struct rng rng;

    if (outcome_setup(state) != 0)
        return -1;
    rng_seed(&rng, 4);
    strbuf_puts(&all, "label,p:cat,p:dog\n");
    strbuf_puts(&part, "label,p:cat,p:dog\n");
    for (int i = 0; i < ROWS; i++) {
        double p = rng_uniform(&rng);
        char row[80];

        snprintf(row, sizeof row, "%s,%.17g,%.17g\n", i % 3 ? "cat" : "dog", p,
                 1.0 - p);
        strbuf_puts(&all, row);
        strbuf_puts(&part, row);
        if ((i + 1) % (ROWS / FILES) == 0) {
            char name[20];

            snprintf(name, sizeof name, "part-%d.csv", i / (ROWS / FILES));
            outcome_write(name, strbuf_text(&part));
            strbuf_clear(&part);
            strbuf_puts(&part, "label,p:cat,p:dog\n");
        }
    }
    outcome_write("predictions.csv", strbuf_text(&all));
    strbuf_finish(&all);
    strbuf_finish(&part);
    sh("likely eval predictions.csv", "whole");
    return 0;
}

/* The joined parts say what the whole says; their products, first rows and
 * formats are not looked at. */
static void is_the_whole(const char *name)
{
    char script[200];

    snprintf(
        script, sizeof script,
        "pick() { grep -E '^(examples|classes|log-|cross|acc|perp)' $1; }\n"
        "pick whole >a; pick %s >b; test -s a && cmp a b",
        name);
    sh(script, "compared");
}

/* The rest of the line of docs/clusters.md that begins so, the nth from 0. */
static bool command_of_docs(const char *begins, int nth, struct strbuf *out)
{
    struct strbuf page = { 0 };

    assert_true(
        file_read(LIKELY_SOURCE "/docs/clusters.md", &page, FILE_MAX, NULL));
    strbuf_clear(out);
    for (char *line = strtok(page.at, "\n"); line; line = strtok(NULL, "\n"))
        if (strncmp(line, begins, strlen(begins)) == 0 && nth-- == 0)
            strbuf_puts(out, line + strspn(line, " "));
    strbuf_finish(&page);
    return out->len > 0;
}

static void the_commands_of_gnu_parallel_work(void **state)
{
    struct strbuf command = { 0 };
    int ran = 0;

    (void)state;
    if (outcome_shell("parallel --version 2>/dev/null | grep -q GNU") != 0) {
        print_message("GNU parallel is not installed: its commands are not "
                      "run\n");
        skip();
    }
    for (int i = 0; command_of_docs("    parallel ", i, &command); i++) {
        if (strstr(command.at, " -S "))
            continue; /* wants other machines */
        sh(strbuf_text(&command), "joined");
        is_the_whole("joined");
        ran++;
    }
    assert_int_equal(ran, 3);
    strbuf_finish(&command);
}

/* What stands in the quotes of a line of the page. */
static char *quoted(struct strbuf *line)
{
    char *from = strchr(line->at, '"'), *to = strrchr(line->at, '"');

    assert_true(from && to > from);
    *to = '\0';
    return from + 1;
}

/* The streaming system cuts lines into splits, runs the mapper on each, sorts
 * what comes (a key, a tab, no value) and runs the reducer. */
static void mapper_and_reducer_work(void **state)
{
    struct strbuf mapper = { 0 }, reducer = { 0 }, script = { 0 };

    (void)state;
    assert_true(command_of_docs("        -mapper ", 0, &mapper));
    assert_true(command_of_docs("        -reducer ", 0, &reducer));
    strbuf_printf(&script,
                  "tail -n +2 predictions.csv >rows; : >mapped\n"
                  "for from in 1 20001 9001 30001; do\n"
                  "  case $from in 1) n=9000;; 9001) n=11000;; *) n=10000;;\n"
                  "  esac\n"
                  "  tail -n +$from rows | head -n $n | %s >>mapped || exit 1\n"
                  "done\n"
                  "sort mapped | sed \"s/$/$(printf '\\t')/\" | %s | "
                  "likely merge -",
                  quoted(&mapper), quoted(&reducer));
    sh(strbuf_text(&script), "joined");
    is_the_whole("joined");
    strbuf_finish(&mapper);
    strbuf_finish(&reducer);
    strbuf_finish(&script);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_commands_of_gnu_parallel_work),
        cmocka_unit_test(mapper_and_reducer_work),
    };

    return cmocka_run_group_tests(tests, make_files, outcome_teardown);
}
