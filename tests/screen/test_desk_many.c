/* test_desk_many.c - the free lab on so many rows that the screen has to say
 * what it does: sorting, filtering and writing give way to keys.
 *
 * By hand: of 100,000 rows of ten classes every tenth row is missed, and the
 * row 7 is the worst. What is written must be what was read, and what a script
 * writes at once.
 *
 * Seen to fail: without desk_may_edit() a row is half in the file; without
 * desk_write_end() at the end of the desk a temporary file is left. */
#include "screen/stage.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "draw/writer.h"
#include "lab/lab.h"

enum { ROWS = 100000, CLASSES = 10, PIECES_MOST = 10000 };

static struct stage stage;
static char dir[] = "/tmp/likely-many-XXXXXX";
static char source[64];

static void row_text(struct strbuf *out, size_t row)
{
    size_t truth = row % CLASSES;
    size_t predicted = row % 10 == 4 ? (truth + 1) % CLASSES : truth;

    strbuf_printf(out, "c%zu", truth);
    for (size_t j = 0; j < CLASSES; j++)
        strbuf_puts(out, row == 6 && j == truth ? ",0.01"
                         : row == 6 && j == 7   ? ",0.59"
                         : j == predicted       ? ",0.55"
                                                : ",0.05");
    strbuf_putc(out, '\n');
}

static int make_rows(void **state)
{
    struct strbuf text = { 0 };

    (void)state;
    if (!mkdtemp(dir) || chdir(dir))
        return -1;
    snprintf(source, sizeof source, "%s/many.csv", dir);
    strbuf_puts(&text, "label");
    for (int j = 0; j < CLASSES; j++)
        strbuf_printf(&text, ",p:c%d", j);
    strbuf_putc(&text, '\n');
    for (size_t i = 0; i < ROWS; i++)
        row_text(&text, i);
    assert_true(
        file_replace(source, (struct slice){ text.at, text.len }, NULL));
    strbuf_finish(&text);
    return 0;
}

static int remove_rows(void **state)
{
    char command[128];

    (void)state;
    snprintf(command, sizeof command, "rm -rf '%s'", dir);
    return chdir("/") || system(command);
}

static int enter(void **state)
{
    (void)state;
    stage_open(&stage, (struct stage_options){ .section = source });
    app_settle(stage.app);
    return 0;
}

static int leave(void **state)
{
    (void)state;
    stage_close(&stage);
    return 0;
}

/* The screen as it is, with what waits still waiting. */
static bool shows_now(const char *words)
{
    struct strbuf text = { 0 };
    bool there;

    app_draw(stage.app, stage.canvas);
    writer_text(&text, stage.canvas);
    there = strstr(strbuf_text(&text), words) != NULL;
    strbuf_finish(&text);
    return there;
}

static void idle(void)
{
    const struct event event = { .kind = EVENT_IDLE };

    assert_true(stage.verdict.idle_wanted);
    stage.verdict = app_handle(stage.app, &event);
}

static void idle_until(const char *words)
{
    for (int i = 0; i < PIECES_MOST; i++) {
        if (shows_now(words))
            return;
        idle();
    }
    fail_msg("never '%s'", words);
}

/* The source alone, and temporary files count as well. */
static void assert_files(size_t want)
{
    size_t count;

    free(file_list(".", "", &count, NULL));
    assert_int_equal(count - 2, want);
}

static void assert_same(const char *a, const char *b)
{
    struct strbuf one = { 0 }, other = { 0 };

    assert_true(file_read(a, &one, 0, NULL) && file_read(b, &other, 0, NULL));
    assert_int_equal(one.len, other.len);
    assert_memory_equal(one.at, other.at, one.len);
    strbuf_finish(&one);
    strbuf_finish(&other);
}

static void a_long_sort_is_told_first(void **state)
{
    (void)state;
    stage_keys(&stage, "o");
    assert_true(shows_now("sorting 100,000 rows"));
    assert_true(shows_now("in the file's order"));
    idle();
    assert_true(shows_now("100,000 rows, largest loss first"));
    assert_false(shows_now("sorting"));
    assert_true(shows_now("\n       7 c6"));
    stage_keys(&stage, "e");
    assert_true(shows_now("filtering 100,000 rows"));
    idle();
    assert_true(shows_now("10,001 of 100,000: missed, largest loss first"));
}

/* A key that is faster sees the rows as they will be. */
static void keys_come_after_what_is_due(void **state)
{
    (void)state;
    stage_keys(&stage, "o o");
    idle();
    assert_true(shows_now("surest first"));
    stage_keys(&stage, "shift-tab tab");
    idle();
    assert_true(shows_now("surest first"));
    stage_act(&stage, "sort file");
    stage_act(&stage, "filter confused c4 c5");
    assert_true(shows_now("10,000 of 100,000: truly c4, taken for c5"));
}

