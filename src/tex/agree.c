#include "tex/agree.h"

#include <assert.h>
#include <float.h>
#include <math.h>

static const double EXACT_RELATIVE = 1e-9;
static const double EXACT_ULPS = 64.0;
static const double APPROX_RELATIVE = 0.01;

/* Rounding moves an optimum by the square root of what it does to the heights
 * around it, and a sum of thousands of terms is rounded often. Less than a
 * tenth of a slider's step in a thousand is no loss. */
static const double PLACE = 1e-4;

struct tolerance agree_exact(double largest, double range)
{
    return (struct tolerance){
        .relative = EXACT_RELATIVE,
        .absolute = isfinite(largest) ? EXACT_ULPS * DBL_EPSILON * largest : 0,
        .place = sqrt(DBL_EPSILON) * range,
    };
}

struct tolerance agree_format(enum format format, struct roundings made,
                              double largest, double range)
{
    struct tolerance exact = agree_exact(largest, range);
    double u = ldexp(1.0, -format_limits(format).fraction_bits - 1);
    double relative = u * (made.products + 2.0 * sqrt(made.sums));

    if (format == FORMAT_EXACT)
        return exact;
    if (relative > sqrt(u))
        relative = sqrt(u);
    return (struct tolerance){
        .relative = fmax(exact.relative, relative),
        .absolute = isfinite(largest) ? fmax(exact.absolute, relative * largest)
                                      : exact.absolute,
        .place = fmax(PLACE, sqrt(2.0 * u)) * range,
    };
}

/* x = m * 2^e with 1/2 <= |m| < 1, or m is 0, infinite or NaN. */
static double split(struct real r, int64_t *exponent)
{
    int e = 0;
    double m = frexp(r.x, &e);

    *exponent = r.scale + e;
    return m;
}

static double scaled(double m, int64_t exponent)
{
    if (exponent > 4096)
        exponent = 4096;
    if (exponent < -4096)
        exponent = -4096;
    return ldexp(m, (int)exponent);
}

struct real agree_gap(struct real a, struct real b)
{
    int64_t ea, eb, top;
    double ma = split(a, &ea), mb = split(b, &eb), gap;
    int e = 0;

    if (ma == 0.0 || !isfinite(ma) || mb == 0.0 || !isfinite(mb))
        top = ma == 0.0 && isfinite(mb) ? eb : ea;
    else
        top = ea > eb ? ea : eb;
    gap = fabs(scaled(ma, ea - top) - scaled(mb, eb - top));
    if (!isfinite(gap) || gap == 0.0)
        return real_of(gap);
    gap = frexp(gap, &e);
    top += e;
    if (top > -1000 && top < 1000)
        return real_of(ldexp(gap, (int)top));
    return (struct real){ .x = gap, .scale = top };
}

double agree_ratio(struct real a, struct real b)
{
    int64_t ea, eb;
    double ma = split(a, &ea), mb = split(b, &eb);

    if (mb == 0.0 || !isfinite(ma) || !isfinite(mb))
        return a.x / b.x;
    return scaled(ma / mb, ea - eb);
}

/* |log x|, of any exponent. */
static double log_size(struct real r)
{
    int64_t e;
    double m = split(r, &e);

    return m == 0.0 ? 0.0 : fabs(log(fabs(m)) + (double)e * log(2.0));
}

bool agree_numbers(struct real a, struct real b, struct tolerance within)
{
    struct real gap, larger = a;

    if (isnan(a.x) || isnan(b.x))
        return false;
    if (isinf(a.x) || isinf(b.x))
        return a.x == b.x;
    gap = agree_gap(a, b);
    if (gap.x == 0.0)
        return true;
    if (fabs(agree_ratio(b, a)) > 1.0 || a.x == 0.0)
        larger = b;
    if (fabs(agree_ratio(gap, larger)) <=
        within.relative + EXACT_ULPS * DBL_EPSILON * log_size(larger))
        return true;
    return within.absolute > 0.0 && real_double(gap) <= within.absolute;
}

/* 10^n written as a power, after a sign or without one. */
static bool power_of_ten(const struct mean *node, double *power)
{
    const struct mean *n;
    double sign = 1.0;

    if (node->kind != MEAN_POWER || node->first->kind != MEAN_NUMBER ||
        node->first->number != 10.0)
        return false;
    n = node->second;
    if (n->kind == MEAN_NEGATE) {
        sign = -1.0;
        n = n->first;
    }
    if (n->kind != MEAN_NUMBER || n->number != floor(n->number))
        return false;
    *power = sign * n->number;
    return true;
}

