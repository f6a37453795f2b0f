/* test_terminal_calls.c - calls that fail for a program in a terminal.
 *
 * The law: it ends by itself, with the terminal given back; what is not in the
 * record or in the file that was asked for is said to be missing; nothing is
 * half, no temporary file is left over and no descriptor lost.
 *
 * A sample: another in each build, the same in the same one; with FAULTS_ALL
 * in the environment every call, with every fault.
 *
 * Seen to fail: with a recording that keeps silent when it fails.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "base/own_folder.h"
#include "faults/fault_kinds.h"
#include "faults/fault_run.h"
#include "faults/terminal_walks.h"
#include "support/test.h"

enum { STEP = 6, MEMORY_TRIES = 8 };

static struct slice text_of(const struct strbuf *text)
{
    return (struct slice){ text->at, text->len };
}

/* What a walk leaves behind. */
struct trace {
    struct strbuf said, told, made;
    struct fault_run run; /* its log alone */
    bool damaged;         /* of the record something is half */
    int status;
};

static struct trace go(const struct terminal_walk *walk, const char *faults)
{
    struct trace trace = { .status = -1 };
    struct fault_run told;

    terminal_walk_prepare();
    trace.status = terminal_walk(walk, faults, &trace.said);
    assert_true(file_read("log", &trace.run.log, 0, NULL));
    told = fault_run("", "progress --json", NULL);
    trace.damaged = told.status != 0 || told.err.len > 0;
    strbuf_slice(&trace.told, text_of(&told.out));
    fault_run_finish(&told);
    if (walk->makes && file_exists(walk->makes))
        assert_true(file_read(walk->makes, &trace.made, 0, NULL));
    return trace;
}

static void trace_finish(struct trace *trace)
{
    strbuf_finish(&trace->said);
    strbuf_finish(&trace->told);
    strbuf_finish(&trace->made);
    fault_run_finish(&trace->run);
}

static bool says(const struct trace *trace, const char *words)
{
    return memmem(trace->said.at, trace->said.len, words, strlen(words));
}

/* On the screen's way out, or as a message of the program or its command. */
static bool complains(const struct terminal_walk *walk,
                      const struct trace *trace)
{
    char command[32];

    snprintf(command, sizeof command, "likely %s: ", walk->arguments[0]);
    return says(trace, "likely: ") || says(trace, command);
}

static size_t lines_of(const struct strbuf *text)
{
    size_t count = 0;

    for (size_t i = 0; i < text->len; i++)
        count += text->at[i] == '\n';
    return count;
}

/* NULL, or what the law has against it. The times of a recording are never
 * the same, its lines are. */
static const char *judge(const struct terminal_walk *walk,
                         const struct trace *clean, const struct trace *trace,
                         bool alike)
{
    bool made = lines_of(&trace->made) == lines_of(&clean->made);
    bool told = slice_eq(text_of(&trace->told), text_of(&clean->told));

    if (!WIFEXITED(trace->status) || WEXITSTATUS(trace->status) > 2)
        return "it did not end by itself";
    if (trace->damaged)
        return "the record is damaged";
    if (trace->made.len > 0 && !slice_ends(text_of(&trace->made), walk->ends))
        return "a file is half";
    if (!told && !complains(walk, trace))
        return "of the record something is lost and nothing said";
    if (!made && !complains(walk, trace) && !says(trace, "cannot"))
        return "of a file something is lost and nothing said";
    if (alike && (trace->status != 0 || !told || !made))
        return "it should not have been noticed";
    return fault_run_leftover(&trace->run, &clean->run);
}

static void try(const struct terminal_walk *walk, const struct trace *clean,
                const char *faults, bool alike)
{
    struct trace trace = go(walk, faults);
    const char *why = judge(walk, clean, &trace, alike);

    if (why) {
        print_error("likely %s ... with FAULTS=%s: %s; status %x\n%s\n",
                    walk->arguments[0], faults, why, (unsigned)trace.status,
                    strbuf_text(&trace.run.log));
        print_error("%s\n", strbuf_text(&trace.said));
        fail();
    }
    trace_finish(&trace);
}

