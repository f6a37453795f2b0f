/* One entry for a fuzzer (clang -fsanitize=fuzzer) and, with FUZZ_MAIN, a
 * plain test that runs it over the formulas of the sources and their
 * mutations. */
#include "support/test.h"

#include "tex/corpus.h"

#include "base/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Everything that must hold of any drawing. */
static void check(const struct tex_box *box, size_t size, bool one_row)
{
    assert_true(box->rows >= 1 && box->cols >= 0);
    assert_true(box->baseline >= 0 && box->baseline < box->rows);
    assert_true(!one_row || box->rows == 1);
    for (size_t i = 0; i < box->count; i++) {
        const struct tex_glyph *g = &box->glyphs[i];

        assert_true(g->row >= 0 && g->row < box->rows);
        assert_true(g->col >= 0 && g->col + g->width <= box->cols);
        assert_true(g->from <= g->to && g->to <= size);
        assert_true(utf8_rune_width(g->rune) == g->width);
        assert_true(g->rune != ' ');
        if (i > 0)
            assert_true(g[-1].row < g->row ||
                        g[-1].col + g[-1].width <= g->col);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct slice tex = { (const char *)data, size };
    static const struct tex_style styles[] = {
        { .width = 80 },
        { .width = 20 },
        { .width = 1, .hat_row = true },
        { .inline_ = true },
        { .ascii = true, .width = 40 },
        { .ascii = true, .inline_ = true },
    };

    for (size_t i = 0; i < sizeof styles / sizeof styles[0]; i++) {
        struct arena *arena = arena_create();

        check(corpus_box(arena, tex, styles[i]), size, styles[i].inline_);
        arena_destroy(arena);
    }
    return 0;
}

#ifdef FUZZ_MAIN

/* A generator of its own, so that a failure can be had again. */
static uint32_t next(uint64_t *seed)
{
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(*seed >> 33);
}

static void mutations_of_the_formulas_are_drawn(void **state)
{
    static const char signs[] = "\\{}_^&$%()[]|'-+=~ a1";
    struct corpus corpus;
    uint64_t seed = 1;

    (void)state;
    corpus_open(&corpus);
    for (size_t i = 0; i < corpus.count; i++) {
        for (int round = 0; round < 40; round++) {
            struct strbuf text = { 0 };

            strbuf_slice(&text, corpus.tex[i]);
            for (int n = 0; n < 3; n++)
                text.at[next(&seed) % text.len] =
                    round % 2 ? signs[next(&seed) % (sizeof signs - 1)]
                              : (char)next(&seed);
            LLVMFuzzerTestOneInput((const uint8_t *)text.at, text.len);
            strbuf_finish(&text);
        }
    }
    corpus_close(&corpus);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(mutations_of_the_formulas_are_drawn),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

#endif
