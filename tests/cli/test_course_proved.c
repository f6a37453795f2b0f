/* test_course_proved.c - the course's own lessons, proved by the program.
 *
 * To see it fail: change a digit in a lesson.
 */
#include "support/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include <unistd.h>

#include "base/err.h"
#include "base/file.h"
#include "base/strbuf.h"

/* What the program prints on either stream, and how it ends. */
static int output_of(const char *arguments, struct strbuf *out)
{
    char line[4096];
    FILE *pipe;
    int status;

    snprintf(line, sizeof line, "LC_ALL=C.UTF-8 '%s' %s 2>&1", LIKELY,
             arguments);
    pipe = popen(line, "r");
    assert_non_null(pipe);
    while (fgets(line, sizeof line, pipe))
        strbuf_puts(out, line);
    status = pclose(pipe);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

/* The whole course, with its mutants where the build is a fast one. */
static void every_lesson_of_the_course_is_proved(void **state)
{
    struct strbuf out = { 0 };
    char arguments[4096];

    (void)state;
    snprintf(arguments, sizeof arguments, "check %s '%s'",
             LIKELY_MUTATE ? "--mutate" : "", getenv("LIKELY_LESSONS"));
    if (output_of(arguments, &out) != 0) {
        print_error("%s", strbuf_text(&out));
        fail();
    }
    assert_non_null(strstr(strbuf_text(&out), " 0 errors, 0 warnings"));
    strbuf_finish(&out);
}

/* The likelihood of the three films is 0.126, and nothing else. */
static void one_wrong_digit_is_found(void **state)
{
    static const char name[] = "phan-1-introduction.md";
    struct strbuf text = { 0 }, out = { 0 };
    char path[4096], arguments[4200];
    struct err err;
    char *digits;

    (void)state;
    snprintf(path, sizeof path, "%s/%s", getenv("LIKELY_LESSONS"), name);
    assert_true(file_read(path, &text, 0, &err));
    digits = strstr(text.at, "= 0.126");
    assert_non_null(digits);
    digits[strlen("= 0.12")] = '7';
    snprintf(path, sizeof path, "/tmp/likely-digit-%ld.md", (long)getpid());
    assert_true(file_replace(path, (struct slice){ text.at, text.len }, &err));
    snprintf(arguments, sizeof arguments, "check '%s'", path);
    assert_int_equal(output_of(arguments, &out), 1);
    assert_non_null(strstr(strbuf_text(&out), "0.127"));
    unlink(path);
    strbuf_finish(&text);
    strbuf_finish(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_lesson_of_the_course_is_proved),
        cmocka_unit_test(one_wrong_digit_is_found),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
