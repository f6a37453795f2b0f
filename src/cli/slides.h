/* slides.h - a section as the slides of a talk, without giving it.
 */
#ifndef CLI_SLIDES_H
#define CLI_SLIDES_H

#include <stddef.h>

#include "cli/print_page.h"

struct course;
struct err;

/* Warns on standard error where the slides of a section, on a terminal of that
 * size, part what no pause parts, and where something is taller than a slide.
 * path stands in the messages. Returns how many there were; 0 for a section
 * that cannot be opened. */
size_t slides_warn(struct course *course, const char *section, const char *path,
                   int cols, int rows);

/* Prints the handout: every slide as it stands at its end, with its values, as
 * `likely present` parts them on that screen, without the lab beside. False
 * with err. */
bool slides_print(struct course *course, const char *section,
                  struct print_options options, struct err *err);

#endif
