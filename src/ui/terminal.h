/* terminal.h - curses is started, stopped and resized here.
 *
 * terminal.md's answers in one place: the handlers stand before newterm(),
 * a terminal that cannot place its cursor is refused with a sentence, LINES
 * and COLUMNS do not override the kernel, raw() leaves ^Z and ^S to us, and
 * whatever was switched on is switched off on every way out.
 *
 * What is to be seen together is written together: curses would send a screen
 * in pieces, of which a slow line shows each. So it writes to a file in memory
 * that has the place of the terminal's descriptor, and terminal_send() writes
 * what is there at once.
 */
#ifndef UI_TERMINAL_H
#define UI_TERMINAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct err;

struct terminal {
    FILE *curses; /* what curses was given; on a descriptor of its own */
    int memory;   /* the file that the descriptor stands for; -1: none */
};

/* Largest screen drawn; a larger terminal keeps its margin blank. */
enum { TERMINAL_COLUMNS_MAX = 1000, TERMINAL_ROWS_MAX = 500 };

/* Whether standard input and output are a terminal that curses can use.
 * False fills err with what would do. Writes nothing. */
bool terminal_usable(struct err *err);

/* Columns and rows of standard output as the kernel has them, at most the
 * largest drawn. False, and neither set, where it knows none. */
bool terminal_kernel_size(int *cols, int *rows);

/* Takes the terminal; what `terminal` was does not matter. mouse: report
 * buttons, drags and the wheel. False with err filled and the terminal
 * untouched. */
bool terminal_start(struct terminal *terminal, bool mouse, struct err *err);

/* Gives it back, if terminal_suspend() has not. What curses holds it keeps: it
 * asks for memory even to free. */
void terminal_finish(struct terminal *terminal);

/* Sends all that was written since the last call, in one write() if the
 * terminal takes it: to be called before the program sleeps. Nothing is sent
 * twice; what is left when a signal ends the program is thrown away. */
void terminal_send(struct terminal *terminal);

/* Gives it back, stops the process, takes it again when continued: with the
 * mouse if it is wanted, and without bracketed paste. */
void terminal_suspend(struct terminal *terminal, bool mouse);

/* Asks the kernel for the size and tells curses; the next refresh repaints
 * all of it. */
void terminal_resize(struct terminal *terminal);

/* Columns and rows to draw on, at least 1 each. */
void terminal_size(int *cols, int *rows);

/* Switches bracketed paste on or off: on only while text is typed. */
void terminal_paste(struct terminal *terminal, bool on);

/* Puts text on the clipboard of a terminal that understands OSC 52. False,
 * with nothing written, for more than 64 kB or a plain console. */
bool terminal_copy(struct terminal *terminal, const char *text, size_t n);

#endif
