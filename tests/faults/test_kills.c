/* test_kills.c - killed before each call that changes a file, and in the
 * middle of each write.
 *
 * The law: what had been written is there, and nothing else; a line that was
 * torn costs only itself; a file has its old bytes, all of the new ones, or is
 * not there; and the program starts again as if nothing had been.
 *
 * A file that is only made is as it was before its first write.
 *
 * Seen to fail: with files written in place they are half; with lines of a
 * record or recording that wait in a buffer, more than the last is lost.
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/own_folder.h"
#include "faults/fault_run.h"
#include "faults/faulty.h"
#include "faults/terminal_walks.h"
#include "faults/walks.h"
#include "support/test.h"

enum { KILLED = 128 + SIGKILL, EVENTS_MOST = 64 };

#define RECORD "home/.local/state/likely/record"

static const char *const names[] = FAULTY_NAMES;

/* What leaves a file otherwise than it was. */
static const enum faulty_call changing[] = { FAULTY_WRITE,  FAULTY_RENAME,
                                             FAULTY_MKDIR,  FAULTY_LINK,
                                             FAULTY_UNLINK, FAULTY_TRUNCATE };

static struct slice text_of(const struct strbuf *text)
{
    return (struct slice){ text->at, text->len };
}

static struct strbuf content(const char *path)
{
    struct strbuf text = { 0 };

    if (file_exists(path))
        assert_true(file_read(path, &text, 0, NULL));
    return text;
}

/* The writes of a log that went through, to a file whose path ends so. */
static size_t written(const struct strbuf *log, const char *end)
{
    struct slice rest = text_of(log), line;
    size_t count = 0;

    while (slice_line(&rest, &line))
        count += slice_starts(line, "write ") && slice_ends(line, end);
    return count;
}

/* One way to die, and what to look at then. */
struct killing {
    const struct walk *walk;
    void (*prepare)(void);
    void (*look)(const struct fault_run *run, const char *faults, void *clean);
};

static struct fault_run run_to(const struct killing *killing,
                               const char *faults)
{
    killing->prepare();
    walk_write_script(killing->walk);
    return fault_run(faults, killing->walk->arguments, killing->walk->input);
}

static void kill_at(const struct killing *killing, const char *faults,
                    void *clean)
{
    struct fault_run run = run_to(killing, faults);

    if (run.status != KILLED)
        fault_run_complain(faults, killing->walk->arguments, &run,
                           "it was not killed");
    killing->look(&run, faults, clean);
    fault_run_finish(&run);
}

static void kill_at_each(const struct killing *killing, void *clean)
{
    struct fault_run whole = run_to(killing, "");
    char faults[64], beginning[32];

    for (size_t i = 0; i < sizeof changing / sizeof *changing; i++) {
        const char *name = names[changing[i]];
        long count;

        snprintf(beginning, sizeof beginning, "count %s ", name);
        count = fault_run_number(&whole, beginning);
        for (long n = 1; n <= count; n++) {
            snprintf(faults, sizeof faults, "%s:%ld:kill", name, n);
            kill_at(killing, faults, clean);
            if (changing[i] != FAULTY_WRITE)
                continue;
            snprintf(faults, sizeof faults, "%s:%ld:torn", name, n);
            kill_at(killing, faults, clean);
        }
    }
    fault_run_finish(&whole);
}

/* ---- the record ---- */

/* What the record is to tell after so many events. */
struct telling {
    struct strbuf told[EVENTS_MOST];
    size_t count;
};

static struct strbuf tell(bool *damaged)
{
    struct fault_run run = fault_run("", "progress --json", NULL);
    struct strbuf told = run.out;

    assert_int_equal(run.status, 0);
    *damaged = run.err.len > 0;
    run.out = (struct strbuf){ 0 };
    fault_run_finish(&run);
    return told;
}

/* From a run in which the record is never made short: what it held before, and
 * behind that a line for each event. */
static void learn_tellings(const struct killing *killing,
                           struct telling *telling)
{
    struct strbuf before, after;
    struct fault_run run;
    struct slice rest, line;
    bool damaged;

    killing->prepare();
    before = content(RECORD);
    run = run_to(killing, "rename:1:13:on");
    after = content(RECORD);
    fault_run_finish(&run);
    rest = slice_sub(text_of(&after), before.len, after.len);
    do {
        size_t len = (size_t)(after.len - rest.len);

        assert_true(telling->count < EVENTS_MOST);
        assert_true(file_make_dir("home/.local/state/likely", NULL));
        assert_true(
            file_replace(RECORD, (struct slice){ after.at, len }, NULL));
        telling->told[telling->count++] = tell(&damaged);
        assert_false(damaged);
    } while (slice_line(&rest, &line));
    assert_true(telling->count > 8);
    strbuf_finish(&before);
    strbuf_finish(&after);
}

static void look_at_record(const struct fault_run *run, const char *faults,
                           void *clean)
{
    const struct telling *telling = clean;
    size_t events = written(&run->log, "/record");
    bool torn = slice_ends(slice_of(faults), "torn"), damaged;
    struct strbuf told = tell(&damaged);

    torn = torn && written(&run->log, "/record FAILS") > 0;
    assert_true(events < telling->count);
    if (damaged != torn)
        fault_run_complain(faults, "...", run, "the record is damaged");
    if (!slice_eq(text_of(&told), text_of(&telling->told[events])))
        fault_run_complain(faults, "...", run,
                           "the record tells something else");
    strbuf_finish(&told);
}

