/* signals.h - signals become something the loop reads.
 *
 * The handlers set a flag and write a byte to a pipe of our own, so that
 * poll() wakes up; all else happens outside of them. They are installed
 * before curses starts, which then leaves these signals alone.
 * The flags are the second of the program's two mutable globals.
 */
#ifndef UI_SIGNALS_H
#define UI_SIGNALS_H

#include <stdbool.h>

struct err;
struct termios;

enum { SIGNALS_RESET_MAX = 512 };

/* What arrived since the last look; any number of a kind count as one. */
struct signals_seen {
    bool resize;  /* SIGWINCH */
    bool stop;    /* SIGTSTP */
    bool resumed; /* SIGCONT */
    int end;      /* SIGTERM, SIGHUP, SIGINT or SIGQUIT; 0: none */
};

/* Installs the handlers for the loop; SIGPIPE is ignored, so that a write says
 * what went wrong. False when no pipe could be made. */
bool signals_start(struct err *err);

/* The terminal is, or is to be, taken: from here on a crash first gives it
 * back, says so on standard error and then dies of its signal; and so, without
 * a word, does an end that the loop has not come to two seconds after its
 * signal, because the terminal takes nothing or a computation goes on. `reset`
 * (copied; at most SIGNALS_RESET_MAX bytes) switches every mode off, `shell`
 * are the flags the terminal had; a second call puts others in their place. */
void signals_guard(const char *reset, const struct termios *shell);

/* Gives the terminal back as a crash does, if it is taken, and says whether it
 * was. Needs no memory, and may be called wherever a program breaks off. */
bool signals_rescue(void);

/* The terminal was given back; nothing happens when it was not taken. */
void signals_unguard(void);

/* Readable when a signal is waiting. */
int signals_fd(void);

/* Takes what is waiting, and empties the pipe. */
struct signals_seen signals_take(void);

/* Whether a signal that ends the program waits; takes nothing. */
bool signals_end_waits(void);

/* Stops the process as SIGTSTP does by default; returns when it continues. */
void signals_stop_self(void);

/* From here on SIGTERM and SIGHUP no longer interrupt the way out. */
void signals_leave(void);

/* Dies of `sig`, so that the parent sees why. Does not return. */
void signals_die(int sig) __attribute__((noreturn));

#endif
