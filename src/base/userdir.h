/* userdir.h - where the user's files go.
 *
 * XDG base directory specification: a relative path in the environment is
 * ignored; HOME missing falls back on the password database.
 */
#ifndef BASE_USERDIR_H
#define BASE_USERDIR_H

#include <stdbool.h>

struct strbuf;

/* The folder of the learner's record: $XDG_STATE_HOME/likely, or
 * ~/.local/state/likely. Appends to out; false (out untouched) when no home
 * can be found. Nothing is created. */
bool userdir_state(struct strbuf *out);

/* The folder for what lives only while the user is logged in:
 * $XDG_RUNTIME_DIR/likely, else that of userdir_state(). The same rules. */
bool userdir_runtime(struct strbuf *out);

#endif
