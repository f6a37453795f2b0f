/* plain_part.h - a part of an equation as lines that can be read aloud.
 */
#ifndef CLI_PLAIN_PART_H
#define CLI_PLAIN_PART_H

#include <stdbool.h>
#include <stdio.h>

struct inspect;

/* Which part it is, what it comes to, its definition, its numbers, and its
 * terms: a dozen from the page on that the chosen one is on. */
void plain_part(FILE *out, struct inspect *inspect, bool ascii);

#endif
