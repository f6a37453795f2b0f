#include "support/console_state.h"

#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utmp.h>

#include "support/console.h"
#include "support/test.h"

enum { ENV_MAX = 32 };

/* What the holder tells of the program. */
struct report {
    int status;
    long cpu_ms;
};

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
    if (options.never_waits)
        fcntl(0, F_SETFL, fcntl(0, F_GETFL) | O_NONBLOCK);
    execve(options.argv[0], (char *const *)options.argv, env);
    _exit(127);
}

static long to_ms(struct timeval time)
{
    return time.tv_sec * 1000 + time.tv_usec / 1000;
}

/* Tells what became of the program; false when that was its end. As a shell
 * does, the holder takes the terminal from a stopped program, which then hears
 * nothing of a new size. */
static bool tell_change(pid_t program, int status_fd)
{
    struct report report = { 0 };
    struct rusage usage;

    while (wait4(program, &report.status, WNOHANG | WUNTRACED | WCONTINUED,
                 &usage) == program) {
        if (WIFSTOPPED(report.status))
            tcsetpgrp(0, getpid());
        report.cpu_ms = to_ms(usage.ru_utime) + to_ms(usage.ru_stime);
        if (write(status_fd, &report, sizeof report) < 0)
            _exit(1);
        if (WIFEXITED(report.status) || WIFSIGNALED(report.status))
            return false;
    }
    return true;
}

/* Leads the session, starts the program and reports what becomes of it. On
 * SIGUSR1 it gives the terminal back and lets the program go on; SIGCONT would
 * be told by a hang-up, too. */
static void hold_session(struct console_options options, int status_fd)
{
    sigset_t told, before;
    pid_t program;
    int sig;

    signal(SIGHUP, SIG_IGN);
    sigemptyset(&told);
    sigaddset(&told, SIGCHLD);
    sigaddset(&told, SIGUSR1);
    sigprocmask(SIG_BLOCK, &told, &before);
    program = fork();
    if (program == 0) {
        sigprocmask(SIG_SETMASK, &before, NULL);
        if (!options.ignores_hangup)
            signal(SIGHUP, SIG_DFL);
        run_program(options);
    }
    setpgid(program, program);
    signal(SIGTTOU, SIG_IGN);
    if (write(status_fd, &program, sizeof program) < 0)
        _exit(1);
    do {
        sigwait(&told, &sig);
        if (sig == SIGUSR1) {
            tcsetpgrp(0, program);
            kill(program, SIGCONT);
        }
    } while (tell_change(program, status_fd));
    pause();
    _exit(0);
}

struct console *console_start(struct console_options options)
{
    struct console *console = calloc(1, sizeof *console);
    struct winsize size = { .ws_row = (unsigned short)options.rows,
                            .ws_col = (unsigned short)options.cols };
    int ends[2];

    console->rows = options.rows;
    console->cols = options.cols;
    console_sight(console);
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(openpty(&console->fd, &console->slave, NULL, NULL, &size),
                     0);
    /* Now: a program that was started may have changed them already. */
    tcgetattr(console->slave, &console->before);
    console->holder = fork();
    assert_true(console->holder >= 0);
    if (console->holder == 0) {
        close(console->fd);
        login_tty(console->slave);
        close(ends[0]);
        fcntl(ends[1], F_SETFD, FD_CLOEXEC);
        hold_session(options, ends[1]);
    }
    close(ends[1]);
    console->status_fd = ends[0];
    assert_int_equal(read(console->status_fd, &console->program, sizeof(pid_t)),
                     sizeof(pid_t));
    return console;
}

static void take_status(struct console *console)
{
    struct report report;

    if (read(console->status_fd, &report, sizeof report) != sizeof report)
        return;
    console->stopped = WIFSTOPPED(report.status);
    if (WIFEXITED(report.status) || WIFSIGNALED(report.status)) {
        console->ended = true;
        console->status = report.status;
        console->cpu_ms = report.cpu_ms;
    }
}

bool console_pump(struct console *console, int ms)
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
    console_draw(console, bytes, (size_t)n);
    return true;
}

void console_type(struct console *console, const char *bytes)
{
    size_t n = strlen(bytes);

    assert_int_equal(write(console->fd, bytes, n), n);
}

