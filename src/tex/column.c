#include "tex/column.h"

#include <math.h>
#include <stdint.h>

#include "num/dd.h"
#include "num/logs.h"
#include "num/survey.h"

/* What an ordinary number may carry: anything else was made by a number that
 * is not ordinary, or says that the number itself is not. */
enum {
    CARRIED = REAL_INEXACT | REAL_ZERO_LOG | REAL_ZERO_POWER | REAL_LOG_SCALED |
              REAL_OTHER_UNIT
};

/* Loops over columns have no branches, so that the compiler can do several
 * rows at once: a condition becomes all ones or all zeros, and is gathered. */
#define MASK(condition) (-(uint64_t)(condition))

/* Rounds the results to the format; returns whether that changed any. */
static bool narrow(const struct arith *ar, double *x, size_t n)
{
    bool changed = false;

    if (ar->wide)
        return false;
    for (size_t i = 0; i < n; i++) {
        double r = format_round(ar->format, x[i]);

        changed = changed || r != x[i];
        x[i] = r;
    }
    return changed;
}

static bool known(struct survey survey, struct column *out)
{
    out->indexed = out->wild = false;
    out->positive = survey.positive;
    return survey.ordinary;
}

/* Puts results into the format. */
static bool put(const struct arith *ar, size_t n, unsigned flags, bool rounded,
                struct column *out)
{
    out->flags = flags & CARRIED & ~(unsigned)REAL_INEXACT;
    out->rounded = narrow(ar, out->x, n) || rounded;
    return known(survey(out->x, n, ar->least_normal), out);
}

bool column_of(const struct arith *ar, const struct real *number, size_t n,
               struct column *out)
{
    if (number->scale != 0 || number->slope != 0.0 ||
        (number->flags & ~(unsigned)CARRIED))
        return false;
    for (size_t i = 0; i < n; i++)
        out->x[i] = number->x;
    out->flags = number->flags & ~(unsigned)REAL_INEXACT;
    out->rounded = number->flags & REAL_INEXACT;
    return known(survey(out->x, 1, ar->least_normal), out);
}

bool column_literal(const struct arith *ar, size_t n, struct column *out)
{
    return put(ar, n, 0, false, out);
}

/* Whether a sum of numbers that were not rounded was. */
static bool sum_rounded(const struct column *a, const struct column *b,
                        size_t n)
{
    uint64_t some = 0;

    if (a->rounded || b->rounded)
        return true;
    for (size_t i = 0; i < n; i++)
        some |= MASK(dd_sum(a->x[i], b->x[i]).lo != 0.0);
    return some != 0;
}

bool column_add(const struct arith *ar, const struct column *a,
                const struct column *b, size_t n, struct column *out)
{
    unsigned flags = arith_sum_flags(a->flags, b->flags);
    bool rounded = sum_rounded(a, b, n);

    if (a->wild || b->wild)
        return false;
    for (size_t i = 0; i < n; i++)
        out->x[i] = a->x[i] + b->x[i];
    return put(ar, n, flags, rounded, out);
}

/* Far from the ends of the range the error of a product tells; near them it
 * is taken for rounded, which is said to be possible only. */
static bool product_rounded(const struct column *a, const struct column *b,
                            size_t n)
{
    uint64_t some = 0;

    if (a->rounded || b->rounded)
        return true;
    for (size_t i = 0; i < n; i++) {
        double x = a->x[i], y = b->x[i], size = fabs(x * y);
        uint64_t far = MASK(size > 0x1p900) | MASK(fabs(x) > 0x1p900) |
                       MASK(fabs(y) > 0x1p900) | MASK(size < 0x1p-900);

        some |= (far | MASK(dd_product_error(x, y, x * y) != 0.0)) &
                MASK(x != 0.0) & MASK(y != 0.0);
    }
    return some != 0;
}

/* 0 times the logarithm of 0 is 0. What else meets it makes a 0 that no factor
 * accounts for. */
