/* pty.h - the real program in an emulated terminal.
 *
 * Keys go in through the emulator (so that arrows are what a terminal sends
 * after smkx), and the screen is polled until it shows what a test expects or
 * ten seconds have passed; nothing sleeps for a fixed time, and a failure
 * prints the screen.
 *
 * The session is held by a process between the test and the program: if the
 * program led it, its exit would reset the terminal's flags and "restored"
 * would always be true.
 */
#ifndef SUPPORT_PTY_H
#define SUPPORT_PTY_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

struct pty;

struct pty_options {
    int cols, rows;
    const char *const *argv; /* NULL-terminated; argv[0] is the path */
    const char *const *env;  /* "NAME=VALUE" added to a bare environment */
};

/* Starts the program with TERM=xterm-256color, LC_ALL=C.UTF-8 and the env
 * given, and nothing else. */
struct pty *pty_start(struct pty_options options);

/* Types bytes as they are. */
void pty_type(struct pty *pty, const char *bytes);

/* Presses a key by name: up, down, left, right, enter, escape, tab, pageup,
 * pagedown. */
void pty_press(struct pty *pty, const char *name);

/* Until the screen shows the text somewhere in one row; fails after 10 s. */
#define pty_expect(pty, text) pty_expect_at((pty), (text), __FILE__, __LINE__)
void pty_expect_at(struct pty *pty, const char *text, const char *file,
                   int line);

/* Whether a row shows the text now, after what has come in was drawn. */
bool pty_shows(struct pty *pty, const char *text);

void pty_resize(struct pty *pty, int cols, int rows);
void pty_signal(struct pty *pty, int sig);

/* Until the program is stopped (by SIGTSTP). */
void pty_expect_stopped(struct pty *pty);

/* Whether the alternate screen is shown, and the terminal's flags are what
 * they were before the program started. */
bool pty_alternate(struct pty *pty);
bool pty_flags_restored(struct pty *pty);

/* Bytes the program has written so far. */
size_t pty_bytes(const struct pty *pty);

/* Whether the bytes occur in what was written so far. */
bool pty_wrote(const struct pty *pty, const char *bytes);

/* Waits for the end (10 s, then it is killed and the test fails), checks that
 * the terminal was restored, frees everything, returns the wait status. */
int pty_finish(struct pty *pty);

#endif