void console_taken(struct console *console)
{
    time_t end = console_deadline();
    int waiting = 1;

    while (waiting > 0 && !console->ended &&
           ioctl(console->slave, FIONREAD, &waiting) == 0) {
        if (console_late(end))
            fail_msg("the program does not read");
        console_pump(console, 1);
    }
}

pid_t console_program(const struct console *console)
{
    return console->program;
}

void console_resize(struct console *console, int cols, int rows)
{
    struct winsize size = { .ws_row = (unsigned short)rows,
                            .ws_col = (unsigned short)cols };

    console->rows = rows;
    console->cols = cols;
    if (console->vt)
        vterm_set_size(console->vt, rows, cols);
    assert_int_equal(ioctl(console->fd, TIOCSWINSZ, &size), 0);
}

void console_signal(struct console *console, int sig)
{
    bool goes_on = sig == SIGCONT;

    /* That it goes on is told late; the next stop is another one. */
    if (goes_on)
        console->stopped = false;
    assert_int_equal(kill(goes_on ? console->holder : console->program,
                          goes_on ? SIGUSR1 : sig),
                     0);
}

void console_background(struct console *console)
{
    console->stopped = false;
    assert_int_equal(kill(console->program, SIGCONT), 0);
}

/* Where a byte stands in what came in after the first `from`; NULL: not yet. */
static char *come_in(struct console *console, char byte, size_t from)
{
    size_t n = console->written.len - from;

    return n > 0 ? memchr(console->written.at + from, byte, n) : NULL;
}

/* Takes all that a program wrote that writes no more. What goes through a
 * terminal stays in order: behind its last byte comes one of ours. (Behind that
 * may come the echo of keys that nobody read.) Where ^S was typed when it was
 * gone, nothing would go through. */
static void take_rest(struct console *console)
{
    static const char last = 5; /* ENQ, of which an emulator makes nothing */
    int mode = fcntl(console->slave, F_GETFL);
    time_t end = console_deadline();
    size_t from = console->written.len;
    char *at;

    tcflow(console->slave, TCOON);
    fcntl(console->slave, F_SETFL, mode | O_NONBLOCK);
    while (write(console->slave, &last, 1) != 1) {
        assert_false(console_late(end));
        console_pump(console, 10);
    }
    fcntl(console->slave, F_SETFL, mode);
    while (!(at = come_in(console, last, from))) {
        assert_false(console_late(end));
        console_pump(console, 50);
    }
    from = (size_t)(at - console->written.at);
    memmove(at, at + 1, console->written.len - from); /* with the NUL */
    console->written.len--;
}

void console_expect_stopped(struct console *console)
{
    time_t end = console_deadline();

    while (!console->stopped) {
        if (console_late(end))
            fail_msg("the program did not stop");
        console_pump(console, 50);
    }
    take_rest(console);
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

const char *console_written(const struct console *console, size_t *n)
{
    *n = console->written.len;
    return strbuf_text(&console->written);
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
    console_blind(console);
    close(console->slave);
    close(console->status_fd);
    strbuf_finish(&console->written);
    free(console);
}

bool console_ends_unread(struct console *console)
{
    struct pollfd wait = { .fd = console->status_fd, .events = POLLIN };
    time_t end = console_deadline();

    while (!console->ended && !console_late(end))
        if (poll(&wait, 1, 50) > 0)
            take_status(console);
    return console->ended;
}

int console_hang_up(struct console *console, long *cpu_ms)
{
    long before = cpu_ms ? console_cpu_ms(console) : 0;
    int status;

    close(console->fd);
    if (!console_ends_unread(console))
        kill(console->program, SIGKILL);
    assert_true(console->ended);
    status = console->status;
    if (cpu_ms)
        *cpu_ms = console->cpu_ms - before;
    release(console);
    return status;
}

int console_end(struct console *console)
{
    time_t end = console_deadline();
    bool late = false;

    if (console->drained)
        return console->status;
    while (!console->ended && !late) {
        late = console_late(end);
        console_pump(console, 50);
    }
    if (late) {
        console_show(console);
        kill(console->program, SIGKILL);
    }
    assert_false(late);
    take_rest(console);
    console->drained = true;
    return console->status;
}

int console_finish(struct console *console)
{
    int status = console_end(console);

    assert_false(console->alternate);
    assert_true(console->cursor);
    assert_true(console_flags_restored(console));
    assert_true(console_reports_off(console));
    close(console->fd);
    release(console);
    return status;
}
