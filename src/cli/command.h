/* command.h - a subcommand as a record: its file and one line in main.c.
 */
#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H

#include <stdbool.h>
#include <stdio.h>

#include "cli/session.h"

/* Exit statuses, everywhere. */
enum { STATUS_WELL = 0, STATUS_BAD_INPUT = 1, STATUS_BAD_COMMAND = 2 };

struct command {
    const char *name;     /* "" is the program without a subcommand */
    const char *synopsis; /* what follows the name */
    const char *summary;  /* one line, no full stop */
    const char *help;     /* the rest of --help: options and examples */
    /* argv[0] is the command's name, as getopt_long() wants it. */
    int (*run)(int argc, char **argv);
};

extern const struct command command_map, command_learn, command_list,
    command_lab, command_show, command_math, command_eval, command_merge,
    command_check, command_progress, command_new, command_present;

/* Prints "usage", what it does and its options. */
void command_help(const struct command *command, FILE *out);

/* "likely NAME: text; see 'likely NAME --help'" on standard error. Returns
 * STATUS_BAD_COMMAND. */
int command_usage(const struct command *command, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* What getopt_long() said with '?' or ':' about argv[at]. */
int command_bad_option(const struct command *command, char **argv);

/* Reads "100x30" as COLSxROWS, 1x1 to 1000x500. */
bool command_size(const char *text, int *cols, int *rows);

#endif
