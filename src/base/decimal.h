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

/* How many significant digits, 1 to 17, bring back the bits of a finite x: no
 * fewer do. Of an ordinary number at least 15 are named, for those that are
 * not needed are zeros. */
int decimal_digits(double x);

#endif
