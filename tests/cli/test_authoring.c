/* test_authoring.c - what docs/authoring.md shows of lessons is true.
 *
 * Its first sample is a lesson, its second a `define` block, two questions and
 * three figures follow: `likely check` proves them and warns of nothing. And
 * no key of a block is missing in it.
 */
#include "support/test.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/slice.h"
#include "base/strbuf.h"

static void read_manual(struct strbuf *out)
{
    assert_true(file_read(LIKELY_SOURCE "/docs/authoring.md", out, 0, NULL));
}

/* The N-th block of the manual between lines of four backticks, from 0. */
static void sample(size_t n, struct strbuf *out)
{
    static const char opens[] = "\n````markdown\n", closes[] = "\n````\n";
    struct strbuf text = { 0 };
    const char *at, *end;

    read_manual(&text);
    at = strbuf_text(&text);
    for (size_t i = 0;; i++) {
        at = strstr(at, opens);
        assert_non_null(at);
        at += sizeof opens - 1;
        end = strstr(at, closes);
        assert_non_null(end);
        if (i == n)
            break;
        at = end;
    }
    strbuf_add(out, at, (size_t)(end - at) + 1);
    strbuf_finish(&text);
}

/* What `likely check` ends with for a lesson of this text; a warning is as
 * bad as an error. */
static int checked(const struct strbuf *lesson)
{
    char path[] = "/tmp/likely-authoring-XXXXXX.md", line[512];
    int file = mkstemps(path, 3), status;

    assert_true(file >= 0);
    assert_int_equal(write(file, lesson->at, lesson->len), lesson->len);
    close(file);
    snprintf(line, sizeof line,
             "LIKELY_LESSONS='%s/lessons' '%s' check --mutate '%s' 2>&1 |"
             "tee -a /dev/stderr | grep -q '^1 lesson, 0 errors, 0 warnings$'",
             LIKELY_SOURCE, LIKELY, path);
    status = system(line);
    unlink(path);
    return status;
}

static void the_small_lesson_is_proved(void **state)
{
    struct strbuf lesson = { 0 }, wrong = { 0 };
    const char *at;

    (void)state;
    sample(0, &lesson);
    assert_int_equal(checked(&lesson), 0);

    /* And the check bites: by hand, 0.7 times 0.3 is 0.21. */
    at = strstr(strbuf_text(&lesson), "= 0.21$$");
    assert_non_null(at);
    strbuf_add(&wrong, lesson.at, (size_t)(at - lesson.at));
    strbuf_puts(&wrong, "= 0.22$$");
    strbuf_puts(&wrong, at + strlen("= 0.21$$"));
    assert_int_not_equal(checked(&wrong), 0);
    strbuf_finish(&lesson);
    strbuf_finish(&wrong);
}

/* Both come behind the small lesson and its lab. */
static void the_questions_are_proved(void **state)
{
    (void)state;
    for (size_t n = 2; n < 4; n++) {
        struct strbuf lesson = { 0 };

        sample(0, &lesson);
        strbuf_puts(&lesson, "\n");
        sample(n, &lesson);
        assert_int_equal(checked(&lesson), 0);
        strbuf_finish(&lesson);
    }
}

static void the_figures_are_proved(void **state)
{
    static const char *const fences[] = { "\n```plot\n", "\n```sample\n",
                                          "\n```fit\n" };
    struct strbuf manual = { 0 }, lesson = { 0 };

    (void)state;
    read_manual(&manual);
    strbuf_puts(&lesson, "---\ntitle: 'Figures'\n---\n");
    for (size_t i = 0; i < 3; i++) {
        const char *at = strstr(strbuf_text(&manual), fences[i]), *end;

        assert_non_null(at);
        end = strstr(at, "\n```\n");
        assert_non_null(end);
        strbuf_add(&lesson, at, (size_t)(end - at) + strlen("\n```\n"));
    }
    assert_int_equal(checked(&lesson), 0);
    strbuf_finish(&manual);
    strbuf_finish(&lesson);
}

