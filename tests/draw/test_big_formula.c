/* test_big_formula.c - formulas that can be read from the last row.
 *
 * The formulas are those of the sources (tests/data/formulas.tsv) and of all
 * lessons. The laws hold for each of them in each room; a few are drawn by
 * hand.
 *
 * To see them fail: leave a letter out of big_font.c, have widths() take the
 * last sign of a column for the widest, let crop() begin at any line, or swap
 * two of the ways of fits().
 */
#include "support/test.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/file.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include "draw/big_font.h"
#include "draw/big_formula.h"
#include "draw/writer.h"
#include "lesson/block.h"
#include "lesson/catalogue.h"
#include "lesson/lesson.h"
#include "tex/box.h"
#include "../tex/corpus.h"
#include "tex/symbol.h"

typedef void visit(struct slice tex, const struct tex_node *math, void *arg);

static void visit_sources(visit *each, void *arg)
{
    struct corpus corpus;

    corpus_open(&corpus);
    assert_true(corpus.count > 100);
    for (size_t i = 0; i < corpus.count; i++) {
        struct arena *arena = arena_create();

        each(corpus.tex[i], tex_parse(arena, corpus.tex[i], NULL), arg);
        arena_destroy(arena);
    }
    strbuf_finish(&corpus.text);
}

static void visit_lessons(visit *each, void *arg)
{
    struct err err = { 0 };
    struct catalogue *course = catalogue_open(getenv("LIKELY_LESSONS"), &err);

    if (!course)
        fail_msg("%s", err.text);
    assert_true(course->section_count > 20);
    for (size_t i = 0; i < course->section_count; i++) {
        struct lesson *lesson = lesson_open(course->sections[i].path, &err);
        struct block *block = NULL;

        if (!lesson)
            fail_msg("%s", err.text);
        while ((block = block_walk(lesson->blocks, block)))
            if (block->kind == BLOCK_MATH)
                each(block->math.text, block->math.node, arg);
        lesson_destroy(lesson);
    }
    catalogue_destroy(course);
}

enum { TALL = 120, WIDE = 999 };

static bool is_block(uint32_t rune, bool ascii)
{
    return ascii ? rune == '#' || rune == '"' || rune == '='
                 : rune == 0x2588 || rune == 0x2580 || rune == 0x2584;
}

/* Draws on a canvas of that size and clears it afterwards: `look` sees each
 * cell that has something in it. */
static void each_cell(struct canvas *canvas, const struct big_formula *formula,
                      int row, int col,
                      void look(int row, int col, const struct cell *, void *),
                      void *arg)
{
    canvas_clear(canvas);
    big_formula_draw(canvas, row, col, formula, STYLE(ROLE_MATH));
    for (int r = 0; r < canvas_rows(canvas); r++)
        for (int c = 0; c < canvas_cols(canvas); c++)
            if (canvas_cell(canvas, r, c)->rune != ' ')
                look(r - row, c - col, canvas_cell(canvas, r, c), arg);
}

/* ---- every sign has a picture ---- */

struct seen {
    struct slice tex;
    bool ascii;
};

static void is_large(int row, int col, const struct cell *cell, void *arg)
{
    struct seen *seen = arg;

    if (cell->role != ROLE_DIM && !is_block(cell->rune, seen->ascii))
        fail_msg("U+%04X at row %d, column %d of %.*s is not large",
                 (unsigned)cell->rune, row, col, SLICE_ARG(seen->tex));
}

static void check_large(struct slice tex, const struct tex_node *math,
                        void *arg)
{
    struct big_room room = { TALL, WIDE, UINT32_MAX };
    struct arena *arena = arena_create();
    struct big_formula formula;

    (void)arg;
    if (!big_formula_fit(arena, math, room, &formula))
        fail_msg("%.*s has no room", SLICE_ARG(tex));
    for (int ascii = 0; ascii < 2; ascii++) {
        struct canvas *canvas = canvas_create(TALL, WIDE, ascii);
        struct seen seen = { tex, ascii };

        each_cell(canvas, &formula, 0, 0, is_large, &seen);
        canvas_destroy(canvas);
    }
    arena_destroy(arena);
}

static void every_sign_of_the_sources_is_drawn_large(void **state)
{
    (void)state;
    visit_sources(check_large, NULL);
}

static void every_sign_of_the_lessons_is_drawn_large(void **state)
{
    (void)state;
    visit_lessons(check_large, NULL);
}

