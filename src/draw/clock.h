/* clock.h - the time of a talk, in words.
 */
#ifndef DRAW_CLOCK_H
#define DRAW_CLOCK_H

#include <stddef.h>

enum { CLOCK_TEXT = 96 };

/* "10:42 · 23 min · 22 left": the local time of day, how long it is since
 * `began`, and what is left of `minutes` (0: nothing is said of it), or by how
 * much they are over. Seconds since 1970; a clock that was put back has let no
 * time pass. Minutes are whole ones. */
void clock_write(char *out, size_t size, long long began, long long now,
                 int minutes);

/* The same without the time of day, of seconds that have passed. */
void clock_write_passed(char *out, size_t size, long long passed, int minutes);

#endif
