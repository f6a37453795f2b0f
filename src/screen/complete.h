/* complete.h - what Tab makes of a line behind ':'.
 *
 * The last word is completed by its place: an action's name, or what the
 * argument there may be (actions.h).
 */
#ifndef SCREEN_COMPLETE_H
#define SCREEN_COMPLETE_H

#include <stdbool.h>

#include "base/slice.h"

struct app;
struct strbuf;

/* Adds what is certain to follow the line: the rest of the word as far as all
 * candidates agree, and a blank when there is only one. Nothing when there is
 * nothing certain. */
void complete_ghost(struct app *app, struct slice line, struct strbuf *out);

/* Adds all candidates of the last word, a blank between two. False when there
 * are none. */
bool complete_list(struct app *app, struct slice line, struct strbuf *out);

#endif
