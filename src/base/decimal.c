#include "base/decimal.h"

#include <float.h>
#include <math.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifdef __SIZEOF_INT128__
__extension__ typedef unsigned __int128 wide_int;

enum {
    DIGITS_MAX = 19, /* 10^19 fits 64 bits */
    STEP = 27,       /* so does 5^27 */
    COARSE_LEAST = -13
};

static const uint64_t fine[STEP] = {
    1u,
    5u,
    25u,
    125u,
    625u,
    3125u,
    15625u,
    78125u,
    390625u,
    1953125u,
    9765625u,
    48828125u,
    244140625u,
    1220703125u,
    6103515625u,
    30517578125u,
    152587890625u,
    762939453125u,
    3814697265625u,
    19073486328125u,
    95367431640625u,
    476837158203125u,
    2384185791015625u,
    11920928955078125u,
    59604644775390625u,
    298023223876953125u,
    1490116119384765625u,
};

/* (high 2^64 + low) 2^exponent: the first 128 bits of 5^(27 a), the rest cut
 * off, from a = COARSE_LEAST on. */
static const struct power {
    uint64_t high, low;
    int exponent;
} coarse[] = {
    { UINT64_C(0x8049a4ac0c5811ae), UINT64_C(0x205b896d777d6278), -942 },
    { UINT64_C(0xcf42894a5dce35ea), UINT64_C(0x52064cac828675b9), -880 },
    { UINT64_C(0xa76c582338ed2621), UINT64_C(0xaf2af2b80af6f24e), -817 },
    { UINT64_C(0x873e4f75e2224e68), UINT64_C(0x5a7744a6e804a291), -754 },
    { UINT64_C(0xda7f5bf590966848), UINT64_C(0xaf39a475506a899e), -692 },
    { UINT64_C(0xb080392cc4349dec), UINT64_C(0xbd8d794d96aacfb3), -629 },
    { UINT64_C(0x8e938662882af53e), UINT64_C(0x547eb47b7282ee9c), -566 },
    { UINT64_C(0xe65829b3046b0afa), UINT64_C(0x0cb4a5a3112a5112), -504 },
    { UINT64_C(0xba121a4650e4ddeb), UINT64_C(0x92f34d62616ce413), -441 },
    { UINT64_C(0x964e858c91ba2655), UINT64_C(0x3a6a07f8d510f86f), -378 },
    { UINT64_C(0xf2d56790ab41c2a2), UINT64_C(0xfae27299423fb9c3), -316 },
    { UINT64_C(0xc428d05aa4751e4c), UINT64_C(0xaa97e14c3c26b886), -253 },
    { UINT64_C(0x9e74d1b791e07e48), UINT64_C(0x775ea264cf55347d), -190 },
    { UINT64_C(0x8000000000000000), UINT64_C(0x0000000000000000), -127 },
    { UINT64_C(0xcecb8f27f4200f3a), UINT64_C(0x0000000000000000), -65 },
    { UINT64_C(0xa70c3c40a64e6c51), UINT64_C(0x999090b65f67d924), -2 },
    { UINT64_C(0x86f0ac99b4e8dafd), UINT64_C(0x69a028bb3ded71a3), 61 },
    { UINT64_C(0xda01ee641a708de9), UINT64_C(0xe80e6f4820cc9495), 123 },
    { UINT64_C(0xb01ae745b101e9e4), UINT64_C(0x5ec05dcff72e7f8f), 186 },
    { UINT64_C(0x8e41ade9fbebc27d), UINT64_C(0x14588f13be847307), 249 },
    { UINT64_C(0xe5d3ef282a242e81), UINT64_C(0x8f1668c8a86da5fa), 311 },
    { UINT64_C(0xb9a74a0637ce2ee1), UINT64_C(0x6d953e2bd7173692), 374 },
    { UINT64_C(0x95f83d0a1fb69cd9), UINT64_C(0x4abdaf101564f98e), 437 },
    { UINT64_C(0xf24a01a73cf2dccf), UINT64_C(0xbc633b39673c8cec), 499 },
    { UINT64_C(0xc3b8358109e84f07), UINT64_C(0x0a862f80ec4700c8), 562 },
};

