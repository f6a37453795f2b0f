/* plain_talk.h - a conversation with `likely learn --plain` over two pipes.
 *
 * A line is sent, and what is printed until the program waits again is its
 * reply: behind every line goes a `find` for what no title has, whose refusal
 * ends the reply.
 */
#ifndef PLAIN_TALK_H
#define PLAIN_TALK_H

#include <stdbool.h>
#include <stdio.h>

#include "base/strbuf.h"

struct talk {
    FILE *to, *from;
    int child;
    struct strbuf reply; /* to the last line, without the mark's */
    struct strbuf all;   /* everything so far */
};

/* Starts it in a locale with the arguments behind --plain (NULL ends them) and
 * a record of its own in `home`; the reply is what it prints first. */
void talk_open(struct talk *talk, const char *home, const char *locale,
               const char *const *arguments);

/* The exit status. */
int talk_close(struct talk *talk);

/* Sends a line and reads the reply. */
void talk_say(struct talk *talk, const char *line);

/* Whether the last reply has these words. */
bool talk_has(const struct talk *talk, const char *words);

#endif
