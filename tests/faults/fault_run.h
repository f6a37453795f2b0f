/* fault_run.h - the program run with a call that fails: see faulty.h.
 *
 * It runs in the test's own folder (base/own_folder.h), on the lessons of
 * tests/data/screen, with its home in "home" there.
 */
#ifndef FAULTS_FAULT_RUN_H
#define FAULTS_FAULT_RUN_H

#include <stdbool.h>

#include "base/strbuf.h"

struct fault_run {
    struct strbuf out, err, log;
    int status; /* 128 + N: of signal N, SIGALRM when it hangs */
};

/* faults is the library's FAULTS ("": none fails); arguments are as a shell
 * would read them; input may be NULL. */
struct fault_run fault_run(const char *faults, const char *arguments,
                           const char *input);
void fault_run_finish(struct fault_run *run);

/* The number behind a line's beginning ("count malloc ", "left "); -1 where
 * the log has none. */
long fault_run_number(const struct fault_run *run, const char *beginning);

/* Whether calls for memory reach the library: a sanitizer that is part of the
 * program stands before it. */
bool fault_run_sees_memory(void);

/* A number from 0 to step - 1 that hangs on the program's bytes alone: what is
 * too much to be tried in one build is tried by and by, and what failed once
 * fails again. */
long fault_run_sample(long step);

/* Whether a temporary file of an unfinished write lies about. */
bool fault_run_leaves_temporary(void);

/* What a run has left behind that a clean one has not, in words; or NULL. */
const char *fault_run_leftover(const struct fault_run *run,
                               const struct fault_run *clean);

/* Whether a program in a terminal ended as one may that finds no memory: well,
 * or with a sentence, which for curses may be that it died of it. `said` is all
 * that was written to the terminal. */
bool fault_run_says_its_end(int wait_status, struct slice said);

/* An empty home. */
void fault_run_fresh(void);

/* Fails and shows what came out. */
void fault_run_complain(const char *faults, const char *arguments,
                        const struct fault_run *run, const char *why);

#endif
