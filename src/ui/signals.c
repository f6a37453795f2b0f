#include "ui/signals.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "base/err.h"

static struct {
    volatile sig_atomic_t resize, stop, resumed, end;
    int wake[2];
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
    else
        flags.end = sig;
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
    on(SIGXFSZ, SIG_IGN);
    return true;
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
