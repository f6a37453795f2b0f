#include "num/unit.h"

#include <assert.h>
#include <math.h>

static const struct {
    const char *name;
    struct dd scale; /* to 107 bits */
} units[UNIT_COUNT] = {
    [UNIT_NATS] = { "nats", { 1.0, 0.0 } },
    [UNIT_BITS] = { "bits", { 0x1.62e42fefa39efp-1, 0x1.abc9e3b39803fp-56 } },
    [UNIT_BANS] = { "bans", { 0x1.26bb1bbb55516p+1, -0x1.f48ad494ea3e9p-53 } },
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
    return units[unit].scale.hi;
}

double unit_from_nats(enum unit unit, double nats)
{
    /* Adding 0 turns -0, the negated sum of zeros, into 0. */
    return nats / unit_scale(unit) + 0.0;
}

double unit_from_dd(enum unit unit, struct dd nats)
{
    assert(unit < UNIT_COUNT);
    if (unit == UNIT_NATS || !isfinite(nats.hi))
        return nats.hi + 0.0;
    return dd_div(nats, units[unit].scale).hi + 0.0;
}