static void try_record(void (*prepare)(void))
{
    const struct killing killing = { &walks[WALK_ALOUD], prepare,
                                     look_at_record };
    struct telling telling = { .count = 0 };

    learn_tellings(&killing, &telling);
    kill_at_each(&killing, &telling);
    for (size_t i = 0; i < telling.count; i++)
        strbuf_finish(&telling.told[i]);
}

static void a_new_record_has_what_was_written(void **state)
{
    (void)state;
    try_record(fault_run_fresh);
}

static void a_long_record_has_what_was_written(void **state)
{
    (void)state;
    try_record(walk_old_record);
}

/* ---- files of a lab ---- */

struct files {
    struct strbuf csv, svg;
};

static void old_files(void)
{
    fault_run_fresh();
    assert_int_equal(system("rm -f .likely-* out.svg"), 0);
    walk_write_odds();
    assert_true(file_replace("out.csv", slice_of("old\n"), NULL));
}

static void look_at_files(const struct fault_run *run, const char *faults,
                          void *clean)
{
    const struct files *files = clean;
    struct strbuf csv = content("out.csv"), svg = content("out.svg");

    if ((!slice_is(text_of(&csv), "old\n") &&
         !slice_eq(text_of(&csv), text_of(&files->csv))) ||
        (svg.len > 0 && !slice_eq(text_of(&svg), text_of(&files->svg))))
        fault_run_complain(faults, "...", run, "a file is half");
    strbuf_finish(&csv);
    strbuf_finish(&svg);
}

static void files_are_old_or_new(void **state)
{
    const struct killing killing = { &walks[WALK_LAB], old_files,
                                     look_at_files };
    struct fault_run run = run_to(&killing, "");
    struct files files = { content("out.csv"), content("out.svg") };

    (void)state;
    assert_true(files.csv.len > 20 && files.svg.len > 1000);
    kill_at_each(&killing, &files);
    strbuf_finish(&files.csv);
    strbuf_finish(&files.svg);
    fault_run_finish(&run);
}

/* ---- a talk ---- */

static size_t lines_of(const struct strbuf *text)
{
    size_t count = 0;

    for (size_t i = 0; i < text->len; i++)
        count += text->at[i] == '\n';
    return count;
}

/* Every line that was written, and the talk is told again up to there; a line
 * that was cut is named. */
static void look_at_recording(const struct fault_run *run, const char *faults,
                              void *clean)
{
    struct strbuf text = content("home/talk");
    size_t lines = written(&run->log, "/home/talk");
    bool cut = text.len > 0 && text.at[text.len - 1] != '\n';

    (void)clean;
    if (lines_of(&text) != lines)
        fault_run_complain(faults, "...", run, "a line of it is missing");
    if (cut != (slice_ends(slice_of(faults), "torn") &&
                written(&run->log, "/home/talk FAILS") > 0))
        fault_run_complain(faults, "...", run, "its end is another");
    if (file_exists("home/talk")) {
        struct fault_run again =
            fault_run("", "present --play home/talk --dump text", NULL);

        if (again.status != 0 &&
            !(cut && strstr(strbuf_text(&again.err), "this line is cut")))
            fault_run_complain(faults, "...", &again, "it cannot be played");
        fault_run_finish(&again);
    }
    strbuf_finish(&text);
}

static void a_recording_has_what_was_done(void **state)
{
    const struct killing killing = { &walks[WALK_TALK], fault_run_fresh,
                                     look_at_recording };

    (void)state;
    kill_at_each(&killing, NULL);
}

/* In a terminal there is its place, too, which its notes read: that of one
 * step or of another. */
static void kill_talk(const char *faults)
{
    struct strbuf place, recording;

    terminal_walk_prepare();
    terminal_walk_killed(&terminal_walks[TERMINAL_TALK], faults);
    place = content("home/.local/state/likely/talk");
    if (place.len > 0 && (!slice_starts(text_of(&place), "likely talk 1\n") ||
                          !slice_ends(text_of(&place), "\nminutes 0\n")))
        fail_msg("with %s the place is half: %s", faults, strbuf_text(&place));
    recording = content("home/talk");
    if (recording.len > 0 && !slice_ends(slice_of(faults), "torn") &&
        recording.at[recording.len - 1] != '\n')
        fail_msg("with %s the recording is half", faults);
    strbuf_finish(&place);
    strbuf_finish(&recording);
}

/* A sample of the calls: another in each build, the same in the same one. */
static void a_talk_leaves_a_whole_place(void **state)
{
    static const struct {
        enum faulty_call call;
        const char *how;
    } kinds[] = { { FAULTY_WRITE, "kill" },
                  { FAULTY_WRITE, "torn" },
                  { FAULTY_RENAME, "kill" } };
    struct fault_run run = { .status = 0 };
    char faults[64];
    long step = getenv("FAULTS_ALL") ? 1 : 6;

    (void)state;
    terminal_walk_prepare();
    assert_int_equal(terminal_walk(&terminal_walks[TERMINAL_TALK], "", NULL),
                     0);
    run.log = content("log");
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        const char *name = names[kinds[i].call];
        long count;

        snprintf(faults, sizeof faults, "count %s ", name);
        count = fault_run_number(&run, faults);
        for (long n = 1 + fault_run_sample(step); n <= count; n += step) {
            snprintf(faults, sizeof faults, "%s:%ld:%s", name, n, kinds[i].how);
            kill_talk(faults);
        }
    }
    fault_run_finish(&run);
}

#define TEST(name)                                                             \
    cmocka_unit_test_setup_teardown(name, folder_enter, folder_leave)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_new_record_has_what_was_written),
        TEST(a_long_record_has_what_was_written),
        TEST(files_are_old_or_new),
        TEST(a_recording_has_what_was_done),
        TEST(a_talk_leaves_a_whole_place),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
