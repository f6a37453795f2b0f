/* test_calls.c - calls for files that fail, each of them once and for good.
 *
 * The law: the program ends by itself; a status that is not 0 comes with a
 * line that says why; and what was answered is in the record or is said not
 * to be. No file is half, none is left over, no descriptor is lost.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/own_folder.h"
#include "faults/fault_kinds.h"
#include "faults/fault_run.h"
#include "faults/faulty.h"
#include "faults/walks.h"
#include "support/test.h"

/* What a walk leaves behind. */
struct trace {
    struct fault_run run;
    struct strbuf left; /* the record, told; or the files written */
    bool damaged;       /* something of it is half */
};

/* One walk: how it is made ready, and what it leaves. */
struct round {
    const struct walk *walk;
    void (*prepare)(void);
    void (*look)(struct trace *trace);
};

static void tell_record(struct trace *trace)
{
    struct fault_run told = fault_run("", "progress --json", NULL);

    trace->damaged = told.status != 0 || told.err.len > 0;
    strbuf_add(&trace->left, strbuf_text(&told.out), told.out.len);
    fault_run_finish(&told);
}

static void old_files(void)
{
    fault_run_fresh();
    walk_write_odds();
    assert_true(file_replace("out.csv", slice_of("old\n"), NULL));
    unlink("out.svg");
}

/* A file is the old one, the new one, or not there. */
static void take_file(struct trace *trace, const char *path, const char *end)
{
    struct strbuf text = { 0 };

    if (file_exists(path))
        assert_true(file_read(path, &text, 0, NULL));
    trace->damaged |= text.len > 0 &&
                      strcmp(strbuf_text(&text), "old\n") != 0 &&
                      !slice_ends((struct slice){ text.at, text.len }, end);
    strbuf_add(&trace->left, strbuf_text(&text), text.len);
    strbuf_finish(&text);
}

static void take_files(struct trace *trace)
{
    take_file(trace, "out.csv", "three,heads,0.25,0.75\n");
    take_file(trace, "out.svg", "</svg>\n");
}

/* The lines of a recording without their times. */
static void take_talk(struct trace *trace)
{
    struct strbuf text = { 0 };
    struct slice rest, line;

    if (file_exists("home/talk"))
        assert_true(file_read("home/talk", &text, 0, NULL));
    trace->damaged = text.len > 0 && text.at[text.len - 1] != '\n';
    rest = (struct slice){ text.at, text.len };
    while (slice_line(&rest, &line)) {
        const char *action = memchr(line.at, ' ', line.len);

        if (action)
            strbuf_slice(&trace->left,
                         slice_sub(line, (size_t)(action - line.at), line.len));
        strbuf_putc(&trace->left, '\n');
    }
    strbuf_finish(&text);
}

static struct trace go(const struct round *round, const char *faults)
{
    struct trace trace = { .damaged = false };

    round->prepare();
    walk_write_script(round->walk);
    trace.run = fault_run(faults, round->walk->arguments, round->walk->input);
    round->look(&trace);
    return trace;
}

static void trace_finish(struct trace *trace)
{
    fault_run_finish(&trace->run);
    strbuf_finish(&trace->left);
}

static bool same(const struct strbuf *a, const struct strbuf *b)
{
    return slice_eq((struct slice){ a->at, a->len },
                    (struct slice){ b->at, b->len });
}

/* NULL, or what the law has against it. */
static const char *judge(const struct trace *clean, struct trace *trace,
                         bool alike)
{
    bool said = strstr(strbuf_text(&trace->run.err), "likely: ") != NULL;

    if (trace->run.status > 2)
        return "it did not end by itself";
    if (trace->run.status != 0 && !said)
        return "it failed and said nothing";
    if (trace->damaged)
        return "something is half";
    if (!same(&trace->left, &clean->left) && !said)
        return "something is lost and nothing said";
    if (alike && (trace->run.status != clean->run.status ||
                  !same(&trace->run.out, &clean->run.out) ||
                  !same(&trace->run.err, &clean->run.err) ||
                  !same(&trace->left, &clean->left)))
        return "it should not have been noticed";
    return fault_run_leftover(&trace->run, &clean->run);
}