enum { COARSE = sizeof coarse / sizeof *coarse };

/* A number taken apart: digits * 10^exponent. */
struct decimal {
    uint64_t digits;
    ptrdiff_t digit_count; /* without leading zeros */
    int exponent;
};

static bool digit(const char *at, const char *end)
{
    return at < end && (unsigned char)(*at - '0') < 10;
}

#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
/* Up to eight digits at once, without a branch on how many there are: they are
 * moved to the upper bytes of a word, below them zeros; there pairs of
 * neighbours are joined, then pairs of pairs, then those (D. Lemire, "Quickly
 * parsing eight digits", 2018). Returns how many; eight bytes must be there. */
static int eight_digits(const char *at, uint64_t *digits)
{
    static const uint32_t ten_to[] = { 1,       10,       100,
                                       1000,    10000,    100000,
                                       1000000, 10000000, 100000000 };
    const uint64_t high = UINT64_C(0xF0F0F0F0F0F0F0F0);
    const uint64_t pairs = UINT64_C(0x000000FF000000FF);
    uint64_t v, other;
    int n;

    memcpy(&v, at, sizeof v);
    v ^= UINT64_C(0x3030303030303030);
    /* A byte that is not 0 to 9 has a bit of its upper half set, now or after
     * 6 was added. A carry is only from such a byte into one above it. */
    other = (v | (v + UINT64_C(0x0606060606060606))) & high;
    n = other ? __builtin_ctzll(other) / 8 : 8;
    if (n == 0)
        return 0;
    v <<= 64 - 8 * n;
    v = v * 10 + (v >> 8);
    v = ((v & pairs) * UINT64_C(0x000F424000000064) +
         ((v >> 16) & pairs) * UINT64_C(0x0000271000000001)) >>
        32;
    *digits = *digits * ten_to[n] + (uint32_t)v;
    return n;
}
#endif

/* A run of digits. Too many overflow, which digit_count tells. */
static const char *take_digits(const char *at, const char *end,
                               struct decimal *d)
{
    uint64_t digits = d->digits;
    const char *first;

    while (digits == 0 && at < end && *at == '0')
        at++;
    first = at;
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    while (end - at >= 8) {
        int n = eight_digits(at, &digits);

        at += n;
        if (n < 8)
            break;
    }
#endif
    for (; digit(at, end); at++)
        digits = digits * 10 + (uint64_t)(*at - '0');
    d->digits = digits;
    d->digit_count += at - first;
    return at;
}

/* "e-05" and the like, of at most three digits; NULL for anything else that
 * begins with an e. */
static const char *take_exponent(const char *at, const char *end,
                                 struct decimal *d)
{
    const char *first;
    bool minus;
    int e = 0;

    if (at == end || (*at != 'e' && *at != 'E'))
        return at;
    at++;
    minus = at < end && *at == '-';
    at += minus || (at < end && *at == '+');
    for (first = at; digit(at, end) && at - first < 3; at++)
        e = e * 10 + (*at - '0');
    d->exponent += minus ? -e : e;
    return at > first && !digit(at, end) ? at : NULL;
}

static const char *take_apart(const char *at, const char *end,
                              struct decimal *d)
{
    const char *from = at;
    ptrdiff_t found;

    at = take_digits(at, end, d);
    found = at - from;
    if (at < end && *at == '.') {
        from = ++at;
        at = take_digits(at, end, d);
        found += at - from;
        if (at - from > 1000)
            return NULL;
        d->exponent = -(int)(at - from);
    }
    if (found == 0 || d->digit_count > DIGITS_MAX)
        return NULL;
    return take_exponent(at, end, d);
}

