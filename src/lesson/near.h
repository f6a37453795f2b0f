/* near.h - "did you mean": the nearest of a list of names.
 */
#ifndef LESSON_NEAR_H
#define LESSON_NEAR_H

#include "base/slice.h"

/* The name that `word` was most likely meant to be: fewest letters added,
 * dropped, changed or swapped with a neighbour, at most a third of the word
 * (and one for short words). NULL when none is near, or word is longer than
 * 64 bytes.
 *
 * names  ended by NULL
 */
const char *near_name(struct slice word, const char *const *names);

#endif
