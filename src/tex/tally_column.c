/* tally_column.c - columns of terms, for tally.h.
 */
#include "tex/tally.h"

#include <math.h>

#include "num/loglik.h"
#include "num/survey.h"
#include "tex/column.h"

/* Adds up whole numbers, all sums of which the format has; false: they are
 * more than that. */
static bool count(enum format format, const double *x, size_t n, double *sum)
{
    double most = ldexp(1.0, format_limits(format).fraction_bits);
    double size = fabs(*sum), all = *sum;
    int broken = *sum < rint(*sum) || *sum > rint(*sum);

    for (size_t i = 0; i < n; i++) {
        double whole = rint(x[i]);

        broken |= (x[i] < whole) | (x[i] > whole);
        size += fabs(x[i]);
        all += x[i];
    }
    if (broken || !(size < most))
        return false;
    *sum = all;
    return true;
}

/* ---- the exact format ---- */

/* Each of n operations in double-double may be off by 3 * 2^-106 of what it
 * works on (M. Joldes, J.-M. Muller, V. Popescu, "Tight and rigorous error
 * bounds for basic building blocks of double-word arithmetic", 2017, for the
 * addition; 7 * 2^-106 of a product). In a lane of a column 32 terms leave
 * 2^-96 of their sizes, in a leaf of loglik.h 16 leave as much of a product.
 * What follows is several times all of that, taken twice: the columns' way
 * and the way term by term. */
bool tally_is_certain(const struct tally *t)
{
    double most = 2.0 * t->steps + 1024.0, hi, lo;

    if (!t->loose || !t->wide)
        return !t->doubtful;
    if (t->product) {
        hi = t->fraction.m.hi;
        lo = t->fraction.m.lo;
        most *= fabs(hi) * 0x1p-100;
    } else {
        hi = t->sum.hi;
        lo = t->sum.lo;
        most *= t->size * 0x1p-104;
    }
    /* Its flag, too: lo is 0 in both or in neither. */
    return !t->doubtful && !(hi + (lo + most) > hi) &&
           !(hi + (lo - most) < hi) &&
           ((t->now.flags & REAL_INEXACT) || fabs(lo) > most);
}

static bool add_lanes(struct tally *t, const double *x, size_t n)
{
    double size = 0.0;
    struct dd sum;

    if (!t->loose && !(fabs(t->sum.lo) > 0.0) &&
        count(FORMAT_FLOAT64, x, n, &t->sum.hi)) {
        t->size = fabs(t->sum.hi);
        return true;
    }
    sum = survey_sum(x, n, &size);

    /* No term, and no sum of some, is out of reach of double-double. */
    if (!(size < 0x1p900))
        return false;
    sum = dd_add(t->sum, sum);
    if (!(fabs(sum.hi) < 0x1p950))
        return false;
    t->sum = sum;
    t->size += size;
    t->loose = true;
    return true;
}

static bool multiply_leaf(struct tally *t, const double *x, size_t n)
{
    struct loglik_rows rows = { .p = x, .n = n, .classes = 1 };
    struct loglik leaf = loglik_block(&rows, 0, n);

    if (leaf.zeros > 0 || leaf.invalid > 0)
        return false;
    t->fraction = ddx_mul(t->fraction,
                          (struct ddx){ leaf.exponent, { leaf.hi, leaf.lo } });
    return true;
}

static bool take_wide(struct tally *t, const double *x, size_t n)
{
    if (t->in_order)
        return false;
    if (!(t->product ? multiply_leaf(t, x, n) : add_lanes(t, x, n)))
        return false;
    t->steps += (double)n;
    return true;
}

/* ---- the formats of programs ---- */

static double sum_of(enum format format, double x, const double *terms,
                     size_t n)
{
    if (format == FORMAT_FLOAT64)
        for (size_t i = 0; i < n; i++)
            x += terms[i];
    else if (format == FORMAT_FLOAT32)
        for (size_t i = 0; i < n; i++)
            x = (double)(float)(x + terms[i]);
    else
        for (size_t i = 0; i < n; i++)
            x = format_round(format, x + terms[i]);
    return x;
}

static double product_of(enum format format, double x, const double *terms,
                         size_t n)
{
    if (format == FORMAT_FLOAT64)
        for (size_t i = 0; i < n; i++)
            x *= terms[i];
    else if (format == FORMAT_FLOAT32)
        for (size_t i = 0; i < n; i++)
            x = (double)(float)(x * terms[i]);
    else
        for (size_t i = 0; i < n; i++)
            x = format_round(format, x * terms[i]);
    return x;
}

/* Flags of the last step alone, which is still to come. */
enum { LAST = REAL_UNDERFLOW | REAL_SUBNORMAL | REAL_INFINITE | REAL_NAN };

/* All but the last term without their flags, which go by the last step. Only
 * a product that becomes 0 leaves more behind; a factor 0 is looked at. */
static bool take_plain(struct tally *t, const double *x, size_t n)
{
    double before = t->now.x;

    t->now.flags &= ~(unsigned)LAST;
    if (!(t->now.flags & REAL_INEXACT))
        return !t->product && count(t->ar->format, x, n, &t->now.x);
    if (!t->product) {
        t->now.x = sum_of(t->ar->format, before, x, n);
        return true;
    }
    for (size_t i = 0; i < n; i++)
        if (x[i] == 0.0)
            return false;
    t->now.x = product_of(t->ar->format, before, x, n);
    if (t->now.x == 0.0 && before != 0.0)
        t->underflow = true;
    return true;
}

static bool flags_settled(const struct tally *t, unsigned flags)
{
    unsigned now = t->now.flags;
    unsigned next = t->product ? arith_product_flags(now, flags)
                               : arith_sum_flags(now, flags);

    /* What is asked of no operand is of the last step alone. */
    return next ==
           (t->product ? arith_product_flags(now, 0) : arith_sum_flags(now, 0));
}

static void one_by_one(struct tally *t, const struct column *terms, size_t from,
                       size_t to)
{
    struct real term = { .flags = terms->flags |
                                  (terms->rounded ? REAL_INEXACT : 0) };

    for (size_t i = from; i < to; i++) {
        term.x = terms->x[i];
        tally_take(t, &term, 1.0);
    }
}

bool tally_take_column(struct tally *t, const struct column *terms, size_t from,
                       size_t to)
{
    bool exact = t->ar->format == FORMAT_EXACT;
    size_t end = from < to ? from + 1 : to, left;

    if (terms->rounded && !(t->now.flags & REAL_INEXACT))
        return false;
    one_by_one(t, terms, from, end);
    left = to - end;
    if (left > 1 && !t->ar->slopes && isfinite(t->now.x) && t->wide == exact &&
        flags_settled(t, terms->flags)) {
        if (exact)
            end += take_wide(t, terms->x + end, left) ? left : 0;
        else
            end += take_plain(t, terms->x + end, left - 1) ? left - 1 : 0;
    }
    one_by_one(t, terms, end, to);
    return true;
}
