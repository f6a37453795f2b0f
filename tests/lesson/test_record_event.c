/* One line of the record: written and read back, damaged, newer. */
#include "lesson/record_event.h"

#include <string.h>

#include "base/arena.h"
#include "base/strbuf.h"
#include "support/test.h"

static const struct record_event sample = { .kind = RECORD_ANSWER,
                                            .time = 1700000000,
                                            .lesson = "1.2",
                                            .question = "underflow",
                                            .value = "a \"b\" \n\u00e9",
                                            .right = true,
                                            .times = 1 };

static enum record_line read_back(const char *line, struct record_event *event,
                                  struct arena *arena)
{
    return record_event_read(slice_of(line), arena, event);
}

/* The sum is Python's zlib.crc32 of what stands before it. */
static void a_line_is_what_the_header_says(void **state)
{
    struct strbuf out = { 0 };
    struct record_event visit = { .kind = RECORD_VISIT,
                                  .time = 1700000000,
                                  .lesson = "1.2" };

    (void)state;
    record_event_write(&visit, &out);
    assert_string_equal(strbuf_text(&out),
                        "{\"v\":1,\"time\":1700000000,\"event\":\"visit\","
                        "\"lesson\":\"1.2\",\"crc\":\"0788a077\"}\n");
    strbuf_finish(&out);
}

static void what_is_written_reads_back(void **state)
{
    struct arena *arena = arena_create();
    struct strbuf out = { 0 };
    struct record_event back;

    (void)state;
    record_event_write(&sample, &out);
    assert_int_equal(record_event_read((struct slice){ out.at, out.len - 1 },
                                       arena, &back),
                     RECORD_FINE);
    assert_int_equal(back.kind, RECORD_ANSWER);
    assert_true(back.time == 1700000000);
    assert_string_equal(back.lesson, "1.2");
    assert_string_equal(back.question, "underflow");
    assert_string_equal(back.value, sample.value);
    assert_true(back.right);
    assert_int_equal(back.times, 1);
    assert_null(memchr(out.at, '\n', out.len - 1));
    strbuf_finish(&out);
    arena_destroy(arena);
}

static void every_flipped_bit_is_noticed(void **state)
{
    struct arena *arena = arena_create();
    struct strbuf out = { 0 };
    struct record_event back;

    (void)state;
    record_event_write(&sample, &out);
    for (size_t i = 0; i + 1 < out.len; i++)
        for (int bit = 0; bit < 8; bit++) {
            enum record_line got;

            out.at[i] = (char)(out.at[i] ^ 1 << bit);
            got = record_event_read((struct slice){ out.at, out.len - 1 },
                                    arena, &back);
            assert_int_not_equal(got, RECORD_FINE);
            out.at[i] = (char)(out.at[i] ^ 1 << bit);
        }
    strbuf_finish(&out);
    arena_destroy(arena);
}

static void every_cut_line_is_noticed(void **state)
{
    struct arena *arena = arena_create();
    struct strbuf out = { 0 };
    struct record_event back;

    (void)state;
    record_event_write(&sample, &out);
    for (size_t i = 0; i + 1 < out.len; i++)
        assert_int_equal(record_event_read((struct slice){ out.at, i }, arena,
                                           &back),
                         RECORD_DAMAGED);
    strbuf_finish(&out);
    arena_destroy(arena);
}

static void a_line_by_hand_needs_no_crc(void **state)
{
    struct arena *arena = arena_create();
    struct record_event event;

    (void)state;
    assert_int_equal(read_back("{\"v\":1,\"time\":5,\"event\":\"read\","
                               "\"lesson\":\"1.1\"}",
                               &event, arena),
                     RECORD_FINE);
    assert_int_equal(event.kind, RECORD_READ);
    arena_destroy(arena);
}

static void a_newer_version_is_known_as_such(void **state)
{
    struct arena *arena = arena_create();
    struct record_event event;

    (void)state;
    assert_int_equal(read_back("{\"v\":2,\"what\":[1,2,{}]}", &event, arena),
                     RECORD_NEWER);
    arena_destroy(arena);
}

