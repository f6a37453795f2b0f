/* keys.h - what the terminal sends, as events.
 *
 * Curses knows the keys of the terminal; characters are put together and the
 * mouse's reports are read here. A sequence that neither knows is swallowed
 * whole, and one that breaks off ends with a short silence: nothing is asked
 * of the terminal, but a terminal may answer all the same, and an answer must
 * not become keys.
 */
#ifndef UI_KEYS_H
#define UI_KEYS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/strbuf.h"

struct event;

/* What is read but not yet an event. Zero-initialise. */
struct keys {
    void *pad;    /* the window that curses reads for */
    char torn[4]; /* the first bytes of a character */
    size_t torn_len;
    struct strbuf paste;
};

/* Teaches curses the sequences it lacks. After newterm(). */
void keys_start(struct keys *keys);

/* The next event that waits; false when none does. A paste is one event,
 * however long (its text, at most 64 kB and without control characters but
 * newline and tab, is valid until the next call). The mouse outside of the
 * screen is no event, nor is a byte that no UTF-8 has. */
bool keys_next(struct keys *keys, struct event *event);

/* Asked when standard input is readable: whether there is in truth nothing
 * to read, as when the terminal is gone. */
bool keys_gone(void);

void keys_finish(struct keys *keys);

#endif
