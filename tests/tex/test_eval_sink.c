/* What an evaluation tells while it runs, what it may cost, and how it is
 * stopped. */
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "support/test.h"
#include "tex/scoped.h"
#include "tex/valuing.h"

static const double y[] = { 1, 0, 0, 0, 1, 0, 0, 0, 1 };
static const double s[] = { .7, .2, .1, .5, .3, .2, .1, .3, .6 };

static const char block[] = "domain i = 1..N ; j, k = 1..K\n"
                            "data   y_{i,k}, s_{i,k}, N, K\n"
                            "param  \\theta = 1 in [0, 5]\n"
                            "k_i := \\arg\\max_k y_{i,k}\n"
                            "H(p, q) := -\\sum_k p_k \\log q_k\n"
                            "A := \\arg\\max_\\theta \\theta\n"
                            "U := A + 1\n";

static void fill(struct valuing *v)
{
    valuing_init(v, block);
    valuing_table(v, "y", 3, 3, 0, y);
    valuing_table(v, "s", 3, 3, 0, s);
    valuing_number(v, "N", 3);
    valuing_number(v, "K", 3);
}

enum { SEEN_MAX = 200 };

struct seen {
    char text[24];
    double i, value;
};

struct record {
    struct seen seen[SEEN_MAX];
    size_t count;
    bool touched[2][9]; /* of y, of s */
    struct valuing *v;
};

static void see(void *context, const struct mean *node,
                const struct eval_binding *bound, size_t bound_count,
                const struct value *value)
{
    struct record *r = context;
    struct seen *seen = &r->seen[r->count];

    assert_true(r->count++ < SEEN_MAX);
    snprintf(seen->text, sizeof seen->text, "%.*s",
             (int)(node->to - node->from), node->source.at + node->from);
    seen->i = bound_count > 0 ? bound[0].value : 0.0;
    seen->value = real_double(value->number);
    if (bound_count > 0)
        assert_true(slice_is(bound[0].key, "i"));
}

static void touch(void *context, const struct eval_array *array, size_t row,
                  size_t col)
{
    struct record *r = context;
    size_t which = (size_t)(array - r->v->arrays);

    if (which < 2)
        r->touched[which][row * 3 + col] = true;
}

static double seen_at(const struct record *r, const char *text, double i)
{
    for (size_t k = 0; k < r->count; k++)
        if (strcmp(r->seen[k].text, text) == 0 && r->seen[k].i == i)
            return r->seen[k].value;
    fail_msg("nobody saw %s at %g", text, i);
    return 0.0;
}

/* The parts of the formula itself, each under its index; k_i's own search is
 * a definition's affair. All of y was read for the classes, and of s the
 * entries of those. */
static void the_sink_sees_parts_and_cells(void **state)
{
    struct valuing v;
    struct record r = { .v = &v };
    struct eval_sink sink = { &r, see, touch };

    (void)state;
    fill(&v);
    v.options.sink = &sink;
    assert_near(valuing_double(&v, FORMAT_FLOAT64, "2 \\sum_i \\log s_{i,k_i}"),
                2 * log(.126), 1e-14);
    assert_near(seen_at(&r, "2", 0), 2, 0.0);
    assert_near(seen_at(&r, "s_{i,k_i}", 2), .3, 0.0);
    assert_near(seen_at(&r, "k_i", 3), 3, 0.0);
    assert_near(seen_at(&r, "\\log s_{i,k_i}", 1), log(.7), 0.0);
    assert_near(seen_at(&r, "\\sum_i \\log s_{i,k_i}", 0), log(.126), 1e-15);
    for (size_t k = 0; k < r.count; k++)
        assert_null(strstr(r.seen[k].text, "arg"));
    for (size_t k = 0; k < 9; k++) {
        assert_true(r.touched[0][k]);
        assert_int_equal(r.touched[1][k], k % 4 == 0);
    }
    valuing_finish(&v);
}

/* An array is a reference: only what the body asks for is read. */
static void a_reference_reads_what_is_asked_for(void **state)
{
    struct valuing v;
    struct record r = { .v = &v };
    struct eval_sink sink = { &r, NULL, touch };

    (void)state;
    fill(&v);
    v.options.sink = &sink;
    assert_near(valuing_double(&v, FORMAT_FLOAT64, "H(y_2, s_2)"), -log(.3),
                1e-15);
    for (size_t k = 0; k < 9; k++)
        assert_int_equal(r.touched[1][k], k / 3 == 1);
    valuing_finish(&v);
}

struct patience {
    int asked, ends;
};

static bool impatient(void *context)
{
    struct patience *p = context;

    return ++p->asked >= p->ends;
}

static void a_running_evaluation_can_be_stopped(void **state)
{
    static const char *const formulas[] = {
        "\\sum_{n=1}^{1000000} n",
        "\\prod_{n=1}^{1000} \\sum_{m=1}^{1000} m",
        "\\arg\\max_\\theta \\sum_{n=1}^{100000} \\theta",
        "\\arg\\max_\\theta \\sum_{n=1}^{30} \\sum_{m=1}^{30} \\theta",
        "\\sum_{n=1}^{100000} [1, 2]^T [n, 3]",
    };
    struct valuing v;
    struct value value;

    (void)state;
    fill(&v);
    for (size_t i = 0; i < sizeof formulas / sizeof *formulas; i++) {
        struct patience p = { 0, 3 };

        v.options.stop = impatient;
        v.options.stop_context = &p;
        assert_int_equal(valuing_of(&v, formulas[i], &value), EVAL_STOPPED);
        assert_int_equal(p.asked, 3);
    }
    valuing_finish(&v);
}

