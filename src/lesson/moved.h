/* moved.h - where a line of a text is once the text was written anew.
 */
#ifndef LESSON_MOVED_H
#define LESSON_MOVED_H

#include "base/slice.h"

/* The line, from 1, of `after` that is the line `line` of `before`: the one
 * with the same words whose neighbours are most alike, of several the nearest.
 * A line whose words are gone is as far below the next one above it that is
 * still there as it was. Always a line of `after`, 1 where that is empty. Time
 * grows with the length of the texts alone, memory with their lines. */
int moved_line(struct slice before, struct slice after, int line);

#endif
