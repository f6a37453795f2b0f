#include "lesson/record.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <time.h>
#include <unistd.h>

#include "base/err.h"
#include "base/fatal.h"
#include "base/file.h"
#include "base/strbuf.h"
#include "base/userdir.h"
#include "lesson/record_event.h"
#include "lesson/record_file.h"
#include "lesson/record_state.h"

enum {
    FILE_MAX = 16 * 1024 * 1024, /* more is no record of ours */
    COMPACT_FROM = 64 * 1024,    /* loads in a millisecond */
    BRIEF = 10,                  /* seconds that are worth no line */
    BRIEFLY_MS = 100, /* for another copy's lock: between two keys ... */
    LAST_MS = 2000,   /* ... and where there is no later attempt */
    ASIDE_MOST = 99
};

struct record {
    struct strbuf path; /* empty: no place to keep it */
    struct record_state state;
    struct strbuf pending; /* lines that are not on the disk, oldest first */
    size_t pending_count;
    off_t compact_at; /* the size at which compaction is tried next */
    struct strbuf trouble;
    struct strbuf why; /* the last write failed */
    bool troubled;     /* the last write failed: said already */
    bool untold;       /* trouble is to be told */
};

static void say(struct record *record, const char *what, const char *why)
{
    strbuf_clear(&record->trouble);
    if (record->path.len > 0)
        strbuf_printf(&record->trouble, "%s: %s: %s", what,
                      strbuf_text(&record->path), why);
    else
        strbuf_printf(&record->trouble, "%s: %s", what, why);
    record->untold = true;
}

/* Tells of a failed write when the one before went well. */
static bool not_saved(struct record *record, const char *why)
{
    if (!record->troubled)
        say(record, "progress is kept in memory only", why);
    record->troubled = true;
    strbuf_clear(&record->why);
    strbuf_puts(&record->why, why);
    return false;
}

/* Keeps what has damaged lines beside the record, for whoever can mend it. */
static bool set_aside(struct record *record, const struct strbuf *content)
{
    struct strbuf path = { 0 };
    struct err err;
    bool fine;

    strbuf_printf(&path, "%s.bad", strbuf_text(&record->path));
    for (int n = 2; n <= ASIDE_MOST && file_exists(strbuf_text(&path)); n++) {
        strbuf_clear(&path);
        strbuf_printf(&path, "%s.bad-%d", strbuf_text(&record->path), n);
    }
    fine = file_replace(strbuf_text(&path),
                        (struct slice){ content->at, content->len }, &err);
    strbuf_finish(&path);
    return fine;
}

/* Replaces a file that has grown long, or has damaged lines, by what it comes
 * to. Failing is no trouble: the old file stands. */
static void compact(struct record *record)
{
    struct record_state fresh;
    struct strbuf old = { 0 }, text = { 0 };
    struct err err;
    off_t size;
    int fd =
        record_file_lock(strbuf_text(&record->path), BRIEFLY_MS, &size, &err);

    if (fd < 0)
        return;
    record_state_init(&fresh);
    if (file_read(strbuf_text(&record->path), &old, FILE_MAX, &err)) {
        record_state_load(&fresh, (struct slice){ old.at, old.len });
        record_state_write(&fresh, &text);
        if (fresh.damaged > 0 ? set_aside(record, &old)
                              : text.len < old.len / 2)
            file_replace(strbuf_text(&record->path),
                         (struct slice){ strbuf_text(&text), text.len }, &err);
        record->compact_at = (off_t)(2 * text.len + COMPACT_FROM);
    }
    record_state_finish(&fresh);
    strbuf_finish(&old);
    strbuf_finish(&text);
    close(fd);
}

/* Puts all that is pending into the file, a line at a time, and waits for the
 * disk where `lasting`. Waits so long for another copy's lock. What could not
 * be written stays pending. */
static bool flush(struct record *record, bool lasting, int patience_ms)
{
    struct slice rest = { record->pending.at, record->pending.len }, line;
    struct strbuf left = { 0 };
    size_t written = 0, count = 0;
    off_t size, from;
    struct err err;
    bool fine = true;
    int fd;

    if (record->pending_count == 0)
        return true;
    if (record->path.len == 0)
        return not_saved(record, "no home folder was found");
    fd = record_file_lock(strbuf_text(&record->path), patience_ms, &size, &err);
    if (fd < 0)
        return not_saved(record, err.text);
    for (from = size; fine && slice_line(&rest, &line);) {
        fine = record_file_append(fd, &size, line, &err);
        written = fine ? record->pending.len - rest.len : written;
        count += fine;
    }
    if (lasting && count > 0 && !record_file_last(fd, from, &err)) {
        fine = false;
        written = count = 0;
    }
    close(fd);
    strbuf_slice(&left, slice_sub((struct slice){ record->pending.at,
                                                  record->pending.len },
                                  written, record->pending.len));
    strbuf_finish(&record->pending);
    record->pending = left;
    record->pending_count -= count;
    if (!fine)
        return not_saved(record, err.text);
    record->troubled = false;
    if (size >= record->compact_at)
        compact(record);
    return true;
}

static bool event_add(struct record *record, struct record_event event)
{
    event.time = (long long)time(NULL);
    record_state_apply(&record->state, &event);
    record_event_write(&event, &record->pending);
    record->pending_count++;
    return flush(record,
                 event.kind != RECORD_VISIT && event.kind != RECORD_PLACE,
                 BRIEFLY_MS);
}

