/* test_page_light.c - parts of a formula on a page: lit, and found again. */
#include "support/test.h"

#include <string.h>

#include "base/err.h"
#include "base/strbuf.h"
#include "draw/page.h"
#include "lesson/lesson.h"

struct sight {
    struct lesson *lesson;
    struct page *page;
    struct canvas *canvas;
    const struct page_anchor *equation;
};

static struct sight look(const char *text, int width)
{
    struct err err = { .line = 0 };
    struct sight s = { .lesson = lesson_parse(slice_of(text), "test", &err) };

    if (!s.lesson)
        fail_msg("line %d: %s", err.line, err.text);
    s.page = page_create(s.lesson,
                         (struct page_options){ .width = width, .step = -1 });
    s.canvas = canvas_create(page_rows(s.page), width, false);
    s.equation = page_find(s.page, ANCHOR_EQUATION, 0, 0);
    assert_non_null(s.equation);
    page_draw(s.canvas, canvas_area(s.canvas), s.page, 0, NULL);
    return s;
}

static void leave(struct sight *s)
{
    canvas_destroy(s->canvas);
    page_destroy(s->page);
    lesson_destroy(s->lesson);
}

/* What of the screen is reversed, row by row with a bar between rows. */
static const char *lit(const struct sight *s)
{
    static struct strbuf out;

    strbuf_clear(&out);
    for (int r = 0; r < canvas_rows(s->canvas); r++) {
        size_t before = out.len;

        for (int c = 0; c < canvas_cols(s->canvas); c++) {
            const struct cell *cell = canvas_cell(s->canvas, r, c);

            if (cell->attr & ATTR_REVERSE)
                strbuf_rune(&out, cell->rune);
        }
        if (out.len > before)
            strbuf_putc(&out, '|');
    }
    return strbuf_text(&out);
}

static const char *light(struct sight *s, const char *formula, const char *part,
                         struct page_spot *spot)
{
    uint32_t from = (uint32_t)(strstr(formula, part) - formula);
    struct page_part bytes = { s->equation, from,
                               from + (uint32_t)strlen(part) };

    page_draw(s->canvas, canvas_area(s->canvas), s->page, 0, NULL);
    assert_true(page_light(s->canvas, canvas_area(s->canvas), s->page, 0, bytes,
                           STYLE_WITH(ROLE_FOCUS, ATTR_REVERSE), spot));
    return lit(s);
}

static void lights_a_part_on_all_its_rows(void **state)
{
    const char *formula = "a + \\frac{b c}{d} = e";
    struct sight s = look("$$a + \\frac{b c}{d} = e$$", 40);
    struct page_spot spot;

    (void)state;
    assert_string_equal(
        light(&s, formula, "\\frac{b c}{d}", &spot),
        "bc|\xe2\x94\x80\xe2\x94\x80\xe2\x94\x80\xe2\x94\x80|d|");
    leave(&s);
    s = look("$$a + \\frac{b c}{d} = e$$", 40);
    assert_string_equal(light(&s, formula, "d", &spot), "d|");
    assert_int_equal(canvas_cell(s.canvas, spot.row, spot.col)->rune, 'd');
    leave(&s);
}

static void the_blank_inside_a_part_belongs_to_it(void **state)
{
    const char *formula = "L = p \\log q + r";
    struct sight s = look("$$L = p \\log q + r$$", 40);

    (void)state;
    assert_string_equal(light(&s, formula, "p \\log q", NULL), "p log q|");
    leave(&s);
}

/* 16 columns hold no line of it: it is written inline and wrapped. */
static void a_wrapped_formula_is_lit_where_it_goes_on(void **state)
{
    const char *formula = "f(aaaaaaaa, bbbbbbbb, cccccccc, dddddddd)";
    struct sight s = look("$$f(aaaaaaaa, bbbbbbbb, cccccccc, dddddddd)$$", 16);

    (void)state;
    assert_true(s.equation->rows > 1);
    assert_string_equal(light(&s, formula, "dddddddd", NULL), "dddddddd|");
    leave(&s);
}

static void what_is_scrolled_away_is_not_lit(void **state)
{
    struct sight s = look("$$a = b$$\n\nText.\n", 30);
    struct rect area = canvas_area(s.canvas);
    struct page_part part = { s.equation, 0, 5 };

    (void)state;
    assert_false(page_light(s.canvas, area, s.page, s.equation->row + 1, part,
                            STYLE(ROLE_FOCUS), NULL));
    leave(&s);
}

static void a_cell_leads_back_to_the_source(void **state)
{
    const char *formula = "a + \\frac{b c}{d} = e";
    struct sight s = look("$$a + \\frac{b c}{d} = e$$", 40);
    struct page_spot spot;
    struct page_part part;

    (void)state;
    light(&s, formula, "d", &spot);
    assert_true(page_part_at(s.page, s.equation, spot.row, spot.col, &part));
    assert_int_equal(part.from, strstr(formula, "d") - formula);
    /* Beside it nothing else stands in that row. */
    assert_true(page_part_at(s.page, s.equation, spot.row, 0, &part));
    assert_int_equal(part.from, strstr(formula, "d") - formula);
    assert_false(
        page_part_at(s.page, s.equation, s.equation->row - 1, 0, &part));
    leave(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lights_a_part_on_all_its_rows),
        cmocka_unit_test(the_blank_inside_a_part_belongs_to_it),
        cmocka_unit_test(a_wrapped_formula_is_lit_where_it_goes_on),
        cmocka_unit_test(what_is_scrolled_away_is_not_lit),
        cmocka_unit_test(a_cell_leads_back_to_the_source),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
