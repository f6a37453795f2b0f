/* unit.h - units of information: nats, bits, bans (base e, 2, 10).
 *
 * Everything is computed in nats; a unit is chosen when a number is shown.
 */
#ifndef NUM_UNIT_H
#define NUM_UNIT_H

#include <stdbool.h>

#include "base/slice.h"
#include "num/dd.h"

enum unit { UNIT_NATS, UNIT_BITS, UNIT_BANS, UNIT_COUNT };

/* "nats", "bits", "bans". */
const char *unit_name(enum unit unit);

/* The unit of that exact name; false leaves *unit alone. */
bool unit_from_name(struct slice name, enum unit *unit);

/* How many nats one of the unit is: 1, log 2, log 10. */
double unit_scale(enum unit unit);

/* nats / unit_scale(unit). Infinities and NaN pass; -0 becomes 0. */
double unit_from_nats(enum unit unit, double nats);

/* The same from an unrounded number of nats, rounded once: correct but for
 * near-ties. */
double unit_from_dd(enum unit unit, struct dd nats);

#endif
