#include "support/console.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>
#include <vterm.h>

#include "base/strbuf.h"
#include "support/test.h"

enum { DEADLINE_S = 10, ENV_MAX = 32, ROW_BYTES = 8192 };

struct console {
    int fd;        /* the terminal's other end */
    int slave;     /* kept open: flags can be read after the program's end */
    int status_fd; /* wait statuses of the program, as ints */
    pid_t holder;  /* leads the session */
    pid_t program;
    VTerm *vt;
    VTermScreen *screen;
    int rows, cols;
    bool alternate, cursor, stopped, ended;
    int status;
    struct termios before;
    struct strbuf written;
};

static int on_property(VTermProp property, VTermValue *value, void *user)
{
    struct console *console = user;

    if (property == VTERM_PROP_ALTSCREEN)
        console->alternate = value->boolean;
    if (property == VTERM_PROP_CURSORVISIBLE)
        console->cursor = value->boolean;
    return 1;
}

static const VTermScreenCallbacks callbacks = { .settermprop = on_property };

static void start_emulator(struct console *console)
{
    console->vt = vterm_new(console->rows, console->cols);
    vterm_set_utf8(console->vt, 1);
    console->screen = vterm_obtain_screen(console->vt);
    vterm_screen_set_callbacks(console->screen, &callbacks, console);
    vterm_screen_enable_altscreen(console->screen, 1);
    vterm_screen_reset(console->screen, 1);
    console->cursor = true;
}

static void run_program(struct console_options options)
{
    char *env[ENV_MAX] = { "TERM=xterm-256color", "LC_ALL=C.UTF-8" };
    size_t n = 2;

    for (size_t i = 0; options.env && options.env[i] && n < ENV_MAX - 1; i++)
        env[n++] = (char *)options.env[i];
    setpgid(0, 0);
    signal(SIGTTOU, SIG_IGN);
    tcsetpgrp(0, getpid());
    signal(SIGTTOU, SIG_DFL);
    execve(options.argv[0], (char *const *)options.argv, env);
    _exit(127);
}

/* Leads the session, starts the program and reports what becomes of it. */
static void hold_session(struct console_options options, int status_fd)
{
    pid_t program;
    int status;

    signal(SIGHUP, SIG_IGN);
    program = fork();
    if (program == 0) {
        signal(SIGHUP, SIG_DFL);
        run_program(options);
    }
    setpgid(program, program);
    if (write(status_fd, &program, sizeof program) < 0)
        _exit(1);
    while (waitpid(program, &status, WUNTRACED | WCONTINUED) == program) {
        if (write(status_fd, &status, sizeof status) < 0)
            _exit(1);
        if (WIFEXITED(status) || WIFSIGNALED(status))
            break;
    }
    pause();
    _exit(0);
}

struct console *console_start(struct console_options options)
{
    struct console *console = calloc(1, sizeof *console);
    struct winsize size = { .ws_row = (unsigned short)options.rows,
                            .ws_col = (unsigned short)options.cols };
    char name[64];
    int ends[2];

    console->rows = options.rows;
    console->cols = options.cols;
    start_emulator(console);
    assert_int_equal(pipe(ends), 0);
    console->holder = forkpty(&console->fd, name, NULL, &size);
    if (console->holder == 0) {
        close(ends[0]);
        fcntl(ends[1], F_SETFD, FD_CLOEXEC);
        hold_session(options, ends[1]);
    }
    close(ends[1]);
    console->status_fd = ends[0];
    console->slave = open(name, O_RDWR | O_NOCTTY);
    assert_true(console->slave >= 0);
    tcgetattr(console->slave, &console->before);
    assert_int_equal(read(console->status_fd, &console->program, sizeof(pid_t)),
                     sizeof(pid_t));
    return console;
}

static void take_status(struct console *console)
{
    int status;

    if (read(console->status_fd, &status, sizeof status) != sizeof status)
        return;
    console->stopped = WIFSTOPPED(status);
    if (WIFEXITED(status) || WIFSIGNALED(status)) {
        console->ended = true;
        console->status = status;
    }
}

