/* screen_options.h - the part of a command line that says how a screen looks,
 * and that it is to be drawn without a terminal: the same for every command
 * that has one.
 */
#ifndef CLI_SCREEN_OPTIONS_H
#define CLI_SCREEN_OPTIONS_H

#include <getopt.h>
#include <stdbool.h>

#include "screen/app.h"

struct command;

struct screen_options {
    const char *script, *dump, *theme; /* NULL: not given */
    int cols, rows;
    enum dots_kind dots;
    bool ascii, still, words, no_mouse;
    bool sized; /* cols and rows were given */
};

/* Their entries in the list of getopt_long(). */
/* clang-format off */
#define SCREEN_OPTIONS                                                         \
    { "ascii", no_argument, NULL, 'a' },                                       \
    { "dots", required_argument, NULL, 'D' },                                  \
    { "still", no_argument, NULL, 'S' },                                       \
    { "words", no_argument, NULL, 'W' },                                       \
    { "no-mouse", no_argument, NULL, 'm' },                                    \
    { "script", required_argument, NULL, 's' },                                \
    { "dump", required_argument, NULL, 'd' },                                  \
    { "size", required_argument, NULL, 'z' },                                  \
    { "theme", required_argument, NULL, 'C' }
/* clang-format on */

/* Their text in the help. */
#define SCREEN_OPTIONS_HELP                                                    \
    "  --script FILE  run the actions in FILE, one a line, without a "         \
    "terminal\n"                                                               \
    "  --dump KIND    print the last screen: text, ansi or svg\n"              \
    "  --size CxR     columns and rows of that screen, 80x24\n"                \
    "  --theme T      both (grounds), light, dark, mono or room\n"             \
    "  --ascii        7-bit characters only\n"                                 \
    "  --dots KIND    curves in braille, blocks or ascii\n"                    \
    "  --still        nothing moves by itself: a run shows its end\n"          \
    "  --words        keys by name, for a voice: plus, question\n"             \
    "  --no-mouse     leave the mouse to the terminal\n"

/* What the locale says, on a screen of 80 x 24; and LIKELY_STILL and
 * LIKELY_WORDS, which are switches that need not be given each time. */
struct screen_options screen_options(void);

/* Takes one of them, with optarg. STATUS_WELL, or the status to end with;
 * another option is said to be unknown. */
int screen_option(struct screen_options *screen, const struct command *command,
                  int option, char **argv);

/* Whether no terminal is wanted. */
bool screen_scripted(const struct screen_options *screen);

/* The looks among an app's options, and its size: the terminal's, unless no
 * terminal is wanted or options->lines is set. */
void screen_fill(const struct screen_options *screen,
                 struct app_options *options);

/* Runs the script, if there is one, and prints the last screen, if that is
 * wanted. False with err where an action was refused. */
bool screen_play(const struct screen_options *screen, struct app *app,
                 struct err *err);

#endif
