/* talk_place.h - where a talk is, as a text that another terminal reads.
 *
 * A line for each fact, "name value"; unknown names are passed over, so that an
 * older reader follows a newer talk. What is read may be anything: numbers out
 * of range and lines that are none are passed over, too.
 */
#ifndef SCREEN_TALK_PLACE_H
#define SCREEN_TALK_PLACE_H

#include <stdbool.h>

#include "base/slice.h"

struct strbuf;

enum { PLACE_TEXT = 256, PLACE_PATH = 1024, PLACE_HANDS = 9 };

struct talk_place {
    char section[PLACE_PATH]; /* id or path; "": no talk is on */
    int line;                 /* of the lesson: what was shown last */
    int slide, slides;        /* from 1 */
    int question;             /* of the lesson, -1: none is at hand */
    bool revealed;            /* its answer is */
    int hands[PLACE_HANDS];
    char next[PLACE_TEXT]; /* what the next step shows; "": the end */
    long long began;       /* seconds since 1970, 0: there is no clock */
    int minutes;           /* the talk may take, 0: not said */
};

void talk_place_write(const struct talk_place *place, struct strbuf *out);

/* False where the text is no place: *place then says that no talk is on. */
bool talk_place_read(struct slice text, struct talk_place *place);

#endif
