/* test_scope_match.c - which definition a use means. */
#include "support/test.h"

#include "base/arena.h"
#include "tex/scope.h"
#include "tex/scoped.h"

static int setup(void **state)
{
    *state = arena_create();
    return 0;
}

static int teardown(void **state)
{
    arena_destroy(*state);
    return 0;
}

static const char letters[] = "domain i = 1..N ; j, k = 1..K\n"
                              "data N, K, x_i, y_{i,k}, z_{i,k}, u_i, w\n"
                              "word softmax, KL\n"
                              "param \\theta = 1 in [0, 5]\n";

/* The line of the definition that is meant; 0: none. */
static int line_of(struct arena *arena, const struct scope *scope,
                   const char *use)
{
    const struct scope_definition *found =
        scope_match(scope, scoped_read(arena, scope, use));

    return found ? found->line : 0;
}

/* The separators are part of a pattern. */
static void separators_and_counts_must_fit(void **state)
{
    const struct scope *low = scoped(*state, NULL, letters);
    const struct scope *s = scoped(*state, low,
                                   "H(p, q) := 1\n"
                                   "H(p) := 2\n"
                                   "KL(p \\| q) := 3\n"
                                   "H(p \\mid q) := 4\n"
                                   "H(p ; q) := 5\n");

    assert_int_equal(line_of(*state, s, "H(u, x)"), 1);
    assert_int_equal(line_of(*state, s, "H(2 w)"), 2);
    assert_int_equal(line_of(*state, s, "KL(u || x)"), 3);
    assert_int_equal(line_of(*state, s, "H(u | x)"), 4);
    assert_int_equal(line_of(*state, s, "H(u; x)"), 5);
    assert_int_equal(line_of(*state, s, "H(u, x, w)"), 0);
    assert_int_equal(line_of(*state, s, "KL(u , x)"), 0);
}

/* L(\theta | x_1, x_2, ..., x_n), also without the comma behind the dots. */
static void dots_stand_for_dots(void **state)
{
    const struct scope *low = scoped(*state, NULL, letters);
    const struct scope *s = scoped(*state, low,
                                   "L(t \\mid a, ..., b) := 1\n"
                                   "L(t \\mid a, b, c) := 2\n");

    assert_int_equal(line_of(*state, s, "L(w \\mid x_1, ..., x_N)"), 1);
    assert_int_equal(line_of(*state, s, "L(w | x_1, \\dots x_N)"), 1);
    assert_int_equal(line_of(*state, s, "L(w \\mid x_1, x_2, x_N)"), 2);
    assert_int_equal(line_of(*state, s, "L(w \\mid ..., x_1, x_N)"), 0);
    assert_int_equal(line_of(*state, s, "L(w \\mid x_1, x_2, ..., x_N)"), 0);
}

static void the_first_that_fits_is_meant(void **state)
{
    const struct scope *low = scoped(*state, NULL, letters);
    const struct scope *s = scoped(*state, low,
                                   "p(y = 1 \\mid x) := 1\n"
                                   "p(y = 0 \\mid x) := 2\n"
                                   "p(y = k \\mid x) := 3\n"
                                   "q(y \\mid x) := 4\n");

    assert_int_equal(line_of(*state, s, "p(y = 1 | x_i)"), 1);
    assert_int_equal(line_of(*state, s, "p(y = 0 | x_i)"), 2);
    assert_int_equal(line_of(*state, s, "p(y_i = 1 | x_i)"), 1);
    assert_int_equal(line_of(*state, s, "p(y = j | x_i)"), 3);
    assert_int_equal(line_of(*state, s, "p(y = 2 | x_i)"), 3);
    assert_int_equal(line_of(*state, s, "p(1 | x_i)"), 1);
    assert_int_equal(line_of(*state, s, "p(w | x_i)"), 3);
    assert_int_equal(line_of(*state, s, "p(u = 1 | x_i)"), 0);
    assert_int_equal(line_of(*state, s, "p(y < 1 | x_i)"), 0);
    /* A relation meets the letter that it is about. */
    assert_int_equal(line_of(*state, s, "q(y = 1 | x_i)"), 4);
    assert_int_equal(line_of(*state, s, "q(u = 1 | x_i)"), 0);
    assert_int_equal(line_of(*state, s, "q(y_i = 1 | x_i)"), 0);
}

static void a_later_block_goes_first(void **state)
{
    const struct scope *low =
        scoped(*state, scoped(*state, NULL, letters), "H(p) := 1\n\nf := 3");
    const struct scope *s = scoped(*state, low, "\nH(p) := 2\nH(p, q) := 3");
    const struct scope_definition *one = NULL;
    static const int lines[] = { 2, 3, 1 };

    assert_int_equal(line_of(*state, low, "H(w)"), 1);
    assert_int_equal(line_of(*state, s, "H(w)"), 2);
    assert_int_equal(line_of(*state, s, "f"), 3);
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        one = scope_definition(s, slice_of("H"), one);
        assert_int_equal(one->line, lines[i]);
    }
    assert_null(scope_definition(s, slice_of("H"), one));
}

