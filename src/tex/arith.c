#include "tex/arith.h"

#include <float.h>
#include <math.h>

#include "num/dd.h"
#include "tex/scaled.h"

/* slope times a factor. What does not move does not, beside infinity too. */
static double moved(double slope, double by)
{
    return slope == 0.0 ? 0.0 : slope * by;
}

static double over(double slope, double by)
{
    return slope == 0.0 ? 0.0 : slope / by;
}

/* What is kept by whatever is computed from a number. */
enum { KEPT = REAL_INEXACT | REAL_ZERO_LOG | REAL_ZERO_POWER };

/* What is kept as long as the result is not finite. */
enum { KEPT_WILD = REAL_WILD_LOG | REAL_ZERO_RATIO };

enum { UNITS = REAL_LOG_SCALED | REAL_OTHER_UNIT };

struct arith arith_in(enum format format)
{
    return (struct arith){
        .format = format,
        .least_normal = format_limits(format).least_normal,
        .wide = format == FORMAT_FLOAT64 || format == FORMAT_EXACT,
    };
}

static double rounded(const struct arith *ar, double x)
{
    if (ar->wide)
        return x;
    return format_round(ar->format, x);
}

static unsigned state_of(const struct arith *ar, const struct real *r)
{
    if (!isfinite(r->x))
        return isnan(r->x) ? REAL_NAN : REAL_INFINITE;
    if (r->scale == 0 && r->x != 0.0 && fabs(r->x) < ar->least_normal)
        return REAL_SUBNORMAL;
    return 0;
}

/* x, the double nearest to a result, put into the format. `kept` are the
 * flags of the operands, `inexact` whether x is rounded already. */
static void put(const struct arith *ar, double x, unsigned kept, bool inexact,
                struct real *out)
{
    double r = rounded(ar, x);
    unsigned flags = kept & (KEPT | UNITS);

    if (inexact || (r != x && !isnan(x)))
        flags |= REAL_INEXACT;
    if (!isfinite(r))
        flags |= kept & KEPT_WILD;
    out->x = r;
    out->scale = 0;
    out->flags = flags;
    out->flags |= state_of(ar, out);
}

/* The same for a result with an exponent of its own, always rounded. */
static void put_scaled(const struct arith *ar, struct scaled a, unsigned kept,
                       struct real *out)
{
    scaled_to(a, out);
    out->flags = (kept & (KEPT | UNITS)) | REAL_INEXACT;
    if (!isfinite(out->x))
        out->flags |= kept & KEPT_WILD;
    out->flags |= state_of(ar, out);
}

/* Whether plain doubles will do: in the exact format only where nothing is
 * scaled and the result neither overflows nor underflows. */
static bool plain(const struct arith *ar, const struct real *a,
                  const struct real *b, double x, bool zero)
{
    if (ar->format != FORMAT_EXACT)
        return true;
    if (a->scale != 0 || b->scale != 0)
        return false;
    if (isnormal(x) || !isfinite(a->x) || !isfinite(b->x) || isnan(x))
        return true;
    return x == 0.0 && zero;
}

/* Nats of a sum are nats. */
static unsigned units_of_sum(unsigned a, unsigned b)
{
    unsigned units = (a | b) & UNITS;

    return units & REAL_OTHER_UNIT ? REAL_OTHER_UNIT : units;
}

static unsigned units_of_product(unsigned a, unsigned b)
{
    if ((a | b) & REAL_OTHER_UNIT || (a & b & REAL_LOG_SCALED))
        return REAL_OTHER_UNIT;
    return (a | b) & REAL_LOG_SCALED;
}

unsigned arith_sum_flags(unsigned a, unsigned b)
{
    return ((a | b) & (KEPT | KEPT_WILD)) | units_of_sum(a, b);
}

unsigned arith_product_flags(unsigned a, unsigned b)
{
    return ((a | b) & (KEPT | KEPT_WILD)) | units_of_product(a, b);
}

static unsigned units_of_ratio(unsigned a, unsigned b)
{
    if ((a | b) & REAL_OTHER_UNIT)
        return REAL_OTHER_UNIT;
    if (b & REAL_LOG_SCALED)
        return a & REAL_LOG_SCALED ? 0 : REAL_OTHER_UNIT;
    return a & REAL_LOG_SCALED;
}

void arith_round(const struct arith *ar, double x, struct real *out)
{
    out->slope = 0.0;
    put(ar, x, 0, false, out);
}

void arith_add(const struct arith *ar, const struct real *a,
               const struct real *b, struct real *out)
{
    unsigned kept = arith_sum_flags(a->flags, b->flags);
    double slope = ar->slopes ? rounded(ar, a->slope + b->slope) : 0.0;
    struct dd sum = dd_sum(a->x, b->x);

    if (plain(ar, a, b, sum.hi, true)) {
        put(ar, sum.hi, kept, isfinite(sum.hi) && sum.lo != 0.0, out);
        out->slope = slope;
        return;
    }
    put_scaled(ar, scaled_add(scaled_of(a), scaled_of(b)), kept, out);
}

