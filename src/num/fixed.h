/* fixed.h - sums that do not depend on their order.
 *
 * A number is kept as an integer of 512 bits, in units of 2^-416: adding is
 * exact, so that any order and grouping of the same terms gives the same
 * bits. That is what parts of a data set, read apart, are joined by. The log-
 * likelihood of 2^53 rows fits, and the square of the least distance between
 * 1 and a double below it leaves 300 bits to spare.
 */
#ifndef NUM_FIXED_H
#define NUM_FIXED_H

#include <stdbool.h>
#include <stdint.h>

#include "base/slice.h"
#include "num/dd.h"

enum {
    FIXED_LIMBS = 8,
    FIXED_FRACTION = 416,                 /* bits below the point */
    FIXED_TEXT = FIXED_LIMBS * 64 / 4 + 1 /* digits and a NUL */
};

/* Two's complement, least limb first. Zeroed is 0. */
struct fixed {
    uint64_t limb[FIXED_LIMBS];
};

/* Adds hi + lo, finite and below 2^84 (asserted); what lies below 2^-416 is
 * cut off. */
void fixed_add_dd(struct fixed *sum, struct dd x);

/* Adds x exactly; the sum must lie below 2^95 in magnitude. */
void fixed_add(struct fixed *sum, const struct fixed *x);

/* x times a whole number, as if it were added so often: the product must lie
 * below 2^95 in magnitude. */
void fixed_multiply(struct fixed *x, uint32_t times);

/* The sum to 105 bits or more. */
struct dd fixed_read(const struct fixed *sum);

/* As hexadecimal digits, all of them, the highest first. */
void fixed_write(const struct fixed *sum, char text[FIXED_TEXT]);

/* The other way. False, *sum left alone, where text is anything else. */
bool fixed_from_text(struct slice text, struct fixed *sum);

#endif
