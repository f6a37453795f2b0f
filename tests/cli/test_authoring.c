/* test_authoring.c - what docs/authoring.md shows of lessons is true.
 *
 * Its first sample is a lesson, its second a `define` block; `likely check`
 * proves the one, and reads the other.
 */
#include "support/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/strbuf.h"

/* The N-th block of the manual between lines of four backticks, from 0. */
static void sample(size_t n, struct strbuf *out)
{
    static const char opens[] = "\n````markdown\n", closes[] = "\n````\n";
    struct strbuf text = { 0 };
    const char *at, *end;

    assert_true(file_read(LIKELY_SOURCE "/docs/authoring.md", &text, 0, NULL));
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

/* What `likely check` ends with for a lesson of this text. */
static int checked(const struct strbuf *lesson)
{
    char path[] = "/tmp/likely-authoring-XXXXXX.md", line[512];
    int file = mkstemps(path, 3), status;

    assert_true(file >= 0);
    assert_int_equal(write(file, lesson->at, lesson->len), lesson->len);
    close(file);
    snprintf(line, sizeof line,
             "LIKELY_LESSONS='%s/lessons' '%s' check --mutate '%s'",
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
        cmocka_unit_test(a_new_lesson_is_proved_and_harms_none),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
