/* test_desk_write.c - what the free lab writes to a file, and that it leaves
 * no edit behind unasked.
 *
 * Seen to fail: without `over` asked for in desk_write() the file that was
 * read is lost. */
#include "screen/stage.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/file.h"
#include "base/slice.h"

static struct stage stage;

/* Each test stands in an empty folder. */
static int enter(void **state)
{
    char dir[] = "/tmp/likely-desk-XXXXXX";

    stage_open(&stage, (struct stage_options){ .section = "films.csv" });
    *state = mkdtemp(dir) ? strdup(dir) : NULL;
    return *state ? chdir(*state) : -1;
}

static int leave(void **state)
{
    char command[128];

    stage_close(&stage);
    snprintf(command, sizeof command, "rm -rf '%s'", (char *)*state);
    free(*state);
    return chdir("/") || system(command);
}

static void assert_refused(const char *line, const char *words)
{
    struct err err = { .line = 0 };

    if (stage_try(&stage, line, &err))
        fail_msg("'%s' went well", line);
    if (!strstr(err.text, words))
        fail_msg("'%s' said: %s", line, err.text);
}

static void assert_content(const char *path, const char *want)
{
    struct strbuf text = { 0 };

    assert_true(file_read(path, &text, 0, NULL));
    assert_string_equal(strbuf_text(&text), want);
    strbuf_finish(&text);
}

static bool holds(const char *path, const char *words)
{
    struct strbuf text = { 0 };
    bool there;

    assert_true(file_read(path, &text, 0, NULL));
    there = strstr(strbuf_text(&text), words) != NULL;
    strbuf_finish(&text);
    return there;
}

static void assert_holds(const char *path, const char *words)
{
    if (!holds(path, words))
        fail_msg("no '%s' in %s", words, path);
}

static size_t files(void)
{
    size_t count;
    char **list = file_list(".", "", &count, NULL);

    free(list);
    return count - 2; /* "." and ".." */
}

/* What was read, but for the one row. */
static void all_rows_are_written_as_they_are_now(void **state)
{
    struct strbuf source = { 0 }, written = { 0 };
    struct slice a, b, one, other;
    char path[512];
    int differ = 0;

    (void)state;
    stage_act(&stage, "filter missed");
    stage_act(&stage, "set 1 Positive 1");
    stage_act(&stage, "write out.csv");
    assert_shows(&stage, "written: out.csv");
    snprintf(path, sizeof path, "%s/../assets/films.csv",
             getenv("LIKELY_TESTS"));
    assert_true(file_read(path, &source, 0, NULL));
    assert_true(file_read("out.csv", &written, 0, NULL));
    a = slice_of(strbuf_text(&source));
    b = slice_of(strbuf_text(&written));
    while (slice_line(&a, &one)) {
        assert_true(slice_line(&b, &other));
        differ += !slice_eq(one, other);
    }
    assert_false(slice_line(&b, &other));
    assert_int_equal(differ, 1);
    assert_holds("out.csv", "great cast\",Positive,1,0,0\n");
    strbuf_finish(&source);
    strbuf_finish(&written);
}

static void the_key_proposes_a_name(void **state)
{
    (void)state;
    stage_keys(&stage, "w");
    assert_shows(&stage, ":write \"films-edited.csv\"");
    assert_int_equal(files(), 0);
    stage_keys(&stage, "enter");
    assert_shows(&stage, "written: films-edited.csv");
    assert_int_equal(files(), 1);
}

static void no_file_is_written_over_unless_told(void **state)
{
    (void)state;
    assert_true(file_replace("films.csv", slice_of("the source"), NULL));
    stage_act(&stage, "set 1 Positive 1");
    assert_refused("write films.csv", "'films.csv' is there already");
    assert_refused("write films.csv please", "'please'");
    assert_refused("export films.csv", "'films.csv' is there already");
    assert_refused("export films.csv please", "export FILE over");
    assert_content("films.csv", "the source");
    assert_int_equal(files(), 1);
    stage_act(&stage, "write films.csv over");
    assert_holds("films.csv", "great cast\",Positive,1,0,0\n");
    stage_act(&stage, "filter true Negative");
    stage_act(&stage, "export films.csv over");
    assert_false(holds("films.csv", "Positive,1,0,0\n"));
}

