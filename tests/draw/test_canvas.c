#include "support/test.h"

#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"
#include "base/utf8.h"
#include "draw/canvas.h"
#include "draw/writer.h"

static struct style text = { ROLE_TEXT, 0 };

static void assert_screen(struct canvas *canvas, const char *wanted)
{
    struct strbuf out = { 0 };

    writer_text(&out, canvas);
    assert_string_equal(strbuf_text(&out), wanted);
    strbuf_finish(&out);
}

static void elides_what_is_too_long(void **state)
{
    struct canvas *canvas = canvas_create(2, 12, false);

    (void)state;
    assert_int_equal(canvas_puts(canvas, 0, 0, 8, "likelihood", text), 8);
    assert_int_equal(canvas_puts(canvas, 1, 0, 10, "likelihood", text), 10);
    assert_screen(canvas, "likelih…\nlikelihood\n");
    canvas_destroy(canvas);
}

static void elides_in_ascii_with_three_dots(void **state)
{
    struct canvas *canvas = canvas_create(2, 12, true);

    (void)state;
    canvas_puts(canvas, 0, 0, 8, "likelihood", text);
    canvas_puts(canvas, 1, 0, 12, "−0.5 → ŷ", text);
    assert_screen(canvas, "likel...\n-0.5 > y\n");
    canvas_destroy(canvas);
}

static void never_splits_a_wide_rune(void **state)
{
    struct canvas *canvas = canvas_create(3, 4, false);

    (void)state;
    canvas_puts(canvas, 0, 0, 4, "日本", text);
    assert_int_equal(canvas_cell(canvas, 0, 0)->width, 2);
    assert_int_equal(canvas_cell(canvas, 0, 1)->width, 0);
    canvas_puts(canvas, 0, 1, 1, "x", text);
    canvas_puts(canvas, 1, 0, 3, "日本", text);
    canvas_rune(canvas, 2, 3, 0x65E5, text);
    assert_screen(canvas, " x本\n日…\n\n");
    canvas_destroy(canvas);
}

static void keeps_combining_marks_with_their_base(void **state)
{
    struct canvas *canvas = canvas_create(1, 4, false);
    uint32_t marks[CANVAS_MARKS];

    (void)state;
    canvas_puts(canvas, 0, 0, 4, "p\xCC\x82q", text);
    assert_int_equal(canvas_marks(canvas, canvas_cell(canvas, 0, 0), marks), 1);
    assert_int_equal(marks[0], 0x302);
    assert_int_equal(canvas_cell(canvas, 0, 1)->rune, 'q');
    canvas_destroy(canvas);
}

static void shows_controls_instead_of_obeying_them(void **state)
{
    struct canvas *canvas = canvas_create(1, 20, false);

    (void)state;
    canvas_puts(canvas, 0, 0, 20, "a\033[2J\rb", text);
    assert_screen(canvas, "a^[[2J^Mb\n");
    canvas_destroy(canvas);
}

static void draws_nothing_outside_its_clip(void **state)
{
    struct canvas *canvas = canvas_create(3, 6, false);
    struct rect old = canvas_clip(canvas, (struct rect){ 1, 1, 1, 3 });

    (void)state;
    for (int r = -1; r < 5; r++)
        canvas_puts(canvas, r, -2, 20, "abcdefghij", text);
    canvas_fill(canvas, (struct rect){ -5, -5, 20, 2 }, '#', text);
    canvas_unclip(canvas, old);
    assert_screen(canvas, "\n def\n\n");
    canvas_destroy(canvas);
}

static void finds_the_last_target_said(void **state)
{
    struct canvas *canvas = canvas_create(5, 10, false);
    struct hit hit;

    (void)state;
    canvas_target(canvas, canvas_area(canvas), (struct target){ 1, 0, 0 });
    canvas_target(canvas, (struct rect){ 2, 3, 1, 4 },
                  (struct target){ 2, 7, 8 });
    assert_true(canvas_hit(canvas, 2, 5, &hit));
    assert_int_equal(hit.target.kind, 2);
    assert_int_equal(hit.target.b, 8);
    assert_int_equal(hit.col, 2);
    assert_true(canvas_hit(canvas, 0, 0, &hit));
    assert_int_equal(hit.target.kind, 1);
    assert_false(canvas_hit(canvas, 99, 0, &hit));
    canvas_clear(canvas);
    assert_false(canvas_hit(canvas, 2, 5, &hit));
    canvas_destroy(canvas);
}

