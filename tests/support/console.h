/* console.h - the real program in an emulated terminal.
 *
 * Keys go in through the emulator (so that arrows are what a terminal sends
 * after smkx), and the screen is polled until it shows what a test expects or
 * a minute has passed; nothing sleeps for a fixed time, and a failure prints
 * the screen.
 *
 * The session is held by a process between the test and the program: if the
 * program led it, its exit would reset the terminal's flags and "restored"
 * would always be true.
 */
#ifndef SUPPORT_CONSOLE_H
#define SUPPORT_CONSOLE_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

struct console;

struct console_options {
    int cols, rows;
    const char *const *argv; /* NULL-terminated; argv[0] is the path */
    const char *const *env;  /* "NAME=VALUE" added to a bare environment */
    bool ignores_hangup;     /* SIGHUP is ignored from the start (nohup) */
    bool never_waits;        /* the terminal is left open with O_NONBLOCK */
};

/* Starts the program with TERM=xterm-256color, LC_ALL=C.UTF-8 and the env
 * given, and nothing else. */
struct console *console_start(struct console_options options);

/* Types bytes as they are. */
void console_type(struct console *console, const char *bytes);

/* Presses a key by name: up, down, left, right, enter, escape, tab, pageup,
 * pagedown. */
void console_press(struct console *console, const char *name);

/* Until the screen shows the text somewhere in one row; fails after a minute.
 */
#define console_expect(console, text)                                          \
    console_expect_at((console), (text), __FILE__, __LINE__)
void console_expect_at(struct console *console, const char *text,
                       const char *file, int line);

/* Until the program has taken what was typed, sleeps, and was woken by nothing
 * for so many ms in which nothing came in; or has ended, or is stopped. False
 * when that takes more than a minute. */
bool console_settles(struct console *console, int ms);

/* Whether a row shows the text once it has settled for 100 ms. */
bool console_shows(struct console *console, const char *text);

/* Until the program has read all that was typed, or has ended. */
void console_taken(struct console *console);

/* Until both screens show the same text; fails after a minute. */
void console_expect_same(struct console *console, struct console *other);

/* The cell, from 0, where the text first stands on the screen now; fails when
 * it does not. Counts characters: only for rows without wide ones. */
void console_find(struct console *console, const char *text, int *row,
                  int *col);

/* Until the cursor is so many cells behind the beginning of a text, where that
 * first stands on the screen, and is to be seen, or is not; fails after a
 * minute. */
void console_expect_cursor(struct console *console, const char *text,
                           int behind, bool seen);

/* Types keys that ask for a whole screen again and again, until the program is
 * stuck in a write() that nobody takes: what was typed waits for it, and it
 * sleeps all the same. Fails after a minute. */
void console_stall(struct console *console, const char *keys);

/* Whether one that is stuck sleeps, woken by nothing in a while. */
bool console_idles(struct console *console);

void console_resize(struct console *console, int cols, int rows);

/* SIGCONT as a shell sends it: with the terminal, which a program that stops
 * loses, and with it word of a new size. */
void console_signal(struct console *console, int sig);

/* SIGCONT as `bg` sends it: without the terminal. */
void console_background(struct console *console);

/* Whether the program has ended, once it has settled for 10 ms. */
bool console_over(struct console *console);

/* Until the program is stopped (by SIGTSTP). */
void console_expect_stopped(struct console *console);

/* Whether the alternate screen is shown, and the terminal's flags are what
 * they were before the program started. */
bool console_alternate(struct console *console);
bool console_flags_restored(struct console *console);

/* Whether reports of the mouse and marks around pastes are off again: each was
 * switched off after it was last switched on. */
bool console_reports_off(const struct console *console);

/* From here on what the program writes is kept and not drawn; the emulator is
 * gone. (It does not live through a wide character in a single column.) */
void console_blind(struct console *console);

/* A new emulator, of the size that the console now has: it shows what is
 * written from here on, and knows nothing of before but that the alternate
 * screen is shown. */
void console_sight(struct console *console);

/* Takes what comes in within ms; false when nothing did. */
bool console_pump(struct console *console, int ms);

/* The program itself, while it runs. */
pid_t console_program(const struct console *console);

/* Until the program has ended, while nobody reads what it writes; false when
 * it has not after a minute. */
bool console_ends_unread(struct console *console);

/* All that the program has written so far; it may hold NULs. */
const char *console_written(const struct console *console, size_t *n);

/* Bytes the program has written so far. */
size_t console_bytes(const struct console *console);

/* Whether the bytes occur in what was written so far. */
bool console_wrote(const struct console *console, const char *bytes);

/* Likewise, in what was written after the first `from` bytes. */
bool console_wrote_after(const struct console *console, size_t from,
                         const char *bytes);

/* The terminal goes away and nobody sends SIGHUP. Waits for the end (a minute,
 * then the test fails), frees everything, returns the wait status; cpu_ms, if
 * not NULL, is what the program still took. */
int console_hang_up(struct console *console, long *cpu_ms);

/* Waits for the end (a minute, then it is killed and the test fails) and takes
 * the last byte; returns the wait status, and frees nothing. */
int console_end(struct console *console);

/* Likewise, checks that the terminal was restored, and frees everything. */
int console_finish(struct console *console);

#endif
