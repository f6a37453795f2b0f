#include "lesson/entity.h"

#include "base/strbuf.h"
#include "base/utf8.h"

static const struct {
    const char *name;
    unsigned rune;
} known[] = {
    { "amp", '&' },      { "lt", '<' },       { "gt", '>' },
    { "quot", '"' },     { "apos", '\'' },    { "nbsp", 0xA0 },
    { "ndash", 0x2013 }, { "mdash", 0x2014 }, { "hellip", 0x2026 },
    { "lsquo", 0x2018 }, { "rsquo", 0x2019 }, { "ldquo", 0x201C },
    { "rdquo", 0x201D }, { "times", 0xD7 },   { "minus", 0x2212 },
    { "plusmn", 0xB1 },  { "le", 0x2264 },    { "ge", 0x2265 },
    { "ne", 0x2260 },    { "rarr", 0x2192 },  { "larr", 0x2190 },
    { "copy", 0xA9 },    { "middot", 0xB7 },  { "deg", 0xB0 },
    { "sect", 0xA7 },    { "eacute", 0xE9 },  { "uuml", 0xFC },
    { "ouml", 0xF6 },    { "auml", 0xE4 },    { "szlig", 0xDF },
};

/* "#955" or "#x3bb". */
static unsigned number(struct slice digits)
{
    unsigned base = 10, value = 0;
    size_t i = 1;

    if (digits.len > 1 && (digits.at[1] == 'x' || digits.at[1] == 'X')) {
        base = 16;
        i = 2;
    }
    for (; i < digits.len; i++) {
        unsigned char c = (unsigned char)digits.at[i];

        if (c >= '0' && c <= '9')
            value = value * base + (c - '0');
        else
            value = value * base + ((c | 0x20u) - 'a' + 10u);
        if (value > 0x10FFFF)
            return UTF8_REPLACEMENT;
    }
    return value ? value : UTF8_REPLACEMENT;
}

void entity_add(struct strbuf *out, struct slice entity)
{
    struct slice name = slice_sub(entity, 1, entity.len - 1);

    if (slice_starts(name, "#")) {
        strbuf_rune(out, number(name));
        return;
    }
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (slice_is(name, known[i].name)) {
            strbuf_rune(out, known[i].rune);
            return;
        }
    strbuf_slice(out, entity);
}
