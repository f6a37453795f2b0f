/* decimal.h - the quick way from the digits of a number to the double.
 *
 * Most numbers in a file have at most 19 digits and a small exponent. For
 * them the nearest double follows from one division of integers, exactly, at
 * a tenth of strtod()'s cost. The others are left to strtod().
 */
#ifndef BASE_DECIMAL_H
#define BASE_DECIMAL_H

#include <stdbool.h>

#include "base/slice.h"

/* The nearest double to the number that the whole of s is: the bits of
 * strtod(). False, *out left alone, where s is no decimal number or not one
 * of the quick ones. */
bool decimal_quick(struct slice s, double *out);

#endif
