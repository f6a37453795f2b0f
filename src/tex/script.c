#include "tex/script.h"

#include <stddef.h>

struct pair {
    uint32_t from, to;
};

static uint32_t find(const struct pair *pairs, size_t count, uint32_t from)
{
    for (size_t i = 0; i < count; i++)
        if (pairs[i].from == from)
            return pairs[i].to;
    return 0;
}

static const struct pair subs[] = {
    { '+', 0x208A }, { '-', 0x208B }, { 0x2212, 0x208B }, { 'a', 0x2090 },
    { 'e', 0x2091 }, { 'h', 0x2095 }, { 'i', 0x1D62 },    { 'j', 0x2C7C },
    { 'k', 0x2096 }, { 'l', 0x2097 }, { 'm', 0x2098 },    { 'n', 0x2099 },
    { 'o', 0x2092 }, { 'p', 0x209A }, { 'r', 0x1D63 },    { 's', 0x209B },
    { 't', 0x209C }, { 'u', 0x1D64 }, { 'v', 0x1D65 },    { 'x', 0x2093 },
};

static const struct pair supers[] = {
    { '1', 0xB9 },   { '2', 0xB2 },      { '3', 0xB3 },   { '+', 0x207A },
    { '-', 0x207B }, { 0x2212, 0x207B }, { 'a', 0x1D43 }, { 'b', 0x1D47 },
    { 'c', 0x1D9C }, { 'd', 0x1D48 },    { 'e', 0x1D49 }, { 'f', 0x1DA0 },
    { 'g', 0x1D4D }, { 'h', 0x02B0 },    { 'i', 0x2071 }, { 'j', 0x02B2 },
    { 'k', 0x1D4F }, { 'l', 0x02E1 },    { 'm', 0x1D50 }, { 'n', 0x207F },
    { 'o', 0x1D52 }, { 'p', 0x1D56 },    { 'r', 0x02B3 }, { 's', 0x02E2 },
    { 't', 0x1D57 }, { 'u', 0x1D58 },    { 'v', 0x1D5B }, { 'w', 0x02B7 },
    { 'x', 0x02E3 }, { 'y', 0x02B8 },    { 'z', 0x1DBB }, { 'A', 0x1D2C },
    { 'B', 0x1D2E }, { 'D', 0x1D30 },    { 'E', 0x1D31 }, { 'G', 0x1D33 },
    { 'H', 0x1D34 }, { 'I', 0x1D35 },    { 'J', 0x1D36 }, { 'K', 0x1D37 },
    { 'L', 0x1D38 }, { 'M', 0x1D39 },    { 'N', 0x1D3A }, { 'O', 0x1D3C },
    { 'P', 0x1D3E }, { 'R', 0x1D3F },    { 'T', 0x1D40 }, { 'U', 0x1D41 },
    { 'V', 0x2C7D }, { 'W', 0x1D42 },
};

uint32_t script_of(uint32_t rune, bool super)
{
    uint32_t found = super
                         ? find(supers, sizeof supers / sizeof supers[0], rune)
                         : find(subs, sizeof subs / sizeof subs[0], rune);

    if (found)
        return found;
    if (rune >= '0' && rune <= '9')
        return (super ? 0x2070 : 0x2080) + (rune - '0');
    return 0;
}

static const struct pair hats[] = {
    { 'a', 0xE2 },   { 'c', 0x109 },  { 'e', 0xEA },  { 'g', 0x11D },
    { 'h', 0x125 },  { 'i', 0xEE },   { 'j', 0x135 }, { 'o', 0xF4 },
    { 's', 0x15D },  { 'u', 0xFB },   { 'w', 0x175 }, { 'y', 0x177 },
    { 'z', 0x1E91 }, { 'A', 0xC2 },   { 'C', 0x108 }, { 'E', 0xCA },
    { 'G', 0x11C },  { 'H', 0x124 },  { 'I', 0xCE },  { 'J', 0x134 },
    { 'O', 0xD4 },   { 'S', 0x15C },  { 'U', 0xDB },  { 'W', 0x174 },
    { 'Y', 0x176 },  { 'Z', 0x1E90 },
};

static const struct pair tildes[] = {
    { 'a', 0xE3 }, { 'n', 0xF1 }, { 'o', 0xF5 }, { 'i', 0x129 }, { 'u', 0x169 },
    { 'A', 0xC3 }, { 'N', 0xD1 }, { 'O', 0xD5 }, { 'I', 0x128 }, { 'U', 0x168 },
};

static const struct pair bars[] = {
    { 'a', 0x101 }, { 'e', 0x113 }, { 'i', 0x12B }, { 'o', 0x14D },
    { 'u', 0x16B }, { 'A', 0x100 }, { 'E', 0x112 }, { 'I', 0x12A },
    { 'O', 0x14C }, { 'U', 0x16A },
};

static const struct pair dots[] = {
    { 'c', 0x10B }, { 'e', 0x117 }, { 'g', 0x121 }, { 'z', 0x17C },
    { 'C', 0x10A }, { 'E', 0x116 }, { 'G', 0x120 }, { 'Z', 0x17B },
};

static const struct pair slashed[] = {
    { '=', 0x2260 },    { 0x2261, 0x2262 }, { 0x2208, 0x2209 },
    { 0x2203, 0x2204 }, { '<', 0x226E },    { '>', 0x226F },
};

uint32_t script_accented(uint32_t letter, uint32_t accent)
{
    switch (accent) {
    case 0x302:
        return find(hats, sizeof hats / sizeof hats[0], letter);
    case 0x303:
        return find(tildes, sizeof tildes / sizeof tildes[0], letter);
    case 0x304:
        return find(bars, sizeof bars / sizeof bars[0], letter);
    case 0x307:
        return find(dots, sizeof dots / sizeof dots[0], letter);
    case 0x338:
        return find(slashed, sizeof slashed / sizeof slashed[0], letter);
    default:
        return 0;
    }
}
