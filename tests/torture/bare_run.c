#include "torture/bare_run.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/strbuf.h"
#include "support/test.h"
#include "ui/guest.h"

/* main() of src/cli/main.c. */
int likely_main(int argc, char **argv);

enum { WORDS = 16 };

/* What the child has of the tests: cmocka catches crashes. */
static void forget_handlers(void)
{
    static const int caught[] = { SIGFPE, SIGILL, SIGSEGV, SIGBUS, SIGSYS };

    for (size_t i = 0; i < sizeof caught / sizeof *caught; i++)
        signal(caught[i], SIG_DFL);
}

static void run(const struct guest *guest, const char *const *words,
                const char *variable, const char *input, int out)
{
    char *argv[WORDS] = { strdup("likely") };
    const char *env[] = { "TERM=xterm", "LC_ALL=C.UTF-8", guest->home_env,
                          guest->lessons_env, variable };
    int in = open(input ? input : "/dev/null", O_RDONLY), argc = 1, status;

    while (words[argc - 1] && argc < WORDS - 1) {
        argv[argc] = strdup(words[argc - 1]);
        argc++;
    }
    clearenv();
    for (size_t i = 0; i < sizeof env / sizeof *env && env[i]; i++)
        putenv(strdup(env[i]));
    forget_handlers();
    if (in < 0 || dup2(in, STDIN_FILENO) < 0 || dup2(out, STDOUT_FILENO) < 0 ||
        dup2(out, STDERR_FILENO) < 0)
        _exit(126);
    status = likely_main(argc, argv);
    /* Without exit(), which under a sanitizer looks for leaks in all that the
     * test holds: longer than the command itself took. */
    fflush(NULL);
    _exit(status);
}

int bare_run(const struct guest *guest, const char *const *words,
             const char *variable, const char *input, struct strbuf *out)
{
    char part[65536];
    int ends[2], status;
    ssize_t n;
    pid_t child;

    assert_int_equal(pipe(ends), 0);
    fflush(NULL);
    child = fork();
    if (child == 0) {
        if (chdir(guest->home) != 0)
            _exit(126);
        close(ends[0]);
        run(guest, words, variable, input, ends[1]);
    }
    close(ends[1]);
    while ((n = read(ends[0], part, sizeof part)) > 0)
        strbuf_add(out, part, (size_t)n);
    close(ends[0]);
    assert_int_equal(waitpid(child, &status, 0), child);
    return status;
}
