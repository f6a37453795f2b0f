#include "base/utf8.h"

#include <assert.h>

#include <utf8proc.h>

#include "base/strbuf.h"

enum { MARKS_MAX = 4 };

struct range {
    unsigned int from, to;
};

static bool within(unsigned int rune, const struct range *ranges, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (rune >= ranges[i].from && rune <= ranges[i].to)
            return true;
    return false;
}

/* Letters and marks that draw nothing: they would hide in a text, and the
 * variation selectors change the width of what stands before them. Unicode's
 * Default_Ignorable_Code_Point, without the format controls (category Cf),
 * which are refused anyway. */
static bool invisible(unsigned int rune)
{
    static const struct range ranges[] = {
        { 0x034F, 0x034F },   { 0x115F, 0x1160 }, { 0x17B4, 0x17B5 },
        { 0x180B, 0x180F },   { 0x2065, 0x2065 }, { 0x3164, 0x3164 },
        { 0xFE00, 0xFE0F },   { 0xFFA0, 0xFFA0 }, { 0xFFF0, 0xFFF8 },
        { 0xE0000, 0xE0FFF },
    };

    return within(rune, ranges, sizeof ranges / sizeof *ranges);
}

/* Vowels and finals of decomposed Korean, which join the letter before. */
static bool jamo(unsigned int rune)
{
    static const struct range ranges[] = { { 0x1161, 0x11FF },
                                           { 0xD7B0, 0xD7FB } };

    return within(rune, ranges, sizeof ranges / sizeof *ranges);
}

/* The length that a lead byte announces and the smallest rune such a length
 * may carry; 0 for a byte that leads nothing. */
static size_t announced(unsigned char lead, unsigned int *least)
{
    if (lead >= 0xC2 && lead <= 0xDF) {
        *least = 0x80;
        return 2;
    }
    if (lead >= 0xE0 && lead <= 0xEF) {
        *least = 0x800;
        return 3;
    }
    if (lead >= 0xF0 && lead <= 0xF4) {
        *least = 0x10000;
        return 4;
    }
    return 0;
}

static bool valid(unsigned int rune)
{
    return rune <= 0x10FFFF && (rune < 0xD800 || rune > 0xDFFF);
}

size_t utf8_decode(const char *p, size_t n, unsigned int *rune)
{
    const unsigned char *u = (const unsigned char *)p;
    unsigned int value, least = 0;
    size_t length;

    assert(n > 0);
    if (u[0] < 0x80) {
        *rune = u[0];
        return 1;
    }
    *rune = UTF8_REPLACEMENT;
    length = announced(u[0], &least);
    if (length == 0 || length > n)
        return 1;
    value = u[0] & (0x7Fu >> length);
    for (size_t i = 1; i < length; i++) {
        if ((u[i] & 0xC0) != 0x80)
            return 1;
        value = value << 6 | (u[i] & 0x3Fu);
    }
    if (value < least || !valid(value))
        return 1;
    *rune = value;
    return length;
}

size_t utf8_encode(unsigned int rune, char *out)
{
    if (!valid(rune))
        rune = UTF8_REPLACEMENT;
    if (rune < 0x80) {
        out[0] = (char)rune;
        return 1;
    }
    if (rune < 0x800) {
        out[0] = (char)(0xC0 | rune >> 6);
        out[1] = (char)(0x80 | (rune & 0x3F));
        return 2;
    }
    if (rune < 0x10000) {
        out[0] = (char)(0xE0 | rune >> 12);
        out[1] = (char)(0x80 | (rune >> 6 & 0x3F));
        out[2] = (char)(0x80 | (rune & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | rune >> 18);
    out[1] = (char)(0x80 | (rune >> 12 & 0x3F));
    out[2] = (char)(0x80 | (rune >> 6 & 0x3F));
    out[3] = (char)(0x80 | (rune & 0x3F));
    return 4;
}

/* What is drawn of ASCII. */
static bool is_plain(unsigned int rune)
{
    return rune >= 0x20 && rune < 0x7F;
}

int utf8_rune_width(unsigned int rune)
{
    const utf8proc_property_t *known;

    if (is_plain(rune))
        return 1;
    if (!valid(rune) || invisible(rune))
        return -1;
    known = utf8proc_get_property((utf8proc_int32_t)rune);
    switch (known->category) {
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_CS:
    case UTF8PROC_CATEGORY_CN:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
        return -1;
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_ME:
        return 0;
    case UTF8PROC_CATEGORY_CO:
        return 1;
    default:
        break;
    }
    if (jamo(rune))
        return 0;
    return known->charwidth > 0 ? known->charwidth : 1;
}

int utf8_grapheme(struct slice s, size_t *len)
{
    unsigned int rune;
    size_t n;
    int width;

    /* Most of a screen: nothing in ASCII is a mark. */
    if (is_plain((unsigned char)s.at[0]) &&
        (s.len == 1 || (unsigned char)s.at[1] < 0x80)) {
        *len = 1;
        return 1;
    }
    n = utf8_decode(s.at, s.len, &rune);
    width = utf8_rune_width(rune);

    /* A mark joins only what can carry it: after a control it would be drawn
     * on whatever stands before. */
    for (int marks = 0; width >= 0 && marks < MARKS_MAX && n < s.len; marks++) {
        size_t step = utf8_decode(s.at + n, s.len - n, &rune);

        if (utf8_rune_width(rune) != 0)
            break;
        n += step;
    }
    *len = n;
    return width > 0 ? width : 1;
}

int utf8_width(struct slice s)
{
    int width = 0;

    for (size_t at = 0, n; at < s.len; at += n)
        width += utf8_grapheme(slice_sub(s, at, s.len), &n);
    return width;
}

size_t utf8_count(struct slice s)
{
    size_t count = 0;
    unsigned int rune;

    for (size_t at = 0; at < s.len; count++)
        at += (unsigned char)s.at[at] < 0x80
                  ? 1
                  : utf8_decode(s.at + at, s.len - at, &rune);
    return count;
}

/* One rune made visible. *marks counts the marks since the last base. */
static void gate_rune(struct strbuf *out, unsigned int rune, bool keep_layout,
                      int *marks)
{
    int width = utf8_rune_width(rune);

    *marks = width == 0 ? *marks + 1 : 0;
    if (keep_layout && (rune == '\t' || rune == '\n'))
        strbuf_putc(out, (char)rune);
    else if (rune < 0x20 || rune == 0x7F)
        strbuf_printf(out, "^%c", (int)(rune ^ 0x40));
    else if (width < 0 || *marks > MARKS_MAX)
        strbuf_printf(out, "<U+%04X>", rune);
    else
        strbuf_rune(out, rune);
}

void utf8_gate(struct strbuf *out, struct slice s, bool keep_layout,
               size_t most)
{
    int marks = 0;

    for (size_t at = 0; at < s.len;) {
        unsigned int rune;
        size_t n = utf8_decode(s.at + at, s.len - at, &rune);

        if (most > 0 && at + n > most) {
            strbuf_puts(out, "...");
            return;
        }
        gate_rune(out, rune, keep_layout, &marks);
        at += n;
    }
}