static void a_filter_that_leaves_nothing_is_refused_late(void **state)
{
    (void)state;
    stage_type(&stage, ":filter confused c0 c1");
    stage_keys(&stage, "enter");
    assert_true(shows_now("filtering"));
    idle();
    assert_true(stage.verdict.bell);
    assert_true(shows_now("no row is like that"));
    assert_true(shows_now("100,000 rows, in the file's order"));
}

static void begin_writing(void)
{
    stage_type(&stage, ":write out.csv");
    stage_keys(&stage, "enter");
    assert_true(shows_now("writing rows: 0%"));
}

static void rows_are_written_while_nothing_waits(void **state)
{
    (void)state;
    begin_writing();
    assert_false(file_exists("out.csv"));
    idle_until("writing rows: 5");
    stage_keys(&stage, "down down tab tab");
    assert_true(shows_now("writing rows: 5"));
    stage_keys(&stage, "? esc");
    idle_until("they go to the disk");
    assert_false(file_exists("out.csv"));
    idle();
    assert_true(shows_now("written: out.csv"));
    assert_same("out.csv", source);
    assert_files(2);
    assert_int_equal(unlink("out.csv"), 0);
}

static void no_row_changes_meanwhile(void **state)
{
    (void)state;
    begin_writing();
    stage_keys(&stage, "+");
    assert_true(shows_now("edits wait for that"));
    stage_keys(&stage, "l");
    assert_true(shows_now("edits wait for that"));
    stage_type(&stage, "0.5");
    stage_keys(&stage, "enter");
    assert_true(shows_now("edits wait for that"));
    stage_keys(&stage, "esc u");
    assert_true(shows_now("edits wait for that"));
    stage_keys(&stage, "b");
    assert_false(shows_now("edits wait"));
    stage_type(&stage, ":export other.csv");
    stage_keys(&stage, "enter");
    assert_true(shows_now("already: esc ends that"));
    stage_keys(&stage, "esc");
    idle_until("written: out.csv");
    assert_same("out.csv", source);
    stage_keys(&stage, "+");
    assert_false(shows_now("edits wait"));
    assert_int_equal(unlink("out.csv"), 0);
}

static void escape_leaves_no_half_file(void **state)
{
    (void)state;
    begin_writing();
    idle_until("writing rows: 5");
    assert_files(2);
    stage_keys(&stage, "esc");
    assert_true(shows_now("given up: nothing is written"));
    assert_false(stage.verdict.idle_wanted);
    assert_files(1);
}

static void leaving_meanwhile_asks(void **state)
{
    (void)state;
    begin_writing();
    stage_keys(&stage, "q");
    assert_false(stage.verdict.quit);
    assert_true(shows_now("Rows are being written. Leave?"));
    stage_keys(&stage, "n");
    assert_true(shows_now("writing rows: 0%"));
    stage_keys(&stage, "q");
    idle_until("written: out.csv");
    assert_false(shows_now("Leave without"));
    assert_int_equal(unlink("out.csv"), 0);
    begin_writing();
    idle();
    stage_keys(&stage, "q y");
    assert_true(stage.verdict.quit);
    stage_close(&stage);
    assert_files(1);
    enter(state);
}

/* What is seen when it begins, whatever is sorted meanwhile. */
static void an_export_keeps_its_order(void **state)
{
    (void)state;
    stage_act(&stage, "sort loss");
    stage_act(&stage, "export at-once.csv");
    assert_true(shows_now("written: at-once.csv"));
    stage_type(&stage, ":export out.csv");
    stage_keys(&stage, "enter");
    idle();
    stage_keys(&stage, "o");
    idle_until("written: out.csv");
    assert_same("out.csv", "at-once.csv");
    assert_int_equal(unlink("out.csv"), 0);
    assert_int_equal(unlink("at-once.csv"), 0);
}

/* A line of a script comes after what keys have begun. */
static void scripts_see_what_is_done(void **state)
{
    (void)state;
    begin_writing();
    stage_act(&stage, "unit bits");
    assert_same("out.csv", source);
    stage_act(&stage, "press o");
    assert_true(shows_now("largest loss first"));
    assert_int_equal(unlink("out.csv"), 0);
}

#define many(test) cmocka_unit_test_setup_teardown(test, enter, leave)

int main(void)
{
    const struct CMUnitTest tests[] = {
        many(a_long_sort_is_told_first),
        many(keys_come_after_what_is_due),
        many(a_filter_that_leaves_nothing_is_refused_late),
        many(rows_are_written_while_nothing_waits),
        many(no_row_changes_meanwhile),
        many(escape_leaves_no_half_file),
        many(leaving_meanwhile_asks),
        many(an_export_keeps_its_order),
        many(scripts_see_what_is_done),
    };

    return cmocka_run_group_tests(tests, make_rows, remove_rows);
}
