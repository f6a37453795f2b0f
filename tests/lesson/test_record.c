/* The record between sessions. */
#include "lesson/record.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/strbuf.h"
#include "lesson/folder.h"
#include "support/test.h"

static void a_session_is_there_in_the_next_one(void **state)
{
    struct folder *folder = *state;
    struct record *record = record_open(folder->file);

    assert_true(record_visit(record, "1.1"));
    assert_true(record_place(record, "1.1", 2, 15));
    assert_true(record_answer(record, "1.1", "q", "2", false));
    assert_true(record_answer(record, "1.1", "q", "1", true));
    assert_true(record_read(record, "1.1"));
    assert_true(record_visit(record, "1.2"));
    record_destroy(record);

    record = record_open(folder->file);
    assert_null(record_trouble(record));
    assert_int_equal(record_count(record), 2);
    assert_string_equal(record_latest(record)->lesson, "1.2");
    assert_int_equal(record_lesson(record, "1.1")->row, 15);
    assert_int_equal(record_lesson(record, "1.1")->furthest, 2);
    assert_true(record_lesson(record, "1.1")->read > 1600000000);
    assert_false(record_question(record, "1.1", "q")->first_right);
    assert_true(record_question(record, "1.1", "q")->last_right);
    assert_null(record_question(record, "1.1", "r"));
    assert_null(record_lesson(record, "9.9"));
    record_destroy(record);
}

static void looking_makes_no_file(void **state)
{
    struct folder *folder = *state;
    struct record *record;
    struct stat info;
    char path[160];

    snprintf(path, sizeof path, "%s/a/b/record", folder->path);
    record = record_open(path);
    assert_int_equal(record_count(record), 0);
    assert_null(record_latest(record));
    record_destroy(record);
    assert_int_not_equal(stat(path, &info), 0);
}

static void the_first_event_makes_folders_and_a_private_file(void **state)
{
    struct folder *folder = *state;
    struct record *record;
    struct stat info;
    char path[160];

    snprintf(path, sizeof path, "%s/a/b/record", folder->path);
    record = record_open(path);
    assert_true(record_visit(record, "1.1"));
    record_destroy(record);
    assert_int_equal(stat(path, &info), 0);
    assert_int_equal(info.st_mode & 0777, 0600);
}

static void a_place_that_did_not_change_is_not_written(void **state)
{
    struct folder *folder = *state;
    struct record *record = record_open(folder->file);
    struct stat before, after;

    record_place(record, "1.1", 1, 2);
    stat(folder->file, &before);
    assert_true(record_place(record, "1.1", 1, 2));
    stat(folder->file, &after);
    assert_true(before.st_size == after.st_size);
    record_destroy(record);
}

static void a_reset_is_an_event(void **state)
{
    struct folder *folder = *state;
    struct record *record = record_open(folder->file);
    struct stat before, after;

    record_visit(record, "1.1");
    stat(folder->file, &before);
    assert_true(record_reset(record, NULL));
    stat(folder->file, &after);
    assert_true(after.st_size > before.st_size);
    assert_int_equal(record_count(record), 0);
    record_destroy(record);
    record = record_open(folder->file);
    assert_int_equal(record_count(record), 0);
    record_destroy(record);
}

static void a_damaged_file_is_set_aside(void **state)
{
    struct folder *folder = *state;
    static const char text[] =
        "garbage\n"
        "{\"v\":3}\n"
        "{\"v\":1,\"time\":5,\"event\":\"visit\",\"lesson\":\"1.1\"}\n";
    struct record *record;
    char *now, *bad, path[160];

    folder_write(folder->file, text, strlen(text));
    record = record_open(folder->file);
    assert_true(record_visit(record, "1.2"));
    record_destroy(record);
    snprintf(path, sizeof path, "%s.bad", folder->file);
    bad = folder_read(path, NULL);
    now = folder_read(folder->file, NULL);
    assert_int_equal(strncmp(bad, text, strlen(text)), 0);
    assert_null(strstr(now, "garbage"));
    assert_non_null(strstr(now, "{\"v\":3}\n"));
    free(bad);
    free(now);
    record = record_open(folder->file);
    assert_null(record_trouble(record));
    assert_int_equal(record_count(record), 2);
    record_destroy(record);
}

static void what_was_set_aside_is_never_overwritten(void **state)
{
    struct folder *folder = *state;
    static const char *const texts[] = { "first\n", "second\n", "third\n" };
    static const char *const names[] = { "", "-2", "-3" };
    char path[160];

    for (int i = 0; i < 3; i++) {
        struct record *record;

        folder_write(folder->file, texts[i], strlen(texts[i]));
        record = record_open(folder->file);
        assert_true(record_visit(record, "1.2"));
        record_destroy(record);
    }
    for (int i = 0; i < 3; i++) {
        char *bad;

        snprintf(path, sizeof path, "%s.bad%s", folder->file, names[i]);
        bad = folder_read(path, NULL);
        assert_int_equal(strncmp(bad, texts[i], strlen(texts[i])), 0);
        free(bad);
    }
}

