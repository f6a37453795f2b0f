#include "base/slice.h"

#include <limits.h>
#include <locale.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/decimal.h"
#include "base/fatal.h"

static bool blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

struct slice slice_of(const char *text)
{
    return (struct slice){ text, text ? strlen(text) : 0 };
}

struct slice slice_sub(struct slice s, size_t from, size_t to)
{
    if (to > s.len)
        to = s.len;
    if (from > to)
        from = to;
    return (struct slice){ s.at ? s.at + from : NULL, to - from };
}

struct slice slice_trim(struct slice s)
{
    size_t from = 0, to = s.len;

    while (from < to && blank(s.at[from]))
        from++;
    while (to > from && blank(s.at[to - 1]))
        to--;
    return slice_sub(s, from, to);
}

int slice_compare(struct slice s, const char *text)
{
    size_t len = strlen(text);
    size_t shared = s.len < len ? s.len : len;
    int order = shared ? memcmp(s.at, text, shared) : 0;

    return order ? order : (s.len > len) - (s.len < len);
}

bool slice_eq(struct slice a, struct slice b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.at, b.at, a.len) == 0);
}

/* Most texts that are compared differ in the first byte. */
bool slice_is(struct slice s, const char *text)
{
    if (s.len > 0 && text && s.at[0] != text[0])
        return false;
    return slice_eq(s, slice_of(text));
}

bool slice_starts(struct slice s, const char *prefix)
{
    size_t n = strlen(prefix);

    return s.len >= n && slice_is(slice_sub(s, 0, n), prefix);
}

bool slice_ends(struct slice s, const char *suffix)
{
    size_t n = strlen(suffix);

    return s.len >= n && slice_is(slice_sub(s, s.len - n, s.len), suffix);
}

bool slice_line(struct slice *rest, struct slice *line)
{
    const char *end;
    size_t n;

    if (rest->len == 0)
        return false;
    end = memchr(rest->at, '\n', rest->len);
    n = end ? (size_t)(end - rest->at) : rest->len;
    *line = slice_sub(*rest, 0, n);
    if (end && n > 0 && rest->at[n - 1] == '\r')
        line->len--;
    *rest = slice_sub(*rest, end ? n + 1 : n, rest->len);
    return true;
}

bool slice_word(struct slice *rest, struct slice *word)
{
    size_t from = 0, to;

    while (from < rest->len && blank(rest->at[from]))
        from++;
    if (from == rest->len)
        return false;
    if (rest->at[from] == '"') {
        from++;
        for (to = from; to < rest->len && rest->at[to] != '"';)
            to++;
        *word = slice_sub(*rest, from, to);
        *rest = slice_sub(*rest, to + 1, rest->len);
        return true;
    }
    for (to = from; to < rest->len && !blank(rest->at[to]);)
        to++;
    *word = slice_sub(*rest, from, to);
    *rest = slice_sub(*rest, to, rest->len);
    return true;
}

/* Only these may stand in a number; strtod() alone would take blanks, "nan",
 * "infinity" and hexadecimal as well. */
static bool plain_number(struct slice s)
{
    for (size_t i = 0; i < s.len; i++)
        if (!strchr("0123456789+-.eE", s.at[i]) || s.at[i] == '\0')
            return false;
    return s.len > 0;
}

bool slice_double(struct slice s, double *out)
{
    char small[64], *text = small, *end;
    locale_t plain;
    double value;
    bool whole;

    if (decimal_quick(s, out))
        return true;
    if (!plain_number(s))
        return false;

    /* The C locale costs nothing to make in glibc and musl, and saves every
     * caller from asking which decimal sign the process has. */
    plain = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    if (!plain)
        fatal("out of memory (the C locale)");
    if (s.len >= sizeof small)
        text = fatal_malloc(s.len + 1);
    memcpy(text, s.at, s.len);
    text[s.len] = '\0';
    value = strtod_l(text, &end, plain);
    whole = end == text + s.len;
    if (text != small)
        free(text);
    freelocale(plain);
    if (!whole || !isfinite(value))
        return false;
    *out = value;
    return true;
}

bool slice_long(struct slice s, long *out)
{
    bool minus = s.len > 0 && s.at[0] == '-';
    size_t i = minus || (s.len > 0 && s.at[0] == '+');
    long value = 0;

    if (i == s.len)
        return false;

    /* Downwards, because LONG_MIN has no positive twin. */
    for (; i < s.len; i++) {
        int digit = s.at[i] - '0';

        if (digit < 0 || digit > 9)
            return false;
        if (value < (LONG_MIN + digit) / 10)
            return false;
        value = value * 10 - digit;
    }
    if (!minus && value == LONG_MIN)
        return false;
    *out = minus ? value : -value;
    return true;
}

char *slice_text(struct arena *arena, struct slice s)
{
    return arena_text(arena, s.at, s.len);
}
