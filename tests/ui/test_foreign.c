/* Text and surroundings that mean harm, or are merely broken: they are shown,
 * refused with a sentence, or survived. No byte of them steers the terminal.
 *
 * Seen to fail: with utf8_gate() left out of a message the argument's ESC
 * reaches the terminal; without the unsetenv() of LINES the program starts in
 * a screen of 99999999 lines; with a `readable` that is believed the program
 * outlives its terminal. */
#include "support/console.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <wchar.h>

#include "base/utf8.h"
#include "support/test.h"
#include "ui/guest.h"

/* A title, the clipboard, a device string, C1 both ways, a bidi override, a
 * return that would overwrite, backspaces, bytes that are no UTF-8. */
#define HARM                                                                   \
    "\033]0;PWNED\a \033]52;c;UFdORUQ=\a \033P$q\033\\ \033[2J \033c "         \
    "\xc2\x9b"                                                                 \
    "31m \x9b"                                                                 \
    "31m \xe2\x80\xae!\xe2\x80\xac \r ab\b\b \xe2\x80\x8b\xef\xbb\xbf \xff "   \
    "\xed\xa0\x80 %s%n"

static void check_harmless(const struct console *console)
{
    static const char *const never[] = {
        "\033]",        "\033P",        "\033c",
        "\xc2\x9b",     "\23331m", /* octal, which ends after three digits */
        "\xe2\x80\xae", "\xe2\x80\x8b", "\xef\xbb\xbf",
        "\xff",         "\xed\xa0\x80",
    };

    for (size_t i = 0; i < sizeof never / sizeof *never; i++)
        if (console_wrote(console, never[i]))
            fail_msg("harm %zu reached the terminal", i);
}

static const char *write_lesson(const struct guest *guest, const char *text)
{
    static char path[128];
    FILE *file;

    snprintf(path, sizeof path, "%s/a\033]0;n\a\xe2\x80\xae.md", guest->home);
    file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    assert_int_equal(fclose(file), 0);
    return path;
}

static void foreign_text_is_shown_and_steers_nothing(void **state)
{
    const char *path =
        write_lesson(*state, "---\ntitle: 'T \xe2\x80\xae!'\n"
                             "minutes: 1\n---\n\nBefore " HARM " after.\n");
    const char *argv[] = { LIKELY, "learn", path, NULL };
    struct console *console = guest_run(*state, 80, 24, argv);

    console_expect(console, "Before ^[]0;PWNED^G");
    console_expect(console, "after.");
    console_expect(console, "T <U+202E>!");
    check_harmless(console);
    guest_leave(console);
}

static void a_lab_of_foreign_names_steers_nothing(void **state)
{
    const char *path =
        write_lesson(*state,
                     "---\ntitle: 'T'\nminutes: 1\n---\n\nText.\n\n```lab l\n"
                     "title: 'L\xe2\x80\xae!'\nclasses: ['a\xe2\x80\x8b', b]\n"
                     "rows:\n  - {input: 'i\xe2\x80\xae!', label: b, "
                     "predicted: [0.5, 0.5]}\n```\n");
    const char *argv[] = { LIKELY, "learn", path, NULL };
    struct console *console = guest_run(*state, 100, 24, argv);

    console_expect(console, "L<U+202E>!");
    check_harmless(console);
    guest_leave(console);
}

/* Hexagrams are one cell wide in Unicode 15 and two in the C library of the
 * time: where the two disagree none may be sent, or the row shifts. */
static void a_character_of_doubtful_width_is_replaced(void **state)
{
    const char *path = write_lesson(*state, "---\ntitle: 'T'\nminutes: 1\n"
                                            "---\n\n\u4dc0\u4dc0 after\n");
    const char *argv[] = { LIKELY, "learn", path, NULL };
    struct console *console = guest_run(*state, 80, 24, argv);

    assert_non_null(setlocale(LC_CTYPE, "C.UTF-8"));
    console_expect(console, "after");
    assert_int_equal(console_wrote(console, "\u4dc0"),
                     wcwidth(0x4dc0) == utf8_rune_width(0x4dc0));
    guest_leave(console);
}

/* The file name and the offending key stand in the message. */
static void a_broken_lesson_is_told_of_harmlessly(void **state)
{
    const char *path = write_lesson(*state, "---\n\"\\e]0;k\\a\": 1\n---\n");
    const char *argv[] = { LIKELY, "learn", path, NULL };
    struct console *console = guest_run(*state, 100, 24, argv);

    console_expect(console, "^[]0;n^G<U+202E>.md");
    check_harmless(console);
    assert_int_equal(WEXITSTATUS(console_finish(console)), 1);
}

