/* aloud.h - the course read as lines of text (`learn --plain`), where nothing
 * is in sight: what takes the place of scrolling and of what has the keys.
 * Private to screen/; see app_options.lines.
 */
#ifndef SCREEN_ALOUD_H
#define SCREEN_ALOUD_H

#include <stdbool.h>
#include <stddef.h>

struct app;

/* The question that is meant where none is named: the one that a review asks,
 * else the first open one that was shown; -1: there is none. With `typed` what
 * is to be made true in the lab is passed over, for no answer can be typed to
 * it, unless nothing else is open. */
int aloud_question(const struct app *app, bool typed);

/* The last question shown that is answered, or -1. */
int aloud_settled(const struct app *app);

/* The lab that edits go to: the one asked for by `lab N` since text was last
 * shown, else that of the first open question which wants something made true,
 * else the last one shown. 0 where none is. */
size_t aloud_lab(const struct app *app);

#endif
