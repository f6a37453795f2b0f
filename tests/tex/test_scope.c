/* test_scope.c - what a define block declares, and how layers hide layers. */
#include "support/test.h"

#include <string.h>

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

static struct slice key(const char *text)
{
    return slice_of(text);
}

static enum name_sort sort(const struct scope *scope, const char *name,
                           size_t items)
{
    return scope_sort(scope, key(name), items, false);
}

static enum name_sort called(const struct scope *scope, const char *name)
{
    return scope_sort(scope, key(name), 0, true);
}

static void domains_have_ends_and_groups(void **state)
{
    const struct scope *s = scoped(
        *state, NULL,
        "domain i = 1..N ; j, k = 1..K ; x = 0..1 ; n = 1..N\ndata N, K");
    const struct scope_domain *i = scope_domain(s, key("i"));
    const struct scope_domain *k = scope_domain(s, key("k"));

    assert_int_equal(i->from->kind, MEAN_NUMBER);
    assert_near(i->from->number, 1.0, 0.0);
    assert_int_equal(i->to->kind, MEAN_NAME);
    assert_true(slice_is(i->to->name, "N"));
    assert_int_equal(k->group, scope_domain(s, key("j"))->group);
    assert_int_not_equal(k->group, i->group);
    /* What runs over the same is of one sort. */
    assert_int_equal(i->group, scope_domain(s, key("n"))->group);
    assert_near(scope_domain(s, key("x"))->to->number, 1.0, 0.0);
    assert_null(scope_domain(s, key("m")));
    assert_int_equal(sort(s, "k", 0), NAME_INDEX);
    assert_int_equal(sort(s, "k", 1), NAME_UNBOUND);
}

static void a_domain_may_be_a_set(void **state)
{
    const struct scope *s =
        scoped(*state, NULL, "domain x \\in \\{0, 1\\} ; y \\in \\{-1,1\\}");
    const struct scope_domain *x = scope_domain(s, key("x"));

    assert_null(x->to);
    assert_int_equal(x->set->kind, MEAN_SET);
    assert_int_equal(x->set->item_count, 2);
    assert_int_not_equal(x->group, scope_domain(s, key("y"))->group);
}

static void data_are_chosen_by_rank_and_sort(void **state)
{
    static const int any[] = { -1, -1 };
    const struct scope *s =
        scoped(*state, NULL,
               "domain i = 1..N ; k = 1..K\n"
               "data y_{i,k}, z_i, z_k, z_{i,k}, N, K, \\hat{p}_k");
    int i = scope_domain(s, key("i"))->group;
    int k = scope_domain(s, key("k"))->group;
    const int ik[] = { i, k }, ki[] = { k, i };

    assert_int_equal(scope_data(s, key("y"), ik, 2)->rank, 2);
    assert_null(scope_data(s, key("y"), ki, 2));
    assert_int_equal(scope_data(s, key("y"), ik, 1)->rank, 2);
    assert_null(scope_data(s, key("y"), ki, 1));
    assert_int_equal(scope_data(s, key("z"), ik, 1)->sorts[0], i);
    assert_int_equal(scope_data(s, key("z"), ik, 1)->rank, 1);
    assert_int_equal(scope_data(s, key("z"), ki, 1)->sorts[0], k);
    assert_int_equal(scope_data(s, key("z"), any, 2)->rank, 2);
    assert_int_equal(scope_data(s, key("N"), NULL, 0)->rank, 0);
    assert_null(scope_data(s, key("q"), any, 1));
    assert_int_equal(sort(s, "\\hat{p}", 1), NAME_DATA);
    assert_int_equal(sort(s, "y", 0), NAME_DATA);
    /* N has no entries: N_1 is another name. */
    assert_int_equal(sort(s, "N", 1), NAME_UNBOUND);
}

