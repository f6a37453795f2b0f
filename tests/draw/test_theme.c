#include "support/test.h"

#include "draw/theme.h"

/* W3C's own example: #777777 on white has a contrast of 4.48:1. */
static void computes_contrast_as_wcag_does(void **state)
{
    (void)state;
    assert_near(theme_contrast(0x000000, 0xFFFFFF), 21.0, 1e-9);
    assert_near(theme_contrast(0x777777, 0xFFFFFF), 4.48, 0.005);
}

static uint32_t rgb(int colour, uint32_t own)
{
    return colour < 0 ? own : theme_rgb(colour);
}

static void check_contrast(enum theme theme, int colours, enum role role,
                           bool dark, double least)
{
    struct paint p = theme_paint(theme, colours, STYLE((uint8_t)role));
    uint32_t fg = rgb(p.fg, dark ? 0xFFFFFF : 0x000000);
    uint32_t bg = rgb(p.bg, dark ? 0x000000 : 0xFFFFFF);

    if (theme_contrast(fg, bg) < least)
        fail_msg("%s, %d colours, %s: %.2f", theme_name(theme), colours,
                 style_role_name(role), theme_contrast(fg, bg));
}

/* Every role, on the background that its theme is for. */
static void is_legible_in_every_role(void **state)
{
    (void)state;
    for (int colours = 8; colours <= 256; colours += 248)
        for (int r = 0; r < ROLE_COUNT; r++) {
            check_contrast(THEME_LIGHT, colours, (enum role)r, false, 4.5);
            check_contrast(THEME_DARK, colours, (enum role)r, true, 4.5);
            check_contrast(THEME_BOTH, colours, (enum role)r, false, 4.0);
            check_contrast(THEME_BOTH, colours, (enum role)r, true, 4.0);
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

        check_contrast(THEME_ROOM, 256, (enum role)r, true, quiet ? 4.5 : 7.0);
        check_contrast(THEME_ROOM, 8, (enum role)r, true, 4.5);
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
        cmocka_unit_test(is_legible_in_every_role),
        cmocka_unit_test(leaves_the_background_to_the_terminal),
        cmocka_unit_test(a_room_sees_black_on_white),
        cmocka_unit_test(has_no_colour_without_colours),
        cmocka_unit_test(finds_themes_by_name),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
