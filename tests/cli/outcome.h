/* outcome.h - the program as a command, run as a shell would, in a folder of
 * its own. */
#ifndef TEST_CLI_OUTCOME_H
#define TEST_CLI_OUTCOME_H

#include "base/slice.h"
#include "base/strbuf.h"

struct outcome {
    struct strbuf out, err;
    int status;
};

/* Group set-up and tear-down: the folder. */
int outcome_setup(void **state);
int outcome_teardown(void **state);

/* What `likely LINE` comes to, the line as a shell would read it, with the
 * lessons of that folder of tests/data; input may be NULL. */
struct outcome outcome_in(const char *lessons, const char *line,
                          const char *input);

/* A command, or `likely math`, with those of data/math. */
struct outcome outcome_of(const char *command, const char *arguments,
                          const char *input);
struct outcome outcome_math(const char *arguments, const char *input);
void outcome_finish(struct outcome *outcome);

/* Fails, and shows what came out. */
void outcome_complain(const char *arguments, const struct outcome *outcome);

/* Wants a status, and words on each stream (NULL: nothing there); finishes
 * it. */
void outcome_want(const char *arguments, struct outcome *outcome, int status,
                  const char *out, const char *err);

/* A command with data/math of which that is wanted. */
void outcome_expect(const char *command, const char *arguments,
                    const char *input, int status, const char *out,
                    const char *err);

/* A file in that folder; a folder in it, which is empty; either, gone. */
void outcome_write(const char *name, const char *text);
void outcome_write_bytes(const char *name, struct slice bytes);
void outcome_make(const char *folder);
void outcome_remove(const char *name);

/* p.npy and y.npy: two rows of NumPy's own bytes, (0.75, 0.25) and (0.5, 0.5),
 * with the labels 0 and 1. p.npy ends so many bytes too early. */
void outcome_write_arrays(size_t missing);

/* The exit status of a script of the shell in that folder, to which `likely`
 * is this program, with data/math. */
int outcome_shell(const char *script);

#endif
