/* harm_trial.h - a harmful text tried on commands that need no terminal.
 */
#ifndef TORTURE_HARM_TRIAL_H
#define TORTURE_HARM_TRIAL_H

#include <stdbool.h>
#include <stddef.h>

#include "torture/harm.h"

struct guest;
struct strbuf;

struct harm_trial {
    struct guest *guest; /* whose home the commands run in */
    struct harm *list;
    size_t count;
    const struct harm *harm; /* the one that is tried */
    size_t first;            /* where the next round begins */
};

/* Set-up and tear-down of a group of tests. */
int harm_make(void **state);
int harm_finish(void **state);

/* Writes a file into the home. */
void harm_write(const struct harm_trial *trial, const char *name,
                const struct strbuf *text);

/* Runs a command (bare_run.h) and fails when it crashes or when a byte that
 * it writes may not go to a terminal, an escape among them. Whether `says`
 * (NULL: anything) is in what it wrote. */
bool harm_judge(const struct harm_trial *trial, const char *const *words,
                const char *variable, const char *input, const char *says);

/* Calls it for every text; for every eighth under a sanitizer, which is slow,
 * each time from another one on. */
void harm_for_each(struct harm_trial *trial, void (*try)(struct harm_trial *));

#endif
