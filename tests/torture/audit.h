/* audit.h - what a program wrote to a terminal, judged byte by byte.
 *
 * Everything is a fault that is not known to be needed for drawing: a title, a
 * device string, a mode of the terminal that curses does not use, a control
 * character, a byte that is no UTF-8, a character that hides or turns round
 * its neighbours. The list is of what is allowed, never of what is not.
 */
#ifndef TORTURE_AUDIT_H
#define TORTURE_AUDIT_H

#include <stddef.h>

struct strbuf;

/* Appends a line to faults for each kind of fault, with its place, and one for
 * each mode that is still on at the end. */
void audit_bytes(const char *bytes, size_t n, struct strbuf *faults);

struct console;

/* Fails with the faults when there are any in all that the program wrote. */
void audit_console(const struct console *console);

#endif
