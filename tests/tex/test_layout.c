/* Layouts worked out by hand from the rules: what TeX's conventions ask for,
 * on a grid of cells. */
#include "support/test.h"

#include "tex/corpus.h"

static void draws(const char *tex, struct tex_style style, const char *wanted)
{
    struct strbuf out = { 0 };

    corpus_draw(&out, slice_of(tex), style);
    assert_string_equal(strbuf_text(&out), wanted);
    strbuf_finish(&out);
}

static void shows(const char *tex, const char *wanted)
{
    draws(tex, (struct tex_style){ 0 }, wanted);
}

static void says(const char *tex, const char *wanted)
{
    struct strbuf out = { 0 };
    struct arena *arena = arena_create();

    tex_inline_text(&out, tex_parse(arena, slice_of(tex), NULL), false);
    assert_string_equal(strbuf_text(&out), wanted);
    strbuf_finish(&out);
    arena_destroy(arena);
}

/* Phan's equation (11): a minus keeps off the bar, sums centre limits. */
static void a_double_sum_is_laid_out_as_in_print(void **state)
{
    (void)state;
    shows("= -\\frac{1}{N} \\sum_i^N \\sum_k^K y_{i,k} \\log \\hat{y}_{i,k}"
          " \\quad (11)",
          "    1 N K\n"
          "= − ─ ∑ ∑ y    log ŷ       (11)\n"
          "    N i k  i,k      i,k\n");
}

/* Phan's equation (16): a fence is as tall as what it holds. */
static void a_fence_stretches_and_a_sign_in_it_is_unary(void **state)
{
    (void)state;
    shows("= - \\sum_k^K p_k \\log q_k - "
          "\\left(- \\sum_k^K p_k \\log p_k \\right)",
          "   K             ⎛ K          ⎞\n"
          "= −∑ p  log q  − ⎜−∑ p  log p ⎟\n"
          "   k  k      k   ⎝ k  k      k⎠\n");
}

/* Found by the fuzzer: a sign of two columns is no fence of one. By hand. */
static void a_fence_may_be_a_wide_sign(void **state)
{
    (void)state;
    shows("\\left漢x\\right字", "漢x字\n");
}

static void cases_have_a_brace_whose_tip_is_on_the_baseline(void **state)
{
    (void)state;
    shows("\\delta(x) = \\begin{cases} +\\infty & x = 0 \\\\"
          " 0 & x \\neq 0 \\end{cases}",
          "       ⎧+∞  x = 0\n"
          "δ(x) = ⎨\n"
          "       ⎩0   x ≠ 0\n");
}

static void a_fraction_bar_is_one_wider_on_each_side(void **state)
{
    (void)state;
    shows("\\frac{1}{1 + e^{-z}}", "    1\n"
                                   "─────────\n"
                                   "      −z\n"
                                   " 1 + e\n");
    shows("\\frac{a}{b}\\frac{c}{d}", "a c\n─ ─\nb d\n");
}

static void both_scripts_share_a_column(void **state)
{
    (void)state;
    shows("x_i^2 y", " 2\nx y\n i\n");
    shows("x^2_i y", " 2\nx y\n i\n");
    shows("x_{ab}^2 y", " 2\nx  y\n ab\n");
}

static void primes_stay_on_the_line(void **state)
{
    (void)state;
    shows("f'(x) + g''", "f′(x) + g′′\n");
}

static void source_blanks_never_count(void **state)
{
    (void)state;
    shows("a+b", "a + b\n");
    shows("a   +   b", "a + b\n");
    shows("a = -b", "a = −b\n");
    shows("(-b, +c)", "(−b, +c)\n");
    shows("P( y | x ;\\theta )", "P(y|x; θ)\n");
    shows("y \\mid x", "y | x\n");
    shows("\\log q + \\log(q)", "log q + log(q)\n");
    shows("a % a comment\n+ b", "a + b\n");
}

static void operators_carry_limits_only_outside_of_scripts(void **state)
{
    (void)state;
    shows("\\arg\\max_\\theta L", "arg max L\n     θ\n");
    shows("\\underset{\\theta}{\\operatorname{argmin}} L", "argmin L\n  θ\n");
    shows("\\sum\\nolimits_i x", "∑  x\n i\n");
    shows("\\operatorname*{tr}_i x", "tr x\ni\n");
}

static void an_arrow_is_as_long_as_its_label(void **state)
{
    (void)state;
    shows("a \\xrightarrow{n \\to \\infty} b", "   n→∞\na ────→ b\n");
}

static void roots_have_a_line_over_what_they_hold(void **state)
{
    (void)state;
    shows("\\sqrt{x}", "√x\n");
    shows("\\sqrt{x + 1}", "┌─────\n√x + 1\n");
    shows("\\sqrt{\\frac{1}{2}}", "┌─\n│1\n│─\n√2\n");
}

static void matrices_line_up(void **state)
{
    (void)state;
    shows("\\begin{pmatrix} a & bb \\\\ ccc & d \\end{pmatrix}",
          "⎛ a   bb⎞\n⎜       ⎟\n⎝ccc  d ⎠\n");
}

