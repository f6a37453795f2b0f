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

/* More calls for memory than curses makes before it looks for a description of
 * the terminal, until it has read it, and until it has taken one of 3 rows. */
enum { CURSES_BEFORE = 10, CURSES_READS = 25, CURSES_TAKES = 90 };

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

/* A section in a terminal that has 80 columns. */
static struct console *start_in_terminal(const char *faults, int rows)
{
    const char *argv[] = { LIKELY, "learn", "1.1", NULL };

    fault_run_fresh();
    return terminal_walk_open(argv, faults, false, rows);
}

/* Opened and left, on a screen of few rows: curses asks for each. */
static struct console *glance_in_terminal(const char *faults)
{
    struct console *console = start_in_terminal(faults, 3);

    console_type(console, "qq");
    console_end(console);
    return console;
}

/* Read, answered, the lab edited, help, a prompt; on a screen that grows, so
 * that curses takes more. Where nothing fails the last key leaves. */
static struct console *walk_in_terminal(const char *faults)
{
    struct console *console = start_in_terminal(faults, 24);

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

/* Well, or with a sentence, and the terminal as it was before. */
static void finish_in_order(struct console *console, const char *faults,
                            bool may_crash)
{
    int status = console_end(console);
    size_t n;
    const char *said = console_written(console, &n);

    if (!fault_run_says_its_end(status, (struct slice){ said, n }) ||
        (WIFSIGNALED(status) && !may_crash))
        fail_msg("with %s the wait status is %x, said is\n%.*s", faults,
                 (unsigned)status, (int)n, said);
    console_finish(console);
}

static struct fault_run log_of(struct console *console)
{
    struct fault_run run = { 0 };

    assert_int_equal(console_finish(console), 0);
    assert_true(file_read("log", &run.log, 0, NULL));
    return run;
}

static long number_of_walk(const char *beginning)
{
    struct fault_run run = log_of(walk_in_terminal(""));
    long number = fault_run_number(&run, beginning);

    fault_run_finish(&run);
    return number;
}

/* One call of its own that fails curses may not bear: it crashes, or calls
 * exit(). That there is enough for it is seen to before (fatal_reserve()),
 * which these faults know nothing of: see
 * memory_of_any_size_ends_it_in_order(). */
static void a_terminal_is_given_back(void **state)
{
    long calls, step;

    (void)state;
    need_plain();
    calls = number_of_walk("count malloc ");
    assert_true(calls > 1000);
    step = getenv("FAULTS_ALL") ? 1 : calls / TERMINAL_TRIES + 1;
    for (long n = 1; n < calls; n += step) {
        char faults[64];

        snprintf(faults, sizeof faults, "malloc:%ld:12%s", n,
                 n / step % 2 ? ":on" : "");
        finish_in_order(walk_in_terminal(faults), faults, true);
    }
}

/* Each of the calls for memory from one to before another fails, once or for
 * good in turns. */
static void try_range(long from, long to)
{
    for (long n = from; n < to; n++) {
        char faults[64];

        snprintf(faults, sizeof faults, "malloc:%ld:12%s", n,
                 n % 2 ? ":on" : "");
        finish_in_order(glance_in_terminal(faults), faults, true);
    }
}

/* Where curses is asked whether it knows the terminal, and where it takes it.
 *
 * Seen to fail: with the guard set behind newterm(), and with say_why() set
 * only there. */
static void curses_says_that_it_cannot_start(void **state)
{
    static const char beginning[] = "terminfo behind ";
    struct fault_run clean;
    struct slice rest, line;
    long done = 0, look = 0;

    (void)state;
    need_plain();
    clean = log_of(glance_in_terminal(""));
    rest = (struct slice){ clean.log.at, clean.log.len };
    while (slice_line(&rest, &line)) {
        if (!slice_starts(line, beginning))
            continue;
        look = strtol(line.at + strlen(beginning), NULL, 10);
        if (done < look - CURSES_BEFORE)
            done = look - CURSES_BEFORE;
        try_range(done, look + CURSES_READS);
        done = look + CURSES_READS;
    }
    fault_run_finish(&clean);
    assert_true(look > 0);
    try_range(done, look + CURSES_TAKES);
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
        char faults[64];

        snprintf(faults, sizeof faults, "heap:%ld:12", bytes);
        finish_in_order(walk_in_terminal(faults), faults, false);
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
        TEST(curses_says_that_it_cannot_start),
        TEST(memory_of_any_size_ends_it_in_order),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
