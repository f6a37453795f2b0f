/* plain_map.h - the course as lines that can be read aloud.
 */
#ifndef CLI_PLAIN_MAP_H
#define CLI_PLAIN_MAP_H

#include <stdbool.h>
#include <stdio.h>

#include "base/slice.h"

struct session;

/* The parts and their sections, with what was done of each; of a search, those
 * whose title or number has all the words, then those whose text has. `next` is
 * the id of the section to go on with (NULL: none), which is told where nothing
 * is searched. */
void plain_map(FILE *out, const struct session *session, struct slice words,
               const char *next, bool ascii);

#endif
