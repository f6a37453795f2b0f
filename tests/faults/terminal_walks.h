/* terminal_walks.h - what the tests of faults do with the program in a
 * terminal: all that it writes to files only there.
 *
 * As in fault_run.h it runs in the test's own folder, with its home in "home"
 * there, on the lessons of tests/data/screen.
 */
#ifndef FAULTS_TERMINAL_WALKS_H
#define FAULTS_TERMINAL_WALKS_H

#include <stdbool.h>

#include "base/strbuf.h"

struct console;

enum { TERMINAL_ARGUMENTS = 6 };

struct terminal_walk {
    const char *arguments[TERMINAL_ARGUMENTS];
    const char *keys;     /* the last leave, whatever failed before ... */
    const char *words[2]; /* ... or, NULL: none, one of these is shown then */
    const char *leaves;   /* and other keys leave */
    const char *makes;    /* a file; NULL: none */
    const char *ends;     /* what that ends with when it is whole */
};

/* A section read and answered; a talk that is recorded, with hands; its notes;
 * a recording played; a file of predictions edited and written. */
enum {
    TERMINAL_LEARN,
    TERMINAL_TALK,
    TERMINAL_NOTES,
    TERMINAL_PLAYER,
    TERMINAL_LAB,
    TERMINAL_WALKS
};

extern const struct terminal_walk terminal_walks[TERMINAL_WALKS];

/* The program (argv[0] with it) on a terminal of 80 columns, with faulty.h's
 * FAULTS; files: only calls on files count. What is logged is in "log". */
struct console *terminal_walk_open(const char *const *argv, const char *faults,
                                   bool files, int rows);

/* A fresh home, and the files that they read. */
void terminal_walk_prepare(void);

/* Types the keys and waits for the end; the terminal is then as it was. Only
 * calls on files count. Appends what was written to the terminal to `said`, if
 * not NULL. Returns the wait status. */
int terminal_walk(const struct terminal_walk *walk, const char *faults,
                  struct strbuf *said);

/* Likewise where the fault is to kill it: fails when it does not. */
void terminal_walk_killed(const struct terminal_walk *walk, const char *faults);

#endif
