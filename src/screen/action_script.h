/* action_script.h - a list of actions run without a terminal.
 *
 * One action a line, # comments. So demos are replayed, pictures made, and
 * screens tested.
 */
#ifndef SCREEN_ACTION_SCRIPT_H
#define SCREEN_ACTION_SCRIPT_H

#include <stdbool.h>

#include "base/slice.h"

struct app;
struct err;

/* Runs the lines in order; name stands in messages. Background work is done
 * to its end behind the last line. An action `quit` ends the script. False
 * with err, which has file and line, at the first that is refused; the lines
 * before it have had their effect. */
bool script_text(struct app *app, struct slice text, const char *name,
                 struct err *err);

/* The same for a file; "-" is standard input. */
bool script_run(struct app *app, const char *path, struct err *err);

#endif
