/* The program in odd terminals, environments and streams: it draws, it answers
 * a key, it sleeps, and it gives the terminal back; or it refuses in a
 * sentence (tests/ui/test_foreign.c has the refusals).
 *
 * Seen to fail: with setlocale(LC_ALL, "") numbers have commas; with a
 * time-out in the loop's poll() the screens do not sleep; with a `COLORS < 16`
 * there is no colour where there are eight; with MFD_CLOEXEC left out the
 * memory of a frame stays open. */
#include "support/console.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support/test.h"
#include "torture/scene.h"
#include "ui/guest.h"

/* `env` with up to three words before the program. */
static struct console *start_in(struct guest *guest, const char *const *words,
                                int cols, int rows)
{
    const char *argv[12] = { "/usr/bin/env" };
    size_t n = 1;

    for (; *words; words++)
        argv[n++] = *words;
    argv[n++] = LIKELY;
    argv[n++] = "learn";
    argv[n++] = guest->lesson;
    return guest_run(guest, cols, rows, argv);
}

static void lives_in(struct guest *guest, const char *const *words, int cols,
                     int rows)
{
    struct console *console = start_in(guest, words, cols, rows);

    console_expect(console, "Three");
    console_type(console, "?");
    console_expect(console, "every key");
    console_type(console, "?");
    console_expect(console, "Three");
    guest_leave(console);
}

static bool described(const char *folder, const char *term)
{
    char path[128];

    snprintf(path, sizeof path, "%s/%c/%s", folder, term[0], term);
    return access(path, R_OK) == 0;
}

/* Those of them that this system describes. */
static void terminals_of_many_kinds(void **state)
{
    static const char *const terms[] = {
        "xterm", "xterm-mono",    "screen", "screen-256color",
        "linux", "tmux-256color", "vt100",  "vt220",
        "vt102", "rxvt",          "ansi",   "xterm-color",
        "Eterm", "rxvt-unicode",  "tmux",   "wsvt25",
    };

    for (size_t i = 0; i < sizeof terms / sizeof *terms; i++) {
        char word[64];

        if (!described("/usr/share/terminfo", terms[i]) &&
            !described("/lib/terminfo", terms[i]))
            continue;
        snprintf(word, sizeof word, "TERM=%s", terms[i]);
        lives_in(*state, (const char *[]){ word, NULL }, 80, 24);
    }
}

/* What the parameters of an SGR ("31;5") take of colours: 256 where they name
 * one by number, else 8, or 0 where they set none or the terminal's own. */
static int colours_of(const char *at, const char *end)
{
    int most = 0;

    while (at < end) {
        char *next;
        long n = strtol(at, &next, 10);
        bool own = n == 39 || n == 49;

        if (n == 38 || n == 48 || n >= 90)
            return 256;
        if (n >= 30 && !own)
            most = 8;
        at = next < end ? next + 1 : end;
    }
    return most;
}

/* The most that any SGR of what was written takes. */
static int colours_written(const struct console *console)
{
    size_t n;
    const char *at = console_written(console, &n), *end = at + n;
    int most = 0;

    while ((at = memchr(at, '\033', (size_t)(end - at))) && at + 2 < end) {
        const char *from = at + 2, *to = from;

        while (to < end && (*to == ';' || (*to >= '0' && *to <= '9')))
            to++;
        if (at[1] == '[' && to < end && *to == 'm' &&
            colours_of(from, to) > most)
            most = colours_of(from, to);
        at = to;
    }
    return most;
}

/* Of the terminal's own word for it; what is read is the same. */
static void as_many_colours_as_there_are(void **state)
{
    static const struct {
        const char *word;
        int colours;
    } terms[] = { { "TERM=xterm-256color", 256 },
                  { "TERM=xterm-mono", 0 },
                  { "TERM=vt100", 0 },
                  { "TERM=xterm", 8 },
                  { "TERM=screen", 8 },
                  { "TERM=xterm-color", 8 } };
    struct console *first = NULL;

    for (size_t i = 0; i < sizeof terms / sizeof *terms; i++) {
        struct console *console =
            start_in(*state, (const char *[]){ terms[i].word, NULL }, 80, 24);

        console_expect(console, "go on");
        console_type(console, ":theme light\r?");
        console_expect(console, "every key");
        if (first)
            console_expect_same(first, console);
        else
            first = console;
        if (colours_written(console) != terms[i].colours)
            fail_msg("%s: %d", terms[i].word, colours_written(console));
        if (i > 0)
            guest_leave(console);
    }
    guest_leave(first);
}

