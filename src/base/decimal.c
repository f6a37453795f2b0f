#include "base/decimal.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#ifdef __SIZEOF_INT128__
__extension__ typedef unsigned __int128 wide_int;

enum { DIGITS_MAX = 19, POWER_MAX = 27 }; /* 10^19 and 5^27 fit 64 bits */

static const uint64_t powers_of_5[POWER_MAX + 1] = {
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
    7450580596923828125u,
};

/* A number taken apart: digits * 10^exponent. */
struct decimal {
    bool minus;
    uint64_t digits;
    size_t digit_count; /* without leading zeros */
    int exponent;
};

static bool digit(struct slice s, size_t i)
{
    return i < s.len && (unsigned char)(s.at[i] - '0') < 10;
}

/* Eight digits at once: pairs of neighbours are joined in the bytes of one
 * word, then pairs of pairs, then those (D. Lemire, "Quickly parsing eight
 * digits", 2018). */
static bool eight_digits(struct slice s, size_t i, uint64_t *out)
{
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    const uint64_t high = UINT64_C(0xF0F0F0F0F0F0F0F0);
    const uint64_t low = UINT64_C(0x000000FF000000FF);
    uint64_t v;

    if (s.len < 8 || i > s.len - 8)
        return false;
    memcpy(&v, s.at + i, sizeof v);
    if (((v & high) | (((v + UINT64_C(0x0606060606060606)) & high) >> 4)) !=
        UINT64_C(0x3333333333333333))
        return false;
    v -= UINT64_C(0x3030303030303030);
    v = v * 10 + (v >> 8);
    *out = ((v & low) * UINT64_C(0x000F424000000064) +
            ((v >> 16) & low) * UINT64_C(0x0000271000000001)) >>
           32;
    return true;
#else
    (void)s;
    (void)i;
    (void)out;
    return false;
#endif
}

/* A run of digits from i on. Too many overflow, which digit_count tells. */
static size_t take_digits(struct slice s, size_t i, struct decimal *d)
{
    uint64_t digits = d->digits, eight;
    size_t first;

    while (digits == 0 && i < s.len && s.at[i] == '0')
        i++;
    first = i;
    while (eight_digits(s, i, &eight)) {
        digits = digits * 100000000 + eight;
        i += 8;
    }
    for (; digit(s, i); i++)
        digits = digits * 10 + (uint64_t)(s.at[i] - '0');
    d->digits = digits;
    d->digit_count += i - first;
    return i;
}

/* "e-05" and the like, of at most three digits. */
static size_t take_exponent(struct slice s, size_t i, struct decimal *d)
{
    size_t first;
    bool minus;
    int e = 0;

    if (i == s.len || (s.at[i] != 'e' && s.at[i] != 'E'))
        return i;
    i++;
    minus = i < s.len && s.at[i] == '-';
    i += minus || (i < s.len && s.at[i] == '+');
    for (first = i; digit(s, i) && i - first < 3; i++)
        e = e * 10 + (s.at[i] - '0');
    d->exponent += minus ? -e : e;
    return i > first ? i : s.len + 1;
}

static bool take_apart(struct slice s, struct decimal *d)
{
    size_t i = 0, whole, behind = 0;

    *d = (struct decimal){ .minus = s.len > 0 && s.at[0] == '-' };
    i = d->minus || (s.len > 0 && s.at[0] == '+');
    whole = i;
    i = take_digits(s, i, d);
    whole = i - whole;
    if (i < s.len && s.at[i] == '.') {
        size_t from = ++i;

        i = take_digits(s, i, d);
        behind = i - from;
        d->exponent = -(int)behind;
    }
    if (whole + behind == 0 || d->digit_count > DIGITS_MAX)
        return false;
    return take_exponent(s, i, d) == s.len;
}

static int bit_length(uint64_t x)
{
    return 64 - __builtin_clzll(x);
}

static double power_of_2(int e)
{
    uint64_t bits = (uint64_t)(1023 + e) << 52;
    double x;

    memcpy(&x, &bits, sizeof x);
    return x;
}

/* The nearest double to digits / 10^power, digits > 0. The quotient of the
 * integers, digits 2^shift / 5^power, is made to have 55 bits or more, whose
 * last is set where anything is left over, so that one rounding is right. It
 * is done by hand, ties to even; the number is far from the range's ends. */
static double divide(uint64_t digits, int power)
{
    uint64_t below = powers_of_5[power], quotient, half, low;
    int shift = 55 - bit_length(digits) + bit_length(below);
    wide_int above = digits;
    int extra;

    if (shift < 0)
        shift = 0;
    above <<= shift;
    quotient = (uint64_t)(above / below);
    if ((wide_int)quotient * below != above)
        quotient |= 1;
    extra = bit_length(quotient) - 53;
    half = UINT64_C(1) << (extra - 1);
    low = quotient & (2 * half - 1);
    quotient >>= extra;
    quotient += low > half || (low == half && (quotient & 1));
    return (double)quotient * power_of_2(extra - shift - power);
}

bool decimal_quick(struct slice s, double *out)
{
    struct decimal d;
    double value;

    if (!take_apart(s, &d) || d.exponent > 0 || -d.exponent > POWER_MAX)
        return false;
    value = d.digits == 0 ? 0.0 : divide(d.digits, -d.exponent);
    *out = d.minus ? -value : value;
    return true;
}
#else
bool decimal_quick(struct slice s, double *out)
{
    (void)s;
    (void)out;
    return false;
}
#endif
