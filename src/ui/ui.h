/* ui.h - the program in a terminal.
 *
 * The only floor that knows curses. It turns keys into events, hands them to
 * the app, and copies the canvas that the app draws.
 */
#ifndef UI_UI_H
#define UI_UI_H

#include <stdbool.h>

struct app;
struct err;

struct ui_options {
    bool mouse; /* report the mouse to the program */
    /* A file that the app is to read anew when it is written; NULL: none. */
    const char *watched;
};

/* Runs the app until it quits, and gives the terminal back. Returns the
 * status to exit with: 0; or 2 with err filled when the terminal cannot be
 * used (nothing was drawn then). When a signal ends the program, *signal is
 * that signal and the caller, once everything is saved, passes it to
 * ui_die(); otherwise it is 0. */
int ui_run(struct app *app, const struct ui_options *options, int *signal,
           struct err *err);

/* Whether ui_run() could start here: asked before anything is opened. */
bool ui_usable(struct err *err);

/* The size that ui_run() would begin with, so that an app is laid out for it
 * from the first; neither is set where nobody knows it. */
void ui_size(int *cols, int *rows);

/* Dies of the signal that ended ui_run(). */
void ui_die(int signal) __attribute__((noreturn));

#endif
