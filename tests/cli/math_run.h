/* math_run.h - `likely math`, or another command, run as a shell would, in a
 * folder of its own. */
#ifndef TEST_CLI_MATH_RUN_H
#define TEST_CLI_MATH_RUN_H

#include "base/slice.h"
#include "base/strbuf.h"

struct outcome {
    struct strbuf out, err;
    int status;
};

/* Group set-up and tear-down: the folder. */
int math_setup(void **state);
int math_teardown(void **state);

/* `arguments` as a shell would read them; input may be NULL. */
struct outcome math_run(const char *arguments, const char *input);
struct outcome math_run_command(const char *command, const char *arguments,
                                const char *input);
void math_finish(struct outcome *outcome);

/* Fails, and shows what came out. */
void math_complain(const char *arguments, const struct outcome *outcome);

/* Runs; wants a status, and words on each stream (NULL: nothing there). */
void math_expect(const char *command, const char *arguments, const char *input,
                 int status, const char *out, const char *err);

/* A file in that folder. */
void math_write(const char *name, const char *text);
void math_write_bytes(const char *name, struct slice bytes);

/* p.npy and y.npy: two rows of NumPy's own bytes, (0.75, 0.25) and (0.5, 0.5),
 * with the labels 0 and 1. p.npy ends so many bytes too early. */
void math_write_arrays(size_t missing);

/* The exit status of a command line that begins with `likely math`. */
int math_shell(const char *tail);

#endif