/* Draws what comes in within ms; false when nothing did. */
static bool pump(struct console *console, int ms)
{
    char bytes[65536];
    struct pollfd wait[2] = { { .fd = console->fd, .events = POLLIN },
                              { .fd = console->ended ? -1 : console->status_fd,
                                .events = POLLIN } };
    ssize_t n;

    if (poll(wait, 2, ms) <= 0)
        return false;
    if (wait[1].revents)
        take_status(console);
    if (!(wait[0].revents & POLLIN))
        return wait[1].revents != 0;
    n = read(console->fd, bytes, sizeof bytes);
    if (n <= 0)
        return false;
    strbuf_add(&console->written, bytes, (size_t)n);
    vterm_input_write(console->vt, bytes, (size_t)n);
    n = (ssize_t)vterm_output_read(console->vt, bytes, sizeof bytes);
    if (n > 0)
        assert_int_equal(write(console->fd, bytes, (size_t)n), n);
    return true;
}

static void row_text(struct console *console, int row, char *out)
{
    VTermRect rect = { row, row + 1, 0, console->cols };
    size_t n = vterm_screen_get_text(console->screen, out, ROW_BYTES - 1, rect);

    out[n] = 0;
}

static bool on_screen(struct console *console, const char *text)
{
    char row[ROW_BYTES];

    for (int r = 0; r < console->rows; r++) {
        row_text(console, r, row);
        if (strstr(row, text))
            return true;
    }
    return false;
}

static void show(struct console *console)
{
    char row[ROW_BYTES];

    for (int r = 0; r < console->rows; r++) {
        row_text(console, r, row);
        print_error("%2d|%s\n", r, row);
    }
}

void console_expect_at(struct console *console, const char *text,
                       const char *file, int line)
{
    time_t end = time(NULL) + DEADLINE_S;

    while (!on_screen(console, text)) {
        if (time(NULL) > end || (console->ended && !pump(console, 50))) {
            show(console);
            print_error("wanted to see \"%s\"\n", text);
            _fail(file, line);
        }
        pump(console, 50);
    }
}

bool console_shows(struct console *console, const char *text)
{
    while (pump(console, 100))
        continue;
    return on_screen(console, text);
}

void console_type(struct console *console, const char *bytes)
{
    size_t n = strlen(bytes);

    assert_int_equal(write(console->fd, bytes, n), n);
}

void console_press(struct console *console, const char *name)
{
    static const struct {
        const char *name;
        VTermKey key;
    } keys[] = {
        { "up", VTERM_KEY_UP },
        { "down", VTERM_KEY_DOWN },
        { "left", VTERM_KEY_LEFT },
        { "right", VTERM_KEY_RIGHT },
        { "enter", VTERM_KEY_ENTER },
        { "escape", VTERM_KEY_ESCAPE },
        { "tab", VTERM_KEY_TAB },
        { "pageup", VTERM_KEY_PAGEUP },
        { "pagedown", VTERM_KEY_PAGEDOWN },
    };
    char bytes[64];
    size_t n;

    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (!strcmp(keys[i].name, name)) {
            vterm_keyboard_key(console->vt, keys[i].key, VTERM_MOD_NONE);
            n = vterm_output_read(console->vt, bytes, sizeof bytes - 1);
            bytes[n] = 0;
            console_type(console, bytes);
            return;
        }
    fail_msg("no key is called '%s'", name);
}

void console_taken(struct console *console)
{
    time_t end = time(NULL) + DEADLINE_S;
    int waiting = 1;

    while (waiting > 0 && ioctl(console->slave, FIONREAD, &waiting) == 0) {
        if (time(NULL) > end)
            fail_msg("the program does not read");
        pump(console, 1);
    }
}

static bool same_screens(struct console *a, struct console *b)
{
    char left[ROW_BYTES], right[ROW_BYTES];

    for (int r = 0; r < a->rows; r++) {
        row_text(a, r, left);
        row_text(b, r, right);
        if (strcmp(left, right) != 0)
            return false;
    }
    return true;
}

void console_expect_same(struct console *console, struct console *other)
{
    time_t end = time(NULL) + DEADLINE_S;

    while (!same_screens(console, other)) {
        if (time(NULL) > end) {
            show(console);
            show(other);
            fail_msg("the screens differ");
        }
        pump(console, 20);
        pump(other, 20);
    }
}

