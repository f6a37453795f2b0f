#include "draw/theme.h"

#include <assert.h>

static const char *const names[THEME_COUNT] = {
    [THEME_BOTH] = "both", [THEME_LIGHT] = "light", [THEME_DARK] = "dark",
    [THEME_MONO] = "mono", [THEME_ROOM] = "room",
};

static const struct paint light[ROLE_COUNT] = {
    [ROLE_TEXT] = { -1, -1, 0 },      [ROLE_DIM] = { 240, -1, 0 },
    [ROLE_FAINT] = { 243, -1, 0 },    [ROLE_TITLE] = { -1, -1, ATTR_BOLD },
    [ROLE_ACCENT] = { 25, -1, 0 },    [ROLE_STRONG] = { -1, -1, ATTR_BOLD },
    [ROLE_TRUTH] = { 130, -1, 0 },    [ROLE_BAR] = { 61, -1, 0 },
    [ROLE_BAR_REST] = { 243, -1, 0 }, [ROLE_GOOD] = { 23, -1, 0 },
    [ROLE_BAD] = { 124, -1, 0 },      [ROLE_WARN] = { 94, -1, 0 },
    [ROLE_CODE] = { 54, -1, 0 },      [ROLE_LINK] = { 25, -1, ATTR_UNDERLINE },
    [ROLE_MATH] = { -1, -1, 0 },      [ROLE_FOCUS] = { 231, 25, 0 },
    [ROLE_KEY] = { 25, -1, 0 },       [ROLE_INPUT] = { -1, -1, ATTR_UNDERLINE },
};

static const struct paint dark[ROLE_COUNT] = {
    [ROLE_TEXT] = { -1, -1, 0 },      [ROLE_DIM] = { 247, -1, 0 },
    [ROLE_FAINT] = { 244, -1, 0 },    [ROLE_TITLE] = { -1, -1, ATTR_BOLD },
    [ROLE_ACCENT] = { 75, -1, 0 },    [ROLE_STRONG] = { -1, -1, ATTR_BOLD },
    [ROLE_TRUTH] = { 215, -1, 0 },    [ROLE_BAR] = { 68, -1, 0 },
    [ROLE_BAR_REST] = { 244, -1, 0 }, [ROLE_GOOD] = { 80, -1, 0 },
    [ROLE_BAD] = { 209, -1, 0 },      [ROLE_WARN] = { 220, -1, 0 },
    [ROLE_CODE] = { 147, -1, 0 },     [ROLE_LINK] = { 75, -1, ATTR_UNDERLINE },
    [ROLE_MATH] = { -1, -1, 0 },      [ROLE_FOCUS] = { 16, 75, 0 },
    [ROLE_KEY] = { 75, -1, 0 },       [ROLE_INPUT] = { -1, -1, ATTR_UNDERLINE },
};

/* Of xterm's cube these six alone, a grey among them, have 4.5:1 both on white
 * and on black: 29, 63, 98, 131, 163 and 243. */
static const struct paint both[ROLE_COUNT] = {
    [ROLE_TEXT] = { -1, -1, 0 },      [ROLE_DIM] = { 243, -1, 0 },
    [ROLE_FAINT] = { 243, -1, 0 },    [ROLE_TITLE] = { -1, -1, ATTR_BOLD },
    [ROLE_ACCENT] = { 63, -1, 0 },    [ROLE_STRONG] = { -1, -1, ATTR_BOLD },
    [ROLE_TRUTH] = { 131, -1, 0 },    [ROLE_BAR] = { 63, -1, 0 },
    [ROLE_BAR_REST] = { 243, -1, 0 }, [ROLE_GOOD] = { 29, -1, 0 },
    [ROLE_BAD] = { 163, -1, 0 },      [ROLE_WARN] = { 131, -1, 0 },
    [ROLE_CODE] = { 98, -1, 0 },      [ROLE_LINK] = { 63, -1, ATTR_UNDERLINE },
    [ROLE_MATH] = { -1, -1, 0 },      [ROLE_FOCUS] = { 231, 25, 0 },
    [ROLE_KEY] = { 63, -1, 0 },       [ROLE_INPUT] = { -1, -1, ATTR_UNDERLINE },
};

/* Eight colours have no orange: magenta on white and yellow on black are the
 * ones that blue and cyan keep away from and that are still legible. */
