#include "support/test.h"

#include "draw/theme.h"

/* Relative luminance, WCAG 2.1: sRGB channels made linear, then weighed. */
static double luminance(uint32_t rgb)
{
    static const double weight[3] = { 0.2126, 0.7152, 0.0722 };
    double sum = 0.0;

    for (int i = 0; i < 3; i++) {
        double c = (double)(rgb >> (16 - 8 * i) & 0xFF) / 255.0;

        c = c <= 0.03928 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
        sum += weight[i] * c;
    }
    return sum;
}

/* WCAG's contrast ratio of two colours 0xRRGGBB, 1 to 21. */
static double contrast(uint32_t a, uint32_t b)
{
    double x = luminance(a), y = luminance(b);

    return (fmax(x, y) + 0.05) / (fmin(x, y) + 0.05);
}

/* W3C's own example: #777777 on white has a contrast of 4.48:1. */
static void computes_contrast_as_wcag_does(void **state)
{
    (void)state;
    assert_near(contrast(0x000000, 0xFFFFFF), 21.0, 1e-9);
    assert_near(contrast(0x777777, 0xFFFFFF), 4.48, 0.005);
}

/* The sixteen of xterm's resource file (XTerm-col.ad: color0 to color15). */
static const uint32_t sixteen[16] = {
    0x000000, 0xCD0000, 0x00CD00, 0xCDCD00, 0x0000EE, 0xCD00CD,
    0x00CDCD, 0xE5E5E5, 0x7F7F7F, 0xFF0000, 0x00FF00, 0xFFFF00,
    0x5C5CFF, 0xFF00FF, 0x00FFFF, 0xFFFFFF,
};

/* What xterm shows for a colour; -1: the terminal's own, which is `own`. The
 * cube and the greys are those of its 256colres.pl: a step is nothing or 55
 * and 40 each, and the greys are 8 and 10 each. Bold ones of the first eight
 * are shown as bright ones (its resource boldColors). */
static uint32_t shown(int colour, bool bold, uint32_t own)
{
    int rest = colour - 16, step[3] = { rest / 36, rest / 6 % 6, rest % 6 };
    uint32_t rgb = 0;

    if (colour < 0)
        return own;
    if (colour < 16)
        return sixteen[bold && colour < 8 ? colour + 8 : colour];
    for (int i = 0; i < 3; i++) {
        int level = step[i] ? 55 + 40 * step[i] : 0;

        if (colour >= 232)
            level = 8 + 10 * (colour - 232);
        rgb = rgb << 8 | (uint32_t)level;
    }
    return rgb;
}

static void knows_the_colours_of_xterm(void **state)
{
    (void)state;
    for (int i = 0; i < 256; i++)
        assert_int_equal(theme_rgb(i), shown(i, false, 0));
}

static void check_contrast(enum theme theme, int colours, struct style style,
                           bool dark, double least)
{
    struct paint p = theme_paint(theme, colours, style);
    uint32_t fg = shown(p.fg, p.attr & ATTR_BOLD, dark ? 0xFFFFFF : 0x000000);
    uint32_t bg = shown(p.bg, false, dark ? 0x000000 : 0xFFFFFF);

    if (contrast(fg, bg) < least)
        fail_msg("%s, %d colours, %s with %d: %.3f on %s", theme_name(theme),
                 colours, style_role_name((enum role)style.role), style.attr,
                 contrast(fg, bg), dark ? "black" : "white");
}

/* Every role with every attribute, on each background that a terminal with
 * its theme may have, for each kind of terminal. */
static void is_legible_in_every_role(void **state)
{
    static const int kinds[] = { 0, 8, 16, 88, 256 };

    (void)state;
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
        for (int i = 0; i < ROLE_COUNT * (ATTR_ALL + 1); i++) {
            struct style style = STYLE_WITH((uint8_t)(i / (ATTR_ALL + 1)),
                                            (uint8_t)(i % (ATTR_ALL + 1)));

            check_contrast(THEME_LIGHT, kinds[k], style, false, 4.5);
            check_contrast(THEME_DARK, kinds[k], style, true, 4.5);
            for (int dark = 0; dark <= 1; dark++) {
                check_contrast(THEME_BOTH, kinds[k], style, dark, 4.5);
                check_contrast(THEME_MONO, kinds[k], style, dark, 4.5);
                check_contrast(THEME_ROOM, kinds[k], style, dark, 4.5);
            }
        }
}

/* A picture has its own ground and ink. */
static void is_legible_in_a_picture(void **state)
{
    (void)state;
    for (int t = 0; t < THEME_COUNT; t++)
        for (int r = 0; r < ROLE_COUNT; r++) {
            enum theme theme = (enum theme)t;
            struct paint p = theme_paint(theme, 256, STYLE((uint8_t)r));
            uint32_t fg = shown(p.fg, false, theme_ink(theme));
            uint32_t bg = shown(p.bg, false, theme_ground(theme));

            if (contrast(fg, bg) < 4.5)
                fail_msg("a picture, %s, %s: %.3f", theme_name(theme),
                         style_role_name((enum role)r), contrast(fg, bg));
        }
}

static void leaves_the_background_to_the_terminal(void **state)
{
    (void)state;
    for (int t = 0; t < THEME_COUNT; t++)
        for (int r = 0; r < ROLE_COUNT && t != THEME_ROOM; r++)
            if (r != ROLE_FOCUS)
                assert_int_equal(
                    theme_paint((enum theme)t, 256, STYLE((uint8_t)r)).bg, -1);
}

/* Whatever the terminal's own colours are. */
static void a_room_sees_black_on_white(void **state)
{
    (void)state;
    for (int r = 0; r < ROLE_COUNT; r++) {
        bool quiet = r == ROLE_FAINT || r == ROLE_BAR_REST || r == ROLE_TRUTH ||
                     r == ROLE_WARN;

        check_contrast(THEME_ROOM, 256, STYLE((uint8_t)r), true,
                       quiet ? 4.5 : 7.0);
        assert_true(theme_paint(THEME_ROOM, 8, STYLE((uint8_t)r)).bg >= 0);
        assert_true(theme_paint(THEME_ROOM, 256, STYLE((uint8_t)r)).bg >= 0);
    }
}

static void has_no_colour_without_colours(void **state)
{
    (void)state;
    for (int r = 0; r < ROLE_COUNT; r++) {
        struct paint p = theme_paint(THEME_DARK, 0, STYLE((uint8_t)r));

        assert_int_equal(p.fg, -1);
        assert_int_equal(p.bg, -1);
    }
}

static void finds_themes_by_name(void **state)
{
    enum theme theme = THEME_MONO;

    (void)state;
    assert_true(theme_from_name(slice_of("dark"), &theme));
    assert_int_equal(theme, THEME_DARK);
    assert_false(theme_from_name(slice_of("pink"), &theme));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(computes_contrast_as_wcag_does),
        cmocka_unit_test(knows_the_colours_of_xterm),
        cmocka_unit_test(is_legible_in_every_role),
        cmocka_unit_test(is_legible_in_a_picture),
        cmocka_unit_test(leaves_the_background_to_the_terminal),
        cmocka_unit_test(a_room_sees_black_on_white),
        cmocka_unit_test(has_no_colour_without_colours),
        cmocka_unit_test(finds_themes_by_name),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
