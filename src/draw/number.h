/* number.h - numbers as a reader sees them.
 *
 * A number is never cut: where it does not fit, it is given with fewer
 * digits, then in powers of ten, and at last as a bound ("<.01"). It never
 * reads as zero unless it is zero: three zeros are the course's subject.
 * The minus is U+2212 and infinity U+221E; in ASCII '-' and "inf". -0 is 0.
 */
#ifndef DRAW_NUMBER_H
#define DRAW_NUMBER_H

#include <stdbool.h>

#include "draw/style.h"
#include "num/wide.h"

struct canvas;

enum { NUMBER_TEXT = 40 };

struct number {
    char text[NUMBER_TEXT]; /* UTF-8, at most NUMBER_TEXT - 1 bytes */
    int cols;               /* cells it takes */
    int point; /* cells before the decimal point, or before where it would
                  be: the column to align on */
};

/* Fixed decimals, 0 to 17: 0.700. A value that would read as zero without
 * being it, or that is 1e9 or more, is written in powers of ten, with at
 * most three significant digits in the first case. */
struct number number_fixed(double value, int decimals, bool ascii);

/* Significant digits, 1 to 17, trailing zeros kept off: 0.126, 2.87e−216.
 * Powers of ten below 1e-4 and from 10^max(digits, 6) on. */
struct number number_digits(double value, int digits, bool ascii);

/* The same for a number that cannot underflow: 1.974e−2998765. */
struct number number_wide(struct wide value, int digits, bool ascii);

/* Up to `decimals`, as many as fit in cols cells, as said above. When nothing
 * fits the text is "…" ("." in ASCII), or empty for cols < 1. */
struct number number_fit(double value, int decimals, int cols, bool ascii);

/* Draws a number whole; where cols are too few, "…" in its place. Returns the
 * cells used. */
int number_draw(struct canvas *canvas, int row, int col, int cols,
                const struct number *number, struct style style);

/* A whole number with commas: 10,000,000. */
struct number number_count(long value, bool ascii);

#endif
