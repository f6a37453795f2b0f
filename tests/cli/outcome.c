#include "cli/outcome.h"

#include "support/test.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"

/* The one thing that tests of a program share: where it runs. */
static char home[] = "/tmp/likely-cli-XXXXXX";

static void take(struct strbuf *text, const char *name)
{
    char path[128];

    snprintf(path, sizeof path, "%s/%s", home, name);
    assert_true(file_read(path, text, 0, NULL));
    unlink(path);
}

struct outcome outcome_in(const char *lessons, const char *line,
                          const char *input)
{
    struct outcome outcome = { .status = -1 };
    char command[4096], path[128];
    int status;

    snprintf(path, sizeof path, "%s/in", home);
    assert_true(file_replace(path, slice_of(input), NULL));
    snprintf(command, sizeof command,
             "cd %s && LIKELY_LESSONS=%s/data/%s XDG_STATE_HOME=%s HOME=%s "
             "LC_ALL=C.UTF-8 TERM=dumb '%s' %s <in >out 2>err",
             home, getenv("LIKELY_TESTS"), lessons, home, home, LIKELY, line);
    status = system(command);
    assert_true(WIFEXITED(status));
    outcome.status = WEXITSTATUS(status);
    take(&outcome.out, "out");
    take(&outcome.err, "err");
    unlink(path);
    return outcome;
}

struct outcome outcome_of(const char *command, const char *arguments,
                          const char *input)
{
    char line[4096];

    snprintf(line, sizeof line, "%s %s", command, arguments);
    return outcome_in("math", line, input);
}

struct outcome outcome_math(const char *arguments, const char *input)
{
    return outcome_of("math", arguments, input);
}

void outcome_finish(struct outcome *outcome)
{
    strbuf_finish(&outcome->out);
    strbuf_finish(&outcome->err);
}

void outcome_write_bytes(const char *name, struct slice bytes)
{
    char path[128];

    snprintf(path, sizeof path, "%s/%s", home, name);
    assert_true(file_replace(path, bytes, NULL));
}

void outcome_write(const char *name, const char *text)
{
    outcome_write_bytes(name, slice_of(text));
}

void outcome_make(const char *folder)
{
    char path[128];

    snprintf(path, sizeof path, "%s/%s", home, folder);
    assert_true(file_make_dir(path, NULL));
}

void outcome_remove(const char *name)
{
    char path[128];

    snprintf(path, sizeof path, "%s/%s", home, name);
    assert_int_equal(remove(path), 0);
}

void outcome_complain(const char *arguments, const struct outcome *outcome)
{
    fail_msg("likely, %s: status %d\n%s\n%s", arguments, outcome->status,
             strbuf_text(&outcome->out), strbuf_text(&outcome->err));
}

int outcome_shell(const char *script)
{
    char command[4096];
    int status;

    snprintf(command, sizeof command,
             "cd %s && export PATH=$PWD/bin:$PATH HOME=$PWD "
             "XDG_STATE_HOME=$PWD LIKELY_LESSONS=%s/data/math && %s",
             home, getenv("LIKELY_TESTS"), script);
    status = system(command);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

int outcome_setup(void **state)
{
    char path[128];

    (void)state;
    if (!mkdtemp(home))
        return -1;
    outcome_make("bin");
    snprintf(path, sizeof path, "%s/bin/likely", home);
    return symlink(LIKELY, path);
}

int outcome_teardown(void **state)
{
    char command[128];

    (void)state;
    snprintf(command, sizeof command, "rm -rf %s", home);
    return system(command);
}

void outcome_want(const char *arguments, struct outcome *outcome, int status,
                  const char *out, const char *err)
{
    if (outcome->status != status ||
        (out ? !strstr(strbuf_text(&outcome->out), out)
             : outcome->out.len != 0) ||
        (err ? !strstr(strbuf_text(&outcome->err), err)
             : outcome->err.len != 0))
        outcome_complain(arguments, outcome);
    outcome_finish(outcome);
}

void outcome_expect(const char *command, const char *arguments,
                    const char *input, int status, const char *out,
                    const char *err)
{
    struct outcome outcome = outcome_of(command, arguments, input);

    outcome_want(arguments, &outcome, status, out, err);
}

void outcome_write_arrays(size_t missing)
{
    static const char p[] = "\x93NUMPY\1\0\x40\0{'descr': '<f4', "
                            "'fortran_order': False, 'shape': (2, 2), }    \n"
                            "\0\0\x40\x3f\0\0\x80\x3e\0\0\0\x3f\0\0\0\x3f";
    static const char y[] = "\x93NUMPY\1\0\x40\0{'descr': '|u1', "
                            "'fortran_order': False, 'shape': (2,), }      \n"
                            "\0\1";

    outcome_write_bytes("p.npy", (struct slice){ p, sizeof p - 1 - missing });
    outcome_write_bytes("y.npy", (struct slice){ y, sizeof y - 1 });
}
