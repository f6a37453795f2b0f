/* Lessons that are right, and lessons with one thing wrong, each against what
 * the proof says of it. Every case stands below the same definitions and the
 * same lab; its lines count from 1. */
#include "course/prove.h"

#include <stdio.h>
#include <stdlib.h>

#include <unistd.h>

#include "base/err.h"
#include "base/file.h"
#include "base/strbuf.h"
#include "course/course.h"
#include "lesson/cases.h"
#include "lesson/catalogue.h"
#include "support/test.h"

static const char above[] =
    "# T\n"
    "\n"
    "```define\n"
    "domain i = 1..N ; j, k = 1..K\n"
    "data y_{i,k}, s_{i,k}, N, K\n"
    "param \\theta = 1 in [0, 5]\n"
    "word KL\n"
    "\\hat{y}_{i,k} := s_{i,k}\n"
    "k_i := \\arg\\max_k y_{i,k}\n"
    "L := \\prod_{i=1}^N \\hat{y}_{i,k_i}\n"
    "H(p, q) := -\\sum_{k=1}^K p_k \\log q_k\n"
    "H(p) := -\\sum_{k=1}^K p_k \\log p_k\n"
    "KL(p \\| q) := \\sum_{k=1}^K p_k \\log \\frac{p_k}{q_k}\n"
    "A(t) := (t - 2)^2\n"
    "```\n"
    "\n"
    "```lab films\n"
    "classes: [Positive, Neutral, Negative]\n"
    "rows:\n"
    "  - {input: a, label: Positive, predicted: [0.7, 0.2, 0.1]}\n"
    "  - {input: b, label: Neutral, predicted: [0.5, 0.3, 0.2]}\n"
    "  - {input: c, label: Negative, predicted: [0.1, 0.3, 0.6]}\n"
    "```\n"
    "\n";

enum { LINES_ABOVE = 24 };

static void write_proof(struct strbuf *out, const struct proof *proof,
                        bool mutate)
{
    const struct proof_counts *c = &proof->counts;

    for (size_t i = 0; i < proof->line_count; i++) {
        const struct proof_line *line = &proof->lines[i];

        strbuf_printf(out, "%s %d:%d: %s\n",
                      line->weight == PROOF_ERROR     ? "error"
                      : line->weight == PROOF_WARNING ? "warning"
                                                      : "note",
                      line->line > LINES_ABOVE ? line->line - LINES_ABOVE : 0,
                      line->column, line->text);
    }
    strbuf_printf(out,
                  "%zu formulas, %zu unread, %zu identities, %zu instances, "
                  "%zu misprints, %zu numbers",
                  c->formulas, c->unread, c->identities, c->instances,
                  c->misprints, c->numbers);
    if (mutate)
        strbuf_printf(out, ", %zu mutants, %zu equivalent, %zu survive",
                      c->mutants, c->equivalents, c->survivors);
    strbuf_putc(out, '\n');
}

static void prove(struct slice text, bool mutate, struct strbuf *out)
{
    char path[] = "/tmp/likely-prove-XXXXXX.md";
    struct strbuf lesson = { 0 };
    struct catalogue *catalogue = catalogue_empty();
    struct course *course = course_create(catalogue, NULL);
    struct prove_options options = { .mutate = mutate };
    struct section *section;
    struct err err = { 0 };
    int file = mkstemps(path, 3);

    assert_true(file >= 0);
    close(file);
    strbuf_puts(&lesson, above);
    strbuf_slice(&lesson, text);
    assert_true(
        file_replace(path, (struct slice){ lesson.at, lesson.len }, &err));
    section = course_open(course, path, &err);
    if (section) {
        struct proof *proof = prove_section(section, catalogue, &options);

        write_proof(out, proof, mutate);
        proof_destroy(proof);
        section_close(section);
    } else
        strbuf_printf(out, "%d:%d: %s\n", err.line - LINES_ABOVE, err.column,
                      err.text);
    course_destroy(course);
    catalogue_destroy(catalogue);
    strbuf_finish(&lesson);
    unlink(path);
}

static void prove_plain(struct slice text, struct strbuf *out)
{
    prove(text, false, out);
}

static void prove_mutated(struct slice text, struct strbuf *out)
{
    prove(text, true, out);
}

static void each_rule_fails_on_the_lesson_that_breaks_it(void **state)
{
    (void)state;
    assert_true(cases_check("prove.txt", prove_plain) >= 30);
}

static void mutants_are_caught_or_explained(void **state)
{
    (void)state;
    assert_true(cases_check("prove-mutants.txt", prove_mutated) >= 6);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_rule_fails_on_the_lesson_that_breaks_it),
        cmocka_unit_test(mutants_are_caught_or_explained),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
