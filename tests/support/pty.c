#include "support/pty.h"

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

struct pty {
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
    struct pty *pty = user;

    if (property == VTERM_PROP_ALTSCREEN)
        pty->alternate = value->boolean;
    if (property == VTERM_PROP_CURSORVISIBLE)
        pty->cursor = value->boolean;
    return 1;
}

static const VTermScreenCallbacks callbacks = { .settermprop = on_property };

static void start_emulator(struct pty *pty)
{
    pty->vt = vterm_new(pty->rows, pty->cols);
    vterm_set_utf8(pty->vt, 1);
    pty->screen = vterm_obtain_screen(pty->vt);
    vterm_screen_set_callbacks(pty->screen, &callbacks, pty);
    vterm_screen_enable_altscreen(pty->screen, 1);
    vterm_screen_reset(pty->screen, 1);
    pty->cursor = true;
}

static void run_program(struct pty_options options)
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
static void hold_session(struct pty_options options, int status_fd)
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

struct pty *pty_start(struct pty_options options)
{
    struct pty *pty = calloc(1, sizeof *pty);
    struct winsize size = { .ws_row = (unsigned short)options.rows,
                            .ws_col = (unsigned short)options.cols };
    char name[64];
    int ends[2];

    pty->rows = options.rows;
    pty->cols = options.cols;
    start_emulator(pty);
    assert_int_equal(pipe(ends), 0);
    pty->holder = forkpty(&pty->fd, name, NULL, &size);
    if (pty->holder == 0) {
        close(ends[0]);
        fcntl(ends[1], F_SETFD, FD_CLOEXEC);
        hold_session(options, ends[1]);
    }
    close(ends[1]);
    pty->status_fd = ends[0];
    pty->slave = open(name, O_RDWR | O_NOCTTY);
    assert_true(pty->slave >= 0);
    tcgetattr(pty->slave, &pty->before);
    assert_int_equal(read(pty->status_fd, &pty->program, sizeof(pid_t)),
                     sizeof(pid_t));
    return pty;
}

static void take_status(struct pty *pty)
{
    int status;

    if (read(pty->status_fd, &status, sizeof status) != sizeof status)
        return;
    pty->stopped = WIFSTOPPED(status);
    if (WIFEXITED(status) || WIFSIGNALED(status)) {
        pty->ended = true;
        pty->status = status;
    }
}

/* Draws what comes in within ms; false when nothing did. */
static bool pump(struct pty *pty, int ms)
{
    char bytes[65536];
    struct pollfd wait[2] = { { .fd = pty->fd, .events = POLLIN },
                              { .fd = pty->ended ? -1 : pty->status_fd,
                                .events = POLLIN } };
    ssize_t n;

    if (poll(wait, 2, ms) <= 0)
        return false;
    if (wait[1].revents)
        take_status(pty);
    if (!(wait[0].revents & POLLIN))
        return wait[1].revents != 0;
    n = read(pty->fd, bytes, sizeof bytes);
    if (n <= 0)
        return false;
    strbuf_add(&pty->written, bytes, (size_t)n);
    vterm_input_write(pty->vt, bytes, (size_t)n);
    n = (ssize_t)vterm_output_read(pty->vt, bytes, sizeof bytes);
    if (n > 0)
        assert_int_equal(write(pty->fd, bytes, (size_t)n), n);
    return true;
}

static void row_text(struct pty *pty, int row, char *out)
{
    VTermRect rect = { row, row + 1, 0, pty->cols };
    size_t n = vterm_screen_get_text(pty->screen, out, ROW_BYTES - 1, rect);

    out[n] = 0;
}

static bool on_screen(struct pty *pty, const char *text)
{
    char row[ROW_BYTES];

    for (int r = 0; r < pty->rows; r++) {
        row_text(pty, r, row);
        if (strstr(row, text))
            return true;
    }
    return false;
}

static void show(struct pty *pty)
{
    char row[ROW_BYTES];

    for (int r = 0; r < pty->rows; r++) {
        row_text(pty, r, row);
        print_error("%2d|%s\n", r, row);
    }
}

void pty_expect_at(struct pty *pty, const char *text, const char *file,
                   int line)
{
    time_t end = time(NULL) + DEADLINE_S;

    while (!on_screen(pty, text)) {
        if (time(NULL) > end || (pty->ended && !pump(pty, 50))) {
            show(pty);
            print_error("wanted to see \"%s\"\n", text);
            _fail(file, line);
        }
        pump(pty, 50);
    }
}

bool pty_shows(struct pty *pty, const char *text)
{
    while (pump(pty, 100))
        continue;
    return on_screen(pty, text);
}

void pty_type(struct pty *pty, const char *bytes)
{
    size_t n = strlen(bytes);

    assert_int_equal(write(pty->fd, bytes, n), n);
}

void pty_press(struct pty *pty, const char *name)
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
            vterm_keyboard_key(pty->vt, keys[i].key, VTERM_MOD_NONE);
            n = vterm_output_read(pty->vt, bytes, sizeof bytes - 1);
            bytes[n] = 0;
            pty_type(pty, bytes);
            return;
        }
    fail_msg("no key is called '%s'", name);
}

void pty_resize(struct pty *pty, int cols, int rows)
{
    struct winsize size = { .ws_row = (unsigned short)rows,
                            .ws_col = (unsigned short)cols };

    pty->rows = rows;
    pty->cols = cols;
    vterm_set_size(pty->vt, rows, cols);
    assert_int_equal(ioctl(pty->fd, TIOCSWINSZ, &size), 0);
}

void pty_signal(struct pty *pty, int sig)
{
    assert_int_equal(kill(pty->program, sig), 0);
}

void pty_expect_stopped(struct pty *pty)
{
    time_t end = time(NULL) + DEADLINE_S;

    while (!pty->stopped) {
        if (time(NULL) > end)
            fail_msg("the program did not stop");
        pump(pty, 50);
    }
    while (pump(pty, 50))
        continue;
}

bool pty_alternate(struct pty *pty)
{
    return pty->alternate;
}

bool pty_flags_restored(struct pty *pty)
{
    struct termios now;

    tcgetattr(pty->slave, &now);
    return now.c_lflag == pty->before.c_lflag &&
           now.c_iflag == pty->before.c_iflag &&
           now.c_oflag == pty->before.c_oflag &&
           now.c_cflag == pty->before.c_cflag;
}

size_t pty_bytes(const struct pty *pty)
{
    return pty->written.len;
}

bool pty_wrote(const struct pty *pty, const char *bytes)
{
    return strstr(strbuf_text(&pty->written), bytes) != NULL;
}

int pty_finish(struct pty *pty)
{
    time_t end = time(NULL) + DEADLINE_S;
    bool late = false;
    int status;

    while (!pty->ended && !late) {
        late = time(NULL) > end;
        pump(pty, 50);
    }
    while (pump(pty, 50))
        continue;
    if (late) {
        show(pty);
        kill(pty->program, SIGKILL);
    }
    assert_false(late);
    assert_false(pty->alternate);
    assert_true(pty->cursor);
    assert_true(pty_flags_restored(pty));
    status = pty->status;
    kill(pty->holder, SIGKILL);
    waitpid(pty->holder, NULL, 0);
    vterm_free(pty->vt);
    close(pty->fd);
    close(pty->slave);
    close(pty->status_fd);
    strbuf_finish(&pty->written);
    free(pty);
    return status;
}
