/* test_terms.c - what a side adds up or multiplies, one by one.
 *
 * Numbers are those of lab A: three films, predictions (.7, .2, .1),
 * (.5, .3, .2), (.1, .3, .6). What they come to is worked by hand. That the
 * last result is the whole's value is a law.
 */
#include "support/test.h"

#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "support/errata_labs.h"
#include "tex/scoped.h"
#include "tex/terms.h"

static const char notation[] = "domain i = 1..N ; j, k = 1..K ; h = 0..5\n"
                               "data y_{i,k}, s_{i,k}, N, K\n"
                               "param \\theta = 2 in [0, 5]\n"
                               "\\hat{y}_{i,k} := s_{i,k}\n"
                               "k_i := \\arg\\max_k y_{i,k}\n"
                               "P(y_i \\mid x_i) := \\hat{y}_{i,k_i}\n";

struct seen {
    struct arena *arena;
    struct unroll at;
    const struct mean *side;
    struct terms terms;
    bool found;
};

static struct seen look(const char *formula)
{
    struct seen s = { .arena = arena_create() };

    s.at.scope = scoped(s.arena, NULL, notation);
    s.at.data = errata_lab("A");
    s.at.options.format = FORMAT_FLOAT64;
    s.side = scoped_read(s.arena, s.at.scope, formula);
    s.found = terms_find(s.arena, &s.at, s.side, &s.terms);
    return s;
}

/* The terms as TeX and what they come to so far, "0.7 = 0.7; 0.3 = 0.21". */
static void assert_terms(const char *formula, const char *wanted)
{
    struct seen s = look(formula);
    char text[512] = "";
    size_t len = 0;

    if (!s.found)
        fail_msg("%s has no terms", formula);
    for (size_t i = 0; i < s.terms.range.count; i++) {
        struct unroll_row row;

        terms_row(s.arena, &s.at, &s.terms, i, &row);
        assert_true(row.valued && row.counted);
        len += (size_t)snprintf(text + len, sizeof text - len, "%s%.*s = %.4g",
                                i ? "; " : "", SLICE_ARG(row.tex),
                                real_double(row.partial.number));
    }
    if (strcmp(text, wanted) != 0)
        fail_msg("%s came apart as\n%s, not\n%s", formula, text, wanted);
    arena_destroy(s.arena);
}

static void a_sum_over_an_index_has_its_terms(void **state)
{
    (void)state;
    assert_terms("\\prod_{i=1}^N P(y_i \\mid x_i)",
                 "0.7 = 0.7; 0.3 = 0.21; 0.6 = 0.126");
    /* The outermost, in front of factors and signs. */
    assert_terms("-\\frac{1}{N} \\sum_i \\log P(y_i \\mid x_i)",
                 "\\log 0.7 = -0.3567; \\log 0.3 = -1.561; "
                 "\\log 0.6 = -2.071");
    assert_terms("\\log \\prod_{k=1}^2 s_{1,k}", "0.7 = 0.7; 0.2 = 0.14");
}

static void a_sum_that_is_written_out_has_its_parts(void **state)
{
    (void)state;
    assert_terms("1 + 2 - 4", "1 = 1; 2 = 3; -4 = -1");
    assert_terms("-1 - 2", "-1 = -1; -2 = -3");
    assert_terms("\\frac{1}{3} (s_{1,1} + s_{2,2})", "0.7 = 0.7; 0.3 = 1");
    assert_terms("0.7 \\times 0.3 \\times 0.6",
                 "0.7 = 0.7; 0.3 = 0.21; 0.6 = 0.126");
    /* Brackets make a term of a sum. */
    assert_terms("(1 + 2) + 3", "\\left(1 + 2\\right) = 3; 3 = 6");
}

static void what_adds_up_nothing_has_no_terms(void **state)
{
    static const char *const none[] = { "3", "\\log s_{1,1}", "s_{1,1}^{1+2}",
                                        "\\arg\\max_h \\sum_{i=1}^N h",
                                        "\\sum_{i=1}^M i" };

    (void)state;
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
        struct seen s = look(none[i]);

        if (s.found)
            fail_msg("%s has terms", none[i]);
        arena_destroy(s.arena);
    }
}

static void the_last_result_is_the_value(void **state)
{
    static const char *const all[] = {
        "\\prod_{i=1}^N \\prod_{k=1}^K \\hat{y}_{i,k}^{y_{i,k}}",
        "\\sum_{i=1}^N \\sum_{k=1}^K s_{i,k} \\theta^k",
        "\\log 0.7 - \\log 0.3 + \\log s_{3,3} - \\theta",
        "0.7 \\cdot 0.3 \\cdot \\theta \\cdot 2"
    };

    (void)state;
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        struct seen s = look(all[i]);
        struct unroll_row row;
        struct value whole;

        assert_true(s.found);
        terms_row(s.arena, &s.at, &s.terms, s.terms.range.count - 1, &row);
        assert_true(unroll_value(s.arena, &s.at, s.side, &whole));
        assert_true(real_double(row.partial.number) ==
                    real_double(whole.number));
        arena_destroy(s.arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_sum_over_an_index_has_its_terms),
        cmocka_unit_test(a_sum_that_is_written_out_has_its_parts),
        cmocka_unit_test(what_adds_up_nothing_has_no_terms),
        cmocka_unit_test(the_last_result_is_the_value),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