void arith_negate(const struct real *a, struct real *out)
{
    *out = *a;
    out->x = -a->x;
    out->slope = -a->slope;
}

/* Whether the product of two numbers was rounded. Near the ends of the range
 * the error term itself is lost, and the fractions are multiplied instead. */
static bool product_rounded(double a, double b, double ab)
{
    double size = fabs(ab);
    int ea, eb;

    if (!isfinite(ab) || a == 0.0 || b == 0.0)
        return false;
    if (size > 0x1p-900 && size < 0x1p900 && fabs(a) < 0x1p900 &&
        fabs(b) < 0x1p900)
        return dd_product_error(a, b, ab) != 0.0;
    a = frexp(a, &ea);
    b = frexp(b, &eb);
    return dd_product_error(a, b, a * b) != 0.0 ||
           ldexp(ab, -(ea + eb)) != a * b;
}

static bool is_wild_zero(const struct real *zero, const struct real *log)
{
    return zero->x == 0.0 && (log->flags & REAL_WILD_LOG) && !isfinite(log->x);
}

void arith_multiply(const struct arith *ar, const struct real *a,
                    const struct real *b, struct real *out)
{
    unsigned kept = arith_product_flags(a->flags, b->flags);
    bool some = a->x != 0.0 && b->x != 0.0;
    double x = a->x * b->x, slope = 0.0;
    bool inexact;

    if (is_wild_zero(a, b) || is_wild_zero(b, a)) {
        double zero_slope = is_wild_zero(a, b) ? a->slope : b->slope;

        put(ar, 0.0, kept | REAL_ZERO_LOG, false, out);
        out->slope = zero_slope == 0.0 ? 0.0 : NAN;
        return;
    }
    if (!plain(ar, a, b, x, !some)) {
        put_scaled(ar, scaled_multiply(scaled_of(a), scaled_of(b)), kept, out);
        return;
    }
    if (ar->slopes)
        slope = rounded(ar, rounded(ar, moved(a->slope, b->x)) +
                                rounded(ar, moved(b->slope, a->x)));
    inexact = !(kept & REAL_INEXACT) && product_rounded(a->x, b->x, x);
    put(ar, x, kept, inexact, out);
    if (out->x == 0.0 && some)
        out->flags |= REAL_UNDERFLOW;
    out->slope = slope;
}

void arith_divide(const struct arith *ar, const struct real *a,
                  const struct real *b, struct real *out)
{
    unsigned kept = ((a->flags | b->flags) & ~(unsigned)UNITS) |
                    units_of_ratio(a->flags, b->flags);
    double x = a->x / b->x, slope = 0.0;
    bool some = a->x != 0.0 && isfinite(b->x);
    bool inexact;

    if (a->x == 0.0 && b->x == 0.0)
        kept |= REAL_ZERO_RATIO;
    if (!plain(ar, a, b, x, a->x == 0.0) && isfinite(a->x) && isfinite(b->x) &&
        b->x != 0.0) {
        put_scaled(ar, scaled_divide(scaled_of(a), scaled_of(b)), kept, out);
        return;
    }
    if (ar->slopes)
        slope =
            rounded(ar, over(a->slope - rounded(ar, moved(b->slope, x)), b->x));
    inexact = isfinite(x) && b->x != 0.0 && a->x != x * b->x;
    inexact = inexact || product_rounded(x, b->x, x * b->x);
    put(ar, x, kept, inexact, out);
    if (out->x == 0.0 && some)
        out->flags |= REAL_UNDERFLOW;
    out->slope = slope;
}

/* d(a^b) = b a^(b-1) da + a^b log a db; what does not move takes no part. */
static double power_slope(const struct arith *ar, const struct real *a,
                          const struct real *b, double x)
{
    double slope = 0.0;

    if (!ar->slopes)
        return 0.0;
    if (a->x == 0.0 && b->x == 0.0)
        return a->slope == 0.0 && b->slope == 0.0 ? 0.0 : NAN;
    if (a->slope != 0.0 && b->x != 0.0)
        slope += rounded(ar, b->x * pow(a->x, b->x - 1.0)) * a->slope;
    if (b->slope != 0.0 && !(a->x == 0.0 && b->x > 0.0))
        slope += rounded(ar, x * log(a->x)) * b->slope;
    return rounded(ar, slope);
}

/* An error of half an ulp would need a second one to be seen. */
bool arith_power_exact(double a, double b, double x)
{
    if (b == 0.0 || b == 1.0 || a == 0.0 || a == 1.0)
        return true;
    return a == rint(a) && b == rint(b) && b > 0.0 && fabs(x) < 0x1p53;
}