/* But for these, each sign that TeX has a command for in tex/symbol.h. */
static void what_TeX_can_say_is_drawn_large(void **state)
{
    static const char without[] = "\u00A3\u00A7\u00A9\u00B6\u0127\u2135\u21AA"
                                  "\u21DD\u2220\u224D";
    size_t count;
    const struct tex_symbol *symbols = tex_symbol_list(&count);

    (void)state;
    for (uint32_t rune = '!'; rune <= '~'; rune++)
        assert_non_null(big_font_of(rune));
    for (size_t i = 0; i < count; i++) {
        struct slice text = slice_of(symbols[i].text);

        while (text.len) {
            unsigned int rune;
            size_t n = utf8_decode(text.at, text.len, &rune);
            char sign[UTF8_MAX + 1] = "";

            memcpy(sign, text.at, n);
            text = slice_sub(text, n, text.len);
            if (!big_font_of(rune) && rune != 0x2500 && !strstr(without, sign))
                fail_msg("\\%s: '%s' has no picture", symbols[i].name, sign);
        }
    }
}

/* ---- laws ---- */

static void is_inside(int row, int col, const struct cell *cell, void *arg)
{
    const struct big_formula *formula = arg;

    (void)cell;
    assert_true(row >= 0 && row < formula->rows);
    assert_true(col >= 0 && col < formula->cols);
}

static void check_inside(struct slice tex, const struct tex_node *math,
                         void *arg)
{
    struct canvas *canvas = arg;
    static const struct big_room rooms[] = { { 17, 76, UINT32_MAX },
                                             { 9, 60, UINT32_MAX },
                                             { 23, 46, UINT32_MAX },
                                             { 40, 156, UINT32_MAX } };

    (void)tex;
    for (size_t i = 0; i < sizeof rooms / sizeof *rooms; i++) {
        struct arena *arena = arena_create();
        struct big_formula formula;

        if (big_formula_fit(arena, math, rooms[i], &formula)) {
            assert_true(formula.rows <= rooms[i].rows);
            assert_true(formula.cols <= rooms[i].cols);
            each_cell(canvas, &formula, 2, 3, is_inside, &formula);
        }
        arena_destroy(arena);
    }
}

static void nothing_is_drawn_outside(void **state)
{
    struct canvas *canvas = canvas_create(48, 170, false);

    (void)state;
    visit_sources(check_inside, canvas);
    visit_lessons(check_inside, canvas);
    canvas_destroy(canvas);
}

struct ink {
    bool at[48][170], any;
    struct slice tex;
};

static void is_fresh(int row, int col, const struct cell *cell, void *arg)
{
    struct ink *ink = arg;

    (void)cell;
    if (ink->at[row][col])
        fail_msg("two signs at row %d, column %d of %.*s", row, col,
                 SLICE_ARG(ink->tex));
    ink->at[row][col] = ink->any = true;
}

/* Each sign by itself: what comes behind `upto` is not drawn, and all others
 * are said to. */
static void check_apart(struct slice tex, const struct tex_node *math,
                        void *arg)
{
    struct big_room room = { 40, 156, UINT32_MAX };
    struct canvas *canvas = arg;
    struct arena *arena = arena_create();
    struct big_formula formula;

    if (big_formula_fit(arena, math, room, &formula)) {
        struct tex_box box = *formula.box;
        struct ink *ink = arena_alloc(arena, sizeof *ink);
        size_t bytes = box.count * sizeof *box.glyphs;

        ink->tex = tex;
        box.glyphs = arena_alloc(arena, bytes);
        memcpy(box.glyphs, formula.box->glyphs, bytes);
        formula.box = &box;
        for (size_t i = 0; i < box.count; i++)
            box.glyphs[i].from = UINT32_MAX;
        for (size_t i = 0; i < box.count; i++) {
            struct tex_glyph *glyph = &box.glyphs[i];
            bool shown = glyph->row >= formula.first &&
                         glyph->row <= formula.last &&
                         (formula.look.notes || !(glyph->style & TEX_NOTE));

            glyph->from = 0;
            ink->any = false;
            each_cell(canvas, &formula, 0, 0, is_fresh, ink);
            glyph->from = UINT32_MAX;
            if (ink->any != shown)
                fail_msg("U+%04X of %.*s is lost", (unsigned)glyph->rune,
                         SLICE_ARG(tex));
        }
    }
    arena_destroy(arena);
}

static void no_sign_is_lost_or_covers_another(void **state)
{
    struct canvas *canvas = canvas_create(42, 160, false);

    (void)state;
    visit_sources(check_apart, canvas);
    visit_lessons(check_apart, canvas);
    canvas_destroy(canvas);
}

