/* test_unroll.c - formulas with their numbers put in, sums with their terms.
 *
 * Numbers are those of lab A: three films, truth (1, 2, 3), predictions
 * (.7, .2, .1), (.5, .3, .2), (.1, .3, .6). What they come to is worked by
 * hand.
 */
#include "support/test.h"

#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "support/errata_labs.h"
#include "tex/scoped.h"
#include "tex/unroll.h"

static const char notation[] = "domain i = 1..N ; j, k = 1..K ; t = 0..1\n"
                               "data y_{i,k}, s_{i,k}, N, K\n"
                               "param \\theta = 2 in [0, 5]\n"
                               "\\hat{y}_{i,k} := s_{i,k}\n"
                               "k_i := \\arg\\max_k y_{i,k}\n"
                               "P(y_i \\mid x_i) := \\hat{y}_{i,k_i}\n";

struct view {
    struct arena *arena;
    struct unroll at;
    struct eval_binding letter;
};

static struct view view_of(const char *lab)
{
    struct view v = { .arena = arena_create() };

    v.at.scope = scoped(v.arena, NULL, notation);
    v.at.data = errata_lab(lab);
    v.at.options.format = FORMAT_FLOAT64;
    return v;
}

static void assert_unrolls(struct view *v, const char *formula,
                           const char *wanted)
{
    const struct mean *node = scoped_read(v->arena, v->at.scope, formula);
    struct slice is = unroll_tex(v->arena, &v->at, node);

    if (!slice_is(is, wanted))
        fail_msg("%s became\n%.*s, not\n%s", formula, SLICE_ARG(is), wanted);
}

static void short_sums_are_written_out(void **state)
{
    struct view v = view_of("A");

    (void)state;
    assert_unrolls(&v, "-\\sum_{k=1}^{K} y_{1,k} \\log \\hat{y}_{1,k}",
                   "-\\left(1.0 \\log 0.7 + 0.0 \\log 0.2 + 0.0 \\log "
                   "0.1\\right)");
    assert_unrolls(&v, "\\prod_{i=1}^N P(y_i \\mid x_i)",
                   "0.7 \\cdot 0.3 \\cdot 0.6");
    assert_unrolls(&v, "\\frac{1}{N} \\sum_i \\log \\hat{y}_{i,k_i}",
                   "\\frac{1}{3} \\cdot \\left(\\log 0.7 + \\log 0.3 + \\log "
                   "0.6\\right)");
    assert_unrolls(&v, "\\prod_k \\hat{y}_{1,k}^{y_{1,k}}",
                   "0.7^{1} \\cdot 0.2^{0} \\cdot 0.1^{0}");
    assert_unrolls(&v, "\\sum_{t \\in \\{0, 1\\}} t^2", "0^{2} + 1^{2}");
    arena_destroy(v.arena);
}

/* A sum inside a sum of three: nine terms, in three brackets. */
static void sums_inside_sums_keep_their_brackets(void **state)
{
    struct view v = view_of("A");

    (void)state;
    assert_unrolls(&v, "\\sum_i \\sum_k \\hat{y}_{i,k}",
                   "\\left(0.7 + 0.2 + 0.1\\right) + \\left(0.5 + 0.3 + "
                   "0.2\\right) + \\left(0.1 + 0.3 + 0.6\\right)");
    arena_destroy(v.arena);
}

/* Lab N has ten million examples; the last is row 1 again, since 10^7 is 3 x
 * 3333333 + 1. */
static void long_sums_are_cut(void **state)
{
    struct view v = view_of("N");

    (void)state;
    assert_unrolls(&v, "\\sum_{i=1}^N \\log \\hat{y}_{i,k_i}",
                   "\\log 0.7 + \\log 0.3 + \\dots + \\log 0.7");
    arena_destroy(v.arena);
}

static void held_letters_choose_the_numbers(void **state)
{
    struct view v = view_of("A");
    struct eval_binding held[] = { { slice_of("i"), 2.0 } };

    (void)state;
    v.at.options.bindings = held;
    v.at.options.binding_count = 1;
    assert_unrolls(&v, "\\log \\hat{y}_{i,k_i}", "\\log 0.3");
    assert_unrolls(&v, "\\hat{y}_{i,1}^\\theta", "0.5^{2}");
    /* Nobody declared an x: only its index is known. */
    assert_unrolls(&v, "x_i + 1", "x_{2} + 1");
    arena_destroy(v.arena);
}

/* Three significant digits, of which a point and one place always show in
 * an entry; below 1e-4 powers of ten. */
static void numbers_are_short(void **state)
{
    struct view v = view_of("A");

    (void)state;
    assert_unrolls(&v, "s_{1,1}^2 - N", "0.7^{2} - 3");
    assert_unrolls(&v, "\\theta + 12.3456", "2 + 12.3456");
    arena_destroy(v.arena);
}