static const struct paint light8[ROLE_COUNT] = {
    [ROLE_TEXT] = { -1, -1, 0 },     [ROLE_DIM] = { -1, -1, 0 },
    [ROLE_FAINT] = { -1, -1, 0 },    [ROLE_TITLE] = { -1, -1, ATTR_BOLD },
    [ROLE_ACCENT] = { 4, -1, 0 },    [ROLE_STRONG] = { -1, -1, ATTR_BOLD },
    [ROLE_TRUTH] = { 5, -1, 0 },     [ROLE_BAR] = { 4, -1, 0 },
    [ROLE_BAR_REST] = { -1, -1, 0 }, [ROLE_GOOD] = { 4, -1, 0 },
    [ROLE_BAD] = { 1, -1, 0 },       [ROLE_WARN] = { 5, -1, 0 },
    [ROLE_CODE] = { -1, -1, 0 },     [ROLE_LINK] = { 4, -1, ATTR_UNDERLINE },
    [ROLE_MATH] = { -1, -1, 0 },     [ROLE_FOCUS] = { -1, -1, ATTR_REVERSE },
    [ROLE_KEY] = { 4, -1, 0 },       [ROLE_INPUT] = { -1, -1, ATTR_UNDERLINE },
};

static const struct paint dark8[ROLE_COUNT] = {
    [ROLE_TEXT] = { -1, -1, 0 },
    [ROLE_DIM] = { -1, -1, 0 },
    [ROLE_FAINT] = { -1, -1, 0 },
    [ROLE_TITLE] = { -1, -1, ATTR_BOLD },
    [ROLE_ACCENT] = { 6, -1, 0 },
    [ROLE_STRONG] = { -1, -1, ATTR_BOLD },
    [ROLE_TRUTH] = { 3, -1, 0 },
    [ROLE_BAR] = { 6, -1, 0 },
    [ROLE_BAR_REST] = { -1, -1, 0 },
    [ROLE_GOOD] = { 6, -1, 0 },
    [ROLE_BAD] = { 3, -1, ATTR_BOLD },
    [ROLE_WARN] = { 3, -1, 0 },
    [ROLE_CODE] = { -1, -1, 0 },
    [ROLE_LINK] = { 6, -1, ATTR_UNDERLINE },
    [ROLE_MATH] = { -1, -1, 0 },
    [ROLE_FOCUS] = { -1, -1, ATTR_REVERSE },
    [ROLE_KEY] = { 6, -1, 0 },
    [ROLE_INPUT] = { -1, -1, ATTR_UNDERLINE },
};

static const struct paint mono[ROLE_COUNT] = {
    [ROLE_TEXT] = { -1, -1, 0 },
    [ROLE_DIM] = { -1, -1, 0 },
    [ROLE_FAINT] = { -1, -1, 0 },
    [ROLE_TITLE] = { -1, -1, ATTR_BOLD },
    [ROLE_ACCENT] = { -1, -1, ATTR_BOLD },
    [ROLE_STRONG] = { -1, -1, ATTR_BOLD },
    [ROLE_TRUTH] = { -1, -1, ATTR_BOLD },
    [ROLE_BAR] = { -1, -1, 0 },
    [ROLE_BAR_REST] = { -1, -1, 0 },
    [ROLE_GOOD] = { -1, -1, 0 },
    [ROLE_BAD] = { -1, -1, ATTR_BOLD },
    [ROLE_WARN] = { -1, -1, ATTR_BOLD },
    [ROLE_CODE] = { -1, -1, 0 },
    [ROLE_LINK] = { -1, -1, ATTR_UNDERLINE },
    [ROLE_MATH] = { -1, -1, 0 },
    [ROLE_FOCUS] = { -1, -1, ATTR_REVERSE },
    [ROLE_KEY] = { -1, -1, ATTR_BOLD },
    [ROLE_INPUT] = { -1, -1, ATTR_UNDERLINE },
};

/* Black on white, and bold: what a projector washes out is still there. */
static const struct paint room[ROLE_COUNT] = {
    [ROLE_TEXT] = { 16, 231, ATTR_BOLD },
    [ROLE_DIM] = { 236, 231, ATTR_BOLD },
    [ROLE_FAINT] = { 243, 231, 0 },
    [ROLE_TITLE] = { 16, 231, ATTR_BOLD },
    [ROLE_ACCENT] = { 18, 231, ATTR_BOLD },
    [ROLE_STRONG] = { 16, 231, ATTR_BOLD },
    [ROLE_TRUTH] = { 94, 231, ATTR_BOLD },
    [ROLE_BAR] = { 19, 231, ATTR_BOLD },
    [ROLE_BAR_REST] = { 243, 231, 0 },
    [ROLE_GOOD] = { 22, 231, ATTR_BOLD },
    [ROLE_BAD] = { 88, 231, ATTR_BOLD },
    [ROLE_WARN] = { 94, 231, ATTR_BOLD },
    [ROLE_CODE] = { 53, 231, ATTR_BOLD },
    [ROLE_LINK] = { 18, 231, ATTR_BOLD | ATTR_UNDERLINE },
    [ROLE_MATH] = { 16, 231, ATTR_BOLD },
    [ROLE_FOCUS] = { 231, 18, ATTR_BOLD },
    [ROLE_KEY] = { 18, 231, ATTR_BOLD },
    [ROLE_INPUT] = { 16, 231, ATTR_BOLD | ATTR_UNDERLINE },
};

