/* keys.h - what curses reads, as events.
 *
 * Answers and escape sequences that curses does not know arrive here as the
 * keys they contain; nothing is asked of the terminal, so nothing answers.
 */
#ifndef UI_KEYS_H
#define UI_KEYS_H

#include <stdbool.h>

#include "base/strbuf.h"

struct event;

/* A paste that is under way. Zero-initialise. */
struct keys {
    struct strbuf paste;
};

/* Teaches curses the sequences it lacks. After newterm(). */
void keys_start(void);

/* The next event that waits. A paste is one event, however long (its text,
 * at most 64 kB and without control characters but newline and tab, is valid
 * until the next call). *bytes is set to whether anything at all was read:
 * a terminal that is readable and has nothing to read is gone.
 * False when nothing waits. */
bool keys_next(struct keys *keys, struct event *event, bool *bytes);

void keys_finish(struct keys *keys);

#endif
