#include "cli/math_run.h"

#include "support/test.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"

/* The one thing that tests of a program share: where it runs. */
static char home[] = "/tmp/likely-math-XXXXXX";

static void take(struct strbuf *text, const char *name)
{
    char path[128];

    snprintf(path, sizeof path, "%s/%s", home, name);
    assert_true(file_read(path, text, 0, NULL));
    unlink(path);
}

/* `arguments` as a shell would read them; input may be NULL. In a folder of
 * its own, so that files can be named. */
struct outcome math_run_command(const char *name, const char *arguments,
                                const char *input)
{
    struct outcome outcome = { .status = -1 };
    char command[4096], path[128];
    int status;

    snprintf(path, sizeof path, "%s/in", home);
    assert_true(file_replace(path, slice_of(input), NULL));
    snprintf(command, sizeof command,
             "cd %s && LIKELY_LESSONS=%s/data/math XDG_STATE_HOME=%s HOME=%s "
             "LC_ALL=C.UTF-8 TERM=dumb '%s' %s %s <in >out 2>err",
             home, getenv("LIKELY_TESTS"), home, home, LIKELY, name, arguments);
    status = system(command);
    assert_true(WIFEXITED(status));
    outcome.status = WEXITSTATUS(status);
    take(&outcome.out, "out");
    take(&outcome.err, "err");
    unlink(path);
    return outcome;
}

struct outcome math_run(const char *arguments, const char *input)
{
    return math_run_command("math", arguments, input);
}

void math_finish(struct outcome *outcome)
{
    strbuf_finish(&outcome->out);
    strbuf_finish(&outcome->err);
}

void math_write_bytes(const char *name, struct slice bytes)
{
    char path[128];

    snprintf(path, sizeof path, "%s/%s", home, name);
    assert_true(file_replace(path, bytes, NULL));
}

void math_write(const char *name, const char *text)
{
    math_write_bytes(name, slice_of(text));
}

void math_complain(const char *arguments, const struct outcome *outcome)
{
    fail_msg("likely math %s: status %d\n%s\n%s", arguments, outcome->status,
             strbuf_text(&outcome->out), strbuf_text(&outcome->err));
}

int math_shell(const char *tail)
{
    char command[4096];
    int status;

    snprintf(command, sizeof command,
             "cd %s && LIKELY_LESSONS=%s/data/math '%s' math %s", home,
             getenv("LIKELY_TESTS"), LIKELY, tail);
    status = system(command);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

int math_setup(void **state)
{
    (void)state;
    return mkdtemp(home) ? 0 : -1;
}

int math_teardown(void **state)
{
    char command[128];

    (void)state;
    snprintf(command, sizeof command, "rm -rf %s", home);
    return system(command);
}

void math_expect(const char *command, const char *arguments, const char *input,
                 int status, const char *out, const char *err)
{
    struct outcome outcome = math_run_command(command, arguments, input);

    if (outcome.status != status ||
        (out ? !strstr(strbuf_text(&outcome.out), out)
             : outcome.out.len != 0) ||
        (err ? !strstr(strbuf_text(&outcome.err), err) : outcome.err.len != 0))
        math_complain(arguments, &outcome);
    math_finish(&outcome);
}

void math_write_arrays(size_t missing)
{
    static const char p[] = "\x93NUMPY\1\0\x40\0{'descr': '<f4', "
                            "'fortran_order': False, 'shape': (2, 2), }    \n"
                            "\0\0\x40\x3f\0\0\x80\x3e\0\0\0\x3f\0\0\0\x3f";
    static const char y[] = "\x93NUMPY\1\0\x40\0{'descr': '|u1', "
                            "'fortran_order': False, 'shape': (2,), }      \n"
                            "\0\1";

    math_write_bytes("p.npy", (struct slice){ p, sizeof p - 1 - missing });
    math_write_bytes("y.npy", (struct slice){ y, sizeof y - 1 });
}