static void try_calls(const struct terminal_walk *walk,
                      const struct trace *clean)
{
    static const char *const names[] = FAULTY_NAMES;
    bool all = getenv("FAULTS_ALL") != NULL;
    long at = 0, from = fault_run_sample(STEP);
    char faults[FAULT_NAME];

    for (size_t k = 0; k < fault_kind_count; k++) {
        const struct fault_kind *kind = &fault_kinds[k];
        int hows = fault_kind_hows(kind);
        long count;

        if (kind->call == FAULTY_UNLINK)
            continue; /* what cannot be taken away stays */
        snprintf(faults, sizeof faults, "count %s ", names[kind->call]);
        count = fault_run_number(&clean->run, faults);
        for (long n = 1; n <= count; n++, at++)
            for (int h = 0; h < hows; h++) {
                if (!all && (at % STEP != from || n / STEP % hows != h))
                    continue;
                fault_name(faults, kind->call, n, kind->hows[h], "");
                try(walk, clean, faults, fault_is_alike(kind->hows[h]));
            }
    }
}

static void each_call_for_files(void **state)
{
    (void)state;
    for (size_t i = 0; i < TERMINAL_WALKS; i++) {
        const struct terminal_walk *walk = &terminal_walks[i];
        struct trace clean = go(walk, "");

        assert_int_equal(clean.status, 0);
        assert_false(clean.damaged);
        assert_true(!walk->makes || clean.made.len > 0);
        try_calls(walk, &clean);
        trace_finish(&clean);
    }
}

/* From a call on, for good. */
static void a_disk_that_stays_full(void **state)
{
    static const struct {
        enum faulty_call call;
        int from, how;
    } full[] = { { FAULTY_WRITE, 1, ENOSPC },
                 { FAULTY_WRITE, 2, EDQUOT },
                 { FAULTY_FSYNC, 1, EIO },
                 { FAULTY_MKDIR, 1, EROFS } };
    char faults[FAULT_NAME];

    (void)state;
    for (size_t i = 0; i < TERMINAL_WALKS; i++) {
        const struct terminal_walk *walk = &terminal_walks[i];
        struct trace clean;

        if (i == TERMINAL_NOTES || i == TERMINAL_PLAYER)
            continue; /* they write nothing */
        clean = go(walk, "");
        for (size_t k = 0; k < sizeof full / sizeof *full; k++) {
            fault_name(faults, full[k].call, full[k].from, full[k].how, ":on");
            try(walk, &clean, faults, false);
        }
        trace_finish(&clean);
    }
}

/* Once or for good, of the program's own or of curses, which may die of it. */
static void memory_that_is_gone(void **state)
{
    (void)state;
    if (SANITIZED || !fault_run_sees_memory())
        skip();
    for (size_t i = TERMINAL_LEARN + 1; i < TERMINAL_WALKS; i++) {
        const struct terminal_walk *walk = &terminal_walks[i];
        struct trace clean = go(walk, "");
        long calls = fault_run_number(&clean.run, "count malloc ");
        long step = getenv("FAULTS_ALL") ? 1 : calls / MEMORY_TRIES + 1;

        for (long n = 1 + fault_run_sample(step); n < calls; n += step) {
            char faults[FAULT_NAME];
            struct trace trace;

            snprintf(faults, sizeof faults, "malloc:%ld:12%s", n,
                     n % 2 ? ":on" : "");
            trace = go(walk, faults);
            if (trace.damaged ||
                !fault_run_says_its_end(trace.status, text_of(&trace.said)))
                fail_msg("%s with %s: %x", walk->arguments[0], faults,
                         (unsigned)trace.status);
            trace_finish(&trace);
        }
        trace_finish(&clean);
    }
}

#define TEST(name)                                                             \
    cmocka_unit_test_setup_teardown(name, folder_enter, folder_leave)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(each_call_for_files),
        TEST(a_disk_that_stays_full),
        TEST(memory_that_is_gone),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
