#include "faults/fault_run.h"

#include <glob.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "faults/faulty.h"
#include "support/test.h"

/* A leak is an error of the sanitized program, on every way out. */
static const char sanitizer[] =
    "ASAN_OPTIONS=verify_asan_link_order=0:detect_leaks=1:"
    "allocator_may_return_null=1";

enum { HANGING_S = 1200, HANGING_ALL_S = 3600 };

static void take(struct strbuf *text, const char *path)
{
    if (file_exists(path))
        assert_true(file_read(path, text, 0, NULL));
    unlink(path);
}

/* One process, from the shell to the program: the alarm is kept by exec. */
static int run_shell(const char *command)
{
    pid_t child = fork();
    int status;

    assert_true(child >= 0);
    if (child == 0) {
        alarm(getenv("FAULTS_ALL") ? HANGING_ALL_S : HANGING_S);
        execl("/bin/sh", "sh", "-c", command, (char *)NULL);
        _exit(127);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

struct fault_run fault_run(const char *faults, const char *arguments,
                           const char *input)
{
    struct fault_run run = { .status = -1 };
    struct strbuf command = { 0 };

    assert_true(file_replace("in", slice_of(input ? input : ""), NULL));
    unlink("log");
    strbuf_printf(&command,
                  "exec env HOME=$PWD/home LIKELY_LESSONS=%s/data/screen "
                  "LC_ALL=C.UTF-8 TERM=dumb %s LD_PRELOAD=%s FAULTS=%s "
                  "FAULTS_LOG=log '%s' %s <in >out 2>err",
                  getenv("LIKELY_TESTS"), sanitizer, FAULTY, faults, LIKELY,
                  arguments);
    run.status = run_shell(strbuf_text(&command));
    strbuf_finish(&command);
    take(&run.out, "out");
    take(&run.err, "err");
    take(&run.log, "log");
    return run;
}

void fault_run_finish(struct fault_run *run)
{
    strbuf_finish(&run->out);
    strbuf_finish(&run->err);
    strbuf_finish(&run->log);
}

long fault_run_number(const struct fault_run *run, const char *beginning)
{
    struct slice rest = { run->log.at, run->log.len }, line;

    while (slice_line(&rest, &line))
        if (slice_starts(line, beginning))
            return strtol(line.at + strlen(beginning), NULL, 10);
    return -1;
}

bool fault_run_sees_memory(void)
{
    struct fault_run run = fault_run("", "--version", NULL);
    bool sees = fault_run_number(&run, "count malloc ") > 0;

    fault_run_finish(&run);
    return sees;
}

long fault_run_sample(long step)
{
    struct strbuf bytes = { 0 };
    uint64_t hash;

    if (step <= 1)
        return 0;
    assert_true(file_read(LIKELY, &bytes, 0, NULL));
    hash = faulty_hash(bytes.at, bytes.len);
    strbuf_finish(&bytes);
    return (long)(hash % (uint64_t)step);
}

void fault_run_fresh(void)
{
    assert_int_equal(system("rm -rf home && mkdir home"), 0);
}

void fault_run_complain(const char *faults, const char *arguments,
                        const struct fault_run *run, const char *why)
{
    struct slice rest = { run->log.at, run->log.len }, line;
    struct strbuf out = run->out, err = run->err;

    print_error("likely %s with FAULTS=%s: %s; status %d\n%s%s", arguments,
                faults, why, run->status, strbuf_text(&out), strbuf_text(&err));
    while (slice_line(&rest, &line))
        print_error("%.*s\n", SLICE_ARG(line));
    fail();
}

bool fault_run_leaves_temporary(void)
{
    static const char *const places[] = { ".likely-*",
                                          "home/.local/state/likely/"
                                          ".likely-*" };
    bool some = false;

    for (size_t i = 0; i < 2; i++) {
        glob_t found;

        some |= glob(places[i], 0, NULL, &found) == 0;
        globfree(&found);
    }
    return some;
}

/* Without "likely: " where that is a write of its own: what was typed and not
 * yet read may stand between. */
bool fault_run_says_its_end(int wait_status, struct slice said)
{
    static const char *const says[] = {
        "likely: out of memory", "this terminal cannot place the cursor",
        "cannot start on this terminal", "there is no terminal that can show it"
    };
    static const char crash[] = "likely: stopped by signal 11; ";

    if (WIFSIGNALED(wait_status))
        return WTERMSIG(wait_status) == SIGSEGV &&
               memmem(said.at, said.len, crash, strlen(crash));
    for (size_t i = 0; i < sizeof says / sizeof *says; i++)
        if (memmem(said.at, said.len, says[i], strlen(says[i])))
            return true;
    return WEXITSTATUS(wait_status) == 0;
}

const char *fault_run_leftover(const struct fault_run *run,
                               const struct fault_run *clean)
{
    if (fault_run_leaves_temporary())
        return "a temporary file is left";
    if (fault_run_number(run, "left ") > fault_run_number(clean, "left "))
        return "a descriptor is left open";
    return NULL;
}
