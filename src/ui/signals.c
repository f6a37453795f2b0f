#include "ui/signals.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "base/err.h"

enum { STACK_SIZE = 65536, PATIENCE_S = 2 };

/* Signals that end a program by default, of which the loop hears nothing. */
static const int crashes[] = { SIGSEGV, SIGBUS,    SIGFPE,  SIGILL,  SIGABRT,
                               SIGSYS,  SIGTRAP,   SIGXCPU, SIGALRM, SIGUSR1,
                               SIGUSR2, SIGVTALRM, SIGPROF };

enum { CRASHES = sizeof crashes / sizeof *crashes };

static struct {
    volatile sig_atomic_t resize, stop, resumed, end;
    int wake[2];
    volatile sig_atomic_t guarded; /* what follows is filled in */
    char reset[SIGNALS_RESET_MAX];
    size_t reset_len;
    struct termios shell;
    stack_t stack_before;
    struct sigaction before[CRASHES];
    /* A stack of its own: the usual one may be what ran out. */
    char stack[STACK_SIZE];
} flags;

static void note(int sig)
{
    int saved = errno;

    if (sig == SIGWINCH)
        flags.resize = 1;
    else if (sig == SIGTSTP)
        flags.stop = 1;
    else if (sig == SIGCONT)
        flags.resumed = 1;
    else {
        flags.end = sig;
        if (flags.guarded) {
            /* A write() may be stuck on a terminal that takes nothing. This
             * frees it; if it is not enough, crash() comes by SIGALRM. */
            tcflush(STDOUT_FILENO, TCOFLUSH);
            alarm(PATIENCE_S);
        }
    }
    if (write(flags.wake[1], "", 1) < 0) {
        /* The pipe is full, so the loop is awake already. */
    }
    errno = saved;
}

static void on(int sig, void (*handler)(int))
{
    struct sigaction action = { .sa_handler = handler, .sa_flags = SA_RESTART };

    sigfillset(&action.sa_mask);
    sigaction(sig, &action, NULL);
}

/* Writes what there is room for, and waits for none. */
static void write_now(int fd, const char *bytes, size_t n)
{
    int mode = fcntl(fd, F_GETFL);

    fcntl(fd, F_SETFL, mode | O_NONBLOCK);
    if (write(fd, bytes, n) < 0) {
        /* The terminal is gone; nothing is left to try. */
    }
    fcntl(fd, F_SETFL, mode);
}

/* By means that a signal handler may use. */
bool signals_rescue(void)
{
    if (!flags.guarded)
        return false;
    flags.guarded = 0;
    tcflush(STDOUT_FILENO, TCOFLUSH);
    write_now(STDOUT_FILENO, flags.reset, flags.reset_len);
    tcsetattr(STDIN_FILENO, TCSANOW, &flags.shell);
    return true;
}

/* Whether a signal came from the instruction that the handler returns to: the
 * fault then happens again, and has its usual end, with the state that a core
 * file or a sanitizer wants to see. */
static bool faults_again(int sig, const siginfo_t *info)
{
    return info->si_code > 0 &&
           (sig == SIGSEGV || sig == SIGBUS || sig == SIGFPE || sig == SIGILL);
}

/* What a shell says of it may be "Killed", or nothing. An answer is in the
 * record before the screen says so. */
static void say_crash(int sig)
{
    char text[] = "likely: stopped by signal NN; what was saved is safe\n";
    char *digits = strstr(text, "NN");

    digits[0] = (char)('0' + sig / 10);
    digits[1] = (char)('0' + sig % 10);
    if (sig < 10)
        memmove(digits, digits + 1, strlen(digits));
    write_now(STDERR_FILENO, text, strlen(text));
}

static void crash(int sig, siginfo_t *info, void *context)
{
    (void)context;
    if (signals_rescue() && !(sig == SIGALRM && flags.end))
        say_crash(sig);
    if (!faults_again(sig, info))
        signals_die(sig == SIGALRM && flags.end ? flags.end : sig);
    for (size_t i = 0; i < CRASHES; i++)
        if (crashes[i] == sig)
            sigaction(sig, &flags.before[i], NULL);
}

/* pipe2() is not everywhere. */
static bool open_pipe(int ends[2])
{
    if (pipe(ends) < 0)
        return false;
    for (int i = 0; i < 2; i++) {
        fcntl(ends[i], F_SETFD, FD_CLOEXEC);
        fcntl(ends[i], F_SETFL, O_NONBLOCK);
    }
    return true;
}

bool signals_start(struct err *err)
{
    static const int heard[] = { SIGWINCH, SIGTSTP, SIGCONT, SIGTERM,
                                 SIGHUP,   SIGINT,  SIGQUIT };

    if (!open_pipe(flags.wake))
        return err_set(err, "cannot make a pipe: %s", strerror(errno));
    for (size_t i = 0; i < sizeof heard / sizeof *heard; i++)
        on(heard[i], note);
    on(SIGPIPE, SIG_IGN);
    return true;
}

void signals_guard(const char *reset, const struct termios *shell)
{
    struct sigaction action = { .sa_sigaction = crash,
                                .sa_flags =
                                    SA_SIGINFO | SA_ONSTACK | SA_RESETHAND };
    stack_t stack = { .ss_sp = flags.stack, .ss_size = sizeof flags.stack };
    bool again = flags.guarded;

    flags.guarded = 0;
    flags.reset_len = strlen(reset);
    assert(flags.reset_len <= sizeof flags.reset);
    memcpy(flags.reset, reset, flags.reset_len);
    flags.shell = *shell;
    if (again) {
        flags.guarded = 1;
        return;
    }
    sigaltstack(&stack, &flags.stack_before);
    sigfillset(&action.sa_mask);
    for (size_t i = 0; i < CRASHES; i++)
        sigaction(crashes[i], &action, &flags.before[i]);
    flags.guarded = 1;
}

void signals_unguard(void)
{
    if (!flags.guarded)
        return;
    flags.guarded = 0;
    alarm(0);
    for (size_t i = 0; i < CRASHES; i++)
        sigaction(crashes[i], &flags.before[i], NULL);
    sigaltstack(&flags.stack_before, NULL);
}

int signals_fd(void)
{
    return flags.wake[0];
}

struct signals_seen signals_take(void)
{
    struct signals_seen seen;
    char bytes[64];

    /* The pipe first: a signal that comes after it writes a new byte. */
    while (read(flags.wake[0], bytes, sizeof bytes) > 0)
        continue;
    seen.resize = flags.resize;
    seen.stop = flags.stop;
    seen.resumed = flags.resumed;
    seen.end = flags.end;
    flags.resize = flags.stop = flags.resumed = 0;
    return seen;
}

bool signals_end_waits(void)
{
    return flags.end != 0;
}

void signals_stop_self(void)
{
    on(SIGTSTP, SIG_DFL);
    raise(SIGTSTP);
    on(SIGTSTP, note);
}

void signals_leave(void)
{
    on(SIGTERM, SIG_IGN);
    on(SIGHUP, SIG_IGN);
}

void signals_die(int sig)
{
    sigset_t one;

    on(sig, SIG_DFL);
    sigemptyset(&one);
    sigaddset(&one, sig);
    sigprocmask(SIG_UNBLOCK, &one, NULL);
    raise(sig);
    _exit(128 + sig);
}