static void try(const struct round *round, const struct trace *clean,
                enum faulty_call call, long n, int how, const char *on)
{
    struct trace trace;
    char faults[FAULT_NAME];
    const char *why;

    fault_name(faults, call, n, how, on);
    trace = go(round, faults);
    why = judge(clean, &trace, fault_is_alike(how));
    if (!why && !strstr(strbuf_text(&trace.run.log), "FAILS"))
        why = "no call met the fault";
    if (why) {
        print_error("%s\n", strbuf_text(&trace.left));
        fault_run_complain(faults, round->walk->arguments, &trace.run, why);
    }
    trace_finish(&trace);
}

/* Each call meets one of its faults in turn, for the time's sake; with
 * FAULTS_ALL in the environment every one. */
static void try_kind(const struct round *round, const struct trace *clean,
                     const struct fault_kind *kind, const char *on)
{
    static const char *const names[] = FAULTY_NAMES;
    char beginning[32];
    long count;
    int hows = fault_kind_hows(kind);

    snprintf(beginning, sizeof beginning, "count %s ", names[kind->call]);
    count = fault_run_number(&clean->run, beginning);
    for (long n = 1; n <= count; n++)
        for (int h = 0; h < hows; h++)
            if (getenv("FAULTS_ALL") || n % hows == h)
                try(round, clean, kind->call, n, kind->hows[h], on);
}

static void try_all(const struct round *round, const char *on)
{
    struct trace clean = go(round, "");

    assert_int_equal(clean.run.status, 0);
    assert_false(clean.damaged);
    for (size_t k = 0; k < fault_kind_count; k++)
        try_kind(round, &clean, &fault_kinds[k], on);
    trace_finish(&clean);
}

static const struct round rounds[] = {
    { &walks[WALK_ALOUD], fault_run_fresh, tell_record },
    { &walks[WALK_ALOUD], walk_old_record, tell_record },
    { &walks[WALK_LAB], old_files, take_files },
    { &walks[WALK_TALK], fault_run_fresh, take_talk },
};

static void a_new_record_survives_each(void **state)
{
    (void)state;
    try_all(&rounds[0], "");
}

static void a_long_record_survives_each(void **state)
{
    (void)state;
    try_all(&rounds[1], "");
}

static void files_written_survive_each(void **state)
{
    (void)state;
    try_all(&rounds[2], "");
}

/* Seen to fail: a recording that could not be begun took the program with it,
 * for its second line came behind a first that had failed. */
static void a_recording_survives_each(void **state)
{
    (void)state;
    try_all(&rounds[3], "");
}

/* A disk that is full from a call on stays so; what reads may be interrupted
 * once only. */
static void a_disk_that_stays_full_is_said(void **state)
{
    static const struct fault_kind full[] = { { FAULTY_WRITE,
                                                { ENOSPC, EDQUOT } },
                                              { FAULTY_FSYNC, { EIO } },
                                              { FAULTY_MKDIR, { EROFS } } };

    (void)state;
    for (size_t r = 0; r < sizeof rounds / sizeof *rounds; r++) {
        struct trace clean = go(&rounds[r], "");

        for (size_t k = 0; k < sizeof full / sizeof *full; k++)
            try_kind(&rounds[r], &clean, &full[k], ":on");
        trace_finish(&clean);
    }
}

#define TEST(name)                                                             \
    cmocka_unit_test_setup_teardown(name, folder_enter, folder_leave)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_new_record_survives_each),     TEST(a_long_record_survives_each),
        TEST(files_written_survive_each),     TEST(a_recording_survives_each),
        TEST(a_disk_that_stays_full_is_said),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
