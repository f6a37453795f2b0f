#include "draw/number.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/slice.h"
#include "draw/canvas.h"

/* Wraps up what printf made: signs, cells, and where the point is. Zeros at
 * the front of an exponent and its plus are left out; the minus is as the
 * reader's character set has it. */
static struct number finish(const char *printed, bool ascii)
{
    const struct slice minus = slice_of("\xE2\x88\x92");
    struct number n = { .point = -1 };
    bool exponent = false;
    size_t len = 0;

    for (const char *p = printed; *p; p++) {
        struct slice sign =
            *p == '-' && !ascii ? minus : (struct slice){ p, 1 };

        if (n.point < 0 && (*p == '.' || *p == 'e'))
            n.point = n.cols;
        if (exponent && (*p == '+' || *p == '0') && p[1])
            continue;
        if (exponent && *p != '-')
            exponent = false;
        if (len + sign.len < sizeof n.text)
            memcpy(n.text + len, sign.at, sign.len);
        len += sign.len;
        n.cols++;
        if (*p == 'e')
            exponent = true;
    }
    if (n.point < 0)
        n.point = n.cols;
    return n;
}

static struct number words(const char *text)
{
    struct number n = { .point = 0 };

    snprintf(n.text, sizeof n.text, "%s", text);
    n.cols = canvas_width(slice_of(text));
    n.point = n.cols;
    return n;
}

/* True, with *n filled, for what has no digits. */
static bool is_odd(double value, bool ascii, struct number *n)
{
    if (isnan(value))
        *n = words("nan");
    else if (isinf(value) && ascii)
        *n = words(value < 0 ? "-inf" : "inf");
    else if (isinf(value))
        *n = words(value < 0 ? "\xE2\x88\x92\xE2\x88\x9E" : "\xE2\x88\x9E");
    else
        return false;
    return true;
}

static struct number powers(double value, int digits, bool ascii)
{
    char text[64], *e, *p;

    snprintf(text, sizeof text, "%.*e", digits - 1, value);
    e = strchr(text, 'e');
    if (strchr(text, '.')) {
        for (p = e; p[-1] == '0'; p--)
            continue;
        if (p[-1] == '.')
            p--;
        memmove(p, e, strlen(e) + 1);
    }
    return finish(text, ascii);
}

/* Whether %.*f would print only zeros for a value that is none. */
static bool reads_zero(double value, int decimals)
{
    return value != 0.0 && fabs(value) <= 0.5 * pow(10.0, -decimals);
}

struct number number_fixed(double value, int decimals, bool ascii)
{
    struct number n;
    char text[64];

    assert(decimals >= 0 && decimals <= 17);
    if (is_odd(value, ascii, &n))
        return n;
    if (reads_zero(value, decimals))
        return powers(value,
                      decimals < 1   ? 1
                      : decimals > 3 ? 3
                                     : decimals,
                      ascii);
    if (fabs(value) >= 1e9)
        return powers(value, decimals + 1, ascii);
    snprintf(text, sizeof text, "%.*f", decimals, value == 0.0 ? 0.0 : value);
    return finish(text, ascii);
}

struct number number_digits(double value, int digits, bool ascii)
{
    struct number n;
    char text[64];
    int exponent, decimals;
    size_t len;

    assert(digits >= 1 && digits <= 17);
    if (is_odd(value, ascii, &n))
        return n;
    if (value == 0.0)
        return words("0");
    snprintf(text, sizeof text, "%.*e", digits - 1, value);
    exponent = atoi(strchr(text, 'e') + 1);
    if (exponent < -4 || exponent >= (digits > 6 ? digits : 6))
        return powers(value, digits, ascii);
    decimals = digits - 1 - exponent > 0 ? digits - 1 - exponent : 0;
    snprintf(text, sizeof text, "%.*f", decimals, value);
    for (len = strlen(text); decimals > 0 && text[len - 1] == '0'; decimals--)
        text[--len] = '\0';
    if (text[len - 1] == '.')
        text[len - 1] = '\0';
    return finish(text, ascii);
}

struct number number_wide(struct wide value, int digits, bool ascii)
{
    char text[64];
    struct wide w;
    int decimals = digits - 1;
    size_t len;

    assert(digits >= 1 && digits <= 17);
    if (!isfinite(value.fraction10) || value.fraction10 == 0.0)
        return number_digits(value.fraction10, digits, ascii);
    w = wide_round(value, digits);
    if (w.exponent10 >= -4 && w.exponent10 < 6)
        return number_digits(wide_double(value), digits, ascii);
    snprintf(text, sizeof text, "%.*f", decimals, w.fraction10);
    for (len = strlen(text); decimals > 0 && text[len - 1] == '0'; decimals--)
        text[--len] = '\0';
    if (text[len - 1] == '.')
        text[--len] = '\0';
    snprintf(text + len, sizeof text - len, "e%lld", (long long)w.exponent10);
    return finish(text, ascii);
}

/* A bound in place of a number that is too small or too large to fit. */
static struct number bound(double value, int cols, bool ascii)
{
    struct number n = words(cols < 1 ? "" : ascii ? "." : "\xE2\x80\xA6");

    if (value > 0 && value < 1 && cols >= 4)
        return words(cols >= 5 ? "<.001" : "<.01");
    if (value > -1 && value < 0 && cols >= 5)
        return words(ascii ? ">-.01" : ">\xE2\x88\x92.01");
    return n;
}

struct number number_fit(double value, int decimals, int cols, bool ascii)
{
    struct number n = { .text = "" };

    for (int d = decimals; d >= 0 && cols > 0; d--) {
        if (d < decimals && reads_zero(value, d))
            break;
        n = number_fixed(value, d, ascii);
        if (n.cols <= cols)
            return n;
    }
    if (isfinite(value))
        for (int d = 6; d >= 1; d--) {
            n = powers(value, d, ascii);
            if (n.cols <= cols)
                return n;
        }
    return bound(value, cols, ascii);
}

int number_draw(struct canvas *canvas, int row, int col, int cols,
                const struct number *number, struct style style)
{
    return canvas_puts(canvas, row, col, cols,
                       number->cols <= cols ? number->text : "\xE2\x80\xA6",
                       style);
}

struct number number_count(long value, bool ascii)
{
    char digits[32], text[48];
    size_t len, out = 0;
    bool negative = value < 0;

    snprintf(digits, sizeof digits, "%lu",
             negative ? 0UL - (unsigned long)value : (unsigned long)value);
    len = strlen(digits);
    if (negative)
        text[out++] = '-';
    for (size_t i = 0; i < len; i++) {
        if (i > 0 && (len - i) % 3 == 0)
            text[out++] = ',';
        text[out++] = digits[i];
    }
    text[out] = '\0';
    return finish(text, ascii);
}
