/* What no author would write: prefixes, token soups, depth, size. */
#include "support/test.h"

#include "tex/corpus.h"

#include "base/utf8.h"

static const struct tex_style styles[] = {
    { .width = 80 },
    { .width = 30 },
    { .inline_ = true },
    { .ascii = true, .width = 30 },
};

/* Draws a text in every way; all glyphs must lie in the box and their spans
 * in the source. Returns the bytes of arena used by tree and box. */
static size_t endure(struct slice tex)
{
    size_t used = 0;

    for (size_t i = 0; i < sizeof styles / sizeof styles[0]; i++) {
        struct arena *arena = arena_create();
        struct tex_box *box = corpus_box(arena, tex, styles[i]);

        for (size_t g = 0; g < box->count; g++) {
            const struct tex_glyph *glyph = &box->glyphs[g];

            assert_true(glyph->from <= glyph->to && glyph->to <= tex.len);
            assert_true(glyph->row >= 0 && glyph->row < box->rows);
            assert_true(glyph->col >= 0 &&
                        glyph->col + glyph->width <= box->cols);
        }
        assert_true(!styles[i].inline_ || box->rows == 1);
        used = arena_used(arena);
        arena_destroy(arena);
    }
    return used;
}

static void every_prefix_of_every_formula_is_drawn(void **state)
{
    struct corpus corpus;

    (void)state;
    corpus_open(&corpus);
    for (size_t i = 0; i < corpus.count; i++)
        for (size_t n = 0; n <= corpus.tex[i].len; n++)
            endure(slice_sub(corpus.tex[i], 0, n));
    corpus_close(&corpus);
}

static uint32_t next(uint64_t *seed)
{
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(*seed >> 33);
}

static const char *tokens[] = { "{",
                                "}",
                                "{",
                                "}",
                                "_",
                                "^",
                                "&",
                                "\\\\",
                                "\\frac",
                                "\\sqrt",
                                "[",
                                "]",
                                "\\left(",
                                "\\right)",
                                "\\left\\{",
                                "\\right.",
                                "\\sum",
                                "\\log",
                                "\\theta",
                                "x",
                                "y",
                                "1",
                                "+",
                                "-",
                                "=",
                                ",",
                                "'",
                                "\\hat",
                                "\\mathbb",
                                "\\text{a b}",
                                "\\quad",
                                "(",
                                ")",
                                "|",
                                "\\tag{1}",
                                "\\limits",
                                "\\xrightarrow",
                                "\\underset",
                                "\\operatorname{f}",
                                "\\begin{cases}",
                                "\\end{cases}",
                                "\\begin{align}",
                                "\\end{align}",
                                "\\begin{pmatrix}",
                                "\\end{pmatrix}",
                                "\\not",
                                "\\binom",
                                "\\foo",
                                "\\substack",
                                "\\overline",
                                "\\underbrace",
                                "\\phantom",
                                "%",
                                "\n",
                                "θ",
                                "字",
                                "\xCC\x82",
                                "\xFF",
                                "\\",
                                "~",
                                "\\big(",
                                "\\int" };

static void soups_of_tokens_are_drawn(void **state)
{
    uint64_t seed = 7;

    (void)state;
    for (int round = 0; round < 4000; round++) {
        struct strbuf text = { 0 };
        uint32_t count = 1 + next(&seed) % 40;

        for (uint32_t i = 0; i < count; i++)
            strbuf_puts(
                &text,
                tokens[next(&seed) % (sizeof tokens / sizeof tokens[0])]);
        endure((struct slice){ text.at, text.len });
        strbuf_finish(&text);
    }
}

/* `head` n times, `middle`, `tail` n times. */
static struct strbuf nest(const char *head, const char *middle,
                          const char *tail, int n)
{
    struct strbuf text = { 0 };

    for (int i = 0; i < n; i++)
        strbuf_puts(&text, head);
    strbuf_puts(&text, middle);
    for (int i = 0; i < n; i++)
        strbuf_puts(&text, tail);
    return text;
}