static void nonsense_is_damaged(void **state)
{
    static const char *const lines[] = {
        "{}",
        "[]",
        "null",
        "{\"v\":1}",
        "{\"v\":0,\"time\":5,\"event\":\"reset\"}",
        "{\"v\":\"1\",\"time\":5,\"event\":\"reset\"}",
        "{\"v\":1,\"time\":5,\"event\":\"burn\"}",
        "{\"v\":1,\"time\":5,\"event\":\"visit\"}",
        "{\"v\":1,\"time\":5,\"event\":\"visit\",\"lesson\":7}",
        "{\"v\":1,\"time\":5,\"event\":\"visit\",\"lesson\":\"1\",\"x\":1}",
        "{\"v\":1,\"time\":5,\"event\":\"place\",\"lesson\":\"1\",\"step\":-1,"
        "\"row\":0}",
        "{\"v\":1,\"time\":5,\"event\":\"place\",\"lesson\":\"1\","
        "\"step\":99999999999,\"row\":0}",
        "{\"v\":1,\"time\":\"now\",\"event\":\"reset\"}",
        "{\"v\":1,\"time\":5,\"event\":\"answer\",\"lesson\":\"1\","
        "\"question\":\"q\",\"value\":\"2\",\"right\":1}",
        "{\"v\":1,\"v\":1,\"time\":5,\"event\":\"reset\"}",
    };
    struct arena *arena = arena_create();
    struct record_event event;

    (void)state;
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        assert_int_equal(read_back(lines[i], &event, arena), RECORD_DAMAGED);
    arena_destroy(arena);
}

/* "" stands for no answer, so that one could not be told from the other. */
static void an_answer_without_a_text_is_damaged(void **state)
{
    struct arena *arena = arena_create();
    struct record_event event;

    (void)state;
    assert_int_equal(
        read_back("{\"v\":1,\"time\":5,\"event\":\"answer\",\"lesson\":\"1\","
                  "\"question\":\"q\",\"value\":\"\",\"right\":true}",
                  &event, arena),
        RECORD_DAMAGED);
    arena_destroy(arena);
}

/* Two times can always be subtracted. */
static void times_of_no_clock_are_brought_into_range(void **state)
{
    struct arena *arena = arena_create();
    struct record_event event;

    (void)state;
    assert_int_equal(read_back("{\"v\":1,\"time\":-9223372036854775807,"
                               "\"event\":\"visit\",\"lesson\":\"1\"}",
                               &event, arena),
                     RECORD_FINE);
    assert_true(event.time == 1);
    assert_int_equal(read_back("{\"v\":1,\"time\":9223372036854775807,"
                               "\"event\":\"visit\",\"lesson\":\"1\"}",
                               &event, arena),
                     RECORD_FINE);
    assert_true(event.time == 253402300799);
    arena_destroy(arena);
}

static void deep_brackets_are_damaged(void **state)
{
    struct arena *arena = arena_create();
    struct record_event event;
    char deep[60000];

    (void)state;
    memset(deep, '[', sizeof deep);
    assert_int_equal(record_event_read((struct slice){ deep, sizeof deep },
                                       arena, &event),
                     RECORD_DAMAGED);
    arena_destroy(arena);
}

/* A file name need not be UTF-8, a JSON string must. */
static void bad_bytes_are_replaced(void **state)
{
    struct arena *arena = arena_create();
    struct record_event event = { .kind = RECORD_VISIT,
                                  .lesson = "/a\xFF"
                                            "b.md" };
    struct strbuf out = { 0 };

    (void)state;
    record_event_write(&event, &out);
    assert_int_equal(record_event_read((struct slice){ out.at, out.len - 1 },
                                       arena, &event),
                     RECORD_FINE);
    assert_string_equal(event.lesson, "/a\xEF\xBF\xBD"
                                      "b.md");
    strbuf_finish(&out);
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_line_is_what_the_header_says),
        cmocka_unit_test(what_is_written_reads_back),
        cmocka_unit_test(every_flipped_bit_is_noticed),
        cmocka_unit_test(every_cut_line_is_noticed),
        cmocka_unit_test(a_line_by_hand_needs_no_crc),
        cmocka_unit_test(a_newer_version_is_known_as_such),
        cmocka_unit_test(nonsense_is_damaged),
        cmocka_unit_test(an_answer_without_a_text_is_damaged),
        cmocka_unit_test(times_of_no_clock_are_brought_into_range),
        cmocka_unit_test(deep_brackets_are_damaged),
        cmocka_unit_test(bad_bytes_are_replaced),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
