/* fuzz_record.c - a learner's record, to meet anything.
 *
 * Laws: what a record comes to, written and read again, comes to the same and
 * has no damage; and what is added to a file, whatever it holds, is found in
 * it, with all that was found before.
 */
#include "fuzz/fuzzing.h"

#include "support/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/file.h"
#include "base/strbuf.h"
#include "lesson/record.h"
#include "lesson/record_event.h"
#include "lesson/record_state.h"

static struct slice text_of(const struct strbuf *text)
{
    return (struct slice){ strbuf_text(text), text->len };
}

/* A law: a line that is taken reads back to the same line. */
static void check_lines(struct slice content)
{
    struct arena *arena = arena_create();
    struct slice line;

    while (slice_line(&content, &line)) {
        struct strbuf first = { 0 }, second = { 0 };
        struct record_event event;
        struct slice written;

        if (record_event_read(line, arena, &event) != RECORD_FINE)
            continue;
        record_event_write(&event, &first);
        written = slice_sub(text_of(&first), 0, first.len - 1);
        assert_true(written.len <= RECORD_LINE_MAX);
        assert_true(record_event_read(written, arena, &event) == RECORD_FINE);
        record_event_write(&event, &second);
        assert_string_equal(strbuf_text(&first), strbuf_text(&second));
        strbuf_finish(&first);
        strbuf_finish(&second);
    }
    arena_destroy(arena);
}

/* What the content comes to, as the fewest lines. */
static struct strbuf boiled_down(struct slice content, size_t *damaged)
{
    struct record_state state;
    struct strbuf out = { 0 };

    record_state_init(&state);
    record_state_load(&state, content);
    record_state_write(&state, &out);
    *damaged = state.damaged;
    record_state_finish(&state);
    return out;
}

static void check_summary(struct slice content)
{
    size_t damaged, again;
    struct strbuf first = boiled_down(content, &damaged);
    struct strbuf second = boiled_down(text_of(&first), &again);

    assert_int_equal(again, 0);
    if (!slice_eq(text_of(&first), text_of(&second)))
        fail_msg("%s\nbecomes\n%s", strbuf_text(&first), strbuf_text(&second));
    strbuf_finish(&first);
    strbuf_finish(&second);
}

/* ---- on the disk ---- */

/* In memory where there is such a folder: a disk is waited for at length. */
static const char *own_file(void)
{
    static char path[64];

    if (!path[0])
        snprintf(path, sizeof path, "%s/likely-fuzz-%d",
                 access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp",
                 (int)getpid());
    return path;
}

static void check_answer(const struct record_answer *a,
                         const struct record_answer *b)
{
    assert_string_equal(a->question, b->question);
    assert_string_equal(a->first, b->first);
    assert_string_equal(a->last, b->last);
    assert_string_equal(a->hands, b->hands);
    assert_true(a->first_right == b->first_right);
    assert_true(a->last_right == b->last_right);
    assert_int_equal(a->count, b->count);
    assert_int_equal(a->hints, b->hints);
    assert_int_equal(a->again, b->again);
}

/* Hands that were counted, and then not, leave nothing to say of a question. */
static bool says(const struct record_answer *answer)
{
    return answer->count || answer->hints || answer->again || answer->hands[0];
}

static size_t said(const struct record_lesson *lesson)
{
    size_t count = 0;

    for (size_t i = 0; i < lesson->answer_count; i++)
        count += says(&lesson->answers[i]);
    return count;
}

static void check_answers(const struct record_lesson *a,
                          const struct record_lesson *b)
{
    size_t k = 0;

    assert_int_equal(said(a), said(b));
    for (size_t i = 0; i < a->answer_count; i++) {
        if (!says(&a->answers[i]))
            continue;
        while (!says(&b->answers[k]))
            k++;
        check_answer(&a->answers[i], &b->answers[k++]);
    }
}

/* What is read again says what was known. Of a lesson that was said to be
 * known, and then not, there is nothing to say. */
static void check_same(const struct record *record, const struct record *again)
{
    for (size_t i = 0; i < record_count(record); i++) {
        const struct record_lesson *a = record_at(record, i);
        const struct record_lesson *b = record_lesson(again, a->lesson);

        if (!b)
            assert_false(a->visited || a->read || a->known || said(a));
        if (!b)
            continue;
        assert_int_equal(a->visited, b->visited);
        assert_int_equal(a->read, b->read);
        assert_int_equal(a->known, b->known);
        assert_int_equal(a->spent, b->spent);
        assert_int_equal(a->furthest, b->furthest);
        assert_int_equal(a->step, b->step);
        assert_int_equal(a->row, b->row);
        check_answers(a, b);
    }
}

static void check_file(struct slice content)
{
    static const char answer[] = "a \"b\" \\ c";
    const char *path = own_file();
    struct record *record, *again;
    struct strbuf bad = { 0 };
    struct err err;

    strbuf_printf(&bad, "%s.bad", path);
    assert_true(file_replace(path, content, &err));
    record = record_open(path);
    assert_true(record_answer(record, "fuzz", "q", answer, true));
    again = record_open(path);
    check_same(record, again);
    assert_non_null(record_question(again, "fuzz", "q"));
    assert_string_equal(record_question(again, "fuzz", "q")->last, answer);
    record_destroy(again);
    record_destroy(record);
    unlink(path);
    unlink(strbuf_text(&bad));
    strbuf_finish(&bad);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct slice content = { (const char *)data, size };

    check_lines(content);
    check_summary(content);
    /* Some tenths of a millisecond each. */
    if (fuzz_hash(data, size) % 16 == 0)
        check_file(content);
    return 0;
}

const struct fuzz_plan fuzz_plan = { .name = "record",
                                     .prefixes = 3000,
                                     .mutations = 6000 };

void fuzz_plan_seeds(struct fuzz_seeds *seeds)
{
    fuzz_seed_files(seeds, "fuzz/seeds/record", ".seed", "");
}
