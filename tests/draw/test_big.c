/* test_big.c - digits three rows tall. */
#include "support/test.h"

#include <math.h>
#include <string.h>

#include "base/utf8.h"
#include "draw/big.h"
#include "draw/big_font.h"
#include "draw/canvas.h"
#include "draw/number.h"

enum { ROWS = 3, COLS = 60, SEEN_MAX = 64 };

/* The runes of a text drawn on an empty canvas, as one string of cells. */
static int picture(const char *text, bool ascii, uint32_t *out)
{
    struct canvas *canvas = canvas_create(ROWS, COLS, ascii);
    int cols = big_draw(canvas, canvas_area(canvas), text, STYLE(ROLE_TEXT));

    for (int i = 0; i < ROWS * COLS; i++)
        out[i] = canvas_cell(canvas, i / COLS, i % COLS)->rune;
    canvas_destroy(canvas);
    return cols;
}

static bool is_block(uint32_t rune)
{
    return rune == ' ' || rune == 0x2588 || rune == 0x2580 || rune == 0x2584;
}

/* Every character of a text has a picture of its own, of blocks alone. */
static void check(const char *text)
{
    uint32_t cells[ROWS * COLS];
    struct slice rest = slice_of(text);

    while (rest.len) {
        unsigned int rune;
        size_t n = utf8_decode(rest.at, rest.len, &rune);
        char one[UTF8_MAX + 1] = "";

        memcpy(one, rest.at, n);
        rest = slice_sub(rest, n, rest.len);
        assert_true(picture(one, false, cells) > 0);
        for (int i = 0; i < ROWS * COLS; i++)
            if (!is_block(cells[i]))
                fail_msg("'%s' of '%s' is not drawn large", one, text);
    }
}

/* What draw/number.h writes is what a reading holds. */
static void every_number_is_drawn_large(void **state)
{
    static const double values[] = { 0.0,    1234567890.0, -2.0715,  1e-300,
                                     -1e300, 5e-324,       INFINITY, -INFINITY,
                                     NAN,    0.5,          6.78e9,   4.25 };

    (void)state;
    for (int ascii = 0; ascii < 2; ascii++)
        for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
            check(number_fixed(values[i], 4, ascii).text);
            check(number_digits(values[i], 17, ascii).text);
            for (int cols = 1; cols < 12; cols++)
                check(number_fit(values[i], 4, cols, ascii).text);
        }
    check(number_count(10000000, false).text);
    check(number_wide((struct wide){ 0.75, -9000000 }, 4, false).text);
    check("nats bits bans <= >= < > \xE2\x89\xA4 \xE2\x89\xA5 \xE2\x89\x88");
    check("(0.7, 0.2, 0.1) = \xC3\x97 \xE2\x9C\x93 \xE2\x9C\x97 ~ 35%");
}

static void no_two_characters_look_alike(void **state)
{
    static const char *const all[] = { "0",
                                       "1",
                                       "2",
                                       "3",
                                       "4",
                                       "5",
                                       "6",
                                       "7",
                                       "8",
                                       "9",
                                       ".",
                                       ",",
                                       "-",
                                       "+",
                                       "=",
                                       "e",
                                       "i",
                                       "n",
                                       "f",
                                       "a",
                                       "<",
                                       ">",
                                       "(",
                                       ")",
                                       "[",
                                       "]",
                                       "/",
                                       "%",
                                       "~",
                                       "\xE2\x88\x9E",
                                       "\xC3\x97",
                                       "\xE2\x80\xA6",
                                       "\xE2\x9C\x93",
                                       "\xE2\x9C\x97" };
    enum { COUNT = sizeof all / sizeof *all };
    static uint32_t seen[COUNT][ROWS * COLS];

    (void)state;
    for (int ascii = 0; ascii < 2; ascii++)
        for (int i = 0; i < COUNT; i++) {
            picture(all[i], ascii, seen[i]);
            for (int k = 0; k < i; k++)
                if (!memcmp(seen[i], seen[k], sizeof seen[i]))
                    fail_msg("'%s' looks like '%s'%s", all[i], all[k],
                             ascii ? " in ASCII" : "");
        }
}

/* All of the table: but for those that look alike in print, too. */
static void no_two_signs_look_alike(void **state)
{
    enum { LAST = 0x2717 };
    static const uint32_t alike[] = { 0x2212, 0x03BF, 0x2032 };

    (void)state;
    for (uint32_t a = '!'; a <= LAST; a++)
        for (uint32_t b = '!'; b < a && big_font_of(a); b++) {
            const struct big_font *x = big_font_of(a), *y = big_font_of(b);

            if (y && !strcmp(x->row[0], y->row[0]) &&
                !strcmp(x->row[1], y->row[1]) &&
                !strcmp(x->row[2], y->row[2]) && a != alike[0] &&
                a != alike[1] && a != alike[2])
                fail_msg("U+%04X looks like U+%04X", (unsigned)a, (unsigned)b);
        }
}

/* Three rows as long as each other, of the four kinds of cells. */
static void every_picture_is_a_rectangle(void **state)
{
    (void)state;
    for (uint32_t rune = ' '; rune <= 0x2717; rune++) {
        const struct big_font *glyph = big_font_of(rune);

        for (int r = 0; glyph && r < BIG_ROWS; r++) {
            assert_int_equal(strlen(glyph->row[r]), big_font_cols(glyph));
            assert_int_equal(strspn(glyph->row[r], "#^_ "),
                             big_font_cols(glyph));
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_number_is_drawn_large),
        cmocka_unit_test(no_two_characters_look_alike),
        cmocka_unit_test(no_two_signs_look_alike),
        cmocka_unit_test(every_picture_is_a_rectangle),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