static void parameters_have_a_range(void **state)
{
    const struct scope *s =
        scoped(*state, NULL,
               "param \\theta = 1 in [0, 5] step 0.001 ; w = -2 in [-3, 3]\n"
               "param t=.5 \\in [0,1]");
    const struct scope_param *theta = scope_param(s, key("\\theta"));
    const struct scope_param *all[3];

    assert_near(theta->value, 1.0, 0.0);
    assert_near(theta->from, 0.0, 0.0);
    assert_near(theta->to, 5.0, 0.0);
    assert_near(theta->step, 0.001, 0.0);
    assert_near(scope_param(s, key("w"))->step, 0.0, 0.0);
    assert_near(scope_param(s, key("t"))->value, 0.5, 0.0);
    assert_int_equal(scope_params(s, all, 3), 3);
    assert_ptr_equal(all[0], theta);
    assert_int_equal(sort(s, "\\theta", 0), NAME_PARAM);
}

static void an_upper_parameter_wins(void **state)
{
    const struct scope *low =
        scoped(*state, NULL, "param a = 1 in [0, 5] ; b = 2 in [0, 5]");
    const struct scope *s = scoped(*state, low, "param a = 3 in [0, 5]");
    const struct scope_param *all[1];

    assert_near(scope_param(s, key("a"))->value, 3.0, 0.0);
    assert_near(scope_param(low, key("a"))->value, 1.0, 0.0);
    /* Lowest layer first, each once; the count is told past the room. */
    assert_int_equal(scope_params(s, all, 1), 2);
    assert_true(slice_is(all[0]->key, "b"));
}

static void labels_and_words_are_known(void **state)
{
    const struct scope *low = scoped(*state, NULL, "label MLE, data ; word KL");
    const struct scope *s = scoped(*state, low, "word KLM, lr\nlabel gt");

    assert_true(scope_is_label(s, key("MLE")));
    assert_true(scope_is_label(s, key("gt")));
    assert_false(scope_is_label(low, key("gt")));
    assert_false(scope_is_label(s, key("KL")));
    assert_true(slice_is(scope_word(s, key("KLMN")), "KLM"));
    assert_true(slice_is(scope_word(low, key("KLMN")), "KL"));
    assert_int_equal(scope_word(s, key("K")).len, 0);
    assert_true(slice_is(scope_word(s, key("MLE")), "MLE"));
}

static void the_format_is_the_topmost(void **state)
{
    const struct scope *low = scoped(*state, NULL, "format float32");
    const struct scope *s = scoped(*state, low, "domain i = 1..3");

    assert_int_equal(scope_format(s), FORMAT_FLOAT32);
    assert_int_equal(scope_format(scoped(*state, s, "format bfloat16")),
                     FORMAT_BFLOAT16);
    assert_int_equal(scope_format(scope_create(*state)), FORMAT_COUNT);
}

static void a_name_is_what_the_topmost_layer_says(void **state)
{
    const struct scope *low =
        scoped(*state, NULL,
               "domain i = 1..9\ndata p_i, a\nL := 2\nf(x) := x\nk_i := p_i");
    const struct scope *s;

    assert_int_equal(sort(low, "L", 0), NAME_DEFINED);
    assert_int_equal(sort(low, "L", 1), NAME_UNBOUND);
    assert_int_equal(called(low, "f"), NAME_FUNCTION);
    assert_int_equal(sort(low, "f", 0), NAME_FUNCTION);
    assert_int_equal(sort(low, "k", 1), NAME_DEFINED);
    assert_int_equal(called(low, "a"), NAME_DATA);

    s = scoped(*state, low, "L(t) := t\np(x) := x\ndata f");
    /* A value and a function of one name may stand in different blocks... */
    assert_int_equal(sort(s, "L", 0), NAME_DEFINED);
    assert_int_equal(called(s, "L"), NAME_FUNCTION);
    /* ... but whatever else hides what lies below. */
    assert_int_equal(called(s, "f"), NAME_DATA);
    assert_int_equal(sort(s, "p", 0), NAME_FUNCTION);
}

static void a_bound_letter_hides_all(void **state)
{
    const struct scope *low =
        scoped(*state, NULL, "data p, k\ndomain i = 1..9\nk_i := i\nq(x) := x");
    const struct scope *s =
        scope_bind(*state,
                   scope_bind(*state,
                              scope_bind(*state, low, key("p"), NAME_FORMAL),
                              key("k"), NAME_INDEX),
                   key("q"), NAME_FORMAL);

    assert_int_equal(sort(s, "p", 2), NAME_FORMAL);
    assert_int_equal(called(s, "q"), NAME_FORMAL);
    /* k is an index here, and k_i still what it was. */
    assert_int_equal(sort(s, "k", 0), NAME_INDEX);
    assert_int_equal(sort(s, "k", 1), NAME_DEFINED);
}

