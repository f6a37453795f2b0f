/* data_options.h - the part of a command line that says which predictions are
 * read and how: the same for every command that reads them.
 */
#ifndef CLI_DATA_OPTIONS_H
#define CLI_DATA_OPTIONS_H

#include <getopt.h>
#include <stdbool.h>

#include "lab/predictions.h"
#include "num/unit.h"

struct arena;
struct command;

struct data_options {
    const struct command *command; /* for its messages */
    struct arena *arena;           /* keeps the names of classes */
    struct prediction_options options;
    enum unit unit;
    const char *file;           /* a CSV, or else */
    const char *probs, *labels; /* two arrays */
};

/* Their entries in the list of getopt_long(). */
/* clang-format off */
#define DATA_OPTIONS                                                           \
    { "label", required_argument, NULL, 'l' },                                 \
    { "classes", required_argument, NULL, 'c' },                               \
    { "tolerance", required_argument, NULL, 't' },                             \
    { "normalize", no_argument, NULL, 'n' },                                   \
    { "unit", required_argument, NULL, 'u' },                                  \
    { "threads", required_argument, NULL, 'T' },                               \
    { "probs", required_argument, NULL, 'P' },                                 \
    { "labels", required_argument, NULL, 'Y' }
/* clang-format on */

/* Their text in the help. */
#define DATA_OPTIONS_HELP                                                      \
    "  --label COLUMN     the truth is in another column\n"                    \
    "  --classes A,B,C    the columns of probabilities, without p:\n"          \
    "  --tolerance T      how far a row's sum may be off 1; 0.0001\n"          \
    "  --normalize        divide rows by their sum; else nothing is "          \
    "rescaled\n"                                                               \
    "  --unit UNIT        of logarithms: nats, bits, bans\n"                   \
    "  --threads T        read by T threads, not one a processor; the "        \
    "same results\n"

#define DATA_OPTIONS_HELP_ARRAYS                                               \
    "  --probs P.npy      instead of FILE: NumPy's arrays, rows of "           \
    "probabilities\n"                                                          \
    "  --labels Y.npy     and an integer from 0 for each row\n"

/* Takes one of them, with optarg. STATUS_WELL, or the status to end with;
 * another option is said to be unknown. */
int data_option(struct data_options *data, int option, char **argv);

/* The words behind the options, and whether they go together. */
int data_files(struct data_options *data, int count, char **words);

/* "'7' is no unit; nats, bits or bans would do". STATUS_BAD_COMMAND. */
int data_bad_value(const struct command *command, const char *what,
                   const char *text, const char *good);

#endif
