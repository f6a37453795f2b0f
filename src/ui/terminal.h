/* terminal.h - curses is started, stopped and resized here.
 *
 * terminal.md's answers in one place: the handlers stand before newterm(),
 * a terminal that cannot place its cursor is refused with a sentence, LINES
 * and COLUMNS do not override the kernel, raw() leaves ^Z and ^S to us, and
 * whatever was switched on is switched off on every way out.
 */
#ifndef UI_TERMINAL_H
#define UI_TERMINAL_H

#include <stdbool.h>
#include <stddef.h>

struct err;

/* Largest screen drawn; a larger terminal keeps its margin blank. */
enum { TERMINAL_COLUMNS_MAX = 1000, TERMINAL_ROWS_MAX = 500 };

/* Whether standard input and output are a terminal that curses can use.
 * False fills err with what would do. Writes nothing. */
bool terminal_usable(struct err *err);

/* Takes the terminal. mouse: report buttons, drags and the wheel. False with
 * err filled and the terminal untouched. */
bool terminal_start(bool mouse, struct err *err);

/* Gives it back; a second call does nothing. */
void terminal_finish(void);

/* Gives it back, stops the process, takes it again when continued: with the
 * mouse if it is wanted, and without bracketed paste. */
void terminal_suspend(bool mouse);

/* Asks the kernel for the size and tells curses; the next refresh repaints
 * all of it. */
void terminal_resize(void);

/* Columns and rows to draw on, at least 1 each. */
void terminal_size(int *cols, int *rows);

/* Switches bracketed paste on or off: on only while text is typed. */
void terminal_paste(bool on);

/* Puts text on the clipboard of a terminal that understands OSC 52. False,
 * with nothing written, for more than 64 kB or a plain console. */
bool terminal_copy(const char *text, size_t n);

#endif