static void what_is_exported_is_what_is_seen(void **state)
{
    (void)state;
    stage_act(&stage, "filter missed");
    stage_act(&stage, "sort loss");
    stage_act(&stage, "export seen.csv");
    assert_content("seen.csv",
                   "text,label,p:Positive,p:Neutral,p:Negative\n"
                   "\"Loud, long and empty\",Negative,0.6,0.3,0.1\n"
                   "\"Some scenes work, others do not\",Neutral,0.5,0.3,0.2\n"
                   "They should have stopped at the first part,Negative,0.2,"
                   "0.5,0.3\n");
    stage_act(&stage, "export seen.txt");
    assert_holds("seen.txt", "3 of 12: missed, largest loss first");
    stage_act(&stage, "export seen.ans");
    assert_holds("seen.ans", "\033[");
    stage_act(&stage, "export seen.svg");
    assert_holds("seen.svg", "<svg");
    assert_refused("export seen.png", ".svg, .csv");
    assert_int_equal(files(), 4);
}

/* Root may write into any folder, so one that is a file stands for it. */
static void where_nothing_can_be_written_it_is_said(void **state)
{
    (void)state;
    assert_true(file_replace("file", slice_of("x"), NULL));
    assert_refused("write no/such/out.csv", "cannot write: No such file");
    assert_refused("write file/out.csv", "cannot write: Not a directory");
    assert_refused("export file/out.csv", "Not a directory");
    assert_int_equal(files(), 1);
}

/* A limit on the size of files is as a full disk to write(). */
static void a_full_disk_leaves_no_half_file(void **state)
{
    struct rlimit old, small;

    (void)state;
    stage_act(&stage, "set 1 Positive 1");
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &old), 0);
    small = old;
    small.rlim_cur = 100;
    signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
    assert_refused("write out.csv", "cannot write: File too large");
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &old), 0);
    assert_int_equal(files(), 0);
    stage_act(&stage, "quit");
    assert_false(stage.verdict.quit);
}

static void leaving_asks_for_edits_that_no_file_has(void **state)
{
    (void)state;
    stage_keys(&stage, "+ q");
    assert_false(stage.verdict.quit);
    assert_shows(&stage, "not written. Leave?");
    stage_keys(&stage, "x down enter n");
    assert_false(stage.verdict.quit);
    assert_shows(&stage, "w writes what you have edited");
    stage_keys(&stage, "q w enter");
    assert_shows(&stage, "written: films-edited.csv");
    stage_keys(&stage, "q");
    assert_true(stage.verdict.quit);
}

static void a_yes_leaves_them(void **state)
{
    (void)state;
    stage_act(&stage, "label 1 Neutral");
    stage_keys(&stage, "ctrl-c");
    assert_false(stage.verdict.quit);
    stage_keys(&stage, "y");
    assert_true(stage.verdict.quit);
    assert_int_equal(files(), 0);
}

static void without_edits_nothing_is_asked(void **state)
{
    (void)state;
    stage_act(&stage, "sort loss");
    stage_act(&stage, "filter missed");
    stage_act(&stage, "set 1 Positive 1");
    stage_act(&stage, "undo");
    stage_act(&stage, "unit bits");
    stage_act(&stage, "undo");
    stage_act(&stage, "quit");
    assert_true(stage.verdict.quit);
    stage_act(&stage, "examples 3000");
    stage_act(&stage, "format float16");
    stage_act(&stage, "undo");
    stage_act(&stage, "undo");
    stage_act(&stage, "quit");
    assert_true(stage.verdict.quit);
}

/* N is in no file. */
static void more_examples_are_no_edit(void **state)
{
    (void)state;
    stage_act(&stage, "examples 3000");
    stage_act(&stage, "quit");
    assert_true(stage.verdict.quit);
    stage_act(&stage, "set 1 Positive 1");
    stage_act(&stage, "quit");
    assert_false(stage.verdict.quit);
}

static void an_edit_after_writing_is_asked_for_again(void **state)
{
    (void)state;
    stage_act(&stage, "set 1 Positive 1");
    stage_act(&stage, "write out.csv");
    stage_act(&stage, "undo");
    stage_act(&stage, "quit");
    assert_false(stage.verdict.quit);
    stage_act(&stage, "write out.csv over");
    stage_act(&stage, "quit");
    assert_true(stage.verdict.quit);
}

#define in_folder(test) cmocka_unit_test_setup_teardown(test, enter, leave)

int main(void)
{
    const struct CMUnitTest tests[] = {
        in_folder(all_rows_are_written_as_they_are_now),
        in_folder(the_key_proposes_a_name),
        in_folder(no_file_is_written_over_unless_told),
        in_folder(what_is_exported_is_what_is_seen),
        in_folder(where_nothing_can_be_written_it_is_said),
        in_folder(a_full_disk_leaves_no_half_file),
        in_folder(leaving_asks_for_edits_that_no_file_has),
        in_folder(a_yes_leaves_them),
        in_folder(without_edits_nothing_is_asked),
        in_folder(more_examples_are_no_edit),
        in_folder(an_edit_after_writing_is_asked_for_again),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
