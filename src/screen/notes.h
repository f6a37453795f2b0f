/* notes.h - the lecturer's notes, following a talk in another terminal.
 *
 * Private to screen/. What the talk told is read anew when its file changes,
 * and once a minute, with the clock; and so is the lesson, if it was written
 * meanwhile.
 */
#ifndef SCREEN_NOTES_H
#define SCREEN_NOTES_H

struct app;
struct notes;

void notes_open(struct app *app);
void notes_close(struct app *app);

/* Reads again where the talk is, and its lesson where that is another now. */
void notes_follow(struct app *app);

#endif
