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

static void add_double(struct fixed *sum, double x)
{
    struct fixed term = { { 0 } };
    uint64_t m;
    int e, at;

    assert(fabs(x) < 0x1p84);
    m = (uint64_t)ldexp(frexp(fabs(x), &e), 53);
    at = e - 53 + FIXED_FRACTION;
    if (at < 0) {
        m = at > -64 ? m >> -at : 0;
        at = 0;
    }
    term.limb[at / 64] = m << at % 64;
    if (at % 64 > 0)
        term.limb[at / 64 + 1] = m >> (64 - at % 64);
    if (x < 0.0)
        negate(&term);
    fixed_add(sum, &term);
}

void fixed_add_dd(struct fixed *sum, struct dd x)
{
    add_double(sum, x.hi);
    add_double(sum, x.lo);
}

static bool bit(const struct fixed *x, int at)
{
    return at >= 0 && (x->limb[at / 64] >> at % 64 & 1) != 0;
}

/* 53 bits from `top` down, as a double. `sticky`: the last is set where any
 * below it is, so that hi + lo rounds as the whole does. */
static double piece(const struct fixed *x, int top, bool sticky)
{
    uint64_t m = 0;

    for (int at = top; at > top - 53; at--)
        m = m << 1 | bit(x, at);
    for (int at = top - 53; sticky && at >= 0; at--)
        m |= bit(x, at);
    return ldexp((double)m, top - 52 - FIXED_FRACTION);
}

struct dd fixed_read(const struct fixed *sum)
{
    struct fixed x = *sum;
    int top = FIXED_LIMBS * 64 - 1;
    bool minus = bit(&x, top);
    struct dd out;

    if (minus)
        negate(&x);
    while (top >= 0 && !bit(&x, top))
        top--;
    if (top < 0)
        return (struct dd){ 0.0, 0.0 };
    out = dd_quick(piece(&x, top, false), piece(&x, top - 53, true));
    return minus ? (struct dd){ -out.hi, -out.lo } : out;
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