static void odd_environments(void **state)
{
    static const char *const places[][4] = {
        { "-u", "HOME", "XDG_STATE_HOME=/dev/null" },
        { "HOME=/nonexistent/home" },
        { "HOME=", "XDG_STATE_HOME=/dev/null" },
        { "XDG_STATE_HOME=relative/path" },
        { "XDG_STATE_HOME=/dev/null" },
        { "XDG_RUNTIME_DIR=/nonexistent" },
        { "LC_ALL=xx_YY.UTF-8" },
        { "LC_ALL=POSIX" },
        { "-u", "LC_ALL" },
        { "LC_ALL=", "LANG=", "LC_CTYPE=C" },
        { "LINES=0", "COLUMNS=0" },
        { "LINES=99999999", "COLUMNS=-5" },
        { "LINES=abc", "COLUMNS=%n%s" },
        { "ESCDELAY=99999999999999999999" },
        { "ESCDELAY=-1" },
        { "ESCDELAY=abc" },
        { "COLORTERM=truecolor" },
        { "COLORTERM=\033]0;x\a" },
        { "NO_COLOR=1", "COLORTERM=truecolor" },
        { "NO_COLOR=" },
        { "TERMINFO=/nonexistent" },
        { "NCURSES_NO_UTF8_ACS=1" },
        { "NCURSES_ASSUMED_COLORS=99,99" },
        { "NCURSES_NO_PADDING=1", "BAUDRATE=0" },
        { "TZ=:/dev/zero" },
        { "PATH=", "SHELL=/nonexistent" },
    };

    for (size_t i = 0; i < sizeof places / sizeof *places; i++)
        lives_in(*state, places[i], 80, 24);
}

static void large_terminals(void **state)
{
    static const char *const none[] = { NULL };

    lives_in(*state, none, 500, 200);
    lives_in(*state, none, 1100, 520); /* above the bound of what is drawn */
    lives_in(*state, none, 40, 300);
}

/* What a shell does to the terminal or to the streams before it starts the
 * program in its place. */
static void run_by_a_shell(struct guest *guest, const char *before,
                           const char *after)
{
    char script[256];
    const char *argv[] = {
        "/bin/sh", "-c", script, LIKELY, guest->lesson, NULL
    };
    struct console *console;

    snprintf(script, sizeof script, "%s exec \"$0\" learn \"$1\" %s", before,
             after);
    console = guest_run(guest, 80, 24, argv);
    console_expect(console, "Three");
    console_type(console, "?");
    console_expect(console, "every key");
    console_signal(console, SIGTERM);
    assert_true(WIFSIGNALED(console_finish(console)));
}

static void odd_streams(void **state)
{
    run_by_a_shell(*state, "/usr/bin/stty rows 0 cols 0;", "");
    run_by_a_shell(*state, "", "2>&-");
    run_by_a_shell(*state, "", "2>/dev/full");
    run_by_a_shell(*state, "ulimit -c 0; ulimit -n 32;", "");
    run_by_a_shell(*state, "", "3>/dev/null 9</dev/null");
}

/* Settled, which may take a slow machine a while, no screen draws, reads or
 * counts: nothing wakes it in half a second, and so nothing ever will. */
static void every_screen_sleeps(void **state)
{
    for (size_t i = 0; i < scene_count; i++) {
        struct console *console = scene_open(&scenes[i], *state);

        if (!console_settles(console, 500))
            fail_msg("%s does not sleep", scenes[i].name);
        console_signal(console, SIGTERM);
        console_finish(console);
    }
}

/* Of a descriptor's flags, which /proc tells in octal. */
static bool closes_on_exec(pid_t pid, int fd)
{
    char path[64], line[128];
    unsigned int flags = 0;
    FILE *file;

    snprintf(path, sizeof path, "/proc/%d/fdinfo/%d", (int)pid, fd);
    file = fopen(path, "r");
    if (!file)
        return true; /* there is none */
    while (fgets(line, sizeof line, file))
        sscanf(line, "flags: %o", &flags);
    fclose(file);
    return flags & O_CLOEXEC;
}

/* Nothing is started, and who starts something one day passes nothing on. */
static void what_is_open_closes_on_exec(void **state)
{
    for (int fd = 3; fd < 64; fd++)
        fcntl(fd, F_SETFD, FD_CLOEXEC); /* what this test was given */
    for (size_t i = 0; i < scene_count; i++) {
        struct console *console = scene_open(&scenes[i], *state);

        for (int fd = 3; fd < 64; fd++)
            if (!closes_on_exec(console_program(console), fd))
                fail_msg("%s: descriptor %d stays open", scenes[i].name, fd);
        console_signal(console, SIGTERM);
        console_finish(console);
    }
}

/* Of a locale made here, where the sources of locales are installed. */
static void a_comma_is_no_decimal_point(void **state)
{
    struct guest *guest = *state;
    char command[256], where[128];
    struct console *console;

    snprintf(command, sizeof command,
             "/usr/bin/localedef -i de_DE -f UTF-8 %s/de_DE.UTF-8 "
             ">/dev/null 2>&1",
             guest->home);
    if (access("/usr/share/i18n/locales/de_DE", R_OK) != 0 ||
        system(command) != 0)
        skip();
    snprintf(where, sizeof where, "LOCPATH=%s", guest->home);
    console =
        start_in(guest, (const char *[]){ where, "LC_ALL=de_DE.UTF-8", NULL },
                 100, 30);
    console_expect(console, "0.125");
    console_type(console, ":set 1 heads 0.25\r");
    console_expect(console, "0.0625");
    guest_leave(console);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(terminals_of_many_kinds),
        cmocka_unit_test(as_many_colours_as_there_are),
        cmocka_unit_test(odd_environments),
        cmocka_unit_test(large_terminals),
        cmocka_unit_test(odd_streams),
        cmocka_unit_test(every_screen_sleeps),
        cmocka_unit_test(what_is_open_closes_on_exec),
        cmocka_unit_test(a_comma_is_no_decimal_point),
    };

    return cmocka_run_group_tests_name("surroundings", tests, guest_make,
                                       guest_remove);
}
