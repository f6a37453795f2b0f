/* Changes of formulas, against lists worked out by hand. */
#include "tex/mutate.h"

#include <string.h>

#include "base/arena.h"
#include "base/strbuf.h"
#include "support/test.h"
#include "tex/mean_write.h"
#include "tex/reading.h"
#include "tex/scoped.h"

static const char notation[] = "domain i = 1..N ; j, k = 1..K\n"
                               "data y_{i,k}, s_{i,k}, p_k, q_k, N, K\n"
                               "param \\theta = 1 in [0, 5]\n"
                               "H(p, q) := -\\sum_{k=1}^K p_k \\log q_k\n";

/* "NAME: TEX" for every mutant of a formula, a line each. */
static void write_all(struct strbuf *out, const char *tex)
{
    struct arena *arena = arena_create();
    const struct scope *scope = scoped(arena, NULL, notation);
    const struct mean_formula *formula =
        reading_of(arena, scope, slice_of(tex));
    struct mutant *mutants;
    size_t count;

    assert_true(formula->reads);
    count = mutate(arena, formula, scope, &mutants);
    for (size_t i = 0; i < count; i++) {
        strbuf_printf(out, "%s: ", mutants[i].name);
        mean_write_tex(out, mutants[i].tree);
        strbuf_putc(out, '\n');
    }
    arena_destroy(arena);
}

static void gives(const char *tex, const char *wanted)
{
    struct strbuf got = { 0 };

    write_all(&got, tex);
    if (strcmp(strbuf_text(&got), wanted) != 0)
        print_error("%s gives\n%s, wanted\n%s", tex, strbuf_text(&got), wanted);
    assert_string_equal(strbuf_text(&got), wanted);
    strbuf_finish(&got);
}

static void has(const char *tex, const char *line)
{
    struct strbuf got = { 0 };

    write_all(&got, tex);
    if (!strstr(strbuf_text(&got), line)) {
        print_error("%s has no '%s' among\n%s", tex, line, strbuf_text(&got));
        fail();
    }
    strbuf_finish(&got);
}

static void signs_are_flipped(void **state)
{
    (void)state;
    gives("N = K + 1", "negate K + 1: -\\left(K + 1\\right)\n"
                       "flip + before 1: K - 1\n");
    gives("N = -K", "flip - before K: K\n");
    gives("= K - 1 - 1", "negate K - 1 - 1: -\\left(K - 1 - 1\\right)\n"
                         "flip - before 1: K - 1 + 1\n"
                         "flip - before 1 #2: K + 1 - 1\n");
}

/* All factors of a product, however deep it is nested; 1/N is one of them. */
static void each_factor_is_dropped(void **state)
{
    (void)state;
    gives("= 2 N K", "negate 2 N K: -2 N \\cdot K\n"
                     "drop 2: N K\n"
                     "drop N: 2 K\n"
                     "drop K: 2 N\n");
    has("= -\\frac{1}{N} \\sum_{i=1}^N s_{i,1}",
        "drop 1/N: -\\sum_{i=1}^{N} s_{i,1}\n");
    has("= -\\frac{1}{N} \\sum_{i=1}^N s_{i,1}",
        "drop \\sum_i: -\\frac{1}{N}\n");
}

static void a_fraction_loses_a_part_or_turns_over(void **state)
{
    (void)state;
    gives("= \\frac{K}{N}", "negate K/N: -\\frac{K}{N}\n"
                            "drop 1/N: K\n"
                            "drop K: \\frac{1}{N}\n"
                            "invert K/N: \\frac{N}{K}\n");
}

static void an_exponent_is_dropped(void **state)
{
    (void)state;
    gives("= N^K", "negate N^K: -N^{K}\ndrop exponent K of N: N\n");
}

/* Over the letter's domain, too: 1 to N. */
static void limits_move_by_one(void **state)
{
    (void)state;
    gives("= \\sum_{k=1}^K p_k",
          "negate \\sum_k: -\\sum_{k=1}^{K} p_{k}\n"
          "from + 1 in \\sum_k: \\sum_{k=2}^{K} p_{k}\n"
          "to - 1 in \\sum_k: \\sum_{k=1}^{K - 1} p_{k}\n");
    has("= \\prod_i s_{i,1}",
        "from + 1 in \\prod_i: \\prod_{i=2}^{N} s_{i,1}\n");
    has("= \\prod_i^N s_{i,1}",
        "to - 1 in \\prod_i: \\prod_{i=1}^{N - 1} s_{i,1}\n");
}