static const char *nests[][3] = {
    { "{", "x", "}" },
    { "\\frac{1}{", "x", "}" },
    { "\\frac{", "x", "}{\\frac{1}{2}}" },
    { "x^{", "y", "}" },
    { "x_{", "y", "}" },
    { "\\sqrt{", "x", "}" },
    { "\\left(", "x", "\\right)" },
    { "\\begin{cases}", "x", "\\end{cases}" },
    { "\\hat", "x", "" },
    { "\\sqrt", "x", "" },
    { "\\substack{", "x", "}" },
    { "\\not", "=", "" },
    { "\\underset{a}{", "x", "}" },
};

static void depth_has_a_bound_and_says_so(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof nests / sizeof nests[0]; i++) {
        struct strbuf text = nest(nests[i][0], nests[i][1], nests[i][2], 5000);
        struct arena *arena = arena_create();
        struct err err = { 0 };

        tex_parse(arena, (struct slice){ text.at, text.len }, &err);
        assert_non_null(strstr(err.text, "nested deeper than 100"));
        endure((struct slice){ text.at, text.len });
        arena_destroy(arena);
        strbuf_finish(&text);
    }
}

static void what_is_just_deep_enough_is_drawn(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof nests / sizeof nests[0]; i++) {
        struct strbuf text = nest(nests[i][0], nests[i][1], nests[i][2], 30);
        struct arena *arena = arena_create();
        struct err err = { 0 };

        tex_parse(arena, (struct slice){ text.at, text.len }, &err);
        assert_string_equal(err.text, "");
        endure((struct slice){ text.at, text.len });
        arena_destroy(arena);
        strbuf_finish(&text);
    }
}

/* A hundred kilobytes of each: at most so many bytes of arena a byte of
 * source, whatever it is made of. */
static void large_formulas_take_memory_in_proportion(void **state)
{
    static const char *units[] = { "x",
                                   "x_i^2+",
                                   "\\frac{1}{2}",
                                   "\\left(x\\right)",
                                   "\\foo",
                                   "a&b\\\\",
                                   "&",
                                   "\\\\",
                                   "=",
                                   "字",
                                   "x+y=",
                                   "\\sum_{i=1}^n ",
                                   "\\hat{y}",
                                   "\\text{ab c}",
                                   "(",
                                   "\\quad (1)",
                                   "\\tag{1}\\\\",
                                   "\\sqrt{xy}",
                                   "%",
                                   "\\big(",
                                   "\\quad\\text{a}",
                                   "{}",
                                   "x^",
                                   "'" };

    (void)state;
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
        struct strbuf text = { 0 };

        while (text.len < 100000)
            strbuf_puts(&text, units[i]);
        assert_true(endure((struct slice){ text.at, text.len }) <
                    text.len * 1000);
        strbuf_finish(&text);
    }
}

/* One row of many cells over many rows of one would be a table of 10^9. */
static void a_ragged_table_takes_no_more(void **state)
{
    struct strbuf text = { 0 };

    (void)state;
    strbuf_puts(&text, "x + \\begin{matrix}");
    for (int i = 0; i < 30000; i++)
        strbuf_putc(&text, '&');
    for (int i = 0; i < 30000; i++)
        strbuf_puts(&text, "\\\\a");
    strbuf_puts(&text, "\\end{matrix}");
    endure((struct slice){ text.at, text.len });
    strbuf_finish(&text);
}

/* Forty blanks are wider than a narrow page, and no word is in them. */
static void a_text_of_blanks_breaks_into_nothing(void **state)
{
    (void)state;
    endure(slice_of("\\text{                                        }"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_prefix_of_every_formula_is_drawn),
        cmocka_unit_test(soups_of_tokens_are_drawn),
        cmocka_unit_test(depth_has_a_bound_and_says_so),
        cmocka_unit_test(what_is_just_deep_enough_is_drawn),
        cmocka_unit_test(large_formulas_take_memory_in_proportion),
        cmocka_unit_test(a_ragged_table_takes_no_more),
        cmocka_unit_test(a_text_of_blanks_breaks_into_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
