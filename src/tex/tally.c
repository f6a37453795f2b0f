#include "tex/tally.h"

#include <math.h>

#include "tex/scaled.h"

void tally_start(struct tally *t, const struct arith *ar, bool product)
{
    *t = (struct tally){ .ar = ar, .product = product };
    t->wide = ar->format == FORMAT_EXACT;
    t->doubles = ar->format == FORMAT_FLOAT64 && !ar->slopes;
    t->now = real_of(product ? 1.0 : 0.0);
    t->fraction = (struct ddx){ 0, { 1.0, 0.0 } };
}

static void wide_result(const struct tally *t, struct real *out)
{
    *out = t->now;
    if (!t->product) {
        out->x = t->sum.hi;
        out->slope = t->slope;
        out->flags |= t->sum.lo != 0.0 ? REAL_INEXACT : 0;
        return;
    }
    scaled_to((struct scaled){ t->negative ? -t->fraction.m.hi
                                           : t->fraction.m.hi,
                               t->fraction.exponent, 0.0 },
              out);
    out->slope = t->slope == 0.0 ? 0.0 : out->x * t->slope;
    out->flags |= t->fraction.m.lo != 0.0 ? REAL_INEXACT : 0;
}

/* One operation in the format. */
static void step(struct tally *t, const struct real *term)
{
    if (!t->product) {
        arith_add(t->ar, &t->now, term, &t->now);
        return;
    }
    arith_multiply(t->ar, &t->now, term, &t->now);
    if (t->now.flags & REAL_UNDERFLOW)
        t->underflow = true;
}

/* What double-double cannot hold goes on as plain numbers. */
static void narrow(struct tally *t)
{
    struct real now;

    t->doubtful = !tally_is_certain(t);
    wide_result(t, &now);
    t->now = now;
    t->wide = false;
}

static bool add_wide(struct tally *t, const struct real *term, double times)
{
    struct dd sum;

    if (term->scale != 0 || !(fabs(term->x) < 0x1p900))
        return false;
    sum = dd_add(t->sum, dd_product(term->x, times));
    if (!(fabs(sum.hi) < 0x1p950))
        return false;
    t->sum = sum;
    t->size += fabs(term->x);
    t->steps += 1.0;
    t->slope += times * term->slope;
    return true;
}

static bool multiply_wide(struct tally *t, const struct real *term,
                          double times)
{
    struct scaled x = scaled_of(term);
    struct ddx factor;

    if (x.m == 0.0 || !isfinite(x.m))
        return false;
    factor = ddx_scale((struct ddx){ x.s, { fabs(x.m), 0.0 } });
    if (times != 1.0)
        factor = ddx_power(factor, (uint64_t)times);
    t->fraction = ddx_mul(t->fraction, factor);
    t->steps += 1.0;
    if (x.m < 0.0 && fmod(times, 2.0) != 0.0)
        t->negative = !t->negative;
    if (x.d != 0.0)
        t->slope += times * (x.d / x.m);
    return true;
}

static void take_plain(struct tally *t, const struct real *term, double times)
{
    struct real count, many;

    if (times == 1.0) {
        step(t, term);
        return;
    }
    count = real_of(times);
    if (t->product)
        arith_power(t->ar, term, &count, &many);
    else
        arith_multiply(t->ar, term, &count, &many);
    step(t, &many);
}

/* The step of a long loop: doubles, everything flagged already, and a result
 * that flags nothing. False when it has to be looked at. */
static inline bool take_double(struct tally *t, const struct real *term)
{
    double x = t->product ? t->now.x * term->x : t->now.x + term->x;
    unsigned flags = t->now.flags;

    if (!t->doubles || !(flags & REAL_INEXACT) || (term->flags & ~flags) ||
        (t->product && term->flags != 0) || !isnormal(term->x))
        return false;
    if (!(isnormal(x) && isnormal(t->now.x)) && !(x == 0.0 && t->now.x == 0.0))
        return false;
    t->now.x = x;
    return true;
}

void tally_take(struct tally *t, const struct real *term, double times)
{
    bool held;

    if (take_double(t, term))
        return;

    if (t->wide) {
        unsigned flags = t->now.flags;

        held = t->product ? multiply_wide(t, term, times)
                          : add_wide(t, term, times);
        if (held) {
            t->now.flags = t->product ? arith_product_flags(flags, term->flags)
                                      : arith_sum_flags(flags, term->flags);
            if (t->product && times > 1.0)
                t->now.flags = arith_product_flags(t->now.flags, term->flags);
            return;
        }
        narrow(t);
    }
    take_plain(t, term, times);
}

