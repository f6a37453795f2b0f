#include "tex/value.h"

#include <assert.h>
#include <math.h>

#include "base/strbuf.h"
#include "num/wide.h"

/* Past this a double is 0 or infinite whatever its fraction is. */
enum { DOUBLE_REACH = 1200 };

struct real real_of(double x)
{
    struct real r = { .x = x };

    if (isnan(x))
        r.flags = REAL_NAN;
    else if (isinf(x))
        r.flags = REAL_INFINITE;
    return r;
}

double real_double(struct real r)
{
    if (r.scale == 0 || r.x == 0.0 || !isfinite(r.x))
        return r.x;
    if (r.scale > DOUBLE_REACH)
        return copysign(INFINITY, r.x);
    if (r.scale < -DOUBLE_REACH)
        return copysign(0.0, r.x);
    return ldexp(r.x, (int)r.scale);
}

/* The exponent that |r| has with a fraction in [1/2, 1). */
static int64_t exponent(struct real r)
{
    int e;

    (void)frexp(r.x, &e);
    return r.scale + e;
}

int real_compare(struct real a, struct real b)
{
    int sign;
    double x, y;

    if (a.scale == b.scale || a.x == 0.0 || b.x == 0.0 ||
        signbit(a.x) != signbit(b.x) || isinf(a.x) || isinf(b.x))
        return (a.x > b.x) - (a.x < b.x);
    sign = a.x < 0.0 ? -1 : 1;
    if (exponent(a) != exponent(b))
        return exponent(a) < exponent(b) ? -sign : sign;
    x = frexp(a.x, &(int){ 0 });
    y = frexp(b.x, &(int){ 0 });
    return (x > y) - (x < y);
}

/* What a double holds, by the C library; it rounds correctly. */
static void write_double(struct strbuf *out, double x, int digits)
{
    if (isnan(x))
        strbuf_puts(out, "nan");
    else if (isinf(x))
        strbuf_puts(out, x < 0.0 ? "-inf" : "inf");
    else
        strbuf_printf(out, "%.*g", digits, x == 0.0 ? 0.0 : x);
}

/* "1.974e-2998765", zeros at the end of the fraction left out as "%g" does. */
static void write_wide(struct strbuf *out, struct wide w, int digits)
{
    w = wide_round(w, digits);
    strbuf_printf(out, "%.*ge%+lld", digits, w.fraction10,
                  (long long)w.exponent10);
}

void real_write(struct strbuf *out, struct real r, int digits)
{
    double x = real_double(r);

    assert(digits >= 1 && digits <= 17);

    /* A double that is not subnormal has all the digits. */
    if (r.scale == 0 || r.x == 0.0 || !isfinite(r.x) ||
        (isfinite(x) && fabs(x) >= 0x1p-1022)) {
        write_double(out, x, digits);
        return;
    }
    if (r.x < 0.0)
        strbuf_putc(out, '-');
    write_wide(out, wide_from_binary(fabs(r.x), 0.0, r.scale), digits);
}

/* Entries [0, count), commas between; "..." for those past `most`. */
static size_t write_run(struct strbuf *out, const struct real *entries,
                        size_t count, int digits, size_t most)
{
    size_t shown = count < most ? count : most;

    strbuf_putc(out, '(');
    for (size_t i = 0; i < shown; i++) {
        if (i > 0)
            strbuf_puts(out, ", ");
        real_write(out, entries[i], digits);
    }
    if (shown < count)
        strbuf_puts(out, shown > 0 ? ", ..." : "...");
    strbuf_putc(out, ')');
    return most - shown;
}

void value_write(struct strbuf *out, const struct value *value, int digits,
                 int most)
{
    size_t left = most > 0 ? (size_t)most : 0;

    switch (value->shape) {
    case VALUE_NUMBER:
        real_write(out, value->number, digits);
        return;
    case VALUE_VECTOR:
        (void)write_run(out, value->entries, value->rows, digits, left);
        return;
    case VALUE_MATRIX:
        break;
    }
    strbuf_putc(out, '[');
    for (size_t row = 0; row < value->rows; row++) {
        if (row > 0)
            strbuf_puts(out, ", ");
        if (left == 0) {
            strbuf_puts(out, "...");
            break;
        }
        left = write_run(out, value->entries + row * value->cols, value->cols,
                         digits, left);
    }
    strbuf_putc(out, ']');
}
