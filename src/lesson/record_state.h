/* record_state.h - what a record's events add up to.
 */
#ifndef LESSON_RECORD_STATE_H
#define LESSON_RECORD_STATE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"
#include "lesson/record.h"

struct arena;
struct record_event;
struct strbuf;

struct record_state {
    struct record_lesson *lessons;
    size_t count, cap;
    size_t *answer_caps; /* of each lesson's answers */
    size_t latest;       /* index of the lesson visited last */
    bool have_latest;
    const char *last; /* the lesson of the last event, NULL: none */
    long long last_time;
    size_t damaged;       /* lines that could not be read */
    struct strbuf *newer; /* lines of newer versions, trimmed; or NULL */
    struct arena *arena;  /* of the texts; a reset leaves them to the end */
};

void record_state_init(struct record_state *state);
void record_state_finish(struct record_state *state);

/* Adds one event. */
void record_state_apply(struct record_state *state,
                        const struct record_event *event);

/* Adds all lines of a file's content. */
void record_state_load(struct record_state *state, struct slice content);

/* Writes the fewest lines that load to the same state; those of newer
 * versions come first. */
void record_state_write(const struct record_state *state, struct strbuf *out);

/* NULL: never met. */
struct record_lesson *record_state_lesson(const struct record_state *state,
                                          const char *lesson);

#endif