/* ---- what gives way ---- */

static const struct tex_node *parsed(struct arena *arena, const char *tex)
{
    return tex_parse(arena, slice_of(tex), NULL);
}

/* Which of the ways of big_formula.h was taken, 6 for those of the fifth that
 * have small scripts; 7: none, 0: twice as large. */
static int way_of(const struct tex_node *math, int rows, int cols)
{
    struct arena *arena = arena_create();
    struct big_room room = { rows, cols, UINT32_MAX };
    struct big_formula formula;
    int way = 7;

    if (big_formula_fit(arena, math, room, &formula))
        way = formula.torn ? 5 + formula.look.small
              : formula.look.scale == 2
                  ? 0
                  : 1 + 2 * formula.look.small + (formula.box->line_count > 1);
    arena_destroy(arena);
    return way;
}

static const char likelihood[] =
    "L = \\prod_{i=1}^N P(y_i \\mid x_i; \\theta) \\tag{2}";

/* By hand: three rows of layout in large signs are 9 rows; with ordinary
 * limits and scripts 5. */
static void a_formula_gives_way_step_by_step(void **state)
{
    struct arena *arena = arena_create();
    const struct tex_node *math = parsed(arena, likelihood);

    (void)state;
    assert_int_equal(way_of(math, 18, 160), 0);
    assert_int_equal(way_of(math, 17, 160), 1);
    assert_int_equal(way_of(math, 9, 76), 1);
    assert_int_equal(way_of(math, 8, 76), 3);
    assert_int_equal(way_of(math, 5, 76), 3);
    assert_int_equal(way_of(math, 4, 76), 7);
    assert_int_equal(way_of(math, 17, 60), 3);
    assert_int_equal(way_of(math, 17, 50), 5);
    assert_int_equal(way_of(math, 9, 45), 6);
    arena_destroy(arena);
}

/* More room never shows it worse. */
static void more_room_is_never_worse(void **state)
{
    static const char *const formulas[] = {
        likelihood,
        "H(y_i, \\hat{y}_i) = -\\sum_{k=1}^K y_{i,k} \\log(\\hat{y}_{i,k})",
        "\\hat{y}_{i,k} = \\frac{e^{z_{i,k}}}{\\sum_{j=1}^K e^{z_{i,j}}}",
        "\\sqrt{\\frac{1}{x+1}} + \\overline{ab}",
    };
    struct arena *arena = arena_create();

    (void)state;
    for (size_t i = 0; i < sizeof formulas / sizeof *formulas; i++) {
        const struct tex_node *math = parsed(arena, formulas[i]);

        for (int rows = 1; rows < 30; rows++)
            for (int cols = 20; cols < 120; cols += 3) {
                int way = way_of(math, rows, cols);

                assert_true(way_of(math, rows + 1, cols) <= way);
                assert_true(way_of(math, rows, cols + 1) <= way);
            }
    }
    arena_destroy(arena);
}

/* ---- what is shown ---- */

static void shows(const char *tex, struct big_room room, const char *wanted)
{
    struct arena *arena = arena_create();
    struct strbuf out = { 0 };
    struct big_formula formula;
    struct canvas *canvas;

    assert_true(big_formula_fit(arena, parsed(arena, tex), room, &formula));
    canvas = canvas_create(formula.rows, formula.cols, false);
    big_formula_draw(canvas, 0, 0, &formula, STYLE(ROLE_MATH));
    writer_text(&out, canvas);
    assert_string_equal(strbuf_text(&out), wanted);
    strbuf_finish(&out);
    canvas_destroy(canvas);
    arena_destroy(arena);
}

