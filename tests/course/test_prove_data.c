/* Random data sets: of the right shape, and the same every time. */
#include "course/prove_data.h"

#include <string.h>

#include "base/arena.h"
#include "base/err.h"
#include "lab/lab.h"
#include "support/test.h"
#include "tex/scope.h"
#include "support/same_lab.h"

static const char notation[] = "domain i = 1..N ; j, k = 1..K\n"
                               "data y_{i,k}, s_{i,k}, N, K, x_i, p_k, c, w_k\n"
                               "param \\theta = 3 in [2, 5]\n";

static const double xs[] = { 1, 0, 1 }, ps[] = { 0.5, 0.3, 0.2 },
                    cs[] = { 0.7 }, ws[] = { -2.5, 4, 1 },
                    predicted[] = { 0.7, 0.2, 0.1 };

/* Three rows, and arrays of each kind. */
static struct lab *make_lab(void)
{
    static const struct slice classes[] = { { "a", 1 },
                                            { "b", 1 },
                                            { "c", 1 } };
    struct lab_row row = { .label = 0, .predicted = predicted };
    struct lab_row rows[] = { row, row, row };
    struct lab_data data[] = { { { "x", 1 }, 1, 1, 3, xs },
                               { { "p", 1 }, 1, 1, 3, ps },
                               { { "c", 1 }, 0, 1, 1, cs },
                               { { "w", 1 }, 1, 1, 3, ws } };
    struct lab_spec spec = { .classes = classes,
                             .class_count = 3,
                             .rows = rows,
                             .row_count = 3,
                             .data = data,
                             .data_count = 4 };
    struct err err;
    struct lab *lab = lab_create(&spec, &err);

    assert_non_null(lab);
    return lab;
}

struct world {
    struct arena *arena;
    struct lab *lab;
    const struct scope *scope;
    struct prove_sets *sets;
};

static struct world open_world(bool one_hot)
{
    struct world w = { .arena = arena_create(), .lab = make_lab() };
    struct err err;

    w.scope = scope_define(w.arena, scope_create(w.arena), slice_of(notation),
                           1, &err);
    assert_non_null(w.scope);
    w.sets = prove_sets_create(w.lab, w.scope, one_hot);
    return w;
}

static void close_world(struct world *w)
{
    prove_sets_destroy(w->sets);
    lab_destroy(w->lab);
    arena_destroy(w->arena);
}

static const struct eval_array *array(const struct prove_set *set,
                                      const char *key)
{
    for (size_t i = 0; i < set->data.count; i++)
        if (slice_is(set->data.arrays[i].key, key))
            return &set->data.arrays[i];
    fail_msg("no array %s", key);
    return NULL;
}

static bool is_soft(const struct lab *lab)
{
    for (size_t i = 0; i < lab_rows(lab); i++)
        for (size_t k = 0; k < lab_classes(lab); k++)
            if (lab_truth(lab, i)[k] != 0.0 && lab_truth(lab, i)[k] != 1.0)
                return true;
    return false;
}

static void sets_have_the_shape_of_the_lab(void **state)
{
    struct world w = open_world(false);
    long least = PROVE_ROWS_MAX, most = 0;

    (void)state;
    for (size_t i = 0; i < PROVE_SETS; i++) {
        const struct prove_set *set = prove_sets_get(w.sets, i);

        assert_int_equal(lab_classes(set->lab), 3);
        assert_in_range(set->n, 1, PROVE_ROWS_MAX);
        assert_true(i >= PROVE_SETS_OPTIMUM || set->n <= PROVE_ROWS_OPTIMUM);
        least = set->n < least ? set->n : least;
        most = set->n > most ? set->n : most;
        assert_int_equal(array(set, "x")->rows, set->n);
        assert_int_equal(array(set, "p")->rows, 3);
    }
    assert_int_equal(least, 1);
    assert_true(most > 45);
    close_world(&w);
}

static void numbers_stay_of_their_kind(void **state)
{
    struct world w = open_world(false);

    (void)state;
    for (size_t i = 0; i < PROVE_SETS; i++) {
        const struct prove_set *set = prove_sets_get(w.sets, i);
        const double *labels = array(set, "x")->values;
        const double *parts = array(set, "p")->values;

        for (long k = 0; k < set->n; k++)
            assert_true(labels[k] == 0.0 || labels[k] == 1.0);
        assert_near(parts[0] + parts[1] + parts[2], 1.0, 1e-12);
        assert_true(parts[0] >= 0.0 && parts[1] >= 0.0 && parts[2] >= 0.0);
        assert_in_range(array(set, "c")->values[0] * 1000, 0, 1000);
        assert_true(array(set, "w")->values[0] != -2.5);
        assert_int_equal(set->binding_count, 1);
        assert_true(set->bindings[0].value >= 2.0);
        assert_true(set->bindings[0].value <= 5.0);
    }
    close_world(&w);
}

/* Exact zeros and ones are where formulas with logarithms break. */
static void some_sets_are_soft_and_some_have_exact_zeros(void **state)
{
    struct world w = open_world(false);
    int soft = 0, zero = 0, one = 0;

    (void)state;
    for (size_t i = 0; i < PROVE_SETS; i++) {
        const struct lab *lab = prove_sets_get(w.sets, i)->lab;

        soft += is_soft(lab);
        for (size_t k = 0; k < lab_rows(lab) * 3; k++) {
            zero += lab_scores(lab, k / 3)[k % 3] == 0.0;
            one += lab_scores(lab, k / 3)[k % 3] == 1.0;
        }
    }
    assert_in_range(soft, 50, 150);
    assert_true(zero > 20);
    assert_true(one > 5);
    close_world(&w);
}

static void one_hot_sets_are_one_hot(void **state)
{
    struct world w = open_world(true);

    (void)state;
    for (size_t i = 0; i < PROVE_SETS; i++)
        assert_false(is_soft(prove_sets_get(w.sets, i)->lab));
    close_world(&w);
}

static void a_seed_gives_one_set(void **state)
{
    struct world a = open_world(false), b = open_world(false);
    const struct prove_set *first, *second;

    (void)state;
    prove_sets_get(a.sets, 3);
    first = prove_sets_get(a.sets, 17);
    second = prove_sets_get(b.sets, 17);
    assert_int_equal(first->seed, 18);
    assert_true(same_lab(first->lab, second->lab));
    assert_true(first->bindings[0].value == second->bindings[0].value);
    assert_false(same_lab(first->lab, prove_sets_get(a.sets, 3)->lab));
    close_world(&a);
    close_world(&b);
}

static void without_a_lab_parameters_are_drawn(void **state)
{
    struct world w = open_world(false);
    struct prove_sets *sets = prove_sets_create(NULL, w.scope, false);
    const struct prove_set *set = prove_sets_get(sets, 0);

    (void)state;
    assert_null(set->lab);
    assert_int_equal(set->data.count, 0);
    assert_int_equal(set->n, 0);
    assert_int_equal(set->binding_count, 1);
    prove_sets_destroy(sets);
    close_world(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sets_have_the_shape_of_the_lab),
        cmocka_unit_test(numbers_stay_of_their_kind),
        cmocka_unit_test(some_sets_are_soft_and_some_have_exact_zeros),
        cmocka_unit_test(one_hot_sets_are_one_hot),
        cmocka_unit_test(a_seed_gives_one_set),
        cmocka_unit_test(without_a_lab_parameters_are_drawn),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
