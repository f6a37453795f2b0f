/* ticks.h - round numbers along an axis.
 */
#ifndef DRAW_TICKS_H
#define DRAW_TICKS_H

#include <stdbool.h>

#include "draw/number.h"

enum { TICKS_MAX = 16 };

/* What an axis shows: a range, low < high. Where it is `log` these, and the
 * ticks, are decimal logarithms. */
struct axis {
    double low, high;
    bool log;
};

struct ticks {
    double at[TICKS_MAX];
    int count;
    int decimals; /* that tell them apart; -1: powers of ten are needed */
};

/* At most `most` ticks (2 to TICKS_MAX) within the axis, 1, 2 or 5 times a
 * power of ten apart. On a log axis they are powers of ten, as many as there
 * are, else some of them; where there is none, round numbers of the logarithm
 * itself. */
struct ticks ticks_make(const struct axis *axis, int most);

/* The tick's number as it stands beside the axis. */
struct number ticks_label(const struct axis *axis, const struct ticks *ticks,
                          int index, bool ascii);

#endif
