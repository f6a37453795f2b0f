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
    state->last = NULL;
}

/* By the clock, for the order of visits is not kept. */
static void find_latest(struct record_state *state)
{
    state->have_latest = false;
    for (size_t i = 0; i < state->count; i++) {
        long long visited = state->lessons[i].visited;

        if (visited == 0 || (state->have_latest &&
                             visited < state->lessons[state->latest].visited))
            continue;
        state->latest = i;
        state->have_latest = true;
    }
}

/* The lesson's entry stays, as if it had never been opened. */
static void forget_lesson(struct record_state *state,
                          struct record_lesson *lesson)
{
    const struct record_lesson fresh = { .lesson = lesson->lesson };
    size_t index = (size_t)(lesson - state->lessons);

    free(lesson->answers);
    *lesson = fresh;
    state->answer_caps[index] = 0;
    if (state->have_latest && state->latest == index)
        find_latest(state);
    state->last = NULL;
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

static int add(int count, int times)
{
    return count > INT_MAX - times ? INT_MAX : count + times;
}

/* The question's entry, made where there was none; NULL past ANSWERS_MAX. */
static struct record_answer *answer_of(struct record_state *state,
                                       struct record_lesson *lesson,
                                       const char *question)
{
    size_t *cap = &state->answer_caps[lesson - state->lessons];
    struct record_answer *answer;

    for (size_t i = 0; i < lesson->answer_count; i++)
        if (strcmp(lesson->answers[i].question, question) == 0)
            return &lesson->answers[i];
    if (lesson->answer_count == ANSWERS_MAX)
        return NULL;
    answer = vec_push(lesson->answers, lesson->answer_count, *cap);
    *answer = (struct record_answer){
        .question = keep(state, question), .first = "", .last = "", .hands = ""
    };
    return answer;
}

static void apply_answer(struct record_state *state,
                         struct record_answer *answer,
                         const struct record_event *event)
{
    if (answer->count == 0) {
        answer->first = keep(state, event->value);
        answer->first_right = event->right;
    }

    /* Texts stay to the end, so that the same answer given a thousand times
     * is to be kept once. */
    if (strcmp(answer->last, event->value) != 0)
        answer->last = strcmp(answer->first, event->value) == 0
                           ? answer->first
                           : keep(state, event->value);
    answer->last_right = event->right;
    answer->count = add(answer->count, event->times);
}

static void apply_question(struct record_state *state,
                           struct record_lesson *lesson,
                           const struct record_event *event)
{
    struct record_answer *answer = answer_of(state, lesson, event->question);

    if (!answer)
        return;
    if (event->kind == RECORD_ANSWER)
        apply_answer(state, answer, event);
    else if (event->kind == RECORD_HINT)
        answer->hints = add(answer->hints, event->times);
    else if (event->kind == RECORD_HANDS)
        answer->hands = keep(state, event->value);
    else {
        answer->again = add(answer->again, event->times);
        answer->last = "";
        answer->last_right = false;
    }
}

/* A visit begins the time anew: whoever left in between left a place. */
static void count_time(struct record_state *state, struct record_lesson *lesson,
                       const struct record_event *event)
{
    long long passed = event->time - state->last_time;

    if (state->last == lesson->lesson && event->kind != RECORD_VISIT &&
        event->kind != RECORD_SPENT && passed > 0)
        lesson->spent += passed < RECORD_PAUSE_MAX ? passed : RECORD_PAUSE_MAX;
    state->last = event->kind == RECORD_SPENT ? NULL : lesson->lesson;
    state->last_time = event->time;
}

void record_state_apply(struct record_state *state,
                        const struct record_event *event)
{
    struct record_lesson *lesson;

    if (event->kind == RECORD_RESET && !event->lesson) {
        forget(state);
        return;
    }
    lesson = entry(state, event->lesson);
    if (!lesson)
        return;
    count_time(state, lesson, event);
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
    case RECORD_KNOW:
    case RECORD_DOUBT:
        lesson->known = event->kind == RECORD_KNOW ? event->time : 0;
        break;
    case RECORD_SPENT:
        lesson->spent = event->times;
        break;
    case RECORD_RESET:
        forget_lesson(state, lesson);
        break;
    default:
        apply_question(state, lesson, event);
        break;
    }
}

void record_state_load(struct record_state *state, struct slice content)
{
    struct slice line;

    while (slice_line(&content, &line)) {
        struct record_event event;

        line = slice_trim(line);
        if (line.len == 0)
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

static void write_times(struct record_event event, enum record_kind kind,
                        int times, struct strbuf *out)
{
    event.kind = kind;
    event.times = times;
    if (times > 0)
        record_event_write(&event, out);
}

/* The first answer stands for all but the last. */
static void write_answer(const struct record_lesson *lesson,
                         const struct record_answer *answer, struct strbuf *out)
{
    struct record_event event = { .time = lesson->visited,
                                  .lesson = lesson->lesson,
                                  .question = answer->question,
                                  .value = answer->first,
                                  .right = answer->first_right };
    bool open = answer->last[0] == '\0';

    write_times(event, RECORD_ANSWER, open ? answer->count : answer->count - 1,
                out);
    write_times(event, RECORD_HINT, answer->hints, out);
    write_times(event, RECORD_AGAIN, answer->again, out);
    event.value = answer->last;
    event.right = answer->last_right;
    write_times(event, RECORD_ANSWER, open ? 0 : 1, out);
    event.value = answer->hands;
    write_times(event, RECORD_HANDS, answer->hands[0] ? 1 : 0, out);
}

static void write_lesson(const struct record_lesson *lesson, struct strbuf *out)
{
    struct record_event event = { .lesson = lesson->lesson };
    size_t begin = out->len;

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
    if (lesson->known) {
        event.kind = RECORD_KNOW;
        event.time = lesson->known;
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
    /* Last, for it takes back what the lines before it seem to have taken. */
    event.kind = RECORD_SPENT;
    event.times = lesson->spent < INT_MAX ? (int)lesson->spent : INT_MAX;
    if (out->len > begin || lesson->spent)
        record_event_write(&event, out);
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