/* A log to any power but the first is in no unit of information. */
static unsigned units_of_power(const struct real *a, const struct real *b)
{
    if (b->flags & UNITS)
        return REAL_OTHER_UNIT;
    if (b->x == 1.0 && b->scale == 0)
        return a->flags & UNITS;
    return a->flags & UNITS ? REAL_OTHER_UNIT : 0;
}

void arith_power(const struct arith *ar, const struct real *a,
                 const struct real *b, struct real *out)
{
    unsigned kept = ((a->flags | b->flags) & KEPT) | units_of_power(a, b);
    double exponent = real_double(*b);
    double x = pow(a->x, exponent);
    bool some = a->x != 0.0 && isfinite(exponent);
    double slope;

    if (a->x == 0.0 && exponent == 0.0)
        kept |= REAL_ZERO_POWER;
    if (ar->format == FORMAT_EXACT && some && isfinite(a->x) &&
        (a->scale != 0 || !(isnormal(x) || isnan(x)))) {
        struct scaled base = scaled_of(a), power;
        bool negative = base.m < 0.0;

        base.m = fabs(base.m);
        base.d = negative ? -base.d : base.d;
        power = scaled_power(base, exponent, scaled_shift(b->slope, b->scale));
        if (negative && exponent != rint(exponent))
            power.m = power.d = NAN;
        else if (negative && fmod(exponent, 2.0) != 0.0)
            power = (struct scaled){ -power.m, power.s, -power.d };
        put_scaled(ar, power, kept, out);
        return;
    }
    slope = power_slope(ar, a, b, x);
    put(ar, x, kept, !arith_power_exact(a->x, exponent, x), out);
    if (out->x == 0.0 && some)
        out->flags |= REAL_UNDERFLOW;
    out->slope = slope;
}

/* The flags of a logarithm of a. */
static unsigned log_flags(const struct real *a)
{
    unsigned kept = a->flags & KEPT;

    if (a->x == 0.0 || isinf(a->x) ||
        (isnan(a->x) && (a->flags & REAL_ZERO_RATIO)))
        kept |= REAL_WILD_LOG;
    return kept;
}

void arith_log(const struct arith *ar, const struct real *a, struct real *out)
{
    unsigned kept = log_flags(a) | REAL_LOG_SCALED;
    bool one = a->x == 1.0 && a->scale == 0;
    double slope;

    if (a->scale != 0 && a->x > 0.0) {
        put_scaled(ar, scaled_log(scaled_of(a)), kept, out);
        return;
    }
    slope = ar->slopes ? rounded(ar, over(a->slope, a->x)) : 0.0;
    put(ar, log(a->x), kept, !one && isfinite(a->x) && a->x > 0.0, out);
    out->slope = slope;
}

void arith_log_base(const struct arith *ar, const struct real *a,
                    const struct real *base, struct real *out)
{
    struct real top, bottom;
    bool two = base->x == 2.0, ten = base->x == 10.0;

    if ((two || ten) && a->scale == 0 && base->slope == 0.0) {
        double x = two ? log2(a->x) : log10(a->x);
        double slope = over(a->slope, a->x * log(base->x));

        put(ar, x, log_flags(a), isfinite(x) && x != rint(x), out);
        out->slope = ar->slopes ? rounded(ar, slope) : 0.0;
        return;
    }
    arith_log(ar, a, &top);
    arith_log(ar, base, &bottom);
    arith_divide(ar, &top, &bottom, out);
}

void arith_exp(const struct arith *ar, const struct real *a, struct real *out)
{
    unsigned kept = a->flags & KEPT;
    double x = real_double(*a), slope = scaled_shift(a->slope, a->scale);
    bool finite = isfinite(x);

    if (ar->format == FORMAT_EXACT && finite && fabs(x) > 700.0) {
        put_scaled(ar, scaled_exp(x, slope), kept, out);
        return;
    }
    put(ar, exp(x), kept, finite && x != 0.0, out);
    if (out->x == 0.0 && finite)
        out->flags |= REAL_UNDERFLOW;
    out->slope = ar->slopes ? rounded(ar, moved(slope, out->x)) : 0.0;
}

void arith_root(const struct arith *ar, const struct real *a, struct real *out)
{
    unsigned kept = a->flags & KEPT;
    double x, slope;

    if (a->flags & UNITS)
        kept |= REAL_OTHER_UNIT;
    if (a->scale != 0 && a->x > 0.0) {
        put_scaled(ar, scaled_root(scaled_of(a)), kept, out);
        return;
    }
    x = sqrt(a->x);
    slope = ar->slopes ? rounded(ar, over(a->slope, 2.0 * x)) : 0.0;
    put(ar, x, kept,
        isfinite(x) && (x * x != a->x || product_rounded(x, x, x * x)), out);
    out->slope = slope;
}

void arith_absolute(const struct real *a, struct real *out)
{
    if (signbit(a->x))
        arith_negate(a, out);
    else
        *out = *a;
}
