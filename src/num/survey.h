/* survey.h - what a loop over plain doubles has to know of them beforehand.
 *
 * A block of rows is valued without a look at each number where all of them
 * are ordinary; these say whether they are, several at a time, with the same
 * answers and bits on every path (kernel.h).
 */
#ifndef NUM_SURVEY_H
#define NUM_SURVEY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "num/dd.h"

struct survey {
    bool ordinary; /* each is finite, and 0 or no smaller than `least` */
    bool positive; /* each is above 0 */
};

/* Of x [n]; both true of none. */
struct survey survey(const double *x, size_t n, double least);

/* at[i] = x[i] - 1, for whole numbers x from 1 to last, which is at most
 * INT32_MAX. False, with `at` in whatever state, where one is none. */
bool survey_indices(const double *x, size_t n, size_t last, int32_t *at);

/* The sum in eight lanes, term i in lane i mod 8, each with the errors of its
 * additions beside it: within 2^-96 of the sum of the sizes for up to 256
 * terms. *size is that sum, as doubles add up. Of finite numbers, whose sums
 * are. */
struct dd survey_sum(const double *x, size_t n, double *size);

#endif
