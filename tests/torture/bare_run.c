#include "torture/bare_run.h"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/strbuf.h"
#include "support/test.h"
#include "ui/guest.h"

enum { WORDS = 16 };

static void run(const struct guest *guest, const char *const *words,
                const char *variable, const char *input, int out)
{
    const char *argv[WORDS] = { LIKELY };
    const char *env[] = {
        "TERM=xterm",       "LC_ALL=C.UTF-8",           guest->home_env,
        guest->lessons_env, variable ? variable : "X=", NULL
    };
    int in;

    if (chdir(guest->home) != 0)
        _exit(126);
    in = open(input ? input : "/dev/null", O_RDONLY);
    for (int i = 0; words[i] && i < WORDS - 2; i++)
        argv[i + 1] = words[i];
    dup2(in, STDIN_FILENO);
    dup2(out, STDOUT_FILENO);
    dup2(out, STDERR_FILENO);
    if (in < 0)
        _exit(126);
    execve(LIKELY, (char *const *)argv, (char *const *)env);
    _exit(127);
}

int bare_run(const struct guest *guest, const char *const *words,
             const char *variable, const char *input, struct strbuf *out)
{
    char part[65536];
    int ends[2], status;
    ssize_t n;
    pid_t child;

    assert_int_equal(pipe(ends), 0);
    child = fork();
    if (child == 0) {
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