/* 10^power, whatever the power. */
static struct real ten_to(double power)
{
    double twos = floor(power * log2(10.0));

    if (fabs(power) < 300.0)
        return real_of(pow(10.0, power));
    return (struct real){ .x = pow(2.0, power * log2(10.0) - twos) / 2.0,
                          .scale = (int64_t)twos + 1 };
}

static const struct mean *unsigned_of(const struct mean *node)
{
    while (node && node->kind == MEAN_NEGATE)
        node = node->first;
    return node;
}

struct real agree_half_digit(const struct mean *side, size_t entry, size_t cols)
{
    double power = 0.0;
    struct real half;

    side = unsigned_of(side);
    while (side && (side->kind == MEAN_LIST || side->kind == MEAN_SET)) {
        bool rows = cols > 1 && side->item_count > 0 &&
                    side->items[0]->kind == MEAN_LIST;
        size_t at = rows ? entry / cols : entry;

        if (at >= side->item_count)
            return real_of(0.0);
        side = unsigned_of(side->items[at]);
        entry = rows ? entry % cols : 0;
        cols = 1;
    }
    if (side && side->kind == MEAN_MULTIPLY &&
        power_of_ten(side->second, &power))
        side = unsigned_of(side->first);
    if (!side || side->kind != MEAN_NUMBER ||
        (side->decimals < 0 && !side->percent))
        return real_of(0.0);
    half = ten_to(power - (side->decimals > 0 ? side->decimals : 0));
    half.x *= side->percent ? 0.005 : 0.5;
    return half;
}

/* Whether two entries stand in a relation. half: of a written one, or 0. */
static bool related(struct real a, enum mean_relation relation, struct real b,
                    struct tolerance within, struct real half)
{
    bool same;

    if (isnan(a.x) || isnan(b.x))
        return false;
    if (relation == REL_APPROX && within.relative < APPROX_RELATIVE)
        within.relative = APPROX_RELATIVE;
    same = agree_numbers(a, b, within);
    switch (relation) {
    case REL_NOT_EQUAL:
        return !same;
    case REL_LESS:
        return !same && real_compare(a, b) < 0;
    case REL_GREATER:
        return !same && real_compare(a, b) > 0;
    case REL_LESS_EQUAL:
        return same || real_compare(a, b) < 0;
    case REL_GREATER_EQUAL:
        return same || real_compare(a, b) > 0;
    default:
        break;
    }
    if (same || half.x == 0.0 || isinf(a.x) || isinf(b.x))
        return same;
    /* 0.25 lies at half a digit of 0.2 and of 0.3, and is true of both
     * although neither difference is the double 0.05. */
    return agree_ratio(agree_gap(a, b), half) <= 1.0 + EXACT_RELATIVE;
}

static struct real entry_of(const struct value *value, size_t entry)
{
    return value->shape == VALUE_NUMBER ? value->number : value->entries[entry];
}

static struct real wider(struct real a, struct real b)
{
    return real_compare(a, b) < 0 ? b : a;
}

struct agreement
agree_values(const struct mean *left_node, const struct value *left,
             enum mean_relation relation, const struct mean *right_node,
             const struct value *right, struct tolerance within)
{
    struct agreement out = { .holds = true };
    size_t count = left->shape == VALUE_NUMBER ? 1 : left->rows * left->cols;
    bool any = false;

    if (left->shape != right->shape ||
        (left->shape != VALUE_NUMBER &&
         (left->rows != right->rows || left->cols != right->cols)))
        return (struct agreement){ .holds = relation == REL_NOT_EQUAL,
                                   .shapes = true,
                                   .left = entry_of(left, 0),
                                   .right = entry_of(right, 0) };
    if (left->optimum || right->optimum)
        within.absolute =
            fmax(within.absolute,
                 within.place + left->resolution + right->resolution);
    for (size_t e = 0; e < count; e++) {
        struct real half = wider(agree_half_digit(left_node, e, left->cols),
                                 agree_half_digit(right_node, e, right->cols));
        struct real a = entry_of(left, e), b = entry_of(right, e);
        bool holds = related(a, relation, b, within, half);

        any = any || holds;
        if (e > 0 && (holds || !out.holds))
            continue;
        out = (struct agreement){ holds, false, e, a, b };
    }
    /* Vectors are unequal when one entry is. */
    if (relation == REL_NOT_EQUAL)
        out.holds = any;
    return out;
}