/* Pictures that a reader can judge. */
static void fractions_scripts_and_accents_stand_in_place(void **state)
{
    (void)state;
    shows("\\hat{y}_i = x^2", (struct big_room){ 10, 40, UINT32_MAX },
          "                  ▀▀█\n"
          "                  █▀▀\n"
          "▄▀▄               ▀▀▀\n"
          "▄ ▄     ▄▄▄   ▄ ▄\n"
          "▀▄█     ▄▄▄    █\n"
          "▄▄▀           ▀ ▀\n"
          "    ▀\n"
          "    █\n"
          "    ▀\n");
    shows("\\sum_{i=1}^{N} i", (struct big_room){ 9, 40, UINT32_MAX },
          "  █▄ █\n"
          "  █ ▀█\n"
          "  ▀  ▀\n"
          "  ▀█▀▀▀       ▀\n"
          "   ▄▀         █\n"
          "  ▀▀▀▀▀       ▀\n"
          " ▀ ▄▄▄ ▄█\n"
          " █ ▄▄▄  █\n"
          " ▀     ▀▀▀\n");
    shows("\\sum_{i=1}^{N} i", (struct big_room){ 5, 40, UINT32_MAX },
          "   N\n"
          " ▀█▀▀▀    ▀\n"
          "  ▄▀      █\n"
          " ▀▀▀▀▀    ▀\n"
          "  i=1\n");
    shows("\\left(\\frac{1}{2}\\right)", (struct big_room){ 7, 40, UINT32_MAX },
          "▄▀ ▄█  ▀▄\n"
          "█   █   █\n"
          "█  ▀▀▀  █\n"
          "█  ▀▀▀  █\n"
          "█  ▀▀█  █\n"
          "█  █▀▀  █\n"
          "▀▄ ▀▀▀ ▄▀\n");
    shows("\\sqrt{\\frac{1}{2}}", (struct big_room){ 9, 40, UINT32_MAX },
          "   █▀▀▀▀\n"
          "   █ ▄█\n"
          "   █  █\n"
          "   █ ▀▀▀\n"
          "   █ ▀▀▀\n"
          "   █ ▀▀█\n"
          "▄  █ █▀▀\n"
          " ▀▄▀ ▀▀▀\n");
}

static const char derivation[] =
    "\\begin{align} L &= a \\\\ &= b \\\\ &= c \\end{align}";

/* The byte at which the second or the third line begins. */
static uint32_t line_at(const char *sign)
{
    return (uint32_t)(strstr(derivation, sign) - derivation);
}

static void a_derivation_shows_what_is_uncovered(void **state)
{
    (void)state;
    shows(derivation, (struct big_room){ 9, 20, line_at("= b") },
          "█     ▄▄▄    ▄▄\n"
          "█     ▄▄▄   █ █\n"
          "▀▀▀          ▀▀\n");
    shows(derivation, (struct big_room){ 9, 20, line_at("= c") },
          "█     ▄▄▄    ▄▄\n"
          "█     ▄▄▄   █ █\n"
          "▀▀▀          ▀▀\n"
          "      ▄▄▄   █▄\n"
          "      ▄▄▄   █ █\n"
          "            ▀▀\n");
    shows(derivation, (struct big_room){ 9, 20, UINT32_MAX },
          "█     ▄▄▄    ▄▄\n"
          "█     ▄▄▄   █ █\n"
          "▀▀▀          ▀▀\n"
          "      ▄▄▄   █▄\n"
          "      ▄▄▄   █ █\n"
          "            ▀▀\n"
          "      ▄▄▄    ▄▄\n"
          "      ▄▄▄   █\n"
          "             ▀▀\n");
}

static void of_a_long_derivation_the_last_lines_are_shown(void **state)
{
    (void)state;
    shows(derivation, (struct big_room){ 8, 20, UINT32_MAX },
          "  ▄▄▄   █▄\n"
          "  ▄▄▄   █ █\n"
          "        ▀▀\n"
          "  ▄▄▄    ▄▄\n"
          "  ▄▄▄   █\n"
          "         ▀▀\n");
    shows(derivation, (struct big_room){ 3, 20, line_at("= c") },
          "  ▄▄▄   █▄\n"
          "  ▄▄▄   █ █\n"
          "        ▀▀\n");
}

static void what_is_covered_takes_its_place(void **state)
{
    (void)state;
    shows("a + b", (struct big_room){ 3, 40, 3 },
          " ▄▄    ▄\n"
          "█ █   ▀█▀\n"
          " ▀▀\n");
    shows("a + b", (struct big_room){ 3, 40, 5 },
          " ▄▄    ▄    █▄\n"
          "█ █   ▀█▀   █ █\n"
          " ▀▀         ▀▀\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_sign_of_the_sources_is_drawn_large),
        cmocka_unit_test(every_sign_of_the_lessons_is_drawn_large),
        cmocka_unit_test(what_TeX_can_say_is_drawn_large),
        cmocka_unit_test(nothing_is_drawn_outside),
        cmocka_unit_test(no_sign_is_lost_or_covers_another),
        cmocka_unit_test(a_formula_gives_way_step_by_step),
        cmocka_unit_test(more_room_is_never_worse),
        cmocka_unit_test(fractions_scripts_and_accents_stand_in_place),
        cmocka_unit_test(a_derivation_shows_what_is_uncovered),
        cmocka_unit_test(of_a_long_derivation_the_last_lines_are_shown),
        cmocka_unit_test(what_is_covered_takes_its_place),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