static void hides_a_cursor_that_is_clipped(void **state)
{
    struct canvas *canvas = canvas_create(2, 4, false);
    int row = 9, col = 9;

    (void)state;
    assert_false(canvas_cursor_at(canvas, &row, &col));
    canvas_cursor(canvas, 1, 3);
    assert_true(canvas_cursor_at(canvas, &row, &col));
    assert_int_equal(col, 3);
    canvas_cursor(canvas, 2, 0);
    assert_false(canvas_cursor_at(canvas, &row, &col));
    canvas_destroy(canvas);
}

/* A law: whatever is drawn where, a wide rune's halves stay together and in
 * ASCII every cell is printable ASCII. Random with a fixed seed. */
static void holds_its_invariants_under_random_drawing(void **state)
{
    static const char *const pieces[] = { "日本語",   "a\xCC\x82\xCC\x83z",
                                          "\xFF\xFE", "plain text",
                                          "−0.126",   "▏█日▊" };
    unsigned seed = 1;

    (void)state;
    for (int i = 0; i < 4000; i++) {
        bool ascii = i % 2;
        struct canvas *canvas =
            canvas_create(1 + rand_r(&seed) % 4, 1 + rand_r(&seed) % 9, ascii);

        for (int j = 0; j < 12; j++)
            canvas_puts(canvas, rand_r(&seed) % 6 - 1, rand_r(&seed) % 12 - 2,
                        rand_r(&seed) % 12, pieces[rand_r(&seed) % 6], text);
        for (int r = 0; r < canvas_rows(canvas); r++)
            for (int c = 0; c < canvas_cols(canvas); c++) {
                const struct cell *cell = canvas_cell(canvas, r, c);

                if (cell->width == 2)
                    assert_true(c + 1 < canvas_cols(canvas) &&
                                cell[1].width == 0);
                if (cell->width == 0)
                    assert_true(c > 0 && cell[-1].width == 2);
                if (ascii)
                    assert_in_range(cell->rune, 0x20, 0x7E);
            }
        canvas_destroy(canvas);
    }
}

static void clamps_its_size(void **state)
{
    struct canvas *canvas = canvas_create(0, 99999, false);

    (void)state;
    assert_int_equal(canvas_rows(canvas), 1);
    assert_int_equal(canvas_cols(canvas), CANVAS_MAX);
    assert_int_equal(sizeof(struct cell), 8);
    canvas_destroy(canvas);
    canvas_destroy(NULL);
}

static void a_clip_in_a_clip_only_shrinks_it(void **state)
{
    struct canvas *canvas = canvas_create(2, 8, false);
    struct rect whole = canvas_clip(canvas, (struct rect){ 0, 1, 1, 4 });
    struct rect outer = canvas_clip(canvas, (struct rect){ 0, 3, 2, 5 });

    (void)state;
    canvas_fill(canvas, canvas_area(canvas), '#', text);
    canvas_unclip(canvas, outer);
    canvas_puts(canvas, 0, 0, 2, "ab", text);
    canvas_unclip(canvas, whole);
    canvas_puts(canvas, 1, 0, 2, "ab", text);
    assert_screen(canvas, " b ##\nab\n");
    canvas_destroy(canvas);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(elides_what_is_too_long),
        cmocka_unit_test(elides_in_ascii_with_three_dots),
        cmocka_unit_test(never_splits_a_wide_rune),
        cmocka_unit_test(keeps_combining_marks_with_their_base),
        cmocka_unit_test(shows_controls_instead_of_obeying_them),
        cmocka_unit_test(draws_nothing_outside_its_clip),
        cmocka_unit_test(finds_the_last_target_said),
        cmocka_unit_test(hides_a_cursor_that_is_clipped),
        cmocka_unit_test(holds_its_invariants_under_random_drawing),
        cmocka_unit_test(clamps_its_size),
        cmocka_unit_test(a_clip_in_a_clip_only_shrinks_it),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
