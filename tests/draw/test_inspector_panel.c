/* test_inspector_panel.c - the panel of an equation's part, drawn without a
 * lab: p_k = k/6 over three outcomes, worked by hand.
 */
#include "support/test.h"

#include <string.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/strbuf.h"
#include "course/equation.h"
#include "course/inspect.h"
#include "draw/inspector_panel.h"
#include "draw/writer.h"
#include "tex/parse.h"
#include "tex/read.h"
#include "tex/scope.h"

struct sheet {
    struct arena *arena;
    struct equation *equation;
    struct inspect *inspect;
    struct strbuf text;
    int most;
};

static struct sheet open_sheet(const char *formula, const char *part)
{
    static const char define[] = "domain k = 1..3\np_k := \\frac{k}{6}\n";
    struct sheet s = { .arena = arena_create() };
    struct slice source = slice_of(formula);
    uint32_t from = (uint32_t)(strstr(formula, part) - formula);
    struct err err = { .line = 0 };

    s.equation = arena_alloc(s.arena, sizeof *s.equation);
    s.equation->scope =
        scope_define(s.arena, scope_create(s.arena), slice_of(define), 1, &err);
    if (!s.equation->scope)
        fail_msg("line %d: %s", err.line, err.text);
    s.equation->formula = mean_read(s.arena, tex_parse(s.arena, source, NULL),
                                    source, s.equation->scope);
    s.inspect = inspect_create(s.equation);
    assert_non_null(s.inspect);
    assert_true(inspect_to(s.inspect, from, from + (uint32_t)strlen(part)));
    return s;
}

static void close_sheet(struct sheet *s)
{
    inspect_destroy(s->inspect);
    strbuf_finish(&s->text);
    arena_destroy(s->arena);
}

/* The panel at a size, with a margin that must stay empty. */
static const char *draw(struct sheet *s, int cols, int rows, int skip,
                        bool ascii)
{
    struct canvas *canvas = canvas_create(rows + 2, cols + 2, ascii);
    struct inspector_look look = { UNIT_NATS, skip };
    struct rect area = { 1, 1, rows, cols };

    s->most = inspector_panel_draw(canvas, area, s->inspect, &look);
    for (int c = 0; c < cols + 2; c++) {
        assert_int_equal(canvas_cell(canvas, 0, c)->rune, ' ');
        assert_int_equal(canvas_cell(canvas, rows + 1, c)->rune, ' ');
    }
    for (int r = 0; r < rows + 2; r++) {
        assert_int_equal(canvas_cell(canvas, r, 0)->rune, ' ');
        assert_int_equal(canvas_cell(canvas, r, cols + 1)->rune, ' ');
    }
    strbuf_clear(&s->text);
    writer_text(&s->text, canvas);
    canvas_destroy(canvas);
    return strbuf_text(&s->text);
}

static const char sum[] = "a = \\sum_{k=1}^3 p_k";

static void a_sum_opens_into_its_terms(void **state)
{
    struct sheet s = open_sheet(sum, "\\sum_{k=1}^3 p_k");

    (void)state;
    assert_string_equal(
        draw(&s, 60, 8, 0, true),
        "\n"
        " -- part 2 of 2 ------------------------------------ k = 1 --\n"
        " SUM_{k=1}^3 p_k  = 1   rounded\n"
        " = 0.167 + 0.333 + 0.5\n"
        "\n"
        "   k  term                         value       sum so far\n"
        " > 1  0.167                         0.1667      0.1667\n"
        "   2  0.333                         0.3333      0.5\n"
        "   3  0.5                           0.5         1\n"
        "\n");
    close_sheet(&s);
}

static void a_definition_is_shown_where_it_is_used(void **state)
{
    struct sheet s = open_sheet(sum, "p_k");

    (void)state;
    assert_true(inspect_shift(s.inspect, 1));
    draw(&s, 60, 4, 0, false);
    assert_non_null(strstr(s.text.at, "k = 2"));
    assert_non_null(strstr(s.text.at, "= 0.333333"));
    assert_non_null(strstr(s.text.at, "p\xe2\x82\x96 := k/6"));
    /* In two dimensions where there are rows. */
    draw(&s, 60, 8, 0, true);
    assert_non_null(strstr(s.text.at, "\n"
                                      "        k\n"
                                      " p  := ---\n"
                                      "  k     6\n"));
    close_sheet(&s);
}

static void what_has_no_value_says_why(void **state)
{
    struct sheet s = open_sheet("a = b + p_k", "b + p_k");

    (void)state;
    draw(&s, 60, 6, 0, false);
    assert_non_null(strstr(s.text.at, "has no value"));
    assert_non_null(strstr(s.text.at, "'b'"));
    assert_non_null(strstr(s.text.at, "= b + 0.167"));
    close_sheet(&s);
}

/* Rows go in this order: the blank one, the numbers, then the table. */
static void few_rows_keep_the_value(void **state)
{
    struct sheet s = open_sheet(sum, "\\sum_{k=1}^3 p_k");

    (void)state;
    for (int rows = 1; rows < 12; rows++)
        for (int cols = 12; cols < 90; cols += 7) {
            draw(&s, cols, rows, 0, false);
            assert_non_null(strstr(s.text.at, "part 2"));
            if (rows > 2)
                assert_non_null(strstr(s.text.at, "= 1"));
        }
    draw(&s, 60, 4, 0, false);
    assert_non_null(strstr(s.text.at, "0.167 + 0.333"));
    assert_null(strstr(s.text.at, "so far"));
    draw(&s, 60, 5, 0, false);
    assert_non_null(strstr(s.text.at, "so far"));
    assert_null(strstr(s.text.at, "0.167 + 0.333"));
    close_sheet(&s);
}

static void only_terms_in_sight_are_there(void **state)
{
    struct sheet s = open_sheet("a = \\sum_{k=1}^{10000000} \\frac{1}{k^2}",
                                "\\sum_{k=1}^{10000000} \\frac{1}{k^2}");
    struct err err;

    (void)state;
    assert_true(inspect_index(s.inspect, slice_of("k"), 9999999, &err));
    draw(&s, 70, 12, 0, false);
    assert_non_null(strstr(s.text.at, "\xe2\x96\xb8  9,999,999"));
    assert_non_null(strstr(s.text.at, "of 10,000,000"));
    assert_non_null(strstr(s.text.at, "is being computed"));
    /* So far from the start no sum is run up to there. */
    assert_non_null(strstr(s.text.at, "\xc2\xb7"));
    close_sheet(&s);
}

static void what_is_wide_scrolls_as_far_as_it_is(void **state)
{
    struct sheet s = open_sheet(sum, "\\sum_{k=1}^3 p_k");

    (void)state;
    draw(&s, 60, 8, 0, false);
    assert_int_equal(s.most, 0);
    draw(&s, 16, 4, 0, false);
    assert_true(s.most > 0);
    assert_null(strstr(s.text.at, "+ 0.5"));
    draw(&s, 16, 4, s.most, false);
    assert_non_null(strstr(s.text.at, "+ 0.5"));
    close_sheet(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_sum_opens_into_its_terms),
        cmocka_unit_test(a_definition_is_shown_where_it_is_used),
        cmocka_unit_test(what_has_no_value_says_why),
        cmocka_unit_test(few_rows_keep_the_value),
        cmocka_unit_test(only_terms_in_sight_are_there),
        cmocka_unit_test(what_is_wide_scrolls_as_far_as_it_is),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