/* Stress is an underline here: see unbrightened(). */
static const struct paint room8[ROLE_COUNT] = {
    [ROLE_TEXT] = { 0, 7, 0 },
    [ROLE_DIM] = { 0, 7, 0 },
    [ROLE_FAINT] = { 0, 7, 0 },
    [ROLE_TITLE] = { 0, 7, ATTR_UNDERLINE },
    [ROLE_ACCENT] = { 4, 7, 0 },
    [ROLE_STRONG] = { 0, 7, ATTR_UNDERLINE },
    [ROLE_TRUTH] = { 4, 7, 0 },
    [ROLE_BAR] = { 4, 7, 0 },
    [ROLE_BAR_REST] = { 0, 7, 0 },
    [ROLE_GOOD] = { 4, 7, 0 },
    [ROLE_BAD] = { 0, 7, ATTR_UNDERLINE },
    [ROLE_WARN] = { 0, 7, ATTR_UNDERLINE },
    [ROLE_CODE] = { 0, 7, 0 },
    [ROLE_LINK] = { 4, 7, ATTR_UNDERLINE },
    [ROLE_MATH] = { 0, 7, 0 },
    [ROLE_FOCUS] = { 7, 4, 0 },
    [ROLE_KEY] = { 4, 7, 0 },
    [ROLE_INPUT] = { 0, 7, ATTR_UNDERLINE },
};

const char *theme_name(enum theme theme)
{
    assert((unsigned)theme < THEME_COUNT);
    return names[theme];
}

bool theme_from_name(struct slice name, enum theme *out)
{
    for (int i = 0; i < THEME_COUNT; i++)
        if (slice_is(name, names[i])) {
            *out = (enum theme)i;
            return true;
        }
    return false;
}

/* xterm, as others, shows a bold colour of the first eight as its bright
 * neighbour, which is too pale on a light ground; an underline stresses, too.
 */
static struct paint unbrightened(struct paint paint)
{
    if (paint.fg < 0 || !(paint.attr & ATTR_BOLD))
        return paint;
    paint.attr = (uint8_t)((paint.attr & ~ATTR_BOLD) | ATTR_UNDERLINE);
    return paint;
}

struct paint theme_paint(enum theme theme, int colours, struct style style)
{
    const struct paint *table = mono;
    struct paint paint;

    assert(style.role < ROLE_COUNT);
    if (theme == THEME_BOTH && colours >= 256)
        table = both;
    if (theme == THEME_LIGHT && colours >= 8)
        table = colours >= 256 ? light : light8;
    if (theme == THEME_DARK && colours >= 8)
        table = colours >= 256 ? dark : dark8;
    if (theme == THEME_ROOM && colours >= 8)
        table = colours >= 256 ? room : room8;
    paint = table[style.role];
    paint.attr |= style.attr;
    if (table == light8 || table == room8)
        paint = unbrightened(paint);
    return paint;
}

uint32_t theme_rgb(int colour)
{
    static const uint32_t first[16] = {
        0x000000, 0xCD0000, 0x00CD00, 0xCDCD00, 0x0000EE, 0xCD00CD,
        0x00CDCD, 0xE5E5E5, 0x7F7F7F, 0xFF0000, 0x00FF00, 0xFFFF00,
        0x5C5CFF, 0xFF00FF, 0x00FFFF, 0xFFFFFF,
    };
    static const uint32_t level[6] = { 0, 95, 135, 175, 215, 255 };
    uint32_t grey;

    assert(colour >= 0 && colour < 256);
    if (colour < 16)
        return first[colour];
    if (colour >= 232) {
        grey = (uint32_t)(8 + 10 * (colour - 232));
        return grey << 16 | grey << 8 | grey;
    }
    colour -= 16;
    return level[colour / 36] << 16 | level[colour / 6 % 6] << 8 |
           level[colour % 6];
}

uint32_t theme_ink(enum theme theme)
{
    return theme == THEME_DARK ? 0xE4E4E4 : 0x1C1C1C;
}

uint32_t theme_ground(enum theme theme)
{
    return theme == THEME_DARK ? 0x121212 : 0xFFFFFF;
}