/* A key stands there alone between back ticks, or with a value behind it. */
static bool is_told(const char *manual, struct slice key)
{
    char alone[80], given[80];

    snprintf(alone, sizeof alone, "`%.*s`", SLICE_ARG(key));
    snprintf(given, sizeof given, "`%.*s: ", SLICE_ARG(key));
    return strstr(manual, alone) || strstr(manual, given);
}

/* How many keys the table of a block has, which is what it is read by. */
static int check_keys(const char *manual, const char *table)
{
    static const char opens[] = ".name = \"";
    struct strbuf text = { 0 };
    char path[4096];
    int found = 0;

    snprintf(path, sizeof path, "%s/src/lesson/%s", LIKELY_SOURCE, table);
    assert_true(file_read(path, &text, 0, NULL));
    for (const char *at = strstr(strbuf_text(&text), opens); at;
         at = strstr(at, opens)) {
        struct slice key;

        at += strlen(opens);
        key = (struct slice){ at, strcspn(at, "\"") };
        if (!is_told(manual, key))
            fail_msg("'%.*s' of %s is not told", SLICE_ARG(key), table);
        found++;
    }
    strbuf_finish(&text);
    return found;
}

static void every_key_of_a_block_is_told(void **state)
{
    struct strbuf manual = { 0 };

    (void)state;
    read_manual(&manual);
    assert_true(check_keys(strbuf_text(&manual), "lab_read.c") >= 8);
    assert_true(check_keys(strbuf_text(&manual), "question_read.c") >= 20);
    assert_true(check_keys(strbuf_text(&manual), "figure_read.c") >= 20);
    strbuf_finish(&manual);
}

static void the_definitions_are_read(void **state)
{
    struct strbuf lesson = { 0 }, block = { 0 };

    (void)state;
    strbuf_puts(&lesson, "---\ntitle: 'Definitions'\n---\n\n");
    sample(1, &block);
    strbuf_puts(&lesson, strbuf_text(&block));
    strbuf_puts(&lesson, "\n```lab one\n"
                         "classes: [a, b]\n"
                         "rows:\n"
                         "  - {label: a, predicted: [0.8, 0.2]}\n"
                         "```\n\n"
                         "$$H(y_i, \\hat{y}_i) = "
                         "-\\sum_{k=1}^K y_{i,k} \\log \\hat{y}_{i,k}$$\n");
    assert_int_equal(checked(&lesson), 0);
    strbuf_finish(&block);
    strbuf_finish(&lesson);
}

/* Its name makes the title: a quote must not end the YAML. And what is there
 * is never written over. */
static void a_new_lesson_is_proved_and_harms_none(void **state)
{
    char folder[] = "/tmp/likely-new-XXXXXX", line[512], path[64];
    struct strbuf text = { 0 };

    (void)state;
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/my-first 'one'.md", folder);
    snprintf(line, sizeof line, "'%s' new \"%s/my-first 'one'\" >%s/out",
             LIKELY, folder, folder);
    assert_int_equal(system(line), 0);
    assert_true(file_read(path, &text, 0, NULL));
    assert_non_null(strstr(strbuf_text(&text), "my first ''one''"));
    assert_int_equal(checked(&text), 0);
    strbuf_clear(&text);
    assert_true(file_replace(path, slice_of("mine"), NULL));
    snprintf(line, sizeof line, "'%s' new \"%s\" 2>%s/out", LIKELY, path,
             folder);
    assert_int_not_equal(system(line), 0);
    assert_true(file_read(path, &text, 0, NULL));
    assert_string_equal(strbuf_text(&text), "mine");
    strbuf_finish(&text);
    snprintf(line, sizeof line, "rm -r %s", folder);
    assert_int_equal(system(line), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_small_lesson_is_proved),
        cmocka_unit_test(the_definitions_are_read),
        cmocka_unit_test(the_questions_are_proved),
        cmocka_unit_test(the_figures_are_proved),
        cmocka_unit_test(every_key_of_a_block_is_told),
        cmocka_unit_test(a_new_lesson_is_proved_and_harms_none),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