static void accents_are_one_sign_or_a_mark_or_a_row(void **state)
{
    (void)state;
    shows("\\hat{y}", "ŷ\n");
    shows("\\hat{\\theta}", "θ̂\n");
    draws("\\hat{\\theta} + \\hat{y}", (struct tex_style){ .hat_row = true },
          "^   ^\nθ + y\n");
    shows("\\overline{ab}", "__\nab\n");
    draws("\\hat{y}", (struct tex_style){ .ascii = true }, "y^\n");
}

static void letters_that_fonts_lack_are_replaced(void **state)
{
    (void)state;
    shows("\\mathbb{E} \\mathcal{D} \\mathbb{R}", "EDR\n");
    says("\\mathbb{R}^K", "Rᴷ");
}

static void a_wide_display_breaks_before_relations_then_signs(void **state)
{
    struct tex_style style = { .width = 12 };

    (void)state;
    draws("a = bbbb + c = ddddd", style, "a = bbbb + c\n  = ddddd\n");
    draws("aaaaaaaa = bbbbb", style, "aaaaaaaa\n    = bbbbb\n");
    draws("a = bbbb + cccc - dddd", style,
          "a = bbbb\n    + cccc\n    − dddd\n");
}

/* A relation in brackets is no place for a line's end while a sign outside is
 * one, and two relations in a row are one sign. */
static void a_break_keeps_out_of_brackets_and_of_double_signs(void **state)
{
    (void)state;
    draws("p = (a = bbb) + cc", (struct tex_style){ .width = 14 },
          "p = (a = bbb)\n    + cc\n");
    draws("p := qqqq = rrrr", (struct tex_style){ .width = 10 },
          "p := qqqq\n  = rrrr\n");
}

static void what_cannot_be_broken_stays_whole(void **state)
{
    (void)state;
    draws("abcdefghij", (struct tex_style){ .width = 5 }, "abcdefghij\n");
}

static void numbers_go_to_the_right_edge_or_below(void **state)
{
    struct tex_style style = { .width = 14 };

    (void)state;
    draws("a = b \\tag{1}", style, "a = b      (1)\n");
    draws("a = b \\quad (1)", style, "a = b      (1)\n");
    draws("a = bbbbbbbb \\tag{1}", style, "a = bbbbbbbb\n           (1)\n");
    draws("a = b \\quad \\text{note} \\tag{1}", style,
          "a = b      (1)\n     note\n");
}

static void an_alignment_lines_up_its_relations(void **state)
{
    (void)state;
    draws("\\begin{align} aaa &= b \\tag{1} \\\\ c &= d + e \\end{align}",
          (struct tex_style){ .width = 20 },
          "aaa = b          (1)\n  c = d + e\n");
    draws("a &= b \\\\ &= c", (struct tex_style){ 0 }, "a = b\n  = c\n");
}

static void inline_uses_small_letters_or_the_notation_of_tex(void **state)
{
    (void)state;
    says("p(y_i|x_i; \\theta)", "p(yᵢ|xᵢ; θ)");
    says("z_{ik}", "zᵢₖ");
    says("y_{i,k}", "y_{i,k}");
    says("p_{data}", "p_data");
    says("q_\\theta(x)", "q_θ(x)");
    says("\\sum_{i=1}^{n} x_i", "∑_{i=1}^n xᵢ");
    says("\\frac{1}{n}", "1/n");
    says("\\frac{a+b}{2}", "(a + b)/2");
    says("\\log \\frac{10}{2}", "log(10/2)");
    says("\\log_2 \\frac{1}{p} + 1", "log₂(1/p) + 1");
    says("-\\frac{1}{n} \\log L", "−1/n log L");
    says("\\sum_k \\frac{1}{2}", "∑ₖ 1/2");
    says("\\sigma(z) = \\frac{1}{1 + e^{-z}}", "σ(z) = 1/(1 + e⁻ᶻ)");
    says("\\sqrt{x+1}", "√(x + 1)");
    says("f'(x)", "f′(x)");
}

/* In ASCII letters are words: they keep off their neighbours, digits and
 * letters of one name do not. */
static void words_keep_off_letters(void **state)
{
    struct tex_style style = { .ascii = true, .inline_ = true };

    (void)state;
    draws("\\theta x", style, "theta x\n");
    draws("x\\theta_i y", style, "x theta_i y\n");
    draws("10^{-3} x", style, "10^{-3} x\n");
    draws("(\\theta)", style, "(theta)\n");
    says("10^{a,b} x", "10^{a,b} x");
    says("q_\\theta p", "q_θ p");
    shows("e^{\\log x}", " log x\ne\n");
}

static void what_is_unknown_is_drawn_as_written_and_marked(void **state)
{
    struct arena *arena = arena_create();
    struct tex_node *node = tex_parse(arena, slice_of("a \\foo b"), NULL);
    struct tex_box *box = tex_layout(arena, node, (struct tex_style){ 0 });

    (void)state;
    shows("a \\foo b", "a\\foob\n");
    assert_false(box->glyphs[0].style & TEX_ERROR);
    assert_true(box->glyphs[1].style & TEX_ERROR);
    assert_int_equal(tex_node_trouble(node)->from, 2);
    arena_destroy(arena);
}

