/* console_state.h - what the two halves of a console share: console.c has the
 * process and its bytes, console_rest.c what it does just now,
 * console_screen.c what an emulator makes of its bytes.
 */
#ifndef SUPPORT_CONSOLE_STATE_H
#define SUPPORT_CONSOLE_STATE_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>
#include <termios.h>
#include <time.h>
#include <vterm.h>

#include "base/strbuf.h"

struct console {
    int fd;        /* the terminal's other end; -1: hung up */
    int slave;     /* kept open: flags can be read after the program's end */
    int status_fd; /* what becomes of the program, as reports */
    pid_t holder;  /* leads the session */
    pid_t program;
    VTerm *vt; /* NULL: blind */
    VTermScreen *screen;
    int rows, cols;
    bool alternate, cursor, stopped, ended;
    bool drained; /* ended, and its last byte is taken */
    int status;
    long cpu_ms; /* of the whole run, once it has ended */
    struct termios before;
    struct strbuf written;
};

/* Until when something is waited for, and whether it is too late by now. */
time_t console_deadline(void);
bool console_late(time_t deadline);

/* CPU time of the program, in whole clock ticks while it runs. */
long console_cpu_ms(struct console *console);

/* Draws bytes that came in, and sends what the terminal answers. */
void console_draw(struct console *console, const char *bytes, size_t n);

/* Prints the screen, for a failure. */
void console_show(struct console *console);

#endif