static void a_torn_last_line_costs_only_itself(void **state)
{
    struct folder *folder = *state;
    struct record *record = record_open(folder->file);
    char *text;
    size_t n;

    record_visit(record, "1.1");
    record_visit(record, "1.2");
    record_destroy(record);
    text = folder_read(folder->file, &n);
    folder_write(folder->file, text, n - 9);
    free(text);

    record = record_open(folder->file);
    assert_non_null(strstr(record_trouble(record), "1 damaged line passed"));
    assert_null(record_trouble(record));
    assert_int_equal(record_count(record), 1);
    assert_true(record_visit(record, "1.3"));
    record_destroy(record);

    record = record_open(folder->file);
    assert_null(record_trouble(record));
    assert_int_equal(record_count(record), 2);
    assert_non_null(record_lesson(record, "1.1"));
    assert_non_null(record_lesson(record, "1.3"));
    record_destroy(record);
}

/* Whatever is left of a file, it loads, and what stands whole is there. */
static void truncated_at_any_byte_it_loads(void **state)
{
    struct folder *folder = *state;
    struct record *record = record_open(folder->file);
    char *text;
    size_t n;

    record_visit(record, "1.1");
    record_answer(record, "1.1", "q", "1", true);
    record_visit(record, "1.2");
    record_destroy(record);
    text = folder_read(folder->file, &n);
    for (size_t cut = 0; cut <= n; cut++) {
        size_t lines = 0;

        for (size_t i = 0; i < cut; i++)
            lines += text[i] == '\n';
        /* Whole but for its newline, a line still counts. */
        if (cut < n && text[cut] == '\n')
            lines++;
        folder_write(folder->file, text, cut);
        record = record_open(folder->file);
        assert_int_equal(record_count(record), lines >= 3   ? 2
                                               : lines >= 1 ? 1
                                                            : 0);
        assert_true((record_question(record, "1.1", "q") != NULL) ==
                    (lines >= 2));
        record_destroy(record);
    }
    free(text);
}

/* A flipped byte costs the line it is in; in a newline, the two beside it. */
static void with_any_byte_flipped_it_loads(void **state)
{
    struct folder *folder = *state;
    struct record *record = record_open(folder->file);
    char *text;
    size_t n;

    record_visit(record, "1.1");
    record_visit(record, "1.2");
    record_visit(record, "1.3");
    record_destroy(record);
    text = folder_read(folder->file, &n);
    for (size_t i = 0; i < n; i++) {
        static const char flips[] = { 1, 0x20, (char)0x80, (char)0xFF };

        for (size_t f = 0; f < sizeof flips; f++) {
            size_t count;

            text[i] = (char)(text[i] ^ flips[f]);
            folder_write(folder->file, text, n);
            text[i] = (char)(text[i] ^ flips[f]);
            record = record_open(folder->file);
            count = record_count(record);
            assert_true(i == n - 1 || text[i] == '\n' ? count >= 1
                                                      : count == 2);
            record_destroy(record);
        }
    }
    free(text);
}

static void newer_lines_outlive_everything(void **state)
{
    struct folder *folder = *state;
    static const char newer[] = "{\"v\":2,\"event\":\"dream\"}\n";
    struct record *record;
    char *text;

    folder_write(folder->file, newer, strlen(newer));
    record = record_open(folder->file);
    assert_null(record_trouble(record));
    for (int i = 0; i < 5000; i++)
        record_place(record, "1.1", i % 7, i);
    record_destroy(record);
    text = folder_read(folder->file, NULL);
    assert_non_null(strstr(text, newer));
    free(text);
}

static void a_long_record_is_made_short(void **state)
{
    struct folder *folder = *state;
    struct record *record = record_open(folder->file);
    struct stat info;

    record_visit(record, "1.1");
    record_answer(record, "1.1", "q", "2", false);
    for (int i = 1; i <= 5000; i++)
        assert_true(record_place(record, "1.1", i % 9, i));
    record_destroy(record);
    stat(folder->file, &info);
    assert_true(info.st_size < 80 * 1024);
    record = record_open(folder->file);
    assert_int_equal(record_lesson(record, "1.1")->row, 5000);
    assert_int_equal(record_lesson(record, "1.1")->furthest, 8);
    assert_string_equal(record_question(record, "1.1", "q")->first, "2");
    record_destroy(record);
}

static void the_users_folder_is_the_default(void **state)
{
    struct folder *folder = *state;
    struct record *record;
    struct strbuf wanted = { 0 };

    strbuf_printf(&wanted, "%s/likely/record", folder->path);
    setenv("XDG_STATE_HOME", folder->path, 1);
    record = record_open(NULL);
    assert_true(record_visit(record, "1.1"));
    assert_int_equal(access(strbuf_text(&wanted), F_OK), 0);
    record_destroy(record);
    unsetenv("XDG_STATE_HOME");
    strbuf_finish(&wanted);
}

#define TEST(name)                                                             \
    cmocka_unit_test_setup_teardown(name, folder_make, folder_remove)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_session_is_there_in_the_next_one),
        TEST(looking_makes_no_file),
        TEST(the_first_event_makes_folders_and_a_private_file),
        TEST(a_place_that_did_not_change_is_not_written),
        TEST(a_reset_is_an_event),
        TEST(a_damaged_file_is_set_aside),
        TEST(what_was_set_aside_is_never_overwritten),
        TEST(a_torn_last_line_costs_only_itself),
        TEST(truncated_at_any_byte_it_loads),
        TEST(with_any_byte_flipped_it_loads),
        TEST(newer_lines_outlive_everything),
        TEST(a_long_record_is_made_short),
        TEST(the_users_folder_is_the_default),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
