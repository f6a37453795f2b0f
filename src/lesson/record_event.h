/* record_event.h - one line of the learner's record.
 *
 *     {"v":1,"time":1700000000,"event":"answer","lesson":"1.2",
 *      "question":"underflow","value":"2","right":true,"crc":"89abcdef"}
 *
 * (on one line). `crc` is the CRC-32 of all that stands before it, so that a
 * damaged line is known as such; a line without one, written by hand, is
 * taken as it is.
 */
#ifndef LESSON_RECORD_EVENT_H
#define LESSON_RECORD_EVENT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"

struct arena;
struct strbuf;

enum { RECORD_VERSION = 1, RECORD_LINE_MAX = 64 * 1024 };

enum record_kind {
    RECORD_VISIT,
    RECORD_READ,
    RECORD_PLACE,
    RECORD_ANSWER,
    RECORD_HINT,  /* a hint of a question was given */
    RECORD_AGAIN, /* a question is asked anew, with fresh numbers */
    RECORD_KNOW,  /* known without being read */
    RECORD_DOUBT, /* not known after all */
    RECORD_HANDS, /* a class raised hands: `value` has a number a choice */
    RECORD_SPENT, /* in `times` seconds all told, which compaction writes */
    RECORD_RESET, /* of a lesson, or of all */
    RECORD_KIND_COUNT
};

struct record_event {
    enum record_kind kind;
    long long time;       /* seconds since 1970 */
    const char *lesson;   /* NULL: RECORD_RESET of all */
    const char *question; /* RECORD_ANSWER, _HINT, _AGAIN, _HANDS; else NULL */
    const char *value;    /* RECORD_ANSWER, _HANDS; else NULL */
    bool right;           /* RECORD_ANSWER */
    int times;            /* ... events that it stands for, from 1;
                           * RECORD_SPENT: seconds */
    int step, row;        /* RECORD_PLACE */
};

enum record_line { RECORD_FINE, RECORD_NEWER, RECORD_DAMAGED };

/* Adds the line with its newline. Bytes that are not UTF-8 become U+FFFD. */
void record_event_write(const struct record_event *event, struct strbuf *out);

/* Reads a line without its newline. The texts of a RECORD_FINE event are in
 * the arena. */
enum record_line record_event_read(struct slice line, struct arena *arena,
                                   struct record_event *event);

#endif
