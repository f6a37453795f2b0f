#include "num/unit.h"

#include <assert.h>

static const struct {
    const char *name;
    double scale;
} units[UNIT_COUNT] = {
    [UNIT_NATS] = { "nats", 1.0 },
    [UNIT_BITS] = { "bits", 0.69314718055994530942 },
    [UNIT_BANS] = { "bans", 2.30258509299404568402 },
};

const char *unit_name(enum unit unit)
{
    assert(unit < UNIT_COUNT);
    return units[unit].name;
}

bool unit_from_name(struct slice name, enum unit *unit)
{
    for (int u = 0; u < UNIT_COUNT; u++) {
        if (slice_is(name, units[u].name)) {
            *unit = (enum unit)u;
            return true;
        }
    }
    return false;
}

double unit_scale(enum unit unit)
{
    assert(unit < UNIT_COUNT);
    return units[unit].scale;
}

double unit_from_nats(enum unit unit, double nats)
{
    /* Adding 0 turns -0, the negated sum of zeros, into 0. */
    return nats / unit_scale(unit) + 0.0;
}