static int leading_zeros(wide_int x)
{
    uint64_t high = (uint64_t)(x >> 64);

    return high ? __builtin_clzll(high) : 64 + __builtin_clzll((uint64_t)x);
}

/* The first 128 bits of the 256 of a * b. */
static wide_int times(wide_int a, const struct power *b)
{
    wide_int high = a >> 64, low = (uint64_t)a;
    wide_int one = high * b->low, two = low * b->high;
    wide_int middle = (low * b->low >> 64) + (uint64_t)one + (uint64_t)two;

    return high * b->high + (one >> 64) + (two >> 64) + (middle >> 64);
}

/* The double nearest to every number from x 2^e on and below (x + more) 2^e,
 * or to x 2^e itself where more is 0. False where they do not agree, it might
 * be a tie, or the double is out of the normal range. x has its top bit or
 * the next one set. */
static bool nearest(wide_int x, unsigned more, int e, double *out)
{
    int cut = 128 - 53 - (x >> 127 == 0);
    wide_int half = (wide_int)1 << (cut - 1);
    wide_int left = x & (2 * half - 1);
    uint64_t bits = (uint64_t)(x >> cut);
    bool up = left > half;

    if (more == 0)
        up = up || (left == half && (bits & 1));
    else if (left <= half && left + more > half)
        return false;
    e += cut + 52 + 1023;
    if (e < 1 || e > 2045)
        return false;
    /* The leading bit adds 1 to the exponent, as a carry from below does. */
    bits += ((uint64_t)(e - 1) << 52) + up;
    memcpy(out, &bits, sizeof *out);
    return true;
}

/* digits * 10^exponent = (digits * 5^b) * 5^(27 a) * 2^exponent. The first
 * factor is exact. The second lacks less than one unit of its last bit, so
 * the first 128 bits of the product, which are cut off again, less than two. */
static bool convert(const struct decimal *d, double *out)
{
    int a = (d->exponent + 16 * STEP) / STEP - 16, e = d->exponent, shift;
    wide_int x;

    if (d->digits == 0) {
        *out = 0.0;
        return true;
    }
    if (a < COARSE_LEAST || a >= COARSE_LEAST + COARSE)
        return false;
    x = (wide_int)d->digits * fine[d->exponent - a * STEP];
    shift = leading_zeros(x);
    x <<= shift;
    e -= shift;
    if (a == 0)
        return nearest(x, 0, e, out);
    return nearest(times(x, &coarse[a - COARSE_LEAST]), 2,
                   e + 128 + coarse[a - COARSE_LEAST].exponent, out);
}

const char *decimal_scan(const char *at, const char *end, double *out)
{
    struct decimal d = { 0 };
    bool minus = at < end && *at == '-';
    double value;

    at += minus || (at < end && *at == '+');
    at = take_apart(at, end, &d);
    if (!at || d.exponent < -16 * STEP || !convert(&d, &value))
        return NULL;
    *out = minus ? -value : value;
    return at;
}
#else
const char *decimal_scan(const char *at, const char *end, double *out)
{
    (void)at;
    (void)end;
    (void)out;
    return NULL;
}
#endif

bool decimal_quick(struct slice s, double *out)
{
    double value;

    if (s.len == 0 || decimal_scan(s.at, s.at + s.len, &value) != s.at + s.len)
        return false;
    *out = value;
    return true;
}

static bool leads_back(const char *text, double x)
{
    double back;

    if (!decimal_quick(slice_of(text), &back))
        back = strtod(text, NULL);
    return back == x;
}

/* Any decimal of up to 15 digits comes back from the double next to it, but
 * for subnormals, which have fewer; 17 digits always lead back. */
int decimal_text(double x, char text[DECIMAL_TEXT])
{
    int digits = fabs(x) < DBL_MIN ? 1 : 15;

    for (;; digits++) {
        snprintf(text, DECIMAL_TEXT, "%.*g", digits, x);
        if (digits == 17 || leads_back(text, x))
            return digits;
    }
}