static void arguments_are_told_of_harmlessly(void **state)
{
    const char *const lines[][4] = { { LIKELY, HARM },
                                     { LIKELY, "learn", HARM },
                                     { LIKELY, "learn", "--theme", HARM },
                                     { LIKELY, "show", HARM },
                                     { LIKELY, "check", HARM },
                                     { LIKELY, "help", HARM } };

    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        const char *argv[] = { lines[i][0], lines[i][1], lines[i][2],
                               lines[i][3], NULL };
        struct console *console = guest_run(*state, 100, 24, argv);

        console_expect(console, "^[]0;PWNED^G");
        check_harmless(console);
        assert_int_not_equal(console_finish(console), 0);
    }
}

static void a_typed_or_pasted_command_is_told_of_harmlessly(void **state)
{
    struct console *console = guest_start(*state, 100, 24, NULL);

    console_expect(console, "Three coins");
    console_type(console, ":\033[200~nosuch" HARM "\033[201~");
    console_expect(console, ":nosuch]0;PWNED");
    console_press(console, "enter");
    console_shows(console, "");
    check_harmless(console);
    console_press(console, "escape");
    console_shows(console, "");
    guest_leave(console);
}

/* One line that names what would do, status 2, not one escape. */
static void refuses_terminals_it_cannot_use(void **state)
{
    static const char *const terms[] = { "TERM=dumb", "TERM=", "TERM=nonesuch",
                                         "TERM=../../etc/passwd",
                                         "TERM=/etc/passwd" };
    struct guest *guest = *state;

    for (size_t i = 0; i < sizeof terms / sizeof *terms; i++) {
        const char *argv[] = { "/usr/bin/env", terms[i],      LIKELY,
                               "learn",        guest->lesson, NULL };
        struct console *console = guest_run(guest, 100, 24, argv);
        int status;

        console_expect(console, "TERM=xterm");
        assert_false(console_wrote(console, "\033"));
        status = console_finish(console);
        assert_true(WIFEXITED(status));
        assert_int_equal(WEXITSTATUS(status), 2);
    }
}

static void a_hostile_term_is_quoted(void **state)
{
    struct guest *guest = *state;
    const char *argv[] = { "/usr/bin/env", "TERM=" HARM,  LIKELY,
                           "learn",        guest->lesson, NULL };
    struct console *console = guest_run(guest, 100, 24, argv);

    console_expect(console, "TERM=^[]0;PWNED^G");
    check_harmless(console);
    assert_int_equal(WEXITSTATUS(console_finish(console)), 2);
}

static void the_kernel_knows_the_size_better(void **state)
{
    struct guest *guest = *state;
    const char *argv[] = {
        "/usr/bin/env", "LINES=99999999", "COLUMNS=-5", LIKELY,
        "learn",        guest->lesson,    NULL
    };
    struct console *console = guest_run(guest, 100, 30, argv);
    struct console *fresh = guest_start(guest, 100, 30, NULL);

    console_expect(console, "Three coins");
    console_expect_same(console, fresh);
    guest_leave(console);
    guest_leave(fresh);
}

/* A small generator, so that the sizes are the same in every run. */
static unsigned int next(unsigned int *seed)
{
    *seed = *seed * 1103515245u + 12345u;
    return *seed >> 16 & 0x7fff;
}

static void many_resizes_leave_no_trace(void **state)
{
    struct console *console = guest_start(*state, 80, 24, NULL);
    struct console *fresh = guest_start(*state, 80, 24, NULL);
    unsigned int seed = 7;

    console_expect(console, "Three coins");
    for (int i = 0; i < 80; i++) {
        int cols = 2 + (int)(next(&seed) % (i % 3 ? 200 : 12));
        int rows = 1 + (int)(next(&seed) % (i % 3 ? 70 : 6));

        console_resize(console, cols, rows);
        if (i % 4 == 0)
            console_taken(console);
    }
    console_resize(console, 80, 24);
    console_expect_same(console, fresh);
    guest_leave(console);
    guest_leave(fresh);
}

/* At 300x200 the whole section fits, and nothing can be scrolled. */
static void a_resize_and_back_keeps_the_place(void **state)
{
    const char *argv[] = { LIKELY, "learn", "1.4", NULL };
    struct console *console = guest_run(*state, 80, 24, argv);
    int row, col, row_after, col_after;

    console_expect(console, "more below");
    console_type(console, "ajjj");
    console_taken(console);
    assert_true(console_shows(console, "The chain"));
    console_find(console, "The chain", &row, &col);
    console_resize(console, 300, 200);
    console_expect(console, "the end");
    console_resize(console, 80, 24);
    console_expect(console, "more below");
    console_find(console, "The chain", &row_after, &col_after);
    assert_int_equal(row_after, row);
    guest_leave(console);
}

static void leaves_when_the_terminal_is_gone(void **state)
{
    struct console *console = guest_start(*state, 80, 24, NULL);

    console_expect(console, "Three coins");
    assert_true(WIFEXITED(console_hang_up(console, NULL)));
}

