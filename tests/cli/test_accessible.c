/* test_accessible.c - the course for a braille display and a voice.
 *
 * The law of a width: no line is wider, and nothing but blanks and ends of
 * lines differs from what is printed without one.
 */
#include "support/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/slice.h"
#include "base/strbuf.h"
#include "base/utf8.h"

static char home[] = "/tmp/likely-access-XXXXXX";

static int setup(void **state)
{
    (void)state;
    setenv("LC_ALL", "C.UTF-8", 1);
    return mkdtemp(home) ? 0 : -1;
}

static int teardown(void **state)
{
    char line[64];

    (void)state;
    snprintf(line, sizeof line, "rm -r %s", home);
    return system(line);
}

/* What the program prints, errors too, when that is typed; its record is
 * empty. Returns the exit status. */
static int run(struct strbuf *out, const char *before, const char *arguments,
               const char *typed)
{
    char line[1024];
    FILE *pipe;

    strbuf_clear(out);
    snprintf(line, sizeof line,
             "rm -rf %s/likely; printf '%s' | XDG_STATE_HOME=%s %s '%s' %s "
             "2>&1",
             home, typed, home, before, LIKELY, arguments);
    pipe = popen(line, "r");
    assert_non_null(pipe);
    while (fgets(line, sizeof line, pipe))
        strbuf_puts(out, line);
    return WEXITSTATUS(pclose(pipe));
}

static void drop_blanks(struct strbuf *out, const char *text)
{
    strbuf_clear(out);
    for (; *text; text++)
        if (*text != ' ' && *text != '\n')
            strbuf_putc(out, *text);
}

static void check_width(const char *section, int width)
{
    static const char typed[] =
        "help\\nanswer 1\\nhint\\nlab\\nnext\\nnext\\nbogus\\nmap\\n";
    struct strbuf wide = { 0 }, narrow = { 0 }, a = { 0 }, b = { 0 };
    struct slice rest, line;
    char arguments[64];

    snprintf(arguments, sizeof arguments, "learn %s --plain", section);
    run(&wide, "", arguments, typed);
    snprintf(arguments, sizeof arguments, "learn %s --plain --width %d",
             section, width);
    run(&narrow, "", arguments, typed);
    rest = slice_of(strbuf_text(&narrow));
    while (slice_line(&rest, &line))
        if (utf8_width(line) > width)
            fail_msg("%s: wider than %d: '%.*s'", section, width,
                     SLICE_ARG(line));
    drop_blanks(&a, strbuf_text(&wide));
    drop_blanks(&b, strbuf_text(&narrow));
    assert_string_equal(strbuf_text(&b), strbuf_text(&a));
    strbuf_finish(&wide);
    strbuf_finish(&narrow);
    strbuf_finish(&a);
    strbuf_finish(&b);
}

static void lines_fit_a_braille_display(void **state)
{
    static const char *const sections[] = { "1.1", "1.3", "1.4", "2.4" };

    (void)state;
    for (size_t i = 0; i < sizeof sections / sizeof *sections; i++) {
        check_width(sections[i], 40);
        check_width(sections[i], 20);
    }
}

static void and_less_than_20_columns(void **state)
{
    static const int widths[] = { 19, 12, 7, 4 };

    (void)state;
    for (size_t i = 0; i < sizeof widths / sizeof *widths; i++)
        check_width("1.2", widths[i]);
}

/* By hand. */
static void words_are_whole_where_they_fit(void **state)
{
    struct strbuf out = { 0 };

    (void)state;
    run(&out, "", "learn 1.2 --plain --width 40", "");
    assert_non_null(strstr(strbuf_text(&out),
                           "Section 1.2: Maximum likelihood\nestimation\n"));
    run(&out, "", "learn 1.2 --plain --width 10", "");
    assert_non_null(strstr(strbuf_text(&out),
                           "Section\n1.2:\nMaximum\nlikelihood\nestimation\n"));
    strbuf_finish(&out);
}

static void a_width_that_is_none_is_refused(void **state)
{
    struct strbuf out = { 0 };

    (void)state;
    assert_int_equal(run(&out, "", "learn 1.2 --plain --width 3", ""), 2);
    assert_non_null(strstr(strbuf_text(&out), "4 to 1000 would do"));
    assert_int_equal(run(&out, "", "learn 1.2 --plain --width 4x", ""), 2);
    strbuf_finish(&out);
}

static void keys_are_words_by_option_and_by_environment(void **state)
{
    struct strbuf out = { 0 };

    (void)state;
    run(&out, "", "learn 1.2 --dump text", "");
    assert_non_null(strstr(strbuf_text(&out), "? help"));
    run(&out, "", "learn 1.2 --dump text --words", "");
    assert_non_null(strstr(strbuf_text(&out), "question help"));
    run(&out, "LIKELY_WORDS=1", "learn 1.2 --dump text", "");
    assert_non_null(strstr(strbuf_text(&out), "question help"));
    run(&out, "LIKELY_WORDS=1", "present 1.2 --dump text", "");
    assert_non_null(strstr(strbuf_text(&out), "question keys"));
    run(&out, "LIKELY_WORDS=", "learn 1.2 --dump text", "");
    assert_non_null(strstr(strbuf_text(&out), "? help"));
    strbuf_finish(&out);
}

static void plain_help_names_its_signs(void **state)
{
    struct strbuf out = { 0 };

    (void)state;
    run(&out, "", "learn 1.2 --plain", "help let\\nhelp cursor\\n");
    assert_non_null(strstr(strbuf_text(&out), "+ (plus) and - (minus) go"));
    assert_non_null(strstr(strbuf_text(&out), "+ (plus) or - (minus), fine+"));
    strbuf_finish(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_fit_a_braille_display),
        cmocka_unit_test(and_less_than_20_columns),
        cmocka_unit_test(words_are_whole_where_they_fit),
        cmocka_unit_test(a_width_that_is_none_is_refused),
        cmocka_unit_test(keys_are_words_by_option_and_by_environment),
        cmocka_unit_test(plain_help_names_its_signs),
    };

    return cmocka_run_group_tests(tests, setup, teardown);
}
