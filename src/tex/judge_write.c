#include "tex/judge.h"

#include <math.h>
#include <stdlib.h>

#include "base/fatal.h"
#include "base/strbuf.h"

enum { ENTRIES_SHOWN = 6 };

/* In the unit, which may bring the fraction of a number with an exponent of
 * its own out of [1/2, 1). */
static struct real in_unit(struct real r, enum unit unit)
{
    int e = 0;

    if (unit == UNIT_NATS)
        return r;
    r.x = unit_from_nats(unit, r.x);
    if (r.scale != 0 && isfinite(r.x) && r.x != 0.0) {
        r.x = frexp(r.x, &e);
        r.scale += e;
    }
    return r;
}

/* Whether it is a quantity of information: all of its entries are. */
static bool log_scaled(const struct value *value)
{
    size_t count = value->rows * value->cols;

    if (value->optimum)
        return false;
    if (value->shape == VALUE_NUMBER)
        return value->number.flags & REAL_LOG_SCALED;
    for (size_t e = 0; e < count; e++)
        if (!(value->entries[e].flags & REAL_LOG_SCALED))
            return false;
    return count > 0;
}

void judge_write(struct strbuf *out, const struct value *value, enum unit unit,
                 int digits)
{
    struct value shown = *value;
    size_t count = value->shape == VALUE_NUMBER ? 0 : value->rows * value->cols;
    struct real *entries;

    if (!log_scaled(value)) {
        value_write(out, value, digits, ENTRIES_SHOWN);
        return;
    }
    entries = fatal_malloc((count + 1) * sizeof *entries);
    for (size_t e = 0; e < count; e++)
        entries[e] = in_unit(value->entries[e], unit);
    shown.number = in_unit(value->number, unit);
    shown.entries = entries;
    value_write(out, &shown, digits, ENTRIES_SHOWN);
    strbuf_printf(out, " %s", unit_name(unit));
    free(entries);
}