void console_find(struct console *console, const char *text, int *row, int *col)
{
    char line[ROW_BYTES];

    for (int r = 0; r < console->rows; r++) {
        const char *at;

        row_text(console, r, line);
        at = strstr(line, text);
        if (!at)
            continue;
        *row = r;
        *col = 0;
        for (const char *p = line; p < at; p++)
            *col += ((unsigned char)*p & 0xc0) != 0x80;
        return;
    }
    show(console);
    fail_msg("\"%s\" is not on the screen", text);
}

void console_resize(struct console *console, int cols, int rows)
{
    struct winsize size = { .ws_row = (unsigned short)rows,
                            .ws_col = (unsigned short)cols };

    console->rows = rows;
    console->cols = cols;
    vterm_set_size(console->vt, rows, cols);
    assert_int_equal(ioctl(console->fd, TIOCSWINSZ, &size), 0);
}

void console_signal(struct console *console, int sig)
{
    assert_int_equal(kill(console->program, sig), 0);
}

void console_expect_stopped(struct console *console)
{
    time_t end = time(NULL) + DEADLINE_S;

    while (!console->stopped) {
        if (time(NULL) > end)
            fail_msg("the program did not stop");
        pump(console, 50);
    }
    while (pump(console, 50))
        continue;
}

bool console_alternate(struct console *console)
{
    return console->alternate;
}

bool console_flags_restored(struct console *console)
{
    struct termios now;

    tcgetattr(console->slave, &now);
    return now.c_lflag == console->before.c_lflag &&
           now.c_iflag == console->before.c_iflag &&
           now.c_oflag == console->before.c_oflag &&
           now.c_cflag == console->before.c_cflag;
}

size_t console_bytes(const struct console *console)
{
    return console->written.len;
}

bool console_wrote(const struct console *console, const char *bytes)
{
    return strstr(strbuf_text(&console->written), bytes) != NULL;
}

bool console_wrote_after(const struct console *console, size_t from,
                         const char *bytes)
{
    assert_true(from <= console->written.len);
    return strstr(strbuf_text(&console->written) + from, bytes) != NULL;
}

/* Where the bytes were written last, counted from 1; 0: never. */
static size_t last_written(const struct console *console, const char *bytes)
{
    const char *text = strbuf_text(&console->written), *at = text;
    size_t last = 0;

    while ((at = strstr(at, bytes)))
        last = (size_t)(++at - text);
    return last;
}

bool console_reports_off(const struct console *console)
{
    static const char *const on[] = { "\033[?1000h", "\033[?1002h",
                                      "\033[?1006h", "\033[?2004h" };
    static const char *const off[] = { "\033[?1000l", "\033[?1002l",
                                       "\033[?1006l", "\033[?2004l" };

    for (size_t i = 0; i < sizeof on / sizeof *on; i++)
        if (last_written(console, on[i]) > last_written(console, off[i]))
            return false;
    return true;
}

static void release(struct console *console)
{
    kill(console->holder, SIGKILL);
    waitpid(console->holder, NULL, 0);
    vterm_free(console->vt);
    close(console->slave);
    close(console->status_fd);
    strbuf_finish(&console->written);
    free(console);
}

int console_hang_up(struct console *console)
{
    struct pollfd wait = { .fd = console->status_fd, .events = POLLIN };
    int status;

    close(console->fd);
    while (!console->ended && poll(&wait, 1, DEADLINE_S * 1000) > 0)
        take_status(console);
    if (!console->ended)
        kill(console->program, SIGKILL);
    assert_true(console->ended);
    status = console->status;
    release(console);
    return status;
}

int console_finish(struct console *console)
{
    time_t end = time(NULL) + DEADLINE_S;
    bool late = false;
    int status;

    while (!console->ended && !late) {
        late = time(NULL) > end;
        pump(console, 50);
    }
    while (pump(console, 50))
        continue;
    if (late) {
        show(console);
        kill(console->program, SIGKILL);
    }
    assert_false(late);
    assert_false(console->alternate);
    assert_true(console->cursor);
    assert_true(console_flags_restored(console));
    assert_true(console_reports_off(console));
    status = console->status;
    close(console->fd);
    release(console);
    return status;
}
