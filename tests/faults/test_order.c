/* test_order.c - in which order what is kept reaches the disk.
 *
 * A machine that falls shows what a kill cannot: bytes that were written but
 * not yet on the disk. So the calls themselves are looked at, as the library
 * of faulty.h logs them: what was answered is followed by an fsync of the
 * record, and a file takes another's place only once its own bytes are down.
 *
 * Seen to fail: without the fsync of the record; of the temporary file; of a
 * folder, or of that in which a folder was made; with a file written in place
 * or closed behind its rename.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/own_folder.h"
#include "faults/fault_run.h"
#include "faults/walks.h"
#include "support/test.h"

/* The name of a logged call and what it is about. */
struct entry {
    struct slice call, what;
};

static bool next(struct slice *rest, struct entry *entry)
{
    struct slice line;
    const char *at;

    if (!slice_line(rest, &line))
        return false;
    at = memchr(line.at, ' ', line.len);
    *entry = (struct entry){ line, { NULL, 0 } };
    if (!at)
        return true;
    entry->call = slice_sub(line, 0, (size_t)(at - line.at));
    line = slice_sub(line, entry->call.len + 1, line.len);
    at = memchr(line.at, ' ', line.len);
    if (at)
        entry->what = slice_sub(line, (size_t)(at - line.at) + 1, line.len);
    return true;
}

static bool is(struct entry entry, const char *call, const char *end)
{
    return slice_is(entry.call, call) && slice_ends(entry.what, end);
}

static size_t lines_with(struct slice text, const char *words)
{
    struct slice line;
    size_t count = 0;

    while (slice_line(&text, &line))
        count += memmem(line.at, line.len, words, strlen(words)) != NULL;
    return count;
}

/* What the reader did is counted in the record itself; where they were needs
 * no waiting. */
static void what_was_answered_is_synced(void **state)
{
    static const char *const done[] = { "\"answer\"", "\"hint\"", "\"read\"" };
    const struct walk *walk = &walks[WALK_ALOUD];
    struct strbuf record = { 0 };
    struct fault_run run;
    struct entry entry, before = { 0 };
    struct slice rest;
    size_t wanted = 0, synced = 0;

    (void)state;
    fault_run_fresh();
    run = fault_run("", walk->arguments, walk->input);
    assert_int_equal(run.status, 0);
    assert_true(file_read("home/.local/state/likely/record", &record, 0, NULL));
    for (size_t i = 0; i < sizeof done / sizeof *done; i++)
        wanted += lines_with((struct slice){ record.at, record.len }, done[i]);
    rest = (struct slice){ run.log.at, run.log.len };
    while (next(&rest, &entry)) {
        synced +=
            is(entry, "fsync", "/record") && is(before, "write", "/record");
        before = entry;
    }
    assert_true(wanted > 3);
    assert_true(synced >= wanted);
    strbuf_finish(&record);
    fault_run_finish(&run);
}

/* A rename onto `end` comes behind the last write to a temporary file, its
 * fsync and its close, and before the fsync of the folder. */
static size_t replaced_in_order(const struct fault_run *run, const char *end,
                                const char *folder)
{
    enum { NOTHING, WRITTEN, SYNCED, CLOSED, RENAMED } at = NOTHING;
    struct slice rest = { run->log.at, run->log.len };
    struct entry entry;
    size_t count = 0;

    while (next(&rest, &entry)) {
        bool temporary = lines_with(entry.what, "/.likely-") > 0;

        if (temporary && slice_is(entry.call, "write"))
            at = WRITTEN;
        else if (temporary && slice_is(entry.call, "fsync") && at == WRITTEN)
            at = SYNCED;
        else if (temporary && slice_is(entry.call, "close") && at == SYNCED)
            at = CLOSED;
        else if (is(entry, "rename", end)) {
            assert_int_equal(at, CLOSED);
            at = RENAMED;
        } else if (is(entry, "fsync", folder) && at == RENAMED) {
            count++;
            at = NOTHING;
        }
    }
    assert_int_not_equal(at, RENAMED);
    return count;
}

/* A file that has its bytes and no name after the machine fell is lost: each
 * folder is synced in which something was made on the way. */
static void what_leads_to_a_new_record_is_synced_first(void **state)
{
    static const char *const folders[] = { "/home", "/home/.local",
                                           "/.local/state", "/state/likely",
                                           "/likely/record" };
    const struct walk *walk = &walks[WALK_ALOUD];
    struct fault_run run;
    struct entry entry;
    struct slice rest;
    size_t at = 0;

    (void)state;
    fault_run_fresh();
    run = fault_run("", walk->arguments, walk->input);
    rest = (struct slice){ run.log.at, run.log.len };
    while (at < sizeof folders / sizeof *folders && next(&rest, &entry))
        if (slice_is(entry.call, "fsync")) {
            assert_true(slice_ends(entry.what, folders[at]));
            at++;
        }
    assert_int_equal(at, sizeof folders / sizeof *folders);
    fault_run_finish(&run);
}

static void a_short_record_takes_the_long_ones_place_last(void **state)
{
    const struct walk *walk = &walks[WALK_ALOUD];
    struct fault_run run;

    (void)state;
    walk_old_record();
    run = fault_run("", walk->arguments, walk->input);
    assert_int_equal(run.status, 0);
    assert_int_equal(replaced_in_order(&run, "/record", "/likely"), 1);
    fault_run_finish(&run);
}

static void a_file_written_takes_its_place_last(void **state)
{
    const struct walk *walk = &walks[WALK_LAB];
    struct fault_run run;

    (void)state;
    fault_run_fresh();
    walk_write_odds();
    walk_write_script(walk);
    run = fault_run("", walk->arguments, walk->input);
    assert_int_equal(run.status, 0);
    assert_int_equal(replaced_in_order(&run, "out.csv", *state), 1);
    fault_run_finish(&run);
}

#define TEST(name)                                                             \
    cmocka_unit_test_setup_teardown(name, folder_enter, folder_leave)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(what_was_answered_is_synced),
        TEST(what_leads_to_a_new_record_is_synced_first),
        TEST(a_short_record_takes_the_long_ones_place_last),
        TEST(a_file_written_takes_its_place_last),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
