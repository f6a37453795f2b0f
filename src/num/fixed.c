#include "num/fixed.h"

#include <assert.h>
#include <math.h>
#include <stddef.h>
#include <stdio.h>

void fixed_add(struct fixed *sum, const struct fixed *x)
{
    uint64_t carry = 0;

    for (size_t i = 0; i < FIXED_LIMBS; i++) {
        uint64_t a = sum->limb[i] + carry;

        carry = a < carry;
        sum->limb[i] = a + x->limb[i];
        carry += sum->limb[i] < a;
    }
}

static void negate(struct fixed *x)
{
    static const struct fixed one = { { 1 } };

    for (size_t i = 0; i < FIXED_LIMBS; i++)
        x->limb[i] = ~x->limb[i];
    fixed_add(x, &one);
}

/* Adds low and high to two limbs that follow each other. */
static void put(struct fixed *sum, size_t i, uint64_t low, uint64_t high)
{
    uint64_t carry;

    sum->limb[i] += low;
    carry = sum->limb[i] < low;
    for (i++; i < FIXED_LIMBS && (high | carry) != 0; i++) {
        uint64_t term = high + carry;

        carry = term < high;
        sum->limb[i] += term;
        carry |= sum->limb[i] < term;
        high = 0;
    }
}

static void take(struct fixed *sum, size_t i, uint64_t low, uint64_t high)
{
    uint64_t borrow = sum->limb[i] < low;

    sum->limb[i] -= low;
    for (i++; i < FIXED_LIMBS && (high | borrow) != 0; i++) {
        uint64_t term = high + borrow;

        borrow = term < high || sum->limb[i] < term;
        sum->limb[i] -= term;
        high = 0;
    }
}

static void add_double(struct fixed *sum, double x)
{
    uint64_t bits = dd_bits(x), m = bits & ((UINT64_C(1) << 52) - 1);
    int e = (int)(bits >> 52 & 2047), at = e - 1075 + FIXED_FRACTION;
    int shift;
    uint64_t high;

    assert(e < 1023 + 84);
    if (e > 0)
        m |= UINT64_C(1) << 52;
    if (at < 0) {
        m = at > -64 ? m >> -at : 0;
        at = 0;
    }
    shift = at % 64;
    high = shift > 0 ? m >> (64 - shift) : 0;
    if (bits >> 63)
        take(sum, (size_t)at / 64, m << shift, high);
    else
        put(sum, (size_t)at / 64, m << shift, high);
}

void fixed_add_dd(struct fixed *sum, struct dd x)
{
    add_double(sum, x.hi);
    add_double(sum, x.lo);
}

/* 64 bits from bit `at` up, which may lie below the last. */
static uint64_t window(const struct fixed *x, int at)
{
    int i = at >= 0 ? at / 64 : -1, shift = at >= 0 ? at % 64 : 64 + at;
    uint64_t low = i >= 0 ? x->limb[i] : 0;
    uint64_t high = i + 1 < FIXED_LIMBS ? x->limb[i + 1] : 0;

    if (at <= -64)
        return 0;
    return shift > 0 ? low >> shift | high << (64 - shift) : low;
}

static bool any_below(const struct fixed *x, int at)
{
    for (int i = 0; i * 64 < at; i++) {
        int left = at - i * 64;

        if (left < 64 ? x->limb[i] << (64 - left) : x->limb[i])
            return true;
    }
    return false;
}

/* 53 bits from `top` down, as a double. `sticky`: the last is set where any
 * below it is, so that hi + lo rounds as the whole does. */
static double piece(const struct fixed *x, int top, bool sticky)
{
    uint64_t m = window(x, top - 52) & ((UINT64_C(1) << 53) - 1);

    if (sticky && any_below(x, top - 52))
        m |= 1;
    return ldexp((double)m, top - 52 - FIXED_FRACTION);
}

/* The highest bit that is set, or -1. */
static int highest(const struct fixed *x)
{
    for (int i = FIXED_LIMBS - 1; i >= 0; i--) {
        if (x->limb[i] == 0)
            continue;
        for (int at = 63;; at--)
            if (x->limb[i] >> at & 1)
                return 64 * i + at;
    }
    return -1;
}

struct dd fixed_read(const struct fixed *sum)
{
    struct fixed x = *sum;
    bool minus = x.limb[FIXED_LIMBS - 1] >> 63 != 0;
    struct dd out;
    int top;

    if (minus)
        negate(&x);
    top = highest(&x);
    if (top < 0)
        return (struct dd){ 0.0, 0.0 };
    out = dd_quick(piece(&x, top, false), piece(&x, top - 53, true));
    return minus ? (struct dd){ -out.hi, -out.lo } : out;
}

void fixed_multiply(struct fixed *x, uint32_t times)
{
    uint64_t carry = 0;

    for (size_t i = 0; i < FIXED_LIMBS; i++) {
        uint64_t low = (x->limb[i] & UINT32_MAX) * times + carry;
        uint64_t high = (x->limb[i] >> 32) * times + (low >> 32);

        x->limb[i] = high << 32 | (low & UINT32_MAX);
        carry = high >> 32;
    }
}

void fixed_write(const struct fixed *sum, char text[FIXED_TEXT])
{
    for (size_t i = 0; i < FIXED_LIMBS; i++)
        snprintf(text + 16 * i, 17, "%016jx",
                 (uintmax_t)sum->limb[FIXED_LIMBS - 1 - i]);
}

bool fixed_from_text(struct slice text, struct fixed *sum)
{
    struct fixed x = { { 0 } };

    if (text.len != FIXED_TEXT - 1)
        return false;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.at[i];
        uint64_t digit = c >= '0' && c <= '9' ? (uint64_t)(c - '0')
                                              : (uint64_t)(c - 'a') + 10;
        uint64_t *limb = &x.limb[FIXED_LIMBS - 1 - i / 16];

        if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f')))
            return false;
        *limb = *limb << 4 | digit;
    }
    *sum = x;
    return true;
}
