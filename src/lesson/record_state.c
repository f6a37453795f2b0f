#include "lesson/record_state.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/fatal.h"
#include "base/strbuf.h"
#include "base/vec.h"
#include "lesson/record_event.h"

/* More are no learner's: searching them one by one stays quick. */
enum { LESSONS_MAX = 2000, ANSWERS_MAX = 500 };

void record_state_init(struct record_state *state)
{
    *state = (struct record_state){ .arena = arena_create() };
    state->newer = arena_alloc(state->arena, sizeof *state->newer);
}

static void forget(struct record_state *state)
{
    for (size_t i = 0; i < state->count; i++)
        free(state->lessons[i].answers);
    state->count = 0;
    state->have_latest = false;
}

void record_state_finish(struct record_state *state)
{
    forget(state);
    free(state->lessons);
    free(state->answer_caps);
    strbuf_finish(state->newer);
    arena_destroy(state->arena);
}

struct record_lesson *record_state_lesson(const struct record_state *state,
                                          const char *lesson)
{
    for (size_t i = 0; i < state->count; i++)
        if (strcmp(state->lessons[i].lesson, lesson) == 0)
            return &state->lessons[i];
    return NULL;
}

static const char *keep(struct record_state *state, const char *text)
{
    return arena_text(state->arena, text, strlen(text));
}

/* The lesson's entry, made where there was none; NULL past LESSONS_MAX. */
static struct record_lesson *entry(struct record_state *state, const char *name)
{
    struct record_lesson *lesson = record_state_lesson(state, name);
    size_t cap = state->cap;

    if (lesson || state->count == LESSONS_MAX)
        return lesson;
    lesson = vec_push(state->lessons, state->count, state->cap);
    if (state->cap != cap)
        state->answer_caps =
            fatal_realloc(state->answer_caps,
                          state->cap * sizeof *state->answer_caps);
    state->answer_caps[state->count - 1] = 0;
    lesson->lesson = keep(state, name);
    return lesson;
}

static void apply_answer(struct record_state *state,
                         struct record_lesson *lesson,
                         const struct record_event *event)
{
    size_t *cap = &state->answer_caps[lesson - state->lessons];
    struct record_answer *answer = NULL;

    for (size_t i = 0; i < lesson->answer_count; i++)
        if (strcmp(lesson->answers[i].question, event->question) == 0)
            answer = &lesson->answers[i];
    if (!answer && lesson->answer_count == ANSWERS_MAX)
        return;
    if (!answer) {
        answer = vec_push(lesson->answers, lesson->answer_count, *cap);
        answer->question = keep(state, event->question);
        answer->first = keep(state, event->value);
        answer->first_right = event->right;
        answer->last = answer->first;
    }

    /* Texts stay to the end, so that the same answer given a thousand times
     * is to be kept once. */
    if (strcmp(answer->last, event->value) != 0)
        answer->last = strcmp(answer->first, event->value) == 0
                           ? answer->first
                           : keep(state, event->value);
    answer->last_right = event->right;
    answer->count = answer->count > INT_MAX - event->times
                        ? INT_MAX
                        : answer->count + event->times;
}

void record_state_apply(struct record_state *state,
                        const struct record_event *event)
{
    struct record_lesson *lesson;

    if (event->kind == RECORD_RESET) {
        forget(state);
        return;
    }
    lesson = entry(state, event->lesson);
    if (!lesson)
        return;
    switch (event->kind) {
    case RECORD_VISIT:
        lesson->visited = event->time;
        state->latest = (size_t)(lesson - state->lessons);
        state->have_latest = true;
        break;
    case RECORD_READ:
        lesson->read = event->time;
        break;
    case RECORD_PLACE:
        lesson->step = event->step;
        lesson->row = event->row;
        if (event->step > lesson->furthest)
            lesson->furthest = event->step;
        break;
    default:
        apply_answer(state, lesson, event);
        break;
    }
}

void record_state_load(struct record_state *state, struct slice content)
{
    struct slice line;

    while (slice_line(&content, &line)) {
        struct record_event event;

        if (slice_trim(line).len == 0)
            continue;
        switch (record_event_read(line, state->arena, &event)) {
        case RECORD_FINE:
            record_state_apply(state, &event);
            break;
        case RECORD_NEWER:
            strbuf_slice(state->newer, line);
            strbuf_putc(state->newer, '\n');
            break;
        case RECORD_DAMAGED:
            state->damaged++;
            break;
        }
    }
}

/* The first answer stands for all but the last. */
static void write_answer(const struct record_lesson *lesson,
                         const struct record_answer *answer, struct strbuf *out)
{
    struct record_event event = { .kind = RECORD_ANSWER,
                                  .time = lesson->visited,
                                  .lesson = lesson->lesson,
                                  .question = answer->question,
                                  .value = answer->first,
                                  .right = answer->first_right };

    event.times = answer->count > 1 ? answer->count - 1 : 1;
    record_event_write(&event, out);
    if (answer->count == 1)
        return;
    event.value = answer->last;
    event.right = answer->last_right;
    event.times = 1;
    record_event_write(&event, out);
}

static void write_lesson(const struct record_lesson *lesson, struct strbuf *out)
{
    struct record_event event = { .lesson = lesson->lesson };

    if (lesson->visited) {
        event.kind = RECORD_VISIT;
        event.time = lesson->visited;
        record_event_write(&event, out);
    }
    if (lesson->read) {
        event.kind = RECORD_READ;
        event.time = lesson->read;
        record_event_write(&event, out);
    }
    event.kind = RECORD_PLACE;
    event.time = lesson->visited;
    event.step = lesson->furthest;
    if (lesson->furthest > lesson->step)
        record_event_write(&event, out);
    event.step = lesson->step;
    event.row = lesson->row;
    if (event.step || event.row)
        record_event_write(&event, out);
    for (size_t i = 0; i < lesson->answer_count; i++)
        write_answer(lesson, &lesson->answers[i], out);
}

void record_state_write(const struct record_state *state, struct strbuf *out)
{
    strbuf_add(out, strbuf_text(state->newer), state->newer->len);
    for (size_t i = 0; i < state->count; i++)
        if (!state->have_latest || i != state->latest)
            write_lesson(&state->lessons[i], out);
    if (state->have_latest)
        write_lesson(&state->lessons[state->latest], out);
}