/* Runs a shell command and returns its status; what it wrote to the file "out"
 * in the home is then in text. */
static int shell(const struct guest *guest, const char *rest, char *text,
                 size_t size)
{
    char command[2048];
    FILE *file;
    size_t n;
    int status;

    snprintf(command, sizeof command,
             "cd %s && env -i %s %s TERM=xterm LC_ALL=C.UTF-8 %s", guest->home,
             guest->home_env, guest->lessons_env, rest);
    status = system(command);
    snprintf(command, sizeof command, "%s/out", guest->home);
    file = fopen(command, "r");
    assert_non_null(file);
    n = fread(text, 1, size - 1, file);
    text[n] = '\0';
    fclose(file);
    return WEXITSTATUS(status);
}

/* Neither of them is a terminal in the second and third line. */
static void without_a_terminal_it_says_so_and_writes_no_escape(void **state)
{
    static const char *const lines[] = {
        LIKELY " learn 1.2 >out 2>&1 </dev/null",
        LIKELY " learn 1.2 >out 2>&1 <&-",
        LIKELY " learn 1.2 2>out >&- </dev/null",
    };
    char text[8192];

    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        assert_int_equal(shell(*state, lines[i], text, sizeof text), 2);
        assert_non_null(strstr(text, "needs a terminal"));
        assert_null(strchr(text, '\033'));
    }
    shell(*state, LIKELY " show 1.2 >out 2>&1 </dev/null", text, sizeof text);
    assert_true(strlen(text) > 1000);
    assert_null(strchr(text, '\033'));
}

/* The other one is the terminal. */
static void one_stream_that_is_none_is_enough(void **state)
{
    static const char *const scripts[] = {
        "exec \"$0\" learn 1.2 </dev/null",
        "exec \"$0\" learn 1.2 <&-",
        "exec \"$0\" learn 1.2 >/dev/null",
    };

    for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++) {
        const char *argv[] = { "/bin/sh", "-c", scripts[i], LIKELY, NULL };
        struct console *console = guest_run(*state, 100, 24, argv);
        int status;

        console_expect(console, "needs a terminal");
        assert_false(console_wrote(console, "\033"));
        status = console_finish(console);
        assert_true(WIFEXITED(status));
        assert_int_equal(WEXITSTATUS(status), 2);
    }
}

/* The disk is full behind standard output, or the file may not grow. */
static void what_cannot_be_printed_is_told_of(void **state)
{
    static const char *const lines[] = {
        LIKELY " show 1.2 >/dev/full 2>out",
        LIKELY " show 1.2 >page 2>out",
        LIKELY " list >page 2>out",
        LIKELY " learn 1.2 --plain >page 2>out </dev/null",
    };
    char line[256], text[8192];

    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        snprintf(line, sizeof line, "sh -c 'ulimit -f 1; exec %s'", lines[i]);
        assert_int_equal(shell(*state, line, text, sizeof text), 1);
        assert_non_null(
            strstr(text, i ? "File too large" : "No space left on device"));
    }
}

/* A file where the folder should be: holds for root too. */
static void runs_without_a_home_to_save_in(void **state)
{
    struct guest *guest = *state;
    char home[600];
    const char *argv[] = { "/usr/bin/env", home,          LIKELY,
                           "learn",        guest->lesson, NULL };
    struct console *console;

    snprintf(home, sizeof home, "HOME=%s", guest->lesson);
    console = guest_run(guest, 100, 30, argv);
    console_expect(console, "kept in memory only");
    console_type(console, ":set 1 heads 0.25\r");
    console_expect(console, "0.0625");
    guest_leave(console);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(foreign_text_is_shown_and_steers_nothing),
        cmocka_unit_test(a_lab_of_foreign_names_steers_nothing),
        cmocka_unit_test(a_character_of_doubtful_width_is_replaced),
        cmocka_unit_test(a_broken_lesson_is_told_of_harmlessly),
        cmocka_unit_test(arguments_are_told_of_harmlessly),
        cmocka_unit_test(a_typed_or_pasted_command_is_told_of_harmlessly),
        cmocka_unit_test(refuses_terminals_it_cannot_use),
        cmocka_unit_test(a_hostile_term_is_quoted),
        cmocka_unit_test(the_kernel_knows_the_size_better),
        cmocka_unit_test(many_resizes_leave_no_trace),
        cmocka_unit_test(a_resize_and_back_keeps_the_place),
        cmocka_unit_test(leaves_when_the_terminal_is_gone),
        cmocka_unit_test(without_a_terminal_it_says_so_and_writes_no_escape),
        cmocka_unit_test(one_stream_that_is_none_is_enough),
        cmocka_unit_test(what_cannot_be_printed_is_told_of),
        cmocka_unit_test(runs_without_a_home_to_save_in),
    };

    return cmocka_run_group_tests_name("hostile", tests, guest_make,
                                       guest_remove);
}