static void a_declared_number_is_a_layer(void **state)
{
    const struct scope *s =
        scope_declare(*state, scope_create(*state), key("px"), 1);

    assert_int_equal(sort(s, "px", 1), NAME_DATA);
    assert_true(slice_is(scope_word(s, key("pxy")), "px"));
    assert_int_equal(sort(s, "p", 0), NAME_UNBOUND);
}

static void lines_may_stand_in_any_order(void **state)
{
    const struct scope *s = scoped(*state, NULL,
                                   "f(x) := g(x) + a\n"
                                   "g(x) := 2 x_k\n"
                                   "data z_{i,k}\n"
                                   "domain i = 1..M ; k = 1..K\n"
                                   "data a, K, M\n");

    assert_int_equal(called(s, "g"), NAME_FUNCTION);
    assert_int_equal(scope_data(s, key("z"), (int[]){ -1, -1 }, 2)->sorts[1],
                     scope_domain(s, key("k"))->group);
}

static void a_statement_goes_on_in_indented_lines(void **state)
{
    const struct scope *s = scoped(*state, NULL,
                                   "data a, b % a remark\n"
                                   "% another\n"
                                   "f(x) := a +\n"
                                   "b x\n"
                                   "g(x) := a % of two\n"
                                   "  + b x\n"
                                   "\n"
                                   "  % and the end\n"
                                   "h := 3\n");
    const struct scope_definition *g = scope_definition(s, key("g"), NULL);

    assert_int_equal(scope_definition(s, key("f"), NULL)->body->kind, MEAN_ADD);
    assert_int_equal(g->body->kind, MEAN_ADD);
    assert_int_equal(g->line, 5);
    assert_int_equal(g->column, 1);
    assert_int_equal(scope_definition(s, key("h"), NULL)->body->kind,
                     MEAN_NUMBER);
}

static void a_block_may_be_indented_as_a_whole(void **state)
{
    const struct scope *s = scoped(*state, NULL, "   a := 1\n   b := 2\n");

    assert_int_equal(scope_definition(s, key("b"), NULL)->column, 4);
}

static void a_percent_sign_may_be_written(void **state)
{
    const struct scope *s = scoped(*state, NULL, "a := 35\\%\n");

    assert_near(scope_definition(s, key("a"), NULL)->body->number, 0.35, 0.0);
}

static void a_letter_with_a_new_range_keeps_its_sort(void **state)
{
    const struct scope *low = scoped(*state, NULL,
                                     "domain i = 1..N ; k = 1..K\n"
                                     "data y_{i,k}, N, K");
    const struct scope *s = scoped(*state, low, "domain i = 1..8");
    int groups[] = { scope_domain(s, key("i"))->group, -1 };

    assert_non_null(scope_data(s, key("y"), groups, 2));
    assert_int_equal(
        scope_domain(scoped(*state, low, "domain m = 1..K"), key("m"))->group,
        scope_domain(low, key("k"))->group);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(domains_have_ends_and_groups, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(a_domain_may_be_a_set, setup, teardown),
        cmocka_unit_test_setup_teardown(data_are_chosen_by_rank_and_sort, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(parameters_have_a_range, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(an_upper_parameter_wins, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(labels_and_words_are_known, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(the_format_is_the_topmost, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(a_name_is_what_the_topmost_layer_says,
                                        setup, teardown),
        cmocka_unit_test_setup_teardown(a_bound_letter_hides_all, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(a_declared_number_is_a_layer, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(lines_may_stand_in_any_order, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(a_statement_goes_on_in_indented_lines,
                                        setup, teardown),
        cmocka_unit_test_setup_teardown(a_block_may_be_indented_as_a_whole,
                                        setup, teardown),
        cmocka_unit_test_setup_teardown(a_percent_sign_may_be_written, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(
            a_letter_with_a_new_range_keeps_its_sort, setup, teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
