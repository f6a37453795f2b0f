/* plain_help.h - what can be typed, as lines.
 */
#ifndef CLI_PLAIN_HELP_H
#define CLI_PLAIN_HELP_H

#include <stdbool.h>
#include <stdio.h>

#include "base/slice.h"

/* The actions that are of use without a screen, by group; or the one of that
 * name, false with a message to `wrong` where there is none. */
bool plain_help(FILE *out, FILE *wrong, struct slice name, bool ascii);

#endif