static void an_indexed_letter_is_itself(void **state)
{
    const struct scope *low = scoped(*state, NULL, letters);
    const struct scope *s =
        scoped(*state, low, "P(y_i \\mid x_i; \\theta) := 1\n");

    assert_int_equal(line_of(*state, s, "P(y_i | x_i; \\theta)"), 1);
    assert_int_equal(line_of(*state, s, "P(y_2 | x_2; \\theta)"), 1);
    /* i stands for one thing. */
    assert_int_equal(line_of(*state, s, "P(y_1 | x_2; \\theta)"), 0);
    assert_int_equal(line_of(*state, s, "P(x_i | y_i; \\theta)"), 0);
    /* It says nothing of what y_i is equal to. */
    assert_int_equal(line_of(*state, s, "P(y_i = 1 | x_i; \\theta)"), 0);
    assert_int_equal(line_of(*state, s, "P(y | x; \\theta)"), 0);
}

static void fewer_indices_are_a_row(void **state)
{
    const struct scope *low = scoped(*state, NULL, letters);
    const struct scope *s = scoped(*state, low,
                                   "\\hat{y}_{i,k} := 1\n"
                                   "k_i := 2\n"
                                   "softmax_k(z) := 3\n"
                                   "r_{i,k} := 4\n"
                                   "r_i := 5\n");

    assert_int_equal(line_of(*state, s, "\\hat y_{i,k_i}"), 1);
    assert_int_equal(line_of(*state, s, "\\hat y_{1,2}"), 1);
    assert_int_equal(line_of(*state, s, "\\hat{y}_i"), 1);
    assert_int_equal(line_of(*state, s, "\\hat{y}"), 1);
    /* An index of the other sort is none of the first one's. */
    assert_int_equal(line_of(*state, s, "\\hat{y}_k"), 0);
    assert_int_equal(line_of(*state, s, "k_i"), 2);
    assert_int_equal(line_of(*state, s, "softmax(z_i)"), 3);
    assert_int_equal(line_of(*state, s, "softmax_j(z_i)"), 3);
    /* What has just these indices goes before what has more. */
    assert_int_equal(line_of(*state, s, "r_i"), 5);
    assert_int_equal(line_of(*state, s, "r_{i,k}"), 4);
    assert_int_equal(line_of(*state, s, "r"), 4);
}

static void a_parameter_in_a_subscript_is_itself(void **state)
{
    const struct scope *low = scoped(*state, NULL, letters);
    const struct scope *s = scoped(*state, low,
                                   "q_{\\theta}(x) := \\theta x\n"
                                   "q_{a}(x) := a x\n");

    assert_int_equal(line_of(*state, s, "q_\\theta(3)"), 1);
    assert_int_equal(line_of(*state, s, "q_{w}(3)"), 2);
}

/* A body knows its formals whatever else is called so. */
static void a_body_reads_its_formals(void **state)
{
    const struct scope *low = scoped(*state, NULL, letters);
    const struct scope *s =
        scoped(*state, low, "g(x, w) := x_k (w + 1)\nf(\\theta) := \\theta");
    const struct mean *body = scope_definition(s, slice_of("g"), NULL)->body;

    assert_int_equal(body->kind, MEAN_MULTIPLY);
    assert_int_equal(body->first->sort, NAME_FORMAL);
    assert_int_equal(body->second->first->sort, NAME_FORMAL);
    /* A parameter stays one, so that f(2) reaches all that reads it. */
    body = scope_definition(s, slice_of("f"), NULL)->body;
    assert_int_equal(body->sort, NAME_PARAM);
    assert_int_equal(
        scope_definition(s, slice_of("f"), NULL)->name->arguments[0]->sort,
        NAME_PARAM);
}

static void same_readings_are_the_same(void **state)
{
    const struct scope *s = scoped(*state, NULL, letters);
    const struct mean *a = scoped_read(*state, s, "\\sum_{i=1}^N x_i^2 + w");

    assert_true(
        scope_same(a, scoped_read(*state, s, " \\sum_{i = 1}^{N} x_{i}^2+w")));
    assert_false(
        scope_same(a, scoped_read(*state, s, "\\sum_{i=1}^N x_i^3 + w")));
    assert_false(
        scope_same(a, scoped_read(*state, s, "\\sum_{i=2}^N x_i^2 + w")));
    assert_false(
        scope_same(a, scoped_read(*state, s, "\\sum_{i=1}^N x_i^2 - w")));
    assert_false(scope_same(a, NULL));
    assert_true(scope_same(NULL, NULL));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(separators_and_counts_must_fit, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(dots_stand_for_dots, setup, teardown),
        cmocka_unit_test_setup_teardown(the_first_that_fits_is_meant, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(a_later_block_goes_first, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(an_indexed_letter_is_itself, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(fewer_indices_are_a_row, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(a_parameter_in_a_subscript_is_itself,
                                        setup, teardown),
        cmocka_unit_test_setup_teardown(a_body_reads_its_formals, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(same_readings_are_the_same, setup,
                                        teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