static void terms(struct view *v, const char *formula, size_t count,
                  const double *body, const double *partial)
{
    const struct mean *node = scoped_read(v->arena, v->at.scope, formula);
    struct unroll_range range;
    struct unroll_row row;

    assert_true(unroll_range(v->arena, &v->at, node, &range));
    assert_int_equal(range.count, count);
    for (size_t i = 0; i < count; i++) {
        unroll_row(v->arena, &v->at, node, &range, i, &row);
        assert_true(row.index == (double)i + 1.0);
        assert_true(row.valued && row.counted);
        assert_near(real_double(row.body.number), body[i], 1e-15);
        assert_near(real_double(row.partial.number), partial[i], 1e-15);
    }
}

static void terms_have_values_and_a_result_so_far(void **state)
{
    struct view v = view_of("A");

    (void)state;
    terms(&v, "\\prod_{i=1}^N \\hat{y}_{i,k_i}", 3, (double[]){ 0.7, 0.3, 0.6 },
          (double[]){ 0.7, 0.21, 0.126 });
    terms(&v, "\\sum_k \\hat{y}_{2,k}", 3, (double[]){ 0.5, 0.3, 0.2 },
          (double[]){ 0.5, 0.8, 1.0 });
    arena_destroy(v.arena);
}

/* math.md: 0.5^n reaches 0 at n = 25 in float16, whose least number is
 * 2^-24. */
static void the_result_so_far_reaches_zero_where_the_format_does(void **state)
{
    static const double half[] = { 0.5 }, n[] = { 30 }, one[] = { 1 };
    struct eval_array arrays[] = {
        { slice_of("s"), 2, 1, 1, 30, .values = half },
        { slice_of("N"), 0, 1, 1, 0, .values = n },
        { slice_of("K"), 0, 1, 1, 0, .values = one },
    };
    struct eval_data data = { arrays, 3 };
    struct view v = view_of("A");
    const struct mean *node;
    struct unroll_range range;
    struct unroll_row row;

    (void)state;
    v.at.data = &data;
    v.at.options.format = FORMAT_FLOAT16;
    node = scoped_read(v.arena, v.at.scope, "\\prod_{i=1}^N s_{i,1}");
    assert_true(unroll_range(v.arena, &v.at, node, &range));
    unroll_row(v.arena, &v.at, node, &range, 23, &row);
    assert_true(real_double(row.partial.number) == 0x1p-24);
    assert_true(row.partial.number.flags & REAL_SUBNORMAL);
    unroll_row(v.arena, &v.at, node, &range, 24, &row);
    assert_true(real_double(row.partial.number) == 0.0);
    assert_true(row.body.number.x == 0.5);
    arena_destroy(v.arena);
}

/* Ten million different terms: none can be counted for another. */
static void a_far_term_has_a_value_but_no_result_so_far(void **state)
{
    struct view v = view_of("N");
    const struct mean *node =
        scoped_read(v.arena, v.at.scope, "\\sum_{i=1}^N \\log(i)");
    struct unroll_range range;
    struct unroll_row row;

    (void)state;
    assert_true(unroll_range(v.arena, &v.at, node, &range));
    assert_int_equal(range.count, 10000000);
    unroll_row(v.arena, &v.at, node, &range, 9999999, &row);
    assert_true(row.valued);
    assert_false(row.counted);
    assert_near(row.body.number.x, log(1e7), 1e-14);
    unroll_row(v.arena, &v.at, node, &range, 3, &row);
    assert_near(row.partial.number.x, log(24.0), 1e-14);
    arena_destroy(v.arena);
}

static void what_runs_over_numbers_without_end_has_no_terms(void **state)
{
    struct view v = view_of("A");
    struct unroll_range range;

    (void)state;
    assert_false(unroll_range(v.arena, &v.at,
                              scoped_read(v.arena, v.at.scope,
                                          "\\arg\\max_\\theta \\theta^2"),
                              &range));
    assert_false(
        unroll_range(v.arena, &v.at,
                     scoped_read(v.arena, v.at.scope, "\\sum_{i=1}^M i"),
                     &range));
    assert_true(
        unroll_range(v.arena, &v.at,
                     scoped_read(v.arena, v.at.scope, "\\sum_{i=1}^0 i"),
                     &range));
    assert_int_equal(range.count, 0);
    arena_destroy(v.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(short_sums_are_written_out),
        cmocka_unit_test(sums_inside_sums_keep_their_brackets),
        cmocka_unit_test(long_sums_are_cut),
        cmocka_unit_test(held_letters_choose_the_numbers),
        cmocka_unit_test(numbers_are_short),
        cmocka_unit_test(terms_have_values_and_a_result_so_far),
        cmocka_unit_test(the_result_so_far_reaches_zero_where_the_format_does),
        cmocka_unit_test(a_far_term_has_a_value_but_no_result_so_far),
        cmocka_unit_test(what_runs_over_numbers_without_end_has_no_terms),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