static void tame(const struct column *wild, const struct column *other,
                 size_t n, double *out)
{
    for (size_t i = 0; i < n; i++)
        out[i] = isinf(wild->x[i]) ? 0.0 : wild->x[i] * other->x[i];
}

bool column_multiply(const struct arith *ar, const struct column *a,
                     const struct column *b, size_t n, struct column *out)
{
    unsigned flags = arith_product_flags(a->flags, b->flags);
    bool rounded = product_rounded(a, b, n), fits;
    uint64_t zeros = 0, lost = 0;

    /* A factor of 0 makes 0, nothing else may. */
    for (size_t i = 0; i < n; i++)
        zeros += (a->x[i] == 0.0) | (b->x[i] == 0.0);
    if (a->wild && b->wild)
        return false;
    if (a->wild || b->wild) {
        flags |= REAL_ZERO_LOG;
        tame(a->wild ? a : b, a->wild ? b : a, n, out->x);
    } else {
        for (size_t i = 0; i < n; i++)
            out->x[i] = a->x[i] * b->x[i];
    }
    fits = put(ar, n, flags, rounded, out);
    for (size_t i = 0; i < n; i++)
        lost += out->x[i] == 0.0;
    return fits && lost == zeros;
}

/* The flags of a ratio's unit, from arith_divide() itself. */
static unsigned ratio_flags(const struct arith *ar, unsigned a, unsigned b)
{
    struct real x = { .x = 1.0, .flags = a }, y = { .x = 1.0, .flags = b };

    arith_divide(ar, &x, &y, &x);
    return x.flags;
}

bool column_divide(const struct arith *ar, const struct column *a,
                   const struct column *b, size_t n, struct column *out)
{
    unsigned flags = ratio_flags(ar, a->flags, b->flags);
    uint64_t zeros = 0, lost = 0, by_zero = 0;
    bool fits;

    for (size_t i = 0; i < n; i++) {
        zeros += a->x[i] == 0.0;
        by_zero += b->x[i] == 0.0;
    }
    if (by_zero > 0 || a->wild || b->wild)
        return false;
    for (size_t i = 0; i < n; i++)
        out->x[i] = a->x[i] / b->x[i];
    fits = put(ar, n, flags, true, out);
    for (size_t i = 0; i < n; i++)
        lost += out->x[i] == 0.0;
    return fits && lost == zeros;
}

/* Whether it is more than 0 once it is rounded. */
static bool lasts(const struct arith *ar, double x)
{
    return (ar->wide ? x : format_round(ar->format, x)) != 0.0;
}

bool column_power(const struct arith *ar, const struct column *a,
                  const struct column *b, size_t n, struct column *out)
{
    unsigned units = REAL_LOG_SCALED | REAL_OTHER_UNIT;
    unsigned flags = a->flags | b->flags;
    bool rounded = a->rounded || b->rounded, lost = false;

    /* The unit of a power goes by the exponent's number. */
    if ((flags & units) || a->wild || b->wild)
        return false;
    for (size_t i = 0; i < n; i++) {
        double x = a->x[i], y = b->x[i], r;

        if (y == 0.0 && x == 0.0)
            flags |= REAL_ZERO_POWER;
        r = y == 0.0 ? 1.0 : y == 1.0 ? x : pow(x, y);
        rounded = rounded || !arith_power_exact(x, y, r);
        lost = lost || (x != 0.0 && !lasts(ar, r));
        out->x[i] = r;
    }
    return !lost && put(ar, n, flags, rounded, out);
}

/* Whether a logarithm is rounded: all but those of 1 and of 0 are. */
static bool some_rounded(const double *x, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (x[i] != 1.0 && x[i] != 0.0)
            return true;
    return false;
}

/* With zeros among the numbers. */
static bool log_wild(const struct arith *ar, const double *x, size_t n,
                     unsigned flags, bool rounded, struct column *out)
{
    bool zero[COLUMN_ROWS], fits;

    for (size_t i = 0; i < n; i++) {
        if (!(x[i] >= 0.0))
            return false;
        zero[i] = x[i] == 0.0;
        out->x[i] = zero[i] ? 0.0 : log(x[i]);
    }
    fits = put(ar, n, flags, rounded, out);
    for (size_t i = 0; i < n; i++)
        out->x[i] = zero[i] ? -(double)INFINITY : out->x[i];
    out->wild = true;
    out->positive = false;
    return fits;
}

