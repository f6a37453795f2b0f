/* test_memory.c - memory that runs out, at every call for it.
 *
 * The law: the program ends with status 1, "likely: out of memory" and the
 * terminal given back, or goes on to the very output that it would have had
 * (the C library does without some buffers). Nothing else: no signal, no hang,
 * no half of an answer, and what the record holds, it holds still.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "base/own_folder.h"
#include "faults/fault_run.h"
#include "faults/faulty.h"
#include "faults/terminal_walks.h"
#include "faults/walks.h"
#include "support/console.h"
#include "support/test.h"

/* A sanitized program takes a hundred times as long to end. */
enum { START_CALLS = 30, TERMINAL_TRIES = 60, HEAPS = 40 };

static void prepare(const struct walk *walk)
{
    fault_run_fresh();
    walk_write_odds();
    walk_write_script(walk);
}

/* Every child died of it, or printed what the parent did; else what is wrong.
 */
static const char *judge(const struct fault_run *run,
                         const struct fault_run *clean)
{
    struct slice rest = { run->log.at, run->log.len }, line;
    uint64_t hash = faulty_hash(run->out.at, run->out.len);
    char well[32];

    snprintf(well, sizeof well, "carried %016llx %d ", (unsigned long long)hash,
             clean->status);
    if (run->status != clean->status)
        return "another status";
    if (!slice_eq((struct slice){ run->out.at, run->out.len },
                  (struct slice){ clean->out.at, clean->out.len }))
        return "another output";
    while (slice_line(&rest, &line)) {
        /* The sanitizer itself, where a thread begins. */
        if (memmem(line.at, line.len, "Sanitizer: CHECK failed", 23))
            continue;
        if (slice_starts(line, "bad "))
            return "a child ended badly";
        if (slice_starts(line, "carried ") && !slice_starts(line, well))
            return "a child went on to another end";
    }
    return fault_run_number(run, "children ") > 0 ? NULL
                                                  : "no child met the fault";
}

static void try_all(const struct walk *walk, const char *how)
{
    struct fault_run clean, run;
    const char *why;
    char faults[32];
    int step;

    prepare(walk);
    clean = fault_run("", walk->arguments, walk->input);
    prepare(walk);
    step = getenv("FAULTS_ALL") ? 1 : walk->step * (SANITIZED ? 97 : 1);
    snprintf(faults, sizeof faults, "fork:%d:%ld%s", step,
             fault_run_sample(step), how);
    run = fault_run(faults, walk->arguments, walk->input);
    why = judge(&run, &clean);
    if (!why && fault_run_leaves_temporary())
        why = "a temporary file is left";
    if (why)
        fault_run_complain(faults, walk->arguments, &run, why);
    fault_run_finish(&clean);
    fault_run_finish(&run);
}

static void need_memory(void)
{
    if (!fault_run_sees_memory())
        skip();
}

/* A sanitizer takes the C library's leaks for the program's, and a crash of
 * curses before the program can. */
static void need_plain(void)
{
    need_memory();
    if (SANITIZED)
        skip();
}

/* Else all that follows would be well because nothing ever failed. */
static void the_library_is_asked(void **state)
{
    struct fault_run run;

    (void)state;
    fault_run_fresh();
    run = fault_run("open:1:13", "show 1.3", NULL);
    assert_int_equal(run.status, 1);
    assert_non_null(strstr(strbuf_text(&run.log), "FAILS"));
    assert_non_null(strstr(strbuf_text(&run.err), "likely: "));
    fault_run_finish(&run);
}

static void one_call_that_fails_ends_it_in_order(void **state)
{
    (void)state;
    need_memory();
    for (size_t i = 0; i < WALKS; i++)
        try_all(&walks[i], "");
}

static void memory_that_is_gone_for_good_ends_it_too(void **state)
{
    (void)state;
    need_memory();
    for (size_t i = 0; i < WALKS; i++)
        try_all(&walks[i], ":on");
}

/* The C library's own start, which the children of one run leave out; without
 * its locale the program is one of ASCII. */
