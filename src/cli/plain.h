/* plain.h - the course as lines of text: for screen readers, dumb terminals
 * and pipes.
 */
#ifndef CLI_PLAIN_H
#define CLI_PLAIN_H

#include <stdbool.h>

struct app;
struct session;

struct plain_options {
    int width; /* of a line: see fold_create() */
    bool ascii;
};

/* Prints the app's section, then takes actions from standard input, one a
 * line, and prints what each led to, until `quit` or the end of input.
 * Returns the status to exit with: 1 when a line was refused and input is not
 * a terminal, so that a script notices. */
int plain_run(struct app *app, const struct session *session,
              struct plain_options options);

#endif