bool column_log(const struct arith *ar, const struct column *a, size_t n,
                struct column *out)
{
    unsigned flags =
        (a->flags & (REAL_ZERO_LOG | REAL_ZERO_POWER)) | REAL_LOG_SCALED;
    bool rounded = a->rounded || some_rounded(a->x, n);

    if (a->wild)
        return false;
    if (!a->positive)
        return log_wild(ar, a->x, n, flags, rounded, out);
    if (a == out)
        for (size_t i = 0; i < n; i++)
            out->x[i] = log(a->x[i]);
    else
        logs_as_libm(a->x, n, out->x);
    if (!ar->wide)
        return put(ar, n, flags, rounded, out);

    /* From 2^-53 to 745, or 0: nothing to be looked at. */
    out->flags = flags;
    out->rounded = rounded;
    return known((struct survey){ true, false }, out);
}

bool column_log_base(const struct arith *ar, const struct column *a,
                     double base, size_t n, struct column *out)
{
    bool rounded = a->rounded;

    for (size_t i = 0; i < n; i++) {
        double x;

        if (!(a->x[i] > 0.0))
            return false;
        x = base == 2.0 ? log2(a->x[i]) : log10(a->x[i]);
        rounded = rounded || x != rint(x);
        out->x[i] = x;
    }
    return put(ar, n, a->flags & (REAL_ZERO_LOG | REAL_ZERO_POWER), rounded,
               out);
}

bool column_exp(const struct arith *ar, const struct column *a, size_t n,
                struct column *out)
{
    uint64_t odd = 0, some = 0, lost = 0;
    bool fits;

    /* Past that the exact format keeps an exponent. */
    for (size_t i = 0; i < n; i++) {
        odd |= MASK(!(fabs(a->x[i]) <= 700.0));
        some |= MASK(a->x[i] != 0.0);
    }
    if (odd != 0)
        return false;
    for (size_t i = 0; i < n; i++)
        out->x[i] = exp(a->x[i]);
    fits = put(ar, n, a->flags & (REAL_ZERO_LOG | REAL_ZERO_POWER),
               a->rounded || some != 0, out);
    for (size_t i = 0; i < n; i++)
        lost |= MASK(out->x[i] == 0.0);
    return fits && lost == 0;
}

bool column_root(const struct arith *ar, const struct column *a, size_t n,
                 struct column *out)
{
    unsigned flags = a->flags & (REAL_ZERO_LOG | REAL_ZERO_POWER);
    uint64_t odd = 0;

    if (a->flags & (REAL_LOG_SCALED | REAL_OTHER_UNIT))
        flags |= REAL_OTHER_UNIT;
    for (size_t i = 0; i < n; i++)
        odd |= MASK(!(a->x[i] >= 0.0));
    if (odd != 0)
        return false;
    for (size_t i = 0; i < n; i++)
        out->x[i] = sqrt(a->x[i]);
    return put(ar, n, flags, true, out);
}

void column_negate(const struct column *a, size_t n, struct column *out)
{
    bool wild;

    for (size_t i = 0; i < n; i++)
        out->x[i] = -a->x[i];
    out->flags = a->flags;
    out->rounded = a->rounded;
    wild = a->wild;
    (void)known(survey(out->x, n, 0.0), out);
    out->wild = wild;
}

void column_absolute(const struct column *a, size_t n, struct column *out)
{
    bool wild;

    for (size_t i = 0; i < n; i++)
        out->x[i] = fabs(a->x[i]);
    out->flags = a->flags;
    out->rounded = a->rounded;
    wild = a->wild;
    (void)known(survey(out->x, n, 0.0), out);
    out->wild = wild;
}
