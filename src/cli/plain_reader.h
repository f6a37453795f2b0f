/* plain_reader.h - where somebody stands who reads the course as lines.
 *
 * A section is read part by part: up to a pause, or to a question that wants a
 * prediction first. What stands behind is not printed before it is asked for,
 * and a section counts as read when its last part was.
 */
#ifndef CLI_PLAIN_READER_H
#define CLI_PLAIN_READER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "base/slice.h"

struct app;
struct session;

struct reader {
    struct app *app;
    FILE *out, *wrong;             /* for text, and for what is refused */
    const struct session *session; /* for the map */
    bool ascii;
    unsigned opened; /* app_opened() of the section printed last */
    int at;          /* its part that was printed last */
    bool whole;      /* no part before it was passed over */
    bool reviewing;  /* an old question was asked anew, out of its place */
    bool mapped;     /* the map was printed last */
    uint64_t *seen;  /* [labs] the state that was printed of each lab */
    size_t labs;
};

void reader_finish(struct reader *reader);

/* Prints what is open: the map, or the section's part at which it goes on. */
void reader_open(struct reader *reader);

/* The part printed last once more; that before it; the next one. False where
 * there is none within the section as far as it was read. */
void reader_repeat(struct reader *reader);
bool reader_back(struct reader *reader);
bool reader_forward(struct reader *reader);

/* The section from its beginning. */
void reader_restart(struct reader *reader);

/* A lab, the one at hand if `index` is SIZE_MAX. */
void reader_lab(struct reader *reader, size_t index);

/* The question at hand once more, or the one of that index. */
void reader_question(struct reader *reader, int index);

/* Whether an action of that name edits a lab. */
bool reader_edits(struct slice name);

/* Takes an action and prints what it led to: new text, what it says, what
 * became of a question, and the labs that changed. False with err when it is
 * refused. */
struct err;
bool reader_act(struct reader *reader, struct slice line, bool *quit,
                struct err *err);

#endif