/* One round in bare doubles: flags are settled. */
static double bare_round(const struct tally *t, const struct real *terms,
                         size_t count, double x)
{
    enum format format = t->ar->format;

    if (format == FORMAT_FLOAT64) {
        if (t->product)
            for (size_t i = 0; i < count; i++)
                x *= terms[i].x;
        else
            for (size_t i = 0; i < count; i++)
                x += terms[i].x;
        return x;
    }
    for (size_t i = 0; i < count; i++)
        x = format_round(format, t->product ? x * terms[i].x : x + terms[i].x);
    return x;
}

static bool same(double a, double b)
{
    return a == b || (isnan(a) && isnan(b));
}

/* Whether nothing but the number changes from here on. */
static bool settled(const struct tally *t, const struct real *terms,
                    size_t count)
{
    if (t->ar->slopes || !(t->now.flags & REAL_INEXACT) || !isfinite(t->now.x))
        return false;
    for (size_t i = 0; i < count; i++)
        if (!isfinite(terms[i].x))
            return false;
    return true;
}

/* The terms of one round with everything that belongs to a number. */
static void full_round(struct tally *t, const struct real *terms, size_t count)
{
    for (size_t i = 0; i < count; i++)
        step(t, &terms[i]);
}

/* Asks as often as the terms of a round are many: `more` counts on being
 * asked for every few of them. */
static bool goes_on(size_t count, bool (*more)(void *context), void *context)
{
    for (size_t i = 0; i < count; i += 8)
        if (!more(context))
            return false;
    return true;
}

/* Whether two partial sums lie between the same powers of two, where all sums
 * lie on one grid. */
static bool on_one_grid(const struct arith *ar, double a, double b)
{
    int ea, eb;

    if (!isfinite(a) || !isfinite(b) || fabs(a) < ar->least_normal ||
        fabs(b) < ar->least_normal)
        return false;
    (void)frexp(a, &ea);
    (void)frexp(b, &eb);
    return ea == eb;
}

/* How often a step can be repeated below the next power of two. */
static double repeats(double x, double step)
{
    double room;
    int e;

    (void)frexp(x, &e);
    room = floor((ldexp(1.0, e) - fabs(x)) / fabs(step)) - 1.0;
    return room > 0.0 ? room : 0.0;
}

/* At most `left` rounds of a sum of terms of one sign; returns how many.
 *
 * On one grid a term is rounded alike in every round, but for ties, which go
 * by the last digit of the sum. They are at the same terms in every round and
 * leave an even digit: after one round the digits are the same in all that
 * follow, and each adds what the second adds. Those up to the next power of
 * two are taken in one step, which is exact. */
static size_t leap(struct tally *t, const struct real *terms, size_t count,
                   size_t left)
{
    double x = t->now.x, step, most;

    full_round(t, terms, count);
    if (left == 1 || !on_one_grid(t->ar, x, t->now.x))
        return 1;
    x = t->now.x;
    full_round(t, terms, count);
    if (left == 2 || !on_one_grid(t->ar, x, t->now.x))
        return 2;
    step = t->now.x - x;
    most = (double)(left - 2);
    if (step != 0.0)
        most = fmin(most, repeats(t->now.x, step));
    t->now.x += most * step;
    return 2 + (size_t)most;
}

/* Whether the rounds of a sum can be leapt over. */
static bool can_leap(const struct tally *t, const struct real *terms,
                     size_t count)
{
    bool up = false, down = false;

    for (size_t i = 0; i < count; i++) {
        if (!isfinite(terms[i].x))
            return false;
        up = up || terms[i].x > 0.0;
        down = down || terms[i].x < 0.0;
    }
    return !t->product && !t->ar->slopes && !(up && down);
}

void tally_cycle(struct tally *t, const struct real *terms, size_t count,
                 size_t total, bool (*more)(void *context), void *context)
{
    size_t rounds = total / count, rest = total % count;
    bool bare = false, leaps = can_leap(t, terms, count);

    for (size_t r = 0; leaps && r < rounds && goes_on(count, more, context);)
        r += leap(t, terms, count, rounds - r);
    for (size_t r = 0; !leaps && r < rounds && goes_on(count, more, context);
         r++) {
        double before = t->now.x, slope = t->now.slope;

        /* The last round settles the flags of the result itself. */
        if (!bare && r > 1)
            bare = settled(t, terms, count);
        if (bare && r + 1 < rounds)
            t->now.x = bare_round(t, terms, count, before);
        else
            full_round(t, terms, count);
        if (t->now.x == 0.0 && before != 0.0 && t->product && bare)
            t->underflow = true;

        /* A round that changes nothing is followed by no other. */
        if (r > 0 && r + 1 < rounds && same(t->now.x, before) &&
            same(t->now.slope, slope)) {
            r = rounds - 2;
            bare = false;
        }
    }
    full_round(t, terms, rest);
}

void tally_result(const struct tally *t, struct real *out)
{
    if (t->wide) {
        wide_result(t, out);
        return;
    }
    *out = t->now;
    if (t->underflow && out->x == 0.0)
        out->flags |= REAL_UNDERFLOW;
}
