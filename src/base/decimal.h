/* decimal.h - the quick way from the digits of a number to the double.
 *
 * Most numbers in a file have at most 19 digits. For them a product of
 * integers gives the first 128 bits of the number, or the next below, and
 * that says what the nearest double is unless a tie is that near: the idea of
 * M. Eisel's and D. Lemire's method (D. Lemire, "Number parsing at a gigabyte
 * per second", 2021), with two small tables in place of one large one and
 * without their proof that hardly anything is ever left over. What is, is
 * left to strtod().
 */
#ifndef BASE_DECIMAL_H
#define BASE_DECIMAL_H

#include <stdbool.h>

#include "base/slice.h"

/* Reads the decimal number that [at, end) begins with, as long as it is, and
 * returns where it ends; *out is the nearest double, with the bits of
 * strtod(). NULL, *out left alone, where there is none or not a quick one. */
const char *decimal_scan(const char *at, const char *end, double *out);

/* The same where it must be the whole of s. */
bool decimal_quick(struct slice s, double *out);

enum { DECIMAL_TEXT = 40 };

/* Writes x with as few significant digits as bring back its bits, in the way
 * of "%g": 0.7, 1e-05, 5e-324, inf, nan. Returns how many digits that takes,
 * 1 to 17; of an ordinary number 15 are named where fewer would do, for the
 * others are zeros. */
int decimal_text(double x, char text[DECIMAL_TEXT]);

#endif
