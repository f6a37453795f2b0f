/* foreign.h - text of others on standard output, as utf8_gate() makes it
 * harmless.
 */
#ifndef CLI_FOREIGN_H
#define CLI_FOREIGN_H

#include <stddef.h>

/* At most `most` bytes of it are read (0: all). */
void foreign_print(const char *text, size_t most);

/* With blanks behind it up to so many cells. */
void foreign_cell(const char *text, int cells);

#endif