/* 10^10 rounds are not begun: the answer is there at once. */
static void what_takes_too_long_is_not_begun(void **state)
{
    struct valuing v;
    struct patience p = { 0, 1 };

    (void)state;
    fill(&v);
    v.options.stop = impatient;
    v.options.stop_context = &p;
    valuing_refuses(&v, "\\sum_{n=1}^{100000} \\sum_{m=1}^{100000} \\log m",
                    EVAL_REFUSED, "steps");
    valuing_refuses(&v, "\\sum_{n=1}^{100000} \\sum_{m=1}^{n} \\log m",
                    EVAL_REFUSED, "steps");
    v.options.steps_max = 1000;
    valuing_refuses(&v, "\\sum_{n=1}^{1000} \\log n", EVAL_REFUSED, "steps");
    assert_int_equal(p.asked, 0);
    valuing_finish(&v);
}

static double cost(struct valuing *v, const char *tex)
{
    return eval_cost(scoped_read(v->arena, v->scope, tex), v->scope, &v->data);
}

/* Rows that repeat are counted once; an optimum as often as its grid. */
static void steps_are_counted_without_being_taken(void **state)
{
    struct valuing v;
    double small, large;

    (void)state;
    fill(&v);
    small = cost(&v, "\\sum_i \\log s_{i,k_i}");
    assert_true(small > 10 && small < 200);
    v.arrays[0].examples = v.arrays[1].examples = 10000000;
    v.numbers[2] = 1e7;
    assert_near(cost(&v, "\\sum_i \\log s_{i,k_i}"), small, 0.0);
    large = cost(&v, "\\arg\\max_\\theta \\sum_i \\log s_{i,k_i}^\\theta");
    assert_true(large > 201 * small && large < 500 * small);
    assert_true(cost(&v, "\\sum_{n=1}^{N} n") >= 1e7);
    assert_true(cost(&v, "s_{i,1}") < 10);
    valuing_finish(&v);
}

/* A hundred times the rows: the same memory. */
static void memory_does_not_grow_with_the_rows(void **state)
{
    static double many[300000];
    size_t used[2];

    (void)state;
    for (size_t i = 0; i < sizeof many / sizeof *many; i++)
        many[i] = i % 3 == 0 ? .9 : .05;
    for (int large = 0; large < 2; large++) {
        struct valuing v;
        size_t rows = large ? 100000 : 1000;

        valuing_init(&v, block);
        valuing_table(&v, "y", rows, 3, 0, many);
        valuing_table(&v, "s", rows, 3, 0, many);
        valuing_number(&v, "N", (double)rows);
        valuing_number(&v, "K", 3);
        assert_true(valuing_double(&v, FORMAT_FLOAT64,
                                   "\\sum_i H(y_i, s_i) + \\sum_i y_i^T s_i") >
                    0.0);
        used[large] = arena_used(v.arena);
        valuing_finish(&v);
    }
    assert_int_equal(used[0], used[1]);
}

static void optima_and_free_letters_are_found(void **state)
{
    struct valuing v;
    struct slice keys[4];
    const struct mean *node;
    long first, count;

    (void)state;
    fill(&v);
#define READ(tex) scoped_read(v.arena, v.scope, (tex))
    assert_true(eval_has_optimum(READ("1 + U"), v.scope));
    assert_true(eval_has_optimum(READ("\\arg\\min_\\theta 1"), v.scope));
    assert_false(eval_has_optimum(READ("\\arg\\max_k s_{1,k}"), v.scope));
    assert_false(eval_has_optimum(READ("H(y_1, s_1)"), v.scope));

    node = READ("s_{i,k_i} + \\sum_j s_{j,k}");
    assert_int_equal(eval_free(node, v.scope, keys, 4), 2);
    assert_true(slice_is(keys[0], "i"));
    assert_true(slice_is(keys[1], "k"));
    assert_int_equal(eval_free(READ("\\sum_i H(y_i, s_i)"), v.scope, keys, 4),
                     0);
    assert_int_equal(eval_free(READ("H(y_i, s_i)"), v.scope, keys, 4), 1);

    assert_true(eval_domain(v.scope, &v.data, slice_of("j"), &first, &count));
    assert_int_equal(first, 1);
    assert_int_equal(count, 3);
    assert_false(eval_domain(v.scope, &v.data, slice_of("u"), &first, &count));
    valuing_finish(&v);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_sink_sees_parts_and_cells),
        cmocka_unit_test(a_reference_reads_what_is_asked_for),
        cmocka_unit_test(a_running_evaluation_can_be_stopped),
        cmocka_unit_test(what_takes_too_long_is_not_begun),
        cmocka_unit_test(steps_are_counted_without_being_taken),
        cmocka_unit_test(memory_does_not_grow_with_the_rows),
        cmocka_unit_test(optima_and_free_letters_are_found),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