static void the_base_of_a_logarithm_changes(void **state)
{
    (void)state;
    has("= \\log N", "base 2 in \\log N: \\log_{2}\\left(N\\right)\n");
    has("= \\log_2 N", "base e in \\log N: \\log\\left(N\\right)\n");
}

static void arguments_change_places(void **state)
{
    (void)state;
    has("= H(p, q)", "swap p and q in H: H\\left(q, p\\right)\n");
    gives("= H(p, p)", "negate H(p, p): -H\\left(p, p\\right)\n");
}

static void an_optimum_turns_round(void **state)
{
    (void)state;
    gives("\\theta = \\arg\\min_\\theta \\theta N",
          "\\arg\\max for \\arg\\min_{\\theta}: "
          "\\arg\\max_{\\theta} \\theta N\n"
          "drop \\theta: \\arg\\min_{\\theta} N\n"
          "drop N: \\arg\\min_{\\theta} \\theta\n");
}

/* k and j number classes, i numbers examples: never i for k. */
static void an_index_changes_within_its_sort(void **state)
{
    (void)state;
    has("p_k = \\sum_{j=1}^K q_j", "k for j in q_j: ");
    gives("y_{i,k} = p_k", "");
}

/* The author's zeros and ones are shown, not claimed. */
static void what_is_no_change_to_the_eye_is_left_out(void **state)
{
    (void)state;
    gives("= N + 0.0 \\log K", "negate N + 0.0 \\log K: "
                               "-\\left(N + 0.0 \\log\\left(K\\right)\\right)\n"
                               "drop 0.0: N + \\log\\left(K\\right)\n");
    gives("= 1.0 N^1", "negate 1.0 N^1: -1.0 N^{1}\ndrop N^1: 1.0\n");
    gives("= N \\cdot 0.2^0", "negate N \\cdot 0.2^0: -N \\cdot 0.2^{0}\n"
                              "drop N: 0.2^{0}\n"
                              "drop exponent 0 of 0.2: N \\cdot 0.2\n");
    gives("= 0", "");
}

/* No two of a formula have one name. */
static void names_are_told_apart(void **state)
{
    (void)state;
    has("N = \\log K = \\log K", "base 2 in \\log K: ");
    has("N = \\log K = \\log K", "base 2 in \\log K #2: ");
}

static void the_formula_itself_stays(void **state)
{
    struct arena *arena = arena_create();
    const struct scope *scope = scoped(arena, NULL, notation);
    const struct mean_formula *formula =
        reading_of(arena, scope,
                   slice_of("N = \\frac{1}{K} \\sum_{k=1}^K \\log p_k"));
    struct strbuf before = { 0 }, after = { 0 };
    struct mutant *mutants;

    (void)state;
    mean_write_statement_form(&before, formula->statements);
    assert_true(mutate(arena, formula, scope, &mutants) > 5);
    mean_write_statement_form(&after, formula->statements);
    assert_string_equal(strbuf_text(&before), strbuf_text(&after));
    assert_ptr_not_equal(mutants[0].tree, formula->statements[0].sides[1]);
    strbuf_finish(&before);
    strbuf_finish(&after);
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(signs_are_flipped),
        cmocka_unit_test(each_factor_is_dropped),
        cmocka_unit_test(a_fraction_loses_a_part_or_turns_over),
        cmocka_unit_test(an_exponent_is_dropped),
        cmocka_unit_test(limits_move_by_one),
        cmocka_unit_test(the_base_of_a_logarithm_changes),
        cmocka_unit_test(arguments_change_places),
        cmocka_unit_test(an_optimum_turns_round),
        cmocka_unit_test(an_index_changes_within_its_sort),
        cmocka_unit_test(what_is_no_change_to_the_eye_is_left_out),
        cmocka_unit_test(names_are_told_apart),
        cmocka_unit_test(the_formula_itself_stays),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