static void every_glyph_knows_its_source(void **state)
{
    struct arena *arena = arena_create();
    struct tex_box *box =
        corpus_box(arena, slice_of("\\hat{y}_i = \\frac{1}{N}"),
                   (struct tex_style){ 0 });
    const struct tex_glyph *y = tex_box_at(box, 1, 0);
    const struct tex_glyph *bar = tex_box_at(box, 1, 5);

    (void)state;
    assert_int_equal(y->rune, 0x177);
    assert_int_equal(y->from, 0);
    assert_int_equal(y->to, 7);
    assert_int_equal(bar->rune, 0x2500);
    assert_int_equal(bar->from, 12);
    assert_int_equal(bar->to, 23);
    assert_null(tex_box_at(box, 1, 1));
    assert_null(tex_box_at(box, 9, 9));
    arena_destroy(arena);
}

static void inline_text_may_be_broken_before_relations(void **state)
{
    struct arena *arena = arena_create();
    struct tex_box *box = corpus_box(arena, slice_of("a = f(b + c) - d"),
                                     (struct tex_style){ .inline_ = true });

    (void)state;
    for (size_t i = 0; i < box->count; i++) {
        const struct tex_glyph *g = &box->glyphs[i];

        assert_int_equal(!!(g->style & TEX_BREAK),
                         g->rune == '=' || (g->rune == 0x2212 && g->col > 8));
    }
    arena_destroy(arena);
}

/* By hand: the fraction's bar is the baseline of the first line, "= c" is one
 * row, and "c" stands at byte 21 behind "=" at 19. */
static void a_display_knows_its_lines(void **state)
{
    struct arena *arena = arena_create();
    struct slice tex = slice_of("a &= \\frac{1}{N} \\\\ &= c");
    struct tex_box *box = corpus_box(arena, tex, (struct tex_style){ 0 });

    (void)state;
    assert_int_equal(box->line_count, 2);
    assert_int_equal(box->lines[0].top, 0);
    assert_int_equal(box->lines[0].baseline, 1);
    assert_int_equal(box->lines[0].bottom, 2);
    assert_int_equal(box->lines[0].from, 0);
    assert_int_equal(box->lines[1].top, 3);
    assert_int_equal(box->lines[1].baseline, 3);
    assert_int_equal(tex.at[box->lines[1].from], '=');
    box = corpus_box(arena, tex, (struct tex_style){ .inline_ = true });
    assert_int_equal(box->line_count, 0);
    arena_destroy(arena);
}

static void lines_can_be_set_apart(void **state)
{
    struct tex_style apart = { .apart = true };

    (void)state;
    draws("a &= b \\\\ &= c", (struct tex_style){ 0 }, "a = b\n  = c\n");
    draws("a &= b \\\\ &= c", apart, "a = b\n\n  = c\n");
    /* Where scripts leave a row already, none is added. */
    draws("a &= b_i \\\\ &= c", apart, "a = b\n     i\n  = c\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_double_sum_is_laid_out_as_in_print),
        cmocka_unit_test(a_fence_stretches_and_a_sign_in_it_is_unary),
        cmocka_unit_test(a_fence_may_be_a_wide_sign),
        cmocka_unit_test(cases_have_a_brace_whose_tip_is_on_the_baseline),
        cmocka_unit_test(a_fraction_bar_is_one_wider_on_each_side),
        cmocka_unit_test(both_scripts_share_a_column),
        cmocka_unit_test(primes_stay_on_the_line),
        cmocka_unit_test(source_blanks_never_count),
        cmocka_unit_test(operators_carry_limits_only_outside_of_scripts),
        cmocka_unit_test(an_arrow_is_as_long_as_its_label),
        cmocka_unit_test(roots_have_a_line_over_what_they_hold),
        cmocka_unit_test(matrices_line_up),
        cmocka_unit_test(accents_are_one_sign_or_a_mark_or_a_row),
        cmocka_unit_test(letters_that_fonts_lack_are_replaced),
        cmocka_unit_test(a_wide_display_breaks_before_relations_then_signs),
        cmocka_unit_test(a_break_keeps_out_of_brackets_and_of_double_signs),
        cmocka_unit_test(what_cannot_be_broken_stays_whole),
        cmocka_unit_test(numbers_go_to_the_right_edge_or_below),
        cmocka_unit_test(an_alignment_lines_up_its_relations),
        cmocka_unit_test(inline_uses_small_letters_or_the_notation_of_tex),
        cmocka_unit_test(words_keep_off_letters),
        cmocka_unit_test(what_is_unknown_is_drawn_as_written_and_marked),
        cmocka_unit_test(every_glyph_knows_its_source),
        cmocka_unit_test(a_display_knows_its_lines),
        cmocka_unit_test(lines_can_be_set_apart),
        cmocka_unit_test(inline_text_may_be_broken_before_relations),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
