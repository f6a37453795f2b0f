/* action_script.h - a list of actions run without a terminal.
 *
 * One action a line, # comments. So demos are replayed, pictures made, and
 * screens tested. A line of a recorded talk begins with the time at which it
 * was done, in seconds from the start: "@12.40 step". To a script that is no
 * more than what the clock of the talk shows; screen/player.h waits for it.
 */
#ifndef SCREEN_ACTION_SCRIPT_H
#define SCREEN_ACTION_SCRIPT_H

#include <stdbool.h>

#include "base/slice.h"

struct app;
struct err;

enum { SCRIPT_BYTES = 16 << 20 };

/* What is left of a script, and where. Zero-initialise all but text. */
struct script_reader {
    struct slice text;
    const char *name; /* stands in messages */
    int line;         /* the one read last, from 1 */
    double at;        /* the time of the last that had one */
};

struct script_line {
    struct slice action; /* never empty, and no comment */
    double at;           /* seconds; of a line without a time: of the last that
                            had one, or 0 */
    bool timed;
    int line, column;
};

/* The next line that is an action. False at the end, and with err (file, line,
 * column) where a line cannot be read: a time that is none or goes back, a
 * control character, bytes that are no UTF-8; or where the last line has a time
 * and no newline, for then it was cut. *bad tells these apart. */
bool script_next(struct script_reader *reader, struct script_line *line,
                 bool *bad, struct err *err);

/* Runs the lines in order; name stands in messages. Background work is done
 * to its end behind the last line. An action `quit` ends the script. False
 * with err, which has file, line and column, at the first that is refused; the
 * lines before it have had their effect. */
bool script_text(struct app *app, struct slice text, const char *name,
                 struct err *err);

/* The same for a file; "-" is standard input. */
bool script_run(struct app *app, const char *path, struct err *err);

#endif