static void at_the_start_it_ends_or_goes_on(void **state)
{
    char faults[32];

    (void)state;
    need_plain();
    fault_run_fresh();
    for (int n = 1; n <= START_CALLS; n++) {
        struct fault_run run;
        bool fine;

        snprintf(faults, sizeof faults, "malloc:%d:12", n);
        run = fault_run(faults, "show 1.3", NULL);
        fine = run.status == 0
                   ? strstr(strbuf_text(&run.out), "Only words") != NULL
                   : run.status == 1 && strstr(strbuf_text(&run.err),
                                               "likely: out of memory") != NULL;
        if (!fine)
            fault_run_complain(faults, "show 1.3", &run, "neither");
        fault_run_finish(&run);
    }
}

/* A section in a terminal: read, answered, the lab edited, help, a prompt; on a
 * screen that grows, so that curses takes more. Where nothing fails the last
 * key leaves. */
static struct console *walk_in_terminal(const char *faults)
{
    const char *argv[] = { LIKELY, "learn", "1.1", NULL };
    struct console *console;

    fault_run_fresh();
    console = terminal_walk_open(argv, faults, false);
    console_type(console, "2\r \t+++u\ti\x1b");
    console_taken(console);
    console_resize(console, 300, 100);
    console_type(console, "\f");
    console_taken(console);
    console_resize(console, 100, 30);
    console_type(console, "?q:examples 300\r::\x15\x1bqq");
    console_end(console);
    return console;
}

/* How the program ends that finds no memory: it says so, or cannot start, or
 * did without. */
static bool ended_in_order(struct console *console)
{
    int status = console_end(console);

    return WIFEXITED(status) &&
           (WEXITSTATUS(status) != 1 ||
            console_wrote(console, "likely: out of memory")) &&
           WEXITSTATUS(status) <= 2;
}

/* One call of its own that fails curses may not bear: it then ends before it
 * has taken the terminal, or gives it back and says so. That there is enough
 * for it is seen to before (fatal_reserve()), which these faults know nothing
 * of: see memory_of_any_size_ends_it_in_order(). */
static bool ended_by_curses(struct console *console)
{
    return !console_wrote(console, "\033[?1049h") ||
           console_wrote(console, "likely: stopped by signal 11; ") ||
           console_wrote(console, "likely: out of memory");
}

static long number_of_walk(const char *beginning)
{
    struct strbuf log = { 0 };
    struct fault_run run = { 0 };
    long number;

    assert_int_equal(console_finish(walk_in_terminal("")), 0);
    assert_true(file_read("log", &log, 0, NULL));
    run.log = log;
    number = fault_run_number(&run, beginning);
    strbuf_finish(&log);
    return number;
}

static void a_terminal_is_given_back(void **state)
{
    long calls, step;

    (void)state;
    need_plain();
    calls = number_of_walk("count malloc ");
    assert_true(calls > 1000);
    step = calls / TERMINAL_TRIES + 1;
    for (long n = 1; n < calls; n += step) {
        struct console *console;
        char faults[64];

        snprintf(faults, sizeof faults, "malloc:%ld:12%s", n,
                 n / step % 2 ? ":on" : "");
        console = walk_in_terminal(faults);
        if (!ended_in_order(console) && !ended_by_curses(console))
            fail_msg("with %s the wait status is %x", faults,
                     (unsigned)console_end(console));
        console_finish(console);
    }
}

/* Whatever there is of it, from none to what the walk takes.
 *
 * Seen to fail: without reserve_screens() at a new size curses dies. */
static void memory_of_any_size_ends_it_in_order(void **state)
{
    long most, step;

    (void)state;
    need_plain();
    most = number_of_walk("most ");
    assert_true(most > 100000);
    step = most / HEAPS + 1;
    for (long bytes = 0; bytes < most + step; bytes += step) {
        struct console *console;
        char faults[64];

        snprintf(faults, sizeof faults, "heap:%ld:12", bytes);
        console = walk_in_terminal(faults);
        if (!ended_in_order(console))
            fail_msg("with %s the wait status is %x", faults,
                     (unsigned)console_end(console));
        console_finish(console);
    }
}

#define TEST(name)                                                             \
    cmocka_unit_test_setup_teardown(name, folder_enter, folder_leave)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_library_is_asked),
        TEST(one_call_that_fails_ends_it_in_order),
        TEST(memory_that_is_gone_for_good_ends_it_too),
        TEST(at_the_start_it_ends_or_goes_on),
        TEST(a_terminal_is_given_back),
        TEST(memory_of_any_size_ends_it_in_order),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
