#include "support/test.h"

#include <string.h>

#include "base/strbuf.h"
#include "draw/canvas.h"
#include "draw/writer.h"

static void trims_blanks_and_keeps_rows(void **state)
{
    struct canvas *canvas = canvas_create(3, 10, false);
    struct strbuf out = { 0 };

    (void)state;
    canvas_puts(canvas, 1, 2, 8, "a  b", STYLE(ROLE_TEXT));
    writer_text(&out, canvas);
    assert_string_equal(strbuf_text(&out), "\n  a  b\n\n");
    strbuf_finish(&out);
    canvas_destroy(canvas);
}

static void changes_the_look_only_where_it_changes(void **state)
{
    struct canvas *canvas = canvas_create(1, 12, false);
    struct strbuf out = { 0 };

    (void)state;
    canvas_puts(canvas, 0, 0, 2, "ab", STYLE(ROLE_TEXT));
    canvas_puts(canvas, 0, 2, 2, "cd", STYLE(ROLE_BAD));
    canvas_puts(canvas, 0, 4, 2, "ef", STYLE_WITH(ROLE_BAD, ATTR_BOLD));
    writer_ansi(&out, canvas, THEME_LIGHT, 256);
    assert_string_equal(strbuf_text(&out),
                        "ab\033[0;38;5;124mcd\033[0;1;38;5;124mef\033[0m\n");
    strbuf_finish(&out);
    canvas_destroy(canvas);
}

static void writes_no_colour_for_the_monochrome_theme(void **state)
{
    struct canvas *canvas = canvas_create(1, ROLE_COUNT, false);
    struct strbuf out = { 0 };

    (void)state;
    for (int r = 0; r < ROLE_COUNT; r++)
        canvas_rune(canvas, 0, r, 'x', STYLE((uint8_t)r));
    writer_ansi(&out, canvas, THEME_MONO, 256);
    assert_null(strstr(strbuf_text(&out), ";3"));
    assert_null(strstr(strbuf_text(&out), ";4;"));
    strbuf_finish(&out);
    canvas_destroy(canvas);
}

static void draws_bars_as_shapes_and_escapes_markup(void **state)
{
    struct canvas *canvas = canvas_create(1, 12, false);
    struct strbuf out = { 0 };

    (void)state;
    canvas_puts(canvas, 0, 0, 12, "a<&b", STYLE(ROLE_TEXT));
    canvas_puts(canvas, 0, 6, 6, "███▌", STYLE(ROLE_BAR));
    canvas_puts(canvas, 0, 10, 2, "ok", STYLE(ROLE_FOCUS));
    writer_svg(&out, canvas, THEME_DARK);
    assert_non_null(strstr(strbuf_text(&out), ">a&lt;&amp;b</text>"));
    assert_null(strstr(strbuf_text(&out), "█"));
    /* What has the focus has its ground: two cells of 9 at column 10. */
    assert_non_null(strstr(strbuf_text(&out), "-on\" x=\"104\" y=\"14\" "
                                              "width=\"18\""));
    /* Three whole cells of 9, at the padding of 14 and column 6. */
    assert_non_null(
        strstr(strbuf_text(&out), "x=\"68\" y=\"17\" width=\"27\""));
    strbuf_finish(&out);
    canvas_destroy(canvas);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(trims_blanks_and_keeps_rows),
        cmocka_unit_test(changes_the_look_only_where_it_changes),
        cmocka_unit_test(writes_no_colour_for_the_monochrome_theme),
        cmocka_unit_test(draws_bars_as_shapes_and_escapes_markup),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