static void load(struct record *record)
{
    const char *path = strbuf_text(&record->path);
    struct strbuf text = { 0 };
    struct err err;

    if (file_exists(path)) {
        if (file_read(path, &text, FILE_MAX, &err))
            record_state_load(&record->state,
                              (struct slice){ text.at, text.len });
        else
            say(record, "progress could not be read", err.text);
    }
    strbuf_finish(&text);
    if (record->state.damaged > 0) {
        char why[80];

        snprintf(why, sizeof why, "%zu damaged line%s passed over",
                 record->state.damaged, record->state.damaged == 1 ? "" : "s");
        say(record, "progress", why);

        /* Told once is enough: the next event cleans the file. */
        record->compact_at = 0;
    }
}

struct record *record_open(const char *path)
{
    struct record *record = fatal_calloc(1, sizeof *record);

    record_state_init(&record->state);
    record->compact_at = COMPACT_FROM;
    if (path)
        strbuf_puts(&record->path, path);
    else if (userdir_state(&record->path))
        strbuf_puts(&record->path, "/record");
    if (record->path.len > 0)
        load(record);
    else
        not_saved(record, "no home folder was found");
    return record;
}

bool record_save(struct record *record)
{
    if (flush(record, true, LAST_MS))
        return true;
    say(record, "progress of this time is lost", strbuf_text(&record->why));
    return false;
}

void record_destroy(struct record *record)
{
    if (!record)
        return;
    record_save(record);
    strbuf_finish(&record->why);
    record_state_finish(&record->state);
    strbuf_finish(&record->path);
    strbuf_finish(&record->pending);
    strbuf_finish(&record->trouble);
    free(record);
}

const char *record_trouble(struct record *record)
{
    if (!record->untold)
        return NULL;
    record->untold = false;
    return strbuf_text(&record->trouble);
}

bool record_visit(struct record *record, const char *lesson)
{
    return event_add(record, (struct record_event){ .kind = RECORD_VISIT,
                                                    .lesson = lesson });
}

bool record_read(struct record *record, const char *lesson)
{
    return event_add(record, (struct record_event){ .kind = RECORD_READ,
                                                    .lesson = lesson });
}

bool record_place(struct record *record, const char *lesson, int step, int row)
{
    const struct record_lesson *known = record_lesson(record, lesson);
    bool brief = (long long)time(NULL) - record->state.last_time < BRIEF;

    /* A place that is known is still worth a line for the time spent. */
    if (known && known->step == step && known->row == row && brief)
        return record->pending_count == 0;
    return event_add(record, (struct record_event){ .kind = RECORD_PLACE,
                                                    .lesson = lesson,
                                                    .step = step,
                                                    .row = row });
}

bool record_answer(struct record *record, const char *lesson,
                   const char *question, const char *value, bool right)
{
    return event_add(record, (struct record_event){ .kind = RECORD_ANSWER,
                                                    .lesson = lesson,
                                                    .question = question,
                                                    .value = value,
                                                    .right = right,
                                                    .times = 1 });
}

bool record_hint(struct record *record, const char *lesson,
                 const char *question)
{
    return event_add(record, (struct record_event){ .kind = RECORD_HINT,
                                                    .lesson = lesson,
                                                    .question = question,
                                                    .times = 1 });
}

bool record_again(struct record *record, const char *lesson,
                  const char *question)
{
    return event_add(record, (struct record_event){ .kind = RECORD_AGAIN,
                                                    .lesson = lesson,
                                                    .question = question,
                                                    .times = 1 });
}

bool record_hands(struct record *record, const char *lesson,
                  const char *question, const char *hands)
{
    return event_add(record, (struct record_event){ .kind = RECORD_HANDS,
                                                    .lesson = lesson,
                                                    .question = question,
                                                    .value = hands,
                                                    .times = 1 });
}

bool record_know(struct record *record, const char *lesson, bool known)
{
    return event_add(record, (struct record_event){
                                 .kind = known ? RECORD_KNOW : RECORD_DOUBT,
                                 .lesson = lesson });
}

bool record_reset(struct record *record, const char *lesson)
{
    return event_add(record, (struct record_event){ .kind = RECORD_RESET,
                                                    .lesson = lesson });
}

size_t record_count(const struct record *record)
{
    return record->state.count;
}

const struct record_lesson *record_at(const struct record *record, size_t i)
{
    return i < record->state.count ? &record->state.lessons[i] : NULL;
}

const struct record_lesson *record_lesson(const struct record *record,
                                          const char *lesson)
{
    return record_state_lesson(&record->state, lesson);
}

const struct record_answer *record_question(const struct record *record,
                                            const char *lesson,
                                            const char *question)
{
    const struct record_lesson *known = record_lesson(record, lesson);

    for (size_t i = 0; known && i < known->answer_count; i++)
        if (strcmp(known->answers[i].question, question) == 0)
            return &known->answers[i];
    return NULL;
}

bool record_answer_missed(const struct record_answer *answer)
{
    return answer->count > 0 &&
           !(answer->last[0] ? answer->last_right : answer->first_right);
}

size_t record_missed(const struct record_lesson *lesson)
{
    size_t missed = 0;

    for (size_t i = 0; i < lesson->answer_count; i++)
        missed += record_answer_missed(&lesson->answers[i]);
    return missed;
}

const struct record_lesson *record_latest(const struct record *record)
{
    const struct record_state *state = &record->state;

    return state->have_latest ? &state->lessons[state->latest] : NULL;
}
